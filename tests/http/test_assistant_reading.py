"""What the assistant reads: lists, one record, one value, figures, and never one sum of several currencies."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from frontdesk.assistant.meaning import Greet, Help, Read, Refuse
from tests.conftest import Running, Staff
from tests.http.crm import add
from tests.http.scripted import Script, Talk


@pytest.fixture(scope="module")
def script() -> Script:
    return Script()


@pytest.fixture(scope="module")
def desk(start_application: Callable[..., Running], script: Script) -> Running:
    return start_application(interpreter=script, frontdesk_now="2026-03-11T10:00:00+00:00")


@pytest.fixture
def owner(desk: Running) -> Staff:
    return desk.found()


@pytest.fixture
def talk(owner: Staff, script: Script) -> Iterator[Talk]:
    yield Talk(owner, script)
    script.check()


def where(field: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"field": field, "op": op, "value": value}


def test_a_list_is_told_by_number_filter_and_first_names(talk: Talk) -> None:
    made = [add(talk.staff, "leads", name=f"Lead {number}", city="Pune")["id"] for number in range(7)]
    add(talk.staff, "leads", name="Elsewhere", city="Delhi")
    query = {
        "object": "leads",
        "where": {"and": [where("city", "eq", "Pune"), where("lead_status", "in", ["New", "Lost"])]},
        "sort": [{"field": "name", "direction": "asc"}],
        "limit": 6,
    }
    turn = talk.say("leads in Pune", Read(query))
    few = "The first 6 of 7 leads where city is Pune and status is New or Lost: Lead 0, Lead 1, Lead 2, Lead 3, Lead 4"
    assert turn["response"] == f"{few} and 1 more."
    whole = talk.say("all of them", Read({**query, "limit": 50}))
    assert whole["response"].startswith("7 leads where city is Pune")
    assert whole["response"].endswith(" Lead 4 and 2 more.")
    assert turn["records"] == {"object": "leads", "ids": made[:6], "total": 7}
    assert (turn["query"], turn["source_type"], turn["outcome"]) == (query, "crm", "answered")
    none = talk.say("in Goa", Read({"object": "leads", "where": where("city", "eq", "Goa")}))
    assert none["response"] == "No leads where city is Goa."
    assert none["records"] == {"object": "leads", "ids": [], "total": 0}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (where("value", "gte", 10000), "value is at least $10,000"),
        (where("value", "between", [1, 2.5]), "value is between $1 and $2.50"),
        (where("next_follow_up", "within", "this_week"), "next follow up is this week"),
        (where("next_follow_up", "lt", "2026-03-12"), "next follow up is before 12 March"),
        (where("email", "is_empty"), "email is empty"),
        (where("name", "contains", "gu"), "name contains gu"),
        (where("owner_id", "eq", "me"), "owner is you"),
        (where("source", "eq", "walk_in"), "source is Walk in"),
        ({"or": [where("city", "eq", "Goa"), where("city", "eq", "Pune")]}, "city is Goa or city is Pune"),
        ({"not": where("city", "eq", "Goa")}, "not (city is Goa)"),
    ],
)
def test_filters_in_words(talk: Talk, condition: dict[str, Any], words: str) -> None:
    turn = talk.say("leads", Read({"object": "leads", "where": condition}))
    assert turn["response"] == f"No leads where {words}."


def test_records_and_people_in_filters_are_named(talk: Talk) -> None:
    lead = add(talk.staff, "leads", name="Guna Sekar")["id"]
    condition = {"and": [where("lead_id", "eq", lead), where("lead_id.city", "eq", "Pune")]}
    turn = talk.say("tasks", Read({"object": "tasks", "where": condition}))
    assert turn["response"] == "No tasks where lead is Guna Sekar and lead's city is Pune."


def test_one_record_is_told_in_full(talk: Talk) -> None:
    course = add(talk.staff, "courses", title="Data Science")["id"]
    lead = add(
        talk.staff, "leads", name="Guna Sekar", email="guna@example.com", value=1250.5, course_id=course,
        next_follow_up="2026-03-12T14:00:00+00:00", source="walk_in",
    )["id"]  # fmt: skip
    turn = talk.say("show Guna", Read({"object": "leads", "where": where("id", "eq", lead)}, single=True))
    assert turn["response"] == (
        f"Guna Sekar (lead {lead}): email guna@example.com, source Walk in, status New,"
        " value $1,250.50, next follow up Thu 12 Mar 14:00, interest Data Science, owner Olga Owner."
    )
    assert turn["records"] == {"object": "leads", "ids": [lead], "total": 1}


def test_a_number_that_nobody_has_is_told_as_it_was_said(talk: Talk) -> None:
    turn = talk.say("lead 99999", Read({"object": "leads", "where": where("id", "eq", 99999)}, single=True))
    assert turn["response"] == "No leads where id is 99999."


def test_one_value_also_of_a_related_record(talk: Talk) -> None:
    lead = add(talk.staff, "leads", name="Guna Sekar", phone="+91 98765 43210")["id"]
    one = {"object": "leads", "where": where("id", "eq", lead)}
    assert talk.say("phone?", Read(one, field="phone"))["response"] == "Guna Sekar's phone is +91 98765 43210."
    assert talk.say("mail?", Read(one, field="email"))["response"] == "Guna Sekar has no email."
    add(talk.staff, "tasks", title="Call", lead_id=lead)
    add(talk.staff, "tasks", title="Write")
    tasks = {"object": "tasks", "sort": [{"field": "title", "direction": "asc"}]}
    turn = talk.say("phones?", Read(tasks, field="lead_id.phone"))
    assert turn["response"] == "Phone of 2 tasks: Call: +91 98765 43210; Write: none."


def test_a_number_is_a_value(talk: Talk) -> None:
    count = {"object": "leads", "aggregate": [{"fn": "count"}]}
    turn = talk.say("how many?", Read(count))
    assert (turn["value"], turn["response"], turn["records"]) == (0, "No leads.", None)
    for value in (1000, 250):
        add(talk.staff, "leads", value=value)
    assert talk.say("how many?", Read(count))["response"] == "2 leads."
    total = talk.say("worth?", Read({"object": "leads", "aggregate": [{"fn": "sum", "field": "value"}]}))
    assert (total["value"], total["response"]) == (1250, "The total value of the leads is $1,250.")
    latest = talk.say("last?", Read({"object": "leads", "aggregate": [{"fn": "max", "field": "created_at"}]}))
    assert (latest["value"], latest["response"]) == (None, "The latest created of the leads is Wed 11 Mar 10:00.")


def test_figures_by_group_carry_keys_values_and_labels(talk: Talk) -> None:
    pipeline = add(talk.staff, "pipelines", name="Sales")["id"]
    for status, value in (("won", 100), ("won", 50), ("lost", 25)):
        add(talk.staff, "deals", pipeline_id=pipeline, status=status, value=value)
    query = {
        "object": "deals", "group_by": ["status"], "aggregate": [{"fn": "count"}, {"fn": "sum", "field": "value"}],
    }  # fmt: skip
    turn = talk.say("by status", Read(query))
    assert turn["groups"] == [
        {"key": {"status": "won"}, "values": {"count": 2, "sum_value": 150}, "label": None},
        {"key": {"status": "lost"}, "values": {"count": 1, "sum_value": 25}, "label": None},
    ]
    assert turn["response"] == "Deals by status: Won: 2, total value $150; Lost: 1, total value $25."
    by_pipeline = talk.say("by pipeline", Read({"object": "deals", "group_by": ["pipeline_id"]}))
    assert by_pipeline["groups"] == [{"key": {"pipeline_id": pipeline}, "values": {"count": 3}, "label": "Sales"}]
    assert by_pipeline["response"] == "Deals by pipeline: Sales: 3."
    by_month = talk.say("by month", Read({"object": "deals", "group_by": ["created_at:month"]}))
    assert by_month["response"] == "Deals by created: March 2026: 3."


def test_amounts_of_several_currencies_are_never_added_up(talk: Talk) -> None:
    pipeline = add(talk.staff, "pipelines")["id"]
    add(talk.staff, "deals", pipeline_id=pipeline, value=100)
    add(talk.staff, "deals", pipeline_id=pipeline, value=50)
    total = {"object": "deals", "aggregate": [{"fn": "sum", "field": "value"}]}
    assert talk.say("worth?", Read(total))["value"] == 150
    add(talk.staff, "deals", pipeline_id=pipeline, value=80000, currency="INR")
    turn = talk.say("worth?", Read(total))
    assert turn["value"] is None
    assert turn["groups"] == [
        {"key": {"currency": "INR"}, "values": {"sum_value": 80000}, "label": None},
        {"key": {"currency": "USD"}, "values": {"sum_value": 150}, "label": None},
    ]
    assert turn["response"] == "Deals: INR: total value ₹80,000; USD: total value $150."
    by_status = talk.say("by status", Read({**total, "group_by": ["status"]}))
    assert [group["key"] for group in by_status["groups"]] == [
        {"status": "lead", "currency": "INR"}, {"status": "lead", "currency": "USD"},
    ]  # fmt: skip
    count = {"object": "deals", "aggregate": [{"fn": "count"}]}
    assert talk.say("how many?", Read(count))["value"] == 3, "a number of records has no currency"
    one = {**total, "where": where("currency", "eq", "INR")}
    assert talk.say("in rupees", Read(one))["response"].endswith("is ₹80,000.")


def test_what_a_list_is_sorted_by_stands_beside_the_names(talk: Talk) -> None:
    for name, value in (("Small", 10), ("Large", 5000), ("Unknown", None)):
        add(talk.staff, "leads", name=name, value=value)
    query = {"object": "leads", "sort": [{"field": "value", "direction": "desc"}]}
    assert talk.say("by value", Read(query))["response"] == "3 leads: Large ($5,000), Small ($10) and Unknown."
    top = talk.say("top 1", Read({**query, "limit": 1}))
    assert top["response"] == "The first of 3 leads: Large ($5,000)."


def test_a_query_that_does_not_fit_is_asked_back(talk: Talk) -> None:
    turn = talk.say("leads by colour", Read({"object": "leads", "group_by": ["colour"]}))
    assert turn["outcome"] == "asked"
    assert "colour" in turn["response"]


def test_a_page_is_as_long_as_allowed(talk: Talk) -> None:
    for _ in range(3):
        add(talk.staff, "tasks")
    assert len(talk.say("tasks", Read({"object": "tasks", "limit": 2}))["records"]["ids"]) == 2
    assert len(talk.say("tasks", Read({"object": "tasks", "limit": 100_000}))["records"]["ids"]) == 3


def test_every_query_stands_in_the_audit_trail_with_its_session(talk: Talk) -> None:
    query = {"object": "leads", "where": where("city", "eq", "Pune")}
    session_id = talk.say("leads in Pune, secretly", Read(query))["session_id"]
    entry = talk.staff.get("/api/v1/audit?action=assistant.asked").json()["items"][0]
    assert (entry["object"], entry["via"], entry["actor"]) == ("leads", "assistant", "Olga Owner")
    assert entry["metadata"] == {
        "source_type": "crm", "outcome": "answered", "query": query, "record_count": 0, "session_id": session_id,
    }  # fmt: skip
    assert "secretly" not in str(entry), "the words stand in the session alone"


def test_help_speaks_of_what_is_there(talk: Talk) -> None:
    add(talk.staff, "leads", name="Zora Neale")
    turn = talk.say("what can you do?", Help())
    assert turn["source_type"] == "none"
    assert "Zora Neale" in turn["response"]
    viewer = Talk(talk.staff.colleague("viewer"), talk.script)
    assert "Create" not in viewer.say("what can you do?", Help())["response"]
    one = talk.say("what about trainers?", Help("trainers"))["response"]
    assert one.startswith("Trainers: ")
    assert "How many trainers" in one


def test_small_talk_and_refusals(talk: Talk) -> None:
    assert talk.say("hi", Greet())["response"].startswith("Hello Olga.")
    assert talk.say("thanks", Greet("thanks"))["source_type"] == "none"
    turn = talk.say("book a flight", Refuse("I do not book flights.", ("Show me all leads",)))
    assert (turn["outcome"], turn["suggested_actions"]) == ("refused", ["Show me all leads"])
