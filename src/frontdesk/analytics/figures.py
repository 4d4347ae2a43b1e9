"""Sums, means and shares over rows that the database has grouped."""

from collections.abc import Iterable, Sequence
from typing import Any

from frontdesk.analytics.schemas import FeedbackFigures


def sums(rows: Iterable[Any], name: str) -> dict[str, int]:
    """Turns by the value of a column."""
    found: dict[str, int] = {}
    for row in rows:
        found[getattr(row, name)] = found.get(getattr(row, name), 0) + row.turns
    return found


def mean(rows: Sequence[Any], name: str, digits: int) -> float | None:
    """The mean of a column that holds sums over turns."""
    turns = sum(row.turns for row in rows)
    return round(sum(float(getattr(row, name)) for row in rows) / turns, digits) if turns else None


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)


def feedback_figures(ratings: dict[str, int]) -> FeedbackFigures:
    """Of how often each rating was given: up, down, or 1 to 5."""
    scores = {int(rating): count for rating, count in ratings.items() if rating.isdigit()}
    count = sum(scores.values())
    csat = round(sum(score * n for score, n in scores.items()) / count, 2) if count else None
    return FeedbackFigures(up=ratings.get("up", 0), down=ratings.get("down", 0), csat=csat)
