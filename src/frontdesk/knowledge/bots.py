"""Bots as knowledge sees them: who may read what they know, and how they want to be searched.

Bots belong to a module above; what is read here is their row, which the tables of knowledge refer to anyway.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from frontdesk.identity.callers import Caller
from frontdesk.platform.errors import NotFoundError
from frontdesk.platform.unit_of_work import UnitOfWork

_BOT = "SELECT id, access, search, escalation FROM bots WHERE "
_BY_ID = text(_BOT + "id = :bot_id")
_DEFAULT = text(_BOT + "is_default")
_OF_PASSAGE = text("SELECT workspace_id, bot_id, access FROM door_passage(CAST(:passage_id AS bigint))")


class NoSuchBotError(NotFoundError):
    title = "No such bot"

    def __init__(self) -> None:
        super().__init__("There is no such bot.")


@dataclass(frozen=True)
class SearchedBot:
    """`results`, `threshold`: of its searches, `confidence`: what it asks for before it answers."""

    id: int
    is_public: bool
    results: int
    threshold: float | None
    confidence: float


class BotReader:
    """Finds bots for callers. A bot that a caller may not read is answered as if it did not exist."""

    async def get(self, unit: UnitOfWork, bot_id: int) -> SearchedBot:
        """Raises NoSuchBotError."""
        return _bot((await unit.execute(_BY_ID, {"bot_id": bot_id})).one_or_none())

    async def for_search(self, unit: UnitOfWork, caller: Caller, bot_id: int | None) -> SearchedBot:
        """The bot with this id, else the customer's own, else the workspace's default; if the caller may search it."""
        if not caller.is_staff:
            if bot_id not in (None, caller.bot_id) or caller.bot_id is None:
                raise NoSuchBotError
            bot_id = caller.bot_id
        if bot_id is not None:
            return await self.get(unit, bot_id)
        return _bot((await unit.execute(_DEFAULT)).one_or_none())

    async def of_passage(self, unit: UnitOfWork, caller: Caller, passage_id: int) -> int | None:
        """Workspace of a passage that the caller may read: of a public bot, of their own, or of their workspace."""
        row = (await unit.execute(_OF_PASSAGE, {"passage_id": passage_id})).one_or_none()
        if row is None:
            return None
        own = caller.workspace_id == row.workspace_id and (caller.is_staff or caller.bot_id == row.bot_id)
        return int(row.workspace_id) if own or row.access == "public" else None


def _bot(row: Any) -> SearchedBot:
    if row is None:
        raise NoSuchBotError
    return SearchedBot(
        id=row.id,
        is_public=row.access == "public",
        results=row.search.get("results", 5),
        threshold=row.search.get("threshold"),
        confidence=row.escalation.get("confidence", 0.6),
    )
