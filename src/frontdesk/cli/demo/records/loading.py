"""Loads the demo's records into its workspace: own fields, the story, saved views."""

from collections.abc import Sequence

from frontdesk.cli.demo.clock import DemoClock
from frontdesk.cli.demo.records.people import content
from frontdesk.cli.demo.records.story import Colleague
from frontdesk.cli.demo.records.whole import tell
from frontdesk.cli.demo.records.writing import StoryWriter
from frontdesk.composition import Composition
from frontdesk.crm.own_fields.service import OwnFieldService
from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.saved_views.service import ViewService
from frontdesk.crm.scope import Scope, ScopeReader
from frontdesk.identity.callers import Caller
from frontdesk.platform.unit_of_work import UnitOfWork


class DemoRecords:
    """Makes the records once, through the services that requests use."""

    def __init__(self, composition: Composition, clock: DemoClock):
        self._provided = composition.provided
        self._database = composition.database
        self._clock = clock

    async def make(self, workspace_id: int, users: Sequence[tuple[Caller, str]]) -> None:
        """`users`: the staff with their mail addresses, the owner first. Leaves the clock at now."""
        now = self._clock.now()
        staff = [Colleague(caller.name, email, number) for number, (caller, email) in enumerate(users)]
        callers = [caller for caller, _ in users]
        async with self._database.unit_of_work(workspace_id) as unit:
            await self._add_own_fields(unit, callers[0])
            scope = await self._provided.get(ScopeReader).read(unit)
            steps = tell(now, scope.habits.time_zone, staff)
            self._clock.set(steps[0].at)
            await StoryWriter(self._provided.get(WritePath), self._clock, scope, callers).write(unit, steps)
            self._clock.set(now)
            await self._add_views(unit, scope, callers)

    async def _add_own_fields(self, unit: UnitOfWork, caller: Caller) -> None:
        service, reader = self._provided.get(OwnFieldService), self._provided.get(ScopeReader)
        for field in content("offering.json")["own_fields"]:
            scope = await reader.read(unit)
            values = {name: value for name, value in field.items() if name != "on"}
            await service.add(unit, scope, caller, scope.definition(field["on"]), values)

    async def _add_views(self, unit: UnitOfWork, scope: Scope, callers: Sequence[Caller]) -> None:
        service = self._provided.get(ViewService)
        for view in content("views.json"):
            await service.create(unit, scope, callers[view["by"]], scope.definition(view["on"]), view)
