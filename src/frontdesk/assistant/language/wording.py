"""Wording: a query said in words that read as that query again."""

from collections.abc import Mapping
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.query.places import find_place
from frontdesk.crm.scope import Scope

_OPERATORS = {
    "eq": "is", "ne": "is not", "in": "is", "not_in": "is not", "gt": "over", "gte": "at least", "lt": "under",
    "lte": "at most", "between": "between", "contains": "contains", "starts_with": "starts with",
    "is_empty": "is empty", "is_not_empty": "is set", "within": "",
}  # fmt: skip


def in_words(scope: Scope, query: Mapping[str, Any]) -> str:
    """`leads whose source is event and city is Pune`, in words that the language reads."""
    definition = scope.definition(query["object"])
    words = definition.label_plural.lower()
    if query.get("aggregate"):
        words = f"{_figures(query['aggregate'])} {words}"
    if query.get("where"):
        words += f" with {_where(scope, definition, query['where'])}"
    if query.get("search"):
        words += f' about "{query["search"]}"'
    for name in query.get("group_by", ()):
        words += f" by {_label(scope, definition, name.split(':')[0])}"
    for sort in query.get("sort", ()):
        direction = " descending" if sort["direction"] == "desc" else ""
        words += f" sorted by {_label(scope, definition, sort['field'])}{direction}"
    return words


def _figures(aggregates: Any) -> str:
    names = {"count": "number of", "sum": "total", "avg": "average", "min": "lowest", "max": "highest"}
    one = aggregates[0]
    return f"{names[one['fn']]} {one.get('field', '')}".strip()


def _where(scope: Scope, definition: Definition, where: Mapping[str, Any]) -> str:
    for branch in ("and", "or"):
        if branch in where:
            return f" {branch} ".join(_where(scope, definition, part) for part in where[branch])
    if "not" in where:
        return f"not {_where(scope, definition, where['not'])}"
    label = _label(scope, definition, where["field"])
    return " ".join(f"{label} {_OPERATORS.get(where['op'], where['op'])} {_value(where)}".split())


def _label(scope: Scope, definition: Definition, path: str) -> str:
    try:
        place = find_place(scope, definition, path)
    except InvalidQueryError:
        return path
    words = place.field.words.lower()
    return f"{place.relation.words.lower()} {words}" if place.relation else words


def _value(where: Mapping[str, Any]) -> str:
    value = where.get("value")
    if value is None:
        return ""
    if isinstance(value, list):
        joint = " and " if where["op"] == "between" else " or "
        return joint.join(str(one) for one in value)
    if isinstance(value, str) and where["op"] in ("contains", "starts_with"):
        return f'"{value}"'
    return str(value).replace("_", " ")
