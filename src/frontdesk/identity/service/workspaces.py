"""Workspaces: founding one, and its habits."""

from typing import Any

from frontdesk.identity.callers import Caller
from frontdesk.identity.errors import NotADemoError
from frontdesk.identity.models import Workspace
from frontdesk.identity.repository import WorkspaceRepository
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.events import Event
from frontdesk.platform.unit_of_work import UnitOfWork


class WorkspaceService:
    """Reads, changes and adds workspaces."""

    def __init__(self, database: Database, audit: AuditTrail, clock: Clock):
        self._database = database
        self._audit = audit
        self._clock = clock
        self._workspaces = WorkspaceRepository()

    async def reserve(self) -> int:
        """The id of a workspace to be: open a unit of work of it, then `add` it there.

        Row security lets a transaction insert its own workspace only, so that the id must be known before.
        """
        async with self._database.unit_of_work(None) as unit:
            return await self._workspaces.next_id(unit)

    async def add(self, unit: UnitOfWork, name: str, *, is_demo: bool = False) -> Workspace:
        """Adds the workspace whose unit of work this is."""
        values = {
            "name": name,
            "time_zone": "UTC",
            "currency": "USD",
            "date_order": "dmy",
            "week_start": "monday",
            "is_demo": is_demo,
            "created_at": self._clock.now(),
        }
        workspace = await self._workspaces.add(unit, values)
        unit.publish(Event("workspace.founded", {"workspace_id": workspace.id, "is_demo": is_demo}))
        return workspace

    async def demo_id(self) -> int | None:
        """The id of the demo workspace, where there is one."""
        async with self._database.unit_of_work(None) as unit:
            return await self._workspaces.demo_id(unit)

    async def remove_demo(self) -> bool:
        """Removes the demo workspace with all that is in it; False where there is none."""
        demo = await self.demo_id()
        if demo is None:
            return False
        async with self._database.unit_of_work(demo) as unit:
            await self._workspaces.remove(unit)
        return True

    async def remove_own_demo(self, unit: UnitOfWork) -> None:
        """Removes the workspace of this unit of work. Raises NotADemoError where it is not the demo."""
        if not (await self._workspaces.get(unit)).is_demo:
            raise NotADemoError
        await self._workspaces.remove(unit)

    async def get(self, unit: UnitOfWork) -> Workspace:
        return await self._workspaces.get(unit)

    async def change(self, unit: UnitOfWork, caller: Caller, changes: dict[str, Any]) -> Workspace:
        """Changes the habits that are named in `changes`; what they were is kept in the audit trail."""
        before = await self._workspaces.get(unit)
        differing = {name: value for name, value in changes.items() if getattr(before, name) != value}
        if not differing:
            return before
        await self._workspaces.change(unit, differing)
        metadata = {"before": {name: getattr(before, name) for name in differing}, "after": differing}
        await self._audit.record(unit, caller, "workspace.updated", "workspaces", before.id, metadata)
        return await self._workspaces.get(unit)
