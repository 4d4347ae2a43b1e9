"""Operands: from an operator and the JSON value beside it to what a field's value must match."""

import dataclasses
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.fields import Boolean, Field, FieldValueError, LongText, Member, Money, Relation, Several, Text, Time
from frontdesk.crm.fields.numbers import MOST_MONEY, Number
from frontdesk.crm.fields.relations import MOST_ID
from frontdesk.crm.habits import Habits
from frontdesk.crm.nearest import nearest
from frontdesk.crm.query.matches import AnySpan, BeginsWith, HasPart, Holds, Match, OneOf, Present, Span
from frontdesk.crm.query.periods import OVERDUE, PERIODS, period
from frontdesk.crm.query.places import Place
from frontdesk.crm.text_folding import folded

MOST_VALUES = 1_000
MOST_DAYS_IN_LIST = 100
MOST_TEXT = 1_000
ME = "me"
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
NEGATED = {"ne": "eq", "not_in": "in", "is_empty": "is_not_empty"}

_DAY_ALONE = re.compile(r"\s*\d{4}-\d{2}-\d{2}\s*")
_NUMBER = re.compile(r"[+-]?\d{1,30}(\.\d{1,30})?")
_WORDS_OF_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclasses.dataclass(frozen=True)
class Asker:
    """By whose habits values are read, and who is meant by `me` (None: nobody, the caller is a program)."""

    habits: Habits
    me: int | None = None


def read_match(place: Place, operator: str, value: Any, asker: Asker) -> tuple[Match, bool]:
    """What must match, and whether the condition is that it does not. Raises InvalidQueryError."""
    field = place.field
    if operator not in field.operators:
        others = ", ".join(field.operators)
        raise InvalidQueryError(
            f"{place.path!r} cannot be asked by {str(operator)[:40]!r}; its operators are {others}",
            place.path,
            nearest(operator, field.operators),
        )
    negated, positive = operator in NEGATED, NEGATED.get(operator, operator)
    if value is None and positive == "eq":
        return Present(), not negated
    try:
        return _match(field, positive, value, asker), negated
    except FieldValueError as error:
        raise InvalidQueryError(f"{place.path!r} {error}", place.path) from None
    except (OverflowError, ValueError):
        raise InvalidQueryError(f"{place.path!r} is asked for a value that cannot be", place.path) from None


def value_of_text(field: Field, text: str) -> Any:
    """The JSON value that a text in an address (`?vip=true`) means for a field; the text itself where it fits none."""
    if isinstance(field, Number) and _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    if isinstance(field, Boolean):
        return _WORDS_OF_TRUTH.get(text.lower(), text)
    if isinstance(field, (Relation, Member)) and text.isascii() and text.isdigit():
        return int(text[:30])
    return text


def _match(field: Field, operator: str, value: Any, asker: Asker) -> Match:
    match operator:
        case "is_not_empty":
            if value not in (None, True):
                raise FieldValueError("takes no value with this operator")
            return Present()
        case "eq":
            return _equal(field, [value], asker)
        case "in":
            return _equal(field, _listed(value), asker)
        case "contains" if isinstance(field, Several):
            return Holds(tuple(_chosen(field, value, asker)))
        case "contains":
            return HasPart(_text(value))
        case "starts_with":
            return BeginsWith(_text(value))
        case "within":
            return _within(field, value, asker.habits)
        case "between":
            return _between(field, value, asker)
        case _:
            return _ordered(field, operator, value, asker)


def _equal(field: Field, values: Sequence[Any], asker: Asker) -> Match:
    if isinstance(field, Time) and any(_is_day(value) for value in values):
        if len(values) > MOST_DAYS_IN_LIST:
            raise FieldValueError(f"is asked for more than {MOST_DAYS_IN_LIST} days")
        return AnySpan(tuple(_moments(field, value, asker) for value in values))
    return OneOf(tuple(dict.fromkeys(_comparable(field, value, asker) for value in values)))


