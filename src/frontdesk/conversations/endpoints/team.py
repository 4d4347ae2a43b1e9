"""Paths of the team: who is there for conversations, and for how many."""

from typing import Annotated

from fastapi import APIRouter

from frontdesk.conversations.availability import AvailabilityService
from frontdesk.conversations.inbox_schemas import Availability, AvailabilityOut, TeamMember, TeamOut
from frontdesk.identity.dependencies import StaffAgent, StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1", tags=["inbox"])

Desks = Annotated[AvailabilityService, provided(AvailabilityService)]


@router.get("/inbox/team", responses=problems(401, 403))
async def list_team(_: StaffViewer, work: Work, desks: Desks) -> TeamOut:
    """To whom conversations can be given, by name, with how many they have."""
    return TeamOut(items=[TeamMember.model_validate(desk, from_attributes=True) for desk in await desks.team(work)])


@router.get("/me/availability", responses=problems(401, 403))
async def get_availability(caller: StaffViewer, work: Work, desks: Desks) -> AvailabilityOut:
    """Whether conversations are given to the caller. Whoever has said nothing is taken to be there."""
    return AvailabilityOut.model_validate(await desks.mine(work, caller), from_attributes=True)


@router.put("/me/availability", responses=problems(400, 401, 403, 422))
async def set_availability(body: Availability, caller: StaffAgent, work: Work, desks: Desks) -> AvailabilityOut:
    """The caller is there or away, for so many at a time. Who comes is given what waits."""
    desk = await desks.set(work, caller, body.available, body.capacity)
    return AvailabilityOut.model_validate(desk, from_attributes=True)
