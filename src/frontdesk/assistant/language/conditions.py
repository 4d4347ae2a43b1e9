"""Conditions: from a field and a typed value to the JSON of the query language, if the two fit each other."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from frontdesk.crm.fields import Date, Email, Field, Phone, Time
from frontdesk.crm.fields.numbers import Integer, Money, Number, Percent
from frontdesk.language.values.value import (
    AnyValue,
    DayValue,
    DurationValue,
    EmailValue,
    MoneyValue,
    NumberValue,
    PeriodValue,
    PhoneValue,
    RangeValue,
)

Where = dict[str, Any]


def condition(path: str, op: str, value: Any = None) -> Where:
    return {"field": path, "op": op} if value is None else {"field": path, "op": op, "value": value}


def all_of(parts: Sequence[Where]) -> Where | None:
    """The parts together; None where there are none."""
    flat = list(_opened(parts, "and"))
    return None if not flat else flat[0] if len(flat) == 1 else {"and": flat}


def any_of(parts: Sequence[Where]) -> Where:
    flat = list(_opened(parts, "or"))
    return flat[0] if len(flat) == 1 else {"or": flat}


def negation(where: Where) -> Where:
    """The same turned round, in the plainest words there are for it."""
    turned = {"eq": "ne", "in": "not_in", "is_empty": "is_not_empty", "is_not_empty": "is_empty"}
    if "op" in where and where["op"] in turned:
        return {**where, "op": turned[where["op"]]}
    return {"not": where}


def _opened(parts: Iterable[Where], branch: str) -> Iterable[Where]:
    for part in parts:
        if branch in part:
            yield from part[branch]
        else:
            yield part


def is_in(path: str, values: Sequence[Any]) -> Where:
    """One of the values."""
    distinct = list(dict.fromkeys(values))
    return condition(path, "eq", distinct[0]) if len(distinct) == 1 else condition(path, "in", distinct)


# Who asks in March for what was done before the fifth does not mean the one a year from now.
_FAR_AHEAD = timedelta(days=200)


def past_year(value: PeriodValue, today: date) -> PeriodValue:
    """The period a year earlier where its only bound lies far ahead."""
    if value.name is None and value.first is None and value.end is not None and value.end > today + _FAR_AHEAD:
        day = min(value.end.day, 28) if value.end.month == 2 else value.end.day
        return PeriodValue(None, value.end.replace(year=value.end.year - 1, day=day))
    return value


def number_json(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def fits(field: Field, value: AnyValue, path: str | None = None) -> Where | None:
    """The condition that the field has this value; None where the two do not fit each other."""
    path = path or field.path
    if isinstance(field, (Date, Time)):
        return _of_time(field, value, path)
    if isinstance(field, Number) and field.name != "id":
        found = _of_number(field, value, path)
        return found if found is None or not isinstance(field, Integer) or _is_whole(found) else None
    if isinstance(field, Email) and isinstance(value, EmailValue):
        return condition(path, "eq", value.address)
    if isinstance(field, Phone) and isinstance(value, PhoneValue):
        return condition(path, "eq", value.number)
    return None


def _of_time(field: Field, value: AnyValue, path: str) -> Where | None:
    if isinstance(value, DayValue):
        if value.at is not None and isinstance(field, Time) and not value.vague_time:
            return condition(path, "eq", value.at.isoformat())
        if value.period:
            return condition(path, "within", value.period)
        return condition(path, "eq", value.day.isoformat())
    if not isinstance(value, PeriodValue):
        return None
    if value.name:
        return condition(path, "within", value.name)
    return all_of([*_from(field, value, path), *_to(field, value, path)])


def _from(field: Field, value: PeriodValue, path: str) -> list[Where]:
    if value.at_first is not None and isinstance(field, Time):
        return [condition(path, "gte", value.at_first.isoformat())]
    return [condition(path, "gte", value.first.isoformat())] if value.first else []


def _to(field: Field, value: PeriodValue, path: str) -> list[Where]:
    if value.at_end is not None and isinstance(field, Time):
        return [condition(path, "lt", value.at_end.isoformat())]
    return [condition(path, "lt", value.end.isoformat())] if value.end else []


def _of_number(field: Number, value: AnyValue, path: str) -> Where | None:
    if isinstance(value, RangeValue):
        if value.duration:
            return _of_length(field, value, path)
        if (value.percent and not isinstance(field, Percent)) or (value.currency and not isinstance(field, Money)):
            return None
        return all_of(list(_bounds(value, path)))
    if isinstance(value, NumberValue):
        if value.ordinal or (value.percent and not isinstance(field, Percent)):
            return None
        return condition(path, "eq", number_json(value.number))
    if isinstance(value, MoneyValue) and (isinstance(field, Money) or value.currency is None):
        return condition(path, "eq", number_json(value.amount))
    return None


def _is_whole(where: Where) -> bool:
    """Whether the numbers of a condition are whole, as those of an integer field must be."""
    values = [part["value"] for part in where.get("and", [where])]
    return all(isinstance(one, int) for value in values for one in (value if isinstance(value, list) else [value]))


def _bounds(value: RangeValue, path: str) -> Iterable[Where]:
    both = value.low is not None and value.high is not None and value.low_inclusive and value.high_inclusive
    if both and value.low is not None and value.high is not None:
        yield condition(path, "between", [number_json(value.low), number_json(value.high)])
        return
    if value.low is not None:
        yield condition(path, "gte" if value.low_inclusive else "gt", number_json(value.low))
    if value.high is not None:
        yield condition(path, "lte" if value.high_inclusive else "lt", number_json(value.high))


_WEEK = 7 * 24 * 3_600
_SECONDS = {"duration_seconds": 1, "duration_minutes": 60, "duration_hours": 3_600}


def duration_in(field: Field, value: DurationValue) -> int | None:
    """A length of time in the unit of the field; None where the field is no length, or not of whole units."""
    if field.name in _SECONDS:
        return value.seconds // _SECONDS[field.name]
    if field.name == "duration_weeks" and value.days is not None and value.days % 7 == 0:
        return value.days // 7
    return None


def is_amount(value: AnyValue) -> bool:
    """An amount that needs no field to be known as money."""
    return isinstance(value, MoneyValue) or (isinstance(value, RangeValue) and not value.percent and not value.duration)


def _of_length(field: Number, value: RangeValue, path: str) -> Where | None:
    """Lengths of time in seconds as bounds in the unit of the field."""
    unit = _SECONDS.get(field.name) or (_WEEK if field.name == "duration_weeks" else None)
    if unit is None:
        return None
    low, high = (None if one is None else one / unit for one in (value.low, value.high))
    if any(one is not None and one != one.to_integral_value() for one in (low, high)):
        return None
    return all_of(list(_bounds(replace(value, low=low, high=high, duration=False), path)))
