"""Conversations live: frames over sockets and streams, who may read along, bounds, and what a reader is never sent."""

import json
from typing import Any

import pytest
from starlette.websockets import WebSocketDisconnect

from frontdesk.conversations.open_lines import OpenLines
from tests.conftest import Running, Staff
from tests.http.faqs import FAQS
from tests.http.live_reading import socket


@pytest.fixture(scope="module")
def desk(running: Running) -> Staff:
    staff = running.found()
    staff.shop = staff.bot(FAQS)
    return staff


@pytest.fixture
def session(desk: Staff) -> str:
    """The secret of a conversation that has begun."""
    return ask(desk, "Hello")


def ask(desk: Staff, message: str, **values: Any) -> str:
    body = {"message": message, "bot_id": desk.shop["id"], **values}
    return str(desk.running.client.post("/api/v1/query", json=body).json()["conversation_id"])


def newest(desk: Staff) -> str:
    return str(desk.get("/api/v1/conversations?limit=1").json()["items"][0]["id"])


def test_an_answer_comes_in_pieces_then_as_its_event_then_complete(running: Running, session: str) -> None:
    with socket(running, session) as customer:
        assert customer.next() == {"type": "status", "content": "bot", "metadata": {"state": "bot", "last_seq": 2}}
        customer.say("When is the shop open?")
        done = customer.until("complete")
        kinds = [frame["type"] for frame in customer.seen]
        assert kinds[1:3] == ["event", "event"]
        assert [kind for kind in kinds[3:] if kind != "text"] == [
            "event",
            "typing",
            "tool_call",
            "sources",
            "event",
            "complete",
        ]
        text = "".join(frame["content"] for frame in customer.seen if frame["type"] == "text")
        stored = customer.seen[-2]["metadata"]
        assert text == done["content"] == stored["content"]
        assert done["metadata"]["seq"] == stored["seq"] == 4
        assert done["metadata"]["category"] == "General"
        source = next(frame for frame in customer.seen if frame["type"] == "sources")["metadata"]["sources"][0]
        assert {"content", "metadata", "relevance_score"} <= set(source)
        assert customer.seqs == [1, 2, 3, 4]


def test_a_reader_goes_on_from_its_number_and_sees_the_past_as_events_only(running: Running, session: str) -> None:
    with socket(running, session, after=1) as customer:
        assert [customer.next()["type"] for _ in range(2)] == ["status", "event"]
        assert customer.seqs == [2]
        customer.send({"type": "ping"})
        assert customer.next()["metadata"] == {"state": "bot", "last_seq": 2}


def test_the_number_of_a_reader_may_be_anything(running: Running, session: str) -> None:
    with socket(running, session, after=4_000_000_000) as customer:
        assert customer.next()["metadata"]["last_seq"] == 2
        customer.say("When is the shop open?")
        customer.until("complete")
        assert customer.seqs == [3, 4]
    for bad in ("-1", "x", "9" * 30, "1e3", "٣"):
        with running.client.websocket_connect(f"/ws?session_id={session}&after={bad}") as closed:
            assert closed.receive_json()["metadata"]["status"] == 422
            with pytest.raises(WebSocketDisconnect) as ended:
                closed.receive_json()
            assert ended.value.code == 4422


def refused(running: Running, session_id: str, **options: Any) -> int:
    with running.client.websocket_connect(f"/ws?session_id={session_id}", **options) as closed:
        frame = closed.receive_json()
        assert frame["type"] == "error"
        with pytest.raises(WebSocketDisconnect):
            closed.receive_json()
        return int(frame["metadata"]["status"])


def test_who_may_not_enter_is_told_and_closed(running: Running, desk: Staff, owner: Staff, session: str) -> None:
    id_ = newest(desk)
    assert refused(running, id_) == 404
    assert refused(running, id_, headers=owner.headers) == 404
    assert refused(running, "fds_" + "a" * 22) == 404
    assert refused(running, ask(desk, "Hello", user_id="ann") + "&user_id=ben") == 404
    assert refused(running, session, headers={"Authorization": "Bearer forged"}) == 401
    assert refused(running, session, headers={"Origin": "https://evil.example"}) == 403
    assert refused(running, "") == 422


def test_a_customers_sign_in_opens_no_conversation_of_another(running: Running, desk: Staff) -> None:
    def customer(name: str) -> dict[str, str]:
        body = {"username": f"{name}-{desk.email[6:18]}", "password": "correct horse battery"}
        made = running.client.post(f"/api/v1/auth/{desk.shop['id']}/register", json=body).json()
        return {"Authorization": f"Bearer {made['access_token']}"}

    ann, ben = customer("ann"), customer("ben")
    body = {"message": "Hello", "bot_id": desk.shop["id"]}
    mine = running.client.post("/api/v1/query", json=body, headers=ann).json()["conversation_id"]
    with socket(running, mine, headers=ann) as reader:
        assert reader.next()["type"] == "status"
    assert refused(running, mine, headers=ben) == 404
    assert refused(running, mine) == 404


