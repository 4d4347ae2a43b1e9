"""Measures of one bot for reports: in buckets of time by a zone's days, weeks or months, or as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from frontdesk.platform.unit_of_work import UnitOfWork

MOST_QUESTIONS = 10
# So many of the newest questions without an answer are looked at.
MOST_UNANSWERED = 500


def _bucket(column: str) -> str:
    """Where the bucket of a time begins, by the clock of the zone; null where all is one bucket."""
    local = f"{column} AT TIME ZONE CAST(:zone AS text)"
    return f"CASE WHEN CAST(:by AS text) <> 'whole' THEN date_trunc(CAST(:by AS text), {local}) END"


# What was merged into another conversation counts there.
_WHOSE = "c.kind = 'support' AND c.merged_into IS NULL AND c.bot_id = :bot_id AND c.last_message_at >= :since"
_TURNS_OF = f"""
    FROM conversations c JOIN conversation_events e ON e.conversation_id = c.id
    WHERE {_WHOSE} AND e.type = 'message' AND e.actor_kind = 'bot' AND e.data ? 'answers' AND e.created_at >= :since
"""

# `confidence` and `milliseconds` are sums, so that means over any grouping can be made of them.
_TURNS = text(
    f"""
    SELECT {_bucket("e.created_at")} AS bucket, e.data ->> 'category' AS category, e.data ->> 'sentiment' AS sentiment,
        e.data ->> 'escalation_reason' AS reason, count(*) AS turns,
        coalesce(sum((e.data ->> 'confidence')::float), 0) AS confidence,
        coalesce(sum((e.data ->> 'response_time_ms')::float), 0) AS milliseconds
    {_TURNS_OF} GROUP BY 1, 2, 3, 4
    """
)
# A conversation is settled when it was resolved, or when the bot's last answer helped and no person was needed.
# Spam and doubles are left out.
# `durable`: settled, nobody came back within seven days; of those for whom seven days have gone by (`old_enough`).
_CONVERSATIONS = text(
    f"""
    SELECT {_bucket("created_at")} AS bucket, count(*) AS conversations, sum(messages) AS messages,
        count(*) FILTER (WHERE handed_over) AS handed_over, count(*) FILTER (WHERE settled) AS settled,
        count(*) FILTER (WHERE settled AND NOT handed_over) AS settled_by_bot,
        count(*) FILTER (WHERE settled AND good AND NOT bad) AS confirmed,
        count(*) FILTER (WHERE settled AND settled_at <= :week_ago) AS old_enough,
        count(*) FILTER (WHERE settled AND settled_at <= :week_ago AND NOT bad
            AND coalesce(reopened_at > settled_at + interval '7 days', true)) AS durable
    FROM (
        SELECT c.created_at, h.handed_over, h.messages, h.reopened_at,
            coalesce(h.resolved_at, c.last_message_at) AS settled_at, coalesce(r.good, false) AS good,
            coalesce(r.bad, false) AS bad,
            h.resolved_at IS NOT NULL OR (NOT h.handed_over AND c.attempts = 0 AND c.unsure_in_a_row = 0) AS settled
        FROM conversations c
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE e.type = 'handoff' AND e.data ->> 'to' = 'waiting') > 0 AS handed_over,
                count(*) FILTER (WHERE e.type = 'message' AND e.actor_kind = 'customer') AS messages,
                min(e.created_at) FILTER (WHERE e.type = 'handoff' AND e.data ->> 'to' = 'resolved') AS resolved_at,
                min(e.created_at) FILTER (WHERE e.type = 'handoff' AND e.data ->> 'from' = 'resolved') AS reopened_at
            FROM conversation_events e WHERE e.conversation_id = c.id
        ) AS h
        CROSS JOIN LATERAL (
            SELECT bool_or(f.rating IN ('up', '4', '5')) AS good, bool_or(f.rating IN ('down', '1', '2')) AS bad
            FROM feedback f WHERE f.conversation_id = c.id
        ) AS r
        WHERE {_WHOSE} AND c.created_at >= :since AND coalesce(c.resolve_reason, '') NOT IN ('spam', 'duplicate')
    ) AS each GROUP BY 1
    """  # noqa: S608 - put together from constants
)
_FIRST_ANSWERS = text(
    f"""
    SELECT bucket, count(*) AS answered, count(*) FILTER (WHERE NOT late) AS in_time, avg(seconds) AS average,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS ninth
    FROM (
        SELECT {_bucket("e.created_at")} AS bucket, (e.data ->> 'late')::boolean AS late,
            coalesce(e.data ->> 'open_seconds', e.data ->> 'waited_seconds')::float AS seconds
        FROM conversation_events e JOIN conversations c ON c.id = e.conversation_id
        WHERE e.data ? 'waited_seconds' AND e.created_at >= :since AND c.bot_id = :bot_id AND c.merged_into IS NULL
    ) AS first GROUP BY 1
    """  # noqa: S608 - put together from constants
)
# Thumbs are of answers, numbers of whole conversations.
_RATINGS = text(
    f"""
    SELECT {_bucket("f.created_at")} AS bucket, f.rating, count(*) AS ratings
    FROM feedback f JOIN conversations c ON c.id = f.conversation_id
    WHERE f.created_at >= :since AND c.bot_id = :bot_id AND (f.seq IS NULL OR f.rating IN ('up', 'down')) GROUP BY 1, 2
    """  # noqa: S608 - put together from constants
)
_CSAT_ASKED = text(
    f"""
    SELECT {_bucket("e.created_at")} AS bucket, count(*) AS asked
    FROM conversations c JOIN conversation_events e ON e.conversation_id = c.id
    WHERE {_WHOSE} AND e.type = 'handoff' AND e.data ->> 'csat' = 'true' AND e.created_at >= :since GROUP BY 1
    """  # noqa: S608 - put together from constants
)
# What was asked, as the question of the FAQ (or the title of the document) that answered it.
_TOP_QUESTIONS = text(
    f"""
    SELECT bucket, question, asked FROM (
        SELECT bucket, question, count(*) AS asked,
            row_number() OVER (PARTITION BY bucket ORDER BY count(*) DESC, question) AS place
        FROM (
            SELECT {_bucket("e.created_at")} AS bucket, e.data -> 'kb_results' -> 0 ->> 'title' AS question
            {_TURNS_OF} AND e.data -> 'cited' -> 0 IS NOT NULL
        ) AS answered WHERE question IS NOT NULL GROUP BY 1, 2
    ) AS counted WHERE place <= :most ORDER BY bucket, place
    """  # noqa: S608 - put together from constants
)
_UNANSWERED = text(
    f"""
    SELECT {_bucket("turn.created_at")} AS bucket, q.content AS question
    FROM (
        SELECT e.conversation_id, e.created_at, (e.data ->> 'answers')::bigint AS answers
        {_TURNS_OF} AND e.data -> 'cited' -> 0 IS NULL AND (e.data ->> 'confidence')::float < :limit
            AND coalesce(e.data ->> 'escalation_reason', '') NOT IN ('requested', 'policy')
        ORDER BY e.created_at DESC LIMIT :most
    ) AS turn JOIN conversation_events q ON q.conversation_id = turn.conversation_id AND q.seq = turn.answers
    ORDER BY turn.created_at DESC
    """  # noqa: S608 - put together from constants
)


@dataclass(frozen=True)
class Range:
    """Of which bot, since when, and in buckets of what: whole, day, week or month by the clock of `zone`."""

    bot_id: int
    since: datetime
    by: str
    zone: str


class ReportMeasures:
    """Rows carry `bucket`: where it begins by the clock of the zone, without one; None where all is one."""

    async def turns(self, unit: UnitOfWork, wanted: Range) -> Sequence[Any]:
        """Turns by category, sentiment and escalation reason."""
        return (await unit.execute(_TURNS, vars(wanted))).all()

    async def conversations(self, unit: UnitOfWork, wanted: Range, week_ago: datetime) -> Sequence[Any]:
        """Conversations that began then, and what became of them."""
        return (await unit.execute(_CONVERSATIONS, {**vars(wanted), "week_ago": week_ago})).all()

    async def first_answers(self, unit: UnitOfWork, wanted: Range) -> Sequence[Any]:
        """First answers of people to who waited; seconds within business hours."""
        return (await unit.execute(_FIRST_ANSWERS, vars(wanted))).all()

    async def ratings(self, unit: UnitOfWork, wanted: Range) -> Sequence[Any]:
        return (await unit.execute(_RATINGS, vars(wanted))).all()

    async def csat_asked(self, unit: UnitOfWork, wanted: Range) -> Sequence[Any]:
        """How often customers were asked how it was."""
        return (await unit.execute(_CSAT_ASKED, vars(wanted))).all()

    async def top_questions(self, unit: UnitOfWork, wanted: Range) -> Sequence[Any]:
        """What was asked most of what was answered, the most frequent first."""
        return (await unit.execute(_TOP_QUESTIONS, {**vars(wanted), "most": MOST_QUESTIONS})).all()

    async def unanswered(self, unit: UnitOfWork, wanted: Range, limit: float) -> Sequence[Any]:
        """Messages that the bot had no answer to, below its confidence `limit`, the newest first."""
        values = {**vars(wanted), "limit": limit, "most": MOST_UNANSWERED}
        return (await unit.execute(_UNANSWERED, values)).all()
