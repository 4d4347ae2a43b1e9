"""Paths of lists: pages of records, queries with groups and figures, boards."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from starlette.responses import Response

from frontdesk.crm.endpoints.object_route import (
    ObjectRoute,
    RecordsResponse,
    RequestDefinition,
    RequestScope,
    plain_parameters,
)
from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.query.cursors import CURSOR_LENGTH
from frontdesk.crm.query.parameters import LIST_PARAMETERS, query_of_parameters
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.reading.board import board_field
from frontdesk.crm.reading.service import MOST_GROUPS, RecordReader
from frontdesk.identity.dependencies import StaffViewer, Work
from frontdesk.platform.paging import PageLimit, PageTooLongError
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.settings import Settings

router = APIRouter(prefix="/api/v1", tags=["records"], route_class=ObjectRoute)

# A longer address is refused before it comes to us; longer filters go to POST …/query.
MOST_LETTERS_IN_ADDRESS = 8_000

Reader = Annotated[RecordReader, provided(RecordReader)]
Filter = Annotated[
    str | None,
    Query(
        max_length=MOST_LETTERS_IN_ADDRESS,
        description="A filter as JSON: one condition, or `and`, `or`, `not` of some. Plain conditions may stand beside"
        " it as parameters: `status=won`",
        examples=['{"field": "value", "op": "gte", "value": 10000}'],
    ),
]
SearchedText = Annotated[
    str | None, Query(max_length=1_000, description="Words in the texts of a record or in titles of related records")
]
SortedBy = Annotated[
    str | None, Query(max_length=1_000, description="Fields, the first counts most; `-` for descending: `-value,title`")
]
After = Annotated[str | None, Query(max_length=CURSOR_LENGTH, description="`next` of the page before")]

_BOARD_PARAMETERS = LIST_PARAMETERS | {"field"}
_MOST_CARDS = 100

_FAULTS = problems(400, 401, 403, 404, 422)
_PAGE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "`items`: records; `next`: goes into `after` for the page that follows; `total`, which above"
        " 10,000 may be an estimate (`total_is_estimate`). With groups: `groups`",
        "content": {"application/json": {}},
    }
}
_COLUMNS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "`columns`: for each choice `value`, `label`, `count`, `sum`, `items` and `next`",
        "content": {"application/json": {}},
    }
}


@router.get("/{object}", response_model=None, responses={**_PAGE, **_FAULTS})
async def list_records(
    request: Request,
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffViewer,
    work: Work,
    reader: Reader,
    limit: PageLimit,
    filter: Filter = None,
    search: SearchedText = None,
    sort: SortedBy = None,
    after: After = None,
    trash: Annotated[bool, Query(description="Records in the trash instead of the others")] = False,
) -> Response:
    """A page of records. Any field may be a parameter: `status=won&owner_id=me`; twice the same means one of them."""
    query = query_of_parameters(
        QueryParser(scope, definition, caller.user_id),
        plain_parameters(request, LIST_PARAMETERS),
        filter=filter,
        search=search,
        sort=sort,
        limit=limit,
        after=after,
        trash=trash,
    )
    return RecordsResponse((await reader.page(work, scope, query)).to_json())


@router.post("/{object}/query", response_model=None, responses={**_PAGE, **_FAULTS})
async def query_records(
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffViewer,
    work: Work,
    reader: Reader,
    settings: Annotated[Settings, provided(Settings)],
    body: Annotated[
        dict[str, Any],
        Body(
            description="The query: `where`, `search`, `sort`, `limit`, `after`; for figures `group_by`, `aggregate`",
            examples=[{"where": {"field": "status", "op": "eq", "value": "won"}, "group_by": ["owner_id"]}],
        ),
    ],
) -> Response:
    """The records that a query asks for; with `group_by` or `aggregate` their groups and figures."""
    grouped = bool(body.get("group_by") or body.get("aggregate"))
    given = {**body, "limit": body.get("limit") or (MOST_GROUPS if grouped else settings.default_page_size)}
    query = QueryParser(scope, definition, caller.user_id).query(given)
    most = MOST_GROUPS if query.is_grouped else settings.max_page_size
    if query.limit > most:
        raise PageTooLongError(most)
    if query.is_grouped:
        return RecordsResponse({"groups": await reader.groups(work, scope, query)})
    return RecordsResponse((await reader.page(work, scope, query)).to_json())


@router.get("/{object}/board", response_model=None, responses={**_COLUMNS, **_FAULTS})
async def show_board(
    request: Request,
    definition: RequestDefinition,
    scope: RequestScope,
    caller: StaffViewer,
    work: Work,
    reader: Reader,
    field: Annotated[str | None, Query(max_length=100, description="A field with choices; each is a column")] = None,
    limit: Annotated[int, Query(ge=1, le=_MOST_CARDS, description="Cards of a column")] = 20,
    filter: Filter = None,
    search: SearchedText = None,
    sort: SortedBy = None,
) -> Response:
    """The records as a board, with number and sum of each column. More of one: the list with `after` its `next`."""
    for name in ("after", "trash"):
        if name in request.query_params:
            raise InvalidQueryError(f"A board takes no {name!r}", name)
    query = query_of_parameters(
        QueryParser(scope, definition, caller.user_id),
        plain_parameters(request, _BOARD_PARAMETERS),
        filter=filter,
        search=search,
        sort=sort,
        limit=limit,
    )
    return RecordsResponse(await reader.board(work, scope, query, board_field(definition, field)))
