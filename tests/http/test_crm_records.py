"""Records: making, reading, changing and deleting them, for every object."""

from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.crm import LEAST, add, without


@pytest.fixture(scope="module")
def owner(running: Running) -> Staff:
    """Tests of this module share a workspace: none of them counts its records."""
    return running.found()


@pytest.mark.parametrize("object", LEAST)
def test_a_record_is_made_read_changed_deleted_and_restored(owner: Staff, object: str) -> None:
    record = add(owner, object)
    path = f"/api/v1/{object}/{record['id']}"
    read = owner.get(path)
    assert read.json() == record
    assert read.headers["etag"] == '"1"'
    assert record["version"] == 1
    assert record["labels"]["id"]

    changed = owner.patch(path, json={"custom": {}})
    assert changed.status_code == 200
    assert owner.delete(path).status_code == 204
    trashed = owner.get(path).json()
    assert trashed["deleted_at"] is not None
    assert owner.patch(path, json=LEAST[object]).status_code == 409
    restored = owner.post(f"{path}/restore")
    assert restored.status_code == 200
    assert without(restored.json(), "version", "updated_at") == without(record, "version", "updated_at")


def test_names_of_earlier_clients_are_the_same_objects(owner: Staff) -> None:
    course = owner.post("/api/v1/Course", json={"title": "Data science"})
    assert course.status_code == 201
    assert owner.get(f"/api/v1/courses/{course.json()['id']}").status_code == 200
    assert owner.post("/api/v1/activity", json=LEAST["activities"]).status_code == 201


def test_a_new_record_has_its_first_values(owner: Staff) -> None:
    lead = add(owner, "leads")
    assert (lead["lead_status"], lead["opportunity_status"], lead["value"]) == ("New", "None", None)
    assert lead["owner_id"] == owner.get("/api/v1/me").json()["id"]
    assert lead["labels"]["owner_id"] == "Olga Owner"
    deal = add(owner, "deals")
    assert (deal["status"], deal["currency"], deal["closed_at"]) == ("lead", "USD", None)
    assert add(owner, "pipelines")["stages"] == ["lead", "qualified", "proposal", "negotiation", "won", "lost"]


def test_put_puts_in_place_of_all(owner: Staff) -> None:
    lead = add(owner, "leads", value=1200.5, city="Pune", lead_status="Qualified")
    put = owner.request("PUT", f"/api/v1/leads/{lead['id']}", json={"name": "Guna", "city": "Mumbai"})
    assert put.status_code == 200, put.text
    after = put.json()
    assert (after["name"], after["city"], after["value"], after["lead_status"]) == ("Guna", "Mumbai", None, "New")
    assert after["owner_id"] == lead["owner_id"]


def test_a_record_that_was_read_can_be_sent_back_whole(owner: Staff) -> None:
    lead = add(owner, "leads", value=10, phone="+91 98765 43210")
    answer = owner.request("PUT", f"/api/v1/leads/{lead['id']}", json=lead)
    assert answer.status_code == 200, answer.text
    assert without(answer.json(), "version", "updated_at") == without(lead, "version", "updated_at")


