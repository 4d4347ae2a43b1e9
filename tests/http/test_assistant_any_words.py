"""Any words at all: the language answers each message, and what it does not know it never drops from a command."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.assistant.language.lexicon import lexicon_for
from frontdesk.assistant.language.local import LocalInterpreter
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.meaning import AskBack, Meaning, Merge, Read, Refuse, Send, WriteRows
from frontdesk.assistant.turn import Turn
from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import SHIPPED
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.reading.service import RecordReader
from frontdesk.identity.service.users import UserService
from tests.conftest import Running
from tests.http.skills import in_turn
from tests.http.spoken_world import NOW, World, everything, small_world

KNOWN = sorted(lexicon_for(Catalogue(SHIPPED)).known)
NAMES = ["Guna", "Guna Sekar", "Pune", "Data Science", "Laura", "Spring fair", "12", "5k", "tomorrow", "next week",
         "1", "2", "john@example.com", '"ten"', "and", "or", "not", ",", "leads", "tasks", "deals"]  # fmt: skip
VERBS = sorted(
    phrase for name in ("create", "update", "delete", "restore", "log", "remind", "send", "draft", "schedule", "merge")
    for phrase in vocabulary("verbs")[name]
)  # fmt: skip
some_words = st.lists(st.sampled_from(KNOWN) | st.sampled_from(NAMES), min_size=1, max_size=8)
DELETING = sorted(vocabulary("verbs")["delete"])
STRANGE = "quxzorb"

quick = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def world(start_application: Callable[..., Running]) -> World:
    return small_world(start_application(frontdesk_now=NOW))


def meaning_of(world: World, message: str) -> Meaning:
    """What the message means, read and not carried out; queries are tried on the parser."""
    provided = world.owner.running.composition.provided
    interpreter = LocalInterpreter(*(provided.get(one) for one in (RecordReader, UserService)))

    async def read(turn: Turn) -> Meaning:
        meaning: Meaning = await interpreter.interpret(Turn(turn.unit, turn.scope, turn.caller, message))
        if isinstance(meaning, Read):
            definition = turn.scope.definition(meaning.query["object"])
            QueryParser(turn.scope, definition, turn.caller.user_id).query(meaning.query)
        return meaning

    found: Meaning = in_turn(world.owner, read)
    return found


@quick
@given(st.sampled_from(VERBS) | st.just(""), some_words)
def test_whatever_is_said_has_a_meaning(world: World, verb: str, said: list[str]) -> None:
    meaning = meaning_of(world, " ".join([verb, *said]).strip())
    if isinstance(meaning, (AskBack, Refuse)):
        assert meaning.question if isinstance(meaning, AskBack) else meaning.reason
    if isinstance(meaning, WriteRows):
        assert meaning.rows
        assert meaning.action == "created" or all(row.id for row in meaning.rows)


@quick
@given(st.sampled_from(DELETING), some_words, some_words | st.just([]))
def test_nothing_is_deleted_while_a_word_is_unknown(
    world: World, verb: str, before: list[str], after: list[str]
) -> None:
    message = " ".join([verb, *before, STRANGE, *after])
    meaning = meaning_of(world, message)
    assert not isinstance(meaning, (Merge, Send)), message
    if isinstance(meaning, WriteRows) and meaning.action == "deleted":
        raise AssertionError(message)
    if isinstance(meaning, WriteRows):
        # The word was taken for a value: it stands in what is written.
        assert STRANGE in repr(meaning.rows), message


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200) | some_words.map(" ".join).map(lambda words: f"show {words}"))
def test_no_text_breaks_a_turn_or_changes_a_record_by_being_asked(world: World, message: str) -> None:
    before = everything(world.owner)
    answer = world.owner.post("/api/v1/chat", json={"message": message})
    assert answer.status_code in (200, 422), (message, answer.text)
    if answer.status_code == 200:
        assert answer.json()["outcome"] != "failed", (message, answer.text)
        assert answer.json()["proposal"] is None
    assert everything(world.owner) == before
