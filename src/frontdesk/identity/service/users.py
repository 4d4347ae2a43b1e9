"""Users: the staff of a workspace, and who may change whom."""

from collections.abc import Collection
from typing import Any

from frontdesk.identity.callers import Caller, CallerKind, Role
from frontdesk.identity.errors import EmailTakenError, LastOwnerError, RoleTooHighError, UserNotFoundError
from frontdesk.identity.models import User
from frontdesk.identity.passwords import Passwords
from frontdesk.identity.repository import UserRepository
from frontdesk.identity.service.api_keys import ApiKeyService
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.authentication import Authentication
from frontdesk.platform.clock import Clock
from frontdesk.platform.events import Event
from frontdesk.platform.paging import Piece
from frontdesk.platform.unit_of_work import UnitOfWork

# The event that tells of a role or an account that changed, for those above who keep things of users.
RIGHTS_CHANGED = "user.rights_changed"


class UserService:
    """Lists, adds, changes and closes accounts of staff. Nobody reaches above their own role."""

    def __init__(
        self,
        passwords: Passwords,
        keys: ApiKeyService,
        authentication: Authentication,
        audit: AuditTrail,
        clock: Clock,
    ):
        self._passwords = passwords
        self._keys = keys
        self._authentication = authentication
        self._audit = audit
        self._clock = clock
        self._users = UserRepository()

    async def get(self, unit: UnitOfWork, user_id: int) -> User:
        user = await self._users.get(unit, user_id)
        if user is None:
            raise UserNotFoundError
        return user

    async def page(self, unit: UnitOfWork, piece: Piece) -> tuple[list[User], int]:
        """Up to `limit` + 1 users by age of the account, and how many there are."""
        return await self._users.page(unit, piece.after or 0, piece.limit), await self._users.count(unit)

    async def members(self, unit: UnitOfWork) -> list[User]:
        """All who may sign in, by name."""
        return await self._users.active(unit)

    async def names(self, unit: UnitOfWork, ids: Collection[int]) -> dict[int, str]:
        """What the users with these ids are called, those without an account any more too."""
        return await self._users.names(unit, ids) if ids else {}

    async def create(self, unit: UnitOfWork, caller: Caller, email: str, name: str, role: Role, password: str) -> User:
        """Adds an account. Raises EmailTakenError, also where another workspace has that mail address."""
        _check_reach(caller, role)
        values = {
            "email": email,
            "name": name,
            "role": role.value,
            "password_hash": await self._passwords.hash(password),
            "created_at": self._clock.now(),
        }
        user = await self._users.add(unit, values)
        if user is None:
            raise EmailTakenError
        metadata = {"email": email, "name": name, "role": role.value}
        await self._audit.record(unit, caller, "user.created", "users", user.id, metadata)
        return user

    async def change(self, unit: UnitOfWork, caller: Caller, user_id: int, changes: dict[str, Any]) -> User:
        """Changes what `changes` names: email, name, role, password, is_active."""
        user = await self._for_change(unit, caller, user_id, changes.get("role"))
        changes = {name: value for name, value in changes.items() if getattr(user, name, None) != value}
        if not changes:
            return user
        await self._keep_an_owner(unit, user, changes)
        changed = await self._users.change(unit, user_id, await self._stored(user, changes))
        if changed is None:
            raise EmailTakenError
        await self._end_what_is_lost(unit, caller, changed)
        if {"role", "is_active"} & set(changes):
            unit.publish(Event(RIGHTS_CHANGED, {"user_id": user_id}))
        action = "user.deactivated" if changes.get("is_active") is False else "user.updated"
        await self._audit.record(unit, caller, action, "users", user_id, _told(user, changes))
        return changed

    async def deactivate(self, unit: UnitOfWork, caller: Caller, user_id: int) -> None:
        """Closes the account; what the user did keeps its author."""
        await self.change(unit, caller, user_id, {"is_active": False})

    async def _for_change(self, unit: UnitOfWork, caller: Caller, user_id: int, role: Role | None) -> User:
        # Locked before the user's own row, so that two who close each other's account do not deadlock.
        await self._users.lock_owners(unit)
        user = await self._users.get(unit, user_id, for_change=True)
        if user is None:
            raise UserNotFoundError
        _check_reach(caller, user.role)
        _check_reach(caller, role or user.role)
        return user

    async def _keep_an_owner(self, unit: UnitOfWork, user: User, changes: dict[str, Any]) -> None:
        stays = changes.get("role", user.role) is Role.OWNER and changes.get("is_active", user.is_active)
        if user.role is Role.OWNER and user.is_active and not stays:
            owners = await self._users.lock_owners(unit)
            if owners == [user.id]:
                raise LastOwnerError

    async def _stored(self, user: User, changes: dict[str, Any]) -> dict[str, Any]:
        """The columns to set. A new password, or a closed account, ends the sign-ins that there are."""
        values = {name: value for name, value in changes.items() if name != "password"}
        if "password" in changes:
            values["password_hash"] = await self._passwords.hash(changes["password"])
        if "password" in changes or changes.get("is_active") is False:
            values["sign_in_generation"] = user.sign_in_generation + 1
        return values

    async def _end_what_is_lost(self, unit: UnitOfWork, caller: Caller, user: User) -> None:
        """Keys do not outlive the right of whom they were made by: they may be all that is left of it."""
        self._authentication.forget_user(user.id)
        await self._keys.revoke_those_of(unit, caller, user.id, user.role if user.is_active else None)


def _check_reach(caller: Caller, role: Role) -> None:
    if caller.kind is CallerKind.SYSTEM:
        return
    if caller.role is None or not caller.role.covers(role):
        raise RoleTooHighError


def _told(user: User, changes: dict[str, Any]) -> dict[str, Any]:
    """Old and new values for the audit trail; of a password only that it is new."""
    told = {name: value for name, value in changes.items() if name != "password"}
    metadata: dict[str, Any] = {"before": {name: getattr(user, name) for name in told}, "after": told}
    return metadata | ({"password": "changed"} if "password" in changes else {})
