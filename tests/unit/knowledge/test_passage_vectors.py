"""From the text of a passage to its one vector."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.knowledge.index_repository import UnindexedPassage
from frontdesk.knowledge.indexing import PIECE_CHARACTERS, combined, texts_of


def passage(kind: str, content: str) -> UnindexedPassage:
    return UnindexedPassage(1, kind, "Title", content, None)


def test_an_faq_is_its_question_and_question_with_answer() -> None:
    assert texts_of(passage("faq", "Answer.")) == ["Title", "Title\nAnswer."]
    assert texts_of(passage("document", "Text.")) == ["Title\nText."]


@given(st.text("ab .\n", max_size=5_000))
def test_a_long_text_is_cut_into_pieces_that_hold_all_its_letters(content: str) -> None:
    pieces = [text.removeprefix("Title\n") for text in texts_of(passage("document", content))]
    assert all(len(piece) <= PIECE_CHARACTERS + 1 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(content.split())


def test_vectors_have_length_one_and_lean_to_the_answer() -> None:
    question, both = np.eye(2, 8, dtype=np.float32)
    vector = combined("faq", np.array([question, both]))
    assert np.isclose(np.linalg.norm(vector), 1)
    assert vector[1] > vector[0] > 0
