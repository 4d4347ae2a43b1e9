"""Profiles: what staff know and change of customers, and whom a host site names."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import text

from frontdesk.identity.callers import Caller
from frontdesk.identity.errors import CustomerNotFoundError, EmailTakenError, SignInAddressError
from frontdesk.identity.models import Customer
from frontdesk.identity.repository import CustomerRepository
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.authentication import Authentication
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork

Identified = Literal["anonymous", "login", "host"]

_ERASE_FROM_AUDIT = text("SELECT erase_customer_from_audit(:customer_id)")
_TRACES = text(
    "SELECT action, address, created_at FROM audit_entries"
    " WHERE actor_kind = 'customer' AND actor_id = :customer_id ORDER BY id"
)


@dataclass(frozen=True)
class Profile:
    """A customer. `identified`: by a login of their own, or by the host site or program that calls them `user_id`."""

    id: int
    bot_id: int | None
    name: str
    email: str | None
    login: str | None
    user_id: str | None
    vip: bool
    identified: Identified
    sign_in_generation: int
    created_at: datetime


def _profile(customer: Customer) -> Profile:
    return Profile(
        id=customer.id,
        bot_id=customer.bot_id,
        name=customer.name,
        email=customer.email,
        login=customer.login,
        user_id=customer.user_id,
        vip=customer.vip,
        identified="login" if customer.user_id is None else "host",
        sign_in_generation=customer.sign_in_generation,
        created_at=customer.created_at,
    )


class CustomerProfiles:
    """Finds, changes and erases customers."""

    def __init__(self, audit: AuditTrail, authentication: Authentication, clock: Clock):
        self._audit = audit
        self._authentication = authentication
        self._clock = clock
        self._customers = CustomerRepository()

    async def get(self, unit: UnitOfWork, customer_id: int, *, for_change: bool = False) -> Profile:
        """Raises CustomerNotFoundError."""
        customer = await self._customers.get(unit, customer_id, for_change=for_change)
        if customer is None:
            raise CustomerNotFoundError
        return _profile(customer)

    async def page(self, unit: UnitOfWork, search: str | None, after: int, limit: int) -> tuple[list[Profile], int]:
        """Those with `search` in a name or address, oldest first, one more than `limit`; and how many there are."""
        rows, total = await self._customers.page(unit, search, after, limit)
        return [_profile(row) for row in rows], total

    async def change(self, unit: UnitOfWork, caller: Caller, customer_id: int, values: dict[str, Any]) -> Profile:
        """Changes name, email or VIP. Raises CustomerNotFoundError, SignInAddressError, EmailTakenError."""
        before = await self.get(unit, customer_id, for_change=True)
        changed = {name: value for name, value in values.items() if getattr(before, name) != value}
        if not changed:
            return before
        if "email" in changed and before.identified == "login" and before.login is None:
            raise SignInAddressError
        after = await self._customers.change(unit, customer_id, changed)
        if after is None:
            raise EmailTakenError
        self._authentication.forget_customer(customer_id)
        metadata = {"before": {name: getattr(before, name) for name in changed}, "after": changed}
        await self._audit.record(unit, caller, "customer.updated", "customers", customer_id, metadata)
        return _profile(after)

    async def identified(self, unit: UnitOfWork, bot_id: int, user_id: str, *, name: str, email: str | None) -> Profile:
        """The customer whom the bot's own site calls `user_id`, as it has just named them; made when missing."""
        known = await self._customers.by_user_id(unit, bot_id, user_id)
        if known is None:
            values = {
                "bot_id": bot_id,
                "user_id": user_id,
                "name": name or user_id,
                "email": email,
                "created_at": self._clock.now(),
            }
            known = await self._customers.add(unit, values) or await self._customers.by_user_id(unit, bot_id, user_id)
        assert known is not None, "added, or found since another has added it"
        told = {"name": name or known.name, "email": email or known.email}
        if told != {"name": known.name, "email": known.email}:
            known = await self._customers.change(unit, known.id, told) or known
            self._authentication.forget_customer(known.id)
        return _profile(known)

    async def end_sign_ins(self, unit: UnitOfWork, bot_id: int) -> None:
        """Ends the sign-ins of all whom the bot's site has named."""
        await self._customers.end_named_sign_ins(unit, bot_id)
        self._authentication.forget_customers_of(bot_id)

    async def traces(self, unit: UnitOfWork, customer_id: int) -> list[dict[str, Any]]:
        """What the audit trail holds of what the customer did: `action`, `address`, `created_at`, oldest first."""
        rows = await unit.execute(_TRACES, {"customer_id": customer_id})
        return [dict(row) for row in rows.mappings()]

    async def erase(self, unit: UnitOfWork, customer_id: int) -> None:
        """Erases the account, and the person's name and address from the trail of what they did."""
        await self._customers.delete(unit, customer_id)
        await unit.execute(_ERASE_FROM_AUDIT, {"customer_id": customer_id})
        self._authentication.forget_customer(customer_id)
