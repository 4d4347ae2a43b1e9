"""Figures in words: one number, or some for each group."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from frontdesk.assistant.spoken import MONTHS, counted, date_words
from frontdesk.assistant.told.values import label_words, number_words, value_words
from frontdesk.crm.fields import Boolean, Choice, Money
from frontdesk.crm.habits import Habits
from frontdesk.crm.query.value import Aggregate, Group, Query

MOST_TOLD = 8

_NAMES = {"sum": "total", "avg": "average", "min": "lowest", "max": "highest"}
_NAMES_OF_TIMES = {"min": "earliest", "max": "latest"}


def figure_name(aggregate: Aggregate) -> str:
    """`total value`, `latest expected close`, `number with email`."""
    if aggregate.place is None:
        return "number"
    label = label_words(aggregate.place.field)
    names = _NAMES_OF_TIMES if aggregate.place.field.has_periods else _NAMES
    return f"{names.get(aggregate.function, 'number with')} {label}"


def figure_words(aggregate: Aggregate, value: Any, habits: Habits, currency: str | None = None) -> str:
    if value is None:
        return "none"
    if aggregate.function == "count" or aggregate.place is None:
        return number_words(value)
    if aggregate.function == "avg" and not isinstance(aggregate.place.field, Money):
        return number_words(value)
    return value_words(aggregate.place.field, value, habits, currency=currency)


def groups_words(query: Query, groups: Sequence[Mapping[str, Any]], habits: Habits, currency_path: str | None) -> str:
    """`Won 4, total value $81,000; Lost 2, total value $3,000; and 3 more`. Groups are those of the answer."""
    told = [_group_words(query, group, habits, currency_path) for group in groups[:MOST_TOLD]]
    more = len(groups) - len(told)
    return "; ".join([*told, f"and {counted(more, 'more group', 'more groups')}"] if more else told)


def _group_words(query: Query, group: Mapping[str, Any], habits: Habits, currency_path: str | None) -> str:
    key = group["key"]
    currency = key.get(currency_path) if currency_path else None
    names = [
        group["label"] if group.get("label") and len(query.groups) == 1 else _key_words(one, key.get(one.name), habits)
        for one in query.groups
    ]
    if currency_path in key and currency_path not in [one.name for one in query.groups]:
        names.append(str(currency or habits.currency))
    figures = [
        words if aggregate.place is None else f"{figure_name(aggregate)} {words}"
        for aggregate in query.aggregates or (Aggregate("count"),)
        for words in [figure_words(aggregate, group["values"][aggregate.name], habits, currency)]
    ]
    return f"{', '.join(names)}: {', '.join(figures)}"


def _key_words(group: Group, value: Any, habits: Habits) -> str:
    field = group.place.field
    if value is None:
        return f"no {label_words(field)}"
    if group.step is not None:
        return _step_words(group.step, date.fromisoformat(value), habits)
    if isinstance(field, Choice | Boolean):
        return value_words(field, value, habits)
    return f"#{value}" if field.kind in ("relation", "user") else value_words(field, value, habits)


def _step_words(step: str, day: date, habits: Habits) -> str:
    """`March 2026`, `Q1 2026`, `week of 2 March`."""
    if step == "month":
        return f"{MONTHS[day.month - 1]} {day.year}"
    if step == "quarter":
        return f"Q{(day.month + 2) // 3} {day.year}"
    if step == "year":
        return str(day.year)
    return f"week of {date_words(habits, day)}" if step == "week" else date_words(habits, day)
