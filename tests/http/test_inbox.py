"""The inbox: its views and filters, labels, private notes with mentions, and notifications, live and kept."""

import secrets
from collections.abc import Callable

import pytest

from tests.conftest import Running, Staff
from tests.http.inbox_world import Inbox
from tests.moving_clock import MovingClock

START = "2026-11-30T09:00:00+00:00"


@pytest.fixture(scope="module")
def clock() -> MovingClock:
    return MovingClock(START)


@pytest.fixture(scope="module")
def running(start_application: Callable[..., Running], clock: MovingClock) -> Running:
    return start_application(clock=clock)


@pytest.fixture(scope="module")
def team(running: Running) -> Inbox:
    return Inbox(running, handoff={"answer_within_minutes": 30})


@pytest.fixture
def inbox(team: Inbox, clock: MovingClock) -> Inbox:
    clock.set(START)
    team.clear()
    return team


def counts(staff: Staff) -> dict[str, int]:
    return {view["key"]: view["count"] for view in staff.get("/api/v1/inbox/views").json()["items"]}


def test_views_count_what_their_lists_show(inbox: Inbox, clock: MovingClock) -> None:
    late, mine = inbox.waiting(), inbox.waiting()
    clock.move(minutes=31)
    with_bot, done = inbox.id_of(inbox.say("Hello")), inbox.waiting()
    inbox.act(inbox.anna, mine, "messages", 201, content="Here I am.")
    inbox.act(inbox.anna, done, "resolve", reason="spam", note="A robot.")
    expected = {
        "mine": {mine},
        "unassigned": {late},
        "waiting": {late},
        "late": {late},
        "all": {late, mine, with_bot},
        "snoozed": set(),
        "resolved": {done},
    }
    assert {view: set(inbox.listed(inbox.anna, view=view)) for view in expected} == expected
    assert counts(inbox.anna) == {view: len(ids) for view, ids in expected.items()}
    assert counts(inbox.bert)["mine"] == 0
    views = inbox.vera.get("/api/v1/inbox/views").json()
    assert views["bots"] == [{"id": inbox.bot["id"], "name": "Desk", "count": 3}]
    assert sum(entry["count"] for entry in views["sentiments"]) == 3
    assert [entry["priority"] for entry in views["priorities"]] == sorted(
        {inbox.shown(id_)["priority"] for id_ in (late, mine, with_bot)}, reverse=True
    )
    # Why it was resolved is seen by staff alone.
    assert inbox.shown(done)["resolve_reason"] == "spam"
    assert inbox.log(done, kind="resolve")[0]["content"] == "A robot."
    assert inbox.log(done, reason="spam", **{"from": "waiting"}) == []


def test_the_list_is_narrowed_and_searched(inbox: Inbox, running: Running) -> None:
    bot, path = inbox.bot["id"], "/api/v1/conversations"
    values = {"email": f"carla@{secrets.token_hex(4)}.example.com", "password": "correct horse battery"}
    token = running.client.post(f"/api/v1/auth/{bot}/register", json=values).json()["access_token"]
    said = {"message": "My 100% parcel_is lost", "bot_id": bot}
    login = {"Authorization": f"Bearer {token}"}
    carla = str(running.client.post("/api/v1/query", json=said, headers=login).json()["conversation_id"])
    angry = inbox.waiting(user_id="dora")
    inbox.act(inbox.anna, angry, "take")
    running.execute("UPDATE conversations SET sentiment = 'Angry', priority = 9 WHERE id = %s", angry)
    assert inbox.listed(assigned=inbox.anna_id) == inbox.listed(inbox.anna, assigned="me") == [angry]
    assert inbox.listed(assigned="nobody") == [carla]
    assert inbox.listed(sentiment="Angry") == inbox.listed(min_priority=9) == inbox.listed(q="DORA person") == [angry]
    assert inbox.listed(q="CARLA@" + values["email"][6:12]) == inbox.listed(q="100% parcel_is") == [carla]
    assert inbox.listed(q="1000 parcel") == inbox.listed(q="carla person") == inbox.listed(q="%")[1:] == []
    for wrong in ("assigned=him", "min_priority=11", "view=none", "sentiment=Sad", "q=%00", "label=x", "label=0"):
        assert inbox.owner.get(f"{path}?{wrong}").status_code == 422, wrong
    shown = inbox.shown(angry)
    assert (shown["assigned_to"], shown["assigned_to_name"]) == (inbox.anna_id, "Anna")
    assert shown["unanswered_since"] == shown["waiting_since"] is not None
    inbox.act(inbox.anna, angry, "messages", 201, content="Here I am.")
    assert inbox.shown(angry)["unanswered_since"] is None
    assert inbox.stranger.get(f"{path}/{angry}").status_code == 404


