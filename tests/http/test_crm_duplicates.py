"""Duplicates: found at a record, before saving and over a whole object; merged with all that hangs on them."""

from typing import Any

import pytest

from frontdesk.crm.duplicates import groups
from tests.conftest import Running, Staff
from tests.http.crm import add, listed, without

UNSEEN = ("version", "updated_at")


@pytest.fixture(scope="module")
def owner(running: Running) -> Staff:
    return running.found()


def doubles(staff: Staff, object: str, record: dict[str, Any]) -> list[dict[str, Any]]:
    answer = staff.get(f"/api/v1/{object}/{record['id']}/duplicates")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def before_saving(staff: Staff, object: str, **values: Any) -> list[dict[str, Any]]:
    answer = staff.post(f"/api/v1/{object}/duplicates", json=values)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def merge(staff: Staff, object: str, keep: dict[str, Any], *others: dict[str, Any], **values: Any) -> Any:
    body = {"keep": keep["id"], "merge": [other["id"] for other in others], "values": values}
    return staff.post(f"/api/v1/{object}/merge", json=body)


def test_an_equal_address_or_number_is_certain(owner: Staff) -> None:
    lead = add(owner, "leads", name="Anita Desai", email="anita@example.com", phone="+91 98400 12345")
    by_mail = add(owner, "leads", name="A. D.", email="ANITA@example.com")
    by_phone = add(owner, "leads", name="Office", phone="098400-12345")
    found = {item["record"]["id"]: item for item in doubles(owner, "leads", lead)}
    assert set(found) == {by_mail["id"], by_phone["id"]}
    assert (found[by_mail["id"]]["score"], found[by_mail["id"]]["reasons"]) == (1.0, ["same email"])
    assert (found[by_phone["id"]]["score"], found[by_phone["id"]]["reasons"]) == (1.0, ["same phone"])
    assert found[by_mail["id"]]["record"] == by_mail


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Zoltán Kovács", "same name"),
        ("zoltan kovacs", "same name"),
        ("Kovacs Zoltan", "same name"),
        ("Zoltan Kovasc", "similar name"),
        ("Zoltan Kovac", "similar name"),
        ("Zolton Kovacs", "similar name"),
    ],
)
def test_a_like_name_counts_with_something_beside_it(running: Running, name: str, reason: str) -> None:
    owner = running.found()
    lead = add(owner, "leads", name="Zoltan Kovacs", company="Duna Kft", city="Szeged")
    found = before_saving(owner, "leads", name=name, company="DUNA KFT")
    assert [(item["record"]["id"], item["reasons"]) for item in found] == [(lead["id"], [reason, "same company"])]
    assert 0.6 <= found[0]["score"] < 1
    assert before_saving(owner, "leads", name=name) == []
    assert before_saving(owner, "leads", name=name, company="Tisza Kft") == []
    assert before_saving(owner, "leads", name="Maria Kovacs", company="Duna Kft") == []


def test_more_that_is_equal_makes_it_surer(running: Running) -> None:
    owner = running.found()
    add(owner, "contacts", first_name="Lena", last_name="Lindqvist", company="Fjord", city="Bergen")
    one = before_saving(owner, "contacts", first_name="Lena", last_name="Lindquist", company="Fjord")
    two = before_saving(owner, "contacts", first_name="Lena", last_name="Lindquist", company="Fjord", city="Bergen")
    same = before_saving(owner, "contacts", first_name="Lena", last_name="Lindqvist", company="Fjord")
    assert one[0]["score"] < two[0]["score"] < 1
    assert one[0]["score"] < same[0]["score"]


def test_values_that_do_not_fit_are_left_out(owner: Staff) -> None:
    add(owner, "leads", name="Nobody Special", email="special@example.com")
    assert before_saving(owner, "leads", email="not an address", name=7, nonsense=[1]) == []
    assert len(before_saving(owner, "leads", email="special@example.com", phone=12)) == 1


def test_the_trash_and_other_workspaces_hold_no_doubles(running: Running) -> None:
    owner, stranger = running.found(), running.found()
    lead = add(owner, "leads", email="once@example.com")
    other = add(owner, "leads", email="once@example.com")
    add(stranger, "leads", email="once@example.com")
    assert [item["record"]["id"] for item in doubles(owner, "leads", lead)] == [other["id"]]
    owner.delete(f"/api/v1/leads/{other['id']}")
    assert doubles(owner, "leads", lead) == []
    assert stranger.get(f"/api/v1/leads/{lead['id']}/duplicates").status_code == 404


