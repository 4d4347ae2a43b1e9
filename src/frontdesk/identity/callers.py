"""Callers: who a request comes from, in which workspace, and what they may do there."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from frontdesk.identity.errors import RoleNeededError
from frontdesk.platform.database import Staff
from frontdesk.platform.errors import NotSignedInError
from frontdesk.platform.limits import network_of


class Role(StrEnum):
    """What a member of staff or an API key may do. Each role may do all that the ones before it may."""

    VIEWER = "viewer"
    AGENT = "agent"
    ADMIN = "admin"
    OWNER = "owner"

    @property
    def rank(self) -> int:
        return list(Role).index(self)

    def covers(self, other: "Role") -> bool:
        return self.rank >= other.rank


class CallerKind(StrEnum):
    STAFF = "staff"
    CUSTOMER = "customer"
    API_KEY = "api_key"
    ANONYMOUS = "anonymous"
    SYSTEM = "system"


@dataclass(frozen=True)
class Caller:
    """Who asks. Staff and API keys have a role, customers a bot, anonymous callers nothing but an address.

    `session_id`: the session of the assistant that they ask through; there alone someone without a login may have
    a role.
    """

    kind: CallerKind
    workspace_id: int | None = None
    user_id: int | None = None
    customer_id: int | None = None
    api_key_id: int | None = None
    bot_id: int | None = None
    role: Role | None = None
    name: str = ""
    address: str | None = None
    vip: bool = False
    session_id: UUID | None = None

    @classmethod
    def anonymous(cls, address: str | None) -> "Caller":
        return cls(CallerKind.ANONYMOUS, address=address)

    @classmethod
    def system(cls, workspace_id: int) -> "Caller":
        """The program itself: jobs and commands, never a request."""
        return cls(CallerKind.SYSTEM, workspace_id, name="Frontdesk")

    @property
    def is_anonymous(self) -> bool:
        return self.kind is CallerKind.ANONYMOUS

    @property
    def is_staff(self) -> bool:
        """A member of staff, or a program with a role."""
        return self.role is not None

    @property
    def as_staff(self) -> Staff | None:
        """What a transaction has to know of a caller with a role; None for all others."""
        return None if self.role is None else Staff(self.role.value, self.user_id)

    @property
    def actor_id(self) -> int | None:
        """The id of the user, customer or API key, by `kind`."""
        return self.user_id or self.customer_id or self.api_key_id

    @property
    def counted_as(self) -> str:
        """Who this is to a rate limit: a login counts for itself, all without one at an address together."""
        return network_of(self.address) if self.actor_id is None else f"{self.kind}:{self.actor_id}"

    def in_session(self, session_id: UUID) -> "Caller":
        """The same caller, asking through a session of the assistant."""
        return replace(self, session_id=session_id)

    def require_signed_in(self) -> "Caller":
        if self.is_anonymous and self.role is None:
            raise NotSignedInError("Sign in to do this.")
        return self

    def require(self, role: Role) -> "Caller":
        """Raises NotSignedInError for nobody, RoleNeededError for customers and for a lower role."""
        self.require_signed_in()
        if self.role is None or not self.role.covers(role):
            raise RoleNeededError(role)
        return self
