"""Periods: by name, counted, written, open on one side, and between two points."""

import pytest

from frontdesk.language.values.value import DayValue, PeriodValue
from tests.unit.language.values.conftest import found_kinds, habits, one, period_text

# Today is Wednesday, 11 March 2026.
PERIODS = [
    ("[this week]", "2026-03-09..2026-03-16", "this_week"),
    ("[last week]", "2026-03-02..2026-03-09", "last_week"),
    ("[the coming week]", "2026-03-16..2026-03-23", "next_week"),
    ("[next month]", "2026-04-01..2026-05-01", "next_month"),
    ("[this quarter]", "2026-01-01..2026-04-01", "this_quarter"),
    ("[previous quarter]", "2025-10-01..2026-01-01", "last_quarter"),
    ("[last year]", "2025-01-01..2026-01-01", "last_year"),
    ("[the last 10 days]", "2026-03-02..2026-03-12", "last_10_days"),
    ("[past 7 days]", "2026-03-05..2026-03-12", "last_7_days"),
    ("[next 10 days]", "2026-03-11..2026-03-21", "next_10_days"),
    ("[10 previous days]", "2026-03-02..2026-03-12", "last_10_days"),
    ("[last two weeks]", "2026-02-26..2026-03-12", "last_14_days"),
    ("[past fortnight]", "2026-02-26..2026-03-12", "last_14_days"),
    ("[past week]", "2026-03-05..2026-03-12", "last_7_days"),
    ("[last 3 months]", "2025-12-11..2026-03-12", None),
    ("[past two quarters]", "2025-07-01..2026-01-01", None),
    ("[next 2 business days]", "2026-03-12..2026-03-14", None),
    ("[weekend]", "2026-03-14..2026-03-16", None),
    ("[last weekend]", "2026-03-07..2026-03-09", None),
    ("[march]", "2026-03-01..2026-04-01", None),
    ("[february]", "2027-02-01..2027-03-01", None),
    ("[febuary 2025]", "2025-02-01..2025-03-01", None),
    ("[march 2025]", "2025-03-01..2025-04-01", None),
    ("[march of '25]", "2025-03-01..2025-04-01", None),
    ("[march last year]", "2025-03-01..2025-04-01", None),
    ("[last march]", "2025-03-01..2025-04-01", None),
    ("[next march]", "2027-03-01..2027-04-01", None),
    ("[2026-03]", "2026-03-01..2026-04-01", None),
    ("[03/2026]", "2026-03-01..2026-04-01", None),
    ("will it be done in [may]", "2026-05-01..2026-06-01", None),
    ("[may] deals", "2026-05-01..2026-06-01", None),
    ("[Q3]", "2026-07-01..2026-10-01", None),
    ("[Q3 2025]", "2025-07-01..2025-10-01", None),
    ("[2025-Q3]", "2025-07-01..2025-10-01", None),
    ("[third quarter of last year]", "2025-07-01..2025-10-01", None),
    ("[H1 2025]", "2025-01-01..2025-07-01", None),
    ("in [2025]", "2025-01-01..2026-01-01", None),
    ("[the year 2025]", "2025-01-01..2026-01-01", None),
    ("[week 31]", "2026-07-27..2026-08-03", None),
    ("[the week of 18 march]", "2026-03-16..2026-03-23", None),
    ("[week beginning monday]", "2026-03-16..2026-03-23", None),
    ("[the last week of july 2016]", "2016-07-25..2016-08-01", None),
    ("[first two weeks of 2021]", "2021-01-04..2021-01-18", None),
    ("[april 1st week]", "2026-03-30..2026-04-06", None),
    ("[last year march]", "2025-03-01..2025-04-01", None),
    ("[second half of the year]", "2026-07-01..2027-01-01", None),
    ("[early april]", "2026-04-01..2026-04-16", None),
    ("[late april]", "2026-04-16..2026-05-01", None),
    ("[mid april]", "2026-04-10..2026-04-21", None),
    ("[later this week]", "2026-03-11..2026-03-16", None),
    ("[rest of the month]", "2026-03-11..2026-04-01", None),
    ("[year to date]", "2026-01-01..2026-03-12", None),
    ("[mtd]", "2026-03-01..2026-03-12", None),
    ("[overdue] tasks", "..2026-03-11", "overdue"),
    ("tasks [past due]", "..2026-03-11", "overdue"),
]

