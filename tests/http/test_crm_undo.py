"""Undo and history: every write can be taken back, until its record has changed again."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.conftest import Running, Staff
from tests.http.crm import add, listed, without

UNSEEN = ("version", "updated_at")


@pytest.fixture(scope="module")
def owner(running: Running) -> Staff:
    return running.found()


def test_undo_of_a_create_takes_it_away_and_redo_brings_it_back(owner: Staff) -> None:
    made = owner.post("/api/v1/leads", json={"name": "Short lived", "value": 12.5, "custom": {}})
    path = f"/api/v1/leads/{made.json()['id']}"
    undone = owner.post(f"/api/v1/undo/{made.headers['x-undo-id']}")
    assert undone.status_code == 200, undone.text
    assert undone.json()["items"] == [{"object": "leads", "id": made.json()["id"], "record": None}]
    assert owner.get(path).status_code == 404
    redone = owner.post(f"/api/v1/undo/{undone.headers['x-undo-id']}")
    assert redone.status_code == 200, redone.text
    assert without(owner.get(path).json(), *UNSEEN) == without(made.json(), *UNSEEN)


def test_undo_of_a_change_until_it_has_changed_again(owner: Staff) -> None:
    lead = add(owner, "leads", city="Pune")
    path = f"/api/v1/leads/{lead['id']}"
    first = owner.patch(path, json={"city": "Delhi"})
    second = owner.patch(path, json={"value": 5})
    refused = owner.post(f"/api/v1/undo/{first.headers['x-undo-id']}")
    assert refused.status_code == 409
    assert "changed since" in refused.json()["detail"]
    assert owner.post(f"/api/v1/undo/{second.headers['x-undo-id']}").status_code == 200
    again = owner.post(f"/api/v1/undo/{second.headers['x-undo-id']}")
    assert (again.status_code, again.json()["detail"]) == (409, "This was undone already.")
    assert owner.get(path).json()["city"] == "Delhi"


def test_undo_of_a_create_that_others_point_at_is_refused(owner: Staff) -> None:
    made = owner.post("/api/v1/leads", json={"name": "Needed"})
    add(owner, "tasks", lead_id=made.json()["id"])
    refused = owner.post(f"/api/v1/undo/{made.headers['x-undo-id']}")
    assert refused.status_code == 409
    assert owner.get(f"/api/v1/leads/{made.json()['id']}").status_code == 200


def test_undo_of_a_call_moves_the_last_contact_back(owner: Staff) -> None:
    lead = add(owner, "leads")
    body = {"direction": "outbound", "lead_id": lead["id"], "started_at": "2026-03-02T10:00:00+00:00"}
    call = owner.post("/api/v1/calls", json=body)
    owner.patch(f"/api/v1/leads/{lead['id']}", json={"city": "Pune"})
    assert owner.post(f"/api/v1/undo/{call.headers['x-undo-id']}").status_code == 200
    after = owner.get(f"/api/v1/leads/{lead['id']}").json()
    assert (after["last_contacted_at"], after["city"]) == (None, "Pune")


def test_who_may_undo(owner: Staff, running: Running) -> None:
    agent = owner.colleague("agent")
    theirs = agent.post("/api/v1/leads", json={"name": "Of the agent"})
    mine = owner.post("/api/v1/leads", json={"name": "Of the owner"})
    undo = "/api/v1/undo/"
    state = agent.get(undo + mine.headers["x-undo-id"]).json()
    assert (state["can_undo"], state["summary"]) == (False, "1 lead created")
    assert agent.post(undo + mine.headers["x-undo-id"]).status_code == 403
    assert running.found().post(undo + mine.headers["x-undo-id"]).status_code == 404
    assert owner.post(undo + theirs.headers["x-undo-id"]).status_code == 200


def test_history_tells_who_changed_what_and_how(owner: Staff) -> None:
    campaign = add(owner, "campaigns", name="Spring fair")
    lead = add(owner, "leads", value=10)
    path = f"/api/v1/leads/{lead['id']}"
    owner.patch(path, json={"value": 20.5, "campaign_id": campaign["id"]})
    owner.delete(path)
    owner.post(f"{path}/restore")
    page = owner.get(f"{path}/history", params={"limit": 3}).json()
    assert [item["action"] for item in page["items"]] == ["restored", "deleted", "updated"]
    assert page["total"] == 4
    change = {entry["field"]: entry for entry in page["items"][2]["changes"]}
    assert change["value"] == {"field": "value", "old": 10, "new": 20.5}
    assert change["campaign_id"]["new_label"] == "Spring fair"
    assert page["items"][2]["actor"]["name"] == "Olga Owner"
    assert page["items"][2]["via"] == "app"
    rest = owner.get(f"{path}/history", params={"limit": 3, "after": page["next"]}).json()
    assert [item["action"] for item in rest["items"]] == ["created"]
    assert rest["next"] is None


def test_a_write_stands_in_the_audit_trail_with_old_and_new(owner: Staff) -> None:
    lead = add(owner, "leads", name="Audited", value=1)
    owner.patch(f"/api/v1/leads/{lead['id']}", json={"value": 2.5})
    entry = owner.get("/api/v1/audit", params={"action": "leads.updated"}).json()["items"][0]
    assert (entry["object"], entry["object_id"]) == ("leads", str(lead["id"]))
    assert (entry["metadata"]["before"], entry["metadata"]["after"]) == ({"value": 1}, {"value": 2.5})


def test_each_write_is_told_as_an_event_in_the_same_transaction(owner: Staff, running: Running) -> None:
    lead = add(owner, "leads", name="Told")
    path = f"/api/v1/leads/{lead['id']}"
    owner.patch(path, json={"city": "Pune"})
    owner.delete(path)
    rows = running.rows(
        "SELECT name, data FROM domain_events WHERE data->>'object' = 'leads' AND data->>'id' = %s"
        " ORDER BY occurred_at, id",
        str(lead["id"]),
    )
    assert [name for name, _ in rows] == ["record.created", "record.updated", "record.deleted"]
    assert rows[1][1]["changed"] == ["city"]


LEAD = some.fixed_dictionaries(
    {"name": some.sampled_from(["Guna", "José Åke", "O'Brien"])},
    optional={
        "value": some.none() | some.integers(0, 10**9).map(lambda cents: cents / 100),
        "city": some.none() | some.sampled_from(["Pune", "Kraków", ""]),
        "lead_status": some.sampled_from(["New", "Qualified", "Lost"]),
        "next_follow_up": some.none() | some.just("2026-05-01T09:00:00+02:00"),
        "custom": some.fixed_dictionaries({}, optional={"size": some.none() | some.integers(1, 50)}),
    },
)


@settings(max_examples=25, deadline=None)
@given(first=LEAD, changes=some.lists(LEAD | some.just({"delete": True}), min_size=1, max_size=4))
def test_undoing_all_changes_one_by_one_gives_the_first_state(
    owner: Staff, first: dict[str, Any], changes: list[dict[str, Any]]
) -> None:
    owner.post("/api/v1/meta/objects/leads/fields", json={"label": "Size", "type": "integer"})
    lead = add(owner, "leads", **first)
    path = f"/api/v1/leads/{lead['id']}"
    undo = []
    for change in changes:
        answer = owner.delete(path) if "delete" in change else owner.patch(path, json=change)
        if answer.status_code == 409:
            continue
        undo.append(answer.headers["x-undo-id"])
    for undo_id in reversed(undo):
        assert owner.post(f"/api/v1/undo/{undo_id}").status_code == 200
    assert without(owner.get(path).json(), *UNSEEN) == without(lead, *UNSEEN)


def test_undo_of_what_would_take_anothers_mail_address_is_refused(owner: Staff) -> None:
    contact = add(owner, "contacts", email="taken@example.test")
    moved = owner.patch(f"/api/v1/contacts/{contact['id']}", json={"email": "other@example.test"})
    add(owner, "contacts", email="taken@example.test")
    assert owner.post(f"/api/v1/undo/{moved.headers['x-undo-id']}").status_code == 409
    assert listed(owner, "contacts", email="other@example.test")
