"""The workspace's habits, its API keys, and its audit trail."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from frontdesk.identity.callers import CallerKind
from frontdesk.identity.dependencies import StaffAdmin, StaffOwner, StaffViewer, Work
from frontdesk.identity.models import AuditEntry
from frontdesk.identity.schemas import (
    ApiKeyCreate,
    ApiKeyCreated,
    ApiKeyOut,
    AuditEntryOut,
    Time,
    WorkspaceChanges,
    WorkspaceOut,
)
from frontdesk.identity.service.api_keys import ApiKeyService
from frontdesk.identity.service.audit import AuditFilter, AuditTrail
from frontdesk.identity.service.workspaces import WorkspaceService
from frontdesk.platform.paging import MOST_ID, Page, WantedPiece, cut
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import SearchText

router = APIRouter(prefix="/api/v1")

Workspaces = Annotated[WorkspaceService, provided(WorkspaceService)]
Keys = Annotated[ApiKeyService, provided(ApiKeyService)]
Trail = Annotated[AuditTrail, provided(AuditTrail)]
KeyId = Annotated[int, Path(ge=1, le=MOST_ID)]


@router.delete("/demo", status_code=204, tags=["workspace"], responses=problems(401, 403, 404, 503))
async def remove_demo(caller: StaffOwner, unit: Work, workspaces: Workspaces) -> Response:
    """Removes the demo workspace with its people and all that is in it, at once and for good."""
    await workspaces.remove_own_demo(unit)
    return Response(status_code=204)


@router.get("/workspace", tags=["workspace"], responses=problems(401, 403, 503))
async def get_workspace(caller: StaffViewer, unit: Work, workspaces: Workspaces) -> WorkspaceOut:
    """The workspace and its habits."""
    return WorkspaceOut.model_validate(await workspaces.get(unit))


@router.patch("/workspace", tags=["workspace"], responses=problems(400, 401, 403, 422, 503))
async def change_workspace(
    caller: StaffAdmin, unit: Work, given: WorkspaceChanges, workspaces: Workspaces
) -> WorkspaceOut:
    """Changes what is named."""
    changes = given.model_dump(exclude_unset=True)
    return WorkspaceOut.model_validate(await workspaces.change(unit, caller, changes))


@router.get("/api-keys", tags=["API keys"], responses=problems(401, 403, 422, 503))
async def list_api_keys(caller: StaffAdmin, unit: Work, piece: WantedPiece, keys: Keys) -> Page[ApiKeyOut]:
    """The keys that are not revoked."""
    rows, total = await keys.page(unit, piece)
    shown, more = cut(rows, piece.limit)
    return Page(
        items=[ApiKeyOut.model_validate(key) for key in shown],
        next=str(shown[-1].id) if more else None,
        total=total,
    )


@router.post("/api-keys", tags=["API keys"], status_code=201, responses=problems(400, 401, 403, 422, 503))
async def create_api_key(caller: StaffAdmin, unit: Work, given: ApiKeyCreate, keys: Keys) -> ApiKeyCreated:
    """Makes a key with the caller's own role at most. The key itself is in this answer and nowhere else."""
    key, secret = await keys.create(unit, caller, given.name, given.role, given.expires_at)
    return ApiKeyCreated(**ApiKeyOut.model_validate(key).model_dump(), key=secret)


@router.delete("/api-keys/{key_id}", tags=["API keys"], status_code=204, responses=problems(401, 403, 404, 422, 503))
async def revoke_api_key(caller: StaffAdmin, unit: Work, key_id: KeyId, keys: Keys) -> None:
    """Revokes the key: it opens nothing from now on."""
    await keys.revoke(unit, caller, key_id)


@router.get("/audit", tags=["audit"], responses=problems(401, 403, 422, 503))
async def list_audit_entries(
    caller: StaffAdmin,
    unit: Work,
    piece: WantedPiece,
    trail: Trail,
    actor: Annotated[SearchText | None, Query(description="A kind, an id or part of a name")] = None,
    action: Annotated[SearchText | None, Query(description="`user.created`, or all that are `user`")] = None,
    since: Annotated[Time | None, Query(description="From this time on")] = None,
    until: Annotated[Time | None, Query(description="Before this time")] = None,
    search: Annotated[SearchText | None, Query(description="Words anywhere in the entry")] = None,
) -> Page[AuditEntryOut]:
    """Who did what, the newest first."""
    found = await trail.page(unit, AuditFilter(actor, action, since, until, search), piece)
    shown, more = cut(found.entries, piece.limit)
    return Page(
        items=[_entry(entry) for entry in shown],
        next=str(shown[-1].id) if more else None,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def _entry(entry: AuditEntry) -> AuditEntryOut:
    return AuditEntryOut(
        id=entry.id,
        created_at=entry.created_at,
        actor=entry.actor_name,
        actor_kind=CallerKind(entry.actor_kind),
        actor_id=entry.actor_id,
        action=entry.action,
        object=entry.object,
        object_id=entry.object_id,
        metadata=entry.metadata,
        address=entry.address,
        via=entry.via,
    )
