"""Conversations: beginning and entering them, reading their events, and the steps of the handoff."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from frontdesk.conversations.access import Place, check_entry
from frontdesk.conversations.errors import (
    NoSuchAnswerError,
    SessionExpiredError,
    StateStepError,
)
from frontdesk.conversations.models import (
    Actor,
    Conversation,
    ConversationEvent,
    NewEvent,
    conversations,
)
from frontdesk.conversations.repository import ConversationRepository
from frontdesk.identity.callers import Caller, Role
from frontdesk.platform.clock import Clock
from frontdesk.platform.events import Event
from frontdesk.platform.unit_of_work import UnitOfWork

# What a customer never sees.
STAFF_ONLY = ("note", "assignment")
BAD_RATINGS = ("down", "1", "2")


@dataclass(frozen=True)
class ConversationFilter:
    """Which conversations a list shows."""

    state: str | None = None
    bot_id: int | None = None
    category: str | None = None
    customer_id: int | None = None


class ConversationService:
    """What callers do with conversations besides a turn."""

    def __init__(self, clock: Clock, idle_hours: float):
        self._clock = clock
        self._idle = timedelta(hours=idle_hours)
        self._repository = ConversationRepository()

    async def enter(
        self,
        unit: UnitOfWork,
        place: Place,
        caller: Caller,
        user_id: str | None = None,
        *,
        lock: bool = False,
    ) -> Conversation:
        """The conversation, where the caller may enter it; ConversationNotFoundError or SessionExpiredError.

        `lock`: to write in it. Staff who may only read write by a conversation's secret alone, as a visitor would.
        """
        if lock and caller.is_staff and not place.by_secret:
            caller.require(Role.AGENT)
        found = await self._repository.get(unit, place.conversation_id, lock=lock)
        conversation = check_entry(found, place, caller, user_id)
        if not caller.is_staff and datetime.now(UTC) - conversation.last_active_at > self._idle:
            raise SessionExpiredError
        return conversation

    async def events(
        self, unit: UnitOfWork, conversation: Conversation, caller: Caller, after: int, limit: int
    ) -> tuple[list[ConversationEvent], int | None]:
        """Events numbered above `after` that this caller may see, and where the next page begins."""
        hidden = () if caller.is_staff else STAFF_ONLY
        found = await self._repository.events(unit, conversation.id, after, limit + 1, hidden)
        shown = found[:limit]
        return shown, shown[-1].seq if len(found) > limit else None

    async def page(
        self, unit: UnitOfWork, wanted: ConversationFilter, before: tuple[datetime, UUID] | None, limit: int
    ) -> tuple[list[Any], int]:
        """Rows of conversations with their bot's name, newest message first, and the total."""
        named = {name: value for name, value in asdict(wanted).items() if value is not None}
        conditions = [conversations.c[name] == value for name, value in named.items()]
        return await self._repository.page(unit, [conversations.c.kind == "support", *conditions], before, limit)

    async def rate(
        self, unit: UnitOfWork, conversation: Conversation, seq: int | None, rating: str, comment: str
    ) -> Any:
        """Keeps a rating of one answer, or of the conversation; a bad one counts as an attempt that did not help."""
        if seq is not None:
            answer = await self._repository.event(unit, conversation.id, seq)
            if answer is None or answer.type != "message" or answer.actor_kind == "customer":
                raise NoSuchAnswerError(seq)
        now = self._clock.now()
        before = await self._repository.rating(unit, conversation.id, seq)
        values = {"conversation_id": conversation.id, "seq": seq, "rating": rating, "comment": comment}
        kept = await self._repository.keep_feedback(unit, {**values, "created_at": now})
        data = {"rating": rating, "seq": seq}
        await self._add(unit, conversation, NewEvent("feedback", Actor("customer"), comment, data))
        if rating in BAD_RATINGS and before not in BAD_RATINGS and conversation.state == "bot":
            await self._repository.update(unit, conversation.id, attempts=conversation.attempts + 1)
        unit.publish(Event("feedback.received", {"conversation_id": str(conversation.id), **data, "comment": comment}))
        return kept

    async def ask_for_person(self, unit: UnitOfWork, conversation: Conversation) -> Conversation:
        """A customer asks for a person by the button; nothing happens where one is already asked for."""
        if conversation.state != "bot":
            return conversation
        data = {"conversation_id": str(conversation.id), "reason": "requested"}
        unit.publish(Event("query.escalated", data))
        return await self._move(unit, conversation, "waiting", "requested", Actor("customer"))

    async def take(self, unit: UnitOfWork, conversation: Conversation, staff: Caller) -> Conversation:
        """A member of staff takes the conversation; one who comes second is told that it is taken."""
        # A program that took it by its API key is nobody: a person may take over from it.
        if conversation.state == "human" and conversation.assigned_to not in (None, staff.user_id):
            raise StateStepError("human", "taking it")
        await self._repository.update(unit, conversation.id, assigned_to=staff.user_id)
        return await self._move(unit, conversation, "human", "taken", _staff(staff))

    async def release(self, unit: UnitOfWork, conversation: Conversation, staff: Caller) -> Conversation:
        """Hands the conversation back to the bot."""
        await self._repository.update(unit, conversation.id, assigned_to=None)
        return await self._move(unit, conversation, "bot", "released", _staff(staff))

    async def resolve(self, unit: UnitOfWork, conversation: Conversation, staff: Caller) -> Conversation:
        if conversation.state != "resolved":
            unit.publish(Event("conversation.resolved", {"conversation_id": str(conversation.id)}))
        return await self._move(unit, conversation, "resolved", "resolved", _staff(staff))

    async def reply(
        self, unit: UnitOfWork, conversation: Conversation, staff: Caller, content: str
    ) -> ConversationEvent:
        """A member of staff writes to the customer; writing takes the conversation."""
        if conversation.state != "human" or conversation.assigned_to != staff.user_id:
            conversation = await self.take(unit, conversation, staff)
        now = self._clock.now()
        event = await self._add(unit, conversation, NewEvent("message", _staff(staff), content))
        await self._repository.update(
            unit,
            conversation.id,
            last_message_at=now,
            # The customer may come back a day after an answer that took days; by real time, as it expires.
            last_active_at=datetime.now(UTC),
            answered_seq=conversation.asked_seq,
            waiting_since=None,
        )
        return event

    async def _move(
        self, unit: UnitOfWork, conversation: Conversation, state: str, reason: str, actor: Actor
    ) -> Conversation:
        if conversation.state == state:
            return conversation
        values: dict[str, Any] = {"state": state, "turn_token": None, "turn_expires_at": None}
        if state in ("bot", "resolved"):
            # What the customer wrote to the person is not answered by the bot afterwards, and what the bot could
            # not help with is settled: it must not hand over the next question for it.
            values |= {"answered_seq": conversation.asked_seq, "attempts": 0, "unsure_in_a_row": 0}
        values["waiting_since"] = self._clock.now() if state == "waiting" else None
        moved = await self._repository.update(unit, conversation.id, **values)
        data = {"from": conversation.state, "to": state, "reason": reason}
        await self._add(unit, conversation, NewEvent("handoff", actor, "", data))
        return moved

    async def _add(self, unit: UnitOfWork, conversation: Conversation, event: NewEvent) -> ConversationEvent:
        seq = await self._repository.next_seq(unit, conversation.id)
        return await self._repository.add_event(unit, conversation.id, seq, event, self._clock.now())


def _staff(caller: Caller) -> Actor:
    return Actor("staff", caller.name, caller.user_id)
