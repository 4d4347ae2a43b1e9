"""Reads and writes conversations and their events."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Executable,
    Integer,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    func,
    insert,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert as upsert

from frontdesk.conversations.models import (
    Conversation,
    ConversationEvent,
    NewEvent,
    bots,
    conversation_events,
    conversations,
    feedback,
)
from frontdesk.platform.unit_of_work import UnitOfWork

_EVENT_COLUMNS = [
    conversation_events.c[name]
    for name in ("seq", "type", "actor_kind", "actor_id", "actor_name", "content", "data", "created_at")
]
# A turn that has not ended by then is taken to be dead: its process was killed.
TURN_LEASE = timedelta(seconds=30)

# The statements of every turn are built once: building one costs more than sending it. Turn leases run on the
# database's own time, which all processes share.
_lease_ends = func.clock_timestamp() + TURN_LEASE
_is_free = or_(conversations.c.turn_token.is_(None), conversations.c.turn_expires_at < func.clock_timestamp())
_claims = and_(conversations.c.state == "bot", _is_free)
_INSERT_EVENT = insert(conversation_events)
_OPEN_WITH_MESSAGE = (
    insert(conversations)
    .values(
        {
            "workspace_id": bindparam("workspace_id"),
            "id": bindparam("id"),
            "bot_id": bindparam("bot_id"),
            "kind": "support",
            "secret_digest": bindparam("secret_digest"),
            "customer_id": bindparam("customer_id"),
            "user_id": bindparam("user_id"),
            "customer_name": bindparam("customer_name"),
            "created_at": bindparam("now"),
            "last_message_at": bindparam("now"),
            "first_words": bindparam("first_words"),
            "last_seq": 1,
            "asked_seq": 1,
            "turn_token": bindparam("token"),
            "turn_expires_at": _lease_ends,
        }
    )
    .returning(*conversations.c)
)
_TAKE_MESSAGE = (
    update(conversations)
    .where(conversations.c.id == bindparam("conversation_id"))
    .values(
        last_seq=conversations.c.last_seq + 1,
        asked_seq=conversations.c.last_seq + 1,
        last_message_at=bindparam("now"),
        last_active_at=func.clock_timestamp(),
        first_words=case(
            (conversations.c.first_words == "", bindparam("words", type_=Text)), else_=conversations.c.first_words
        ),
        turn_token=case((_claims, bindparam("token", type_=Uuid)), else_=conversations.c.turn_token),
        turn_expires_at=case((_claims, _lease_ends), else_=conversations.c.turn_expires_at),
    )
    .returning(*conversations.c)
)
_CLAIM_TURN = (
    update(conversations)
    .where(
        conversations.c.id == bindparam("conversation_id"),
        _claims,
        conversations.c.asked_seq > conversations.c.answered_seq,
    )
    .values(turn_token=bindparam("token", type_=Uuid), turn_expires_at=_lease_ends)
    .returning(*conversations.c)
)
_END_TURN = (
    update(conversations)
    .where(
        conversations.c.id == bindparam("conversation_id"),
        conversations.c.turn_token == bindparam("token", type_=Uuid),
        conversations.c.state == "bot",
    )
    .values(
        {
            "last_seq": conversations.c.last_seq + 1,
            "answered_seq": bindparam("answers"),
            "turn_token": None,
            "turn_expires_at": None,
            "last_active_at": func.clock_timestamp(),
            "category": bindparam("new_category"),
            "sentiment": bindparam("new_sentiment"),
            "priority": bindparam("new_priority"),
            "attempts": bindparam("new_attempts"),
            "unsure_in_a_row": bindparam("new_unsure_in_a_row"),
        }
    )
    .returning(*conversations.c)
)
_GET = select(conversations).where(conversations.c.id == bindparam("conversation_id"))
_GET_LOCKED = _GET.with_for_update()
_LATEST_MESSAGES = (
    select(*_EVENT_COLUMNS)
    .where(
        conversation_events.c.conversation_id == bindparam("conversation_id"),
        conversation_events.c.type == "message",
        conversation_events.c.created_at >= bindparam("since"),
    )
    .order_by(conversation_events.c.seq.desc())
    .limit(bindparam("most", type_=Integer))
)


def _conversation(row: Any) -> Conversation:
    return Conversation(**row._mapping)


def _event(row: Any) -> ConversationEvent:
    return ConversationEvent(**row._mapping)


async def _one(unit: UnitOfWork, statement: Executable, values: dict[str, Any]) -> Conversation:
    return _conversation((await unit.execute(statement, values)).one())


async def _one_or_none(unit: UnitOfWork, statement: Executable, values: dict[str, Any]) -> Conversation | None:
    row = (await unit.execute(statement, values)).one_or_none()
    return _conversation(row) if row else None


class ConversationRepository:
    """Statements over `conversations`, `conversation_events` and `feedback`."""

    async def open_with_message(self, unit: UnitOfWork, values: dict[str, Any]) -> Conversation:
        """A new conversation whose first message has the number 1 and whose turn is claimed."""
        return await _one(unit, _OPEN_WITH_MESSAGE, {"workspace_id": unit.workspace_id, **values})

    async def get(self, unit: UnitOfWork, conversation_id: UUID, *, lock: bool = False) -> Conversation | None:
        statement = _GET_LOCKED if lock else _GET
        return await _one_or_none(unit, statement, {"conversation_id": conversation_id})

    async def find_by_secret(self, unit: UnitOfWork, digest: bytes) -> tuple[int, UUID, int] | None:
        """Workspace, conversation and bot that a session's secret opens, over all workspaces."""
        statement = text("SELECT workspace_id, conversation_id, bot_id FROM door_conversation_by_secret(:digest)")
        row = (await unit.execute(statement, {"digest": digest})).one_or_none()
        return (row.workspace_id, row.conversation_id, row.bot_id) if row else None

    async def take_message(
        self, unit: UnitOfWork, conversation_id: UUID, now: datetime, token: UUID, words: str
    ) -> Conversation:
        """Numbers a customer's message and, where the bot speaks and no turn is under way, claims the turn."""
        values = {"conversation_id": conversation_id, "now": now, "token": token, "words": words}
        return await _one(unit, _TAKE_MESSAGE, values)

    async def claim_turn(self, unit: UnitOfWork, conversation_id: UUID, token: UUID) -> Conversation | None:
        """Claims the turn of a conversation whose turn ended or died with a message still unanswered."""
        return await _one_or_none(unit, _CLAIM_TURN, {"conversation_id": conversation_id, "token": token})

    async def end_turn(
        self, unit: UnitOfWork, conversation_id: UUID, token: UUID, answers: int, values: dict[str, Any]
    ) -> Conversation | None:
        """Gives the turn back and numbers its message; None when a person took over or the lease was lost."""
        given = {f"new_{name}": value for name, value in values.items()}
        given |= {"conversation_id": conversation_id, "token": token, "answers": answers}
        return await _one_or_none(unit, _END_TURN, given)

    async def drop_turn(self, unit: UnitOfWork, conversation_id: UUID, token: UUID) -> None:
        """Gives a claimed turn back without an answer."""
        await unit.execute(
            update(conversations)
            .where(conversations.c.id == conversation_id, conversations.c.turn_token == token)
            .values(turn_token=None, turn_expires_at=None)
        )

    async def next_seq(self, unit: UnitOfWork, conversation_id: UUID) -> int:
        statement = (
            update(conversations)
            .where(conversations.c.id == conversation_id)
            .values(last_seq=conversations.c.last_seq + 1)
            .returning(conversations.c.last_seq)
        )
        return int((await unit.execute(statement)).scalar_one())

    async def update(self, unit: UnitOfWork, conversation_id: UUID, **values: Any) -> Conversation:
        statement = update(conversations).where(conversations.c.id == conversation_id).values(**values)
        return _conversation((await unit.execute(statement.returning(*conversations.c))).one())

    async def add_event(
        self, unit: UnitOfWork, conversation_id: UUID, seq: int, event: NewEvent, now: datetime
    ) -> ConversationEvent:
        row = {
            "workspace_id": unit.workspace_id,
            "conversation_id": conversation_id,
            "seq": seq,
            "type": event.type,
            "actor_kind": event.actor.kind,
            "actor_id": event.actor.id,
            "actor_name": event.actor.name,
            "content": event.content,
            "data": event.data,
            "created_at": now,
        }
        await unit.execute(_INSERT_EVENT, row)
        return ConversationEvent(
            seq,
            event.type,
            event.actor.kind,
            event.actor.id,
            event.actor.name,
            event.content,
            event.data,
            now,
        )

    async def events(
        self, unit: UnitOfWork, conversation_id: UUID, after: int, limit: int, hidden: Sequence[str] = ()
    ) -> list[ConversationEvent]:
        """Events numbered above `after`, in order, without the types in `hidden`."""
        statement = (
            select(*_EVENT_COLUMNS)
            .where(
                conversation_events.c.conversation_id == conversation_id,
                conversation_events.c.seq > after,
                conversation_events.c.type.not_in(hidden),
            )
            .order_by(conversation_events.c.seq)
            .limit(limit)
        )
        return [_event(row) for row in await unit.execute(statement)]

    async def latest_messages(
        self, unit: UnitOfWork, conversation_id: UUID, limit: int, since: datetime
    ) -> list[ConversationEvent]:
        """The newest messages since a time, oldest first."""
        values = {"conversation_id": conversation_id, "since": since, "most": limit}
        return [_event(row) for row in (await unit.execute(_LATEST_MESSAGES, values)).all()[::-1]]

    async def event(self, unit: UnitOfWork, conversation_id: UUID, seq: int) -> ConversationEvent | None:
        found = await self.events(unit, conversation_id, seq - 1, 1)
        return found[0] if found and found[0].seq == seq else None

    async def page(
        self,
        unit: UnitOfWork,
        conditions: Sequence[Any],
        before: tuple[datetime, UUID] | None,
        limit: int,
    ) -> tuple[list[Any], int]:
        """Conversations with their bot's name, newest message first, and how many there are in all."""
        table = conversations.c
        statement = select(conversations, bots.c.name.label("bot_name")).join(bots, bots.c.id == table.bot_id)
        counted = select(func.count()).select_from(conversations).where(*conditions)
        statement = statement.where(*conditions, table.last_message_at.is_not(None))
        if before is not None:
            statement = statement.where(tuple_(table.last_message_at, table.id) < before)
        statement = statement.order_by(table.last_message_at.desc(), table.id.desc()).limit(limit)
        rows = (await unit.execute(statement)).all()
        total = await unit.execute(counted.where(table.last_message_at.is_not(None)))
        return list(rows), int(total.scalar_one())

    async def keep_feedback(self, unit: UnitOfWork, values: dict[str, Any]) -> Any:
        """Keeps one rating for each answer (or for the whole conversation): a later one replaces it."""
        statement = upsert(feedback).values(workspace_id=unit.workspace_id, **values)
        replaced = {name: statement.excluded[name] for name in ("rating", "comment", "created_at")}
        statement = statement.on_conflict_do_update(index_elements=["conversation_id", "seq"], set_=replaced)
        return (await unit.execute(statement.returning(*feedback.c))).one()
