"""Measures over conversations, read from what the turns have stored."""

from datetime import datetime, timedelta
from typing import Any

from frontdesk.analytics.figures import feedback_figures, mean, rounded, share, sums
from frontdesk.analytics.schemas import FirstAnswers, FirstAnswersOfBot, Stats
from frontdesk.conversations.business_hours import HandoffRules
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
            escalation_rate=share(escalated, queries),
            by_category=sums(turns, "category"),
            by_sentiment=sums(turns, "sentiment"),
            by_escalation_reason=sums([row for row in turns if row.reason is not None], "reason"),
            average_confidence=mean(turns, "confidence", 4),
            average_response_ms=mean(turns, "milliseconds", 2),
            feedback=feedback_figures(ratings),
            conversations=await self._measures.states(unit, bot_id),
            first_answers=await self._first_answers(unit, since, bot_id),
        )

    async def _first_answers(self, unit: UnitOfWork, since: datetime, bot_id: int | None) -> FirstAnswers:
        answered = await self._measures.first_answers(unit, since, bot_id)
        now = self._clock.now()
        bots = await self._measures.first_answers_by_bot(unit, since, now, bot_id)
        waiting, late_now = await self._measures.waiting_now(unit, now, bot_id)
        return FirstAnswers(
            late=answered.late,
            average_seconds=rounded(answered.seconds),
            waiting=waiting,
            late_now=late_now,
            bots=[_of_bot(bot) for bot in bots],
            **_kept(answered),
        )


def _of_bot(row: Any) -> FirstAnswersOfBot:
    target = HandoffRules.model_validate(row.handoff).answer_within_minutes
    figures = {**row._mapping, **_kept(row), "target_minutes": target}
    # Without a target nothing is in time, and nothing late.
    return FirstAnswersOfBot.model_validate(figures if target else {**figures, "in_time": None})


def _kept(row: Any) -> dict[str, Any]:
    """How the target was kept, of a row of first answers."""
    return {
        "answered": row.answered,
        "in_time": share(row.answered - row.late, row.answered),
        "average_open_seconds": rounded(row.open_seconds),
        "median_open_seconds": rounded(row.median),
    }
