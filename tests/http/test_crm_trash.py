"""Trash over all objects, and what is gone for good after 90 days."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from frontdesk.crm.trash_emptying import TrashPurge
from tests.conftest import Running, Staff
from tests.http.crm import LEAST, add


@pytest.fixture
def owner(running: Running) -> Staff:
    return running.found()


def trash(staff: Staff, **parameters: Any) -> dict[str, Any]:
    answer = staff.get("/api/v1/trash", params=parameters)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def delete(staff: Staff, object: str, record: dict[str, Any]) -> None:
    assert staff.delete(f"/api/v1/{object}/{record['id']}").status_code == 204


def age(running: Running, object: str, record: dict[str, Any], days: float) -> None:
    """Has the record be in the trash for so many days."""
    with psycopg.connect(running.url) as connection:
        connection.execute(
            f"UPDATE crm_{object} SET deleted_at = %s WHERE id = %s",
            (datetime.now(UTC) - timedelta(days=days), record["id"]),
        )


def purge(running: Running) -> None:
    portal = running.client.portal
    assert portal is not None
    portal.call(running.composition.provided.get(TrashPurge).run)


def test_all_objects_are_in_it_the_newest_first(owner: Staff) -> None:
    agent = owner.colleague("agent")
    lead = add(owner, "leads", name="Gone Lead")
    note = add(owner, "notes", content="Gone note")
    add(owner, "leads", name="Stays")
    delete(owner, "leads", lead)
    delete(agent, "notes", note)
    page = trash(owner)
    assert [(item["object"], item["id"]) for item in page["items"]] == [("notes", note["id"]), ("leads", lead["id"])]
    assert [item["title"] for item in page["items"]] == ["Gone note", "Gone Lead"]
    assert [item["deleted_by"] for item in page["items"]] == ["Agent", "Olga Owner"]
    assert (page["total"], page["next"]) == (2, None)
    day = datetime.fromisoformat(page["items"][0]["deleted_at"]).date() + timedelta(days=90)
    assert page["items"][0]["purged_on"] == day.isoformat()
    assert trash(owner, object="leads")["total"] == 1


def test_who_deleted_it_last_is_told_after_a_restore(owner: Staff) -> None:
    agent = owner.colleague("agent")
    lead = add(owner, "leads")
    delete(owner, "leads", lead)
    assert owner.post(f"/api/v1/leads/{lead['id']}/restore").status_code == 200
    assert trash(owner)["items"] == []
    delete(agent, "leads", lead)
    assert [item["deleted_by"] for item in trash(owner)["items"]] == ["Agent"]


@pytest.mark.parametrize("limit", [1, 2])
def test_pages_neither_skip_nor_repeat(owner: Staff, limit: int) -> None:
    rows = [{"name": f"Lead {number}"} for number in range(3)]
    made = owner.post("/api/v1/leads/batch", json={"create": rows}).json()["created"]
    gone = {"delete": [lead["id"] for lead in made]}
    assert owner.post("/api/v1/leads/batch", json=gone).status_code == 200
    delete(owner, "contacts", add(owner, "contacts"))
    delete(owner, "tasks", add(owner, "tasks"))
    whole = [(item["object"], item["id"]) for item in trash(owner)["items"]]
    paged, after = [], ""
    while after is not None:
        page = trash(owner, limit=limit, after=after)
        paged += [(item["object"], item["id"]) for item in page["items"]]
        after = page["next"]
    assert len(whole) == 5
    assert paged == whole


def test_after_ninety_days_a_record_is_gone_and_what_pointed_at_it_loses_the_relation(
    running: Running, owner: Staff
) -> None:
    old, young = add(owner, "leads", name="Old"), add(owner, "leads", name="Young")
    task, deal = add(owner, "tasks", lead_id=old["id"]), add(owner, "deals", lead_id=old["id"])
    trashed = add(owner, "notes", lead_id=old["id"])
    for object, record in (("leads", old), ("leads", young), ("notes", trashed)):
        delete(owner, object, record)
    age(running, "leads", old, 90.5)
    age(running, "leads", young, 89.5)
    purge(running)
    assert owner.get(f"/api/v1/leads/{old['id']}").status_code == 404
    assert owner.get(f"/api/v1/leads/{young['id']}").status_code == 200
    for object, record in (("tasks", task), ("deals", deal), ("notes", trashed)):
        left = owner.get(f"/api/v1/{object}/{record['id']}").json()
        assert (left["lead_id"], left["version"]) == (None, record["version"] + (2 if object == "notes" else 1))
    told = owner.get("/api/v1/audit", params={"action": "leads.purged"}).json()["items"]
    assert [entry["metadata"]["count"] for entry in told] == [1]


def test_an_own_relation_field_loses_what_was_purged(running: Running, owner: Staff) -> None:
    body = {"label": "Referrer", "type": "relation", "object": "contacts"}
    field = owner.post("/api/v1/meta/objects/leads/fields", json=body).json()["name"].split(".")[-1]
    contact = add(owner, "contacts")
    lead = add(owner, "leads", custom={field: contact["id"]})
    delete(owner, "contacts", contact)
    age(running, "contacts", contact, 91)
    purge(running)
    assert owner.get(f"/api/v1/leads/{lead['id']}").json()["custom"][field] is None


def test_every_object_can_be_purged(running: Running, owner: Staff) -> None:
    made = {object: add(owner, object) for object in LEAST}
    for object in ("deals", *(name for name in LEAST if name not in ("deals", "pipelines")), "pipelines"):
        answer = owner.delete(f"/api/v1/{object}/{made[object]['id']}")
        assert answer.status_code == 204, answer.text
        age(running, object, made[object], 100)
    assert trash(owner)["total"] == len(LEAST)
    purge(running)
    assert trash(owner)["items"] == []


def test_bad_questions_are_refused(owner: Staff) -> None:
    assert owner.get("/api/v1/trash", params={"object": "leeds"}).status_code == 404
    assert owner.get("/api/v1/trash", params={"after": "nonsense"}).status_code == 422
