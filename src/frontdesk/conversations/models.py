"""Tables of bots, conversations, their events and feedback, and the values that their rows become."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

bots = Table(
    "bots",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger),
    *(Column(name, Text) for name in ("name", "slug", "company", "tone", "greeting", "access")),
    Column("is_default", Boolean),
    Column("show_analysis", Boolean),
    Column("on_unsure", Text),
    Column("reopens_to", Text),
    Column("escalation", JSONB),
    Column("search", JSONB),
    Column("memory", JSONB),
    Column("hours", JSONB),
    Column("handoff", JSONB),
    Column("widget", JSONB),
    Column("created_at", DateTime(timezone=True)),
    Column("updated_at", DateTime(timezone=True)),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("bot_id", BigInteger),
    Column("kind", Text),
    Column("state", Text),
    Column("secret_digest", LargeBinary),
    Column("customer_id", BigInteger),
    Column("user_id", Text),
    Column("customer_name", Text),
    Column("assigned_to", BigInteger),
    *(Column(name, BigInteger) for name in ("last_seq", "asked_seq", "answered_seq")),
    Column("turn_token", Uuid),
    Column("turn_expires_at", DateTime(timezone=True)),
    Column("attempts", Integer),
    Column("unsure_in_a_row", Integer),
    Column("category", Text),
    Column("sentiment", Text),
    Column("priority", Integer),
    Column("first_words", Text),
    *(
        Column(name, DateTime(timezone=True))
        for name in ("waiting_since", "last_message_at", "last_active_at", "created_at", "due_at", "next_raise_at")
    ),
    Column("raises", Integer),
    Column("snoozed_until", DateTime(timezone=True)),
    Column("resolve_reason", Text),
    Column("merged_into", Uuid),
    Column("log_base", BigInteger),
)

conversation_events = Table(
    "conversation_events",
    metadata,
    Column("workspace_id", BigInteger),
    Column("conversation_id", Uuid, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("type", Text),
    Column("actor_kind", Text),
    Column("actor_id", BigInteger),
    Column("actor_name", Text),
    Column("content", Text),
    Column("data", JSONB),
    Column("created_at", DateTime(timezone=True)),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("conversation_id", Uuid),
    Column("seq", BigInteger),
    Column("rating", Text),
    Column("comment", Text),
    Column("created_at", DateTime(timezone=True)),
)


@dataclass(frozen=True)
class Bot:
    """A bot as its row says; `escalation`, `search` and `memory` have the shapes in schemas.py, `hours` and
    `handoff` those in business_hours.py, `widget` that in widget.py."""

    id: int
    workspace_id: int
    name: str
    slug: str
    company: str
    tone: str
    greeting: str
    access: str
    is_default: bool
    show_analysis: bool
    on_unsure: str
    reopens_to: str
    escalation: dict[str, Any]
    search: dict[str, Any]
    memory: dict[str, Any]
    hours: dict[str, Any] | None
    handoff: dict[str, Any]
    widget: dict[str, Any]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Conversation:
    """A conversation as its row says. `asked_seq` is the customer's newest message, `answered_seq` the last
    that a turn has dealt with; `turn_token` names the turn under way. `due_at` and `next_raise_at` stand while a
    customer waits for the first answer of a person. Numbers up to `log_base` are of before a merge (merging.py)."""

    id: UUID
    workspace_id: int
    bot_id: int | None
    kind: str
    state: str
    secret_digest: bytes | None
    customer_id: int | None
    user_id: str | None
    customer_name: str
    assigned_to: int | None
    last_seq: int
    asked_seq: int
    answered_seq: int
    turn_token: UUID | None
    turn_expires_at: datetime | None
    attempts: int
    unsure_in_a_row: int
    category: str | None
    sentiment: str | None
    priority: int | None
    first_words: str
    waiting_since: datetime | None
    last_message_at: datetime | None
    last_active_at: datetime
    created_at: datetime
    due_at: datetime | None = None
    next_raise_at: datetime | None = None
    raises: int = 0
    snoozed_until: datetime | None = None
    resolve_reason: str | None = None
    merged_into: UUID | None = None
    log_base: int = 0
    # Not of the row: those that the reader was led on from, each with the last number of its log.
    led_on_from: tuple[tuple[UUID, int], ...] = ()


@dataclass(frozen=True)
class Actor:
    """Who an event is from."""

    kind: str
    name: str = ""
    id: int | None = None


@dataclass(frozen=True)
class NewEvent:
    """An event before it has its number."""

    type: str
    actor: Actor
    content: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ConversationEvent:
    """One numbered entry of a conversation."""

    seq: int
    type: str
    actor_kind: str
    actor_id: int | None
    actor_name: str
    content: str
    data: dict[str, Any]
    created_at: datetime
