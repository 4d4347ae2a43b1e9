"""The caller's own account, and the staff of the workspace."""

from typing import Annotated

from fastapi import APIRouter, Path

from frontdesk.identity.dependencies import StaffAdmin, StaffViewer, Work
from frontdesk.identity.schemas import Me, Member, MemberList, UserChanges, UserCreate, UserOut, WorkspaceOut
from frontdesk.identity.service.users import UserService
from frontdesk.identity.service.workspaces import WorkspaceService
from frontdesk.platform.paging import MOST_ID, Page, WantedPiece, cut
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1")

Users = Annotated[UserService, provided(UserService)]
UserId = Annotated[int, Path(ge=1, le=MOST_ID)]


@router.get("/me", tags=["account"], responses=problems(401, 403, 503))
async def get_me(
    caller: StaffViewer,
    unit: Work,
    users: Users,
    workspaces: Annotated[WorkspaceService, provided(WorkspaceService)],
) -> Me:
    """Who is signed in, and where."""
    assert caller.role is not None
    email = (await users.get(unit, caller.user_id)).email if caller.user_id else ""
    return Me(
        id=caller.actor_id or 0,
        name=caller.name,
        email=email,
        role=caller.role,
        workspace=WorkspaceOut.model_validate(await workspaces.get(unit)),
    )


@router.get("/members", tags=["users"], responses=problems(401, 403, 503))
async def list_members(caller: StaffViewer, unit: Work, users: Users) -> MemberList:
    """Who works here, by name: for fields that name one of them."""
    return MemberList(items=[Member.model_validate(user) for user in await users.members(unit)])


@router.get("/users", tags=["users"], responses=problems(401, 403, 422, 503))
async def list_users(caller: StaffAdmin, unit: Work, piece: WantedPiece, users: Users) -> Page[UserOut]:
    """The staff of the workspace, closed accounts too."""
    rows, total = await users.page(unit, piece)
    shown, more = cut(rows, piece.limit)
    return Page(
        items=[UserOut.model_validate(user) for user in shown],
        next=str(shown[-1].id) if more else None,
        total=total,
    )


@router.post("/users", tags=["users"], status_code=201, responses=problems(400, 401, 403, 409, 422, 503))
async def create_user(caller: StaffAdmin, unit: Work, given: UserCreate, users: Users) -> UserOut:
    """Adds a member of staff, with the caller's own role at most."""
    user = await users.create(unit, caller, given.email, given.name, given.role, given.password)
    return UserOut.model_validate(user)


@router.patch("/users/{user_id}", tags=["users"], responses=problems(400, 401, 403, 404, 409, 422, 503))
async def change_user(caller: StaffAdmin, unit: Work, user_id: UserId, given: UserChanges, users: Users) -> UserOut:
    """Changes what is named. The last owner stays owner, and nobody reaches above their own role."""
    changes = given.model_dump(exclude_unset=True)
    return UserOut.model_validate(await users.change(unit, caller, user_id, changes))


@router.delete("/users/{user_id}", tags=["users"], status_code=204, responses=problems(401, 403, 404, 409, 422, 503))
async def deactivate_user(caller: StaffAdmin, unit: Work, user_id: UserId, users: Users) -> None:
    """Closes the account: its sign-ins and the API keys it made end. What the user did keeps its author."""
    await users.deactivate(unit, caller, user_id)
