"""Sessions by the paths of earlier clients."""

from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.faqs import FAQS
from tests.http.live_reading import socket


@pytest.fixture(scope="module")
def desk(running: Running) -> Staff:
    staff = running.found()
    staff.shop = staff.bot(FAQS)
    return staff


def begin(desk: Staff, **values: Any) -> dict[str, Any]:
    answer = desk.running.client.post("/api/sessions", json={"bot_id": desk.shop["id"], **values})
    assert answer.status_code == 201, answer.text
    session: dict[str, Any] = answer.json()
    return session


def say(desk: Staff, session_id: str, message: str, **options: Any) -> Any:
    path = f"/api/chat/sessions/{session_id}/messages"
    return desk.running.client.post(path, data={"message": message}, **options)


def test_a_session_is_begun_talked_in_read_and_ended(desk: Staff) -> None:
    client = desk.running.client
    session = begin(desk, user_id="u-7")
    assert session["session_id"].startswith("fds_")
    assert (session["status"], session["state"], session["user_id"]) == ("active", "bot", "u-7")
    path = f"/api/sessions/{session['session_id']}"
    assert client.get(f"{path}/history").json() == {"session_id": session["session_id"], "count": 0, "messages": []}
    answer = say(desk, session["session_id"], "When is the shop open?").json()
    assert set(answer) == {"message", "sources", "requires_escalation", "confidence", "session_id", "timestamp"}
    assert "18:30" in answer["message"]
    assert answer["requires_escalation"] is False
    assert answer["confidence"] >= 0.6
    assert set(answer["sources"][0]) == {"content", "metadata", "relevance_score"}
    assert set(answer["sources"][0]["metadata"]) == {"source", "page"}
    history = client.get(f"{path}/history").json()
    assert [message["role"] for message in history["messages"]] == ["user", "assistant"]
    assert history["messages"][1]["sources"] == answer["sources"]
    assert [m["seq"] for m in client.get(f"{path}/history?limit=1").json()["messages"]] == [2]
    assert client.delete(path).status_code == 204
    assert client.delete(path).status_code == 204
    assert client.get(path).json()["status"] == "ended"


def test_a_session_that_needs_a_person_says_so(desk: Staff) -> None:
    session = begin(desk)["session_id"]
    assert say(desk, session, "I want to talk to a person").json()["requires_escalation"] is True
    waiting = say(desk, session, "Are you there?").json()
    assert (waiting["message"], waiting["requires_escalation"], waiting["sources"]) == ("", True, [])


def test_a_session_is_begun_before_its_socket(desk: Staff) -> None:
    with socket(desk.running, begin(desk)["session_id"]) as customer:
        customer.say("When is the shop open?")
        assert "18:30" in customer.until("complete")["content"]
        assert customer.seqs == [1, 2]


def test_without_a_body_the_default_bot_answers(desk: Staff) -> None:
    answer = desk.post("/api/sessions")
    assert (answer.status_code, answer.json()["bot_id"]) == (201, desk.shop["id"])


def test_customers_list_their_own_sessions_and_staff_all(desk: Staff) -> None:
    client = desk.running.client

    def customer(name: str) -> dict[str, str]:
        body = {"username": f"{name}-{desk.email[6:18]}", "password": "correct horse battery"}
        made = client.post(f"/api/v1/auth/{desk.shop['id']}/register", json=body).json()
        return {"Authorization": f"Bearer {made['access_token']}"}

    ann, ben = customer("ann"), customer("ben")
    sessions = []
    for _ in range(3):
        made = client.post("/api/sessions", headers=ann).json()["session_id"]
        assert say(desk, made, "Hello", headers=ann).status_code == 200
        sessions.append(made)
    first = client.get("/api/sessions?limit=2", headers=ann).json()
    rest = client.get("/api/sessions", params={"limit": 2, "after": first["next"]}, headers=ann).json()
    assert [item["session_id"] for item in first["items"] + rest["items"]] == sessions[::-1]
    assert (first["total"], rest["next"]) == (3, None)
    assert client.get("/api/sessions", headers=ben).json()["items"] == []
    assert client.get(f"/api/sessions/{sessions[0]}", headers=ben).status_code == 404
    assert client.delete(f"/api/sessions/{sessions[0]}", headers=ben).status_code == 404
    assert {item["session_id"] for item in desk.get("/api/sessions").json()["items"]} >= set(sessions)
    assert client.get("/api/sessions").status_code == 401


def test_a_bot_for_customers_begins_no_session_for_others(desk: Staff) -> None:
    bot = desk.bot(access="customers")
    assert desk.running.client.post("/api/sessions", json={"bot_id": bot["id"]}).status_code == 401


@pytest.mark.parametrize("form", [{}, {"message": ""}, {"message": " \n"}, {"message": "x" * 20_001}])
def test_a_form_without_words_is_refused(desk: Staff, form: dict[str, str]) -> None:
    session = begin(desk)["session_id"]
    answer = desk.running.client.post(f"/api/chat/sessions/{session}/messages", data=form)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