def _ordered(field: Field, operator: str, value: Any, asker: Asker) -> Span:
    if isinstance(field, Time) and _is_day(value):
        day = _day_span(field, value, asker.habits)
        return {
            "gt": Span(lower=day.upper),
            "gte": Span(lower=day.lower),
            "lt": Span(upper=day.lower),
            "lte": Span(upper=day.upper),
        }[operator]
    bound = _comparable(field, value, asker)
    return {
        "gt": Span(lower=bound, from_lower=False),
        "gte": Span(lower=bound),
        "lt": Span(upper=bound),
        "lte": Span(upper=bound, to_upper=True),
    }[operator]


def _between(field: Field, value: Any, asker: Asker) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise FieldValueError("must be asked for a list of two values with between")
    first, last = (
        _ordered(field, operator, bound, asker) for operator, bound in zip(("gte", "lte"), value, strict=True)
    )
    if first.lower > last.upper:
        raise FieldValueError("is asked for a range whose end comes before its beginning")
    return Span(first.lower, last.upper, to_upper=last.to_upper)


def _within(field: Field, value: Any, habits: Habits) -> Span:
    if not isinstance(value, str):
        raise FieldValueError(f"must be asked for a period such as {', '.join(PERIODS[:6])}")
    name = value.strip().lower().replace(" ", "_")
    if name == OVERDUE:
        return Span(upper=habits.now if isinstance(field, Time) else habits.today)
    found = period(name, habits)
    if found is None:
        near = nearest(name, PERIODS)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(PERIODS)}"
        raise FieldValueError(f"is asked for the unknown period {value[:60]!r}; {hint}")
    if isinstance(field, Time):
        return Span(habits.midnight(found.first), habits.midnight(found.end))
    return Span(found.first, found.end)


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise FieldValueError("must be asked for a list of values with this operator")
    if len(value) > MOST_VALUES:
        raise FieldValueError(f"is asked for {len(value):,} values; {MOST_VALUES:,} are allowed at most")
    return value


def _comparable(field: Field, value: Any, asker: Asker) -> Any:
    if isinstance(field, Text):
        return _text(value)
    if isinstance(field, Member) and value == ME:
        if asker.me is None:
            raise FieldValueError("cannot be 'me': the caller is a program, not a member of staff")
        return asker.me
    if isinstance(field, Number) and isinstance(value, int) and abs(value) > MOST_ID:
        raise FieldValueError("is asked for a number that is too large")
    return field.comparable(_without_bounds(field).read(value, asker.habits))


def _without_bounds(field: Field) -> Field:
    """To be compared with, a number need not be one that the field may hold."""
    if isinstance(field, Money):
        return dataclasses.replace(field, minimum=-MOST_MONEY, maximum=MOST_MONEY)
    return dataclasses.replace(field, minimum=None, maximum=None) if isinstance(field, Number) else field


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise FieldValueError("must be asked for a text")
    if not value.strip():
        raise FieldValueError("is asked for an empty text; use is_empty for that")
    if len(value) > MOST_TEXT:
        raise FieldValueError(f"is asked for a text of more than {MOST_TEXT:,} characters")
    if UNSTORABLE.search(value):
        raise FieldValueError("is asked for a character that no text can hold")
    return folded(value.strip())


def _chosen(field: Several, value: Any, asker: Asker) -> list[str]:
    wanted = value if isinstance(value, list) else [value]
    if not wanted:
        raise FieldValueError("must be asked for one of its choices")
    return field.read(wanted, asker.habits)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and bool(_DAY_ALONE.fullmatch(value))


def _moments(field: Time, value: Any, asker: Asker) -> Span:
    if _is_day(value):
        return _day_span(field, value, asker.habits)
    moment = field.read(value, asker.habits)
    return Span(moment, moment, to_upper=True)


def _day_span(field: Time, value: str, habits: Habits) -> Span:
    first = field.read(value, habits).astimezone(habits.time_zone).date()
    return Span(habits.midnight(first), habits.midnight(first + timedelta(days=1)))


def default_operator(field: Field) -> str:
    """What is meant where only a field and a value are given."""
    return "contains" if isinstance(field, (LongText, Several)) else "eq"
