"""Turns: one message and its answer, one at a time in each conversation, whatever process they run in.

A message is stored first. Where the bot speaks and no turn is under way, its process claims the turn by a token; a
message that comes meanwhile waits, and when the turn ends all that wait are answered together. The answer is stored
only while the token holds and the bot still speaks, so an answer that comes late never talks over a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from frontdesk.conversations.attachments.errors import NotToBeSentError
from frontdesk.conversations.attachments.models import Attachment
from frontdesk.conversations.attachments.service import AttachmentService
from frontdesk.conversations.log import ConversationLog, woken
from frontdesk.conversations.memories.models import Memory as Recalled
from frontdesk.conversations.memories.repository import MemoryRepository
from frontdesk.conversations.memories.service import MOST_MEMORIES, remember_later
from frontdesk.conversations.models import Actor, Bot, Conversation, ConversationEvent, NewEvent
from frontdesk.conversations.repository import ConversationRepository, stored
from frontdesk.conversations.waiting import begins_to_wait, call_people, writes_again
from frontdesk.platform.clock import Clock
from frontdesk.platform.events import Event
from frontdesk.platform.identifiers import digest, new_uuid
from frontdesk.platform.unit_of_work import UnitOfWork

FIRST_WORDS = 120
_DURABLE = text("SELECT set_config('synchronous_commit', 'on', true)")


@dataclass(frozen=True)
class Said:
    """What a customer says. `id`: the client's own for this message, the same when it is sent again.

    `attachments`: ids of files that were uploaded to the conversation before.
    """

    text: str
    id: str | None = None
    attachments: tuple[UUID, ...] = ()

    def data(self, files: Sequence[Attachment] = ()) -> dict[str, Any]:
        data: dict[str, Any] = {"client_id": self.id} if self.id else {}
        return {**data, "attachments": [file.told for file in files]} if files else data


@dataclass(frozen=True)
class Turn:
    """A turn that this process has claimed: what it is to answer, and what was said before, oldest first.

    `recalled`: what is remembered of the customer from other conversations too.
    """

    conversation: Conversation
    token: UUID
    waiting: tuple[ConversationEvent, ...]
    earlier: tuple[ConversationEvent, ...] = ()
    recalled: tuple[Recalled, ...] = ()

    @property
    def answers(self) -> int:
        """Number of the newest message that the turn deals with."""
        return self.waiting[-1].seq


@dataclass(frozen=True)
class Accepted:
    """A message that was stored, and the turn where this process is to run it."""

    conversation: Conversation
    message: ConversationEvent
    turn: Turn | None


@dataclass(frozen=True)
class Memory:
    """How far a turn looks back."""

    messages: int
    hours: float


@dataclass(frozen=True)
class TurnResult:
    """What a turn has come to: the bot's one message, what was understood, and whether a person must take over."""

    content: str
    data: dict[str, Any]
    category: str
    sentiment: str
    priority: int
    attempts: int
    unsure_in_a_row: int
    escalation_reason: str | None = None
    events: list[Event] = field(default_factory=list)