@pytest.mark.parametrize(
    ("object", "values", "field"),
    [
        ("leads", {"name": 7}, "name"),
        ("leads", {"name": "  "}, "name"),
        ("leads", {"name": "x" * 201}, "name"),
        ("leads", {"name": "a\x00b"}, "name"),
        ("leads", {"email": "nobody"}, "email"),
        ("leads", {"phone": "call me"}, "phone"),
        ("leads", {"value": -1}, "value"),
        ("leads", {"value": "many"}, "value"),
        ("leads", {"value": 0.001}, "value"),
        ("leads", {"value": 1e300}, "value"),
        ("leads", {"value": True}, "value"),
        ("leads", {"next_follow_up": "2026-02-30T10:00:00Z"}, "next_follow_up"),
        ("leads", {"next_follow_up": "tomorrow"}, "next_follow_up"),
        ("leads", {"lead_status": "Qualifid"}, "lead_status"),
        ("leads", {"colour": "red"}, "colour"),
        ("leads", {"campaign_id": 2**61}, "campaign_id"),
        ("leads", {"campaign_id": "1"}, "campaign_id"),
        ("leads", {"owner_id": 2**61}, "owner_id"),
        ("leads", {"custom": {"size": 1}}, "custom.size"),
        ("leads", {"custom": [1]}, "custom"),
        ("leads", {"notes": "x" * 20_001}, "notes"),
        ("deals", {"expected_close": "2026-13-01"}, "expected_close"),
        ("deals", {"currency": "XYZ"}, "currency"),
        ("learners", {"progress": 101}, "progress"),
        ("courses", {"duration_weeks": 1.5}, "duration_weeks"),
        ("pipelines", {"stages": ["won", "won"]}, "stages"),
        ("pipelines", {"stages": "won"}, "stages"),
        ("contacts", {"vip": "yes"}, "vip"),
        ("contacts", {"last_name": None}, "last_name"),
    ],
)
def test_what_does_not_fit_is_refused_by_field_and_reason(
    owner: Staff, object: str, values: dict[str, Any], field: str
) -> None:
    least = {**LEAST[object], **({"pipeline_id": add(owner, "pipelines")["id"]} if object == "deals" else {})}
    answer = owner.post(f"/api/v1/{object}", json={**least, **values})
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert len(answer.json()["errors"][0]["reason"]) > 10 or answer.json()["errors"][0]["reason"] == "is required"


def test_the_nearest_field_and_choice_are_named(owner: Staff) -> None:
    answer = owner.post("/api/v1/leads", json={"name": "x", "next_followup": None, "lead_status": "Qualifed"})
    reasons = " ".join(error["reason"] for error in answer.json()["errors"])
    assert "next_follow_up" in reasons
    assert "Qualified" in reasons


def test_a_relation_to_what_is_not_there_is_refused(owner: Staff, running: Running) -> None:
    foreign = add(running.found(), "campaigns")
    trashed = add(owner, "campaigns")
    owner.delete(f"/api/v1/campaigns/{trashed['id']}")
    for campaign in (foreign, trashed):
        answer = owner.post("/api/v1/leads", json={"name": "x", "campaign_id": campaign["id"]})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == "campaign_id"


def test_a_mail_address_of_a_contact_is_there_once(owner: Staff) -> None:
    contact = add(owner, "contacts", email="Asha@example.test")
    assert contact["email"] == "asha@example.test"
    again = owner.post("/api/v1/contacts", json={**LEAST["contacts"], "email": "ASHA@example.test"})
    assert again.status_code == 409
    assert again.json()["errors"][0]["field"] == "email"
    owner.delete(f"/api/v1/contacts/{contact['id']}")
    second = owner.post("/api/v1/contacts", json={**LEAST["contacts"], "email": "asha@example.test"})
    assert second.status_code == 201, "an address in the trash is free"
    assert owner.post(f"/api/v1/contacts/{contact['id']}/restore").status_code == 409


def test_two_who_edit_one_record(owner: Staff) -> None:
    lead = add(owner, "leads")
    path = f"/api/v1/leads/{lead['id']}"
    assert owner.patch(path, json={"city": "Pune"}, headers={"If-Match": '"1"'}).status_code == 200
    late = owner.patch(path, json={"city": "Delhi"}, headers={"If-Match": '"1"'})
    assert late.status_code == 412
    assert late.json()["current"]["city"] == "Pune"
    assert late.json()["detail"] == "Olga Owner has changed this record since you opened it."
    by_body = owner.patch(path, json={"city": "Delhi", "version": 1})
    assert by_body.status_code == 409
    assert by_body.json()["current"]["version"] == 2
    assert owner.get(path).json()["city"] == "Pune"
    assert owner.patch(path, json={"city": "x"}, headers={"If-Match": "abc"}).status_code == 422
    assert owner.delete(path, headers={"If-Match": '"1"'}).status_code == 412


