"""Measures over conversations, read from what the turns have stored."""

from datetime import datetime, timedelta
from typing import Any

from frontdesk.analytics.schemas import FeedbackFigures, FirstAnswers, Stats
from frontdesk.conversations.measures import ConversationMeasures
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork


class AnalyticsService:
    """Counts turns, escalations and ratings of a period."""

    def __init__(self, measures: ConversationMeasures, clock: Clock):
        self._measures = measures
        self._clock = clock

    async def stats(self, unit: UnitOfWork, days: int, bot_id: int | None) -> Stats:
        since: datetime = self._clock.now() - timedelta(days=days)
        turns = await self._measures.turns(unit, since, bot_id)
        ratings = await self._measures.ratings(unit, since, bot_id)
        queries = sum(row.turns for row in turns)
        escalated = sum(row.turns for row in turns if row.reason is not None)
        return Stats(
            days=days,
            queries=queries,
            resolved=queries - escalated,
            escalated=escalated,
            escalation_rate=round(escalated / queries, 4) if queries else None,
            by_category=_sums(turns, "category"),
            by_sentiment=_sums(turns, "sentiment"),
            by_escalation_reason=_sums([row for row in turns if row.reason is not None], "reason"),
            average_confidence=_mean(turns, "confidence", 4),
            average_response_ms=_mean(turns, "milliseconds", 2),
            feedback=_feedback(ratings),
            conversations=await self._measures.states(unit, bot_id),
            first_answers=await self._first_answers(unit, since, bot_id),
        )

    async def _first_answers(self, unit: UnitOfWork, since: datetime, bot_id: int | None) -> FirstAnswers:
        answered = await self._measures.first_answers(unit, since, bot_id)
        return FirstAnswers(
            answered=answered.answered,
            late=answered.late,
            average_seconds=None if answered.seconds is None else round(answered.seconds, 1),
            late_now=await self._measures.late_now(unit, self._clock.now(), bot_id),
        )


def _sums(rows: list[Any], name: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in rows:
        sums[getattr(row, name)] = sums.get(getattr(row, name), 0) + row.turns
    return sums


def _mean(rows: list[Any], name: str, digits: int) -> float | None:
    turns = sum(row.turns for row in rows)
    return round(sum(float(getattr(row, name)) for row in rows) / turns, digits) if turns else None


def _feedback(ratings: dict[str, int]) -> FeedbackFigures:
    scores = {int(rating): count for rating, count in ratings.items() if rating.isdigit()}
    count = sum(scores.values())
    mean = round(sum(score * n for score, n in scores.items()) / count, 2) if count else None
    return FeedbackFigures(up=ratings.get("up", 0), down=ratings.get("down", 0), csat=mean)
