"""Saved views: validated, one's own or shared, and still open when a field of theirs is no more."""

from typing import Any

import pytest

from tests.conftest import Running, Staff


@pytest.fixture
def owner(running: Running) -> Staff:
    return running.found()


def save(staff: Staff, **values: Any) -> Any:
    return staff.post("/api/v1/views", json={"object": "leads", "name": "Mine", **values})


def views(staff: Staff, **parameters: Any) -> list[dict[str, Any]]:
    answer = staff.get("/api/v1/views", params=parameters)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


WARM = {
    "where": {"and": [{"field": "city", "op": "eq", "value": "Pune"}, {"field": "created_at", "op": "within",
                                                                      "value": "this_month"}]},
    "search": "kumar",
    "sort": "-value,name",
}  # fmt: skip


def test_a_view_is_saved_shown_changed_and_deleted(owner: Staff) -> None:
    made = save(owner, name="Warm in Pune", query=WARM, columns=["name", "value"], layout="board")
    assert made.status_code == 201, made.text
    view = made.json()
    assert view == {
        "id": view["id"], "object": "leads", "name": "Warm in Pune", "shared": False, "is_mine": True,
        "owner_id": owner.get("/api/v1/me").json()["id"], "query": WARM, "columns": ["name", "value"],
        "layout": "board", "left_out": [],
    }  # fmt: skip
    assert views(owner) == [view]
    path = f"/api/v1/views/{view['id']}"
    changed = owner.patch(path, json={"name": "Cold", "query": {"sort": [{"field": "name", "direction": "desc"}]}})
    assert changed.status_code == 200, changed.text
    assert changed.json() == {**view, "name": "Cold", "query": {"where": None, "search": "", "sort": "-name"}}
    assert owner.delete(path).status_code == 204
    assert views(owner) == []
    assert owner.patch(path, json={"name": "x"}).status_code == 404


def test_own_views_are_ones_own_and_shared_ones_everybodys(owner: Staff) -> None:
    agent, viewer = owner.colleague("agent"), owner.colleague("viewer")
    shared = save(agent, name="Ours", shared=True).json()
    private = save(agent, name="Secret").json()
    assert [view["name"] for view in views(agent)] == ["Ours", "Secret"]
    for other in (owner, viewer):
        assert [(view["name"], view["is_mine"]) for view in views(other)] == [("Ours", False)]
        assert other.patch(f"/api/v1/views/{private['id']}", json={"name": "x"}).status_code == 404
    assert viewer.patch(f"/api/v1/views/{shared['id']}", json={"name": "x"}).status_code == 403
    assert viewer.delete(f"/api/v1/views/{shared['id']}").status_code == 403
    assert owner.patch(f"/api/v1/views/{shared['id']}", json={"name": "Ours too"}).status_code == 200
    assert agent.delete(f"/api/v1/views/{shared['id']}").status_code == 204


def test_a_viewer_saves_for_themselves_but_shares_nothing(owner: Staff) -> None:
    viewer = owner.colleague("viewer")
    own = save(viewer)
    assert own.status_code == 201
    assert save(viewer, shared=True).status_code == 403
    assert viewer.patch(f"/api/v1/views/{own.json()['id']}", json={"shared": True}).status_code == 403


def test_views_of_one_object_alone(owner: Staff) -> None:
    save(owner, name="Leads")
    save(owner, name="Deals", object="deals")
    assert [view["name"] for view in views(owner, object="deals")] == ["Deals"]
    assert owner.get("/api/v1/views", params={"object": "deels"}).status_code == 404


def test_views_of_another_workspace_are_not_there(running: Running, owner: Staff) -> None:
    view = save(owner, shared=True).json()
    stranger = running.found()
    assert views(stranger) == []
    assert stranger.delete(f"/api/v1/views/{view['id']}").status_code == 404


def test_a_view_with_a_retired_field_still_opens_and_says_what_was_left_out(owner: Staff) -> None:
    made = owner.post("/api/v1/meta/objects/leads/fields", json={"label": "Shoe size", "type": "integer"}).json()
    path = made["name"] if made["name"].startswith("custom.") else f"custom.{made['name']}"
    kept = {"field": "city", "op": "eq", "value": "Pune"}
    query = {
        "where": {"and": [{"field": path, "op": "gt", "value": 40}, {"not": {"field": path, "op": "eq", "value": 9}},
                          {"or": [kept, {"field": path, "op": "eq", "value": 44}]}]},
        "sort": f"-{path},name",
    }  # fmt: skip
    view = save(owner, query=query, columns=["name", path]).json()
    assert view["left_out"] == []
    assert owner.delete(f"/api/v1/meta/objects/leads/fields/{made['id']}").status_code == 204
    opened = views(owner)[0]
    assert opened["query"] == {"where": {"and": [{"or": [kept]}]}, "search": "", "sort": "name"}
    assert opened["columns"] == ["name"]
    assert len(opened["left_out"]) == 5
    assert all(path.removeprefix("custom.") in sentence for sentence in opened["left_out"])
    assert owner.patch(f"/api/v1/meta/objects/leads/fields/{made['id']}", json={"retired": False}).status_code == 200
    assert views(owner)[0]["query"] == view["query"]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"query": {"where": {"field": "shoe", "op": "eq", "value": 1}}}, "shoe"),
        ({"query": {"where": {"field": "city", "op": "within", "value": "today"}}}, "within"),
        ({"query": {"sort": "-shoe"}}, "shoe"),
        ({"columns": ["name", "citty"]}, "city"),
        ({"object": "courses", "layout": "board"}, "board"),
        ({"name": "  "}, "name"),
        ({"query": {"limit": 5}}, "limit"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_reason(owner: Staff, values: dict[str, Any], named: str) -> None:
    answer = save(owner, **values)
    assert answer.status_code == 422
    assert named in answer.text


def test_a_program_shares_its_views(owner: Staff, running: Running) -> None:
    key = owner.post("/api/v1/api-keys", json={"name": "Program", "role": "agent"})
    assert key.status_code == 201, key.text
    headers = {"X-API-Key": key.json()["key"]}
    body = {"object": "leads", "name": "Of a program"}
    assert running.client.post("/api/v1/views", json=body, headers=headers).status_code == 422
    shared = running.client.post("/api/v1/views", json={**body, "shared": True}, headers=headers)
    assert shared.status_code == 201
    assert views(owner)[0]["owner_id"] is None
    assert owner.patch(f"/api/v1/views/{shared.json()['id']}", json={"shared": False}).status_code == 422
