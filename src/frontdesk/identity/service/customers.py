"""Customers that a bot knows: those with a login, and those whom another program names."""

from typing import Any

from sqlalchemy import Select

from frontdesk.identity.models import Customer
from frontdesk.identity.repository import CustomerRepository
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork


class CustomerService:
    """Finds customers, and remembers those who are named for the first time."""

    def __init__(self, clock: Clock):
        self._clock = clock
        self._customers = CustomerRepository()

    async def get(self, unit: UnitOfWork, customer_id: int) -> Customer | None:
        return await self._customers.get(unit, customer_id)

    def with_word(self, word: str) -> Select[Any]:
        """Selects the ids of the customers whose name or mail address holds the word."""
        return self._customers.with_word(word)

    async def named(
        self, unit: UnitOfWork, bot_id: int | None, user_id: str, name: str = "", *, vip: bool = False
    ) -> Customer:
        """The customer whom a program calls `user_id`; made when missing.

        The name alone proves nothing: take it from staff and API keys only. It never leads to a login.
        """
        known = await self._customers.by_user_id(unit, bot_id, user_id)
        if known is None:
            values = {
                "bot_id": bot_id,
                "user_id": user_id,
                "name": name or user_id,
                "vip": vip,
                "created_at": self._clock.now(),
            }
            known = await self._customers.add(unit, values)
        # Nothing added: another turn has added the same one since.
        known = known or await self._customers.by_user_id(unit, bot_id, user_id)
        assert known is not None
        return known
