"""A workspace's own fields: of every type, at once, without a restart or a migration."""

from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.crm import add, listed

FIELDS = "/api/v1/meta/objects/leads/fields"

# Each type with what makes it, two values in their order, and one that does not fit.
TYPES: list[tuple[str, dict[str, Any], Any, Any, Any]] = [
    ("text", {}, "apple", "Birne", 7),
    ("long_text", {}, "one\ntwo", "zwei", 7),
    ("email", {}, "a@example.test", "b@example.test", "nobody"),
    ("phone", {}, "+1 555 0100", "+1 555 0101", "none"),
    ("money", {}, 10.25, 200, -1),
    ("number", {}, 1.5, 10, "x"),
    ("integer", {}, 2, 10, 1.5),
    ("percent", {}, 5, 50.5, 101),
    ("date", {}, "2026-01-02", "2026-10-01", "2026-02-30"),
    ("time", {}, "2026-01-02T10:00:00+00:00", "2026-10-01T10:00:00+00:00", "noon"),
    ("boolean", {}, False, True, "yes"),
    ("choice", {"choices": ["small", "large"]}, "small", "large", "huge"),
    ("list", {"choices": ["red", "blue"]}, ["red"], ["blue", "red"], ["green"]),
    ("relation", {"object": "courses"}, "course", "course", 2**60),
    ("user", {}, "me", "me", 2**60),
]


@pytest.fixture(scope="module")
def owner(running: Running) -> Staff:
    return running.found()


@pytest.mark.parametrize(("kind", "more", "low", "high", "wrong"), TYPES, ids=[one[0] for one in TYPES])
def test_a_field_of_every_type_works_at_once(
    owner: Staff, kind: str, more: dict[str, Any], low: Any, high: Any, wrong: Any
) -> None:
    made = owner.post(FIELDS, json={"label": f"My {kind}", "type": kind, **more})
    assert made.status_code == 201, made.text
    name, path = f"my_{kind}", f"custom.my_{kind}"
    assert made.json()["name"] == path
    low, high = (_real(owner, value) for value in (low, high))
    first, second = (add(owner, "leads", name=kind, custom={name: value}) for value in (low, high))
    empty = add(owner, "leads", name=kind)
    assert (first["custom"][name], second["custom"][name], empty["custom"][name]) == (low, high, None)

    refused = owner.post("/api/v1/leads", json={"name": "x", "custom": {name: wrong}})
    assert refused.json()["errors"][0]["field"] == path
    is_there = {"field": path, "op": "is_not_empty"}
    found = owner.post("/api/v1/leads/query", json={"where": is_there, "sort": [{"field": "id"}]})
    assert found.status_code == 200, found.text
    assert [lead["id"] for lead in found.json()["items"]] == [first["id"], second["id"]]
    meta = {field["name"]: field for field in owner.get("/api/v1/meta/objects/leads").json()["fields"]}[path]
    assert (meta["type"], meta["own"], meta["label"]) == (kind, True, f"My {kind}")
    if meta["sortable"] and kind not in ("relation", "user"):
        order = [lead["id"] for lead in listed(owner, "leads", name=kind, sort=f"-{path}")]
        assert order == [second["id"], first["id"], empty["id"]]
    changed = owner.patch(f"/api/v1/leads/{first['id']}", json={path: None}).json()
    assert changed["custom"][name] is None


def _real(owner: Staff, value: Any) -> Any:
    if value == "me":
        return owner.get("/api/v1/me").json()["id"]
    return add(owner, "courses")["id"] if value == "course" else value


def test_a_field_is_renamed_retired_and_brought_back(owner: Staff) -> None:
    field = owner.post(FIELDS, json={"label": "Shoe size (EU)", "type": "integer"}).json()
    assert field["name"] == "custom.shoe_size_eu"
    lead = add(owner, "leads", custom={"shoe_size_eu": 42})
    path = f"{FIELDS}/{field['id']}"
    assert owner.patch(path, json={"label": "Shoes"}).json()["label"] == "Shoes"
    assert owner.delete(path).status_code == 204
    assert "shoe_size_eu" not in owner.get(f"/api/v1/leads/{lead['id']}").json()["custom"]
    assert owner.get("/api/v1/leads", params={"custom.shoe_size_eu": "42"}).status_code == 422
    owner.patch(f"/api/v1/leads/{lead['id']}", json={"city": "Pune"})
    again = owner.post(FIELDS, json={"label": "Shoe size (EU)", "type": "text"})
    assert again.status_code == 409
    assert owner.patch(path, json={"retired": False}).status_code == 200
    assert owner.get(f"/api/v1/leads/{lead['id']}").json()["custom"]["shoe_size_eu"] == 42, "values are kept"


def test_a_field_that_is_marked_as_indexed_gets_an_index(owner: Staff, running: Running) -> None:
    field = owner.post(FIELDS, json={"label": "Badge", "type": "number", "indexed": True}).json()
    running.run_jobs()
    indexes = (
        "SELECT indexdef FROM pg_indexes WHERE tablename = 'crm_leads' AND starts_with(indexname, 'crm_leads_own_')"
    )
    assert any("badge" in definition for (definition,) in running.rows(indexes))
    owner.patch(f"{FIELDS}/{field['id']}", json={"indexed": False})
    running.run_jobs()
    assert not any("badge" in definition for (definition,) in running.rows(indexes))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"label": "", "type": "text"}, "label"),
        ({"label": "X", "type": "colour"}, "type"),
        ({"label": "X", "type": "text", "name": "Not a name"}, "name"),
        ({"label": "X", "type": "choice"}, "choices"),
        ({"label": "X", "type": "choice", "choices": ["a", "A"]}, "choices"),
        ({"label": "X", "type": "relation"}, "object"),
        ({"label": "X", "type": "integer", "default": "many"}, "default"),
        ({"label": "X", "type": "text", "size": 3}, "size"),
    ],
)
def test_what_cannot_be_a_field_is_refused(owner: Staff, body: dict[str, Any], field: str) -> None:
    answer = owner.post(FIELDS, json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


def test_a_default_is_the_first_value(owner: Staff) -> None:
    owner.post("/api/v1/meta/objects/tasks/fields", json={"label": "Place", "type": "text", "default": "Desk"})
    assert add(owner, "tasks")["custom"]["place"] == "Desk"
    assert add(owner, "tasks", custom={"place": "Hall"})["custom"]["place"] == "Hall"


def test_own_fields_are_each_workspaces_own(owner: Staff, running: Running) -> None:
    owner.post(FIELDS, json={"label": "Secret", "type": "text"})
    stranger = running.found()
    assert not any(field["own"] for field in stranger.get("/api/v1/meta/objects/leads").json()["fields"])
    refused = stranger.post("/api/v1/leads", json={"name": "x", "custom": {"secret": "y"}})
    assert refused.status_code == 422
