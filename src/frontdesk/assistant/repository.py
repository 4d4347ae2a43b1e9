"""Statements over the assistant's sessions and turns."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.assistant.memory import MOST_PAIRS, Pair
from frontdesk.assistant.models import KeptTurn, NewTurn, Session, sessions, turns
from frontdesk.identity.callers import Caller
from frontdesk.platform.unit_of_work import UnitOfWork

# The session, with the last pairs of its conversation, in one statement.
_LOAD = """
    SELECT s.*, (
        SELECT jsonb_agg(jsonb_build_array(message, response) ORDER BY id)
        FROM (SELECT id, message, response FROM assistant_turns t WHERE t.session_id = s.id
              ORDER BY id DESC LIMIT :most) AS last
    ) AS pairs FROM assistant_sessions s WHERE {condition} FOR NO KEY UPDATE OF s
"""
_LOAD_BY_ID = text(_LOAD.format(condition="s.id = :key"))
_LOAD_BY_SECRET = text(_LOAD.format(condition="s.secret_digest = :key"))

# The session as it is after the turn, and the turn, in one statement.
_KEEP = text(
    """
    WITH session AS (
        INSERT INTO assistant_sessions (id, workspace_id, secret_digest, actor_kind, actor_id, first_words, turns,
            memory, created_at, last_activity, expires_at)
        VALUES (:id, :workspace_id, :secret_digest, :actor_kind, :actor_id, :first_words, 1,
            :memory, :now, :now, :expires_at)
        ON CONFLICT (id) DO UPDATE SET memory = excluded.memory, last_activity = excluded.last_activity,
            expires_at = excluded.expires_at, turns = assistant_sessions.turns + 1,
            first_words = CASE WHEN assistant_sessions.turns = 0 THEN excluded.first_words
                ELSE assistant_sessions.first_words END
    )
    INSERT INTO assistant_turns (workspace_id, session_id, message, response, source_type, outcome, answer, engine,
        record_count, error_message, retrieval_time_ms, response_time_ms, tokens_used, created_at)
    VALUES (:workspace_id, :id, :message, :response, :source_type, :outcome, :answer, :engine,
        :record_count, :error_message, :retrieval_time_ms, :response_time_ms, :tokens_used, :now)
    RETURNING id
    """
).bindparams(bindparam("memory", type_=JSONB), bindparam("answer", type_=JSONB))

_SESSION = [column for column in sessions.c if column.name not in ("workspace_id", "secret_digest", "memory")]
_TURN = [turns.c[name] for name in KeptTurn.__dataclass_fields__]


class SessionRepository:
    """Reads and writes sessions and their turns."""

    async def load(self, unit: UnitOfWork, key: UUID | bytes) -> Session | None:
        """By its id or the digest of its secret; held until the end of the transaction, so that turns wait."""
        statement = _LOAD_BY_SECRET if isinstance(key, bytes) else _LOAD_BY_ID
        row = (await unit.execute(statement, {"key": key, "most": MOST_PAIRS})).mappings().one_or_none()
        return None if row is None else _session(row)

    async def add(
        self, unit: UnitOfWork, caller: Caller, session_id: UUID, digest: bytes | None, now: datetime, idle: timedelta
    ) -> Session:
        values = {
            "id": session_id,
            "workspace_id": unit.workspace_id,
            "secret_digest": digest,
            "actor_kind": caller.kind.value,
            "actor_id": caller.actor_id,
            "created_at": now,
            "last_activity": now,
            "expires_at": func.now() + idle,
        }
        row = (await unit.execute(insert(sessions).values(values).returning(*_SESSION))).mappings().one()
        return Session(**row)

    async def keep(
        self, unit: UnitOfWork, session: Session, memory: Mapping[str, Any], turn: NewTurn, expires_at: datetime
    ) -> int:
        """Keeps the session's memory and the turn; makes the session where it is new. Returns the turn's id."""
        names = ("response", "source_type", "outcome", "engine", "response_time_ms", "tokens_used")
        values = {
            "id": session.id,
            "workspace_id": unit.workspace_id,
            "secret_digest": session.secret_digest,
            "actor_kind": session.actor_kind,
            "actor_id": session.actor_id,
            "first_words": session.first_words,
            "memory": dict(memory),
            "now": turn.created_at,
            "expires_at": expires_at,
            "message": turn.message,
            "answer": dict(turn.answer),
            "record_count": turn.record_count,
            "error_message": turn.error_message,
            "retrieval_time_ms": turn.retrieval_time_ms,
            **{name: turn.answer[name] for name in names},
        }
        return int((await unit.execute(_KEEP, values)).scalar_one())

    async def amend(self, unit: UnitOfWork, turn_id: int, answer: Mapping[str, Any], error: str | None) -> None:
        """Replaces the answer of a turn by what came of it in the end."""
        names = ("response", "source_type", "outcome", "response_time_ms")
        values = {**{name: answer[name] for name in names}, "answer": dict(answer), "error_message": error}
        await unit.execute(update(turns).where(turns.c.id == turn_id).values(values))

    async def end(self, unit: UnitOfWork, session_id: UUID, now: datetime) -> None:
        await unit.execute(
            update(sessions)
            .where(sessions.c.id == session_id, sessions.c.status == "active")
            .values(status="ended", ended_at=now)
        )

    async def own(
        self, unit: UnitOfWork, caller: Caller, before: UUID | None, limit: int
    ) -> tuple[Sequence[Session], int]:
        """Sessions of the caller in which something was said, the newest first; and how many there are."""
        mine: list[ColumnElement[bool]] = [
            sessions.c.actor_kind == caller.kind.value,
            sessions.c.actor_id == caller.actor_id,
            sessions.c.turns > 0,
        ]
        wanted = [*mine, sessions.c.id < before] if before else mine
        rows = await unit.execute(select(*_SESSION).where(*wanted).order_by(sessions.c.id.desc()).limit(limit))
        total = (await unit.execute(select(func.count()).select_from(sessions).where(*mine))).scalar_one()
        return [Session(**row) for row in rows.mappings()], total

    async def turns(self, unit: UnitOfWork, session_id: UUID, before: int | None, limit: int) -> list[KeptTurn]:
        """The last turns of a session (before that id), the oldest first."""
        statement = select(*_TURN).where(turns.c.session_id == session_id)
        if before is not None:
            statement = statement.where(turns.c.id < before)
        rows = (await unit.execute(statement.order_by(turns.c.id.desc()).limit(limit))).mappings().all()
        return [KeptTurn(**row) for row in reversed(rows)]

    async def first_workspace(self, unit: UnitOfWork) -> int | None:
        """The workspace that was founded first; asked in a unit of work that sees none."""
        found = (await unit.execute(text("SELECT door_first_workspace()"))).scalar_one()
        return None if found is None else int(found)


def _session(row: Mapping[Any, Any]) -> Session:
    values = {name: row[name] for name in Session.__dataclass_fields__}
    pairs = tuple(Pair(message, response) for message, response in row["pairs"] or ())
    return Session(**{**values, "pairs": pairs})
