"""Times of day, alone and with a day, and hours from one time to another."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from frontdesk.language.values.value import DayValue, Habits, PeriodValue
from tests.unit.language.values.conftest import day_text, found_kinds, habits, one, period_text

# It is ten in the morning of Wednesday, 11 March 2026. A time alone is the next one.
TIMES = [
    ("call [tomorrow 4pm]", "2026-03-12 16:00", False),
    ("[tomorrow at 4:30 pm]", "2026-03-12 16:30", False),
    ("[tomorrow, 16:00]", "2026-03-12 16:00", False),
    ("[tomorrow at 4]", "2026-03-12 16:00", True),
    ("[tomorrow at 11]", "2026-03-12 11:00", True),
    ("[tomorrow morning]", "2026-03-12 09:00", True),
    ("[tomorrow morning at 6]", "2026-03-12 06:00", False),
    ("[tomorrow at 10 in the morning]", "2026-03-12 10:00", False),
    ("[friday at noon]", "2026-03-13 12:00", False),
    ("[friday afternoon at 3]", "2026-03-13 15:00", False),
    ("[monday evening]", "2026-03-16 18:00", True),
    ("[at 10 on tuesday]", "2026-03-17 10:00", True),
    ("[3pm on the 15th]", "2026-03-15 15:00", False),
    ("[15 march 2026 at 4.30pm]", "2026-03-15 16:30", False),
    ("[2026-03-15 09:05]", "2026-03-15 09:05", False),
    ("[2026-03-15T09:05:00]", "2026-03-15 09:05", False),
    ("[next week monday at 3]", "2026-03-16 15:00", True),
    ("[day after tomorrow at 11am]", "2026-03-13 11:00", False),
    ("[4pm]", "2026-03-11 16:00", False),
    ("[9am]", "2026-03-12 09:00", False),
    ("[12am]", "2026-03-12 00:00", False),
    ("[12 p.m.]", "2026-03-11 12:00", False),
    ("[16:00]", "2026-03-11 16:00", False),
    ("[at 4]", "2026-03-11 16:00", True),
    ("finish [by 5]", "2026-03-11 17:00", True),
    ("[at 9]", "2026-03-12 09:00", True),
    ("[at 04:30]", "2026-03-12 04:30", False),
    ("[half past 3]", "2026-03-11 15:30", True),
    ("[quarter to five]", "2026-03-11 16:45", True),
    ("[ten past four]", "2026-03-11 16:10", True),
    ("[5 o'clock]", "2026-03-11 17:00", True),
    ("[8 in the evening]", "2026-03-11 20:00", False),
    ("[noon]", "2026-03-11 12:00", False),
    ("[12 noon]", "2026-03-11 12:00", False),
    ("[around 4 tomorrow]", "2026-03-12 16:00", True),
    ("[4ish tomorrow]", "2026-03-12 16:00", True),
    ("[at ten thirty]", "2026-03-11 10:30", True),
    ("[7 o clock]", "2026-03-12 07:00", True),
    ("[last night]", "2026-03-10 20:00", True),
    ("[midnight]", "2026-03-12 00:00", False),
    ("[in the morning]", "2026-03-12 09:00", True),
    ("[this morning]", "2026-03-11 09:00", True),
    ("[tonight]", "2026-03-11 20:00", True),
    ("[tonight at 8]", "2026-03-11 20:00", True),
    ("[end of day]", "2026-03-11 17:00", True),
    ("[eod friday]", "2026-03-13 17:00", True),
    ("[first thing tomorrow]", "2026-03-12 09:00", True),
    ("[in 2 hours]", "2026-03-11 12:00", False),
    ("[in half an hour]", "2026-03-11 10:30", False),
    ("[in 45 mins]", "2026-03-11 10:45", False),
    ("[an hour ago]", "2026-03-11 09:00", False),
    ("[in an hour and a half]", "2026-03-11 11:30", False),
]


@pytest.mark.parametrize(("marked", "moment", "vague"), TIMES)
def test_a_moment_is_read(marked: str, moment: str, vague: bool) -> None:
    value = one(marked, DayValue)
    assert isinstance(value, DayValue)
    assert (day_text(value), value.vague_time) == (moment, vague)


def test_a_time_alone_may_also_be_the_last_one() -> None:
    value = one("[4pm]", DayValue)
    assert isinstance(value, DayValue)
    assert day_text(value.other) == "2026-03-10 16:00"


def test_a_time_on_a_day_with_a_name_keeps_the_name() -> None:
    value = one("[today at 4pm]", DayValue)
    assert isinstance(value, DayValue)
    assert value.period == "today"


@pytest.mark.parametrize(
    ("marked", "hours"),
    [
        ("[2 to 4pm tomorrow]", "2026-03-12 14:00..2026-03-12 16:00"),
        ("[2-3pm]", "2026-03-11 14:00..2026-03-11 15:00"),
        ("[11 to 1pm]", "2026-03-11 11:00..2026-03-11 13:00"),
        ("[tomorrow from 10 to 11:30]", "2026-03-12 10:00..2026-03-12 11:30"),
        ("[friday between 2 and 4pm]", "2026-03-13 14:00..2026-03-13 16:00"),
        ("[10am - 11am on monday]", "2026-03-16 10:00..2026-03-16 11:00"),
        ("[9:00 to 17:00]", "2026-03-12 09:00..2026-03-12 17:00"),
        ("[before 5pm today]", "..2026-03-11 17:00"),
        ("[after 6pm]", "2026-03-11 18:00.."),
        ("[by friday 5pm]", "..2026-03-13 17:00"),
        ("[since 8am]", "2026-03-11 08:00.."),
        ("[last 24 hours]", "2026-03-10 10:00..2026-03-11 10:00"),
        ("[the next 2 hours]", "2026-03-11 10:00..2026-03-11 12:00"),
        ("[within 30 minutes]", "2026-03-11 10:00..2026-03-11 10:30"),
    ],
)
def test_hours_are_a_period_with_moments(marked: str, hours: str) -> None:
    value = one(marked, PeriodValue)
    assert isinstance(value, PeriodValue)
    assert period_text(value) == hours


@pytest.mark.parametrize(
    "text",
    ["at 7ampm", "at 4 people", "by 50%", "at 25", "between 730-930", "25:70", "at 5k", "by 3 deals", "around 4"],
)
def test_a_number_behind_at_or_by_need_not_be_an_hour(text: str) -> None:
    assert found_kinds(text, DayValue, PeriodValue) == []


def test_hours_from_now_pass_over_the_change_of_clocks() -> None:
    """London's clocks go from 1:00 to 2:00 in the night of 29 March 2026."""
    night = Habits(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), ZoneInfo("Europe/London"))
    assert day_text(one("[in 2 hours]", DayValue, night)) == "2026-03-29 03:30"  # type: ignore[arg-type]


def test_seconds_of_now_do_not_count() -> None:
    now = habits().now.replace(second=42)
    value = one("[in 2 hours]", DayValue, habits(now=now))
    assert isinstance(value, DayValue)
    assert value.at is not None
    assert value.at.second == 0
