"""Filters evaluated in plain Python over records as the API shows them: what the query language means, once more."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

Record = Mapping[str, Any]

# The moment is on the 13th of March already where the workspace is.
NOW = datetime(2026, 3, 12, 18, 45, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Kolkata")
PERIODS = {
    "today": ("2026-03-13", "2026-03-14"),
    "yesterday": ("2026-03-12", "2026-03-13"),
    "tomorrow": ("2026-03-14", "2026-03-15"),
    "this_week": ("2026-03-09", "2026-03-16"),
    "last_week": ("2026-03-02", "2026-03-09"),
    "next_week": ("2026-03-16", "2026-03-23"),
    "this_month": ("2026-03-01", "2026-04-01"),
    "last_month": ("2026-02-01", "2026-03-01"),
    "next_month": ("2026-04-01", "2026-05-01"),
    "this_quarter": ("2026-01-01", "2026-04-01"),
    "this_year": ("2026-01-01", "2027-01-01"),
    "last_year": ("2025-01-01", "2026-01-01"),
    "last_7_days": ("2026-03-07", "2026-03-14"),
    "next_30_days": ("2026-03-13", "2026-04-12"),
}


@dataclass(frozen=True)
class World:
    """Records of some objects by id, and the fields of each as the API describes them."""

    records: Mapping[str, Mapping[int, Record]]
    fields: Mapping[str, Mapping[str, Mapping[str, Any]]]

    def place(self, object: str, path: str, record: Record) -> tuple[Mapping[str, Any], Any]:
        """The field that a path names, and its value; None where there is no record to look into."""
        own = self.fields[object]
        if path in own:
            return own[path], _value(record, path)
        head = next(name for name in own if path.startswith(name + "."))
        target, rest = own[head]["object"], path[len(head) + 1 :]
        related = self.records[target].get(_value(record, head))
        return self.fields[target][rest], None if related is None else _value(related, rest)


def fits(world: World, object: str, node: Mapping[str, Any], record: Record) -> bool:
    """Whether a record is among those that a filter asks for."""
    if "and" in node:
        return all(fits(world, object, one, record) for one in node["and"])
    if "or" in node:
        return any(fits(world, object, one, record) for one in node["or"])
    if "not" in node:
        return not fits(world, object, node["not"], record)
    field, value = world.place(object, node["field"], record)
    operator, wanted = node["op"], node.get("value")
    if operator in ("ne", "not_in", "is_empty"):
        positive = {"ne": "eq", "not_in": "in", "is_empty": "is_not_empty"}[operator]
        return not _matches(field, positive, value, wanted)
    return _matches(field, operator, value, wanted)


def ordered(records: Sequence[Record], fields: Mapping[str, Mapping[str, Any]], sort: Sequence[str]) -> list[Record]:
    """In the order of `["-value", "title"]`: empty values last, and where all is the same by the id."""
    found = sorted(records, key=lambda record: record["id"], reverse=sort[0].startswith("-"))
    for name in reversed(sort):
        path = name.removeprefix("-")
        field = fields[path]
        full = [record for record in found if _value(record, path) is not None]
        empty = [record for record in found if _value(record, path) is None]
        full.sort(key=lambda record: _key(field, _value(record, path)), reverse=name.startswith("-"))
        found = full + empty
    return found


def _matches(field: Mapping[str, Any], operator: str, value: Any, wanted: Any) -> bool:
    if value is None:
        return False
    if operator == "is_not_empty":
        return True
    if operator == "in":
        return any(_matches(field, "eq", value, one) for one in wanted)
    if operator == "between":
        return _matches(field, "gte", value, wanted[0]) and _matches(field, "lte", value, wanted[1])
    if operator == "within":
        return _within(field, value, wanted)
    if operator == "contains" and field["type"] == "list":
        return wanted in value
    here, there = _comparable(field, value, wanted)
    return _OPERATORS[operator](here, there)


_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda here, there: here == there,
    "gt": lambda here, there: here > there,
    "gte": lambda here, there: here >= there,
    "lt": lambda here, there: here < there,
    "lte": lambda here, there: here <= there,
    "contains": lambda here, there: there in here,
    "starts_with": lambda here, there: here.startswith(there),
}


def _comparable(field: Mapping[str, Any], value: Any, wanted: Any) -> tuple[Any, Any]:
    if field["type"] == "time":
        moment = datetime.fromisoformat(value)
        if len(wanted) == 10:
            # A day alone means the whole of it.
            return moment.astimezone(ZONE).date(), date.fromisoformat(wanted)
        return moment, datetime.fromisoformat(wanted)
    return _key(field, value), _key(field, wanted)


def _within(field: Mapping[str, Any], value: Any, period: str) -> bool:
    is_time = field["type"] == "time"
    if period == "overdue":
        today = NOW.astimezone(ZONE).date()
        return datetime.fromisoformat(value) < NOW if is_time else date.fromisoformat(value) < today
    day = datetime.fromisoformat(value).astimezone(ZONE).date() if is_time else date.fromisoformat(value)
    first, end = PERIODS[period]
    return first <= day.isoformat() < end


def _key(field: Mapping[str, Any], value: Any) -> Any:
    kind = field["type"]
    if kind in ("text", "long_text", "email", "phone"):
        return _folded(value)
    if kind == "choice":
        return [choice["value"] for choice in field["choices"]].index(value)
    if kind == "time":
        return datetime.fromisoformat(value)
    return value


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not "\u0300" <= part <= "\u036f").lower()


def _value(record: Record, path: str) -> Any:
    own = path.startswith("custom.")
    return record["custom"].get(path.removeprefix("custom.")) if own else record.get(path)
