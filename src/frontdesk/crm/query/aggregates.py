"""Groups and their figures, as the query language writes them."""

from typing import Any, get_args

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.nearest import nearest
from frontdesk.crm.query.places import Place, find_place
from frontdesk.crm.query.sorting import sort_entries
from frontdesk.crm.query.value import FUNCTIONS, STEPS, Aggregate, Function, Group, GroupSort, Step
from frontdesk.crm.scope import Scope

MOST_GROUPS = 3
MOST_AGGREGATES = 10

_ADDABLE = ("sum", "avg")


def read_groups(scope: Scope, definition: Definition, data: Any) -> tuple[Group, ...]:
    """From `["status", "created_at:month"]`. A time without a step is grouped by day. Raises InvalidQueryError."""
    if data is None:
        return ()
    names = [data] if isinstance(data, str) else data
    if not isinstance(names, list):
        raise InvalidQueryError("`group_by` must be a list of fields", "group_by")
    if len(names) > MOST_GROUPS:
        raise InvalidQueryError(f"Records may be grouped by {MOST_GROUPS} fields at most", "group_by")
    groups = (_group(scope, definition, name) for name in names)
    return tuple({group.name: group for group in groups}.values())


def read_aggregates(scope: Scope, definition: Definition, data: Any) -> tuple[Aggregate, ...]:
    """From `[{"fn": "sum", "field": "value"}, {"fn": "count"}]`. Raises InvalidQueryError."""
    if data is None:
        return ()
    if not isinstance(data, list):
        raise InvalidQueryError("`aggregate` must be a list", "aggregate")
    if len(data) > MOST_AGGREGATES:
        raise InvalidQueryError(f"A query may ask for {MOST_AGGREGATES} figures at most", "aggregate")
    aggregates = (_aggregate(scope, definition, entry) for entry in data)
    return tuple({aggregate.name: aggregate for aggregate in aggregates}.values())


def read_group_sort(groups: tuple[Group, ...], aggregates: tuple[Aggregate, ...], data: Any) -> tuple[GroupSort, ...]:
    """The order of groups: by what they have in common or by a figure such as `-sum_value` or `-count`."""
    known = [group.name for group in groups] + [aggregate.name for aggregate in aggregates or (Aggregate("count"),)]
    sorts = []
    for name, descending in sort_entries(data):
        if name not in known:
            near = nearest(name, known) or known
            raise InvalidQueryError(f"Groups cannot be sorted by {name[:80]!r}", "sort", near)
        sorts.append(GroupSort(name, descending))
    return tuple(sorts)


def _group(scope: Scope, definition: Definition, name: Any) -> Group:
    path, _, written = str(name).partition(":")
    place = find_place(scope, definition, path)
    if not place.field.groupable:
        raise InvalidQueryError(f"Records cannot be grouped by {path!r}: it is a {place.field.kind}", path)
    if written and not place.field.has_periods:
        raise InvalidQueryError(f"{path!r} is no date, so it has no steps such as {written[:20]!r}", path)
    step = written or ("day" if place.field.kind == "time" else None)
    if step is None:
        return Group(place)
    known: tuple[Step, ...] = get_args(Step)
    for one in known:
        if one == step:
            return Group(place, one)
    raise InvalidQueryError(f"There is no step {step[:20]!r}", path, nearest(step, STEPS) or STEPS)


def _aggregate(scope: Scope, definition: Definition, entry: Any) -> Aggregate:
    if isinstance(entry, str):
        entry = {"fn": entry}
    if not isinstance(entry, dict) or set(entry) - {"fn", "field"}:
        raise InvalidQueryError('A figure is asked for as {"fn": "sum", "field": "value"}', "aggregate")
    function = _function(entry.get("fn"))
    if entry.get("field") is None:
        if function != "count":
            raise InvalidQueryError(f"{function!r} needs a field", "aggregate", _numbers(definition))
        return Aggregate(function)
    place = find_place(scope, definition, entry["field"])
    if not _fits(function, place):
        raise InvalidQueryError(f"{function!r} cannot be taken of {place.path!r}", place.path, _numbers(definition))
    return Aggregate(function, place)


def _function(name: Any) -> Function:
    for known in FUNCTIONS:
        if known == name:
            return known
    near = nearest(str(name), FUNCTIONS) or FUNCTIONS
    raise InvalidQueryError(f"There is no figure {str(name)[:40]!r}", "aggregate", near)


def _fits(function: Function, place: Place) -> bool:
    field = place.field
    if function == "count":
        return True
    countable = field.is_number and field.name != "id"
    return countable if function in _ADDABLE else countable or field.has_periods


def _numbers(definition: Definition) -> list[str]:
    return [field.path for field in definition.all_fields if field.is_number and field.name != "id"][:5]
