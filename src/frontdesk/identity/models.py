"""Tables of identity, and their rows as values."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.identity.callers import Role

metadata = MetaData()

workspaces = Table(
    "workspaces",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("time_zone", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("date_order", Text, nullable=False),
    Column("week_start", Text, nullable=False),
    Column("is_demo", Boolean, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("email", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("sign_in_generation", Integer, nullable=False),
    Column("last_login_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

customers = Table(
    "customers",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("bot_id", BigInteger),
    Column("login", Text),
    Column("email", Text),
    Column("user_id", Text),
    Column("name", Text, nullable=False),
    Column("vip", Boolean, nullable=False),
    Column("password_hash", Text),
    Column("sign_in_generation", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("created_by", BigInteger),
    Column("expires_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
    Column("last_used_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

audit_entries = Table(
    "audit_entries",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("actor_id", BigInteger),
    Column("actor_name", Text),
    Column("action", Text, nullable=False),
    Column("object", Text),
    Column("object_id", Text),
    Column("metadata", JSONB, nullable=False),
    Column("address", Text),
    Column("via", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)


@dataclass(frozen=True)
class Workspace:
    """A company's own space, and its habits: how times, amounts and dates are meant."""

    id: int
    name: str
    time_zone: str
    currency: str
    date_order: str
    week_start: str
    is_demo: bool
    created_at: datetime


@dataclass(frozen=True)
class User:
    """A member of staff."""

    id: int
    workspace_id: int
    email: str
    name: str
    role: Role
    is_active: bool
    sign_in_generation: int
    last_login_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class Customer:
    """Whom a bot serves. `login`, `email`: set by registering. `user_id`: what another program calls them."""

    id: int
    workspace_id: int
    bot_id: int | None
    login: str | None
    email: str | None
    user_id: str | None
    name: str
    vip: bool
    sign_in_generation: int
    created_at: datetime


@dataclass(frozen=True)
class ApiKey:
    """A key for a program. Its secret is not kept, only what it begins with."""

    id: int
    workspace_id: int
    name: str
    role: Role
    prefix: str
    created_by: int | None
    expires_at: datetime | None
    last_used_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class KnownKey:
    """What the door tells about an API key that is not revoked."""

    id: int
    workspace_id: int
    name: str
    role: Role
    expires_at: datetime | None


@dataclass(frozen=True)
class Credentials:
    """What a login is checked against. `password_hash` is empty where there is no password."""

    id: int
    workspace_id: int
    password_hash: str | None
    is_active: bool = True


@dataclass(frozen=True)
class AuditEntry:
    """One thing that someone did, as it was when it happened."""

    id: int
    actor_kind: str
    actor_id: int | None
    actor_name: str | None
    action: str
    object: str | None
    object_id: str | None
    metadata: dict[str, Any] = field(hash=False)
    address: str | None
    via: str
    created_at: datetime
