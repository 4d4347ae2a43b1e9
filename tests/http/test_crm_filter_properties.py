"""Filters: any of the language gives the same records in the same order as a plain evaluation of it in Python."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Running, Staff
from tests.http.crm import LEAST, listed
from tests.http.plain_filters import NOW, PERIODS, World, fits, ordered

NAMES = [
    "José Åkerlund",
    "jose akerlund",
    "Zoë",
    "ZOE",
    "Ωmega",
    "50% off_now",
    "a\\b",
    "ǅ",
    "Müller",
    "Ａｓｈａ",
    "éa",
    "e a",
]
TEXTS = [*NAMES, "acme", "Acme GmbH", "ACME", "ÅCME", "o'Neil", "%", "_", "\U0001f600 ok"]
DAYS = ["2025-02-28", "2026-02-28", "2026-03-09", "2026-03-12", "2026-03-13", "2026-03-14", "2026-12-31"]
MOMENTS = [
    "2026-03-12T18:29:59+00:00",
    "2026-03-12T18:30:00+00:00",
    "2026-03-12T18:45:00+00:00",
    "2026-03-13T23:59:00+05:30",
    "2025-12-31T20:00:00+00:00",
    "2026-03-01T00:00:00+05:30",
    "2026-03-15T18:30:00.123456+00:00",
]
NUMBERS = [0, 1, 0.5, 19.99, 20, 1_000, 1_000_000.25]
OWN: list[dict[str, Any]] = [
    {"name": "size", "label": "Size", "type": "number"},
    {"name": "seen", "label": "Seen", "type": "date"},
    {"name": "met", "label": "Met", "type": "time"},
    {"name": "kind", "label": "Kind", "type": "choice", "choices": ["small", "Großer", "x_l"]},
    {"name": "tags", "label": "Tags", "type": "list", "choices": ["red", "blue", "Grün"]},
    {"name": "paid", "label": "Paid", "type": "money"},
    {"name": "motto", "label": "Motto", "type": "text"},
    {"name": "sure", "label": "Sure", "type": "boolean"},
    {"name": "mentor", "label": "Mentor", "type": "relation", "object": "contacts"},
]
MANY = 150
OBJECTS = ("leads", "deals")


class Setting:
    """A workspace with some hundred varied records, and the plain picture of it."""

    def __init__(self, owner: Staff):
        self.owner = owner
        self.random = random.Random(7)
        assert owner.patch("/api/v1/workspace", json={"time_zone": "Asia/Kolkata"}).status_code == 200
        for field in OWN:
            answer = owner.post("/api/v1/meta/objects/leads/fields", json=field)
            assert answer.status_code == 201, answer.text
        self.me = owner.get("/api/v1/users").json()["items"][0]["id"]
        self.metas = {
            name: owner.get(f"/api/v1/meta/objects/{name}").json() for name in (*OBJECTS, "contacts", "courses")
        }
        self.ids: dict[str, list[int]] = {}
        for object, number in (("courses", 5), ("contacts", 12), ("leads", MANY), ("deals", MANY)):
            self._make(object, number)
        fields = {name: {field["name"]: field for field in meta["fields"]} for name, meta in self.metas.items()}
        records = {name: {one["id"]: one for one in listed(owner, name)} for name in fields}
        self.world = World(records, fields)

    def _make(self, object: str, number: int) -> None:
        if object == "deals":
            answer = self.owner.post("/api/v1/pipelines", json={"name": "Sales"})
            self.ids["pipelines"] = [answer.json()["id"]]
        rows = [self._row(object) for _ in range(number)]
        answer = self.owner.post(f"/api/v1/{object}/batch", json={"create": rows})
        assert answer.status_code == 200, answer.text
        self.ids[object] = [record["id"] for record in answer.json()["created"]]

    def _row(self, object: str) -> dict[str, Any]:
        row: dict[str, Any] = dict(LEAST[object])
        metas = [field for field in self.metas.get(object, {"fields": []})["fields"] if not field["read_only"]]
        for field in metas:
            value = self._value(field)
            if value is not None and field["name"] != "email" and self.random.random() < 0.7:
                row[field["name"]] = value
        return {**row, **({"pipeline_id": self.ids["pipelines"][0]} if object == "deals" else {})}

    def _value(self, field: dict[str, Any]) -> Any:
        kind, choices = field["type"], [choice["value"] for choice in field["choices"] or ()]
        if kind == "list":
            return self.random.sample(choices, 2)
        of_kind: dict[str, list[Any]] = {
            "text": [] if field["name"] == "currency" else TEXTS,
            "long_text": TEXTS,
            "money": [*NUMBERS[:1], *NUMBERS[3:]],
            "number": NUMBERS,
            "date": DAYS,
            "time": MOMENTS,
            "boolean": [True, False],
            "choice": choices,
            "relation": self.ids.get(field["object"], []),
            "user": [self.me],
        }
        values = of_kind.get(kind)
        return self.random.choice(values) if values else None


@pytest.fixture(scope="module")
def setting(start_application: Callable[..., Running]) -> Setting:
    return Setting(start_application(frontdesk_now=NOW).found())


def _operand(field: dict[str, Any], operator: str, setting: Setting) -> st.SearchStrategy[Any]:
    """Values with which a field may be asked by an operator."""
    if operator in ("is_empty", "is_not_empty"):
        return st.none()
    if operator == "within":
        return st.sampled_from([*PERIODS, "overdue"])
    one = _one(field, operator, setting)
    if operator in ("in", "not_in"):
        return st.lists(one, min_size=1, max_size=4)
    if operator == "between":
        return st.tuples(one, one).map(lambda pair: sorted(pair, key=_moment_of)).map(list)
    return one


def _moment_of(value: Any) -> Any:
    # Days sort before their moments, which lie between them in this setting.
    return value[:10] + value[10:] if isinstance(value, str) else value


def _one(field: dict[str, Any], operator: str, setting: Setting) -> st.SearchStrategy[Any]:
    match field["type"]:
        case "text" | "long_text" | "email" | "phone":
            parts = [text[:3].strip() for text in TEXTS] + ["e", "AC", "%", "\\", "__"]
            return st.sampled_from(TEXTS if operator in ("eq", "ne", "in", "not_in") else parts)
        case "money":
            return st.sampled_from([*NUMBERS[:1], *NUMBERS[3:], -1, 19.98])
        case "number" | "percent":
            return st.sampled_from([*NUMBERS, -3.25])
        case "integer":
            return st.sampled_from([-1, 0, 20, *setting.ids["leads"][:3]])
        case "date":
            return st.sampled_from(DAYS)
        case "time":
            return st.sampled_from(DAYS if operator == "between" else [*DAYS, *MOMENTS])
        case "boolean":
            return st.booleans()
        case "choice" | "list":
            return st.sampled_from([choice["value"] for choice in field["choices"]])
        case "relation":
            return st.sampled_from([*setting.ids[field["object"]][:6], 2**40])
        case _:
            return st.sampled_from([setting.me, 2**40])


def _paths(setting: Setting, object: str) -> list[tuple[str, dict[str, Any]]]:
    fields = setting.world.fields
    own = [(name, dict(field)) for name, field in fields[object].items() if name not in ("created_at", "updated_at")]
    related = [
        (f"{name}.{below}", dict(field))
        for name, relation in own
        if relation["type"] == "relation" and relation["object"] in fields
        for below, field in fields[relation["object"]].items()
        if below not in ("created_at", "updated_at") and (field["object"] is None or field["object"] in setting.ids)
    ]
    named = [one for one in own if one[1]["object"] is None or one[1]["object"] in setting.ids]
    return [*named, *named, *related]


@st.composite
def filters(draw: st.DrawFn, setting: Setting, object: str, depth: int = 0) -> dict[str, Any]:
    branch = draw(st.sampled_from(["leaf", "leaf", "and", "or", "not"])) if depth < 3 else "leaf"
    below = filters(setting, object, depth + 1)
    if branch == "not":
        return {"not": draw(below)}
    if branch in ("and", "or"):
        return {branch: draw(st.lists(below, min_size=1, max_size=3))}
    path, field = draw(st.sampled_from(_paths(setting, object)))
    operator = draw(st.sampled_from(field["operators"]))
    condition = {"field": path, "op": operator, "value": draw(_operand(field, operator, setting))}
    return {name: part for name, part in condition.items() if part is not None}


@st.composite
def sorts(draw: st.DrawFn, setting: Setting, object: str) -> list[str]:
    names = [name for name, field in setting.world.fields[object].items() if field["sortable"]]
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    return [draw(st.sampled_from(["", "-"])) + name for name in chosen]


def _walked(owner: Staff, object: str, limit: int, **parameters: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        page = owner.get(
            f"/api/v1/{object}", params={**parameters, "limit": limit, **({"after": after} if after else {})}
        )
        assert page.status_code == 200, page.text
        found += page.json()["items"]
        after = page.json()["next"]
        if after is None:
            assert page.json()["total"] == len(found)
            return found
        assert len(page.json()["items"]) == limit


@pytest.mark.parametrize("object", OBJECTS)
def test_a_filter_means_what_it_says(setting: Setting, object: str) -> None:
    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(where=filters(setting, object), sort=sorts(setting, object), limit=st.integers(40, 200))
    def check(where: dict[str, Any], sort: list[str], limit: int) -> None:
        found = _walked(setting.owner, object, limit, filter=json.dumps(where), sort=",".join(sort))
        records = list(setting.world.records[object].values())
        wanted = [record for record in records if fits(setting.world, object, where, record)]
        in_order = ordered(wanted, setting.world.fields[object], sort)
        assert [record["id"] for record in found] == [record["id"] for record in in_order]
        assert found == in_order

    check()


@pytest.mark.parametrize("sort", ["id", "-id", "-value", "value", "name,-value", "-custom.size,custom.kind,-name"])
def test_pages_of_any_size_give_each_record_once(setting: Setting, sort: str) -> None:
    records = setting.world.records["leads"]
    in_order = [
        record["id"] for record in ordered(list(records.values()), setting.world.fields["leads"], sort.split(","))
    ]
    for limit in (3, 50, MANY - 1, MANY, MANY + 1):
        assert [record["id"] for record in _walked(setting.owner, "leads", limit, sort=sort)] == in_order


@pytest.mark.parametrize("object", OBJECTS)
def test_figures_of_groups_are_those_of_their_records(setting: Setting, object: str) -> None:
    names = [
        name
        for name, field in setting.world.fields[object].items()
        if field["type"] in ("choice", "boolean", "relation", "date", "number")
    ]

    @settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(where=filters(setting, object), by=st.lists(st.sampled_from(names), max_size=2, unique=True))
    def check(where: dict[str, Any], by: list[str]) -> None:
        figures = [{"fn": "count"}, *({"fn": fn, "field": "value"} for fn in ("sum", "avg", "min", "max", "count"))]
        body = {"where": where, "group_by": by, "aggregate": figures}
        answer = setting.owner.post(f"/api/v1/{object}/query", json=body)
        assert answer.status_code == 200, answer.text
        found = {tuple(group["group"].values()): group["values"] for group in answer.json()["groups"]}
        assert found == _figures(setting.world, object, where, by)

    check()


def _figures(world: World, object: str, where: dict[str, Any], by: list[str]) -> dict[tuple[Any, ...], dict[str, Any]]:
    groups: dict[tuple[Any, ...], list[Any]] = {} if by else {(): []}
    for record in world.records[object].values():
        if fits(world, object, where, record):
            key = tuple(world.place(object, name, record)[1] for name in by)
            groups.setdefault(key, []).append(record["value"])
    return {key: _of(values) for key, values in groups.items()}


def _of(values: list[Any]) -> dict[str, Any]:
    there = [value for value in values if value is not None]
    average = round(sum(there) * 100 / len(there) + 1e-9) / 100 if there else None
    return {
        "count": len(values),
        "sum_value": pytest.approx(sum(there)),
        "avg_value": None if average is None else pytest.approx(average, abs=0.0101),
        "min_value": min(there, default=None),
        "max_value": max(there, default=None),
        "count_value": len(there),
    }