BOUNDS = [
    ("[before friday]", "..2026-03-13"),
    ("[by friday]", "..2026-03-14"),
    ("[until end of month]", "..2026-04-01"),
    ("[by end of the week]", "..2026-03-16"),
    ("[before may]", "..2026-05-01"),
    ("[until may]", "..2026-06-01"),
    ("[up to 20 march]", "..2026-03-21"),
    ("[no later than friday]", "..2026-03-14"),
    ("[on or before 20 march]", "..2026-03-21"),
    ("[since monday]", "2026-03-09.."),
    ("[since march 2025]", "2025-03-01.."),
    ("[since february]", "2026-02-01.."),
    ("[after 5 march 2026]", "2026-03-06.."),
    ("[after 2018]", "2019-01-01.."),
    ("[after february 2026]", "2026-03-01.."),
    ("[on or after 5 march 2026]", "2026-03-05.."),
    ("[from 1 april onwards]", "2026-04-01.."),
    ("[friday or later]", "2026-03-13.."),
    ("[2016-01-01 and after]", "2016-01-01.."),
    ("[older than 30 days]", "..2026-02-09"),
    ("[more than 2 weeks ago]", "..2026-02-25"),
    ("[less than 2 days ago]", "2026-03-10..2026-03-12"),
    ("[within 2 weeks]", "2026-03-11..2026-03-25"),
    ("[within the week]", "2026-03-11..2026-03-16"),
    ("[from now on]", "2026-03-11 10:00.."),
    ("[within the last 5 days]", "2026-03-07..2026-03-12"),
    ("[between 15 and 20 March]", "2026-03-15..2026-03-21"),
    ("[from 3rd to 9th april]", "2026-04-03..2026-04-10"),
    ("[5-10 april]", "2026-04-05..2026-04-11"),
    ("[april 5-10]", "2026-04-05..2026-04-11"),
    ("[april 5 to april 10]", "2026-04-05..2026-04-11"),
    ("[from 10th to 15th]", "2026-03-10..2026-03-16"),
    ("[from 26 march to 3 april]", "2026-03-26..2026-04-04"),
    ("[from december to february]", "2026-12-01..2027-03-01"),
    ("[jan - mar 2025]", "2025-01-01..2025-04-01"),
    ("[from nov to feb 2025]", "2024-11-01..2025-03-01"),
    ("[between 2020 and 2022]", "2020-01-01..2023-01-01"),
    ("[between monday and friday]", "2026-03-09..2026-03-14"),
    ("[from next monday to friday]", "2026-03-16..2026-03-21"),
    ("[12/03/2026 - 15/03/2026]", "2026-03-12..2026-03-16"),
    ("[q1 2025 to q3 2025]", "2025-01-01..2025-10-01"),
    ("[between jan 2026 and now]", "2026-01-01..2026-03-11 10:00"),
    ("[for 3 days from tomorrow]", "2026-03-12..2026-03-15"),
    ("[between today and friday]", "2026-03-11..2026-03-14"),
]


@pytest.mark.parametrize(("marked", "days", "name"), PERIODS)
def test_a_period_is_read(marked: str, days: str, name: str | None) -> None:
    value = one(marked, PeriodValue)
    assert isinstance(value, PeriodValue)
    assert (period_text(value), value.name) == (days, name)


@pytest.mark.parametrize(("marked", "days"), BOUNDS)
def test_words_open_close_and_join_periods(marked: str, days: str) -> None:
    value = one(marked, PeriodValue)
    assert isinstance(value, PeriodValue)
    assert period_text(value) == days


@pytest.mark.parametrize(
    ("marked", "other"),
    [
        ("[march]", "2025-03-01..2025-04-01"),
        ("[Q1]", "2025-01-01..2025-04-01"),
        ("[february]", "2026-02-01..2026-03-01"),
        ("[after 5 march]", "2026-03-06.."),
        ("[between 1 and 5 March]", "2026-03-01..2026-03-06"),
        ("[before friday]", "..2026-03-06"),
        ("[march 2025]", ""),
        ("[since monday]", ""),
        ("[next week]", ""),
    ],
)
def test_words_that_leave_it_open_have_a_reading_in_the_other_direction(marked: str, other: str) -> None:
    value = one(marked, PeriodValue)
    assert isinstance(value, PeriodValue)
    assert period_text(value.other) == other


def test_weeks_begin_on_the_day_that_is_set() -> None:
    value = one("[this week]", PeriodValue, habits(week_start="sunday"))
    assert isinstance(value, PeriodValue)
    assert period_text(value) == "2026-03-08..2026-03-15"


def test_parts_of_a_bound_are_values_too() -> None:
    assert found_kinds("closing before friday", DayValue) == ["friday"]
    assert found_kinds("leads from last week", PeriodValue) == ["last week"]


@pytest.mark.parametrize(
    "text", ["campaigns that end this month", "deals to close this month", "batches that start this month"]
)
def test_end_close_and_start_may_be_verbs(text: str) -> None:
    assert found_kinds(text, DayValue, PeriodValue) == ["this month"]


@pytest.mark.parametrize(
    "text", ["deliver 2000 pieces", "over 2000", "top 10", "the week", "a quarter", "half", "last one"]
)
def test_what_only_looks_like_a_period_is_none(text: str) -> None:
    assert found_kinds(text, PeriodValue) == []
