"""Conversations: beginning and entering them, reading their events, and the steps of the handoff."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from frontdesk.conversations import csat
from frontdesk.conversations.access import Place, check_entry
from frontdesk.conversations.attachments.service import AttachmentService
from frontdesk.conversations.bot_repository import BotRepository
from frontdesk.conversations.calling import PeopleCaller
from frontdesk.conversations.errors import MergedError, NoSuchAnswerError, SessionExpiredError, TakenError
from frontdesk.conversations.hours import Hours
from frontdesk.conversations.log import STAFF_ONLY, ConversationLog, staff_actor, woken
from frontdesk.conversations.models import Actor, Conversation, ConversationEvent, NewEvent
from frontdesk.conversations.notices import HandoffNotices
from frontdesk.conversations.repository import ConversationRepository
from frontdesk.conversations.waiting import (
    NOBODY_WAITS,
    begins_to_wait,
    call_people,
    deal_out,
    first_answer,
    length_in_words,
    raised_again,
)
from frontdesk.identity.callers import Caller, Role
from frontdesk.identity.service.users import UserService
from frontdesk.platform.clock import Clock
from frontdesk.platform.events import Event
from frontdesk.platform.unit_of_work import UnitOfWork

BAD_RATINGS = ("down", "1", "2")


class ConversationService:
    """What callers do with conversations besides a turn."""

    def __init__(
        self,
        clock: Clock,
        idle_hours: float,
        notices: HandoffNotices,
        attachments: AttachmentService,
        users: UserService,
        people: PeopleCaller,
    ):
        self._clock = clock
        self._attachments = attachments
        self._notices = notices
        self._users = users
        self._people = people
        self._log = ConversationLog(clock)
        self._bots = BotRepository()
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
        Customers are led on from one that was merged into another; staff are shown it as it was, and write there no
        more (MergedError).
        """
        by_id = caller.is_staff and not place.by_secret
        if lock and by_id:
            caller.require(Role.AGENT)
        found = await self._repository.get(unit, place.conversation_id, lock=lock)
        conversation = check_entry(found, place, caller, user_id)
        while conversation.merged_into is not None and not by_id:
            left = (*conversation.led_on_from, (conversation.id, conversation.last_seq))
            found = await self._repository.get(unit, conversation.merged_into, lock=lock)
            conversation = replace(check_entry(found, place, caller, user_id), led_on_from=left)
        if conversation.merged_into is not None and lock:
            raise MergedError(conversation.merged_into)
        if not caller.is_staff and datetime.now(UTC) - conversation.last_active_at > self._idle:
            raise SessionExpiredError
        return conversation

    async def sent_before(
        self, unit: UnitOfWork, conversation: Conversation, message_id: str
    ) -> ConversationEvent | None:
        """The message that the client has sent under this id of its own before."""
        return await self._repository.sent_before(unit, conversation.id, message_id)

    async def get(self, unit: UnitOfWork, conversation_id: UUID) -> Conversation | None:
        """The conversation, for the program itself; requests go through `enter`."""
        return await self._repository.get(unit, conversation_id)

    async def events(
        self, unit: UnitOfWork, conversation: Conversation, caller: Caller, after: int, limit: int
    ) -> tuple[list[ConversationEvent], int | None]:
        """Events numbered above `after` that this caller may see, and where the next page begins.

        With a number of before a merge, all that the caller has not seen comes in one page.
        """
        hidden = () if caller.is_staff else STAFF_ONLY
        if 0 < after <= conversation.log_base:
            # Numbers only grow from log to log: the first that has so many is the one that the reader counts by.
            log = next((id_ for id_, last in conversation.led_on_from if after <= last), conversation.id)
            return await self._repository.not_seen_in(unit, conversation, log, after, hidden), None
        found = await self._repository.events(unit, conversation.id, after, limit + 1, hidden)
        shown = found[:limit]
        return shown, shown[-1].seq if len(found) > limit else None

    async def log(self, unit: UnitOfWork, conversation_id: UUID, after: int, limit: int) -> list[ConversationEvent]:
        """Events numbered above `after` that the team sees, for the program itself."""
        return await self._repository.events(unit, conversation_id, after, limit)

    async def newest_messages(
        self, unit: UnitOfWork, conversation: Conversation, limit: int
    ) -> list[ConversationEvent]:
        """The last messages of a conversation, oldest first."""
        long_ago = datetime.min.replace(tzinfo=UTC)
        return await self._repository.latest_messages(unit, conversation.id, limit, long_ago, 0)

    async def ahead_of(self, unit: UnitOfWork, conversation: Conversation) -> int:
        """How many conversations with the same bot wait for a person for longer than this one."""
        if conversation.state != "waiting" or conversation.waiting_since is None:
            return 0
        return await self._repository.waiting_before(unit, conversation)

    async def rate(
        self, unit: UnitOfWork, conversation: Conversation, seq: int | None, rating: str, comment: str
    ) -> Any:
        """Keeps a rating of one answer, or of the conversation; a bad one counts as an attempt that did not help."""
        if seq is not None:
            answer = await self._repository.event(unit, conversation.id, seq)
            if answer is None or answer.type != "message" or answer.actor_kind == "customer":
                raise NoSuchAnswerError(seq)
        now = self._clock.now()
        if seq is None:
            await csat.check_once(unit, conversation, now)
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
        """A customer asks for a person by the button; nothing happens where one is already asked for.

        The bot says so once, and what the customer may expect, and is silent from then on. What was put off is back.
        """
        if conversation.snoozed_until is not None:
            await self._log.add(unit, conversation.id, woken("message"))
            conversation = await self._repository.update(unit, conversation.id, snoozed_until=None)
        if conversation.state == "resolved":
            conversation = await self.move(unit, conversation, "bot", "reopened", Actor("customer"))
        if conversation.state != "bot":
            return conversation
        bot = conversation.bot_id and await self._bots.get(unit, conversation.bot_id)
        if bot:
            content, told = self._notices.requested(bot)
            await self._add(unit, conversation, NewEvent("message", Actor("bot"), content, told))
        data = {"conversation_id": str(conversation.id), "reason": "requested"}
        unit.publish(Event("query.escalated", data))
        return await self.move(unit, conversation, "waiting", "requested", Actor("customer"))

    async def hand_over(self, unit: UnitOfWork, conversation: Conversation, staff: Caller) -> Conversation:
        """Staff have a person answer in place of the bot, which says so once and is silent from then on."""
        bot = conversation.bot_id and await self._bots.get(unit, conversation.bot_id)
        if bot:
            content, told = self._notices.assigned(bot)
            await self._add(unit, conversation, NewEvent("message", Actor("bot"), content, told))
        return await self.move(unit, conversation, "waiting", "assigned", staff_actor(staff))

    async def take(self, unit: UnitOfWork, conversation: Conversation, staff: Caller) -> Conversation:
        """A member of staff takes the conversation; one who comes second is told who has it (TakenError)."""
        holder = conversation.assigned_to
        # A program that took it by its API key is nobody: a person may take over from it.
        if conversation.state == "human" and holder not in (None, staff.user_id):
            names = await self._users.names(unit, {holder})
            raise TakenError(holder, names.get(holder, "Somebody"))
        conversation = await self.assign(unit, conversation, staff, staff.user_id, "taken")
        return await self.move(unit, conversation, "human", "taken", staff_actor(staff))

    async def release(self, unit: UnitOfWork, conversation: Conversation, staff: Caller) -> Conversation:
        """Hands the conversation back to the bot."""
        conversation = await self.assign(unit, conversation, staff, None, "released")
        return await self.move(unit, conversation, "bot", "released", staff_actor(staff))

    async def resolve(
        self, unit: UnitOfWork, conversation: Conversation, staff: Caller, reason: str | None = None, note: str = ""
    ) -> Conversation:
        """Closes the conversation. Why, and the note on it, are for staff alone."""
        if conversation.state != "resolved":
            unit.publish(Event("conversation.resolved", {"conversation_id": str(conversation.id), "reason": reason}))
        elif reason is None and not note:
            return conversation
        moved = await self.move(unit, conversation, "resolved", "resolved", staff_actor(staff), reason)
        moved = await self._repository.update(unit, moved.id, resolve_reason=reason or moved.resolve_reason)
        if reason is not None or note:
            data = {"kind": "resolve", "reason": reason, "note": note}
            await self._log.add(unit, moved.id, NewEvent("status", staff_actor(staff), note, data))
        return moved

    async def reopen(self, unit: UnitOfWork, conversation: Conversation, staff: Caller) -> Conversation:
        """Opens a resolved conversation again, for the bot or for people as the bot's policy says."""
        if conversation.state != "resolved":
            return conversation
        bot = conversation.bot_id and await self._bots.get(unit, conversation.bot_id)
        state = bot.reopens_to if bot else "bot"
        return await self.move(unit, conversation, state, "reopened", staff_actor(staff))

    async def end(self, unit: UnitOfWork, conversation: Conversation, staff: Caller | None) -> Conversation:
        """Ends it for the customer, or for the member of staff that is given."""
        if staff is not None:
            return await self.resolve(unit, conversation, staff)
        if conversation.state != "resolved":
            unit.publish(Event("conversation.resolved", {"conversation_id": str(conversation.id)}))
        return await self.move(unit, conversation, "resolved", "ended", Actor("customer"))

    async def reply(
        self,
        unit: UnitOfWork,
        conversation: Conversation,
        staff: Caller,
        content: str,
        attachments: Sequence[UUID] = (),
    ) -> ConversationEvent:
        """A member of staff writes to the customer, or sends files; writing takes the conversation."""
        if conversation.state != "human" or conversation.assigned_to != staff.user_id:
            conversation = await self.take(unit, conversation, staff)
        files = await self._attachments.to_send(unit, conversation.id, "staff", attachments)
        now = self._clock.now()
        bot = conversation.bot_id and await self._bots.get(unit, conversation.bot_id)
        told = {"attachments": [file.told for file in files]} if files else {}
        waited = first_answer(bot or None, conversation, now)
        said = NewEvent("message", staff_actor(staff), content, {**waited, **told})
        event = await self._add(unit, conversation, said)
        if files:
            await self._attachments.sent(unit, conversation.id, event, files)
        await self._repository.update(
            unit,
            conversation.id,
            last_message_at=now,
            # The customer may come back a day after an answer that took days; by real time, as it expires.
            last_active_at=datetime.now(UTC),
            answered_seq=conversation.asked_seq,
            **NOBODY_WAITS,
        )
        return event

    async def move(
        self,
        unit: UnitOfWork,
        conversation: Conversation,
        state: str,
        reason: str,
        actor: Actor,
        resolve_reason: str | None = None,
    ) -> Conversation:
        """Changes who speaks, and tells it in the log; the reason and the actor are seen by the customer too.

        Not so `resolve_reason`, which is why it was closed. Where it is closed `csat` says whether that is asked for.
        """
        if conversation.state == state:
            return conversation
        values: dict[str, Any] = {"state": state, "turn_token": None, "turn_expires_at": None}
        if state == "waiting":
            values |= await self._wait(unit, conversation)
            await call_people(unit, conversation.id)
        if state == "resolved":
            values["snoozed_until"] = None
            if conversation.assigned_to is not None:
                await deal_out(unit)
        if conversation.state == "resolved":
            values["resolve_reason"] = None
        if state in ("bot", "resolved"):
            # What the customer wrote to the person is not answered by the bot afterwards, and what the bot could
            # not help with is settled: it must not hand over the next question for it.
            values |= {"answered_seq": conversation.asked_seq, "attempts": 0, "unsure_in_a_row": 0, **NOBODY_WAITS}
        moved = await self._repository.update(unit, conversation.id, **values)
        data: dict[str, Any] = {"from": conversation.state, "to": state, "reason": reason}
        if state == "resolved":
            bot = conversation.bot_id and await self._bots.get(unit, conversation.bot_id)
            data["csat"] = await csat.is_asked(unit, bot or None, conversation, resolve_reason)
        await self._add(unit, conversation, NewEvent("handoff", actor, "", data))
        return moved

    async def raise_again(self, unit: UnitOfWork, conversation_id: UUID) -> bool:
        """Raises a conversation whose customer has waited too long; False where that is no longer so."""
        now = self._clock.now()
        conversation = await self._repository.get(unit, conversation_id, lock=True)
        due = conversation is not None and conversation.next_raise_at is not None and conversation.next_raise_at <= now
        bot = due and conversation and conversation.bot_id and await self._bots.get(unit, conversation.bot_id)
        if not bot or conversation is None:
            return False
        since = conversation.waiting_since or await self._repository.unanswered_since(unit, conversation)
        if since is None:
            await self._repository.update(unit, conversation.id, next_raise_at=None)
            return False
        changed = raised_again(bot, conversation, now)
        # Put off or not: who has waited so long is in nobody's sight no longer.
        await self._repository.update(unit, conversation.id, snoozed_until=None, **changed)
        if conversation.snoozed_until is not None:
            await self._log.add(unit, conversation.id, woken("raised"))
        waited = Hours.of(bot).between(since, now).total_seconds()
        data = {"raised": changed["raises"], "waited_seconds": round(waited), "priority": conversation.priority}
        # Told as the customer feels it; measured, as the target is, within opening hours.
        note = f"Nobody has answered for {length_in_words((now - since).total_seconds())}."
        await self._add(unit, conversation, NewEvent("note", Actor("system"), note, data))
        await self._people.raised(unit, conversation, note)
        unit.publish(Event("conversation.raised", {"conversation_id": str(conversation.id), **data}))
        return True

    async def _wait(self, unit: UnitOfWork, conversation: Conversation) -> dict[str, Any]:
        now = self._clock.now()
        bot = conversation.bot_id and await self._bots.get(unit, conversation.bot_id)
        return begins_to_wait(bot, now) if bot else {"waiting_since": now}

    async def assign(
        self, unit: UnitOfWork, conversation: Conversation, by: Caller, user_id: int | None, how: str
    ) -> Conversation:
        """Whose it is, kept as an event where that changes. `how`: hand, round_robin, taken or released."""
        before = conversation.assigned_to
        if before == user_id:
            return conversation
        assigned = await self._repository.update(unit, conversation.id, assigned_to=user_id)
        names = await self._users.names(unit, {id_ for id_ in (before, user_id) if id_ is not None})
        data = {
            "from": before,
            "to": user_id,
            "from_name": before and names.get(before),
            "to_name": user_id and names.get(user_id),
            "by": how,
        }
        await self._add(unit, conversation, NewEvent("assignment", staff_actor(by), "", data))
        if before is not None:
            await deal_out(unit)
        unit.publish(Event("conversation.assigned", {"conversation_id": str(conversation.id), **data}))
        return assigned

    async def _add(self, unit: UnitOfWork, conversation: Conversation, event: NewEvent) -> ConversationEvent:
        return await self._log.add(unit, conversation.id, event)
