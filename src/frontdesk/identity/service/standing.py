"""Standing: what a caller may do now, for work that runs long after they asked for it."""

from dataclasses import replace
from datetime import UTC, datetime

from frontdesk.identity.callers import Caller, CallerKind, Role
from frontdesk.identity.errors import NoStandingError
from frontdesk.identity.repository import ApiKeyRepository, UserRepository
from frontdesk.platform.unit_of_work import UnitOfWork


class Standing:
    """Reads the rights of callers anew."""

    def __init__(self) -> None:
        self._users = UserRepository()
        self._keys = ApiKeyRepository()

    async def now(self, unit: UnitOfWork, caller: Caller) -> Caller:
        """The same caller with the role that they have by now.

        Raises NoStandingError where the account is closed, or the key revoked or expired.
        """
        return replace(caller, role=await self._role(unit, caller))

    async def _role(self, unit: UnitOfWork, caller: Caller) -> Role:
        if caller.kind is CallerKind.STAFF and caller.user_id is not None:
            user = await self._users.get(unit, caller.user_id)
            if user is not None and user.is_active:
                return user.role
        if caller.kind is CallerKind.API_KEY and caller.api_key_id is not None:
            key = await self._keys.get(unit, caller.api_key_id)
            if key is not None and (key.expires_at is None or key.expires_at > datetime.now(UTC)):
                return key.role
        raise NoStandingError
