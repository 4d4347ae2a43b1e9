"""Which of two readings in time is meant: friday in "called on friday" is over, in "call on friday" ahead."""

from typing import TypeVar

from frontdesk.language.values.value import DayValue, Habits, PeriodValue

Timed = TypeVar("Timed", DayValue, PeriodValue)


def looking_back(value: Timed, habits: Habits) -> Timed:
    """The reading that has begun, where the words leave it open; the value itself where they do not."""
    return _chosen(value, habits, back=True)


def looking_ahead(value: Timed, habits: Habits) -> Timed:
    """The reading that is not over."""
    return _chosen(value, habits, back=False)


def _chosen(value: Timed, habits: Habits, back: bool) -> Timed:
    if value.other is None or _has_begun(value, habits) == back:
        return value
    return value.other if _has_begun(value.other, habits) == back else value


def _has_begun(value: DayValue | PeriodValue, habits: Habits) -> bool:
    """Whether the day or moment, or the last bound of the period that is known, has begun."""
    if isinstance(value, DayValue):
        return value.at <= habits.now if value.at is not None else value.day <= habits.today
    moment, day = value.at_first or value.at_end, value.first or value.end
    return moment <= habits.now if moment is not None else day is None or day <= habits.today
