"""The pieces in which an answer is shown are the answer itself."""

from hypothesis import given
from hypothesis import strategies as some

from frontdesk.conversations.frames import pieces


@given(some.text(max_size=3000))
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


def test_a_piece_is_a_sentence() -> None:
    assert pieces("First one. Second?\n\nThird [1]") == ["First one. ", "Second?\n\n", "Third [1]"]
    assert max(map(len, pieces("x" * 5000))) <= 400
