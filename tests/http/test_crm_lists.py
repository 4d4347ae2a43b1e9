"""Lists, queries and boards over HTTP."""

import json
from typing import Any

import psycopg
import pytest

from frontdesk.crm.query import counting, pointed_at, preparation
from tests.conftest import Running, Staff
from tests.http.crm import add, listed

MANY = 10_400


@pytest.fixture(scope="module")
def crowd(running: Running) -> Staff:
    """A workspace with more notes than are counted one by one."""
    owner = running.found()
    workspace = owner.get("/api/v1/workspace").json()["id"]
    with psycopg.connect(running.url, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO crm_notes (workspace_id, content, author, created_at, updated_at)"
            " SELECT %s, 'Note ' || n, CASE WHEN n %% 2 = 0 THEN 'Asha' END, now(), now()"
            " FROM generate_series(1, %s) n",
            (workspace, MANY),
        )
        connection.execute("ANALYZE crm_notes")
    return owner


@pytest.fixture(autouse=True)
def with_time_to_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine is just now, numbers are not cut short."""
    for name in ("MOST_MILLISECONDS", "SHORT_MILLISECONDS"):
        monkeypatch.setattr(counting, name, 60_000)


def names(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [item["labels"]["id"] for item in answer.json()["items"]]


def test_a_list_is_the_newest_first_with_its_total_and_the_words_for_ids(owner: Staff) -> None:
    course = add(owner, "courses", title="Data science")
    me = owner.get("/api/v1/me").json()
    for name in ("Asha", "Ravi", "José"):
        add(owner, "leads", name=name, course_id=course["id"], owner_id=me["id"])
    page = owner.get("/api/v1/leads", params={"limit": 2})
    assert names(page) == ["José", "Ravi"]
    assert page.json()["total"] == 3
    assert "total_is_estimate" not in page.json()
    assert page.json()["items"][0]["labels"] == {"id": "José", "course_id": "Data science", "owner_id": me["name"]}
    rest = owner.get("/api/v1/leads", params={"limit": 2, "after": page.json()["next"]})
    assert names(rest) == ["Asha"]
    assert rest.json()["next"] is None
    assert rest.json()["total"] == 3


def test_fields_are_parameters_too(owner: Staff) -> None:
    me = owner.get("/api/v1/me").json()["id"]
    add(owner, "leads", name="Asha", lead_status="Lost", city="Pune", owner_id=me)
    other = owner.colleague("agent").get("/api/v1/me").json()["id"]
    add(owner, "leads", name="Ravi", lead_status="New", city="Köln", owner_id=other)
    add(owner, "leads", name="Lena", lead_status="Qualified", owner_id=other)
    assert names(owner.get("/api/v1/leads?lead_status=New&lead_status=Lost&sort=name")) == ["Asha", "Ravi"]
    assert names(owner.get("/api/v1/leads?owner_id=me")) == ["Asha"]
    assert names(owner.get("/api/v1/leads?city=koln")) == ["Ravi"]
    assert names(owner.get("/api/v1/leads?city=")) == ["Lena"]
    one = json.dumps({"field": "name", "op": "starts_with", "value": "L"})
    assert names(owner.get("/api/v1/leads", params={"filter": one, "lead_status": "Qualified"})) == ["Lena"]
    assert names(owner.get("/api/v1/leads", params={"filter": one, "lead_status": "New"})) == []


def test_me_is_nobody_to_a_program(owner: Staff) -> None:
    key = owner.post("/api/v1/api-keys", json={"name": "Sync", "role": "viewer"}).json()["key"]
    answer = owner.running.client.get("/api/v1/leads?owner_id=me", headers={"X-API-Key": key})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "owner_id"


@pytest.mark.parametrize(
    ("address", "field", "words"),
    [
        ("leads?lead_statu=New", "lead_statu", "lead_status"),
        ("leads?lead_status=Nwe", "lead_status", "New"),
        ('leads?filter={"field":"value","op":"over","value":1}', "value", "operators"),
        ("leads?filter={", "filter", "not JSON"),
        ("leads?sort=nam", "nam", "name"),
        ("leads?limit=201", "limit", "200"),
        ("leads/board?field=name", "field", "lead_status"),
        ("notes/board", "field", "name a field"),
        ("leads/board?after=x", "after", "no 'after'"),
    ],
)
def test_what_does_not_fit_is_a_problem_that_says_why(owner: Staff, address: str, field: str, words: str) -> None:
    answer = owner.get(f"/api/v1/{address}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["field"] == field
    assert words in answer.json()["errors"][0]["reason"] + answer.json()["detail"]


@pytest.mark.parametrize("after", ["x", "7", "bnVsbA", "é", "W10"])
def test_a_cursor_of_nothing_is_refused(owner: Staff, after: str) -> None:
    assert owner.get("/api/v1/leads", params={"after": after}).status_code == 422


def test_the_trash_is_a_list_of_its_own(owner: Staff) -> None:
    kept, first, second = (add(owner, "leads", name=name) for name in ("Kept", "First", "Second"))
    for record in (second, first):
        assert owner.delete(f"/api/v1/leads/{record['id']}").status_code == 204
    assert [item["id"] for item in listed(owner, "leads")] == [kept["id"]]
    trash = owner.get("/api/v1/leads?trash=true&limit=1")
    assert names(trash) == ["First"]
    assert names(owner.get(f"/api/v1/leads?trash=true&after={trash.json()['next']}")) == ["Second"]


def test_a_related_record_in_the_trash_is_still_called_by_its_title(owner: Staff) -> None:
    course = add(owner, "courses", title="Law")
    add(owner, "leads", name="Asha", course_id=course["id"])
    assert owner.delete(f"/api/v1/courses/{course['id']}").status_code == 204
    assert listed(owner, "leads")[0]["labels"]["course_id"] == "Law"
    assert names(owner.get("/api/v1/leads", params={"course_id.title": "law"})) == ["Asha"]


def test_a_search_looks_into_texts_and_titles_of_relations(owner: Staff) -> None:
    course = add(owner, "courses", title="Data science", description="for Ravi")
    add(owner, "leads", name="José Åke", phone="+91 98765 43210", course_id=course["id"])
    add(owner, "leads", name="Ravi Datar", company="Acme")
    for search, found in {
        "ake jos": ["José Åke"],
        "DATA": ["José Åke", "Ravi Datar"],
        "josé science": ["José Åke"],
        "ravi": ["Ravi Datar"],
        "98765-432": ["José Åke"],
        "9876543210": ["José Åke"],
        "acme data": ["Ravi Datar"],
        "josé acme": [],
        "scien": ["José Åke"],
        "nobody": [],
        "'@1' & !x": [],
        "…": ["José Åke", "Ravi Datar"],
    }.items():
        assert names(owner.get("/api/v1/leads", params={"search": search, "sort": "name"})) == found, search
    matching = {"search": "data", "sort": "-name", "limit": 1}
    page = owner.get("/api/v1/leads", params=matching).json()
    assert page["total"] == 2
    assert names(owner.get("/api/v1/leads", params={**matching, "after": page["next"]})) == ["José Åke"]


def test_totals_are_exact_up_to_ten_thousand_and_estimates_above(crowd: Staff) -> None:
    page = crowd.get("/api/v1/notes?limit=1").json()
    assert page["total_is_estimate"] is True
    assert page["total"] > 10_000
    half = crowd.get("/api/v1/notes", params={"author": "asha", "limit": 1}).json()
    assert (half["total"], half.get("total_is_estimate")) == (MANY // 2, None)
    first = page["items"][0]["id"]
    most = {"field": "id", "op": "gt", "value": first - 10_000}
    exact = crowd.get("/api/v1/notes", params={"filter": json.dumps(most), "limit": 1}).json()
    assert (exact["total"], exact.get("total_is_estimate")) == (10_000, None)


def test_counting_ends_when_it_takes_too_long(crowd: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    has_nine = {"filter": json.dumps({"field": "content", "op": "contains", "value": "9"}), "limit": 1}
    counted = crowd.get("/api/v1/notes", params=has_nine).json()
    assert 3_000 < counted["total"] < 4_000
    assert "total_is_estimate" not in counted
    # As if the notes were a large table: small ones are counted for as long as it takes.
    monkeypatch.setattr(preparation, "SMALL_BYTES", 0)
    for name in ("MOST_MILLISECONDS", "SHORT_MILLISECONDS"):
        monkeypatch.setattr(counting, name, 1)
    page = crowd.get("/api/v1/notes", params=has_nine)
    assert page.json()["total_is_estimate"] is True
    assert page.json()["items"] == counted["items"]


def test_a_walk_meets_no_record_twice_while_others_are_added(crowd: Staff) -> None:
    first = crowd.get("/api/v1/notes?limit=200&sort=author").json()
    add(crowd, "notes", content="Meanwhile", author="AAA")
    second = crowd.get(f"/api/v1/notes?limit=200&sort=author&after={first['next']}").json()
    met = [item["id"] for item in first["items"] + second["items"]]
    assert len(set(met)) == 400


def test_nobody_lists_what_another_workspace_has(owner: Staff, crowd: Staff) -> None:
    assert owner.get("/api/v1/notes").json() == {"items": [], "next": None, "total": 0}
    counted = owner.post("/api/v1/notes/query", json={"aggregate": [{"fn": "count"}]}).json()
    assert counted == {"groups": [{"group": {}, "values": {"count": 0}, "labels": {}}]}
    assert names(owner.get("/api/v1/notes?search=note")) == []


def test_who_may_see_their_own_only_lists_and_counts_those(owner: Staff) -> None:
    agent = owner.colleague("agent")
    rule = {"items": [{"role": "agent", "object": "leads", "visibility": "own"}]}
    assert owner.request("PUT", "/api/v1/record-visibility", json=rule).status_code == 200
    mine = agent.get("/api/v1/me").json()["id"]
    hers = add(owner, "leads", name="Hers", owner_id=mine)
    other = add(owner, "leads", name="Other")
    add(owner, "tasks", title="Call", lead_id=other["id"])
    page = agent.get("/api/v1/leads").json()
    assert [item["id"] for item in page["items"]] == [hers["id"]]
    assert page["total"] == 1
    counted = agent.post("/api/v1/leads/query", json={"group_by": ["lead_status"]}).json()["groups"]
    assert [group["values"] for group in counted] == [{"count": 1}]
    assert "lead_id" not in listed(agent, "tasks")[0]["labels"]
    # What may not be seen cannot be guessed by filters either.
    assert names(agent.get("/api/v1/tasks", params={"lead_id.name": "Other"})) == []


def test_groups_have_figures_and_the_words_for_ids(owner: Staff) -> None:
    law, data = (add(owner, "courses", title=title) for title in ("Law", "Data"))
    for city, value, course in (("Pune", 10.5, law), ("pune", 20, law), ("Köln", None, data), (None, 5, None)):
        add(owner, "leads", city=city, value=value, course_id=course["id"] if course else None)
    figures = [{"fn": "count"}, {"fn": "sum", "field": "value"}, {"fn": "avg", "field": "value"}]
    by_course = owner.post("/api/v1/leads/query", json={"group_by": ["course_id"], "aggregate": figures}).json()
    assert [(group["labels"], group["values"]) for group in by_course["groups"]] == [
        ({"course_id": "Law"}, {"count": 2, "sum_value": 30.5, "avg_value": 15.25}),
        ({"course_id": "Data"}, {"count": 1, "sum_value": 0, "avg_value": None}),
        ({}, {"count": 1, "sum_value": 5, "avg_value": 5}),
    ]
    by_city = owner.post("/api/v1/leads/query", json={"group_by": ["city"], "sort": "-count", "limit": 1}).json()
    assert by_city["groups"] == [{"group": {"city": "Pune"}, "values": {"count": 2}, "labels": {}}]
    by_title = owner.post("/api/v1/leads/query", json={"group_by": ["course_id.title"]}).json()["groups"]
    assert [group["group"] for group in by_title] == [{"course_id.title": name} for name in ("Data", "Law", None)]


@pytest.mark.parametrize(
    ("step", "firsts"),
    [
        ("day", ["2026-03-01", "2026-03-02", "2026-04-01"]),
        ("week", ["2026-03-01", "2026-03-29"]),
        ("month", ["2026-03-01", "2026-04-01"]),
        ("quarter", ["2026-01-01", "2026-04-01"]),
        ("year", ["2026-01-01"]),
    ],
)
def test_times_are_grouped_by_days_of_the_workspace(owner: Staff, step: str, firsts: list[str]) -> None:
    assert (
        owner.patch("/api/v1/workspace", json={"time_zone": "Asia/Kolkata", "week_start": "sunday"}).status_code == 200
    )
    for at in ("2026-02-28T18:30:00Z", "2026-03-01T18:29:00Z", "2026-03-01T18:30:00Z", "2026-03-31T20:00:00Z"):
        add(owner, "leads", next_follow_up=at)
    groups = owner.post("/api/v1/leads/query", json={"group_by": [f"next_follow_up:{step}"]}).json()["groups"]
    assert [group["group"][f"next_follow_up:{step}"] for group in groups] == firsts


def test_a_query_answers_a_page_too(owner: Staff) -> None:
    for value in (1, 2, 3):
        add(owner, "leads", name=f"Lead {value}", value=value)
    body = {
        "object": "leads",
        "where": {"field": "value", "op": "gte", "value": 2},
        "sort": [{"field": "value", "direction": "desc"}],
        "limit": 1,
    }
    page = owner.post("/api/v1/leads/query", json=body)
    assert names(page) == ["Lead 3"]
    assert names(owner.post("/api/v1/leads/query", json={**body, "after": page.json()["next"]})) == ["Lead 2"]
    assert owner.post("/api/v1/leads/query", json={**body, "limit": 201}).status_code == 422


def test_a_board_has_a_column_for_each_choice_with_number_sum_and_first_cards(owner: Staff) -> None:
    for number in range(3):
        add(owner, "leads", name=f"New {number}", lead_status="New", value=10)
    add(owner, "leads", name="Lost", lead_status="Lost")
    board = owner.get("/api/v1/leads/board?limit=2").json()
    assert board["field"] == "lead_status"
    columns = {column["value"]: column for column in board["columns"]}
    assert list(columns) == ["New", "Contacted", "Qualified", "Nurturing", "Converted", "Closed", "Lost"]
    new = columns["New"]
    assert (new["label"], new["count"], new["sum"]) == ("New", 3, 30)
    assert [card["name"] for card in new["items"]] == ["New 2", "New 1"]
    more = owner.get("/api/v1/leads", params={"lead_status": "New", "sort": "-id", "after": new["next"]})
    assert names(more) == ["New 0"]
    assert (columns["Lost"]["sum"], columns["Lost"]["next"], columns["Qualified"]["items"]) == (0, None, [])


def test_a_board_shows_records_without_a_value_where_there_are_some(owner: Staff) -> None:
    add(owner, "leads", name="Known", source="event", value=4)
    add(owner, "leads", name="Unknown")
    columns = owner.get("/api/v1/leads/board?field=source&sort=-value").json()["columns"]
    assert columns[-1]["value"] is None
    assert columns[-1]["label"] == "No source"
    assert [card["name"] for card in columns[-1]["items"]] == ["Unknown"]
    found = owner.get("/api/v1/leads/board?field=source&name=Known").json()["columns"]
    assert [column["value"] for column in found if column["count"]] == ["event"]
    assert None not in [column["value"] for column in found]


def test_the_board_of_a_pipeline_has_its_stages_in_their_order(owner: Staff) -> None:
    pipeline = add(owner, "pipelines", name="Short", stages=["proposal", "lead", "won"])
    add(owner, "deals", pipeline_id=pipeline["id"], status="lead", value=5)
    add(owner, "deals", pipeline_id=pipeline["id"], status="lost")
    add(owner, "deals", status="negotiation")
    columns = owner.get(f"/api/v1/deals/board?pipeline_id={pipeline['id']}").json()["columns"]
    assert [(column["value"], column["count"]) for column in columns] == [
        ("proposal", 0),
        ("lead", 1),
        ("won", 0),
        ("lost", 1),
    ]


@pytest.mark.parametrize("most", [1_000, 0])
def test_related_records_are_found_by_their_ids_or_where_they_stand(
    owner: Staff, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Few are found first; of many (here: of any) it is asked of each. The answer is the same, be they in the trash."""
    monkeypatch.setattr(pointed_at, "MOST_NAMED", most)
    for name, city in (("Ina", "Pune"), ("Teo", "Pune"), ("Bo", "Delhi")):
        contact = add(owner, "contacts", first_name=name, last_name="Quist", city=city)
        add(owner, "tasks", title=name, contact_id=contact["id"])
    owner.delete(f"/api/v1/contacts/{contact['id'] - 1}")
    add(owner, "tasks", title="Nobody's")
    of_city = {"field": "contact_id.city", "op": "eq", "value": "pune"}
    for where, titles in (
        (of_city, {"Ina", "Teo"}),
        ({"not": of_city}, {"Bo", "Nobody's"}),
        ({**of_city, "op": "ne"}, {"Bo", "Nobody's"}),
        ({**of_city, "value": "Rome"}, set()),
    ):
        assert set(names(owner.get("/api/v1/tasks", params={"filter": json.dumps(where)}))) == titles
