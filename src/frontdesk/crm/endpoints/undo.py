"""Paths of undo."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from starlette.responses import Response

from frontdesk.crm.endpoints.object_route import RecordsResponse, RequestScope
from frontdesk.crm.records.command import Actor
from frontdesk.crm.records.undo import UndoService
from frontdesk.identity.dependencies import StaffAgent, StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1/undo", tags=["records"])

Undo = Annotated[UndoService, provided(UndoService)]
UndoId = Annotated[UUID, Path(description="`X-Undo-Id` of the write")]


@router.get(
    "/{undo_id}",
    response_model=None,
    responses={200: {"description": "What it would take back"}, **problems(401, 403, 404, 422)},
)
async def undo_state(undo_id: UndoId, scope: RequestScope, caller: StaffViewer, work: Work, undo: Undo) -> Response:
    """What a write was, and whether it can still be taken back."""
    state = await undo.state(work, scope, Actor.of(caller), undo_id)
    definition = scope.definition(state.object)
    label = definition.label if state.records == 1 else definition.label_plural
    return RecordsResponse(
        {
            "id": state.id,
            "summary": f"{state.records:,} {label.lower()} {state.action}",
            "at": state.at.isoformat(),
            "actor": state.actor,
            "can_undo": state.reason is None,
            "reason": state.reason,
        }
    )


@router.post(
    "/{undo_id}",
    response_model=None,
    responses={200: {"description": "The records as they are again"}, **problems(401, 403, 404, 409, 410, 422)},
)
async def undo_write(undo_id: UndoId, scope: RequestScope, caller: StaffAgent, work: Work, undo: Undo) -> Response:
    """Takes a whole write back, until one of its records has changed again. `X-Undo-Id` of the answer does it anew."""
    undone = await undo.undo(work, scope, Actor.of(caller), undo_id)
    items = [{"object": name, "id": record_id, "record": record} for name, record_id, record in undone.items]
    return RecordsResponse({"items": items}, headers={"X-Undo-Id": undone.undo_id})
