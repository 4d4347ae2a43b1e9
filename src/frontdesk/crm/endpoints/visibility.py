"""Paths of record visibility."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from frontdesk.crm.endpoints.object_route import RequestScope
from frontdesk.crm.visibility import OwnOnly, VisibilityService
from frontdesk.identity.callers import Role
from frontdesk.identity.dependencies import StaffAdmin, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference

router = APIRouter(prefix="/api/v1/record-visibility", tags=["records"])

Visibility = Annotated[VisibilityService, provided(VisibilityService)]


class VisibilityOfRole(BaseModel):
    """What a role sees of an object: all records, or only those that it owns."""

    role: Literal[Role.VIEWER, Role.AGENT]
    object: Reference
    visibility: Literal["own", "all"]


class VisibilityList(BaseModel):
    items: list[VisibilityOfRole] = Field(max_length=200)


@router.get("", responses=problems(401, 403))
async def get_visibility(_: StaffAdmin, work: Work, visibility: Visibility) -> VisibilityList:
    """Where a role sees only its own records; what is not named is seen by all."""
    return _out(await visibility.all(work))


@router.put("", responses=problems(400, 401, 403, 404, 422))
async def put_visibility(
    body: VisibilityList, scope: RequestScope, caller: StaffAdmin, work: Work, visibility: Visibility
) -> VisibilityList:
    """Sets all of it at once."""
    wanted = [OwnOnly(Role(item.role), item.object) for item in body.items if item.visibility == "own"]
    return _out(await visibility.set(work, caller, scope.catalogue, wanted))


def _out(found: list[OwnOnly]) -> VisibilityList:
    items = [VisibilityOfRole(role=one.role, object=one.object, visibility="own") for one in found]
    return VisibilityList(items=items)
