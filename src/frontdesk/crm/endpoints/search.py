"""Path of the global search."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from frontdesk.crm.endpoints.object_route import RecordsResponse, RequestScope
from frontdesk.crm.search.ranking import Hit
from frontdesk.crm.search.service import SearchService
from frontdesk.identity.dependencies import StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import SearchText

MOST_HITS = 100

router = APIRouter(prefix="/api/v1", tags=["search"])


@router.get("/search", response_class=RecordsResponse, response_model=None, responses=problems(401, 403, 404, 422))
async def search_records(
    _: StaffViewer,
    work: Work,
    scope: RequestScope,
    service: Annotated[SearchService, provided(SearchService)],
    q: Annotated[SearchText, Query(description="Words; errors of typing and accents do not matter")],
    limit: Annotated[int, Query(ge=1, le=MOST_HITS)] = 20,
    objects: Annotated[
        str | None, Query(max_length=400, description="Only of these objects: `leads,contacts`", examples=["leads"])
    ] = None,
) -> RecordsResponse:
    """Searches the records of all objects, the best first: titles before other fields, whole words before beginnings.

    `corrected` says what was searched instead, where nothing was found as written.
    """
    names = [name.strip() for name in (objects or "").split(",") if name.strip()]
    found = await service.search(work, scope, q, limit=limit, objects=names)
    return RecordsResponse({"items": [_item(hit) for hit in found.hits], "corrected": found.corrected})


def _item(hit: Hit) -> dict[str, Any]:
    names = ("object", "id", "title", "subtitle", "matched", "score")
    return {name: getattr(hit, name) for name in names}
