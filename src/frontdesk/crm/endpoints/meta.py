"""Paths of what objects and fields there are, and of a workspace's own fields."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.responses import Response

from frontdesk.crm.endpoints.object_route import ObjectName, RecordsResponse, RequestScope
from frontdesk.crm.meta import field_meta, object_meta
from frontdesk.crm.own_fields.service import OwnFieldService
from frontdesk.crm.visibility import VisibilityService
from frontdesk.identity.dependencies import StaffAdmin, StaffViewer, Work
from frontdesk.platform.partial import not_sent
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Name, Reference

router = APIRouter(prefix="/api/v1/meta/objects", tags=["records"])

OwnFields = Annotated[OwnFieldService, provided(OwnFieldService)]
Visibility = Annotated[VisibilityService, provided(VisibilityService)]
FieldId = Annotated[int, Path(ge=1, le=2**62)]

OwnName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
ChoiceWord = Annotated[Name, StringConstraints(max_length=100)]
Choices = Annotated[list[ChoiceWord], Field(min_length=1, max_length=200)]
Default = str | int | float | bool | list[str] | None
Kind = Literal[
    "text", "long_text", "email", "phone", "money", "number", "integer", "percent", "date", "time", "boolean",
    "choice", "list", "relation", "user",
]  # fmt: skip


class NewOwnField(BaseModel):
    """A field to add. `name` is made from the label where it is left out, and stays when the label changes."""

    model_config = ConfigDict(extra="forbid")

    label: Name
    type: Kind
    name: OwnName | None = None
    required: bool = False
    choices: Choices | None = None
    default: Default = None
    object: Reference | None = Field(default=None, description="For a relation: the object that it points at")
    indexed: bool = Field(default=False, description="Filters and sorts in no time also among very many records")


class OwnFieldChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: Name = Field(default_factory=not_sent)
    required: bool = Field(default_factory=not_sent)
    choices: Choices = Field(default_factory=not_sent)
    default: Default = Field(default_factory=not_sent)
    retired: bool = Field(default_factory=not_sent)
    indexed: bool = Field(default_factory=not_sent)


_META: dict[int | str, dict[str, Any]] = {
    200: {"description": "Objects and fields", "content": {"application/json": {}}}
}


@router.get("", response_model=None, responses={**_META, **problems(401, 403)})
async def list_objects(scope: RequestScope, caller: StaffViewer, work: Work, visibility: Visibility) -> Response:
    """All objects with their fields: enough for tables, forms and filters."""
    own_only = await visibility.sees_own_only(work, caller)
    assert caller.role is not None
    found = [object_meta(scope.catalogue, one, caller.role, own_only) for one in scope.catalogue]
    return RecordsResponse({"objects": found})


@router.get("/{object}", response_model=None, responses={**_META, **problems(401, 403, 404, 422)})
async def get_object(
    object: ObjectName, scope: RequestScope, caller: StaffViewer, work: Work, visibility: Visibility
) -> Response:
    """One object with its fields."""
    own_only = await visibility.sees_own_only(work, caller)
    assert caller.role is not None
    return RecordsResponse(object_meta(scope.catalogue, scope.definition(object), caller.role, own_only))


@router.get("/{object}/fields", response_model=None, responses={**_META, **problems(401, 403, 404, 422)})
async def list_own_fields(
    object: ObjectName, scope: RequestScope, _: StaffViewer, work: Work, own_fields: OwnFields
) -> Response:
    """The workspace's own fields of an object, retired ones too."""
    found = await own_fields.all(work, scope.definition(object))
    return RecordsResponse({"items": [field_meta(field) for field in found]})


@router.post(
    "/{object}/fields",
    status_code=201,
    response_model=None,
    responses={201: {"description": "The field"}, **problems(400, 401, 403, 404, 409, 422)},
)
async def add_own_field(
    object: ObjectName, body: NewOwnField, scope: RequestScope, caller: StaffAdmin, work: Work, own_fields: OwnFields
) -> Response:
    """Adds a field, which is there at once in lists, forms, filters, import and export."""
    field = await own_fields.add(work, scope, caller, scope.definition(object), body.model_dump())
    return RecordsResponse(field_meta(field), 201)


@router.patch(
    "/{object}/fields/{field_id}", response_model=None, responses={**_META, **problems(400, 401, 403, 404, 422)}
)
async def change_own_field(
    object: ObjectName,
    field_id: FieldId,
    body: OwnFieldChange,
    scope: RequestScope,
    caller: StaffAdmin,
    work: Work,
    own_fields: OwnFields,
) -> Response:
    """Renames a field, changes its choices, retires it or brings it back."""
    changes = body.model_dump(exclude_unset=True)
    field = await own_fields.change(work, scope, caller, scope.definition(object), field_id, changes)
    return RecordsResponse(field_meta(field))


@router.delete(
    "/{object}/fields/{field_id}", status_code=204, response_class=Response, responses=problems(401, 403, 404, 422)
)
async def retire_own_field(
    object: ObjectName, field_id: FieldId, scope: RequestScope, caller: StaffAdmin, work: Work, own_fields: OwnFields
) -> None:
    """Retires a field: it is out of sight, its values are kept."""
    await own_fields.change(work, scope, caller, scope.definition(object), field_id, {"retired": True})