def test_objects_without_a_likeness_have_no_doubles(owner: Staff) -> None:
    course = add(owner, "courses", title="Baking")
    add(owner, "courses", title="Baking")
    assert doubles(owner, "courses", course) == []
    assert owner.get("/api/v1/courses/duplicates").json() == {"items": [], "next": None, "total": 0}


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_groups_over_the_whole_object_come_in_pages(running: Running, limit: int) -> None:
    owner = running.found()
    for number in range(3):
        for _ in range(2):
            add(owner, "leads", name=f"Pair {number} {_}", email=f"pair{number}@example.com")
    add(owner, "leads", name="Phone One", phone="+91 98400 54321")
    add(owner, "leads", name="Phone Two", phone="98400 54321")
    add(owner, "leads", name="Same Name", city="Pune")
    add(owner, "leads", name="SAME NAME", city="pune")
    add(owner, "leads", name="Same Name", city="Delhi")
    pairs, after = [], ""
    while after is not None:
        answer = owner.get("/api/v1/leads/duplicates", params={"limit": limit, "after": after})
        assert answer.status_code == 200, answer.text
        assert len(answer.json()["items"]) <= limit
        pairs += answer.json()["items"]
        after = answer.json()["next"]
    assert [group["reasons"] for group in pairs] == [
        ["same email", "similar name"], ["same email", "similar name"], ["same email", "similar name"],
        ["same phone"], ["same name", "same city"],
    ]  # fmt: skip
    assert [len(group["records"]) for group in pairs] == [2, 2, 2, 2, 2]
    assert [group["score"] for group in pairs] == [1, 1, 1, 1, 0.9]
    assert owner.get("/api/v1/leads/duplicates", params={"after": "nonsense"}).status_code == 422


