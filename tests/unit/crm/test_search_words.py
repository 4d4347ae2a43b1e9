"""Words of a search, and the words that may be meant by mistyped ones."""

import pytest

from frontdesk.crm.search.spelling import Mending, can_be_mended, errors_allowed, variants
from frontdesk.crm.search.wanted import Wanted


@pytest.mark.parametrize(
    ("meant", "typed"),
    [("kumar", "kumr"), ("kumar", "kummar"), ("kumar", "kumer"), ("kumar", "kuamr"), ("guna", "gnua"), ("anu", "aun")],
)
def test_one_error_of_each_sort_leads_back_to_the_word(meant: str, typed: str) -> None:
    assert meant in variants(typed)


def test_variants_never_hold_the_word_itself_nor_single_letters() -> None:
    assert "guna" not in variants("guna")
    assert all(len(word) >= 2 for word in variants("anu"))


def test_a_first_letter_of_a_very_short_word_is_believed() -> None:
    assert "unu" not in variants("anu")
    assert "suna" in variants("guna")


@pytest.mark.parametrize(
    ("word", "can"), [("guna", True), ("an", False), ("kumar12", False), ("9876", False), ("a" * 31, False)]
)
def test_numbers_and_very_short_words_are_what_they_are(word: str, can: bool) -> None:
    assert can_be_mended(word) is can


def test_longer_words_may_hold_two_errors() -> None:
    assert [errors_allowed(word) for word in ("guna", "kumar", "sharma")] == [1, 1, 2]


def test_of_words_with_as_many_errors_the_one_that_goes_on_alike_is_the_likelier() -> None:
    missing, other = Mending.of("kumr", "kumar", 1), Mending.of("kumr", "kumi", 1)
    assert missing.likeness > other.likeness
    assert Mending.of("sharma", "sharmas", 1).likeness > Mending.of("sharma", "sharmass", 2).likeness
    whole, beginning = Mending.of("subra", "subra", 0), Mending.of("subra", "subramanian", 0, is_beginning=True)
    assert whole.likeness > beginning.likeness


def test_words_are_folded_and_each_is_asked_once() -> None:
    wanted = Wanted.of("  José  JOSÉ, Åkesson ")
    assert wanted.words == ("jose", "akesson")
    assert wanted.text == "jose jose, akesson"


@pytest.mark.parametrize(
    ("text", "number"),
    [("+91 98765 43210", "9876543210"), ("98765-43", "9876543"), ("2026", None), ("call 9876543210", None)],
)
def test_a_phone_number_is_known_as_one(text: str, number: str | None) -> None:
    assert Wanted.of(text).number == number


def test_the_condition_names_the_workspace_and_asks_for_beginnings_of_what_was_typed() -> None:
    assert Wanted.of("guna k").condition(7) == "'@7' & (('guna':*) & ('k':*))"
    mended = Wanted.of("gnua k").mended_by({"gnua": [Mending("guna", 0.7)]}, frozenset({"k"}))
    assert mended.condition(7) == "'@7' & (('gnua':* | 'guna') & ('k':*))"


def test_a_word_that_nothing_is_like_is_left_out_unless_it_is_the_only_one() -> None:
    assert Wanted.of("guna xqzz").mended_by({}, frozenset({"guna"})).asked == ("guna",)
    assert Wanted.of("xqzz").mended_by({}, frozenset()).asked == ("xqzz",)


@pytest.mark.parametrize("text", ["'", "a'b", "\\", "x & y | !z", ":*", "<->", "%_", "'; DROP TABLE leads"])
def test_nothing_that_is_typed_can_leave_its_quotes(text: str) -> None:
    words = Wanted.of(text).words
    assert all(word.isalnum() for word in words)
