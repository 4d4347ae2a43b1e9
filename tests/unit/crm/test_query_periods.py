"""Periods: which days they are, by the workspace's time zone and its first day of the week."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from frontdesk.crm.habits import Habits
from frontdesk.crm.query.periods import PERIODS, Period, is_period, period

# A Thursday in Kolkata already, while it is still Wednesday in UTC.
NOW = datetime(2026, 12, 30, 20, 0, tzinfo=UTC)


def habits(week_start: str = "monday") -> Habits:
    return Habits(ZoneInfo("Asia/Kolkata"), "INR", "dmy", week_start, NOW)


@pytest.mark.parametrize(
    ("name", "first", "end"),
    [
        ("today", (2026, 12, 31), (2027, 1, 1)),
        ("yesterday", (2026, 12, 30), (2026, 12, 31)),
        ("tomorrow", (2027, 1, 1), (2027, 1, 2)),
        ("this_week", (2026, 12, 28), (2027, 1, 4)),
        ("last_week", (2026, 12, 21), (2026, 12, 28)),
        ("next_week", (2027, 1, 4), (2027, 1, 11)),
        ("this_month", (2026, 12, 1), (2027, 1, 1)),
        ("last_month", (2026, 11, 1), (2026, 12, 1)),
        ("next_month", (2027, 1, 1), (2027, 2, 1)),
        ("this_quarter", (2026, 10, 1), (2027, 1, 1)),
        ("this_year", (2026, 1, 1), (2027, 1, 1)),
        ("last_year", (2025, 1, 1), (2026, 1, 1)),
        ("last_1_day", (2026, 12, 31), (2027, 1, 1)),
        ("last_7_days", (2026, 12, 25), (2027, 1, 1)),
        ("next_30_days", (2026, 12, 31), (2027, 1, 30)),
    ],
)
def test_a_period_is_a_run_of_days(name: str, first: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    assert period(name, habits()) == Period(date(*first), date(*end))


@pytest.mark.parametrize(
    ("week_start", "first"),
    [("monday", date(2026, 12, 28)), ("sunday", date(2026, 12, 27)), ("saturday", date(2026, 12, 26))],
)
def test_a_week_begins_when_the_workspace_says(week_start: str, first: date) -> None:
    found = period("this_week", habits(week_start))
    assert found is not None
    assert found.first == first


@pytest.mark.parametrize(
    "name", ["", "someday", "last_0_days", "last_99999_days", "next__days", "this_weekend", "last_-1_days"]
)
def test_other_words_are_no_periods(name: str) -> None:
    assert period(name, habits()) is None
    assert not is_period(name, habits())


def test_all_that_are_named_in_messages_are_periods() -> None:
    assert all(is_period(name, habits()) for name in PERIODS)
