"""Paths of labels."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from frontdesk.conversations.inbox_schemas import LabelChange, LabelIn, LabelsOut
from frontdesk.conversations.labels import LabelService
from frontdesk.conversations.schemas import LabelMark
from frontdesk.identity.dependencies import StaffAgent, StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1/labels", tags=["inbox"])

Labels = Annotated[LabelService, provided(LabelService)]
LabelId = Annotated[int, Path(ge=1, le=2**62)]


@router.get("", responses=problems(401, 403))
async def list_labels(_: StaffViewer, work: Work, labels: Labels) -> LabelsOut:
    """All labels of the workspace, by name."""
    return LabelsOut(items=[LabelMark.model_validate(row._mapping) for row in await labels.all(work)])


@router.post("", status_code=201, responses=problems(400, 401, 403, 409, 422))
async def create_label(body: LabelIn, caller: StaffAgent, work: Work, labels: Labels) -> LabelMark:
    """Makes a label. There is one of each name, however it is written."""
    return LabelMark.model_validate((await labels.create(work, caller, body.model_dump()))._mapping)


@router.patch("/{label_id}", responses=problems(400, 401, 403, 404, 409, 422))
async def change_label(
    label_id: LabelId, body: LabelChange, caller: StaffAgent, work: Work, labels: Labels
) -> LabelMark:
    """Changes the name or the colour, on all conversations that have it."""
    changed = await labels.change(work, caller, label_id, body.model_dump(exclude_unset=True))
    return LabelMark.model_validate(changed._mapping)


@router.delete("/{label_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def delete_label(label_id: LabelId, caller: StaffAgent, work: Work, labels: Labels) -> Response:
    """Deletes the label and takes it off all conversations."""
    await labels.delete(work, caller, label_id)
    return Response(status_code=204)
