"""Attempts: each try to send an email, and what is known of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Column, DateTime, Identity, MetaData, Table, Text, Uuid

from frontdesk.identity.callers import Caller, CallerKind, Role

metadata = MetaData()

attempts = Table(
    "email_attempts",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("email_id", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("message_id", Text, nullable=False),
    Column("runner", Uuid),
    Column("via", Text, nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("actor_id", BigInteger),
    Column("actor_name", Text, nullable=False),
    Column("actor_role", Text, nullable=False),
    Column("claimed_at", DateTime(timezone=True), nullable=False),
    Column("handed_over_at", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
)


class State(StrEnum):
    """How far a try has come. The first two are under way; the others are the outcomes of `messaging`."""

    CLAIMED = "claimed"
    HANDED_OVER = "handed_over"
    DELIVERED = "delivered"
    REFUSED = "refused"
    NOT_REACHED = "not_reached"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Attempt:
    """One try. `age`: seconds since it was claimed, or handed over where it was. `via`: as of an Actor."""

    id: int
    email_id: int
    state: State
    message_id: str
    via: str
    actor_kind: str
    actor_id: int | None
    actor_name: str
    actor_role: str
    ended_at: datetime | None
    age: float

    @property
    def is_open(self) -> bool:
        return self.state in (State.CLAIMED, State.HANDED_OVER)

    def caller(self, workspace_id: int) -> Caller:
        """Who asked for it, with the role that they had then."""
        kind = CallerKind(self.actor_kind)
        return Caller(
            kind,
            workspace_id,
            user_id=self.actor_id if kind is CallerKind.STAFF else None,
            api_key_id=self.actor_id if kind is CallerKind.API_KEY else None,
            role=Role(self.actor_role),
            name=self.actor_name,
        )
