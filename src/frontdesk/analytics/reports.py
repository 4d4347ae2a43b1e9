"""Reports on one bot: what the database has counted, put together by period."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from frontdesk.analytics.figures import feedback_figures, mean, rounded, share, sums
from frontdesk.analytics.report_schemas import AnalyticsReport, AskedQuestion, HumanAnswers, Resolution, Satisfaction
from frontdesk.analytics.report_words import in_words
from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.business_hours import HandoffRules
from frontdesk.conversations.measures import ConversationMeasures
from frontdesk.conversations.models import Bot
from frontdesk.conversations.report_measures import MOST_QUESTIONS, Range, ReportMeasures
from frontdesk.identity.service.workspaces import WorkspaceService
from frontdesk.language.words import terms
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork

# Questions of people are shown up to here.
MOST_CHARACTERS = 200


@dataclass(frozen=True)
class _Period:
    """What was counted of one period. `at`: where its bucket begins by the clock of the zone, None for all."""

    at: datetime | None
    start: datetime
    end: datetime
    turns: Sequence[Any]
    conversations: Any | None
    first_answers: Any | None
    ratings: dict[str, int]
    csat_asked: int
    top: Sequence[Any]
    unanswered: Sequence[str]


class ReportService:
    """Makes reports. Reads only."""

    def __init__(
        self,
        bots: BotService,
        workspaces: WorkspaceService,
        measures: ConversationMeasures,
        reports: ReportMeasures,
        clock: Clock,
    ):
        self._bots = bots
        self._workspaces = workspaces
        self._measures = measures
        self._reports = reports
        self._clock = clock

    async def reports(self, unit: UnitOfWork, bot_id: int, days: int, by: str) -> list[AnalyticsReport]:
        """The newest first; of periods in which nothing happened none. Raises BotNotFoundError."""
        bot = await self._bots.get(unit, bot_id)
        zone = ZoneInfo((await self._workspaces.get(unit)).time_zone)
        now = self._clock.now()
        first = now.astimezone(zone).date() - timedelta(days=days - 1)
        since = datetime.combine(first, time(), zone).astimezone(UTC)
        wanted = Range(bot_id, since, by, zone.key)
        periods = await self._periods(unit, wanted, bot, now)
        standing = await self._measures.waiting_now(unit, now, bot_id) if by == "whole" else None
        return [_report(bot, period, standing) for period in sorted(periods, key=lambda one: one.start, reverse=True)]

    async def _periods(self, unit: UnitOfWork, wanted: Range, bot: Bot, now: datetime) -> list[_Period]:
        limit = float(bot.escalation.get("confidence", 0.6))
        turns = await self._reports.turns(unit, wanted)
        begun = await self._reports.conversations(unit, wanted, now - timedelta(days=7))
        answers = await self._reports.first_answers(unit, wanted)
        ratings = await self._reports.ratings(unit, wanted)
        csat_asked = await self._reports.csat_asked(unit, wanted)
        top = await self._reports.top_questions(unit, wanted)
        unanswered = await self._reports.unanswered(unit, wanted, limit)
        everything: list[Sequence[Any]] = [turns, begun, answers, ratings, csat_asked, top, unanswered]
        buckets = {row.bucket for rows in everything for row in rows} if wanted.by != "whole" else {None}
        return [
            _Period(
                bucket,
                *_bounds(bucket, wanted, now),
                turns=_of(turns, bucket),
                conversations=next(iter(_of(begun, bucket)), None),
                first_answers=next(iter(_of(answers, bucket)), None),
                ratings={row.rating: row.ratings for row in _of(ratings, bucket)},
                csat_asked=sum(row.asked for row in _of(csat_asked, bucket)),
                top=_of(top, bucket),
                unanswered=[row.question for row in _of(unanswered, bucket)],
            )
            for bucket in buckets
        ]


def _of(rows: Sequence[Any], bucket: datetime | None) -> list[Any]:
    return [row for row in rows if row.bucket == bucket]


def _bounds(bucket: datetime | None, wanted: Range, now: datetime) -> tuple[datetime, datetime]:
    """From when to when a period goes; the first begins where the report does, the last ends now."""
    zone = ZoneInfo(wanted.zone)
    if bucket is None:
        return wanted.since.astimezone(zone), now.astimezone(zone)
    days = {"day": 1, "week": 7, "month": 31}[wanted.by]
    following = bucket + timedelta(days=days)
    following = following.replace(day=1) if wanted.by == "month" else following
    start, end = bucket.replace(tzinfo=zone), following.replace(tzinfo=zone)
    return max(start, wanted.since.astimezone(zone)), min(end, now.astimezone(zone))


def _report(bot: Bot, period: _Period, standing: tuple[int, int] | None) -> AnalyticsReport:
    turns, begun = period.turns, period.conversations
    conversations, handed_over = (begun.conversations, begun.handed_over) if begun else (0, 0)
    report = AnalyticsReport(
        bot_id=bot.id,
        bot_name=bot.name,
        period_start=period.start,
        period_end=period.end,
        report="",
        conversations=conversations,
        messages=int(begun.messages) if begun else 0,
        queries=sum(row.turns for row in turns),
        categories=sums(turns, "category"),
        sentiments=sums(turns, "sentiment"),
        escalation_reasons=sums([row for row in turns if row.reason is not None], "reason"),
        escalated=handed_over,
        escalation_rate=share(handed_over, conversations),
        resolution=_resolution(begun),
        first_human_answer=_human_answers(bot, period.first_answers, standing),
        feedback=_satisfaction(period),
        average_confidence=mean(turns, "confidence", 4),
        average_response_ms=mean(turns, "milliseconds", 2),
        top_questions=[AskedQuestion(question=row.question, count=row.asked) for row in period.top],
        unanswered_questions=grouped(period.unanswered),
    )
    return report.model_copy(update={"report": in_words(report)})


def _resolution(begun: Any | None) -> Resolution:
    if begun is None:
        return Resolution(settled=0, settled_by_bot=0, rate=None, by_bot_rate=None, confirmed=None, after_7_days=None)
    return Resolution(
        settled=begun.settled,
        settled_by_bot=begun.settled_by_bot,
        rate=share(begun.settled, begun.conversations),
        by_bot_rate=share(begun.settled_by_bot, begun.conversations),
        confirmed=share(begun.confirmed, begun.conversations),
        after_7_days=share(begun.durable, begun.old_enough),
    )


def _satisfaction(period: _Period) -> Satisfaction:
    answered = sum(count for rating, count in period.ratings.items() if rating.isdigit())
    figures = feedback_figures(period.ratings).model_dump()
    return Satisfaction(**figures, csat_asked=period.csat_asked, csat_answered=answered)


def _human_answers(bot: Bot, row: Any | None, standing: tuple[int, int] | None) -> HumanAnswers:
    target = HandoffRules.model_validate(bot.handoff).answer_within_minutes
    return HumanAnswers(
        target_minutes=target,
        answered=row.answered if row else 0,
        in_time=share(row.in_time, row.answered) if row and target else None,
        average_seconds=rounded(row.average) if row else None,
        median_seconds=rounded(row.median) if row else None,
        ninth_decile_seconds=rounded(row.ninth) if row else None,
        waiting=standing[0] if standing else None,
        late_now=standing[1] if standing else None,
    )


def grouped(questions: Sequence[str]) -> list[AskedQuestion]:
    """Questions of the same words as one, in the words of the newest; the most frequent first, at most ten."""
    shown: dict[frozenset[str], str] = {}
    counts: Counter[frozenset[str]] = Counter()
    for question in questions:
        words = frozenset(terms(question))
        if words:
            shown.setdefault(words, " ".join(question.split())[:MOST_CHARACTERS])
            counts[words] += 1
    return [AskedQuestion(question=shown[words], count=count) for words, count in counts.most_common(MOST_QUESTIONS)]
