"""Shape of a report on one bot."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from frontdesk.analytics.schemas import FeedbackFigures

Bucket = Literal["whole", "month", "week", "day"]


class Resolution(BaseModel):
    """How many conversations were settled, in three ways of counting; shares are of `conversations`, 0 to 1.

    Settled: resolved, or ended with an answer of the bot that helped. `confirmed`: and the customer rated it as good.
    `after_7_days`: of those settled seven days ago or earlier, nobody came back within seven days or rated it as bad.
    """

    settled: int
    settled_by_bot: int
    rate: float | None
    by_bot_rate: float | None
    confirmed: float | None
    after_7_days: float | None


class Satisfaction(FeedbackFigures):
    """Thumbs of answers, and CSAT: the mean of what customers answered, 1 to 5, and how many did of those asked.

    Who was not asked may answer too.
    """

    csat_asked: int
    csat_answered: int


class HumanAnswers(BaseModel):
    """First answers of people to who waited; seconds within the bot's business hours.

    `waiting` and `late_now` are of now, and null in reports on a part of the time.
    """

    target_minutes: int | None
    answered: int
    in_time: float | None
    average_seconds: float | None
    median_seconds: float | None
    ninth_decile_seconds: float | None
    waiting: int | None
    late_now: int | None


class AskedQuestion(BaseModel):
    question: str
    count: int


class AnalyticsReport(BaseModel):
    """What happened with a bot from `period_start` to `period_end`. Rates are shares, 0 to 1, null of nothing.

    `conversations` are those that began then, with their customers' `messages`; `queries` are the bot's turns.
    """

    bot_id: int
    bot_name: str
    period_start: datetime
    period_end: datetime
    report: str = Field(description="The report in a few sentences.")
    conversations: int
    messages: int
    queries: int
    categories: dict[str, int]
    sentiments: dict[str, int]
    escalation_reasons: dict[str, int]
    escalated: int = Field(description="Conversations that went to a person.")
    escalation_rate: float | None
    resolution: Resolution
    first_human_answer: HumanAnswers
    feedback: Satisfaction
    average_confidence: float | None
    average_response_ms: float | None
    top_questions: list[AskedQuestion]
    unanswered_questions: list[AskedQuestion]
