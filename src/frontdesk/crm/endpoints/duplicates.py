"""Paths of duplicates and merging."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from frontdesk.crm.duplicates.groups import GroupPlace
from frontdesk.crm.duplicates.merging import MergeService
from frontdesk.crm.duplicates.service import DuplicateService
from frontdesk.crm.endpoints.object_route import (
    ObjectRoute,
    RecordId,
    RecordsResponse,
    RequestDefinition,
    RequestScope,
)
from frontdesk.crm.records.command import Actor
from frontdesk.identity.dependencies import StaffAgent, StaffViewer, Work
from frontdesk.platform.paging import PageLimit
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1", tags=["records"], route_class=ObjectRoute)

Duplicates = Annotated[DuplicateService, provided(DuplicateService)]
Id = Annotated[int, Field(ge=1, le=2**62)]

_LIST: dict[int | str, dict[str, Any]] = {
    200: {"description": "Records with score (0 to 1) and reasons", "content": {"application/json": {}}}
}


class MergeRequest(BaseModel):
    """What shall become one."""

    model_config = ConfigDict(extra="forbid")

    keep: Annotated[Id, Field(description="The record that stays")]
    merge: Annotated[list[Id], Field(min_length=1, max_length=20, description="The records that go into it")]
    values: Annotated[dict[str, Any], Field(description="Chosen values by field")] = {}


@router.get("/{object}/{record_id:int}/duplicates", response_model=None, responses={**_LIST, **problems(401, 403, 404)})
async def duplicates_of_record(
    definition: RequestDefinition,
    scope: RequestScope,
    _: StaffViewer,
    work: Work,
    duplicates: Duplicates,
    record_id: RecordId,
) -> RecordsResponse:
    """Records that are probably the same as this one, the surest first."""
    return RecordsResponse({"items": await duplicates.of_record(work, scope, definition, record_id)})


@router.post("/{object}/duplicates", response_model=None, responses={**_LIST, **problems(401, 403, 404, 422)})
async def duplicates_of_values(
    definition: RequestDefinition,
    scope: RequestScope,
    _: StaffViewer,
    work: Work,
    duplicates: Duplicates,
    values: Annotated[dict[str, Any], Body(description="Values of a record that is not saved yet")],
) -> RecordsResponse:
    """Records that are probably the same as what is about to be saved."""
    given = values.get("values", values)
    found = await duplicates.of_values(work, scope, definition, given if isinstance(given, Mapping) else {})
    return RecordsResponse({"items": found})


@router.get("/{object}/duplicates", response_model=None, responses={**_LIST, **problems(401, 403, 404, 422)})
async def groups_of_duplicates(
    definition: RequestDefinition,
    scope: RequestScope,
    _: StaffViewer,
    work: Work,
    duplicates: Duplicates,
    limit: PageLimit,
    after: Annotated[str | None, Query(max_length=1_000, description="`next` of the page before")] = None,
) -> RecordsResponse:
    """Groups of records of the whole object that share an address, a number, or a name and something beside it."""
    items, following = await duplicates.groups(work, scope, definition, limit, GroupPlace.of(after))
    answer = {"items": items, "next": following.cursor if following else None, "total": len(items)}
    return RecordsResponse({**answer, "total_is_estimate": True} if after or following else answer)


@router.post(
    "/{object}/merge",
    response_model=None,
    responses={
        200: {"description": "The record that is kept; `X-Undo-Id`", "content": {"application/json": {}}},
        **problems(400, 401, 403, 404, 409, 422),
    },
)
async def merge_records(
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffAgent,
    work: Work,
    merging: Annotated[MergeService, provided(MergeService)],
    request: MergeRequest,
) -> Response:
    """Makes one record of several: empty fields are filled from the others, and all that points at them moves."""
    written = await merging.merge(
        work, scope, Actor.of(caller), definition, request.keep, request.merge, request.values
    )
    return RecordsResponse(written.records[0], headers={"X-Undo-Id": written.undo_id})
