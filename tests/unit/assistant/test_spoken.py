"""Days, times, amounts and lists as people say them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.assistant import spoken
from frontdesk.crm.habits import Habits

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def habits(zone: str = "UTC", order: str = "dmy") -> Habits:
    return Habits(ZoneInfo(zone), "EUR", order, "monday", NOW)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (-1, "yesterday"),
        (1, "tomorrow"),
        (-2, "on Tuesday"),
        (6, "on Wednesday"),
        (-7, "on 5 March"),
        (-100, "on 2 December 2025"),
    ],
)
def test_a_day_is_named_as_near_as_it_is(days: int, words: str) -> None:
    assert spoken.on_day(habits(), NOW + days * DAY) == words


def test_a_day_is_one_of_the_workspaces_time_zone() -> None:
    late_evening = datetime(2026, 3, 12, 19, 0, tzinfo=UTC)
    assert spoken.on_day(habits(), late_evening) == "today"
    assert spoken.on_day(habits("Asia/Kolkata"), late_evening) == "tomorrow"
    assert spoken.clock_words(habits("Asia/Kolkata"), late_evening) == "00:30"


@pytest.mark.parametrize(
    ("order", "date", "clock"),
    [("dmy", "5 March", "09:30"), ("mdy", "March 5", "9:30 AM"), ("ymd", "2026-03-05", "09:30")],
)
def test_dates_and_times_follow_the_workspaces_order(order: str, date: str, clock: str) -> None:
    at = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)
    assert spoken.date_words(habits(order=order), at.date()) == date
    assert spoken.clock_words(habits(order=order), at) == clock


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "due now"),
        (timedelta(minutes=5), "5 minutes late"),
        (timedelta(hours=3), "3 hours late"),
        (timedelta(hours=20), "1 day late"),
        (9 * DAY, "9 days late"),
        (40 * DAY, "5 weeks late"),
        (-timedelta(hours=2), "due today at 18:00"),
        (-1 * DAY, "due tomorrow at 16:00"),
    ],
)
def test_how_late_something_is(ago: timedelta, words: str) -> None:
    assert spoken.late_words(habits(), NOW - ago) == words


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (1490, "EUR", "€1,490"),
        (12.5, "USD", "$12.50"),
        (150000, "INR", "₹1,50,000"),
        (12345678, "INR", "₹1,23,45,678"),
        (999, "INR", "₹999"),
        (-1000.0, "GBP", "-£1,000"),
        (75, "CHF", "CHF 75"),
    ],
)
def test_amounts(amount: float, currency: str, words: str) -> None:
    assert spoken.amount_words(amount, currency) == words


def test_lists() -> None:
    assert spoken.listed([]) == ""
    assert spoken.listed(["a"]) == "a"
    assert spoken.listed(["a", "b", "c"]) == "a, b and c"


def test_one_line_has_no_hidden_characters_and_is_cut_between_words() -> None:
    assert spoken.one_line("two\n\nlines\u202e and\x00more", 100) == "two lines and more"
    assert spoken.one_line("a sentence that is long", 15) == "a sentence…"
    assert len(spoken.one_line("x" * 500, 60)) == 60
