"""Periods with a name: today, last_month, next_7_days … as days from the first to before the last."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from frontdesk.crm.habits import Habits

MOST_DAYS = 3_660
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

OVERDUE = "overdue"

_DAYS = re.compile(r"(last|next)_(\d{1,5})_days?")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """Days from `first` to before `end`."""

    first: date
    end: date


def period(name: str, habits: Habits) -> Period | None:
    """The days of a period; None where no period has that name (or for `overdue`, which is no run of days).

    `last_7_days` are today and the six days before it, `next_7_days` today and the six days after it.
    """
    make = _NAMED.get(name)
    if make is not None:
        return make(habits)
    found = _DAYS.fullmatch(name)
    if found is None or not 1 <= int(found[2]) <= MOST_DAYS:
        return None
    days, today = int(found[2]) * _DAY, habits.today
    return Period(today + _DAY - days, today + _DAY) if found[1] == "last" else Period(today, today + days)


def is_period(name: str, habits: Habits) -> bool:
    return name == OVERDUE or period(name, habits) is not None


def week_shift(habits: Habits) -> int:
    """By how many days the workspace's week begins before Monday."""
    return -WEEKDAYS.index(habits.week_start) % 7


def _day(offset: int) -> Callable[[Habits], Period]:
    return lambda habits: Period(habits.today + offset * _DAY, habits.today + (offset + 1) * _DAY)


def _week(offset: int) -> Callable[[Habits], Period]:
    def make(habits: Habits) -> Period:
        first = habits.today - ((habits.today.weekday() + week_shift(habits)) % 7) * _DAY + 7 * offset * _DAY
        return Period(first, first + 7 * _DAY)

    return make


def _months(length: int, offset: int) -> Callable[[Habits], Period]:
    """The run of `length` months that today is in (a quarter, a year), or that many runs later."""

    def make(habits: Habits) -> Period:
        month = habits.today.year * 12 + habits.today.month - 1
        first = month - month % length + offset * length
        return Period(_first_of(first), _first_of(first + length))

    return make


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


_NAMED: dict[str, Callable[[Habits], Period]] = {
    "today": _day(0),
    "yesterday": _day(-1),
    "tomorrow": _day(1),
    "this_week": _week(0),
    "last_week": _week(-1),
    "next_week": _week(1),
    "this_month": _months(1, 0),
    "last_month": _months(1, -1),
    "next_month": _months(1, 1),
    "this_quarter": _months(3, 0),
    "last_quarter": _months(3, -1),
    "next_quarter": _months(3, 1),
    "this_year": _months(12, 0),
    "last_year": _months(12, -1),
    "next_year": _months(12, 1),
}

PERIODS = (*_NAMED, "last_7_days", "last_30_days", "next_7_days", "next_30_days", OVERDUE)
