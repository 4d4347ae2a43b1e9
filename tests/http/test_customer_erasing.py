"""Export and erasing of all that is held about a customer."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import psycopg
import pytest

from frontdesk.identity.callers import Caller, CallerKind
from frontdesk.platform.errors import FrontdeskError
from frontdesk.support.graph import SupportGraph
from frontdesk.support.service import Ask, SupportDesk
from frontdesk.support.state import Question, TurnState
from tests.conftest import Running, Staff
from tests.http.customers import Customer, ask, registered
from tests.http.faqs import FAQS


@pytest.fixture(scope="module")
def desk(running: Running) -> Staff:
    staff = running.found()
    staff.shop = staff.bot(FAQS)
    return staff


def everywhere(running: Running, words: str) -> list[str]:
    """The tables in which the words stand, in whatever column."""
    tables = running.rows(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND position('vectors' in tablename) = 0"
    )
    holds = "SELECT '{0}' WHERE EXISTS (SELECT FROM {0} AS held WHERE held::text ILIKE %s)"
    statement = " UNION ALL ".join(holds.format(name) for (name,) in tables)
    return [name for (name,) in running.rows(statement, *[f"%{words}%"] * len(tables))]


def _filled(desk: Staff, word: str) -> tuple[Customer, str]:
    """A customer of whom something is held everywhere, each with that word."""
    customer = registered(desk, desk.shop, name=f"{word} Lopez", email=f"{word}@example.test")
    turn = customer.ask(f"My name is {word}. When is the shop open?")
    conversation = turn["conversation_id"]
    path = f"/api/v1/conversations/{conversation}"
    rating = {"conversation_id": conversation, "seq": turn["metadata"]["seq"], "rating": "up", "comment": word}
    assert customer.request("POST", "/api/v1/feedback", json=rating).status_code == 201
    file = {"attachments": (f"{word}.txt", f"{word} wrote this".encode(), "text/plain")}
    assert customer.request("POST", f"{path}/attachments", files=file).status_code == 201
    assert desk.post(f"{path}/notes", json={"content": f"{word} is kind"}).status_code == 201
    desk.patch(f"/api/v1/customers/{customer.id}", json={"vip": True, "name": f"{word} L."})
    desk.get(f"{path}/summary")
    desk.running.run_jobs()
    return customer, conversation


def test_all_that_is_held_is_exported_and_then_erased_for_good(desk: Staff) -> None:
    customer, conversation = _filled(desk, "Zyxana")
    id_ = customer.id
    held = json.loads(desk.get(f"/api/v1/customers/{id_}/export").content)
    assert held["customer"]["name"] == "Zyxana L."
    assert [one["value"] for one in held["memories"]] == ["Zyxana"]
    (one,) = held["conversations"]
    assert {event["type"] for event in one["events"]} >= {"message", "feedback", "note"}
    assert (one["feedback"][0]["comment"], one["attachments"][0]["name"]) == ("Zyxana", "Zyxana.txt")
    assert held["trail"][0]["action"] == "customer.registered"
    own = json.loads(customer.request("GET", "/api/v1/customers/me/export").content)
    assert "is kind" not in json.dumps(own)
    assert everywhere(desk.running, "zyxana") != []
    assert desk.colleague("agent").delete(f"/api/v1/customers/{id_}").status_code == 403
    assert desk.delete(f"/api/v1/customers/{id_}").status_code == 204
    assert everywhere(desk.running, "zyxana") == []
    (entry,) = desk.get("/api/v1/audit?action=customer.erased").json()["items"]
    assert (entry["object_id"], entry["metadata"]["conversations"]) == (str(id_), 1)
    # Nothing of theirs works any more, and nothing brings them back.
    assert customer.request("GET", "/api/v1/customers/me").status_code == 401
    assert desk.get(f"/api/v1/conversations/{conversation}/events").status_code == 404
    assert desk.delete(f"/api/v1/customers/{id_}").status_code == 404
    desk.running.run_jobs()


def test_a_customer_who_is_erased_during_a_turn_gets_no_answer_and_leaves_nothing(
    desk: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = registered(desk, desk.shop)
    customer.ask("Hello")
    id_, run = customer.id, SupportGraph.run

    async def erase_meanwhile(graph: SupportGraph, question: Question) -> TurnState:
        await asyncio.to_thread(lambda: desk.delete(f"/api/v1/customers/{id_}"))
        return await run(graph, question)

    monkeypatch.setattr(SupportGraph, "run", erase_meanwhile)
    body = {"message": "My name is Wuvana", "bot_id": desk.shop["id"]}
    assert customer.request("POST", "/api/v1/query", json=body).status_code == 404
    monkeypatch.undo()
    assert everywhere(desk.running, "wuvana") == []
    # A process that still remembers the sign-in is told by the database.
    assert _as_remembered(desk, id_) == 401


def _as_remembered(desk: Staff, customer_id: int) -> int:
    """The status of a message whose caller another process still takes for that customer."""
    workspace = desk.get("/api/v1/me").json()["workspace"]["id"]
    caller = Caller(CallerKind.CUSTOMER, workspace, customer_id=customer_id, bot_id=desk.shop["id"])
    support = desk.running.composition.provided.get(SupportDesk)
    assert desk.running.client.portal is not None
    with pytest.raises(FrontdeskError) as refused:
        desk.running.client.portal.call(support.ask, Ask(caller, "Hello"))
    return refused.value.status


def test_a_visitors_conversation_is_erased_and_its_session_begins_anew(desk: Staff) -> None:
    path = f"/api/v1/chat/{desk.shop['slug']}"
    body: dict[str, Any] = {"message": "My phone number is 020 7946 0958", "session_id": "till-77"}
    client = desk.running.client
    assert client.post(path, json=body).status_code == 200
    desk.running.run_jobs()
    newest = desk.get("/api/v1/conversations?limit=1").json()["items"][0]["id"]
    assert desk.delete(f"/api/v1/conversations/{newest}").status_code == 204
    assert everywhere(desk.running, "7946 0958") == []
    assert client.post(path, json={**body, "message": "Hello"}).status_code == 200
    secret = ask(desk.running, desk.shop, "Hello")["conversation_id"]
    newest = desk.get("/api/v1/conversations?limit=1").json()["items"][0]["id"]
    # Who has it open is told at once.
    with client.websocket_connect(f"/ws?session_id={secret}&after=0") as socket:
        while socket.receive_json()["type"] != "event":
            pass
        assert desk.delete(f"/api/v1/conversations/{newest}").status_code == 204
        while (frame := socket.receive_json())["type"] == "event":
            pass
        assert (frame["type"], frame["metadata"]["status"]) == ("error", 404)
    assert client.get(f"/api/v1/conversations/{secret}/events").status_code == 404


def test_what_was_merged_by_several_steps_is_erased_with_it(desk: Staff) -> None:
    steps = []
    for _ in range(3):
        ask(desk.running, desk.shop, "Zebrawort. I want to talk to a person", user_id="zebra")
        steps.append(desk.get("/api/v1/conversations?limit=1").json()["items"][0]["id"])
    for source, into in pairwise(steps):
        assert desk.post(f"/api/v1/conversations/{source}/merge", json={"into": into}).status_code == 200
    assert "domain_events" in everywhere(desk.running, "zebrawort")
    assert desk.delete(f"/api/v1/conversations/{steps[-1]}").status_code == 204
    assert everywhere(desk.running, "zebrawort") == []


def test_what_is_asked_of_somebody_in_the_moment_of_their_erasing_finds_nobody(desk: Staff) -> None:
    customer = registered(desk, desk.shop)
    conversation = customer.ask("Hello")["conversation_id"]
    begun = ask(desk.running, desk.shop, "Hello")["conversation_id"]
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"

    def status(method: str, path: str, **options: Any) -> int:
        headers = customer.headers if "/me/" in path else desk.headers
        answer = desk.running.client.request(method, f"/api/v1/{path}", headers=headers, **options)
        return int(answer.status_code)

    with psycopg.connect(desk.running.url) as erasing, ThreadPoolExecutor(3) as threads:
        erasing.execute("DELETE FROM conversations WHERE id = %s", (conversation,))
        erasing.execute("DELETE FROM customers WHERE id = %s", (customer.id,))
        asked = [
            threads.submit(status, "POST", f"customers/{customer.id}/memories", json={"value": "Kind"}),
            threads.submit(status, "POST", "customers/me/sessions", json={"session_ids": [begun]}),
            threads.submit(status, "GET", f"conversations/{conversation}/summary"),
        ]
        assert any(desk.running.rows(waiting)[0][0] == len(asked) for _ in range(1000))
        erasing.commit()
        assert [one.result() for one in asked] == [404, 404, 200]
