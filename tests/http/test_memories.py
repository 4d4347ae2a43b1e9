"""What customers tell of themselves: kept with its message, recalled for them alone, corrected, expired, erased."""

from typing import Any

import pytest

from frontdesk.conversations.memories.service import Remembering
from tests.conftest import Running, Staff
from tests.http.customers import Customer, ask, registered
from tests.http.faqs import FAQS

PLANS = [
    {
        "question": "How many seats does the Pro plan have?",
        "answer": "The Pro plan has 40 seats.",
        "category": "Billing",
    },
    {
        "question": "How many seats does the Lite plan have?",
        "answer": "The Lite plan has 2 seats.",
        "category": "Billing",
    },
]


@pytest.fixture(scope="module")
def desk(running: Running) -> Staff:
    staff = running.found()
    staff.shop = staff.bot([*FAQS, *PLANS])
    return staff


def memories(staff: Staff, customer: Customer) -> dict[str, Any]:
    items = staff.get(f"/api/v1/customers/{customer.id}/memories").json()["items"]
    return {item["kind"]: item for item in items}


def test_a_fact_is_recalled_in_later_conversations_of_that_customer_alone(desk: Staff) -> None:
    ana, bob = registered(desk, desk.shop), registered(desk, desk.shop)
    told = ana.ask("Hi, my name is Ana Lopez and I'm on the Pro plan. When is the shop open?")
    assert "18:30" in told["response"]
    desk.running.run_jobs()
    kept = memories(desk, ana)
    assert {kind: one["content"] for kind, one in kept.items()} == {"name": "Name: Ana Lopez", "plan": "Plan: Pro"}
    assert (kept["name"]["conversation_id"], kept["name"]["source_seq"]) == (told["conversation_id"], 1)
    assert "Ana" in ana.ask("Hello")["response"]
    assert "40 seats" in ana.ask("How many seats does my plan have?")["response"]
    bob.ask("I'm on the Lite plan")
    desk.running.run_jobs()
    assert "2 seats" in bob.ask("How many seats does my plan have?")["response"]
    asked = ana.ask("What do you know about me?")
    assert asked["response"] == "You told me that your name is Ana Lopez and you are on the Pro plan."
    assert asked["metadata"]["escalated"] is False
    assert "Ana" not in bob.ask("Hello")["response"]
    assert "Ana" not in bob.ask("What is my name?")["response"]
    assert list(memories(desk, bob)) == ["plan"]
    # A second run of the job finds nothing new to read, and brings nothing back.
    assert ana.ask("My name is Anna")["response"] == "Hello, Anna! What can I help you with?"
    desk.running.run_jobs()
    assert memories(desk, ana)["name"]["value"] == "Anna"
    for one in memories(desk, ana).values():
        path = f"/api/v1/customers/{ana.id}/memories/{one['id']}"
        assert bob.request("DELETE", path).status_code == 403
        assert desk.delete(path).status_code == 204
        assert desk.delete(path).status_code == 404
    noted = ana.ask("I work for Acme Corp", conversation_id=told["conversation_id"])
    assert noted["response"].startswith("Thanks, I've noted that.")
    desk.running.run_jobs()
    assert list(memories(desk, ana)) == ["company"]


def test_a_customer_sees_and_erases_what_is_remembered_and_nobody_elses(desk: Staff) -> None:
    ana, bob = registered(desk, desk.shop), registered(desk, desk.shop)
    of_ana, of_bob = (one.ask(f"My name is {name}")["conversation_id"] for one, name in ((ana, "Ana"), (bob, "Bob")))
    visitor = ask(desk.running, desk.shop, "My name is Vera")["conversation_id"]
    desk.running.run_jobs()
    path = f"/api/v1/conversations/{of_ana}/memories"
    (name,) = ana.request("GET", path).json()["items"]
    assert bob.request("GET", path).status_code == 404
    assert bob.request("DELETE", f"/api/v1/conversations/{of_bob}/memories/{name['id']}").status_code == 404
    client = desk.running.client
    assert client.delete(f"/api/v1/conversations/{visitor}/memories/{name['id']}").status_code == 404
    (vera,) = client.get(f"/api/v1/conversations/{visitor}/memories").json()["items"]
    assert vera["value"] == "Vera"
    assert client.delete(f"/api/v1/conversations/{visitor}/memories/{vera['id']}").status_code == 204
    assert ana.request("DELETE", f"{path}/{name['id']}").status_code == 204
    assert "Ana" not in ana.ask("Hello")["response"]


def test_a_memory_dies_when_its_time_is_over(desk: Staff) -> None:
    ana = registered(desk, desk.shop)
    path = f"/api/v1/customers/{ana.id}/memories"
    made = desk.post(path, json={"kind": "name", "value": "Ana"})
    assert made.status_code == 201, made.text
    far = {"value": "x", "expires_at": "9999-12-31T23:59:59-14:00"}
    for unfit in ({"value": "x" * 501}, {"value": "  "}, far):
        assert desk.post(path, json=unfit).status_code == 422
    assert desk.post(path, json={"value": "Hears badly; write, do not call."}).status_code == 201
    assert "Ana" in ana.ask("Hello")["response"]
    ended = {"expires_at": "2020-01-01T00:00:00Z"}
    assert desk.patch(f"{path}/{made.json()['id']}", json=ended).status_code == 200
    assert "Ana" not in ana.ask("Hello")["response"]
    assert list(memories(desk, ana)) == ["other"]
    work = desk.running.composition.provided.get(Remembering)
    assert desk.running.client.portal is not None
    desk.running.client.portal.call(work.forget_expired, 0)
    kept = "SELECT kind FROM memories WHERE customer_id = %s"
    assert desk.running.rows(kept, ana.id) == [("other",)]


def test_a_bot_may_be_told_to_remember_nothing(running: Running) -> None:
    staff = running.found()
    bot = staff.bot(memory={"days": 0})
    ana = registered(staff, bot)
    ana.ask("My name is Ana")
    running.run_jobs()
    assert memories(staff, ana) == {}