def test_a_browser_brings_its_token_as_a_subprotocol(running: Running, desk: Staff, session: str) -> None:
    with running.client.websocket_connect(
        f"/ws?session_id={newest(desk)}", subprotocols=["frontdesk", f"bearer.{desk.token}"]
    ) as opened:
        assert opened.accepted_subprotocol == "frontdesk"
        assert opened.receive_json()["type"] == "status"
    assert refused(running, session, subprotocols=["frontdesk", "bearer.forged"]) == 401


def test_a_page_of_the_program_itself_may_connect(running: Running, session: str) -> None:
    with socket(running, session, headers={"Origin": "http://testserver"}) as customer:
        assert customer.next()["type"] == "status"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("{", 400),
        ("[]", 422),
        ('{"type": "shout"}', 422),
        ('{"type": "message", "content": "  "}', 422),
        (json.dumps({"type": "message", "content": "x" * 20_001}), 422),
        (json.dumps({"type": "message", "content": "a\x00b"}), 422),
        (json.dumps({"type": "message", "content": "Hi", "id": "a\x00b"}), 422),
        (json.dumps({"type": "message", "content": "Hi", "session_id": "another"}), 422),
    ],
)
def test_a_frame_that_does_not_fit_is_answered_and_the_socket_stays(
    running: Running, session: str, text: str, status: int
) -> None:
    with socket(running, session, after=2) as customer:
        customer.send_text(text)
        assert customer.until("error")["metadata"]["status"] == status
        customer.send({"type": "ping"})
        assert customer.next()["type"] == "status"


def test_a_frame_over_the_bound_ends_the_socket(running: Running, session: str) -> None:
    with socket(running, session, after=2) as customer:
        customer.send_text("x" * 200_001)
        assert customer.until("error")["metadata"]["status"] == 413
        with pytest.raises(WebSocketDisconnect):
            customer.next()


def test_a_thousand_messages_a_minute_are_not_taken(running: Running, session: str) -> None:
    with socket(running, session, after=2) as customer:
        for number in range(1000):
            customer.say(f"Hello {number}")
        frame = customer.until("error")
        assert frame["metadata"]["status"] == 429
        assert frame["metadata"]["retry_after"] >= 1
        with pytest.raises(WebSocketDisconnect):
            customer.until("never")
    stored = running.client.get(f"/api/v1/conversations/{session}/events?limit=200").json()["items"]
    assert sum(event["actor"]["kind"] == "customer" for event in stored) <= 121
    assert stored[-1]["seq"] == len(stored)
    # Whatever way they come by.
    over_http = running.client.post("/api/v1/query", json={"message": "Hello", "conversation_id": session})
    assert over_http.status_code == 429
    assert int(over_http.headers["retry-after"]) >= 1


