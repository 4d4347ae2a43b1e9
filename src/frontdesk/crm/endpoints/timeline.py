"""Path of timelines."""

from typing import Annotated

from fastapi import APIRouter, Query

from frontdesk.crm.endpoints.object_route import (
    ObjectRoute,
    RecordId,
    RecordsResponse,
    RequestDefinition,
    RequestScope,
)
from frontdesk.crm.timeline.service import TimelineService
from frontdesk.identity.dependencies import StaffViewer, Work
from frontdesk.platform.paging import PageLimit
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1", tags=["records"], route_class=ObjectRoute)


@router.get(
    "/{object}/{record_id:int}/timeline",
    response_model=None,
    responses={
        200: {"description": "Entries, the newest first", "content": {"application/json": {}}},
        **problems(401, 403, 404, 422),
    },
)
async def get_timeline(
    definition: RequestDefinition,
    scope: RequestScope,
    _: StaffViewer,
    work: Work,
    timeline: Annotated[TimelineService, provided(TimelineService)],
    record_id: RecordId,
    limit: PageLimit,
    after: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    kinds: Annotated[
        str | None, Query(max_length=200, description="Only of these kinds: `call,email`", examples=["call,email"])
    ] = None,
) -> RecordsResponse:
    """All that happened with a contact, a lead or a deal: calls, mails, meetings, notes, tasks, messages, changes."""
    names = [name.strip() for name in (kinds or "").split(",") if name.strip()]
    page = await timeline.page(work, scope, definition, record_id, kinds=names, limit=limit, cursor=after)
    return RecordsResponse({"items": page.items, "next": page.next, "total": page.total})
