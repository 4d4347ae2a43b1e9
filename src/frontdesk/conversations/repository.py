"""Reads and writes conversations and their events."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, TextClause, bindparam, cast, func, insert, literal, not_, select, text, update
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH
from sqlalchemy.dialects.postgresql import insert as upsert

from frontdesk.conversations.models import (
    Conversation,
    ConversationEvent,
    NewEvent,
    conversation_events,
    conversations,
    feedback,
)
from frontdesk.conversations.signals import tell_stored
from frontdesk.platform.unit_of_work import UnitOfWork

_EVENT_COLUMNS = [
    conversation_events.c[name]
    for name in ("seq", "type", "actor_kind", "actor_id", "actor_name", "content", "data", "created_at")
]
# A turn that has not ended by then is taken to be dead: its process was killed.
TURN_LEASE = timedelta(seconds=30)

# The statements of every turn are texts: of a built statement SQLAlchemy makes a key anew for each execution, which
# costs more than the database takes. Turn leases run on the database's own time, which all processes share.
_COLUMNS = ", ".join(conversations.c.keys())
_SECONDS = int(TURN_LEASE.total_seconds())
_FREE = "state = 'bot' AND (turn_token IS NULL OR turn_expires_at < clock_timestamp())"
_LEASE = f"clock_timestamp() + interval '{_SECONDS} seconds'"


def _with_message(changed: str, actor_kind: str) -> TextClause:
    """A change of one conversation, together with the message that it numbers; returns the conversation.

    The trigger on messages sees the state from before the change.
    """
    return text(
        f"""
        WITH changed AS ({changed} RETURNING {_COLUMNS}), said AS (
            INSERT INTO conversation_events
                (workspace_id, conversation_id, seq, type, actor_kind, actor_id, actor_name, content, data, created_at)
            SELECT workspace_id, id, last_seq, 'message', '{actor_kind}', CAST(:actor_id AS bigint), :actor_name,
                :content, :data, :now
            FROM changed
        )
        SELECT {_COLUMNS} FROM changed
        """  # noqa: S608 - put together from constants
    ).bindparams(bindparam("data", type_=JSONB))


_OPEN = _with_message(
    f"""
    INSERT INTO conversations (workspace_id, id, bot_id, kind, secret_digest, customer_id, user_id, customer_name,
        created_at, last_message_at, first_words, last_seq, asked_seq, turn_token, turn_expires_at)
    VALUES (:workspace_id, :id, :bot_id, 'support', :secret_digest, :customer_id, :user_id, :customer_name,
        :now, :now, :first_words, 1, 1, :token, {_LEASE})
    """,  # noqa: S608 - put together from constants
    "customer",
)
_BEGIN = text(
    f"""
    INSERT INTO conversations
        (workspace_id, id, bot_id, kind, secret_digest, customer_id, user_id, customer_name, created_at)
    VALUES (:workspace_id, :id, :bot_id, 'support', :secret_digest, :customer_id, :user_id, :customer_name, :now)
    RETURNING {_COLUMNS}
    """  # noqa: S608 - put together from constants
)
_TAKE_MESSAGE = _with_message(
    f"""
    UPDATE conversations SET last_seq = last_seq + 1, asked_seq = last_seq + 1,
        last_message_at = :now, last_active_at = clock_timestamp(), snoozed_until = NULL,
        first_words = CASE WHEN first_words = '' THEN :first_words ELSE first_words END,
        turn_token = CASE WHEN {_FREE} THEN :token ELSE turn_token END,
        turn_expires_at = CASE WHEN {_FREE} THEN {_LEASE} ELSE turn_expires_at END
    WHERE id = :conversation_id
    """,  # noqa: S608 - put together from constants
    "customer",
)
_END_TURN = _with_message(
    """
    UPDATE conversations SET last_seq = last_seq + 1, answered_seq = :answers,
        turn_token = NULL, turn_expires_at = NULL, last_active_at = clock_timestamp(),
        category = :category, sentiment = :sentiment, priority = :priority,
        attempts = :attempts, unsure_in_a_row = :unsure_in_a_row
    WHERE id = :conversation_id AND turn_token = :token AND state = 'bot'
    """,
    "bot",
)
_CLAIM_TURN = text(
    f"""
    UPDATE conversations SET turn_token = :token, turn_expires_at = {_LEASE}
    WHERE id = :conversation_id AND {_FREE} AND asked_seq > answered_seq RETURNING {_COLUMNS}
    """  # noqa: S608 - put together from constants
)
_GET = f"SELECT {_COLUMNS} FROM conversations WHERE id = :conversation_id"  # noqa: S608 - a constant
_GET_ONE, _GET_LOCKED = text(_GET), text(f"{_GET} FOR UPDATE")
_LATEST_MESSAGES = text(
    """
    SELECT seq, type, actor_kind, actor_id, actor_name, content, data, created_at FROM conversation_events
    WHERE conversation_id = :conversation_id AND type = 'message' AND (created_at >= :since OR seq > :answered)
    ORDER BY seq DESC LIMIT :most
    """
)
# Of an entry that was moved more than once, each place holds the one before it.
_WAS_SEEN = cast("$.was.** ? (@.conversation_id == $log && @.seq <= $after)", JSONPATH)
_SENT_BEFORE = text(
    """
    SELECT seq, type, actor_kind, actor_id, actor_name, content, data, created_at FROM conversation_events
    WHERE conversation_id = :conversation_id AND data ? 'client_id' AND data ->> 'client_id' = :client_id
    """
)
_UNANSWERED_SINCE = text(
    """
    SELECT min(created_at) FROM conversation_events
    WHERE conversation_id = :conversation_id AND seq > :answered AND type = 'message' AND actor_kind = 'customer'
    """
)
_ANSWER_TO = text(
    """
    SELECT seq, type, actor_kind, actor_id, actor_name, content, data, created_at FROM conversation_events
    WHERE conversation_id = :conversation_id AND seq > :seq AND type = 'message' AND actor_kind = 'bot'
        AND CAST(data ->> 'answers' AS bigint) >= :seq
    ORDER BY seq LIMIT 1
    """
)


def _conversation(row: Any) -> Conversation:
    return Conversation(**row._mapping)


def _event(row: Any) -> ConversationEvent:
    return ConversationEvent(**row._mapping)


def _message(event: NewEvent, now: datetime) -> dict[str, Any]:
    """A message as the statements that store one bind it."""
    return {
        "actor_id": event.actor.id,
        "actor_name": event.actor.name,
        "content": event.content,
        "data": event.data,
        "now": now,
    }


def stored(event: NewEvent, seq: int, now: datetime) -> ConversationEvent:
    """An event as it is once it has its number."""
    actor = event.actor
    return ConversationEvent(seq, event.type, actor.kind, actor.id, actor.name, event.content, event.data, now)


async def _one(unit: UnitOfWork, statement: Executable, values: dict[str, Any]) -> Conversation:
    return _conversation((await unit.execute(statement, values)).one())


async def _one_or_none(unit: UnitOfWork, statement: Executable, values: dict[str, Any]) -> Conversation | None:
    row = (await unit.execute(statement, values)).one_or_none()
    return _conversation(row) if row else None


class ConversationRepository:
    """Statements over `conversations`, `conversation_events` and `feedback`."""

    async def open_with_message(
        self, unit: UnitOfWork, values: dict[str, Any], message: NewEvent, now: datetime
    ) -> Conversation:
        """A new conversation whose first message has the number 1 and whose turn is claimed."""
        given = {"workspace_id": unit.workspace_id, **values, **_message(message, now)}
        row = await _one(unit, _OPEN, given)
        tell_stored(unit, row.id, stored(message, row.last_seq, now))
        return row

    async def begin(self, unit: UnitOfWork, values: dict[str, Any], now: datetime) -> Conversation:
        """A conversation in which nothing was said yet."""
        return await _one(unit, _BEGIN, {"workspace_id": unit.workspace_id, "now": now, **values})

    async def get(self, unit: UnitOfWork, conversation_id: UUID, *, lock: bool = False) -> Conversation | None:
        statement = _GET_LOCKED if lock else _GET_ONE
        return await _one_or_none(unit, statement, {"conversation_id": conversation_id})

    async def find_by_secret(self, unit: UnitOfWork, digest: bytes) -> tuple[int, UUID, int] | None:
        """Workspace, conversation and bot that a session's secret opens, over all workspaces."""
        statement = text("SELECT workspace_id, conversation_id, bot_id FROM door_conversation_by_secret(:digest)")
        row = (await unit.execute(statement, {"digest": digest})).one_or_none()
        return (row.workspace_id, row.conversation_id, row.bot_id) if row else None

    async def take_message(
        self, unit: UnitOfWork, conversation_id: UUID, token: UUID, words: str, message: NewEvent, now: datetime
    ) -> Conversation:
        """Stores a customer's message and, where the bot speaks and no turn is under way, claims the turn."""
        values = {"conversation_id": conversation_id, "token": token, "first_words": words, **_message(message, now)}
        row = await _one(unit, _TAKE_MESSAGE, values)
        tell_stored(unit, row.id, stored(message, row.last_seq, now))
        return row

    async def sent_before(self, unit: UnitOfWork, conversation_id: UUID, client_id: str) -> ConversationEvent | None:
        """The message that a client sent under this id before."""
        values = {"conversation_id": conversation_id, "client_id": client_id}
        row = (await unit.execute(_SENT_BEFORE, values)).one_or_none()
        return _event(row) if row else None

    async def claim_turn(self, unit: UnitOfWork, conversation_id: UUID, token: UUID) -> Conversation | None:
        """Claims the turn of a conversation whose turn ended or died with a message still unanswered."""
        return await _one_or_none(unit, _CLAIM_TURN, {"conversation_id": conversation_id, "token": token})

    async def end_turn(
        self,
        unit: UnitOfWork,
        conversation_id: UUID,
        token: UUID,
        answers: int,
        values: dict[str, Any],
        message: NewEvent,
        now: datetime,
    ) -> Conversation | None:
        """Stores the bot's message and gives the turn back.

        None, and nothing stored, when a person took over or the lease was lost.
        """
        turn = {"conversation_id": conversation_id, "token": token, "answers": answers}
        row = await _one_or_none(unit, _END_TURN, {**values, **turn, **_message(message, now)})
        if row is not None:
            tell_stored(unit, row.id, stored(message, row.last_seq, now))
        return row

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
        await unit.execute(insert(conversation_events), row)
        kept = stored(event, seq, now)
        tell_stored(unit, conversation_id, kept)
        return kept

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

    async def not_seen_in(
        self, unit: UnitOfWork, conversation: Conversation, log: UUID, after: int, hidden: Sequence[str]
    ) -> list[ConversationEvent]:
        """All events but those that were numbered up to `after` in this log before it was merged, or merged again."""
        table = conversation_events.c
        seen = func.jsonb_path_exists(table.data, _WAS_SEEN, literal({"log": str(log), "after": after}, JSONB))
        theirs = (table.conversation_id == conversation.id, table.seq > after, table.type.not_in(hidden))
        statement = select(*_EVENT_COLUMNS).where(*theirs, not_(seen)).order_by(table.seq)
        return [_event(row) for row in await unit.execute(statement)]

    async def latest_messages(
        self, unit: UnitOfWork, conversation_id: UUID, limit: int, since: datetime, answered: int
    ) -> list[ConversationEvent]:
        """The newest messages since a time, and those numbered above `answered` whenever they came, oldest first."""
        values = {"conversation_id": conversation_id, "since": since, "answered": answered, "most": limit}
        return [_event(row) for row in (await unit.execute(_LATEST_MESSAGES, values)).all()[::-1]]

    async def unanswered_since(self, unit: UnitOfWork, conversation: Conversation) -> datetime | None:
        """When the oldest message came that nobody has answered."""
        values = {"conversation_id": conversation.id, "answered": conversation.answered_seq}
        found: datetime | None = (await unit.execute(_UNANSWERED_SINCE, values)).scalar_one()
        return found

    async def answer_to(self, unit: UnitOfWork, conversation_id: UUID, seq: int) -> ConversationEvent | None:
        """The bot's message that dealt with message `seq`."""
        row = (await unit.execute(_ANSWER_TO, {"conversation_id": conversation_id, "seq": seq})).one_or_none()
        return _event(row) if row else None

    async def event(self, unit: UnitOfWork, conversation_id: UUID, seq: int) -> ConversationEvent | None:
        found = await self.events(unit, conversation_id, seq - 1, 1)
        return found[0] if found and found[0].seq == seq else None

    async def waiting_before(self, unit: UnitOfWork, conversation: Conversation) -> int:
        """How many of the same bot's conversations have waited longer for a person."""
        table = conversations.c
        before = (table.bot_id == conversation.bot_id, table.waiting_since < conversation.waiting_since)
        counted = select(func.count()).select_from(conversations).where(table.state == "waiting", *before)
        return int((await unit.execute(counted)).scalar_one())

    async def rating(self, unit: UnitOfWork, conversation_id: UUID, seq: int | None) -> str | None:
        """The rating that an answer (or the whole conversation) has."""
        statement = select(feedback.c.rating).where(
            feedback.c.conversation_id == conversation_id, feedback.c.seq.is_not_distinct_from(seq)
        )
        return (await unit.execute(statement)).scalar_one_or_none()

    async def keep_feedback(self, unit: UnitOfWork, values: dict[str, Any]) -> Any:
        """Keeps one rating for each answer (or for the whole conversation): a later one replaces it."""
        statement = upsert(feedback).values(workspace_id=unit.workspace_id, **values)
        replaced = {name: statement.excluded[name] for name in ("rating", "comment", "created_at")}
        statement = statement.on_conflict_do_update(index_elements=["conversation_id", "seq"], set_=replaced)
        return (await unit.execute(statement.returning(*feedback.c))).one()
