"""CSAT: asked for when a conversation is closed, given once."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from frontdesk.platform.clock import Clock
from tests.conftest import Running, Staff
from tests.http.customers import ask


@pytest.fixture
def desk(running: Running) -> Staff:
    staff = running.found()
    staff.shop = staff.bot()
    return staff


def begun(desk: Staff) -> tuple[str, str]:
    """The secret of a conversation, and its id."""
    secret = ask(desk.running, desk.shop, "Hello")["conversation_id"]
    return secret, desk.get("/api/v1/conversations?limit=1").json()["items"][0]["id"]


def closed(desk: Staff, conversation_id: str, **body: Any) -> Any:
    answer = desk.post(f"/api/v1/conversations/{conversation_id}/resolve", json=body)
    assert answer.status_code == 200, answer.text
    return next(event["data"]["csat"] for event in answer.json()["items"] if event["type"] == "handoff")


def rate(desk: Staff, secret: str, rating: object) -> int:
    body = {"conversation_id": secret, "rating": rating}
    status: int = desk.running.client.post("/api/v1/feedback", json=body).status_code
    return status


def test_a_customer_is_asked_and_answers_once(desk: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, id_ = begun(desk)
    assert closed(desk, id_) is True
    # A slip can be mended at once; what comes later does not count.
    assert (rate(desk, secret, 1), rate(desk, secret, 5)) == (201, 201)
    later = datetime.now(UTC) + timedelta(minutes=11)
    monkeypatch.setattr(Clock, "now", lambda _: later)
    assert rate(desk, secret, 1) == 409
    assert desk.running.rows("SELECT rating FROM feedback WHERE conversation_id = %s", id_) == [("5",)]
    # Opened and closed anew, it may be rated anew, without being asked again.
    assert desk.post(f"/api/v1/conversations/{id_}/reopen").status_code == 200
    monkeypatch.setattr(Clock, "now", lambda _: later + timedelta(minutes=1))
    assert closed(desk, id_) is False
    assert rate(desk, secret, 4) == 201


def test_spam_and_bots_that_do_not_ask_are_not_asked_about(desk: Staff) -> None:
    assert closed(desk, begun(desk)[1], reason="spam") is False
    assert desk.patch(f"/api/v1/bots/{desk.shop['id']}", json={"handoff": {"ask_csat": False}}).status_code == 200
    assert closed(desk, begun(desk)[1]) is False
