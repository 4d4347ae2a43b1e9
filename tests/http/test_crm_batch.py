"""Batches: up to 1,000 records at once, all or nothing."""

import pytest

from tests.conftest import Running, Staff
from tests.http.crm import add, listed


@pytest.fixture(scope="module")
def owner(running: Running) -> Staff:
    return running.found()


def test_a_batch_creates_changes_and_deletes_in_one_write(owner: Staff) -> None:
    kept, gone = add(owner, "leads", name="Kept"), add(owner, "leads", name="Gone")
    body = {
        "create": [{"name": "First"}, {"name": "Second", "value": 3}],
        "update": [{"id": kept["id"], "city": "Pune"}],
        "delete": [gone["id"]],
    }
    answer = owner.post("/api/v1/leads/batch", json=body)
    assert answer.status_code == 200, answer.text
    done = answer.json()
    assert [lead["name"] for lead in done["created"]] == ["First", "Second"]
    assert done["updated"][0]["city"] == "Pune"
    assert done["deleted"] == [gone["id"]]
    assert owner.post(f"/api/v1/undo/{answer.headers['x-undo-id']}").status_code == 200
    assert owner.get(f"/api/v1/leads/{done['created'][0]['id']}").status_code == 404
    assert owner.get(f"/api/v1/leads/{kept['id']}").json()["city"] is None
    assert owner.get(f"/api/v1/leads/{gone['id']}").json()["deleted_at"] is None


def test_one_faulty_row_stops_all_and_each_is_named(owner: Staff) -> None:
    lead = add(owner, "leads", city="Pune")
    body = {
        "create": [{"name": "Good"}, {"name": ""}, {"name": "Bad", "value": -1}],
        "update": [{"id": lead["id"], "city": "Delhi"}],
    }
    answer = owner.post("/api/v1/leads/batch", json=body)
    assert answer.status_code == 422
    assert {(error["row"], error["operation"], error["field"]) for error in answer.json()["errors"]} == {
        (1, "create", "name"),
        (2, "create", "value"),
    }
    assert owner.get(f"/api/v1/leads/{lead['id']}").json()["city"] == "Pune"
    assert not listed(owner, "leads", name="Good")


def test_two_rows_with_one_mail_address(owner: Staff) -> None:
    person = {"first_name": "A", "last_name": "B", "email": "same@example.test"}
    answer = owner.post("/api/v1/contacts/batch", json={"create": [person, person]})
    assert answer.status_code == 422
    assert not listed(owner, "contacts", email="same@example.test")


@pytest.mark.parametrize(
    "body",
    [
        {"create": [{"name": "x"}] * 1_001},
        {"create": "x"},
        {"create": [7]},
        {"update": [{"city": "Pune"}]},
        {"update": [{"id": 1, "version": "x"}]},
        {"delete": ["x"]},
        {"delete": [1, 1]},
        {"remove": [1]},
        {"where": {}, "expected": 1, "delete": True},
        {"where": None, "expected": 1, "delete": True},
        {"where": {"and": []}, "expected": 1, "delete": True},
        {"where": {"field": "city", "op": "eq", "value": "Pune"}, "delete": True},
        {"where": {"field": "city", "op": "eq", "value": "Pune"}, "expected": 1},
        {"where": {"field": "city", "op": "eq", "value": "Pune"}, "expected": 1, "set": {}},
    ],
)
def test_what_is_no_batch_is_refused(owner: Staff, body: dict[str, object]) -> None:
    assert owner.post("/api/v1/leads/batch", json=body).status_code == 422


def test_all_that_match_are_changed_only_where_they_are_as_many_as_expected(owner: Staff) -> None:
    for name in ("One", "Two", "Three"):
        add(owner, "leads", name=name, country="Nepal")
    where = {"field": "country", "op": "eq", "value": "Nepal"}
    wrong = owner.post("/api/v1/leads/batch", json={"where": where, "expected": 2, "set": {"city": "Pokhara"}})
    assert (wrong.status_code, wrong.json()["count"]) == (409, 3)
    right = owner.post("/api/v1/leads/batch", json={"where": where, "expected": 3, "set": {"city": "Pokhara"}})
    assert right.status_code == 200, right.text
    assert {lead["city"] for lead in right.json()["updated"]} == {"Pokhara"}
    gone = owner.post("/api/v1/leads/batch", json={"where": where, "expected": 3, "delete": True})
    assert len(gone.json()["deleted"]) == 3
    assert owner.post(f"/api/v1/undo/{gone.headers['x-undo-id']}").status_code == 200
    assert len(listed(owner, "leads", country="Nepal")) == 3


def test_a_version_that_is_not_the_records_stops_the_batch(owner: Staff) -> None:
    lead = add(owner, "leads")
    body = {"update": [{"id": lead["id"], "version": 9, "city": "x"}], "create": [{"name": "Not made"}]}
    assert owner.post("/api/v1/leads/batch", json=body).status_code == 409
    assert not listed(owner, "leads", name="Not made")


def test_what_goes_to_the_trash_frees_its_mail_address_in_the_same_batch(owner: Staff) -> None:
    old = add(owner, "contacts", email="freed@example.test")
    other = add(owner, "contacts", email="swapped@example.test")
    body = {
        "delete": [old["id"]],
        "update": [{"id": other["id"], "email": "freed@example.test"}],
        "create": [{"first_name": "A", "last_name": "B", "email": "swapped@example.test"}],
    }
    answer = owner.post("/api/v1/contacts/batch", json=body)
    assert answer.status_code == 200, answer.text
    assert owner.post(f"/api/v1/undo/{answer.headers['x-undo-id']}").status_code == 200
    assert owner.get(f"/api/v1/contacts/{other['id']}").json()["email"] == "swapped@example.test"
