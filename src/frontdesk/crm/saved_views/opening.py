"""Opening a view: what of it still fits its object, and what was left out because it does not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.query.parsing import QueryParser

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Opened:
    """`query`: where, search and sort as written (`-value,title`). `left_out`: a sentence for each part."""

    query: dict[str, Any]
    columns: list[str]
    left_out: list[str]


def opened(parser: QueryParser, query: Json, columns: Sequence[str]) -> Opened:
    """What of the view still fits. Fields are retired and choices changed after a view was saved."""
    left_out: list[str] = []
    where = _fitting(parser, query.get("where"), left_out)
    sorts = []
    for name in (query.get("sort") or "").split(","):
        if name and _fits(parser.sort, name, left_out):
            sorts.append(name)
    known = [name for name in columns if name in parser.definition.by_path]
    left_out += [f"The column {name} is no more." for name in columns if name not in known]
    shown = {"where": where, "search": query.get("search") or "", "sort": ",".join(sorts) or None}
    return Opened(shown, known, left_out)


def _fitting(parser: QueryParser, node: Any, left_out: list[str]) -> Any:
    if not isinstance(node, Mapping):
        return None
    for branch in ("and", "or"):
        if branch in node:
            kept = [part for one in node[branch] if (part := _fitting(parser, one, left_out)) is not None]
            return {branch: kept} if kept else None
    if "not" in node:
        inner = _fitting(parser, node["not"], left_out)
        return None if inner is None else {"not": inner}
    return dict(node) if _fits(parser.where, node, left_out) else None


def _fits(read: Callable[[Any], Any], data: Any, left_out: list[str]) -> bool:
    try:
        read(data)
    except InvalidQueryError as error:
        left_out.append(error.detail)
        return False
    return True
