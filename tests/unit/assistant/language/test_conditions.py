"""Conditions: a value fits a field, or gives none; what it gives is always a query that can be run."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.assistant.language.conditions import all_of, any_of, condition, fits, is_in, negation
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.language.values.value import (
    AnyValue,
    DayValue,
    DurationValue,
    EmailValue,
    MoneyValue,
    NumberValue,
    PeriodValue,
    PhoneValue,
    QuotedValue,
    RangeValue,
)
from tests.unit.assistant.language.grounds import SCOPE

DAY = date(2026, 3, 15)
MOMENT = datetime(2026, 3, 15, 14, 0, tzinfo=UTC)
numbers = st.decimals(0, 10**9, allow_nan=False, allow_infinity=False, places=2)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
moments = days.map(lambda day: datetime(day.year, day.month, day.day, 14, 30, tzinfo=UTC))
values = st.one_of(
    st.builds(DayValue, days),
    st.builds(DayValue, days, moments),
    st.builds(DayValue, days, period=st.sampled_from(["today", "tomorrow", "yesterday"])),
    st.builds(PeriodValue, st.none() | days, st.none() | days),
    st.builds(PeriodValue, days, days, st.sampled_from(["this_week", "last_10_days", "overdue", "next_month"])),
    st.builds(NumberValue, numbers, st.booleans(), st.booleans()),
    st.builds(MoneyValue, numbers, st.sampled_from([None, "USD", "INR"])),
    st.builds(RangeValue, st.none() | numbers, st.none() | numbers, st.sampled_from([None, "EUR"]), st.booleans(),
              st.booleans(), st.booleans()),
    st.builds(DurationValue, st.integers(1, 10**7)),
    st.just(EmailValue("john@example.com")),
    st.just(PhoneValue("+91 98765 43210")),
    st.just(QuotedValue("Ten seats")),
)  # fmt: skip
ALL_FIELDS = [(definition, field) for definition in SCOPE.catalogue for field in definition.all_fields]


@given(st.sampled_from(ALL_FIELDS), values)
def test_what_a_value_gives_on_a_field_is_a_query_that_can_be_run(where: tuple[Any, Any], value: AnyValue) -> None:
    definition, field = where
    found = fits(field, value)
    if found is not None:
        QueryParser(SCOPE, definition, 1).query({"object": definition.name, "where": found})


@pytest.mark.parametrize(
    ("object", "field", "value", "where"),
    [
        ("leads", "value", NumberValue(Decimal(500)), condition("value", "eq", 500)),
        ("leads", "value", MoneyValue(Decimal("2.5")), condition("value", "eq", 2.5)),
        ("leads", "value", RangeValue(Decimal(5), None), condition("value", "gte", 5)),
        ("leads", "value", RangeValue(None, Decimal(5), high_inclusive=False), condition("value", "lt", 5)),
        ("leads", "value", RangeValue(Decimal(1), Decimal(5)), condition("value", "between", [1, 5])),
        ("leads", "value", NumberValue(Decimal(5), percent=True), None),
        ("leads", "value", NumberValue(Decimal(2), ordinal=True), None),
        ("leads", "value", DayValue(DAY), None),
        ("leads", "value", QuotedValue("x"), None),
        ("leads", "id", NumberValue(Decimal(5)), None),
        ("leads", "name", NumberValue(Decimal(5)), None),
        ("leads", "email", EmailValue("a@b.example"), condition("email", "eq", "a@b.example")),
        ("leads", "phone", EmailValue("a@b.example"), None),
        ("leads", "phone", PhoneValue("+1 555"), condition("phone", "eq", "+1 555")),
        ("learners", "progress", NumberValue(Decimal(80), percent=True), condition("progress", "eq", 80)),
        ("batches", "capacity", MoneyValue(Decimal(20), "USD"), None),
        ("batches", "start_date", DayValue(DAY), condition("start_date", "eq", "2026-03-15")),
        ("batches", "start_date", DayValue(DAY, MOMENT), condition("start_date", "eq", "2026-03-15")),
        ("tasks", "due_date", DayValue(DAY, MOMENT), condition("due_date", "eq", MOMENT.isoformat())),
        ("tasks", "due_date", DayValue(DAY, MOMENT, vague_time=True), condition("due_date", "eq", "2026-03-15")),
        ("tasks", "due_date", DayValue(DAY, period="today"), condition("due_date", "within", "today")),
        ("tasks", "due_date", PeriodValue(DAY, None), condition("due_date", "gte", "2026-03-15")),
        ("tasks", "due_date", PeriodValue(None, DAY), condition("due_date", "lt", "2026-03-15")),
        ("tasks", "due_date", NumberValue(Decimal(5)), None),
    ],
)
def test_a_value_fits_a_field_or_gives_none(object: str, field: str, value: AnyValue, where: Any) -> None:
    assert fits(SCOPE.definition(object).by_path[field], value) == where


def test_conditions_are_put_together_without_needless_branches() -> None:
    one, two, three = (condition("city", "eq", city) for city in ("Pune", "Goa", "Agra"))
    assert all_of([]) is None
    assert all_of([one]) == one
    assert all_of([one, {"and": [two, three]}]) == {"and": [one, two, three]}
    assert any_of([one, {"or": [two, three]}]) == {"or": [one, two, three]}
    assert is_in("city", ["Pune", "Pune"]) == one
    assert is_in("city", ["Pune", "Goa"]) == condition("city", "in", ["Pune", "Goa"])


def test_the_turned_of_the_turned_is_the_same() -> None:
    for where in (condition("city", "is_empty"), condition("city", "is_not_empty")):
        assert negation(negation(where)) == where
    assert negation(condition("city", "eq", "Pune")) == condition("city", "ne", "Pune")
    over = condition("value", "gt", 5)
    assert negation(over) == {"not": over}, "an empty value is not over 5, so it is among these"
