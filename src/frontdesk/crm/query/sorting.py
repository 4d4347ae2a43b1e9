"""Sorting as it is written: `-value,title`, or a list of fields and directions."""

from collections.abc import Mapping
from typing import Any

from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.nearest import nearest
from frontdesk.crm.query.json_shape import refuse_unknown

MOST_SORTS = 5


def sort_entries(data: Any) -> list[tuple[str, bool]]:
    """What a sort names, and whether it is descending, in either form. Raises InvalidQueryError."""
    if data is None or data == "":
        return []
    entries = data.split(",") if isinstance(data, str) else data
    if not isinstance(entries, list):
        raise InvalidQueryError("`sort` must be a text such as -value,title or a list", "sort")
    if len(entries) > MOST_SORTS:
        raise InvalidQueryError(f"A list may be sorted by {MOST_SORTS} fields at most", "sort")
    return [_sort_entry(entry) for entry in entries]


def _sort_entry(entry: Any) -> tuple[str, bool]:
    if isinstance(entry, str):
        name = entry.strip()
        return name.removeprefix("-").removeprefix("+"), name.startswith("-")
    if not isinstance(entry, Mapping):
        raise InvalidQueryError('An entry of `sort` is {"field": …, "direction": "asc" or "desc"}', "sort")
    refuse_unknown(entry, ("field", "direction"), "An entry of `sort`")
    direction = entry.get("direction", "asc")
    if direction not in ("asc", "desc"):
        raise InvalidQueryError("`direction` is asc or desc", "sort", nearest(str(direction), ("asc", "desc")))
    return str(entry.get("field", "")), direction == "desc"
