"""Attacks on the records: many at once on the same ones, and values at the bounds of what can be held."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.crm import add, listed
from tests.http.transfer import imported, shown


@pytest.fixture(scope="module")
def owner(running: Running) -> Staff:
    return running.found()


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """The answers to requests that set out in the same moment."""
    ready = threading.Barrier(len(calls))

    def go(call: Callable[[], Any]) -> Any:
        ready.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(go, calls))


def statuses(answers: list[Any]) -> list[int]:
    return sorted(answer.status_code for answer in answers)


# many at once


def test_calls_of_one_lead_at_once_do_not_wait_for_each_other_in_a_circle(owner: Staff) -> None:
    lead = add(owner, "leads")

    def call(day: int) -> Callable[[], Any]:
        body = {"direction": "inbound", "lead_id": lead["id"], "started_at": f"2026-03-0{day}T10:00:00+00:00"}
        return lambda: owner.post("/api/v1/calls", json=body)

    assert statuses(at_once(*map(call, range(1, 5)))) == [201] * 4
    after = owner.get(f"/api/v1/leads/{lead['id']}").json()
    assert after["last_contacted_at"] == "2026-03-04T10:00:00+00:00"


def test_batches_of_calls_over_the_same_leads_in_other_order(owner: Staff) -> None:
    leads = [add(owner, "leads")["id"] for _ in range(10)]

    def calls(day: int) -> Callable[[], Any]:
        at = f"2026-03-0{day}T10:00:00+00:00"
        order = leads if day % 2 else leads[::-1]
        rows = [{"direction": "inbound", "lead_id": lead, "started_at": at} for lead in order]
        return lambda: owner.post("/api/v1/calls/batch", json={"create": rows})

    def change() -> Any:
        rows = [{"id": lead, "city": "Pune"} for lead in leads[::-1]]
        return owner.post("/api/v1/leads/batch", json={"update": rows})

    assert statuses(at_once(change, *map(calls, range(1, 4)))) == [200] * 4


def test_merges_of_the_same_two_both_ways_at_once(owner: Staff) -> None:
    for _ in range(3):
        one, other = add(owner, "contacts")["id"], add(owner, "contacts")["id"]

        def merge(keep: int, gone: int) -> Callable[[], Any]:
            return lambda: owner.post("/api/v1/contacts/merge", json={"keep": keep, "merge": [gone]})

        assert statuses(at_once(merge(one, other), merge(other, one))) == [200, 409]


def test_a_pipeline_goes_while_deals_are_made_in_it(owner: Staff) -> None:
    for _ in range(3):
        pipeline = add(owner, "pipelines")["id"]

        def make(pipeline: int = pipeline) -> Any:
            return owner.post("/api/v1/deals", json={"title": "Seats", "pipeline_id": pipeline})

        gone, *made = at_once(lambda: owner.delete(f"/api/v1/pipelines/{pipeline}"), make, make)  # noqa: B023 - run at once
        count = len(listed(owner, "deals", pipeline_id=pipeline))
        assert count == statuses(made).count(201)
        assert (gone.status_code, count) == (204, 0) or (gone.status_code == 409 and count > 0)


def test_a_call_to_a_lead_that_is_taken_away_in_the_same_moment_names_the_field(owner: Staff) -> None:
    for _ in range(3):
        made = owner.post("/api/v1/leads", json={"name": "Short lived"})
        body = {"direction": "inbound", "lead_id": made.json()["id"]}

        def call(body: dict[str, Any] = body) -> Any:
            return owner.post("/api/v1/calls", json=body)

        undo = f"/api/v1/undo/{made.headers['x-undo-id']}"
        undone, *calls = at_once(lambda: owner.post(undo), call, call, call)  # noqa: B023 - run at once
        assert undone.status_code in (200, 409), undone.text
        for refused in calls if undone.status_code == 200 else ():
            assert refused.status_code == 422, refused.text
            assert refused.json()["errors"][0]["field"] == "lead_id"


# values at the bounds


def test_an_own_number_that_no_whole_number_holds(owner: Staff) -> None:
    owner.post("/api/v1/meta/objects/courses/fields", json={"label": "Atoms", "type": "number"})
    course = owner.post("/api/v1/courses", json={"title": "Stars", "custom": {"atoms": 9e29}})
    assert course.status_code == 201, course.text
    assert course.json()["custom"]["atoms"] == 9e29
    path = f"/api/v1/courses/{course.json()['id']}"
    assert owner.patch(path, json={"custom": {"atoms": 9e29}}).json()["custom"]["atoms"] == 9e29
    figures = owner.post("/api/v1/courses/query", json={"aggregate": [{"fn": "sum", "field": "custom.atoms"}]})
    assert figures.json()["groups"][0]["values"] == {"sum_custom.atoms": 9e29}
    assert owner.get(f"{path}/history").status_code == 200


# words that are signs to the database


SIGNS = ["it's", "50%", "a:b", "back\\slash", "%s", "%(x)s", ":name", "100%%", 'a "quote"', "$$", "--"]


@pytest.mark.parametrize("indexed", [False, True])
def test_own_choices_that_are_signs_to_the_database(running: Running, *, indexed: bool) -> None:
    staff = running.found()
    field = {"label": "Sign", "type": "choice", "choices": SIGNS, "indexed": indexed}
    assert staff.post("/api/v1/meta/objects/courses/fields", json=field).status_code == 201
    running.run_jobs()
    rows = [{"title": sign, "custom": {"sign": sign}} for sign in reversed(SIGNS)]
    assert staff.post("/api/v1/courses/batch", json={"create": rows}).status_code == 200
    assert [one["title"] for one in listed(staff, "courses", sort="custom.sign")] == SIGNS
    page = staff.get("/api/v1/courses", params={"sort": "-custom.sign", "limit": 4}).json()
    after = staff.get("/api/v1/courses", params={"sort": "-custom.sign", "limit": 4, "after": page["next"]}).json()
    assert [one["title"] for one in page["items"] + after["items"]] == SIGNS[:-9:-1]
    for sign in SIGNS:
        where = {"field": "custom.sign", "op": "eq", "value": sign}
        found = staff.post("/api/v1/courses/query", json={"where": where}).json()
        assert [one["title"] for one in found["items"]] == [sign]


# texts that JSON can bring in and that cannot go out again

HALF = '"\\ud800"'


@pytest.mark.parametrize(
    "body",
    [
        '{"where": {"field": HALF}}',
        '{"where": {HALF: 1}}',
        '{"search": HALF}',
        '{"search": "a\\u0000b"}',
        '{"sort": HALF}',
        '{"group_by": [HALF]}',
        '{"aggregate": [{"fn": "sum", "field": HALF}]}',
        '{"after": HALF}',
        "{HALF: 1}",
    ],
)
def test_halves_of_characters_in_queries_are_refused_by_name(owner: Staff, body: str) -> None:
    content = body.replace("HALF", HALF).encode()
    answer = owner.post("/api/v1/leads/query", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert all(error["reason"] for error in answer.json()["errors"])


def test_views_with_texts_that_cannot_be_kept_are_refused(owner: Staff) -> None:
    for query in ('{"search": "\\u0000"}', '{"sort": HALF}', '{"where": {"field": HALF}}'):
        content = f'{{"object": "leads", "name": "v", "query": {query.replace("HALF", HALF)}}}'.encode()
        answer = owner.post("/api/v1/views", content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422, answer.text


@pytest.mark.parametrize("blank", ["", "  ", []])
def test_a_blank_default_of_an_own_field_is_none(running: Running, blank: Any) -> None:
    staff = running.found()
    fields = "/api/v1/meta/objects/trainers/fields"
    for kind in ("number", "date", "user", "list"):
        field = {"label": kind, "type": kind, "default": blank, **({"choices": ["a"]} if kind == "list" else {})}
        made = staff.post(fields, json=field)
        assert made.status_code == 201, made.text
        assert staff.patch(f"{fields}/{made.json()['id']}", json={"default": blank}).status_code == 200
    assert add(staff, "trainers")["custom"] == {"number": None, "date": None, "user": None, "list": None}
    assert staff.get("/api/v1/trainers/export").status_code == 200


def test_an_upload_that_is_no_form_names_the_file(owner: Staff) -> None:
    answer = owner.post("/api/v1/leads/import", json={"name": "x"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "file")


# undo, once more and once more


def undone(staff: Staff, written: Any) -> Any:
    return staff.post(f"/api/v1/undo/{written.headers['x-undo-id']}")


def test_undo_of_all_and_redo_of_all(owner: Staff) -> None:
    made = owner.post("/api/v1/leads", json={"name": "Up and down"})
    path = f"/api/v1/leads/{made.json()['id']}"
    steps = [made, owner.patch(path, json={"city": "Pune"}), owner.delete(path)]
    back = [undone(owner, step) for step in reversed(steps)]
    assert [answer.status_code for answer in back] == [200] * 3
    assert owner.get(path).status_code == 404
    forth = [undone(owner, step) for step in reversed(back)]
    assert [answer.status_code for answer in forth] == [200] * 3
    record = owner.get(path).json()
    assert (record["city"], record["deleted_at"] is not None) == ("Pune", True)


def test_unique_values_that_change_hands_within_a_batch_and_back(owner: Staff) -> None:
    mails = [f"hand{number}@example.test" for number in range(4)]
    ids = [add(owner, "contacts", email=mail)["id"] for mail in mails[:3]]
    new = [mails[1], mails[0].upper(), mails[3]]
    rows = [{"id": record_id, "email": mail} for record_id, mail in zip(ids, new, strict=True)]
    swapped = owner.post("/api/v1/contacts/batch", json={"update": rows})
    assert swapped.status_code == 200, swapped.text
    assert [one["email"] for one in swapped.json()["updated"]] == [mail.lower() for mail in new]
    shifted = owner.post(
        "/api/v1/contacts/batch",
        json={"update": [{"id": ids[0], "email": mails[0]}, {"id": ids[1], "email": mails[2]}]},
    )
    assert shifted.status_code == 200, shifted.text
    assert undone(owner, shifted).status_code == 200
    assert undone(owner, swapped).status_code == 200
    assert [owner.get(f"/api/v1/contacts/{one}").json()["email"] for one in ids] == mails[:3]


def test_undo_names_the_value_that_is_taken_by_now(owner: Staff) -> None:
    first = add(owner, "contacts", email="taken@example.test")
    gone = owner.delete(f"/api/v1/contacts/{first['id']}")
    add(owner, "contacts", email="taken@example.test")
    refused = undone(owner, gone)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (409, "email")


def test_undo_leaves_no_own_field_that_names_what_is_gone(running: Running) -> None:
    owner = running.found()
    owner.post("/api/v1/meta/objects/tasks/fields", json={"label": "Also", "type": "relation", "object": "leads"})
    lead = owner.post("/api/v1/leads", json={"name": "Named"})
    lead_id = lead.json()["id"]
    task = add(owner, "tasks", custom={"also": lead_id})
    assert undone(owner, lead).status_code == 409
    emptied = owner.patch(f"/api/v1/tasks/{task['id']}", json={"custom": {"also": None}})
    owner.delete(f"/api/v1/leads/{lead_id}")
    assert owner.post(f"/api/v1/leads/{lead_id}/purge").status_code == 204
    assert undone(owner, emptied).status_code == 409
    assert owner.get(f"/api/v1/tasks/{task['id']}").json()["custom"] == {"also": None}


def test_a_deal_does_not_come_back_without_its_pipeline(owner: Staff) -> None:
    deal = add(owner, "deals")
    pipeline = f"/api/v1/pipelines/{deal['pipeline_id']}"
    owner.delete(f"{pipeline}?cascade=true")
    refused = owner.post(f"/api/v1/deals/{deal['id']}/restore")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "pipeline_id")
    assert owner.post(f"{pipeline}/restore").status_code == 200
    assert owner.post(f"/api/v1/deals/{deal['id']}/restore").status_code == 200


def test_sums_of_boards_beyond_what_a_whole_number_of_the_database_holds(running: Running) -> None:
    staff = running.found()
    most = {"title": "All of it", "value": 10**13, "pipeline_id": add(staff, "pipelines")["id"]}
    for _ in range(10):
        answer = staff.post("/api/v1/deals/batch", json={"create": [most] * 1_000})
        assert answer.status_code == 200, answer.text
    assert staff.get("/api/v1/deals/board").json()["columns"][0]["sum"] == 10**17
    assert staff.get("/api/v1/dashboard").json()["pipeline"][0]["value"] == 10**17


# imports


def test_undo_of_an_import_leaves_what_others_point_at_by_now(running: Running) -> None:
    staff = running.found()
    found = imported(staff, "leads", [["name"], ["One"], ["Two"], ["Three"]])
    leads = {one["name"]: one["id"] for one in listed(staff, "leads")}
    add(staff, "notes", lead_id=leads["Two"])
    staff.patch(f"/api/v1/leads/{leads['Three']}", json={"city": "Pune"})
    assert staff.post(f"/api/v1/imports/{found['id']}/undo").status_code in (200, 202)
    running.run_jobs()
    after = shown(staff, found["id"])
    assert after["status"] == "undone", after
    assert after["error"].startswith("2 records")
    assert {one["name"] for one in listed(staff, "leads")} == {"Two", "Three"}


def test_files_that_are_no_table_name_the_field(owner: Staff) -> None:
    for content in (b"", b"name\n", bytes(range(256)), b"PK\x03\x04" + bytes(100), b",".join([b"c"] * 300)):
        answer = owner.post("/api/v1/leads/import", files={"file": ("people.csv", content)})
        assert answer.status_code in (415, 422), answer.text
        assert answer.json()["errors"][0]["field"] == "file", answer.text


def test_batches_that_make_the_same_unique_values_in_other_order(owner: Staff) -> None:
    rows = [{"first_name": "A", "last_name": "B", "email": f"both{number}@example.test"} for number in range(1_000)]

    def make(some: list[dict[str, Any]]) -> Callable[[], Any]:
        return lambda: owner.post("/api/v1/contacts/batch", json={"create": some})

    assert statuses(at_once(make(rows), make(rows[::-1]))) == [200, 409]
