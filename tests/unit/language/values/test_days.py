"""Days: relative words, weekdays, written dates, days counted from another, and edges of periods."""

import pytest

from frontdesk.language.values.value import DayValue, PeriodValue
from tests.unit.language.values.conftest import HABITS, day_text, found_kinds, habits, one

# Today is Wednesday, 11 March 2026. The third column is the other reading in time, where the words allow one.
DAYS = [
    ("tasks due [today]", "2026-03-11", ""),
    ("[tomorrow]", "2026-03-12", ""),
    ("[yesterday's] calls", "2026-03-10", ""),
    ("call her [day after tomorrow]", "2026-03-13", ""),
    ("since [the day before yesterday]", "2026-03-09", ""),
    ("call [tmrw] please", "2026-03-12", ""),
    ("[tomorow]", "2026-03-12", ""),
    ("by [tommorrow]", "2026-03-12", ""),
    ("[yesturday]", "2026-03-10", ""),
    ("[2moro]", "2026-03-12", ""),
    ("[friday]", "2026-03-13", "2026-03-06"),
    ("[wednesday]", "2026-03-18", "2026-03-11"),
    ("[wendsday]", "2026-03-18", "2026-03-11"),
    ("on [Thurs.] please", "2026-03-12", "2026-03-05"),
    ("[next friday]", "2026-03-20", ""),
    ("[this friday]", "2026-03-13", ""),
    ("[this monday]", "2026-03-09", ""),
    ("[last monday]", "2026-03-02", ""),
    ("[last friday]", "2026-03-06", ""),
    ("[past monday]", "2026-03-09", ""),
    ("[coming tue]", "2026-03-17", ""),
    ("[coming wednesday]", "2026-03-18", ""),
    ("[the following monday]", "2026-03-16", ""),
    ("[monday next week]", "2026-03-16", ""),
    ("[monday of next week]", "2026-03-16", ""),
    ("[next week monday]", "2026-03-16", ""),
    ("[next week on tuesday]", "2026-03-17", ""),
    ("[tuesday of last week]", "2026-03-03", ""),
    ("[friday this week]", "2026-03-13", ""),
    ("[friday week]", "2026-03-20", ""),
    ("[monday two weeks from now]", "2026-03-23", ""),
    ("[in 3 days]", "2026-03-14", ""),
    ("follow up [after 2 days]", "2026-03-13", ""),
    ("remind me [in a couple of days]", "2026-03-13", ""),
    ("[in 2 weeks time]", "2026-03-25", ""),
    ("[in a month]", "2026-04-11", ""),
    ("[in 3 business days]", "2026-03-16", ""),
    ("[3 days ago]", "2026-03-08", ""),
    ("[2 weeks back]", "2026-02-25", ""),
    ("[a week from today]", "2026-03-18", ""),
    ("[two weeks from monday]", "2026-03-30", ""),
    ("[2 weeks before 13 May 1999]", "1999-04-29", ""),
    ("[three days after christmas]", "2026-12-28", ""),
    ("[a year from now]", "2027-03-11", ""),
    ("[end of month]", "2026-03-31", ""),
    ("[the end of the month]", "2026-03-31", ""),
    ("[eom]", "2026-03-31", ""),
    ("[month end]", "2026-03-31", ""),
    ("[end of next month]", "2026-04-30", ""),
    ("[end of this quarter]", "2026-03-31", ""),
    ("[end of april]", "2026-04-30", "2025-04-30"),
    ("[end of april 2027]", "2027-04-30", ""),
    ("[end of the week]", "2026-03-13", ""),
    ("[end of next week]", "2026-03-20", ""),
    ("due [end next week]", "2026-03-20", ""),
    ("[last friday of the month]", "2026-03-27", ""),
    ("[first monday of april]", "2026-04-06", ""),
    ("[second tuesday of next month]", "2026-04-14", ""),
    ("[a week on friday]", "2026-03-20", ""),
    ("[this coming friday]", "2026-03-13", ""),
    ("[friday after next]", "2026-03-27", ""),
    ("[first of next month]", "2026-04-01", ""),
    ("[1st day of next month]", "2026-04-01", ""),
    ("[last day of february 2028]", "2028-02-29", ""),
    ("[start of next week]", "2026-03-16", ""),
    ("[mid april]", "2026-04-15", "2025-04-15"),
    ("[the 15th]", "2026-03-15", "2026-02-15"),
    ("on [the 5th]", "2026-04-05", "2026-03-05"),
    ("[the 5th of next month]", "2026-04-05", ""),
    ("[5th of this month]", "2026-03-05", ""),
    ("[15 March]", "2026-03-15", "2025-03-15"),
    ("[1 March]", "2027-03-01", "2026-03-01"),
    ("[March 15th, 2026]", "2026-03-15", ""),
    ("[15 March 2024]", "2024-03-15", ""),
    ("[the 15th of march]", "2026-03-15", "2025-03-15"),
    ("[march the 15th]", "2026-03-15", "2025-03-15"),
    ("[15 of march next year]", "2027-03-15", ""),
    ("[15-Mar-26]", "2026-03-15", ""),
    ("[15 mar '26]", "2026-03-15", ""),
    ("[Mar. 15, 2026]", "2026-03-15", ""),
    ("[2026-Mar-15]", "2026-03-15", ""),
    ("[20 febuary]", "2027-02-20", "2026-02-20"),
    ("[twenty fifth of march]", "2026-03-25", "2025-03-25"),
    ("[January twenty five nineteen eighty six]", "1986-01-25", ""),
    ("[29 feb]", "2028-02-29", "2024-02-29"),
    ("[friday, 20 march]", "2026-03-20", "2025-03-20"),
    ("[Friday, March 20, 2026]", "2026-03-20", ""),
    ("[friday the 20th]", "2026-03-20", ""),
    ("[monday 16]", "2026-03-16", ""),
    ("[12/03/2026]", "2026-03-12", ""),
    ("[12.3.26]", "2026-03-12", ""),
    ("[12-3-2026]", "2026-03-12", ""),
    ("[2026-03-12]", "2026-03-12", ""),
    ("[2026/03/12]", "2026-03-12", ""),
    ("[12/03]", "2026-03-12", "2025-03-12"),
    ("[12/25/2026]", "2026-12-25", ""),
    ("[christmas]", "2026-12-25", ""),
    ("[new year's eve]", "2026-12-31", ""),
    ("[easter 2019]", "2019-04-21", ""),
]


