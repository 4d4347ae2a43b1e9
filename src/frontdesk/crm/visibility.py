"""Visibility: of which objects a role sees only its own records. The database holds to it (schema/functions.py)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from frontdesk.crm.catalogue import Catalogue
from frontdesk.identity.callers import Caller, Role
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.platform.unit_of_work import UnitOfWork

# Admins and owners see everything: somebody must.
ROLES = (Role.VIEWER, Role.AGENT)

_ALL = text("SELECT role, object FROM crm_visibility WHERE visibility = 'own' ORDER BY object, role")
_CLEAR = text("DELETE FROM crm_visibility WHERE workspace_id = :workspace_id")
_ADD = text(
    "INSERT INTO crm_visibility (workspace_id, role, object, visibility) VALUES (:workspace_id, :role, :object, 'own')"
)


@dataclass(frozen=True)
class OwnOnly:
    """The role sees of that object only records of its own."""

    role: Role
    object: str


class VisibilityService:
    """Reads and sets who sees only their own records; what is not named is seen by all."""

    def __init__(self, audit: AuditTrail):
        self._audit = audit

    async def all(self, unit: UnitOfWork) -> list[OwnOnly]:
        return [OwnOnly(Role(row.role), row.object) for row in await unit.execute(_ALL)]

    async def sees_own_only(self, unit: UnitOfWork, caller: Caller) -> set[str]:
        """The objects of which the caller sees only records of their own."""
        return {one.object for one in await self.all(unit) if one.role is caller.role}

    async def set(
        self, unit: UnitOfWork, caller: Caller, catalogue: Catalogue, wanted: Sequence[OwnOnly]
    ) -> list[OwnOnly]:
        """Puts `wanted` in place of what is. Raises UnknownObjectError."""
        before = await self.all(unit)
        after = list(dict.fromkeys(OwnOnly(one.role, catalogue.get(one.object).name) for one in wanted))
        await unit.execute(_CLEAR, {"workspace_id": unit.workspace_id})
        for one in after:
            values = {"workspace_id": unit.workspace_id, "role": one.role.value, "object": one.object}
            await unit.execute(_ADD, values)
        metadata = {"before": [_words(one) for one in before], "after": [_words(one) for one in after]}
        await self._audit.record(unit, caller, "record_visibility.updated", metadata=metadata)
        return await self.all(unit)


def _words(one: OwnOnly) -> str:
    return f"{one.role.value} {one.object}"
