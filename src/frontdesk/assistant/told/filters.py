"""Filters in words: what a list was narrowed by, told so that a person can check it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from frontdesk.assistant.spoken import date_words, listed, quoted
from frontdesk.assistant.told.values import label_words, value_words
from frontdesk.crm.fields import Boolean, Field, FieldValueError, Member, Relation, Time
from frontdesk.crm.query.value import And, Condition, Node, Or, Query
from frontdesk.crm.reading.labels import Words, titles
from frontdesk.crm.scope import Scope
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_LETTERS = 80
USERS = "users"

# A time that is given as a day means all of it.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_BETWEEN_WORDS = {
    "eq": "is", "ne": "is not", "in": "is", "not_in": "is not", "gt": "is over", "gte": "is at least",
    "lt": "is under", "lte": "is at most", "contains": "contains", "starts_with": "starts with",
}  # fmt: skip
_OF_TIME = {"gt": "is after", "gte": "is from", "lt": "is before", "lte": "is up to"}
_TRAIL = {"is_empty": "is empty", "is_not_empty": "is not empty"}


async def filter_words(unit: UnitOfWork, scope: Scope, query: Query) -> str:
    """` where city is Pune and status is New`, ` that match “acme”`; nothing where nothing narrows it."""
    words = await titles(unit, scope, _named(query.where))
    told = f" where {_told(scope, words, query.where)}" if query.where else ""
    if query.search:
        told = f" that match {quoted(query.search, MOST_LETTERS)}{told}"
    return f" in the trash{told}" if query.trash else told


def _told(scope: Scope, words: Words, node: Node, *, within: bool = False) -> str:
    if isinstance(node, Condition):
        return _condition(scope, words, node)
    if isinstance(node, And):
        parts = [_told(scope, words, part, within=True) for part in node.nodes]
        return listed(parts)
    if isinstance(node, Or):
        either = listed([_told(scope, words, part, within=True) for part in node.nodes], "or")
        return f"either {either}" if within else either
    return f"not ({_told(scope, words, node.node)})"


def _condition(scope: Scope, words: Words, condition: Condition) -> str:
    field, operator, value = condition.place.field, condition.operator, condition.value
    relation = condition.place.relation
    label = f"{label_words(relation)}'s {label_words(field)}" if relation else label_words(field)
    if operator in _TRAIL:
        return f"{label} {_TRAIL[operator]}"
    if operator == "within":
        return f"{label} is {str(value).replace('_', ' ')}"
    if isinstance(field, Boolean) and operator in ("eq", "ne"):
        return f"{label} is {'yes' if bool(value) == (operator == 'eq') else 'no'}"
    told = [_value(scope, words, field, one) for one in (value if isinstance(value, list) else [value])]
    if operator == "between":
        return f"{label} is between {listed(told)}"
    between = (_OF_TIME if field.has_periods else {}).get(operator) or _BETWEEN_WORDS.get(operator, operator)
    return f"{label} {between} {listed(told, 'or')}"


def _value(scope: Scope, words: Words, field: Field, value: Any) -> str:
    if isinstance(field, Relation | Member):
        target = field.object if isinstance(field, Relation) else USERS
        return "you" if value == "me" else words.get((target, value), f"#{value}")
    if field.name == "id":
        return str(value)
    try:
        shown = field.show(field.read(value, scope.habits))
    except (FieldValueError, TypeError, AttributeError):
        return str(value).replace("_", " ")
    if isinstance(field, Time) and isinstance(value, str) and _DAY.fullmatch(value):
        return date_words(scope.habits, date.fromisoformat(value))
    return value_words(field, shown, scope.habits)


def _named(node: Node | None) -> dict[str, set[int]]:
    """The ids that the filter names, by what they are ids of."""
    wanted: dict[str, set[int]] = {}
    for condition in _conditions(node):
        field = condition.place.field
        if isinstance(field, Relation | Member):
            target = field.object if isinstance(field, Relation) else USERS
            values = condition.value if isinstance(condition.value, list) else [condition.value]
            wanted.setdefault(target, set()).update(one for one in values if isinstance(one, int))
    return wanted


def _conditions(node: Node | None) -> Iterator[Condition]:
    if isinstance(node, Condition):
        yield node
    elif isinstance(node, And | Or):
        for part in node.nodes:
            yield from _conditions(part)
    elif node is not None:
        yield from _conditions(node.node)
