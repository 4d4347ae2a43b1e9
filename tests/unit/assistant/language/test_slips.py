"""Slips: mistyped words of the language are mended where one word is near, and words of English never are."""

import pytest

from frontdesk.assistant.language.slips import Near, mended, nearest_word
from frontdesk.assistant.language.tokens import tokens_of
from tests.unit.assistant.language.grounds import LEXICON

WORDS = LEXICON.known


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("laeds", "leads"),
        ("shwo", "show"),
        ("qualifed", "qualified"),
        ("campaings", "campaigns"),
        ("trianers", "trainers"),
        ("tasls", "tasks"),
        ("overdeu", "overdue"),
        ("dleete", "delete"),
    ],
)
def test_a_slip_is_the_one_word_that_is_near(written: str, meant: str) -> None:
    tokens = tokens_of(written)
    token = mended(tokens, [0], WORDS)[0]
    assert (token.word, token.slip) == (meant, written)
    assert token.text == written, "what was written stays"


@pytest.mark.parametrize(
    "written", ["tree", "live", "leaves", "beads", "house", "bangalore", "xyzzy", "zz", "q", "12345", "a1b2"]
)
def test_what_is_a_word_or_near_to_nothing_stays(written: str) -> None:
    token = mended(tokens_of(written), [0], WORDS)[0]
    assert (token.word, token.slip) == (written, None)


def test_only_unknown_words_are_looked_at() -> None:
    assert [token.slip for token in mended(tokens_of("laeds laeds"), [1], WORDS)] == [None, "laeds"]


def test_two_words_that_are_as_near_leave_it_as_it_is() -> None:
    assert nearest_word("mort", Near.of(["more", "sort"])) == "more", "a first letter is seldom wrong"
    assert nearest_word("xore", Near.of(["more", "sore"])) is None
    assert nearest_word("leadx", Near.of(["lead", "leads"])) == "leads", "a plural is the same word"


def test_long_words_may_hold_two_errors_and_short_ones_only_letters_that_changed_places() -> None:
    assert nearest_word("specialisaton", Near.of(["specialisation"])) == "specialisation"
    assert nearest_word("spcialisaton", Near.of(["specialisation"])) == "specialisation"
    assert nearest_word("spcaton", Near.of(["specialisation"])) is None
    assert nearest_word("teh", Near.of(["the"])) == "the"
    assert nearest_word("tha", Near.of(["the"])) is None
