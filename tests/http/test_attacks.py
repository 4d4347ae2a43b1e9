"""Attacks and carelessness: odd bodies, odd paths, crowds, and what the log may not tell."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.testclient import TestClient

from frontdesk.api import web
from frontdesk.conversations.models import ConversationEvent
from frontdesk.conversations.turns import TurnLedger
from tests.conftest import Running, Staff
from tests.http.faqs import FAQS

NEVER_HANDS_OVER: dict[str, Any] = {
    "priority": None,
    "attempts": None,
    "keywords": [],
    "on_angry": False,
    "on_request": False,
}


@pytest.fixture(scope="module")
def desk(running: Running) -> Staff:
    """The owner of a workspace with a bot that knows the shop's FAQs; the bot is `desk.shop`."""
    staff = running.found()
    staff.shop = staff.bot(FAQS, slug=f"attacked-{staff.email[6:18]}", escalation=NEVER_HANDS_OVER)
    return staff


def ask(desk: Staff, message: str, **values: Any) -> Any:
    body = {"message": message, "bot_id": desk.shop["id"], **values}
    return desk.running.client.post("/api/v1/query", json=body)


def newest(desk: Staff) -> str:
    """The id of the conversation that was spoken in last."""
    identifier: str = desk.get("/api/v1/conversations?limit=1").json()["items"][0]["id"]
    return identifier


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"a":' * 100_000])
def test_json_nested_without_end_is_a_bad_request(owner: Staff, body: bytes) -> None:
    answer = owner.post("/api/v1/bots/", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/%00", "/chat/%00", "/" + "a" * 300, "/" + "a/" * 3000, "/..%2f..%2fsecret.txt"])
def test_a_path_that_no_file_can_have_is_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    folder = tmp_path / "web" / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("the page")
    (tmp_path / "secret.txt").write_text("a secret")
    monkeypatch.setattr(web, "web_folder", lambda: folder)
    application = FastAPI()
    web.add_web_app(application)
    answer = TestClient(application).get(path)
    assert (answer.status_code, answer.text) == (200, "the page")


@pytest.mark.parametrize("message", ["\u200b", " \u200b\u200d\ufeff ", "\u00a0\n\u2028", "\u202e"])
def test_a_message_that_nobody_can_see_is_empty(desk: Staff, message: str) -> None:
    answer = ask(desk, message)
    assert answer.status_code == 422
    assert answer.json()["type"] == "/problems/message-empty"


def test_a_bot_that_asks_for_no_confidence_says_that_it_found_nothing(owner: Staff) -> None:
    owner.shop = owner.bot(escalation={**NEVER_HANDS_OVER, "confidence": 0.0}, on_unsure="say_so")
    result = ask(owner, "How do I reset my password?").json()
    assert result["response"]
    assert result["metadata"]["handled_by"] == "bot"
    assert result["metadata"]["escalated"] is False
    assert result["metadata"]["cited"] == []


def test_a_bot_without_memory_answers_each_message(owner: Staff) -> None:
    owner.shop = owner.bot(FAQS, memory={"messages": 0, "hours": 1e-9})
    first = ask(owner, "How do I reset my password?").json()
    second = ask(owner, "How can I reset my password?", conversation_id=first["conversation_id"])
    assert second.status_code == 200
    assert "Forgotten password" in second.json()["response"]


def test_an_answer_far_behind_its_message_is_found(desk: Staff) -> None:
    ask(desk, "How do I reset my password?")
    identifier, running = newest(desk), desk.running
    # A crowd wrote while one turn ran; the answer to all of them is message 82.
    running.rows(
        "INSERT INTO conversation_events (workspace_id, conversation_id, seq, type, actor_kind, actor_name, content,"
        " data, created_at) SELECT workspace_id, conversation_id, seq + number, 'message',"
        " CASE WHEN number = 80 THEN 'bot' ELSE 'customer' END, '', 'further', '{\"answers\": 81}', now()"
        " FROM conversation_events, generate_series(1, 80) AS number WHERE conversation_id = %s AND seq = 2"
        " RETURNING 1",
        identifier,
    )
    running.rows(
        "UPDATE conversations SET last_seq = 82, asked_seq = 81, answered_seq = 81 WHERE id = %s RETURNING 1",
        identifier,
    )
    workspace = running.rows("SELECT workspace_id FROM conversations WHERE id = %s", identifier)[0][0]

    ledger = running.composition.provided.get(TurnLedger)

    async def answer_to(seq: int) -> ConversationEvent | None:
        async with running.composition.database.unit_of_work(workspace) as unit:
            return (await ledger.answer_to(unit, UUID(identifier), seq))[1]

    assert running.client.portal is not None
    found = running.client.portal.call(answer_to, 3)
    assert found is not None
    assert found.seq == 82


def test_a_person_takes_over_what_a_program_took(desk: Staff) -> None:
    ask(desk, "How do I reset my password?")
    path = f"/api/v1/conversations/{newest(desk)}/take"
    key = desk.post("/api/v1/api-keys", json={"name": "program", "role": "agent"}).json()["key"]
    assert desk.running.client.post(path, headers={"X-API-Key": key}).status_code == 200
    colleague, other = desk.colleague("agent"), desk.colleague("agent")
    assert colleague.post(path).status_code == 200
    assert other.post(path).status_code == 409
    assert desk.running.client.post(path, headers={"X-API-Key": key}).status_code == 409


def test_closing_twice_is_told_once(desk: Staff) -> None:
    ask(desk, "How do I reset my password?")
    identifier = newest(desk)
    for _ in range(2):
        assert desk.post(f"/api/v1/conversations/{identifier}/resolve").status_code == 200
    told = desk.running.rows(
        "SELECT count(*) FROM domain_events WHERE name = 'conversation.resolved' AND data ->> 'conversation_id' = %s",
        identifier,
    )
    assert told[0][0] == 1


def test_an_error_of_the_database_does_not_repeat_the_values(running: Running) -> None:
    async def fail() -> None:
        async with running.composition.database.unit_of_work(None) as unit:
            await unit.execute(text("SELECT CAST(:given AS text), 1 / 0"), {"given": "a customer's words"})

    assert running.client.portal is not None
    with pytest.raises(SQLAlchemyError) as failed:
        running.client.portal.call(fail)
    assert "division by zero" in str(failed.value)
    assert "a customer's words" not in str(failed.value)
