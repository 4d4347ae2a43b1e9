"""Shapes of the measures."""

from pydantic import BaseModel


class FeedbackFigures(BaseModel):
    """Ratings: thumbs, and the mean of the 1 to 5 ratings (null where there are none)."""

    up: int
    down: int
    csat: float | None


class FirstAnswers(BaseModel):
    """How long customers waited for a person: of those answered in the period, and of those who wait now."""

    answered: int
    late: int
    average_seconds: float | None
    late_now: int


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