@pytest.mark.parametrize("most", [1, 2, 3, 5])
def test_groups_are_whole_wherever_one_page_stops_reading(
    running: Running, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    owner = running.found()
    for number in range(4):
        for _ in range(2 if number % 2 else 1):
            add(owner, "trainers", name=f"Trainer {number} {_}", email=f"trainer{number}@example.com")
    monkeypatch.setattr(groups, "MOST_READ", most)
    found, after = [], ""
    while after is not None:
        answer = owner.get("/api/v1/trainers/duplicates", params={"after": after}).json()
        found += [sorted(record["email"] for record in group["records"]) for group in answer["items"]]
        after = answer["next"]
    assert found == [["trainer1@example.com"] * 2, ["trainer3@example.com"] * 2]


def test_a_merge_fills_what_is_empty_and_keeps_what_was_chosen(owner: Staff) -> None:
    course = add(owner, "courses")
    keep = add(owner, "leads", name="Asha", city="Pune")
    second = add(owner, "leads", name="Asha Rao", city="Delhi", email="asha@example.com", course_id=course["id"])
    third = add(owner, "leads", name="A Rao", phone="98400 12345", email="other@example.com", value=12.5)
    merged = merge(owner, "leads", keep, second, third, name="Asha R.")
    assert merged.status_code == 200, merged.text
    record = merged.json()
    assert record["id"] == keep["id"]
    assert (record["name"], record["city"], record["email"]) == ("Asha R.", "Pune", "asha@example.com")
    assert (record["phone"], record["value"], record["course_id"]) == ("98400 12345", 12.5, course["id"])
    for other in (second, third):
        assert owner.get(f"/api/v1/leads/{other['id']}").json()["deleted_at"] is not None


def everything_of(staff: Staff) -> dict[str, list[dict[str, Any]]]:
    objects = ("leads", "contacts", "deals", "tasks", "calls", "notes", "emails", "meetings", "messages", "activities")
    return {
        object: [without(record, *UNSEEN, "labels") for record in listed(staff, object, sort="id")]
        for object in objects
    }


@pytest.mark.parametrize(("object", "relation"), [("leads", "lead_id"), ("contacts", "contact_id")])
def test_all_that_hangs_on_the_merged_moves_and_one_undo_brings_everything_back(
    running: Running, object: str, relation: str
) -> None:
    owner = running.found()
    body = {"label": "Brought by", "type": "relation", "object": object}
    field = owner.post("/api/v1/meta/objects/notes/fields", json=body).json()["name"].split(".")[-1]
    keep = add(owner, object)
    other = add(owner, object, email="one@example.com", phone="98400 11111")
    for name in ("deals", "tasks", "calls", "emails", "meetings", "messages", "activities", "notes"):
        add(owner, name, **{relation: other["id"]})
    own = add(owner, "notes", content="By way of an own field", custom={field: other["id"]})
    before = everything_of(owner)
    merged = merge(owner, object, keep, other)
    assert merged.status_code == 200, merged.text
    assert merged.json()["email"] == "one@example.com"
    for name in ("deals", "tasks", "calls", "emails", "meetings", "messages", "activities"):
        assert [record[relation] for record in listed(owner, name)] == [keep["id"]], name
    assert owner.get(f"/api/v1/notes/{own['id']}").json()["custom"][field] == keep["id"]
    kinds = {item["kind"] for item in owner.get(f"/api/v1/{object}/{keep['id']}/timeline").json()["items"]}
    assert kinds == {"call", "email", "meeting", "message", "activity", "note", "task", "change"}

    undone = owner.post(f"/api/v1/undo/{merged.headers['x-undo-id']}")
    assert undone.status_code == 200, undone.text
    assert everything_of(owner) == before


@pytest.mark.parametrize("kept_first", [True, False])
def test_an_address_that_only_one_may_have_goes_over_and_back(owner: Staff, kept_first: bool) -> None:
    """Many records, so that neither the order of ids nor that of rows decides who has the address first."""
    mail = f"only{kept_first}@example.com".lower()
    keep = add(owner, "contacts") if kept_first else None
    others = [add(owner, "contacts", **({"email": mail} if number == 3 else {})) for number in range(6)]
    keep = keep or add(owner, "contacts")
    merged = merge(owner, "contacts", keep, *others)
    assert (merged.status_code, merged.json()["email"]) == (200, mail)
    undone = owner.post(f"/api/v1/undo/{merged.headers['x-undo-id']}")
    assert undone.status_code == 200, undone.text
    assert owner.get(f"/api/v1/contacts/{others[3]['id']}").json()["email"] == mail
    assert owner.get(f"/api/v1/contacts/{keep['id']}").json()["email"] is None
    redone = owner.post(f"/api/v1/undo/{undone.headers['x-undo-id']}")
    assert redone.status_code == 200, redone.text
    assert owner.get(f"/api/v1/contacts/{keep['id']}").json()["email"] == mail


def test_a_merge_is_one_write_in_the_history(owner: Staff) -> None:
    keep, other = add(owner, "leads"), add(owner, "leads", city="Pune")
    merged = merge(owner, "leads", keep, other)
    entry = owner.get(f"/api/v1/leads/{keep['id']}/history").json()["items"][0]
    assert (entry["action"], entry["undo_id"]) == ("merged", merged.headers["x-undo-id"])
    gone = owner.get(f"/api/v1/leads/{other['id']}/history").json()["items"][0]
    assert gone["undo_id"] == merged.headers["x-undo-id"]


def test_a_record_that_points_at_what_is_merged_into_it_points_at_nothing(running: Running) -> None:
    owner = running.found()
    body = {"label": "Friend", "type": "relation", "object": "leads"}
    field = owner.post("/api/v1/meta/objects/leads/fields", json=body).json()["name"].split(".")[-1]
    other = add(owner, "leads")
    keep = add(owner, "leads", custom={field: other["id"]})
    merged = merge(owner, "leads", keep, other)
    assert merged.status_code == 200, merged.text
    assert merged.json()["custom"][field] is None


def test_a_filled_relation_to_the_trash_is_left_out(owner: Staff) -> None:
    course = add(owner, "courses")
    keep, other = add(owner, "leads"), add(owner, "leads", course_id=course["id"])
    owner.delete(f"/api/v1/courses/{course['id']}")
    merged = merge(owner, "leads", keep, other)
    assert merged.status_code == 200, merged.text
    assert merged.json()["course_id"] is None


def test_what_cannot_be_merged_is_refused_and_nothing_is_half_done(owner: Staff, running: Running) -> None:
    keep, other, gone = (add(owner, "leads") for _ in range(3))
    owner.delete(f"/api/v1/leads/{gone['id']}")
    foreign = add(running.found(), "leads")
    contact = add(owner, "contacts")
    call = add(owner, "calls", lead_id=other["id"])
    before = [owner.get(f"/api/v1/leads/{record['id']}").json() for record in (keep, other)]
    assert merge(owner, "leads", keep, keep).status_code == 422
    assert merge(owner, "leads", keep, other, other).status_code == 422
    assert merge(owner, "leads", keep).status_code == 422
    assert merge(owner, "leads", keep, other, gone).status_code == 409
    assert merge(owner, "leads", gone, other).status_code == 409
    assert merge(owner, "leads", keep, other, foreign).status_code == 404
    assert merge(owner, "leads", contact | {"id": 10**9}, other).status_code == 404
    wrong = merge(owner, "leads", keep, other, email="no address")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "email")
    unknown = merge(owner, "leads", keep, other, shoe=1)
    assert unknown.status_code == 422
    assert [owner.get(f"/api/v1/leads/{record['id']}").json() for record in (keep, other)] == before
    assert owner.get(f"/api/v1/calls/{call['id']}").json() == call


def test_a_viewer_may_look_but_not_merge(owner: Staff) -> None:
    viewer = owner.colleague("viewer")
    keep, other = add(owner, "leads"), add(owner, "leads")
    assert viewer.get("/api/v1/leads/duplicates").status_code == 200
    assert merge(viewer, "leads", keep, other).status_code == 403
