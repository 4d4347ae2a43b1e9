"""Reads and writes bots."""

from typing import Any

from sqlalchemy import delete, func, insert, select, text, update

from frontdesk.conversations.models import Bot, bots
from frontdesk.platform.unit_of_work import UnitOfWork

# A text, since it runs in every turn (see repository.py).
_GET = text(f"SELECT {', '.join(bots.c.keys())} FROM bots WHERE id = :bot_id")  # noqa: S608 - a constant


def _bot(row: Any) -> Bot:
    return Bot(**row._mapping)


class BotRepository:
    """Statements over `bots`."""

    async def find(self, unit: UnitOfWork, reference: str) -> tuple[int, int, str] | None:
        """Workspace, id and access of the bot with this id or slug, over all workspaces."""
        statement = text("SELECT workspace_id, bot_id, access FROM door_bot_by_reference(:reference)")
        row = (await unit.execute(statement, {"reference": reference})).one_or_none()
        return (row.workspace_id, row.bot_id, row.access) if row else None

    async def find_default(self, unit: UnitOfWork, chosen: int | None) -> tuple[int, int, str] | None:
        """The same for the chosen bot, or the default bot of the workspace that was founded first."""
        statement = text("SELECT workspace_id, bot_id, access FROM door_default_bot(CAST(:chosen AS bigint))")
        row = (await unit.execute(statement, {"chosen": chosen})).one_or_none()
        return (row.workspace_id, row.bot_id, row.access) if row else None

    async def get(self, unit: UnitOfWork, bot_id: int) -> Bot | None:
        row = (await unit.execute(_GET, {"bot_id": bot_id})).one_or_none()
        return _bot(row) if row else None

    async def default(self, unit: UnitOfWork) -> Bot | None:
        row = (await unit.execute(select(bots).where(bots.c.is_default))).one_or_none()
        return _bot(row) if row else None

    async def slug_is_taken(self, unit: UnitOfWork, slug: str) -> bool:
        return await self.find(unit, slug) is not None

    async def page(self, unit: UnitOfWork, after: int, limit: int) -> tuple[list[Bot], int]:
        rows = await unit.execute(select(bots).where(bots.c.id > after).order_by(bots.c.id).limit(limit))
        total = await unit.execute(select(func.count()).select_from(bots))
        return [_bot(row) for row in rows], int(total.scalar_one())

    async def create(self, unit: UnitOfWork, values: dict[str, Any]) -> Bot:
        statement = insert(bots).values(workspace_id=unit.workspace_id, **values).returning(*bots.c)
        return _bot((await unit.execute(statement)).one())

    async def update(self, unit: UnitOfWork, bot_id: int, values: dict[str, Any]) -> Bot:
        statement = update(bots).where(bots.c.id == bot_id).values(**values).returning(*bots.c)
        return _bot((await unit.execute(statement)).one())

    async def unset_default(self, unit: UnitOfWork) -> None:
        await unit.execute(update(bots).where(bots.c.is_default).values(is_default=False))

    async def delete(self, unit: UnitOfWork, bot_id: int) -> None:
        await unit.execute(delete(bots).where(bots.c.id == bot_id))
