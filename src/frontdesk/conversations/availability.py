"""Who of the team is there, for how many conversations, and whose turn it is to be given the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from frontdesk.conversations.errors import NoDeskError
from frontdesk.conversations.filters import WITH_PEOPLE, are_listed
from frontdesk.conversations.inbox_tables import staff_availability
from frontdesk.conversations.models import conversations
from frontdesk.conversations.waiting import deal_out
from frontdesk.identity.callers import Caller, Role
from frontdesk.identity.service.users import UserService
from frontdesk.platform.unit_of_work import UnitOfWork

# Two who give out at the same time would both give to the one whose turn it is. Apart from other locks of the program.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(12, CAST(:workspace_id AS integer))")
# Rotation goes by the database's own time, also where business time stands still.
_NOW = func.clock_timestamp()


@dataclass(frozen=True)
class Desk:
    """One member of the team. `capacity` None: as the bot says. `open`: conversations with people that are theirs."""

    id: int
    name: str
    role: str
    available: bool = True
    capacity: int | None = None
    open: int = 0
    last_assigned: float = 0.0


class AvailabilityService:
    """Keeps who is there; whoever has said nothing is taken to be."""

    def __init__(self, users: UserService):
        self._users = users

    async def mine(self, unit: UnitOfWork, caller: Caller) -> Desk:
        """Raises NoDeskError for a program."""
        found = [desk for desk in await self.team(unit, lowest=Role.VIEWER) if desk.id == caller.user_id]
        if not found:
            raise NoDeskError
        return found[0]

    async def set(self, unit: UnitOfWork, caller: Caller, available: bool, capacity: int | None) -> Desk:
        """The caller is there or not, for so many. Raises NoDeskError for a program."""
        desk = await self.mine(unit, caller)
        row = {"workspace_id": unit.workspace_id, "user_id": desk.id, "available": available, "capacity": capacity}
        statement = upsert(staff_availability).values(row)
        changed = {"available": available, "capacity": capacity}
        await unit.execute(statement.on_conflict_do_update(index_elements=["workspace_id", "user_id"], set_=changed))
        if available:
            await deal_out(unit)
        return replace(desk, available=available, capacity=capacity)

    async def team(self, unit: UnitOfWork, lowest: Role = Role.AGENT) -> list[Desk]:
        """Those to whom a conversation can be given, by name."""
        kept = {row.user_id: row for row in await unit.execute(select(staff_availability))}
        load = await _load(unit)
        desks = []
        for user in await self._users.members(unit):
            row = kept.get(user.id)
            desk = Desk(user.id, user.name, user.role.value, open=load.get(user.id, 0))
            if row is not None:
                last = row.last_assigned_at.timestamp() if row.last_assigned_at else 0.0
                desk = replace(desk, available=row.available, capacity=row.capacity, last_assigned=last)
            if user.role.covers(lowest):
                desks.append(desk)
        return desks

    async def next(self, unit: UnitOfWork, capacity: int) -> Desk | None:
        """Whose turn it is of those who are there and have room; None where nobody is.

        `capacity`: of whoever has none of their own. Until the end of the transaction nobody else is given anything.
        """
        await unit.execute(_ONE_AT_A_TIME, {"workspace_id": unit.workspace_id % 2**31})
        free = [desk for desk in await self.team(unit) if _has_room(desk, capacity)]
        chosen = min(free, key=lambda desk: (desk.last_assigned, desk.id), default=None)
        if chosen is not None:
            row = {"workspace_id": unit.workspace_id, "user_id": chosen.id, "last_assigned_at": _NOW}
            statement = upsert(staff_availability).values({**row, "available": True})
            turn = {"last_assigned_at": _NOW}
            await unit.execute(statement.on_conflict_do_update(index_elements=["workspace_id", "user_id"], set_=turn))
        return chosen


def those_there(team: Sequence[Desk]) -> list[int]:
    """Ids of those who are there; of all where nobody is, so that somebody is told."""
    return [desk.id for desk in team if desk.available] or [desk.id for desk in team]


def _has_room(desk: Desk, capacity: int) -> bool:
    most = capacity if desk.capacity is None else desk.capacity
    return desk.available and desk.open < most


async def _load(unit: UnitOfWork) -> dict[int, int]:
    """How many conversations that are not put off are whose."""
    table = conversations.c
    theirs = (table.assigned_to.is_not(None), table.state.in_(WITH_PEOPLE), table.snoozed_until.is_(None))
    statement = select(table.assigned_to, func.count().label("open")).where(are_listed(), *theirs)
    return {row.assigned_to: row.open for row in await unit.execute(statement.group_by(table.assigned_to))}