@pytest.mark.parametrize(("marked", "day", "other"), DAYS)
def test_a_day_is_read(marked: str, day: str, other: str) -> None:
    value = one(marked, DayValue)
    assert isinstance(value, DayValue)
    assert (day_text(value), day_text(value.other)) == (day, other)


@pytest.mark.parametrize(
    ("marked", "period"),
    [("[today]", "today"), ("[tomorrow]", "tomorrow"), ("[yesterday]", "yesterday"), ("[friday]", None)],
)
def test_a_day_with_a_name_in_the_query_language_has_it(marked: str, period: str | None) -> None:
    value = one(marked, DayValue)
    assert isinstance(value, DayValue)
    assert value.period == period


@pytest.mark.parametrize(
    ("date_order", "marked", "day"),
    [
        ("dmy", "[03/04/2026]", "2026-04-03"),
        ("mdy", "[03/04/2026]", "2026-03-04"),
        ("ymd", "[26/03/04]", "2026-03-04"),
        ("ymd", "[2026.03.04]", "2026-03-04"),
        ("dmy", "[04/13/2026]", "2026-04-13"),
        ("mdy", "[13/04/2026]", "2026-04-13"),
        ("mdy", "[4/12]", "2026-04-12"),
        ("dmy", "[4/12]", "2026-12-04"),
    ],
)
def test_a_date_in_digits_follows_the_order_of_dates(date_order: str, marked: str, day: str) -> None:
    assert day_text(one(marked, DayValue, habits(date_order))) == day  # type: ignore[arg-type]  # asked for days


def test_next_sunday_depends_on_the_first_day_of_the_week() -> None:
    by_monday, by_sunday = (one("[next sunday]", DayValue, habits(week_start=day)) for day in ("monday", "sunday"))
    assert isinstance(by_monday, DayValue)
    assert isinstance(by_sunday, DayValue)
    assert (day_text(by_monday), day_text(by_sunday)) == ("2026-03-22", "2026-03-15")


def test_today_is_the_day_in_the_time_zone() -> None:
    late = habits(now=HABITS.now.replace(hour=20))
    assert day_text(one("[today]", DayValue, late)) == "2026-03-12"  # type: ignore[arg-type]  # asked for days


@pytest.mark.parametrize(
    "text",
    [
        "This may or may not be right",
        "May I ask what this is for?",
        "you may call May Chen",
        "April Jones and June Carter",
        "we march on",
        "she sat down in the sun",
        "Sun Pharma renewed",
        "the second one",
        "a second wave",
        "deliver 2000 pieces",
        "the 3rd lead",
        "schedule me a 1:1 meeting",
        "open 24/7",
        "8/1.5 is a formula",
        "32 - 2015 is no date",
        "2015-1-32",
        "31/02/2026",
        "end of the line",
        "day after day",
        "call Sundar and Mondal",
        "Frida is a friend",
        "Tel: +86 2010-2015-86",
        "123-12-1234",
        "keep it up-to-date",
        "a great week!",
        "https://example.com/2026/03/12",
        "$DEC farming",
        "every monday",
        "call Jan about the offer",
        "a mail for lead April",
    ],
)
def test_what_only_looks_like_a_day_is_none(text: str) -> None:
    assert found_kinds(text, DayValue, PeriodValue) == []
