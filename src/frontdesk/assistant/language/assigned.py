"""Assigned: the parts of a sentence that says what a record shall hold, and the values that fit its fields."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from frontdesk.assistant.language.conditions import duration_in, number_json
from frontdesk.crm.fields import (
    Date,
    Email,
    Field,
    Phone,
    Time,
)
from frontdesk.crm.fields.numbers import Money, Number, Percent
from frontdesk.language.values.calendar import add_months
from frontdesk.language.values.value import (
    AnyValue,
    DayValue,
    DurationValue,
    EmailValue,
    MoneyValue,
    NumberValue,
    PhoneValue,
)


@dataclass(frozen=True)
class Assign:
    """A field gets a value (JSON of the API). None empties it."""

    path: str
    value: Any


@dataclass(frozen=True)
class AtTime:
    """A time of day on the day that the record has already."""

    time: time


@dataclass(frozen=True)
class OnDay:
    """A day, at the time of day that the record has already."""

    day: date


@dataclass(frozen=True)
class Shift:
    """So much later than the time that the record has already; earlier where it is less than nothing."""

    months: int = 0
    seconds: int = 0

    def from_(self, moment: datetime) -> datetime:
        day = add_months(moment.date(), self.months)
        return moment.replace(year=day.year, month=day.month, day=day.day) + timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Raised:
    """So much more than the number that the record has already; less where it is less than nothing."""

    by: Decimal
    percent: bool = False

    def from_(self, before: float) -> float | int:
        number = Decimal(str(before))
        return number_json(round(number + (number * self.by / 100 if self.percent else self.by), 2))


@dataclass(frozen=True)
class Titled:
    """Words that are the title, or part of a text, of the record."""

    text: str


@dataclass(frozen=True)
class Nothing:
    """Words that say nothing."""


@dataclass(frozen=True)
class Strange:
    """A word that was not understood."""

    place: int


@dataclass(frozen=True)
class OneOfSeveral:
    """A name that several records bear: which is meant has to be asked."""

    object: str
    records: tuple[tuple[int, str], ...]


Part = Assign | Titled | Nothing | Strange


def value_for(field: Field, value: AnyValue) -> Any:
    """The JSON of a typed value for a field; None where it does not fit."""
    if isinstance(field, Time) and isinstance(value, DayValue):
        return value.at.isoformat() if value.at is not None else _day(value.day)
    if isinstance(field, Date) and isinstance(value, DayValue):
        return _day(value.day)
    if isinstance(value, DurationValue):
        return duration_in(field, value)
    if isinstance(field, Number):
        return _number(field, value)
    if isinstance(field, Email) and isinstance(value, EmailValue):
        return value.address
    if isinstance(field, Phone) and isinstance(value, PhoneValue):
        return value.number
    return None


def _day(day: date) -> str:
    return day.isoformat()


def _number(field: Number, value: AnyValue) -> Any:
    if isinstance(value, NumberValue) and not value.ordinal and (not value.percent or isinstance(field, Percent)):
        return number_json(value.number)
    if isinstance(value, MoneyValue) and (isinstance(field, Money) or value.currency is None):
        return number_json(value.amount)
    return None