def test_times_follow_the_status(owner: Staff) -> None:
    deal = add(owner, "deals")
    path = f"/api/v1/deals/{deal['id']}"
    won = owner.patch(path, json={"status": "won"}).json()
    assert won["closed_at"] is not None
    assert owner.patch(path, json={"status": "lost"}).json()["closed_at"] == won["closed_at"]
    assert owner.patch(path, json={"status": "proposal"}).json()["closed_at"] is None
    given = owner.patch(path, json={"status": "won", "closed_at": "2026-01-05T00:00:00+00:00"}).json()
    assert given["closed_at"] == "2026-01-05T00:00:00+00:00"


def test_a_task_is_completed_by_flag_or_status(owner: Staff) -> None:
    task = add(owner, "tasks")
    path = f"/api/v1/tasks/{task['id']}"
    assert (task["is_completed"], task["completed_at"]) == (False, None)
    done = owner.patch(path, json={"is_completed": True}).json()
    assert (done["status"], done["completed_at"] is not None) == ("completed", True)
    again = owner.patch(path, json={"is_completed": False}).json()
    assert (again["status"], again["completed_at"]) == ("todo", None)
    assert owner.patch(path, json={"status": "completed"}).json()["is_completed"] is True
    assert add(owner, "tasks", is_completed=True)["status"] == "completed"
    torn = owner.patch(path, json={"status": "todo", "is_completed": True})
    assert torn.status_code in (200, 422)


def test_logging_a_contact_moves_the_time_of_its_lead_forward_and_never_back(owner: Staff) -> None:
    lead = add(owner, "leads")
    path = f"/api/v1/leads/{lead['id']}"
    add(owner, "calls", lead_id=lead["id"], started_at="2026-03-02T10:00:00+00:00")
    assert owner.get(path).json()["last_contacted_at"] == "2026-03-02T10:00:00+00:00"
    add(owner, "messages", lead_id=lead["id"], sent_at="2026-02-01T10:00:00+00:00")
    assert owner.get(path).json()["last_contacted_at"] == "2026-03-02T10:00:00+00:00"
    add(owner, "emails", lead_id=lead["id"], status="draft", sent_at="2026-03-05T10:00:00+00:00")
    assert owner.get(path).json()["last_contacted_at"] == "2026-03-02T10:00:00+00:00"
    assert owner.get(path).json()["version"] == 1, "what the system follows up on stands in nobody's way"


def test_deleting_a_pipeline_with_deals(owner: Staff) -> None:
    pipeline = add(owner, "pipelines")
    deals = [add(owner, "deals", pipeline_id=pipeline["id"]) for _ in range(2)]
    path = f"/api/v1/pipelines/{pipeline['id']}"
    refused = owner.delete(path)
    assert refused.status_code == 409
    assert refused.json()["count"] == 2
    gone = owner.delete(path, params={"cascade": "true"})
    assert gone.status_code == 204
    assert all(owner.get(f"/api/v1/deals/{deal['id']}").json()["deleted_at"] for deal in deals)
    assert owner.post(f"/api/v1/undo/{gone.headers['x-undo-id']}").status_code == 200
    assert not any(owner.get(f"/api/v1/deals/{deal['id']}").json()["deleted_at"] for deal in deals)


def test_a_post_with_a_key_is_done_once(owner: Staff) -> None:
    headers = {"Idempotency-Key": "one-of-a-kind"}
    first = owner.post("/api/v1/leads", json={"name": "Once"}, headers=headers)
    again = owner.post("/api/v1/leads", json={"name": "Once"}, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["x-undo-id"] == first.headers["x-undo-id"]
    assert again.headers["idempotency-replayed"] == "true"
    other = owner.post("/api/v1/leads", json={"name": "Twice"}, headers=headers)
    assert other.status_code == 422
    elsewhere = owner.colleague("agent").post("/api/v1/leads", json={"name": "Mine"}, headers=headers)
    assert elsewhere.json()["name"] == "Mine", "keys are each caller's own"


def test_unknown_objects_and_paths_of_others_stay_what_they_are(owner: Staff) -> None:
    assert owner.get("/api/v1/ledes").status_code == 404
    assert owner.post("/api/v1/stats").status_code == 405
    assert owner.get("/api/v1/leads/abc").status_code == 404
    assert owner.get("/api/v1/leads/999999999").status_code == 404