class TurnLedger:
    """Accepts messages and stores answers, in order."""

    def __init__(self, clock: Clock, attachments: AttachmentService):
        self._clock = clock
        self._attachments = attachments
        self._log = ConversationLog(clock)
        self._repository = ConversationRepository()
        self._memories = MemoryRepository()

    async def open(
        self, unit: UnitOfWork, bot_id: int, secret: str | None, user_id: str | None, actor: Actor, message: Said
    ) -> Accepted:
        """Begins a conversation with its first message; `secret` opens it for a caller without login."""
        if message.attachments:
            raise NotToBeSentError
        now, token = self._clock.now(), new_uuid()
        values = {
            **_new(bot_id, secret, user_id, actor),
            "first_words": message.text[:FIRST_WORDS],
            "token": token,
        }
        said = NewEvent("message", actor, message.text, message.data())
        conversation = await self._repository.open_with_message(unit, values, said, now)
        event = stored(said, conversation.last_seq, now)
        recalled = await self._recall(unit, conversation)
        return Accepted(conversation, event, Turn(conversation, token, (event,), recalled=recalled))

    async def begin(
        self, unit: UnitOfWork, bot_id: int, secret: str | None, user_id: str | None, actor: Actor
    ) -> Conversation:
        """Begins a conversation in which nothing is said yet."""
        return await self._repository.begin(unit, _new(bot_id, secret, user_id, actor), self._clock.now())

    async def accept(
        self, unit: UnitOfWork, conversation: Conversation, actor: Actor, message: Said, bot: Bot, memory: Memory
    ) -> Accepted:
        """Stores a further message, once however often it is sent, and claims the turn where that is possible.

        The conversation must be locked.
        """
        before = message.id and await self._repository.sent_before(unit, conversation.id, message.id)
        if before:
            return Accepted(conversation, before, None)
        if conversation.state == "resolved":
            await self._reopen(unit, conversation, bot)
        files = await self._attachments.to_send(unit, conversation.id, "customer", message.attachments)
        if conversation.snoozed_until is not None:
            await self._log.add(unit, conversation.id, woken("message"))
        now, token = self._clock.now(), new_uuid()
        said = NewEvent("message", actor, message.text, message.data(files))
        words = message.text.strip() or ", ".join(file.name for file in files)
        taken = await self._repository.take_message(unit, conversation.id, token, words[:FIRST_WORDS], said, now)
        event = stored(said, taken.last_seq, now)
        if files:
            await self._attachments.sent(unit, taken.id, event, files)
        if taken.turn_token == token:
            return Accepted(taken, event, await self._turn(unit, taken, token, memory))
        if taken.state == "human" and (changed := writes_again(bot, taken, now)):
            taken = await self._repository.update(unit, taken.id, **changed)
        # No answer follows that would take this message to the disk with it, and have it remembered.
        await unit.execute(_DURABLE)
        await remember_later(unit, taken.id, (message.text,))
        return Accepted(taken, event, None)

    async def _turn(self, unit: UnitOfWork, conversation: Conversation, token: UUID, memory: Memory) -> Turn:
        """The messages to answer now, and the ones before them within the bot's memory."""
        answered = conversation.answered_seq
        since = self._clock.now() - timedelta(hours=memory.hours)
        most = memory.messages + conversation.asked_seq - answered
        latest = await self._repository.latest_messages(unit, conversation.id, most, since, answered)
        waiting = tuple(m for m in latest if m.actor_kind == "customer" and m.seq > answered)
        earlier = tuple(m for m in latest if m.actor_kind != "customer" or m.seq <= answered)
        before = earlier[-memory.messages :] if memory.messages else ()
        return Turn(conversation, token, waiting, before, await self._recall(unit, conversation))

    async def _recall(self, unit: UnitOfWork, conversation: Conversation) -> tuple[Recalled, ...]:
        """What is remembered of the customer; nothing of a visitor, who has no other conversation."""
        if conversation.customer_id is None:
            return ()
        return await self._memories.recall(unit, conversation.customer_id, self._clock.now(), MOST_MEMORIES)

    async def _reopen(self, unit: UnitOfWork, conversation: Conversation, bot: Bot) -> None:
        now, state = self._clock.now(), bot.reopens_to
        values = begins_to_wait(bot, now) if state == "waiting" else {"state": state}
        await self._repository.update(unit, conversation.id, resolve_reason=None, **values)
        if state == "waiting":
            await call_people(unit, conversation.id)
        seq = await self._repository.next_seq(unit, conversation.id)
        data = {"from": "resolved", "to": state, "reason": "reopened"}
        await self._repository.add_event(
            unit, conversation.id, seq, NewEvent("handoff", Actor("system"), "", data), now
        )

    async def finish(
        self, unit: UnitOfWork, turn: Turn, result: TurnResult, bot: Bot
    ) -> tuple[ConversationEvent, Conversation] | None:
        """Stores the answer to all messages of the turn, and hands over where the result says so.

        Returns None, and stores nothing, where a person took over meanwhile or the turn was given to another.
        """
        values = {
            "category": result.category,
            "sentiment": result.sentiment,
            "priority": result.priority,
            "attempts": result.attempts,
            "unsure_in_a_row": result.unsure_in_a_row,
        }
        now = self._clock.now()
        await remember_later(unit, turn.conversation.id, tuple(said.content for said in turn.waiting))
        message = NewEvent("message", Actor("bot"), result.content, {**result.data, "answers": turn.answers})
        row = await self._repository.end_turn(
            unit, turn.conversation.id, turn.token, turn.answers, values, message, now
        )
        if row is None:
            await self.drop(unit, turn)
            return None
        event = stored(message, row.last_seq, now)
        for happened in result.events:
            unit.publish(happened)
        if result.escalation_reason is not None:
            row = await self._hand_over(unit, row, result.escalation_reason, bot)
        return event, row

    async def _hand_over(self, unit: UnitOfWork, row: Conversation, reason: str, bot: Bot) -> Conversation:
        """The bot falls silent: what still waits is for a person."""
        now = self._clock.now()
        data = {"from": "bot", "to": "waiting", "reason": reason}
        await self._repository.add_event(
            unit, row.id, row.last_seq + 1, NewEvent("handoff", Actor("system"), "", data), now
        )
        await call_people(unit, row.id)
        return await self._repository.update(unit, row.id, last_seq=row.last_seq + 1, **begins_to_wait(bot, now))

    async def claim(self, unit: UnitOfWork, conversation_id: UUID, memory: Memory) -> Turn | None:
        """Takes over a turn that ended or died while messages still wait."""
        token = new_uuid()
        row = await self._repository.claim_turn(unit, conversation_id, token)
        return await self._turn(unit, row, token, memory) if row else None

    async def drop(self, unit: UnitOfWork, turn: Turn) -> None:
        """Gives a turn back without an answer."""
        await self._repository.drop_turn(unit, turn.conversation.id, turn.token)

    async def answer_to(
        self, unit: UnitOfWork, conversation_id: UUID, seq: int
    ) -> tuple[Conversation | None, ConversationEvent | None]:
        """The conversation as it is, and the bot's message that dealt with message `seq`, if there is one."""
        conversation = await self._repository.get(unit, conversation_id)
        if conversation is None or conversation.answered_seq < seq:
            return conversation, None
        return conversation, await self._repository.answer_to(unit, conversation_id, seq)


def _new(bot_id: int, secret: str | None, user_id: str | None, actor: Actor) -> dict[str, Any]:
    return {
        "id": new_uuid(),
        "bot_id": bot_id,
        "secret_digest": digest(secret) if secret else None,
        "customer_id": actor.id,
        "user_id": user_id,
        "customer_name": actor.name,
    }
