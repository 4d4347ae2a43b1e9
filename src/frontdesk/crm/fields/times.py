"""Days and moments."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import sqlalchemy
from sqlalchemy import ColumnElement, func, literal_column

from frontdesk.crm.fields.field import EMPTY_OPERATORS, EQUALITY, ORDER, Field, FieldValueError
from frontdesk.crm.habits import Habits

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS = re.compile(r"(\d{1,4})[./\-\s](\d{1,2})[./\-\s](\d{1,4})")
_NAMED = (
    "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y", "%d-%B-%Y", "%d-%b-%y", "%d %b %y",
)  # fmt: skip
_TIME_OF_DAY = re.compile(
    r"[T,\s]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|[+-]\d{2}:?\d{2}|UTC)?$", re.I
)


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A day, without a time zone."""

    kind: ClassVar[str] = "date"
    sql_type: ClassVar[str] = "date"
    column_type = sqlalchemy.Date()
    operators: ClassVar[tuple[str, ...]] = (*EQUALITY, *ORDER, "within", *EMPTY_OPERATORS)
    has_periods: ClassVar[bool] = True

    def read(self, value: Any, habits: Habits) -> date:
        if not isinstance(value, str) or not _ISO_DATE.fullmatch(value.strip()):
            raise FieldValueError("must be a date such as 2026-03-12")
        try:
            return _within_bounds(date.fromisoformat(value.strip()))
        except ValueError as error:
            raise FieldValueError(_impossible(error)) from None

    def read_written(self, text: str, habits: Habits) -> date:
        return date_from_text(text, habits.date_order)

    def show(self, stored: Any) -> str:
        return str(stored.isoformat())

    def unpack(self, packed: Any) -> date:
        return date.fromisoformat(packed)

    def own_column(self, custom: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.crm_date(custom[literal_column(f"'{self.name}'")].astext, type_=self.column_type)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, kw_only=True)
class Time(Field):
    """A moment. Without an offset it is meant in the workspace's time zone; a day alone is its midnight."""

    kind: ClassVar[str] = "time"
    sql_type: ClassVar[str] = "timestamptz"
    column_type = sqlalchemy.DateTime(timezone=True)
    operators: ClassVar[tuple[str, ...]] = (*EQUALITY, *ORDER, "within", *EMPTY_OPERATORS)
    has_periods: ClassVar[bool] = True
    now_at_first: bool = False

    def read(self, value: Any, habits: Habits) -> datetime:
        if not isinstance(value, str) or not _ISO_DATE.match(value.strip()):
            raise FieldValueError("must be a time such as 2026-03-12T16:00:00+05:30")
        try:
            moment = datetime.fromisoformat(value.strip())
            _within_bounds(moment.date())
            return habits.at(moment)
        except (ValueError, OverflowError) as error:
            raise FieldValueError(_impossible(error)) from None

    def read_written(self, text: str, habits: Habits) -> datetime:
        if _ISO_DATE.match(text.strip()):
            try:
                return self.read(text, habits)
            except FieldValueError:
                pass
        return habits.at(time_from_text(text, habits.date_order))

    def first_value(self, habits: Habits) -> Any:
        return habits.now if self.now_at_first else super().first_value(habits)

    def show(self, stored: Any) -> str:
        return str(stored.astimezone(UTC).isoformat())

    def unpack(self, packed: Any) -> datetime:
        return datetime.fromisoformat(packed)

    def write(self, stored: Any, habits: Habits) -> str:
        return str(stored.astimezone(habits.time_zone).isoformat())

    def own_column(self, custom: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.crm_time(custom[literal_column(f"'{self.name}'")].astext, type_=self.column_type)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}


def date_from_text(text: str, date_order: str) -> date:
    """The day that a person wrote: ISO, `12/03/2026` by the order (dmy, mdy, ymd), `12 Mar 2026`.

    Raises FieldValueError for what is no day.
    """
    text = " ".join(text.replace(",", " ").split())
    if _ISO_DATE.fullmatch(text[:10]) and (len(text) == 10 or text[10] in " T"):
        text = text[:10]
    found = _NUMBERS.fullmatch(text)
    try:
        return _within_bounds(_ordered(found.groups(), date_order) if found else _named(text))
    except ValueError as error:
        raise FieldValueError(_impossible(error)) from None


def time_from_text(text: str, date_order: str) -> datetime:
    """The moment that a person wrote: a day as above, and a time of day such as `16:00` or `4:00 pm`.

    Without an offset where none was written. Raises FieldValueError.
    """
    text = text.strip()
    found = _TIME_OF_DAY.search(text)
    if found is None:
        day = date_from_text(text, date_order)
        return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the caller knows the time zone
    day = date_from_text(text[: found.start()], date_order)
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        hour = hour % 12 + (12 if found[4][0] in "pP" else 0)
    try:
        moment = datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001 - as above
    except ValueError as error:
        raise FieldValueError(_impossible(error)) from None
    return moment.replace(tzinfo=_offset(found[5])) if found[5] else moment


def _offset(text: str) -> Any:
    if text.upper() in ("Z", "UTC"):
        return UTC
    return datetime.strptime(text.replace(":", ""), "%z").tzinfo


def _ordered(parts: tuple[str | None, ...], date_order: str) -> date:
    first, second, third = (str(part) for part in parts)
    if len(first) == 4 or date_order == "ymd":
        year, month, day = first, second, third
    elif date_order == "mdy":
        month, day, year = first, second, third
    else:
        day, month, year = first, second, third
    if len(year) not in (2, 4):
        raise ValueError("the year is not clear")
    return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))


def _named(text: str) -> date:
    for form in _NAMED:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - only its day is used
        except ValueError:
            continue
    raise ValueError("not a day")


def _within_bounds(day: date) -> date:
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise FieldValueError(f"must lie between the years {EARLIEST_YEAR} and {LATEST_YEAR}")
    return day


def _impossible(error: Exception) -> str:
    if isinstance(error, FieldValueError):
        return str(error)
    return "is not a possible date; write it as 2026-03-12"
