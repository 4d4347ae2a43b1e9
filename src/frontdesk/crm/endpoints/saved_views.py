"""Paths of saved views."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from frontdesk.crm.endpoints.object_route import RecordsResponse, RequestScope
from frontdesk.crm.saved_views.service import ViewService
from frontdesk.identity.dependencies import StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Name

router = APIRouter(prefix="/api/v1/views", tags=["views"])

Views = Annotated[ViewService, provided(ViewService)]
ViewId = Annotated[int, Path(ge=1, le=2**62)]
ObjectWord = Annotated[str, Field(max_length=60, description="An object: leads, deals …")]


class ViewQuery(BaseModel):
    """What is listed, in the query language."""

    model_config = ConfigDict(extra="forbid")

    where: Annotated[dict[str, Any] | None, Field(description="A filter")] = None
    search: Annotated[str | None, Field(max_length=200)] = None
    sort: Annotated[str | list[Any] | None, Field(description="`-value,title`, or a list of field and direction")] = (
        None
    )


class NewView(BaseModel):
    """A view to save."""

    model_config = ConfigDict(extra="forbid")

    object: ObjectWord
    name: Name
    shared: bool = False
    query: ViewQuery = ViewQuery()
    columns: Annotated[list[Annotated[str, Field(max_length=120)]], Field(max_length=200)] = []
    layout: Literal["table", "board"] = "table"


class ChangedView(BaseModel):
    """What changes of a view."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    shared: bool | None = None
    query: ViewQuery | None = None
    columns: Annotated[list[Annotated[str, Field(max_length=120)]] | None, Field(max_length=200)] = None
    layout: Literal["table", "board"] | None = None


class ViewOut(BaseModel):
    """A view. `left_out` says what of it is no more, such as a condition on a field that was retired."""

    id: int
    object: str
    name: str
    shared: bool
    owner_id: int | None
    is_mine: bool
    query: ViewQuery
    columns: list[str]
    layout: Literal["table", "board"]
    left_out: list[str]


class ViewList(BaseModel):
    """Views by object and name."""

    items: list[ViewOut]


@router.get("", response_model=ViewList, responses=problems(401, 403, 404, 422))
async def list_views(
    caller: StaffViewer,
    scope: RequestScope,
    work: Work,
    views: Views,
    object: Annotated[str | None, Query(max_length=60, description="Only of this object")] = None,
) -> Response:
    """One's own views and the shared ones."""
    definition = scope.definition(object) if object else None
    return RecordsResponse({"items": await views.all(work, scope, caller, definition)})


@router.post("", status_code=201, response_model=ViewOut, responses=problems(400, 401, 403, 404, 422))
async def create_view(caller: StaffViewer, scope: RequestScope, work: Work, views: Views, request: NewView) -> Response:
    """Saves a view, for oneself or shared with all."""
    definition = scope.definition(request.object)
    made = await views.create(work, scope, caller, definition, request.model_dump(exclude={"object"}))
    return RecordsResponse(made, status_code=201)


@router.patch("/{view_id}", response_model=ViewOut, responses=problems(400, 401, 403, 404, 422))
async def change_view(
    caller: StaffViewer, scope: RequestScope, work: Work, views: Views, view_id: ViewId, request: ChangedView
) -> Response:
    """Changes a view: who made it may, and admins."""
    given = {name: value for name, value in request.model_dump(exclude_unset=True).items() if value is not None}
    return RecordsResponse(await views.change(work, scope, caller, view_id, given))


@router.delete("/{view_id}", status_code=204, response_class=Response, responses=problems(401, 403, 404, 422))
async def delete_view(caller: StaffViewer, work: Work, views: Views, view_id: ViewId) -> Response:
    """Deletes a view: who made it may, and admins."""
    await views.delete(work, caller, view_id)
    return Response(status_code=204)
