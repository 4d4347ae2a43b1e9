"""Tidings of a write: its changes for history and undo, its entry in the audit trail, its events."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from frontdesk.crm.records.command import Actor, Write
from frontdesk.crm.records.images import shown
from frontdesk.crm.records.repository import Change, WriteRepository
from frontdesk.crm.scope import Scope
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.platform.clock import Clock
from frontdesk.platform.events import Event
from frontdesk.platform.unit_of_work import UnitOfWork

# An entry of the audit trail names as many records; the changes hold all.
MOST_NAMED = 50


class Tidings:
    """Tells of writes, in the transaction of the write itself."""

    def __init__(self, audit: AuditTrail, clock: Clock):
        self._audit = audit
        self._clock = clock
        self._writes = WriteRepository()

    async def open(
        self, unit: UnitOfWork, actor: Actor, write: Write, records: int, undoes: UUID | None = None
    ) -> None:
        values = {
            "id": write.id,
            "action": write.action,
            "object": write.object,
            "records": records,
            "actor_kind": actor.caller.kind.value,
            "actor_id": actor.caller.actor_id,
            "actor_name": actor.caller.name,
            "via": actor.via,
            "undoes": undoes,
            "at": self._clock.now(),
        }
        await self._writes.add(unit, values)

    async def tell(
        self, unit: UnitOfWork, scope: Scope, actor: Actor, write: Write, changes: Sequence[Change], *, count: bool
    ) -> None:
        """Keeps the changes and tells of them. `count` adds them to the write's number of records."""
        if not changes:
            return
        await self._writes.add_changes(unit, write.id, changes)
        own = [change for change in changes if change.version_after is not None]
        if count:
            await self._writes.count(unit, write.id, len(own))
        await self._audit.record(
            unit,
            actor.caller,
            f"{write.object}.{write.action}",
            write.object,
            own[0].record_id if len(own) == 1 else None,
            _metadata(scope, write, own),
            via=actor.via,
        )
        for change in own:
            unit.publish(_event(change, actor, write))


def _metadata(scope: Scope, write: Write, changes: Sequence[Change]) -> dict[str, Any]:
    metadata: dict[str, Any] = {"undo_id": str(write.id)}
    if len(changes) == 1:
        definition = scope.definition(changes[0].object)
        images = {"before": changes[0].before, "after": changes[0].after}
        return {**metadata, **{key: shown(definition, image) for key, image in images.items() if image}}
    return {**metadata, "count": len(changes), "ids": [change.record_id for change in changes[:MOST_NAMED]]}


def _event(change: Change, actor: Actor, write: Write) -> Event:
    """`record.created`, `record.updated` or `record.deleted`; without values, which who hears of it may read."""
    gone = change.after is None or change.after.get("deleted_at") is not None
    is_new = change.before is None or ("deleted_at" in change.before and not gone)
    name = "deleted" if gone else "created" if is_new else "updated"
    data = {
        "object": change.object,
        "id": change.record_id,
        "changed": sorted(change.after or change.before or ()),
        "via": actor.via,
        "actor_id": actor.caller.actor_id,
        "undo_id": str(write.id),
    }
    return Event(f"record.{name}", data)