def test_labels_are_the_workspaces_own_and_are_put_on_conversations(inbox: Inbox) -> None:
    path, anna, id_ = "/api/v1/labels", inbox.anna, inbox.waiting()
    refund = anna.post(path, json={"name": " Refund ", "color": "red"}).json()
    vip = anna.post(path, json={"name": "VIP"}).json()
    assert (refund["name"], vip["color"]) == ("Refund", "gray")
    assert anna.post(path, json={"name": "refund"}).status_code == 409
    assert anna.post(path, json={"name": "a\u0000b"}).status_code == 422
    assert anna.post(path, json={"name": "x", "color": "url(x)"}).status_code == 422
    told = inbox.act(anna, id_, "labels", method="PUT", labels=[refund["id"], vip["id"], vip["id"]])
    assert [event["data"]["added"] for event in told["items"]] == [[refund, vip]]
    assert inbox.act(anna, id_, "labels", method="PUT", labels=[vip["id"], refund["id"]])["items"] == []
    assert inbox.shown(id_)["labels"] == [refund, vip]
    assert inbox.listed(label=refund["id"]) == [id_]
    inbox.act(anna, id_, "labels", method="PUT", labels=[refund["id"]])
    assert inbox.log(id_, kind="labels")[-1]["data"]["removed"] == [vip]
    assert [label["count"] for label in anna.get("/api/v1/inbox/views").json()["labels"]] == [1, 0]
    renamed = anna.patch(f"{path}/{refund['id']}", json={"name": "Refunds"}).json()
    assert inbox.shown(id_)["labels"] == [renamed]
    # Nobody else's: neither to put on, nor to see, change or delete.
    stranger = inbox.stranger
    foreign = stranger.post(path, json={"name": "Refunds"}).json()["id"]
    inbox.act(anna, id_, "labels", 404, method="PUT", labels=[foreign])
    for method in ("PATCH", "DELETE"):
        assert anna.request(method, f"{path}/{foreign}", json={"name": "y"}).status_code == 404
    inbox.act(stranger, id_, "labels", 404, method="PUT", labels=[])
    inbox.act(inbox.vera, id_, "labels", 403, method="PUT", labels=[])
    inbox.act(anna, id_, "labels", 422, method="PUT", labels=list(range(1, 52)))
    assert anna.delete(f"{path}/{refund['id']}").status_code == 204
    assert inbox.shown(id_)["labels"] == []


