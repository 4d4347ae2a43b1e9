"""Gold: what is expected of a case, made concrete on the demo: ids, numbers, groups, and the records that change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.commands.case import Expectation
from evals.commands.desk import LONGEST_PAGE, NOW, Answer, Desk
from evals.commands.records import OBJECTS

DAY_END = NOW.replace(hour=23, minute=59, second=59)


@dataclass(frozen=True)
class Rows:
    """Records in the order of the gold query. `keys`: the sort value of each, so that ties may stand in any order."""

    object: str
    ids: tuple[int, ...]
    total: int
    is_limited: bool
    keys: Mapping[int, Any] | None = None
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """A write that must be found. `id` None: a record is made. `may`: further fields that are allowed to differ."""

    object: str
    kind: str
    id: int | None
    values: Mapping[str, Any] = field(default_factory=dict)
    may: Mapping[str, Any] = field(default_factory=dict)


class Gold:
    """Reads expectations on a desk at its start. Raises AssertionError where one does not fit the demo."""

    def __init__(self, desk: Desk):
        self._desk = desk
        self.records: dict[str, dict[int, Answer]] = {
            name: {item["id"]: item for item in desk.all({"object": name, "sort": "id"})} for name in OBJECTS
        }
        self._titles: dict[str, dict[str, list[int]]] = {name: {} for name in OBJECTS}
        for name, records in self.records.items():
            for record_id, record in records.items():
                self._titles[name].setdefault(record["labels"]["id"], []).append(record_id)

    def titled(self, name: str, title: str) -> int:
        """The one record of that title."""
        found = self._titles[name].get(title, [])
        assert len(found) == 1, f"{len(found)} {name} are called {title!r}"
        return found[0]

    def rows(self, expectation: Expectation) -> Rows:
        query = self._plain(expectation["query"])
        items = self._desk.all(query)
        total = int(self._desk.query({**query, "limit": 1})["total"])
        assert items or expectation.get("empty"), f"no rows: {query}"
        sort = query.get("sort") if expectation.get("ordered") else None
        keys = {item["id"]: item[sort.lstrip("-")] for item in items} if sort else None
        said = items[0][expectation["says"]] if "says" in expectation else None
        says = () if said is None else (str(said), f"{said:,}") if isinstance(said, int | float) else (str(said),)
        return Rows(query["object"], tuple(item["id"] for item in items), total, "limit" in query, keys, says)

    def value(self, query: Mapping[str, Any]) -> float:
        groups = self._desk.query(self._plain(query))["groups"]
        (number,) = groups[0]["values"].values()
        return float(number or 0)

    def groups(self, query: Mapping[str, Any]) -> list[Answer]:
        groups: list[Answer] = self._desk.query({**self._plain(query), "limit": LONGEST_PAGE})["groups"]
        assert groups, query
        return groups

    def follow_ups(self, *, whole_day: bool) -> Rows:
        until = (DAY_END if whole_day else NOW).isoformat()
        where = [
            {"field": "next_follow_up", "op": "lte", "value": until},
            {"field": "lead_status", "op": "not_in", "value": ["Closed", "Lost"]},
        ]
        return self.rows(
            {"query": {"object": "leads", "where": {"and": where}, "sort": "next_follow_up"}, "ordered": True}
        )

    def nth(self, expectation: Expectation) -> Rows:
        rows = self.rows({"query": expectation["nth"], "ordered": True})
        record_id = rows.ids[expectation["n"] - 1]
        return Rows(rows.object, (record_id,), 1, False)

    def subject(self, expectation: Expectation) -> int | None:
        """The record that a skill is about."""
        if "title" in expectation:
            return self.titled(expectation["object"], expectation["title"])
        record_id = expectation.get("id")
        assert record_id is None or record_id in self.records[expectation["object"]], expectation
        return record_id

    def changes(self, writes: Sequence[Mapping[str, Any]]) -> list[Change]:
        return [change for write in writes for change in self._changes(write)]

    def _changes(self, write: Mapping[str, Any]) -> list[Change]:
        values, may = write.get("values", {}), write.get("may", {})
        for matcher in [*values.values(), *may.values()]:
            if isinstance(matcher, Mapping) and "record" in matcher:
                self.titled(*matcher["record"])
        if write["kind"] == "create":
            return [Change(write["object"], "create", None, values, may)]
        changes = [Change(write["object"], write["kind"], one, values, may) for one in self._meant(write)]
        return [change for change in changes if write["kind"] == "delete" or self._differs(change)]

    def _meant(self, write: Mapping[str, Any]) -> list[int]:
        if "where" in write:
            items = self._desk.all({"object": write["object"], "where": write["where"]})
            assert items, f"nothing to write: {write}"
            return [item["id"] for item in items]
        match = write["match"]
        return [self.titled(write["object"], match["title"]) if "title" in match else match["id"]]

    def _differs(self, change: Change) -> bool:
        """False for a record of many that has the value already: nothing is written there."""
        assert change.id is not None
        before = self.records[change.object][change.id]
        return not change.values or any(value_at(before, path) != wanted for path, wanted in change.values.items())

    def _plain(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """The query with `{"ids_of": query}` in its conditions replaced by the ids themselves."""
        return {key: self._resolved(value) if key == "where" else value for key, value in query.items()}

    def _resolved(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self._resolved(one) for one in node]
        if isinstance(node, Mapping):
            if "ids_of" in node:
                return [item["id"] for item in self._desk.all(node["ids_of"])]
            return {key: self._resolved(value) for key, value in node.items()}
        return node


def value_at(record: Mapping[str, Any], path: str) -> Any:
    """The value of a field, also of an own one (`custom.size`)."""
    if path.startswith("custom."):
        return record["custom"].get(path.removeprefix("custom."))
    return record.get(path)
