"""Noun phrases: whatever is said, all of it is seen, and a query comes out only of what can be run."""

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.assistant.language.assembly import assemble
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD, NounPhrases
from frontdesk.assistant.language.pieces import Unknown
from frontdesk.crm.query.parsing import QueryParser
from tests.unit.assistant.language.grounds import HABITS, LEXICON, OBJECTS, SCOPE, ground_of

SOMETHING = ("Pune", "17", "5k", "50%", "tomorrow", "next week", "since monday", "zorbed", '"ten seats"', "a@b.example",
             "between 5 and 10", "-", "(", ",")  # fmt: skip
words = st.lists(st.sampled_from([*sorted(LEXICON.known), *SOMETHING]), min_size=1, max_size=9).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(words, st.sampled_from(OBJECTS))
def test_any_words_give_a_query_that_can_be_run_or_none(text: str, object: str) -> None:
    phrases = NounPhrases(ground_of(text), object)
    for way in phrases.covers(0, phrases.ground.length):
        if way.cost >= NOT_UNDERSTOOD:
            assert any(isinstance(piece, Unknown) for piece in way.pieces), text
            continue
        assert not any(isinstance(piece, Unknown) for piece in way.pieces), text
        found = assemble(phrases.definition, way.pieces, HABITS)
        if not found.unclear and not found.having:
            QueryParser(SCOPE, phrases.definition, 1).query({**found.query(), "limit": 50})


@settings(max_examples=100, deadline=None)
@given(words)
def test_a_word_that_is_unknown_is_a_value_that_was_said_or_named_as_unknown(text: str) -> None:
    ground = ground_of(f"leads {text} quxzorb")
    for way in NounPhrases(ground, "leads").covers(0, ground.length):
        if way.cost >= NOT_UNDERSTOOD:
            assert any(isinstance(piece, Unknown) for piece in way.pieces)
        else:
            assert "quxzorb" in repr(way.pieces), text


@settings(max_examples=60, deadline=None)
@given(words)
def test_a_word_that_nothing_can_hold_is_never_dropped(text: str) -> None:
    ground = ground_of(f"quxzorb leads {text}")
    for way in NounPhrases(ground, "leads").covers(0, ground.length):
        assert way.cost >= NOT_UNDERSTOOD, way.pieces
        assert Unknown(0) in way.pieces
