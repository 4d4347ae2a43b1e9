"""Keeps summaries of conversations, and tells which conversations have moved on since theirs was made."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.platform.unit_of_work import UnitOfWork

# Nobody has said anything in a conversation without a last message; what was merged is summed up where it went.
_TALKED = "c.kind = 'support' AND c.last_message_at IS NOT NULL AND c.merged_into IS NULL"
_WITH_KEPT = "conversations c LEFT JOIN conversation_summaries s ON s.conversation_id = c.id"
_STALE = (
    f"{_TALKED} AND c.bot_id = :bot_id"
    " AND (s.conversation_id IS NULL OR s.up_to_seq < c.last_seq OR s.version < :version)"
)
_COLUMNS = "conversation_id, up_to_seq, version, engine, summary, for_customer, parts, made_at"

_GET = text(f"SELECT {_COLUMNS} FROM conversation_summaries WHERE conversation_id = :conversation_id")  # noqa: S608 - constants
# Of two that are made at once the one that knows more stays; of what was erased meanwhile none is kept.
_KEEP = text(
    """
    INSERT INTO conversation_summaries AS kept (workspace_id, conversation_id, up_to_seq, version, engine, summary,
        for_customer, parts, made_at)
    SELECT :workspace_id, c.id, :up_to_seq, :version, :engine, :summary, :for_customer, :parts, :made_at
    FROM conversations c WHERE c.id = :conversation_id FOR KEY SHARE
    ON CONFLICT (conversation_id) DO UPDATE SET up_to_seq = excluded.up_to_seq, version = excluded.version,
        engine = excluded.engine, summary = excluded.summary, for_customer = excluded.for_customer,
        parts = excluded.parts, made_at = excluded.made_at
    WHERE kept.up_to_seq <= excluded.up_to_seq
    """
).bindparams(bindparam("parts", type_=JSONB))
_COUNT_STALE = text(
    f"SELECT count(*) FROM {_WITH_KEPT} WHERE {_STALE}"  # noqa: S608 - constants
)
_NEXT_STALE = text(
    f"""
    SELECT c.id FROM {_WITH_KEPT} WHERE {_STALE} AND (CAST(:after AS uuid) IS NULL OR c.id > :after)
    ORDER BY c.id LIMIT :most
    """  # noqa: S608 - constants
)
_LIST = text(
    f"""
    SELECT c.id, c.bot_id, c.user_id, c.customer_id, c.customer_name, c.state, c.category, c.sentiment, c.priority,
        c.created_at, c.last_message_at, s.summary, s.engine, s.made_at, s.up_to_seq >= c.last_seq AS up_to_date,
        (SELECT count(*) FROM conversation_events e WHERE e.conversation_id = c.id AND e.type = 'message') AS messages
    FROM conversation_summaries s JOIN conversations c ON c.id = s.conversation_id
    WHERE {_TALKED} AND c.bot_id = :bot_id AND (CAST(:after AS uuid) IS NULL OR (c.last_message_at, c.id) <
        (SELECT a.last_message_at, a.id FROM conversations a WHERE a.id = :after))
    ORDER BY c.last_message_at DESC, c.id DESC LIMIT :most
    """  # noqa: S608 - constants
)


@dataclass(frozen=True)
class KeptSummary:
    """A summary as it is kept: `version` of the way it was made, `parts` as JSON, `made_at` in UTC."""

    conversation_id: UUID
    up_to_seq: int
    version: int
    engine: str
    summary: str
    for_customer: str
    parts: dict[str, Any]
    made_at: datetime


class KeptSummaries:
    """Statements over kept summaries. `version`: that of today's; older ones count as if they were not there."""

    def __init__(self, version: int):
        self.version = version

    async def get(self, unit: UnitOfWork, conversation_id: UUID) -> KeptSummary | None:
        row = (await unit.execute(_GET, {"conversation_id": conversation_id})).one_or_none()
        return KeptSummary(**row._mapping) if row else None

    async def keep(self, unit: UnitOfWork, summary: KeptSummary) -> None:
        await unit.execute(_KEEP, {"workspace_id": unit.workspace_id, **vars(summary)})

    async def count_stale(self, unit: UnitOfWork, bot_id: int) -> int:
        """How many of a bot's conversations have no summary, or one that they have outgrown."""
        values = {"bot_id": bot_id, "version": self.version}
        return int((await unit.execute(_COUNT_STALE, values)).scalar_one())

    async def next_stale(self, unit: UnitOfWork, bot_id: int, after: UUID | None, most: int) -> list[UUID]:
        """Such conversations behind `after`, in the order of their ids."""
        values = {"bot_id": bot_id, "version": self.version, "after": after, "most": most}
        return list((await unit.execute(_NEXT_STALE, values)).scalars())

    async def newest(self, unit: UnitOfWork, bot_id: int, after: UUID | None, most: int) -> list[Any]:
        """Kept summaries of a bot with their conversations, the newest message first, behind conversation `after`."""
        return list((await unit.execute(_LIST, {"bot_id": bot_id, "after": after, "most": most})).all())
