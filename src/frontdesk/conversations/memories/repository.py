"""Reads and writes memories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from frontdesk.conversations.memories.models import Memory, memories
from frontdesk.language.facts.kinds import FactKind
from frontdesk.platform.unit_of_work import UnitOfWork

_COLUMNS = [memories.c[field.name] for field in fields(Memory)]
_NAMES = ", ".join(column.name for column in _COLUMNS)
# A text, since it runs in turns (see conversations/repository.py).
_RECALL = text(
    f"SELECT {_NAMES} FROM memories WHERE customer_id = :customer_id AND expires_at > :now"  # noqa: S608 - constants
    " ORDER BY told_at, id LIMIT :most"
)
_UNREAD = text(
    """
    SELECT c.customer_id, c.remembered_seq, c.last_seq, b.memory AS rules FROM conversations c
    JOIN bots b ON b.id = c.bot_id WHERE c.id = :conversation_id FOR NO KEY UPDATE OF c
    """
)
_SAID = text(
    """
    SELECT seq, content, created_at FROM conversation_events
    WHERE conversation_id = :conversation_id AND seq > :after AND type = 'message' AND actor_kind = 'customer'
        AND NOT data ? 'was'
    ORDER BY seq
    """
)
_MARK_READ = text("UPDATE conversations SET remembered_seq = :seq WHERE id = :conversation_id")
_OLDER_OF_VISITOR = text(
    """
    DELETE FROM memories v WHERE v.conversation_id = :conversation_id AND v.customer_id IS NULL AND v.kind <> 'other'
        AND EXISTS (SELECT FROM memories m
            WHERE m.customer_id = :customer_id AND m.kind = v.kind AND m.told_at > v.told_at)
    """
)
_OLDER_OF_CUSTOMER = text(
    """
    DELETE FROM memories m WHERE m.customer_id = :customer_id AND m.kind <> 'other'
        AND EXISTS (SELECT FROM memories v
            WHERE v.conversation_id = :conversation_id AND v.customer_id IS NULL AND v.kind = m.kind)
    """
)
_ADOPT = text(
    "UPDATE memories SET customer_id = :customer_id WHERE conversation_id = :conversation_id AND customer_id IS NULL"
)
_FORGET_EXPIRED = text("SELECT forget_expired_memories(:now)")


@dataclass(frozen=True)
class Whose:
    """Whose memories: a customer's, or of a visitor in one conversation."""

    customer_id: int | None
    conversation_id: UUID | None

    @property
    def condition(self) -> ColumnElement[bool]:
        if self.customer_id is not None:
            return memories.c.customer_id == self.customer_id
        return memories.c.customer_id.is_(None) & (memories.c.conversation_id == self.conversation_id)


def _memory(row: Any) -> Memory:
    return Memory(**{**row._mapping, "kind": FactKind(row.kind)})


class MemoryRepository:
    """Statements over `memories`, and over how far each conversation was read for them."""

    async def recall(self, unit: UnitOfWork, customer_id: int, now: datetime, most: int) -> tuple[Memory, ...]:
        """What a turn recalls of a customer, the oldest first."""
        values = {"customer_id": customer_id, "now": now, "most": most}
        return tuple(_memory(row) for row in (await unit.execute(_RECALL, values)).all())

    async def all(self, unit: UnitOfWork, whose: Whose, now: datetime, most: int) -> list[Memory]:
        """The newest first."""
        statement = select(*_COLUMNS).where(whose.condition, memories.c.expires_at > now)
        rows = await unit.execute(statement.order_by(memories.c.told_at.desc(), memories.c.id.desc()).limit(most))
        return [_memory(row) for row in rows]

    async def count(self, unit: UnitOfWork, whose: Whose) -> int:
        counted = select(func.count()).select_from(memories).where(whose.condition)
        return int((await unit.execute(counted)).scalar_one())

    async def get(self, unit: UnitOfWork, whose: Whose, memory_id: int, now: datetime) -> Memory | None:
        wanted = (whose.condition, memories.c.id == memory_id, memories.c.expires_at > now)
        row = (await unit.execute(select(*_COLUMNS).where(*wanted))).one_or_none()
        return _memory(row) if row else None

    async def keep(self, unit: UnitOfWork, values: Mapping[str, Any]) -> Memory | None:
        """Adds a memory, or puts it in the place of an older one of its kind. None where that one is newer."""
        statement = upsert(memories).values(workspace_id=unit.workspace_id, **values)
        new = statement.excluded
        replaced = {
            name: new[name] for name in ("conversation_id", "value", "source_seq", "told_by", "told_at", "expires_at")
        }
        by_customer = values["customer_id"] is not None
        statement = statement.on_conflict_do_update(
            index_elements=["workspace_id", "customer_id" if by_customer else "conversation_id", "kind"],
            index_where=text(f"customer_id IS {'NOT ' if by_customer else ''}NULL AND kind <> 'other'"),
            set_=replaced,
            where=memories.c.told_at <= new.told_at,
        )
        row = (await unit.execute(statement.returning(*_COLUMNS))).one_or_none()
        return _memory(row) if row else None

    async def change(self, unit: UnitOfWork, memory_id: int, values: Mapping[str, Any]) -> Memory:
        statement = update(memories).where(memories.c.id == memory_id).values(**values)
        return _memory((await unit.execute(statement.returning(*_COLUMNS))).one())

    async def delete(self, unit: UnitOfWork, whose: Whose, memory_id: int | None = None) -> int:
        """One of them, or all; how many there were."""
        wanted = whose.condition if memory_id is None else whose.condition & (memories.c.id == memory_id)
        return (await unit.execute(delete(memories).where(wanted))).rowcount

    async def adopt(self, unit: UnitOfWork, conversation_id: UUID, customer_id: int) -> None:
        """Gives a customer what they told as a visitor; of two of one kind the newer stays."""
        values = {"conversation_id": conversation_id, "customer_id": customer_id}
        for statement in (_OLDER_OF_VISITOR, _OLDER_OF_CUSTOMER, _ADOPT):
            await unit.execute(statement, values)

    async def unread(self, unit: UnitOfWork, conversation_id: UUID) -> Any:
        """Whose the conversation is, how far it was read, and the bot's rules; locked. None where it is gone."""
        return (await unit.execute(_UNREAD, {"conversation_id": conversation_id})).one_or_none()

    async def said_after(self, unit: UnitOfWork, conversation_id: UUID, seq: int) -> Sequence[Any]:
        """What its customer said after that number: `seq`, `content`, `created_at`."""
        return (await unit.execute(_SAID, {"conversation_id": conversation_id, "after": seq})).all()

    async def mark_read(self, unit: UnitOfWork, conversation_id: UUID, seq: int) -> None:
        await unit.execute(_MARK_READ, {"conversation_id": conversation_id, "seq": seq})

    async def forget_expired(self, unit: UnitOfWork, now: datetime) -> int:
        """Takes away what has outlived its time, in all workspaces."""
        return int((await unit.execute(_FORGET_EXPIRED, {"now": now})).scalar_one())
