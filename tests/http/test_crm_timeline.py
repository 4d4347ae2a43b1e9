"""Timelines: all that hangs on a contact, a lead or a deal, and what was done to it, in one order."""

from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.crm import add


@pytest.fixture(scope="module")
def owner(running: Running) -> Staff:
    return running.found()


def timeline(staff: Staff, record: dict[str, Any], object: str = "leads", **parameters: Any) -> dict[str, Any]:
    answer = staff.get(f"/api/v1/{object}/{record['id']}/timeline", params=parameters)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def busy_lead(staff: Staff) -> dict[str, Any]:
    """A lead with one thing of each kind, each on a day of its own in the past, the call first."""
    lead = add(staff, "leads", name="Busy Lead")
    day = "2026-02-{:02}T10:00:00+00:00".format
    add(staff, "calls", lead_id=lead["id"], started_at=day(1), outcome="answered", notes="Asked for a price")
    add(staff, "emails", lead_id=lead["id"], sent_at=day(2), subject="Our prices", body="Dear Lead", status="sent")
    add(staff, "meetings", lead_id=lead["id"], scheduled_at=day(3), title="Visit", location="Office")
    add(staff, "messages", lead_id=lead["id"], sent_at=day(4), body="On my way")
    add(staff, "activities", lead_id=lead["id"], occurred_at=day(5), subject="Came by")
    add(staff, "tasks", lead_id=lead["id"], due_date=day(6), title="Send the offer")
    add(staff, "notes", lead_id=lead["id"], content="Likes mornings", author="Meera")
    return lead


def test_all_kinds_stand_in_one_order_the_newest_first(owner: Staff) -> None:
    lead = busy_lead(owner)
    page = timeline(owner, lead)
    kinds = [item["kind"] for item in page["items"]]
    assert kinds == ["note", "change", "task", "activity", "message", "meeting", "email", "call"]
    assert page["total"] == 8
    assert page["next"] is None
    times = [item["at"] for item in page["items"]]
    assert times == sorted(times, reverse=True)


def test_an_entry_tells_what_happened(owner: Staff) -> None:
    items = {item["kind"]: item for item in timeline(owner, busy_lead(owner))["items"]}
    call, email, note = items["call"], items["email"], items["note"]
    assert (call["title"], call["body"], call["object"]) == ("Outbound call", "Asked for a price", "calls")
    assert call["data"]["outcome"] == "answered"
    assert call["actor"] == "Olga Owner"
    assert (email["title"], email["body"], email["data"]["status"]) == ("Our prices", "Dear Lead", "sent")
    assert (note["title"], note["data"]["author"]) == ("Likes mornings", "Meera")
    assert items["change"]["title"] == "Lead created"
    assert items["change"]["actor"] == "Olga Owner"


def test_changes_are_told_with_words_for_ids(owner: Staff) -> None:
    course = add(owner, "courses", title="Baking")
    lead = add(owner, "leads", city="Pune")
    changed = owner.patch(f"/api/v1/leads/{lead['id']}", json={"city": "Delhi", "course_id": course["id"]})
    newest = timeline(owner, lead, kinds="change")["items"][0]
    assert newest["title"] == "City, Interest changed"
    assert newest["data"]["undo_id"] == changed.headers["x-undo-id"]
    by_field = {change["field"]: change for change in newest["data"]["changes"]}
    assert (by_field["city"]["old"], by_field["city"]["new"]) == ("Pune", "Delhi")
    assert by_field["course_id"]["new_label"] == "Baking"


def test_only_the_kinds_that_are_asked_for(owner: Staff) -> None:
    page = timeline(owner, busy_lead(owner), kinds="call,email")
    assert [item["kind"] for item in page["items"]] == ["email", "call"]
    assert page["total"] == 2


@pytest.mark.parametrize("limit", [1, 3])
def test_pages_neither_skip_nor_repeat(owner: Staff, limit: int) -> None:
    lead = busy_lead(owner)
    at = "2026-02-01T10:00:00+00:00"
    for _ in range(3):
        add(owner, "calls", lead_id=lead["id"], started_at=at)
        add(owner, "messages", lead_id=lead["id"], sent_at=at)
    whole = [(item["object"], item["id"]) for item in timeline(owner, lead)["items"]]
    assert len(whole) == 14
    paged, after = [], None
    while True:
        page = timeline(owner, lead, limit=limit, **({"after": after} if after else {}))
        paged += [(item["object"], item["id"]) for item in page["items"]]
        assert page["total"] == 14
        after = page["next"]
        if after is None:
            break
    assert paged == whole


def test_a_deal_has_what_points_at_it_and_its_people_see_that_it_was_made(owner: Staff) -> None:
    contact, lead = add(owner, "contacts"), add(owner, "leads")
    deal = add(owner, "deals", title="Ten seats", contact_id=contact["id"], lead_id=lead["id"])
    add(owner, "tasks", deal_id=deal["id"], title="Write the offer")
    of_deal = timeline(owner, deal, "deals")["items"]
    assert sorted(item["title"] for item in of_deal) == ["Deal created", "Write the offer"]
    for record, object in ((contact, "contacts"), (lead, "leads")):
        made = [item for item in timeline(owner, record, object)["items"] if item["object"] == "deals"]
        assert [(item["kind"], item["title"], item["id"]) for item in made] == [
            ("change", "Deal created: Ten seats", deal["id"])
        ]


def test_what_is_in_the_trash_is_not_told(owner: Staff) -> None:
    lead = add(owner, "leads")
    call = add(owner, "calls", lead_id=lead["id"])
    assert timeline(owner, lead, kinds="call")["total"] == 1
    owner.delete(f"/api/v1/calls/{call['id']}")
    assert timeline(owner, lead, kinds="call") == {"items": [], "next": None, "total": 0}


def test_an_own_relation_field_points_too(owner: Staff) -> None:
    body = {"label": "Introduced by", "type": "relation", "object": "contacts"}
    made = owner.post("/api/v1/meta/objects/activities/fields", json=body)
    assert made.status_code == 201, made.text
    contact = add(owner, "contacts")
    add(owner, "activities", subject="Brought a friend", custom={made.json()["name"].split(".")[-1]: contact["id"]})
    titles = [item["title"] for item in timeline(owner, contact, "contacts")["items"]]
    assert "Brought a friend" in titles


def test_long_texts_are_cut(owner: Staff) -> None:
    lead = add(owner, "leads")
    add(owner, "notes", lead_id=lead["id"], content="word " * 1_000)
    note = timeline(owner, lead, kinds="note")["items"][0]
    assert len(note["body"]) < 2_010
    assert note["body"].endswith("…")


def test_bad_questions_are_refused_with_their_reason(owner: Staff, running: Running) -> None:
    lead = add(owner, "leads")
    path = f"/api/v1/leads/{lead['id']}/timeline"
    unknown = owner.get(path, params={"kinds": "call,letter"})
    assert (unknown.status_code, "letter" in unknown.json()["detail"]) == (422, True)
    for cursor in ("x", "bm90IGpzb24", "WzEsMiwzXQ", "W251bGxd"):
        assert owner.get(path, params={"after": cursor}).status_code == 422
    course = add(owner, "courses")
    assert owner.get(f"/api/v1/courses/{course['id']}/timeline").status_code == 404
    assert owner.get("/api/v1/leads/999999999/timeline").status_code == 404
    assert running.found().get(path).status_code == 404
