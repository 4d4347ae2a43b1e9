"""Tables of the assistant's sessions and turns, and what their rows become."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, Integer, LargeBinary, MetaData, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.assistant.memory import Pair

metadata = MetaData()

sessions = Table(
    "assistant_sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("secret_digest", LargeBinary),
    Column("actor_kind", Text),
    Column("actor_id", BigInteger),
    Column("status", Text),
    Column("first_words", Text),
    Column("turns", BigInteger),
    Column("memory", JSONB),
    *(Column(name, DateTime(timezone=True)) for name in ("created_at", "last_activity", "ended_at", "expires_at")),
)

turns = Table(
    "assistant_turns",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("session_id", Uuid),
    *(Column(name, Text) for name in ("message", "response", "source_type", "outcome", "engine", "error_message")),
    Column("answer", JSONB),
    Column("record_count", BigInteger),
    Column("retrieval_time_ms", Integer),
    Column("response_time_ms", Integer),
    Column("tokens_used", BigInteger),
    Column("created_at", DateTime(timezone=True)),
)


@dataclass(frozen=True)
class Session:
    """A conversation of one caller with the assistant.

    `expires_at` is of real time. `secret_digest`: of what opens it where nobody is signed in. `pairs`: the last ones.
    """

    id: UUID
    actor_kind: str
    actor_id: int | None
    status: str
    first_words: str
    turns: int
    created_at: datetime
    last_activity: datetime
    ended_at: datetime | None
    expires_at: datetime
    secret_digest: bytes | None = field(default=None, repr=False)
    memory: Mapping[str, Any] = field(default_factory=dict, repr=False)
    pairs: Sequence[Pair] = field(default=(), repr=False)

    @property
    def admin_id(self) -> int | None:
        """The member of staff whose session it is."""
        return self.actor_id if self.actor_kind == "staff" else None

    def status_at(self, now: datetime) -> str:
        """active, ended or expired; `now` is of real time."""
        return "expired" if self.status == "active" and self.expires_at <= now else self.status


@dataclass(frozen=True)
class KeptTurn:
    """One message and its whole answer, as it was given (chat contract)."""

    id: int
    session_id: UUID
    message: str
    response: str
    source_type: str
    answer: Mapping[str, Any]
    response_time_ms: int
    created_at: datetime


@dataclass(frozen=True)
class NewTurn:
    """A turn that is about to be kept."""

    message: str
    answer: Mapping[str, Any]
    error_message: str | None
    record_count: int
    retrieval_time_ms: int
    created_at: datetime
