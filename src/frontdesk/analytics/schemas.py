"""Shapes of the measures."""

from pydantic import BaseModel


class FeedbackFigures(BaseModel):
    """Ratings: thumbs, and the mean of the 1 to 5 ratings (null where there are none)."""

    up: int
    down: int
    csat: float | None


class FirstAnswersOfBot(BaseModel):
    """How one bot's people kept its target, in seconds and minutes within its business hours."""

    bot_id: int
    name: str
    target_minutes: int | None
    answered: int
    in_time: float | None
    average_open_seconds: float | None
    median_open_seconds: float | None
    waiting: int
    late_now: int


class FirstAnswers(BaseModel):
    """How long customers waited for a person: of those answered in the period, and of those who wait now.

    `in_time`: share of them, 0 to 1. `open_seconds` count within business hours, `average_seconds` by the clock.
    """

    answered: int
    late: int
    in_time: float | None
    average_seconds: float | None
    average_open_seconds: float | None
    median_open_seconds: float | None
    waiting: int
    late_now: int
    bots: list[FirstAnswersOfBot]


class Stats(BaseModel):
    """What happened in the period. Rates are shares of `queries`, 0 to 1; times are in milliseconds."""

    days: int
    queries: int
    resolved: int
    escalated: int
    escalation_rate: float | None
    by_category: dict[str, int]
    by_sentiment: dict[str, int]
    by_escalation_reason: dict[str, int]
    average_confidence: float | None
    average_response_ms: float | None
    feedback: FeedbackFigures
    conversations: dict[str, int]
    first_answers: FirstAnswers
