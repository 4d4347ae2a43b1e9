"""Path of the trash over all objects."""

from typing import Annotated

from fastapi import APIRouter, Query

from frontdesk.crm.endpoints.object_route import RecordsResponse, RequestScope
from frontdesk.crm.trash import TrashService
from frontdesk.identity.dependencies import StaffViewer, Work
from frontdesk.platform.paging import PageLimit
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1", tags=["records"])


@router.get(
    "/trash",
    response_model=None,
    responses={
        200: {"description": "Records in the trash, the newest first", "content": {"application/json": {}}},
        **problems(401, 403, 404, 422),
    },
)
async def get_trash(
    _: StaffViewer,
    work: Work,
    scope: RequestScope,
    trash: Annotated[TrashService, provided(TrashService)],
    limit: PageLimit,
    after: Annotated[str | None, Query(max_length=200, description="`next` of the page before")] = None,
    object: Annotated[str | None, Query(max_length=60, description="Only of this object", examples=["leads"])] = None,
) -> RecordsResponse:
    """What was deleted in all objects: by whom, when, and on which day it is gone for good."""
    page = await trash.page(work, scope, limit=limit, cursor=after, objects=[object] if object else None)
    answer = {"items": page.items, "next": page.next, "total": page.total}
    return RecordsResponse({**answer, "total_is_estimate": True} if page.total_is_estimate else answer)
