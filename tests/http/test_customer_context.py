"""What staff see beside a conversation: who it is, their record, other conversations, memories, how they felt."""

from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.customers import ask, registered
from tests.http.faqs import FAQS


@pytest.fixture(scope="module")
def desk(running: Running) -> Staff:
    staff = running.found()
    staff.shop = staff.bot(FAQS)
    return staff


def context(staff: Staff, conversation_id: str) -> dict[str, Any]:
    answer = staff.get(f"/api/v1/conversations/{conversation_id}/context")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_staff_see_who_it_is_and_what_came_before(desk: Staff) -> None:
    ana = registered(desk, desk.shop, email="ana@example.test", name="Ana Lopez")
    first = ana.ask("My name is Ana. When is the shop open?")["conversation_id"]
    second = ana.ask("This is awful, the app crashed again and my export is lost")["conversation_id"]
    desk.running.run_jobs()
    lead = desk.post("/api/v1/leads", json={"name": "Ana L.", "email": "ana@example.test"}).json()
    seen = context(desk, second)
    assert seen["customer"] == {
        "id": ana.id,
        "name": "Ana Lopez",
        "email": "ana@example.test",
        "user_id": None,
        "vip": False,
        "identified": "login",
    }
    assert [one["id"] for one in seen["earlier"]] == [first]
    assert [one["content"] for one in seen["memories"]] == ["Name: Ana"]
    assert [(one["seq"], one["sentiment"]) for one in seen["sentiments"]] == [(1, "Negative")]
    assert seen["record"] == {"object": "leads", "id": lead["id"], "title": "Ana L.", "by": "email"}
    contact = desk.post("/api/v1/contacts", json={"first_name": "Ana", "last_name": "Lopez"}).json()
    body = {"object": "contacts", "id": contact["id"]}
    assert desk.request("PUT", f"/api/v1/conversations/{second}/record", json=body).status_code == 200
    # The link is the customer's: their other conversations have it too.
    linked = {"object": "contacts", "id": contact["id"], "title": "Ana Lopez", "by": "link"}
    assert context(desk, first)["record"] == linked
    desk.delete(f"/api/v1/contacts/{contact['id']}")
    assert context(desk, first)["record"]["object"] == "leads"
    for wrong in ({"object": "deals", "id": 1}, {"object": "contacts", "id": 2**40}, {"object": "nothing", "id": 1}):
        assert desk.request("PUT", f"/api/v1/conversations/{first}/record", json=wrong).status_code in (404, 422)
    assert desk.delete(f"/api/v1/conversations/{first}/record").status_code == 204


def test_a_visitor_is_not_known_and_has_no_one_elses_past(desk: Staff) -> None:
    ask(desk.running, desk.shop, "Hello", user_id="u7")
    visitor = ask(desk.running, desk.shop, "My name is Vera", user_id="u7")["conversation_id"]
    desk.running.run_jobs()
    seen = context(desk, visitor)
    assert (seen["customer"]["id"], seen["customer"]["identified"]) == (None, "anonymous")
    assert (seen["earlier"], seen["record"]) == ([], None)
    assert [one["value"] for one in seen["memories"]] == ["Vera"]


def test_a_vip_has_a_higher_priority_from_then_on(desk: Staff) -> None:
    ana = registered(desk, desk.shop, name="Ana")
    before = ana.ask("How do I reset my password?")["priority"]
    path = f"/api/v1/customers/{ana.id}"
    assert desk.patch(path, json={"vip": True, "name": "<script>alert(1)</script>"}).json()["vip"] is True
    assert ana.ask("How do I reset my password?")["priority"] > before
    assert desk.get("/api/v1/customers?q=alert").json()["items"][0]["id"] == ana.id
    for wrong in ({"vip": None}, {"name": ""}, {"email": "no address"}, {"role": "owner"}):
        assert desk.patch(path, json=wrong).status_code == 422
    (entry,) = desk.get("/api/v1/audit?action=customer.updated").json()["items"]
    assert entry["metadata"]["before"] == {"vip": False, "name": "Ana"}


def test_who_signs_in_by_an_address_keeps_it(desk: Staff) -> None:
    client = desk.running.client
    body = {"email": "kept@example.test", "password": "correct horse battery"}
    assert client.post(f"/api/v1/auth/{desk.shop['id']}/register", json=body).status_code == 201
    (kept,) = desk.get("/api/v1/customers?q=kept@").json()["items"]
    assert desk.patch(f"/api/v1/customers/{kept['id']}", json={"email": "mine@example.test"}).status_code == 409
