"""Time within business hours: openings, holidays, time zones and the days on which the clocks change."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from frontdesk.conversations.business_hours import BusinessHours
from frontdesk.conversations.hours import Hours

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


def office(zone: str = "UTC", **more: Any) -> Hours:
    """Nine to five with a break at noon, Monday to Friday."""
    spans = [{"opens": "09:00", "closes": "12:00"}, {"opens": "13:00", "closes": "17:00"}]
    return Hours(BusinessHours.model_validate({"time_zone": zone, "week": dict.fromkeys(WEEKDAYS, spans), **more}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


FRIDAY_EVENING, MONDAY_MORNING = at("2026-11-27T18:00Z"), at("2026-11-30T09:00Z")


def test_without_rules_somebody_is_there_always() -> None:
    hours = Hours(None)
    assert hours.is_open(FRIDAY_EVENING)
    assert hours.after(FRIDAY_EVENING, 10) == FRIDAY_EVENING + timedelta(minutes=10)
    assert hours.between(FRIDAY_EVENING, MONDAY_MORNING) == MONDAY_MORNING - FRIDAY_EVENING


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-27T09:00Z", "2026-11-27T09:00Z"),
        ("2026-11-27T11:59Z", "2026-11-27T11:59Z"),
        ("2026-11-27T12:00Z", "2026-11-27T13:00Z"),
        ("2026-11-27T17:00Z", "2026-11-30T09:00Z"),
        ("2026-11-29T03:00Z", "2026-11-30T09:00Z"),
    ],
)
def test_when_people_are_there_next(moment: str, opens: str) -> None:
    assert office().opens_at(at(moment)) == at(opens)
    assert office().is_open(at(moment)) == (moment == opens)


def test_time_counts_only_while_people_are_there() -> None:
    hours = office()
    assert hours.after(at("2026-11-27T16:50Z"), 30) == at("2026-11-30T09:20Z")
    assert hours.after(at("2026-11-27T11:30Z"), 30) == at("2026-11-27T12:00Z")
    assert hours.between(at("2026-11-27T11:00Z"), at("2026-11-27T14:00Z")) == timedelta(hours=2)
    assert hours.between(FRIDAY_EVENING, MONDAY_MORNING) == timedelta()


def test_a_holiday_is_no_day() -> None:
    hours = office(holidays=[{"date": "2026-11-30", "name": "St Andrew"}])
    assert hours.opens_at(FRIDAY_EVENING) == at("2026-12-01T09:00Z")


def test_hours_are_those_of_the_time_zone_also_when_the_clocks_change() -> None:
    berlin = office("Europe/Berlin")
    assert berlin.opens_at(at("2026-03-27T18:00Z")) == at("2026-03-30T07:00Z")
    assert berlin.opens_at(at("2026-10-23T18:00Z")) == at("2026-10-26T08:00Z")
    assert berlin.in_words(at("2026-11-30T08:00Z")) == "on Monday, 30 November, at 09:00 (Europe/Berlin)"
    night = Hours(
        BusinessHours.model_validate(
            {"time_zone": "Europe/Berlin", "week": {"sunday": [{"opens": "02:30", "closes": "24:00"}]}}
        )
    )
    # On that Sunday half past two does not exist: the day is one hour shorter.
    assert night.opens_at(at("2026-03-29T00:00Z")) == at("2026-03-29T01:30Z")
    assert night.between(at("2026-03-29T00:00Z"), at("2026-03-30T00:00Z")) == timedelta(hours=20.5)


def test_who_never_opens_has_no_next_time() -> None:
    closed = Hours(BusinessHours())
    assert closed.opens_at(MONDAY_MORNING) is None
    assert closed.after(MONDAY_MORNING, 1) is None
    assert closed.between(FRIDAY_EVENING, MONDAY_MORNING) == timedelta()


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Mars/Olympus"},
        {"week": {"monday": [{"opens": "17:00", "closes": "09:00"}]}},
        {"week": {"monday": [{"opens": "9:00", "closes": "10:00"}]}},
        {"week": {"monday": [{"opens": "09:00", "closes": "25:00"}]}},
        {"week": {"monday": [{"opens": "09:00", "closes": "12:00"}, {"opens": "11:00", "closes": "13:00"}]}},
        {"week": {"someday": []}},
        {"holidays": [{"date": "2026-02-30"}]},
    ],
)
def test_hours_that_cannot_be_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        BusinessHours.model_validate(wrong)
