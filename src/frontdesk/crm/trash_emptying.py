"""Emptying of the trash: takes away for good what has been in it for 90 days, each night."""

from datetime import datetime, timedelta
from typing import Any

import psycopg
from sqlalchemy import select

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import Definition
from frontdesk.crm.records.purging import purge
from frontdesk.crm.scope import ScopeReader
from frontdesk.crm.tables import table_of
from frontdesk.crm.trash import DAYS_IN_TRASH
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.jobs import JobQueue

BLOCK = 500
# Once a night, at an odd minute: many programs of many people wake up at the full hour.
JOB, WHEN = "crm.purge_trash", "17 3 * * *"


class TrashPurge:
    """Empties the trash of all workspaces of what has been in it for 90 days."""

    def __init__(self, database: Database, scopes: ScopeReader, audit: AuditTrail, clock: Clock):
        self._database = database
        self._scopes = scopes
        self._audit = audit
        self._clock = clock

    async def run(self) -> None:
        """Block by block, each in a transaction of its own: what was done stays done."""
        before = self._clock.now() - timedelta(days=DAYS_IN_TRASH)
        for workspace_id, name in await self._places(before):
            while await self._purge_block(workspace_id, name, before) == BLOCK:
                pass

    async def _places(self, before: datetime) -> list[tuple[int, str]]:
        """Workspaces and objects with something to purge. Asked as the login role, which sees all workspaces."""
        parts = [
            f"SELECT DISTINCT workspace_id, '{definition.name}' FROM {definition.table}"  # noqa: S608 - own names
            " WHERE deleted_at < %(before)s"
            for definition in _relations_first(self._scopes.shipped)
        ]
        async with await psycopg.AsyncConnection.connect(self._database.url) as connection:
            found: list[tuple[int, str]] = []
            for part in parts:
                cursor = await connection.execute(part.encode(), {"before": before})
                found += [(int(row[0]), str(row[1])) for row in await cursor.fetchall()]
            return found

    async def _purge_block(self, workspace_id: int, name: str, before: datetime) -> int:
        async with self._database.unit_of_work(workspace_id) as unit:
            scope = await self._scopes.read(unit)
            definition = scope.definition(name)
            table = table_of(definition)
            old = select(table.c.id).where(table.c.deleted_at < before).order_by(table.c.deleted_at).limit(BLOCK)
            ids = list((await unit.execute(old)).scalars())
            count = await purge(unit, scope, definition, ids)
            if count:
                metadata: dict[str, Any] = {"count": count, "ids": ids[:50], "days": DAYS_IN_TRASH}
                caller = Caller.system(workspace_id)
                await self._audit.record(unit, caller, f"{name}.purged", name, None, metadata)
            return count


def _relations_first(catalogue: Catalogue) -> list[Definition]:
    """What points at most others goes first, so that fewer rows are changed that go next."""
    return sorted(catalogue, key=lambda definition: -len(definition.relations))


def register(jobs: JobQueue, trash: TrashPurge) -> None:
    """Has the worker empty the trash each night."""

    async def purge_trash(timestamp: int) -> None:
        await trash.run()

    jobs.add_periodic(JOB, WHEN, purge_trash)
