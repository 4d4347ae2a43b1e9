"""API keys: how a program signs in."""

from datetime import UTC, datetime

from frontdesk.identity.callers import Caller, Role
from frontdesk.identity.errors import ApiKeyNotFoundError, PersonNeededError, RoleTooHighError
from frontdesk.identity.models import ApiKey
from frontdesk.identity.repository import ApiKeyRepository
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.authentication import KEY_PREFIX, Authentication
from frontdesk.platform.clock import Clock
from frontdesk.platform.errors import InvalidError
from frontdesk.platform.identifiers import digest, new_secret
from frontdesk.platform.paging import Piece
from frontdesk.platform.unit_of_work import UnitOfWork

SHOWN = len(KEY_PREFIX) + 6


class ApiKeyService:
    """Makes, lists and revokes keys. The secret itself is told once and kept as a digest only."""

    def __init__(self, audit: AuditTrail, authentication: Authentication, clock: Clock):
        self._audit = audit
        self._authentication = authentication
        self._clock = clock
        self._keys = ApiKeyRepository()

    async def page(self, unit: UnitOfWork, piece: Piece) -> tuple[list[ApiKey], int]:
        """Up to `limit` + 1 keys that are not revoked, and how many there are."""
        return await self._keys.page(unit, piece.after or 0, piece.limit), await self._keys.count(unit)

    async def create(
        self, unit: UnitOfWork, caller: Caller, name: str, role: Role, expires_at: datetime | None
    ) -> tuple[ApiKey, str]:
        """The key's row and the key. Raises RoleTooHighError above the caller's own role.

        A key cannot make keys: they end with the account of the person who made them, which must be known.
        """
        if caller.user_id is None:
            raise PersonNeededError
        if caller.role is None or not caller.role.covers(role):
            raise RoleTooHighError
        if expires_at is not None and expires_at <= datetime.now(UTC):
            raise InvalidError("A key that expires in the past would open nothing.")
        secret = new_secret(KEY_PREFIX, 32)
        values = {
            "name": name,
            "role": role.value,
            "prefix": secret[:SHOWN],
            "digest": digest(secret),
            "created_by": caller.user_id,
            "expires_at": expires_at,
            "created_at": self._clock.now(),
        }
        key = await self._keys.add(unit, values)
        metadata = {"name": name, "role": role.value, "prefix": key.prefix}
        await self._audit.record(unit, caller, "api_key.created", "api_keys", key.id, metadata)
        return key, secret

    async def revoke(self, unit: UnitOfWork, caller: Caller, key_id: int) -> None:
        """The key opens nothing from now on (in other processes: within seconds)."""
        key = await self._keys.get(unit, key_id)
        if key is None:
            raise ApiKeyNotFoundError
        if caller.role is None or not caller.role.covers(key.role):
            raise RoleTooHighError
        await self._revoke(unit, caller, key)

    async def revoke_those_of(self, unit: UnitOfWork, caller: Caller, user_id: int, above: Role | None) -> None:
        """Revokes the keys that a user made: all, or those with a role above the user's new one."""
        for key in await self._keys.of_user(unit, user_id):
            if above is None or not above.covers(key.role):
                await self._revoke(unit, caller, key)

    async def _revoke(self, unit: UnitOfWork, caller: Caller, key: ApiKey) -> None:
        await self._keys.revoke(unit, key.id, self._clock.now())
        self._authentication.forget_key(key.id)
        metadata = {"name": key.name, "role": key.role.value, "prefix": key.prefix}
        await self._audit.record(unit, caller, "api_key.revoked", "api_keys", key.id, metadata)
