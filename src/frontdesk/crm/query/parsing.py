"""Parsing: from the JSON of the query language to a Query that fits its object, with bounds on what may be asked."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.query.aggregates import read_aggregates, read_group_sort, read_groups
from frontdesk.crm.query.json_shape import cursor_text, refuse_unknown, truth, whole
from frontdesk.crm.query.operands import UNSTORABLE, Asker, default_operator, read_match
from frontdesk.crm.query.places import find_place
from frontdesk.crm.query.sorting import sort_entries
from frontdesk.crm.query.value import And, Condition, Node, Not, Or, Query, Sort
from frontdesk.crm.scope import Scope

MOST_DEPTH = 8
MOST_CONDITIONS = 100
MOST_LETTERS = 200_000
MOST_SEARCH = 200

_BRANCHES = ("and", "or", "not")
_LEAF = ("field", "op", "value")
_PARTS = ("object", "where", "search", "sort", "limit", "after", "trash", "group_by", "aggregate")


class QueryParser:
    """Reads queries of one object for one asker. Everything it refuses it refuses by InvalidQueryError.

    `me`: the user that is meant by "me"; None for a program.
    """

    def __init__(self, scope: Scope, definition: Definition, me: int | None = None):
        self.scope = scope
        self.definition = definition
        self.asker = Asker(scope.habits, me)

    def query(self, data: Any) -> Query:
        """The whole value of objects.md; `object` may be left out, and `limit` is for the edge to bound."""
        if not isinstance(data, Mapping):
            raise InvalidQueryError("A query must be a JSON object", "query")
        refuse_unknown(data, _PARTS, "A query")
        named = data.get("object")
        if named is not None and self.scope.definition(str(named)).name != self.definition.name:
            raise InvalidQueryError(f"This is a query of {self.definition.name}, not of {str(named)[:60]}", "object")
        groups = read_groups(self.scope, self.definition, data.get("group_by"))
        aggregates = read_aggregates(self.scope, self.definition, data.get("aggregate"))
        grouped = bool(groups or aggregates)
        return Query(
            self.definition,
            where=self.where(data.get("where")),
            search=read_search(data.get("search")),
            sort=() if grouped else self.sort(data.get("sort")),
            limit=whole(data.get("limit"), 50),
            after=cursor_text(data.get("after")),
            trash=truth(data.get("trash"), "trash"),
            groups=groups,
            aggregates=aggregates,
            group_sort=read_group_sort(groups, aggregates, data.get("sort")) if grouped else (),
        )

    def where(self, data: Any) -> Node | None:
        """A filter as JSON, or as the text of it. None where there is none: null, `{}` or blank."""
        if isinstance(data, str):
            data = _loaded(data)
        return _Filter(self).read(data, 1) if data not in (None, {}) else None

    def condition(self, path: str, operator: str | None, value: Any) -> Condition:
        """One condition; without an operator the one that is usual for the field."""
        place = find_place(self.scope, self.definition, path)
        operator = default_operator(place.field) if operator is None else operator
        match, negated = read_match(place, operator, value, self.asker)
        return Condition(place, operator, value, match, negated)

    def sort(self, data: Any) -> tuple[Sort, ...]:
        """From `-value,title` or a list of `{"field", "direction"}` (or of such words)."""
        sorts = [self._sort(name, descending) for name, descending in sort_entries(data)]
        return tuple({one.field.path: one for one in reversed(sorts)}.values())[::-1]

    def _sort(self, path: str, descending: bool) -> Sort:
        place = find_place(self.scope, self.definition, path)
        if place.relation is not None:
            near = [place.relation.path]
            raise InvalidQueryError(f"Lists cannot be sorted by {path!r}, a field of another record", path, near)
        if not place.field.sortable:
            raise InvalidQueryError(f"Lists cannot be sorted by {path!r}: it is a {place.field.kind}", path)
        return Sort(place.field, descending)


class _Filter:
    """Reads one filter and counts what is in it."""

    def __init__(self, parser: QueryParser):
        self._parser = parser
        self._conditions = 0

    def read(self, data: Any, depth: int) -> Node:
        if not isinstance(data, Mapping):
            raise InvalidQueryError('A filter must be an object such as {"field": "id", "op": "eq", "value": 1}')
        if depth > MOST_DEPTH:
            raise InvalidQueryError(f"A filter may be {MOST_DEPTH} levels deep at most")
        branch = next((name for name in _BRANCHES if name in data), None)
        if branch is None:
            return self._condition(data)
        if len(data) > 1:
            raise InvalidQueryError(f"Beside {branch!r} nothing else may stand in the same object")
        if branch == "not":
            return Not(self.read(data["not"], depth + 1))
        nodes = data[branch]
        if not isinstance(nodes, Sequence) or isinstance(nodes, str) or not nodes:
            raise InvalidQueryError(f"{branch!r} must be a list of at least one filter")
        if len(nodes) > MOST_CONDITIONS:
            raise self._too_many()
        read = tuple(self.read(node, depth + 1) for node in nodes)
        return And(read) if branch == "and" else Or(read)

    def _condition(self, data: Mapping[str, Any]) -> Condition:
        self._conditions += 1
        if self._conditions > MOST_CONDITIONS:
            raise self._too_many()
        refuse_unknown(data, (*_LEAF, *_BRANCHES), "A condition")
        if "field" not in data:
            raise InvalidQueryError("A condition must name its field", "field")
        operator = data.get("op")
        if operator is not None and not isinstance(operator, str):
            raise InvalidQueryError("An operator is a word such as eq", str(data["field"])[:160])
        return self._parser.condition(data["field"], operator, data.get("value"))

    def _too_many(self) -> InvalidQueryError:
        return InvalidQueryError(f"A filter may have {MOST_CONDITIONS} conditions at most")


def read_search(data: Any) -> str:
    """Text to search for. Raises InvalidQueryError for another thing or too much of it."""
    if data is None:
        return ""
    if not isinstance(data, str):
        raise InvalidQueryError("`search` must be a text", "search")
    if len(data) > MOST_SEARCH:
        raise InvalidQueryError(f"`search` may be {MOST_SEARCH} characters long at most", "search")
    if UNSTORABLE.search(data):
        raise InvalidQueryError("`search` holds a character that no text can hold", "search")
    return data.strip()


def _loaded(text: str) -> Any:
    if not text.strip():
        return None
    if len(text) > MOST_LETTERS:
        raise InvalidQueryError(f"A filter may be {MOST_LETTERS:,} letters long at most")
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InvalidQueryError(f"The filter is not JSON: {error.msg} at letter {error.pos + 1}") from None