def test_a_note_is_for_staff_and_tells_whom_it_mentions(inbox: Inbox) -> None:
    running, script = inbox.running, "<script>alert(1)</script> @Bert, look"
    secret = inbox.say("I want to talk to a person")
    id_ = inbox.id_of(secret)
    with running.client.websocket_connect("/ws/inbox", headers=inbox.bert.headers) as feed:
        assert feed.receive_json()["content"] == "open"
        note = inbox.act(inbox.anna, id_, "notes", 201, content=script, mentions=[inbox.bert_id, inbox.anna_id])
        frames = [feed.receive_json(), feed.receive_json()]
    live = next(frame for frame in frames if frame["type"] == "notification")
    assert (note["type"], note["content"]) == ("note", script)
    assert [name["name"] for name in note["data"]["mentions"]] == ["Bert", "Anna"]
    seen = running.client.get(f"/api/v1/conversations/{secret}/events").json()["items"]
    assert {event["type"] for event in seen} == {"message", "handoff"}
    told = inbox.bert.get("/api/v1/notifications?unread=true").json()["items"]
    assert told == [{**live["metadata"], "created_at": told[0]["created_at"]}]
    assert (told[0]["kind"], told[0]["conversation_id"], told[0]["seq"]) == ("mention", id_, note["seq"])
    assert (told[0]["words"], told[0]["actor_name"]) == (script, "Anna")
    stranger = inbox.stranger
    foreign = stranger.get("/api/v1/me").json()["id"]
    inbox.act(inbox.anna, id_, "notes", 422, content="x", mentions=[foreign])
    inbox.act(inbox.anna, id_, "notes", 422, content=" \n ")
    inbox.act(inbox.anna, id_, "notes", 422, content="a\u0000b")
    inbox.act(inbox.vera, id_, "notes", 403, content="x")
    inbox.act(stranger, id_, "notes", 404, content="x")
    assert inbox.anna.get("/api/v1/notifications").json()["total"] == 0


def test_notifications_are_each_members_own_until_they_are_read(inbox: Inbox) -> None:
    path = "/api/v1/notifications"
    first = inbox.waiting(user_id="dora")
    inbox.running.run_jobs()
    second = inbox.waiting()
    inbox.running.run_jobs()
    told = inbox.anna.get(f"{path}?limit=1").json()
    assert (told["total"], told["items"][0]["kind"]) == (2, "waiting")
    assert told["items"][0]["conversation_id"] == second
    older = inbox.anna.get(path, params={"after": told["next"]}).json()
    assert [item["conversation_id"] for item in older["items"]] == [first]
    assert older["items"][0]["words"] == "dora waits for a person: I want to talk to a person"
    assert inbox.vera.get(path).json()["total"] == 0
    ids = [told["items"][0]["id"]]
    assert inbox.bert.post(f"{path}/read", json={"ids": ids}).json() == {"read": 0, "unread": 2}
    assert inbox.anna.post(f"{path}/read", json={"ids": ids}).json() == {"read": 1, "unread": 1}
    assert inbox.anna.get(f"{path}?unread=true").json()["total"] == 1
    assert inbox.anna.post(f"{path}/read", json={"all": True}).json() == {"read": 1, "unread": 0}
    assert inbox.anna.get(path).json()["items"][0]["read_at"] is not None
    for wrong in ({}, {"ids": [], "all": True}, {"ids": [0]}, {"ids": list(range(1, 502))}):
        assert inbox.anna.post(f"{path}/read", json=wrong).status_code == 422


def test_staff_see_who_of_them_is_in_which_conversation(inbox: Inbox) -> None:
    id_, client = inbox.waiting(), inbox.running.client
    with client.websocket_connect(f"/ws?session_id={id_}", headers=inbox.anna.headers) as anna:
        anna.receive_json()
        with client.websocket_connect("/ws/inbox", headers=inbox.bert.headers) as feed:
            assert feed.receive_json()["content"] == "open"
            here = feed.receive_json()
            assert (here["type"], here["content"]) == ("presence", "here")
            actor = {"kind": "staff", "name": "Anna", "id": inbox.anna_id}
            assert here["metadata"] == {"conversation_id": id_, "state": "here", "actor": actor}
            anna.send_json({"type": "typing", "content": "on"})
            assert feed.receive_json()["type"] == "typing"
            with client.websocket_connect(f"/ws?session_id={id_}", headers=inbox.anna.headers) as window:
                window.receive_json()
            # One of her two windows is closed: she is there still.
            seen: list[str] = []
            while "away" not in seen or seen[-1] != "here":
                seen.append(feed.receive_json()["content"])
            anna.close()
            assert feed.receive_json()["content"] == "away"