def test_too_many_open_lines_are_refused_in_words(
    running: Running, session: str, desk: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = running.composition.provided.get(OpenLines)
    stream = f"/api/v1/conversations/{session}/events/stream?wait=0"
    with socket(running, session) as first:
        first.next()
        monkeypatch.setattr(lines, "per_address", 1)
        with socket(running, session) as second:
            refused = second.next()
            assert (refused["type"], refused["metadata"]["status"]) == ("error", 429)
            assert "holds 1 connections open" in refused["content"]
            with pytest.raises(WebSocketDisconnect) as closed:
                second.next()
            assert closed.value.code == 4429
        over_http = running.client.get(stream)
        assert (over_http.status_code, over_http.headers["retry-after"]) == (429, "30")
        monkeypatch.setattr(lines, "per_address", 100)
        monkeypatch.setattr(lines, "per_workspace", 1)
        with running.client.websocket_connect("/ws/inbox", headers=desk.headers) as inbox:
            assert "Too many people are connected" in inbox.receive_json()["content"]
    # What is closed counts no more.
    assert running.client.get(stream).status_code == 200


def test_a_message_sent_again_after_a_break_is_stored_once(running: Running, session: str) -> None:
    with socket(running, session, after=2) as customer:
        customer.say("When is the shop open?", id="m-1")
        customer.until("complete")
    with socket(running, session, after=2) as customer:
        customer.say("When is the shop open?", id="m-1")
        customer.say("How long does delivery take?", id="m-2")
        customer.until("complete")
        assert customer.seqs == [3, 4, 5, 6]
        assert [f["metadata"]["data"].get("client_id") for f in customer.seen if f["type"] == "event"][::2] == [
            "m-1",
            "m-2",
        ]


def test_messages_of_one_socket_keep_their_order(running: Running, session: str) -> None:
    with socket(running, session, after=2) as customer:
        for number in range(8):
            customer.say(f"Question number {number}: when is the shop open?")
        while True:
            event = customer.until("event", type="message")
            if (
                event["metadata"]["data"].get("answers")
                == max((f["metadata"]["seq"] for f in customer.seen if _is_question(f)), default=0)
                and sum(map(_is_question, customer.seen)) == 8
            ):
                break
        asked = [frame["content"][:17] for frame in customer.seen if _is_question(frame)]
        assert asked == [f"Question number {number}" for number in range(8)]
        assert customer.seqs == list(range(3, customer.seqs[-1] + 1))


def _is_question(frame: dict[str, Any]) -> bool:
    return frame["type"] == "event" and frame["metadata"]["actor"]["kind"] == "customer"


def test_staff_and_customer_see_each_other_at_once(running: Running, desk: Staff, session: str) -> None:
    id_ = newest(desk)
    agent = desk.colleague("agent")
    with socket(running, session, after=2) as customer, socket(running, id_, headers=agent.headers) as staff:
        customer.next()
        staff.until("event", seq=2)
        # The bot still speaks: a person who reads along is not seen, nor that they write.
        staff.send({"type": "typing"})
        staff.send({"type": "typing", "content": "off"})
        agent.post(f"/api/v1/conversations/{id_}/take")
        assert staff.until("status")["content"] == "human"
        staff.send({"type": "typing", "content": "on"})
        staff.say("Hello, this is Agent.")
        written = customer.until("event", type="message")
        assert (written["content"], written["metadata"]["actor"]["kind"]) == ("Hello, this is Agent.", "staff")
        customer.say("Nice to meet you")
        assert customer.until("complete")["metadata"] == {"seq": customer.seqs[-1], "handled_by": "human"}
        staff.until("event", content="Nice to meet you")
        customer.send({"type": "typing"})
        assert staff.until("typing")["metadata"]["actor"]["kind"] == "customer"
    kinds = [frame["type"] for frame in customer.seen]
    assert "presence" not in kinds
    typed = [frame for frame in customer.seen if frame["type"] == "typing"]
    assert [frame["metadata"]["actor"]["kind"] for frame in typed] == ["staff"]
    assert all(frame["metadata"]["type"] != "note" for frame in customer.seen if frame["type"] == "event")


def test_two_of_the_team_learn_of_each_other(running: Running, desk: Staff, session: str) -> None:
    id_ = newest(desk)
    anna, bert = desk.colleague("agent"), desk.colleague("admin")
    with socket(running, id_, headers=anna.headers) as first:
        first.until("event", seq=2)
        with socket(running, id_, headers=bert.headers) as second:
            of_anna, of_bert = (staff.get("/api/v1/me").json()["id"] for staff in (anna, bert))
            assert first.until("presence")["metadata"]["actor"] == {"kind": "staff", "name": "Admin", "id": of_bert}
            assert second.until("presence")["metadata"]["actor"] == {"kind": "staff", "name": "Agent", "id": of_anna}
            second.send({"type": "typing"})
            assert first.until("typing")["content"] == "on"
        assert first.until("presence")["content"] == "away"


def test_a_viewer_reads_along_and_writes_nothing(running: Running, desk: Staff, session: str) -> None:
    with socket(running, newest(desk), headers=desk.colleague("viewer").headers) as viewer:
        viewer.until("event", seq=2)
        viewer.say("I may not")
        assert viewer.until("error")["metadata"]["status"] == 403
    agent = desk.colleague("agent")
    with socket(running, newest(desk), headers=agent.headers) as was_agent:
        was_agent.until("event", seq=2)
        closed = {"is_active": False}
        assert desk.patch(f"/api/v1/users/{agent.get('/api/v1/me').json()['id']}", json=closed).status_code == 200
        was_agent.say("I may no longer")
        assert was_agent.until("error")["metadata"]["status"] == 401
    assert "I may no longer" not in desk.get(f"/api/v1/conversations/{newest(desk)}/events").text


def test_staff_hear_which_conversations_changed(running: Running, desk: Staff, owner: Staff) -> None:
    with (
        running.client.websocket_connect("/ws/inbox", headers=desk.headers) as feed,
        running.client.websocket_connect("/ws/inbox", headers=owner.headers) as other,
    ):
        assert feed.receive_json()["content"] == other.receive_json()["content"] == "open"
        ask(desk, "Hello")
        told = feed.receive_json()
        assert told["content"] == "changed"
        assert told["metadata"]["conversation_id"] == newest(desk)
        owner.shop = owner.bot()
        ask(owner, "Hello")
        assert other.receive_json()["metadata"]["conversation_id"] == newest(owner)
    with running.client.websocket_connect("/ws/inbox") as closed:
        assert closed.receive_json()["metadata"]["status"] == 401


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line[6:]) for line in text.splitlines() if line.startswith("data: ")]


def test_the_stream_gives_the_same_events_without_a_socket(running: Running, desk: Staff, session: str) -> None:
    path = f"/api/v1/conversations/{session}/events/stream?wait=0"
    answer = running.client.get(path)
    assert answer.headers["content-type"].startswith("text/event-stream")
    frames = lines(answer.text)
    assert [frame["type"] for frame in frames] == ["status", "event", "event"]
    assert "id: 2\n" in answer.text
    again = running.client.get(path, headers={"Last-Event-ID": "1"})
    assert [frame["metadata"].get("seq") for frame in lines(again.text)] == [None, 2]
    assert running.client.get(f"/api/v1/conversations/{newest(desk)}/events/stream?wait=0").status_code == 404
    mine = desk.get(f"/api/v1/conversations/{newest(desk)}/events/stream?wait=0")
    assert len(lines(mine.text)) == 3
