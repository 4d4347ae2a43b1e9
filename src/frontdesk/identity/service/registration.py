"""Registration: founding a workspace with its first owner."""

from frontdesk.identity.callers import Caller, CallerKind, Role
from frontdesk.identity.errors import EmailTakenError, RegistrationClosedError
from frontdesk.identity.models import User, Workspace
from frontdesk.identity.passwords import Passwords
from frontdesk.identity.repository import UserRepository, WorkspaceRepository
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.sign_in import Attempts, SignedInStaff, StaffSignIn
from frontdesk.identity.service.workspaces import WorkspaceService
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.unit_of_work import UnitOfWork


class Registration:
    """Anyone may found the first workspace; later ones only where the settings allow registration."""

    def __init__(
        self,
        database: Database,
        workspaces: WorkspaceService,
        sign_in: StaffSignIn,
        passwords: Passwords,
        attempts: Attempts,
        audit: AuditTrail,
        clock: Clock,
        *,
        always_open: bool,
    ):
        self._database = database
        self._workspaces = workspaces
        self._sign_in = sign_in
        self._passwords = passwords
        self._attempts = attempts
        self._audit = audit
        self._clock = clock
        self._always_open = always_open
        self._users = UserRepository()
        self._founded = WorkspaceRepository()

    async def is_open(self) -> bool:
        if self._always_open:
            return True
        async with self._database.unit_of_work(None) as unit:
            return not await self._founded.was_founded(unit)

    async def register(
        self, email: str, password: str, name: str, workspace_name: str, address: str | None
    ) -> SignedInStaff:
        """Founds a workspace. Raises RegistrationClosedError, EmailTakenError, TooManyRequestsError."""
        await self._attempts.registration(address)
        if not await self.is_open():
            raise RegistrationClosedError
        name = name or email.partition("@")[0]
        password_hash = await self._passwords.hash(password)
        workspace_id = await self._workspaces.reserve()
        async with self._database.unit_of_work(workspace_id) as unit:
            await self._check_still_open(unit)
            workspace = await self._workspaces.add(unit, workspace_name or f"Workspace of {name}"[:200])
            user = await self._add_owner(unit, email, name, password_hash)
            await self._record(unit, workspace, user, address)
        return SignedInStaff(self._sign_in.token(user), user, workspace)

    async def _check_still_open(self, unit: UnitOfWork) -> None:
        """Of two who found the first workspace at once, the second waits here and finds it closed."""
        if self._always_open:
            return
        await self._founded.lock_founding(unit)
        if await self._founded.was_founded(unit):
            raise RegistrationClosedError

    async def _add_owner(self, unit: UnitOfWork, email: str, name: str, password_hash: str) -> User:
        now = self._clock.now()
        values = {
            "email": email,
            "name": name,
            "role": Role.OWNER.value,
            "password_hash": password_hash,
            "last_login_at": now,
            "created_at": now,
        }
        user = await self._users.add(unit, values)
        if user is None:
            raise EmailTakenError
        return user

    async def _record(self, unit: UnitOfWork, workspace: Workspace, user: User, address: str | None) -> None:
        caller = Caller(
            CallerKind.STAFF, workspace.id, user_id=user.id, role=user.role, name=user.name, address=address
        )
        metadata = {"name": workspace.name, "owner": user.email}
        await self._audit.record(unit, caller, "workspace.founded", "workspaces", workspace.id, metadata)
