"""Labels: the workspace's own words for conversations, and which conversation has which."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from frontdesk.conversations.errors import LabelNotFoundError, LabelTakenError, TooManyError
from frontdesk.conversations.inbox_tables import conversation_labels, labels
from frontdesk.conversations.log import ConversationLog, staff_actor
from frontdesk.conversations.models import Conversation, NewEvent
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_LABELS = 500

_SHOWN = (labels.c.id, labels.c.name, labels.c.color)


class LabelService:
    """Makes labels, and puts them on conversations."""

    def __init__(self, log: ConversationLog, audit: AuditTrail, clock: Clock):
        self._log = log
        self._audit = audit
        self._clock = clock

    async def all(self, unit: UnitOfWork) -> Sequence[Any]:
        return (await unit.execute(select(*_SHOWN).order_by(func.lower(labels.c.name)))).all()

    async def create(self, unit: UnitOfWork, caller: Caller, values: dict[str, Any]) -> Any:
        count = (await unit.execute(select(func.count()).select_from(labels))).scalar_one()
        if count >= MOST_LABELS:
            raise TooManyError("labels", MOST_LABELS)
        row = {"workspace_id": unit.workspace_id, "created_at": self._clock.now(), **values}
        made = await self._write(unit, insert(labels).values(row), values["name"])
        await self._audit.record(unit, caller, "label.created", "labels", made.id, values)
        return made

    async def change(self, unit: UnitOfWork, caller: Caller, label_id: int, values: dict[str, Any]) -> Any:
        before = await self._get(unit, label_id)
        if not values:
            return before
        statement = update(labels).where(labels.c.id == label_id).values(values)
        made = await self._write(unit, statement, values.get("name", ""))
        told = {"before": {"name": before.name, "color": before.color}, "after": values}
        await self._audit.record(unit, caller, "label.updated", "labels", label_id, told)
        return made

    async def delete(self, unit: UnitOfWork, caller: Caller, label_id: int) -> None:
        """Takes it off all conversations too."""
        before = await self._get(unit, label_id)
        await unit.execute(delete(labels).where(labels.c.id == label_id))
        await self._audit.record(unit, caller, "label.deleted", "labels", label_id, {"name": before.name})

    async def put(
        self, unit: UnitOfWork, conversation: Conversation, caller: Caller, label_ids: Collection[int]
    ) -> None:
        """Gives the conversation these labels and no others. It must be locked. Raises LabelNotFoundError."""
        before = await self._ids_of(unit, conversation.id)
        await self._change(unit, conversation, caller, set(label_ids) - before, before - set(label_ids))

    async def mark(self, unit: UnitOfWork, conversation: Conversation, caller: Caller, label_id: int) -> None:
        """Adds one label."""
        await self._change(unit, conversation, caller, {label_id} - await self._ids_of(unit, conversation.id), set())

    async def unmark(self, unit: UnitOfWork, conversation: Conversation, caller: Caller, label_id: int) -> None:
        """Takes one label off."""
        await self._get(unit, label_id)
        await self._change(unit, conversation, caller, set(), {label_id} & await self._ids_of(unit, conversation.id))

    async def _change(
        self, unit: UnitOfWork, conversation: Conversation, caller: Caller, added: set[int], removed: set[int]
    ) -> None:
        known = await self._named(unit, added | removed)
        if added - set(known):
            raise LabelNotFoundError
        if removed:
            marks = conversation_labels.c
            gone = delete(conversation_labels).where(
                marks.conversation_id == conversation.id, marks.label_id.in_(removed)
            )
            await unit.execute(gone)
        if added:
            place = {"workspace_id": unit.workspace_id, "conversation_id": conversation.id}
            await unit.execute(insert(conversation_labels), [{**place, "label_id": id_} for id_ in sorted(added)])
        if added or removed:
            data = {
                "kind": "labels",
                "added": [known[id_] for id_ in sorted(added)],
                "removed": [known[id_] for id_ in sorted(removed)],
            }
            await self._log.add(unit, conversation.id, NewEvent("status", staff_actor(caller), "", data))

    async def _ids_of(self, unit: UnitOfWork, conversation_id: UUID) -> set[int]:
        marks = conversation_labels.c
        found = await unit.execute(select(marks.label_id).where(marks.conversation_id == conversation_id))
        return set(found.scalars())

    async def _named(self, unit: UnitOfWork, ids: Collection[int]) -> dict[int, dict[str, Any]]:
        # Locked against being deleted meanwhile.
        statement = select(*_SHOWN).where(labels.c.id.in_(ids)).with_for_update(key_share=True)
        found = await unit.execute(statement) if ids else ()
        return {row.id: {"id": row.id, "name": row.name, "color": row.color} for row in found}

    async def _get(self, unit: UnitOfWork, label_id: int) -> Any:
        row = (await unit.execute(select(*_SHOWN).where(labels.c.id == label_id))).one_or_none()
        if row is None:
            raise LabelNotFoundError
        return row

    async def _write(self, unit: UnitOfWork, statement: Any, name: str) -> Any:
        try:
            return (await unit.execute(statement.returning(*_SHOWN))).one()
        except IntegrityError as error:
            raise LabelTakenError(name) from error
