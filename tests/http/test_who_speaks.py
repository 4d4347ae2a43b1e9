"""Who speaks: messages, answers that come late, takeovers and releases in any order, against the plain rule.

The bot never writes while the state is `waiting` or `human`, each handover tells the customer once, and every
question to the bot ends in one answer or with a person.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from frontdesk.conversations.access import Place
from frontdesk.conversations.assignment import AssignmentService
from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.errors import TakenError
from frontdesk.conversations.models import Actor, Conversation
from frontdesk.conversations.service import ConversationService
from frontdesk.conversations.turns import Memory, Said, Turn, TurnLedger, TurnResult
from frontdesk.identity.callers import Caller, CallerKind, Role
from frontdesk.platform.database import Database
from tests.conftest import Running, Staff

MEMORY = Memory(messages=10, hours=24)


class WhoSpeaks(RuleBasedStateMachine):
    """One conversation. Turns are claimed and finished apart, so that anything can happen between."""

    running: Running
    bot_id: int
    staff: tuple[Caller, Caller]

    turns = Bundle("turns")

    def __init__(self) -> None:
        super().__init__()
        provided = self.running.composition.provided
        self.database, self.ledger = provided.get(Database), provided.get(TurnLedger)
        self.service, self.bots = provided.get(ConversationService), provided.get(BotService)
        self.assignment = provided.get(AssignmentService)
        self.workspace_id = self.staff[0].workspace_id
        assert self.workspace_id is not None
        self.place: Place | None = None
        self.customer = Actor("customer", "Ann")
        accepted = self._do(
            lambda unit, _: self.ledger.open(unit, self.bot_id, None, None, self.customer, Said("Hello"))
        )
        self.place = Place(self.workspace_id, accepted.conversation.id, self.bot_id, by_secret=True)
        self.first = accepted.turn

    def _do(self, work: Callable[[Any, Any], Any]) -> Any:
        """Does something in a transaction of its own, with the conversation locked."""

        async def run() -> Any:
            async with self.database.unit_of_work(self.workspace_id) as unit:
                found = self.place and await self.service.enter(unit, self.place, self.staff[0], lock=True)
                return await work(unit, found)

        assert self.running.client.portal is not None
        return self.running.client.portal.call(run)

    @initialize(target=turns)
    def the_first_turn(self) -> Any:
        return _held(self.first)

    @rule(target=turns, reopens_to=some.sampled_from(["bot", "waiting"]))
    def a_message_comes(self, reopens_to: str) -> Any:
        async def accept(unit: Any, found: Conversation) -> Any:
            bot = await self.bots.get(unit, self.bot_id)
            chosen = bot.__class__(**{**vars(bot), "reopens_to": reopens_to})
            return await self.ledger.accept(unit, found, self.customer, Said("And?"), chosen, MEMORY)

        return _held(self._do(accept).turn)

    @rule(target=turns)
    def a_turn_seems_dead_and_another_process_takes_it(self) -> Any:
        return _held(self._take_over())

    def _take_over(self) -> Turn | None:
        place = self.place
        assert place is not None
        self.running.rows(
            "UPDATE conversations SET turn_expires_at = now() - interval '1 minute'"
            " WHERE id = %s AND turn_token IS NOT NULL RETURNING id",
            place.conversation_id,
        )
        turn: Turn | None = self._do(lambda unit, _: self.ledger.claim(unit, place.conversation_id, MEMORY))
        return turn

    @rule(turn=consumes(turns), reason=some.sampled_from([None, None, "requested", "sentiment"]))
    def an_answer_arrives(self, turn: Turn, reason: str | None) -> None:
        self._finish(turn, reason)

    @rule(turn=consumes(turns), late=some.booleans())
    def an_answer_meets_that_of_another_process(self, turn: Turn, late: bool) -> None:
        other = self._take_over()
        for one in (turn, other) if late else (other, turn):
            if one is not None:
                self._finish(one, None)

    def _finish(self, turn: Turn, reason: str | None) -> None:
        data = {"escalated": reason is not None, "escalation_reason": reason}
        result = TurnResult("An answer.", data, "General", "Neutral", 5, 0, 0, reason)

        async def finish(unit: Any, _: Any) -> Any:
            return await self.ledger.finish(unit, turn, result, await self.bots.get(unit, self.bot_id))

        self._do(finish)

    @rule()
    def the_customer_asks_for_a_person(self) -> None:
        self._do(self.service.ask_for_person)

    @rule(who=some.integers(0, 1), step=some.sampled_from(["take", "release", "release", "resolve"]))
    def staff_take_a_step(self, who: int, step: str) -> None:
        try:
            self._do(lambda unit, found: getattr(self.service, step)(unit, found, self.staff[who]))
        except TakenError:
            assert step == "take"

    @rule(who=some.integers(0, 1))
    def staff_write(self, who: int) -> None:
        try:
            self._do(lambda unit, found: self.service.reply(unit, found, self.staff[who], "A person here."))
        except TakenError:
            return

    @rule(who=some.integers(0, 1), to=some.sampled_from([0, 1, None]))
    def staff_give_it(self, who: int, to: int | None) -> None:
        user_id = None if to is None else self.staff[to].user_id
        self._do(lambda unit, found: self.assignment.assign(unit, found, self.staff[who], user_id))

    @rule()
    def it_is_raised(self) -> None:
        place = self.place
        assert place is not None
        self._do(lambda unit, _: self.service.raise_again(unit, place.conversation_id))

    @invariant()
    def the_rule_holds(self) -> None:
        assert self.place is not None
        rows = self.running.rows(
            "SELECT seq, type, actor_kind, data FROM conversation_events WHERE conversation_id = %s ORDER BY seq",
            self.place.conversation_id,
        )
        log = [SimpleNamespace(seq=row[0], type=row[1], by=row[2], data=row[3]) for row in rows]
        state = self.running.rows(
            "SELECT state, last_seq, waiting_since, due_at, next_raise_at FROM conversations WHERE id = %s",
            self.place.conversation_id,
        )[0]
        check(log, *state)


def _held(turn: Turn | None) -> Any:
    """The turn for the bundle, where one was claimed."""
    return multiple() if turn is None else turn


def check(log: list[Any], state: str, last_seq: int, *waiting: Any) -> None:
    """The plain rule, over the whole log."""
    assert [event.seq for event in log] == list(range(1, last_seq + 1))
    speaks, answered = "bot", 0
    for before, event in zip([None, *log], log, strict=False):
        if event.type == "handoff":
            assert event.data["from"] == speaks
            speaks = event.data["to"]
            if (event.data["from"], speaks) == ("bot", "waiting"):
                # The one message that tells the customer stands right before it.
                assert (before.type, before.by, before.data["escalated"]) == ("message", "bot", True)
        if event.type == "message" and event.by == "bot":
            assert speaks == "bot", "the bot talked over a person"
            assert event.data.get("answers", answered + 1) > answered, "answered twice"
            answered = event.data.get("answers", answered)
    assert speaks == state
    told = [event for event in log if event.type == "message" and event.by == "bot" and event.data["escalated"]]
    moves = [event for event in log if event.type == "handoff" and event.data["from"] == "bot"]
    assert len(told) == sum(move.data["to"] == "waiting" for move in moves)
    if state in ("bot", "resolved"):
        assert waiting == (None, None, None), "nobody waits for a person here"
    if state == "waiting":
        assert None not in waiting[:2]


@pytest.mark.parametrize("stateful_steps", [20])
def test_the_bot_never_talks_over_a_person_whatever_happens_in_whatever_order(
    running: Running, owner: Staff, stateful_steps: int
) -> None:
    bot = owner.bot(handoff={"raise_after_minutes": 1})
    workspace_id = owner.get("/api/v1/workspace").json()["id"]
    people = [owner.colleague("agent").get("/api/v1/me").json()["id"] for _ in range(2)]
    callers = [Caller(CallerKind.STAFF, workspace_id, user_id=id_, role=Role.AGENT, name="A") for id_ in people]
    given = {"running": running, "bot_id": bot["id"], "staff": tuple(callers)}
    machine = type("WhoSpeaksHere", (WhoSpeaks,), given)
    limits = settings(
        max_examples=30, stateful_step_count=stateful_steps, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=limits)  # type: ignore[no-untyped-call]
