"""Bots as knowledge sees them: how each wants to be searched, and who may search it."""

from dataclasses import dataclass
from typing import Protocol

from frontdesk.identity.callers import Caller
from frontdesk.knowledge.errors import NoBotToSearchError
from frontdesk.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class SearchedBot:
    """`results`, `threshold`: of its searches, `confidence`: what it asks for before it answers."""

    id: int
    results: int
    threshold: float | None
    confidence: float


class SearchableBots(Protocol):
    """What knowledge asks of the module that bots belong to. Both raise a NotFoundError where there is none."""

    async def get(self, unit: UnitOfWork, bot_id: int) -> SearchedBot: ...

    async def default(self, unit: UnitOfWork) -> SearchedBot: ...


class BotReader:
    """Finds bots for callers. A bot that a caller may not read is answered as if it did not exist."""

    def __init__(self, bots: SearchableBots):
        self._bots = bots

    async def get(self, unit: UnitOfWork, bot_id: int) -> SearchedBot:
        return await self._bots.get(unit, bot_id)

    async def for_search(self, unit: UnitOfWork, caller: Caller, bot_id: int | None) -> SearchedBot:
        """The bot with this id, else the customer's own, else the workspace's default; if the caller may search it."""
        if not caller.is_staff:
            if bot_id not in (None, caller.bot_id) or caller.bot_id is None:
                raise NoBotToSearchError
            bot_id = caller.bot_id
        return await (self._bots.default(unit) if bot_id is None else self._bots.get(unit, bot_id))
