"""Reads and writes attachments and their passages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import delete, func, insert, select, text, update

from frontdesk.conversations.attachments.models import (
    Attachment,
    AttachmentPassage,
    attachment_passages,
    conversation_attachments,
)
from frontdesk.knowledge.enclosed import TERMS
from frontdesk.platform.unit_of_work import UnitOfWork

_TABLE = conversation_attachments.c
# All but the content, which is read in pieces by those who serve it and whole by who reads it.
_COLUMNS = [
    _TABLE[name]
    for name in (
        "id",
        "conversation_id",
        "seq",
        "sender",
        "name",
        "kind",
        "size",
        "status",
        "problem",
        "page_count",
        "created_at",
    )
]
_UNSENT = text("SELECT workspace_id FROM door_workspaces_with_unsent(:before)")
# Enough to tell passages apart; the model's own numbers are no finer.
_STORED = np.float16


class AttachmentRepository:
    """Statements over `conversation_attachments` and `attachment_passages`."""

    async def add(self, unit: UnitOfWork, rows: Sequence[dict[str, Any]]) -> None:
        await unit.execute(
            insert(conversation_attachments), [{"workspace_id": unit.workspace_id, **row} for row in rows]
        )

    async def bytes_of(self, unit: UnitOfWork, conversation_id: UUID) -> int:
        """Bytes of all files of a conversation."""
        held = select(func.coalesce(func.sum(_TABLE.size), 0)).where(_TABLE.conversation_id == conversation_id)
        return int((await unit.execute(held)).scalar_one())

    async def of_ids(self, unit: UnitOfWork, ids: Sequence[UUID]) -> list[Attachment]:
        rows = await unit.execute(select(*_COLUMNS).where(_TABLE.id.in_(ids)))
        return [Attachment(**row._mapping) for row in rows]

    async def of_conversation(self, unit: UnitOfWork, conversation_id: UUID, limit: int) -> list[Attachment]:
        """The newest first."""
        statement = select(*_COLUMNS).where(_TABLE.conversation_id == conversation_id)
        rows = await unit.execute(statement.order_by(_TABLE.created_at.desc(), _TABLE.id).limit(limit))
        return [Attachment(**row._mapping) for row in rows]

    async def content(self, unit: UnitOfWork, attachment_id: UUID, start: int = 0, length: int | None = None) -> bytes:
        """A piece of a file from byte `start` on, or all of it; empty where the file is gone."""
        wanted = _TABLE.content if length is None else func.substring(_TABLE.content, start + 1, length)
        return bytes((await unit.execute(select(wanted).where(_TABLE.id == attachment_id))).scalar() or b"")

    async def mark_sent(self, unit: UnitOfWork, ids: Sequence[UUID], seq: int) -> None:
        await unit.execute(update(conversation_attachments).where(_TABLE.id.in_(ids)).values(seq=seq))

    async def mark(self, unit: UnitOfWork, attachment_id: UUID, **values: Any) -> None:
        await unit.execute(update(conversation_attachments).where(_TABLE.id == attachment_id).values(**values))

    async def delete(self, unit: UnitOfWork, attachment_id: UUID) -> None:
        await unit.execute(delete(conversation_attachments).where(_TABLE.id == attachment_id))

    async def delete_unsent(self, unit: UnitOfWork, before: datetime) -> None:
        await unit.execute(delete(conversation_attachments).where(_TABLE.seq.is_(None), _TABLE.created_at < before))

    async def workspaces_with_unsent(self, unit: UnitOfWork, before: datetime) -> list[int]:
        return list((await unit.execute(_UNSENT, {"before": before})).scalars())

    async def keep_passages(
        self, unit: UnitOfWork, attachment_id: UUID, model: str, passages: Sequence[AttachmentPassage]
    ) -> None:
        """In place of those that an earlier try has left."""
        await unit.execute(delete(attachment_passages).where(attachment_passages.c.attachment_id == attachment_id))
        rows = [
            {
                "workspace_id": unit.workspace_id,
                "attachment_id": attachment_id,
                "position": passage.position,
                "page": passage.page,
                "content": passage.content,
                "terms": passage.terms.tobytes(),
                "model": model,
                "embedding": None if passage.vector is None else passage.vector.astype(_STORED).tobytes(),
            }
            for passage in passages
        ]
        if rows:
            await unit.execute(insert(attachment_passages), rows)

    async def passages(self, unit: UnitOfWork, ids: Sequence[UUID], model: str) -> list[AttachmentPassage]:
        """All passages of these files in order; vectors of another model are left out."""
        statement = (
            select(attachment_passages, _TABLE.name)
            .join(conversation_attachments, _TABLE.id == attachment_passages.c.attachment_id)
            .where(attachment_passages.c.attachment_id.in_(ids))
            .order_by(_TABLE.created_at, attachment_passages.c.attachment_id, attachment_passages.c.position)
        )
        return [_passage(row, model) for row in await unit.execute(statement)]


def _passage(row: Any, model: str) -> AttachmentPassage:
    terms = np.frombuffer(row.terms, dtype=TERMS)
    known = row.embedding is not None and row.model == model
    vector = np.frombuffer(row.embedding, dtype=_STORED).astype(np.float32) if known else None
    return AttachmentPassage(row.attachment_id, row.position, row.name, row.page, row.content, terms, vector)
