"""Counts over conversations, for analytics: sums over many rows, never single texts."""

from datetime import datetime
from typing import Any

from sqlalchemy import text

from frontdesk.platform.unit_of_work import UnitOfWork

# `confidence` and `milliseconds` are sums, so that means over any grouping can be made of them.
_TURNS = text(
    """
    SELECT e.data ->> 'category' AS category, e.data ->> 'sentiment' AS sentiment,
        e.data ->> 'escalation_reason' AS reason, count(*) AS turns,
        coalesce(sum((e.data ->> 'confidence')::float), 0) AS confidence,
        coalesce(sum((e.data ->> 'response_time_ms')::float), 0) AS milliseconds
    FROM conversation_events e JOIN conversations c ON c.id = e.conversation_id
    WHERE e.type = 'message' AND e.actor_kind = 'bot' AND e.created_at >= :since
        AND c.kind = 'support' AND c.merged_into IS NULL AND (CAST(:bot_id AS bigint) IS NULL OR c.bot_id = :bot_id)
    GROUP BY 1, 2, 3
    """
)
_RATINGS = text(
    """
    SELECT f.rating, count(*) AS ratings FROM feedback f JOIN conversations c ON c.id = f.conversation_id
    WHERE f.created_at >= :since AND (CAST(:bot_id AS bigint) IS NULL OR c.bot_id = :bot_id)
    GROUP BY 1
    """
)
# How people kept the bots' targets: what is stored with their first answer to who waited. Within business hours.
_FIRST = """
    count(*) AS answered, count(*) FILTER (WHERE (e.data ->> 'late')::boolean) AS late,
    avg((e.data ->> 'waited_seconds')::float) AS seconds, avg(open.seconds) AS open_seconds,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY open.seconds) AS median
    FROM conversation_events e JOIN conversations c ON c.id = e.conversation_id
    CROSS JOIN LATERAL (
        SELECT coalesce(e.data ->> 'open_seconds', e.data ->> 'waited_seconds')::float AS seconds
    ) AS open
    WHERE e.type = 'message' AND e.actor_kind = 'staff' AND e.data ? 'waited_seconds' AND e.created_at >= :since
        AND c.merged_into IS NULL AND (CAST(:bot_id AS bigint) IS NULL OR c.bot_id = :bot_id)
"""
_FIRST_ANSWERS = text(f"SELECT {_FIRST}")
_FIRST_ANSWERS_BY_BOT = text(
    f"""
    SELECT b.id AS bot_id, b.name, b.handoff,
        coalesce(f.answered, 0) AS answered, coalesce(f.late, 0) AS late, f.seconds, f.open_seconds, f.median,
        w.waiting, w.late_now
    FROM bots b LEFT JOIN (SELECT c.bot_id, {_FIRST} GROUP BY 1) AS f ON f.bot_id = b.id
    CROSS JOIN LATERAL (
        SELECT count(*) AS waiting, count(*) FILTER (WHERE due_at < :now) AS late_now FROM conversations
        WHERE bot_id = b.id AND waiting_since IS NOT NULL
    ) AS w
    WHERE CAST(:bot_id AS bigint) IS NULL OR b.id = :bot_id ORDER BY b.id LIMIT 200
    """  # noqa: S608 - put together from constants
)
_WAITING_NOW = text(
    """
    SELECT count(*) AS waiting, count(*) FILTER (WHERE due_at < :now) AS late FROM conversations
    WHERE waiting_since IS NOT NULL AND (CAST(:bot_id AS bigint) IS NULL OR bot_id = :bot_id)
    """
)
_STATES = text(
    """
    SELECT state, count(*) AS conversations FROM conversations
    WHERE kind = 'support' AND last_message_at IS NOT NULL AND merged_into IS NULL
        AND (CAST(:bot_id AS bigint) IS NULL OR bot_id = :bot_id)
    GROUP BY 1
    """
)


class ConversationMeasures:
    """What analytics may know of conversations."""

    async def turns(self, unit: UnitOfWork, since: datetime, bot_id: int | None) -> list[Any]:
        """Turns since a time by category, sentiment and escalation reason."""
        return list(await unit.execute(_TURNS, {"since": since, "bot_id": bot_id}))

    async def ratings(self, unit: UnitOfWork, since: datetime, bot_id: int | None) -> dict[str, int]:
        rows = await unit.execute(_RATINGS, {"since": since, "bot_id": bot_id})
        return {row.rating: row.ratings for row in rows}

    async def first_answers(self, unit: UnitOfWork, since: datetime, bot_id: int | None) -> Any:
        """How many customers who waited were answered, how many of them late, and their mean wait in seconds."""
        return (await unit.execute(_FIRST_ANSWERS, {"since": since, "bot_id": bot_id})).one()

    async def first_answers_by_bot(
        self, unit: UnitOfWork, since: datetime, now: datetime, bot_id: int | None
    ) -> list[Any]:
        """The same for each bot, with who waits now and who does too long; at most 200 bots."""
        values = {"since": since, "now": now, "bot_id": bot_id}
        return list((await unit.execute(_FIRST_ANSWERS_BY_BOT, values)).all())

    async def waiting_now(self, unit: UnitOfWork, now: datetime, bot_id: int | None) -> tuple[int, int]:
        """How many customers wait for a person now, and how many of them for too long."""
        row = (await unit.execute(_WAITING_NOW, {"now": now, "bot_id": bot_id})).one()
        return row.waiting, row.late

    async def states(self, unit: UnitOfWork, bot_id: int | None) -> dict[str, int]:
        """How many conversations are in each state now."""
        rows = await unit.execute(_STATES, {"bot_id": bot_id})
        return dict.fromkeys(("bot", "waiting", "human", "resolved"), 0) | {
            row.state: row.conversations for row in rows
        }
