"""Tokens: words and signs with their places, and phrases found among them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.tokens import text_between, tokens_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Show me all leads", ["show", "me", "all", "leads"]),
        ("Guna's email?", ["guna", "'s", "email", "?"]),
        ("José’s deals", ["jose", "'s", "deals"]),
        ("don't", ["dont"]),
        ("isn’t", ["isnt"]),
        ("O'Leary", ["o'leary"]),
        ("follow-up", ["follow", "-", "up"]),
        ("A, B & C", ["a", ",", "b", "&", "c"]),
        ("", []),
        ("   ", []),
    ],
)
def test_words_and_signs(text: str, words: list[str]) -> None:
    assert [token.word for token in tokens_of(text)] == words


@given(st.text(max_size=80))
def test_every_character_that_is_no_space_stands_in_one_token(text: str) -> None:
    tokens = tokens_of(text)
    assert "".join(token.text for token in tokens) == "".join(text.split())
    for before, after in pairwise(tokens):
        assert before.end <= after.start
    assert all(token.text == text[token.start : token.end] and token.word for token in tokens)


@given(st.text(max_size=60), st.data())
def test_the_text_between_tokens_is_as_written(text: str, data: st.DataObject) -> None:
    tokens = tokens_of(text)
    start = data.draw(st.integers(0, len(tokens)))
    end = data.draw(st.integers(start, len(tokens)))
    between = text_between(text, tokens, start, end)
    assert between in text
    assert "".join(between.split()) == "".join(token.text for token in tokens[start:end])


TABLE = PhraseTable([("follow up", "long"), ("follow", "short"), ("date of birth", "date"), ("date", "day")])


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("follow up", 0, [(1, "short"), (2, "long")]),
        ("Follow-up", 0, [(1, "short"), (3, "long")]),
        ("follow the", 0, [(1, "short")]),
        ("the date of", 1, [(2, "day")]),
        ("date of birth", 0, [(1, "day"), (3, "date")]),
        ("up", 0, []),
        ("date", 1, []),
    ],
)
def test_phrases_that_begin_at_a_place(text: str, place: int, found: list[tuple[int, str]]) -> None:
    assert sorted(TABLE.at(tokens_of(text), place)) == found


def test_one_phrase_may_mean_several_things_but_each_once() -> None:
    table = PhraseTable([("size", "a"), ("size", "b"), ("size", "a")])
    assert [meant for _, meant in table.at(tokens_of("size"), 0)] == ["a", "b"]
    assert table.words == {"size"}
