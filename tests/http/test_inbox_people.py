"""Whose a conversation is and when it comes back: assignment by hand and in turn, snoozing, reopening."""

from collections.abc import Callable
from typing import Any

import pytest

from frontdesk.support.watchdog import Watchdog
from tests.conftest import Running, Staff
from tests.http.inbox_world import A_PERSON, Inbox
from tests.moving_clock import MovingClock

START = "2026-11-30T09:00:00+00:00"
AVAILABILITY = "/api/v1/me/availability"


@pytest.fixture(scope="module")
def clock() -> MovingClock:
    return MovingClock(START)


@pytest.fixture(scope="module")
def running(start_application: Callable[..., Running], clock: MovingClock) -> Running:
    return start_application(clock=clock)


@pytest.fixture(scope="module")
def team(running: Running) -> Inbox:
    return Inbox(running)


@pytest.fixture
def inbox(team: Inbox, clock: MovingClock) -> Inbox:
    clock.set(START)
    team.clear()
    handoff = {"assign": "nobody", "raise_after_minutes": 10}
    assert team.owner.patch(f"/api/v1/bots/{team.bot['id']}", json={"handoff": handoff}).status_code == 200
    return team


def look(running: Running) -> None:
    watchdog = running.composition.provided.get(Watchdog)
    assert running.client.portal is not None
    running.client.portal.call(watchdog.look)


def told(staff: Staff) -> list[str]:
    return [item["kind"] for item in staff.get("/api/v1/notifications").json()["items"]]


def events(answer: dict[str, Any]) -> list[tuple[str, Any]]:
    """Type of each event, and where it leads."""
    return [(event["type"], event["data"].get("to")) for event in answer["items"]]


def test_assigning_by_hand_silences_the_bot_and_loses_nobody(inbox: Inbox) -> None:
    secret = inbox.say("Hello")
    id_ = inbox.id_of(secret)
    given = inbox.act(inbox.anna, id_, "assign", user_id=inbox.bert_id)
    told_once = [("assignment", inbox.bert_id), ("message", None), ("handoff", "waiting")]
    assert (events(given), given["state"]) == (told_once, "waiting")
    assert given["items"][1]["content"].startswith("I've passed this on to one of our team.")
    assert given["items"][0]["data"] | {"from_name": None, "to_name": "Bert", "by": "hand"} == given["items"][0]["data"]
    assert (told(inbox.bert), told(inbox.anna)) == (["assigned"], [])
    assert inbox.act(inbox.anna, id_, "assign", user_id=inbox.bert_id)["items"] == []
    inbox.act(inbox.bert, id_, "messages", 201, content="Here I am.")
    refused = inbox.act(inbox.anna, id_, "messages", 409, content="Me too.")
    assert refused["detail"].startswith("Bert has this conversation.")
    assert (refused["assigned_to"], refused["assigned_to_name"]) == (inbox.bert_id, "Bert")
    handed_on = inbox.act(inbox.bert, id_, "assign", user_id=inbox.anna_id)
    assert (events(handed_on), handed_on["state"]) == ([("assignment", inbox.anna_id)], "human")
    # Nobody's again: it waits where all see it, and is raised like any other.
    left = inbox.act(inbox.anna, id_, "assign", user_id=None)
    assert (events(left), left["state"]) == ([("assignment", None), ("handoff", "waiting")], "waiting")
    assert inbox.listed(view="unassigned") == [id_]
    assert inbox.shown(id_)["waiting_since"] is not None
    # Only to those who may answer, of this workspace.
    vera, foreign = (staff.get("/api/v1/me").json()["id"] for staff in (inbox.vera, inbox.stranger))
    for user_id in (vera, foreign, 2**62):
        inbox.act(inbox.anna, id_, "assign", 422, user_id=user_id)
    inbox.act(inbox.anna, id_, "assign", 422)
    inbox.act(inbox.anna, id_, "assign", 422, user_id=1, to="next")
    inbox.act(inbox.stranger, id_, "assign", 404, user_id=foreign)
    inbox.act(inbox.vera, id_, "assign", 403, user_id=inbox.anna_id)
    assert inbox.shown(id_)["assigned_to"] is None


def test_the_bot_gives_out_in_turn_to_those_who_are_there_and_have_room(inbox: Inbox) -> None:
    handoff = {"assign": "round_robin", "capacity": 2}
    inbox.owner.patch(f"/api/v1/bots/{inbox.bot['id']}", json={"handoff": handoff})
    assert inbox.owner.request("PUT", AVAILABILITY, json={"available": False}).json() == {
        "available": False,
        "capacity": None,
        "open": 0,
    }
    assert inbox.bert.request("PUT", AVAILABILITY, json={"available": True, "capacity": 1}).status_code == 200
    ids = []
    for _ in range(4):
        ids.append(inbox.waiting())
        inbox.running.run_jobs()
    assert [inbox.shown(id_)["assigned_to_name"] for id_ in ids] == ["Anna", "Bert", "Anna", None]
    assert [inbox.shown(id_)["state"] for id_ in ids] == ["waiting"] * 4
    assert inbox.log(ids[0], by="round_robin")[0]["actor"] == {"kind": "system", "name": "Frontdesk"}
    # Who has no room is still told that somebody waits.
    assert (told(inbox.anna), told(inbox.bert)) == (["waiting", "assigned", "assigned"], ["waiting", "assigned"])
    assert inbox.act(inbox.anna, ids[3], "assign", 409, to="next")["title"] == "Nobody is available"
    team = {desk["name"]: desk for desk in inbox.vera.get("/api/v1/inbox/team").json()["items"]}
    assert set(team) == {"Anna", "Bert", "Olga Owner"}
    assert (team["Bert"]["capacity"], team["Bert"]["open"], team["Anna"]["open"]) == (1, 1, 2)
    # One that is done makes room for who waits, without anybody looking.
    inbox.act(inbox.anna, ids[0], "resolve")
    inbox.running.run_jobs()
    assert inbox.shown(ids[3])["assigned_to_name"] == "Anna"
    # Who comes is given what waits; by hand it goes in turn too.
    fifth = inbox.waiting()
    inbox.running.run_jobs()
    assert inbox.shown(fifth)["assigned_to"] is None
    inbox.owner.request("PUT", AVAILABILITY, json={"available": True})
    inbox.running.run_jobs()
    assert inbox.shown(fifth)["assigned_to_name"] == "Olga Owner"
    with_bot = inbox.id_of(inbox.say("Hello"))
    inbox.act(inbox.anna, with_bot, "assign", to="next")
    assert inbox.shown(with_bot)["assigned_to_name"] == "Olga Owner"
    assert inbox.anna.request("PUT", AVAILABILITY, json={"available": True, "capacity": 1001}).status_code == 422
    assert inbox.vera.request("PUT", AVAILABILITY, json={"available": True}).status_code == 403


def test_what_somebody_leaves_behind_waits_in_sight_again(inbox: Inbox) -> None:
    cora = inbox.owner.colleague("agent")
    cora_id, answered, given = cora.get("/api/v1/me").json()["id"], inbox.waiting(), inbox.waiting()
    inbox.act(cora, answered, "messages", 201, content="Here I am.")
    inbox.act(inbox.anna, given, "assign", user_id=cora_id)
    assert inbox.owner.delete(f"/api/v1/users/{cora_id}").status_code == 204
    inbox.running.run_jobs()
    assert set(inbox.listed(view="unassigned")) == {answered, given}
    assert inbox.log(answered, reason="unassigned")[0]["data"]["to"] == "waiting"


def test_what_is_put_off_comes_back_by_itself_or_by_the_customer(inbox: Inbox, clock: MovingClock) -> None:
    secret = inbox.say(A_PERSON)
    id_, until = inbox.id_of(secret), "2026-12-01T09:00:00+01:00"
    for wrong in ("2026-11-30T09:00:00Z", "2027-12-25T09:00:00Z", "2026-12-01T09:00:00", "tomorrow", "9" * 400):
        inbox.act(inbox.anna, id_, "snooze", 422, until=wrong)
    inbox.act(inbox.anna, id_, "messages", 201, content="I'll ask.")
    put_off = inbox.act(inbox.anna, id_, "snooze", until=until)["items"][0]
    assert put_off["data"] == {"kind": "snooze", "until": until, "why": "asked"}
    assert inbox.listed() == inbox.listed(view="all") == inbox.listed(inbox.anna, view="mine") == []
    assert inbox.listed(view="snoozed") == inbox.listed(snoozed="true") == [id_]
    clock.set("2026-12-01T07:59:00+00:00")
    look(inbox.running)
    assert inbox.listed() == []
    clock.move(minutes=1)
    look(inbox.running)
    look(inbox.running)
    assert inbox.listed(inbox.anna, view="mine") == [id_]
    assert [event["data"]["why"] for event in inbox.log(id_, kind="snooze")] == ["asked", "time"]
    assert told(inbox.anna) == ["waiting"]
    # The customer's own word brings it back, and they see nothing of it all.
    inbox.act(inbox.anna, id_, "snooze", until="2026-12-02T09:00:00Z")
    inbox.say("Any news?", conversation_id=secret)
    assert inbox.listed() == [id_]
    assert inbox.log(id_, kind="snooze")[-1]["data"]["why"] == "message"
    seen = inbox.running.client.get(f"/api/v1/conversations/{secret}/events").json()["items"]
    assert {event["type"] for event in seen} == {"message", "handoff"}
    inbox.act(inbox.anna, id_, "snooze", until="2026-12-02T09:00:00Z")
    assert inbox.act(inbox.bert, id_, "snooze", method="DELETE")["items"][0]["data"]["why"] == "asked"
    assert inbox.act(inbox.bert, id_, "snooze", method="DELETE")["items"] == []
    inbox.act(inbox.anna, id_, "snooze", until="2026-12-02T09:00:00Z")
    inbox.act(inbox.anna, id_, "resolve")
    inbox.act(inbox.anna, id_, "snooze", 409, until="2026-12-02T09:00:00Z")
    assert (inbox.listed(view="snoozed"), inbox.shown(id_)["snoozed_until"]) == ([], None)


def test_who_asks_for_a_person_by_the_button_is_back_in_sight(inbox: Inbox) -> None:
    secret = inbox.say("What is this?")
    id_ = inbox.id_of(secret)
    for state in ("bot", "waiting"):
        assert inbox.shown(id_)["state"] == state
        inbox.act(inbox.anna, id_, "snooze", until="2026-12-02T09:00:00Z")
        assert inbox.running.client.post(f"/api/v1/conversations/{secret}/handoff", json={}).status_code == 200
        assert inbox.listed(view="waiting") == [id_]
        assert inbox.log(id_, kind="snooze")[-1]["data"]["why"] == "message"


def test_nobody_is_put_off_who_waits_for_a_first_answer(inbox: Inbox, clock: MovingClock) -> None:
    id_ = inbox.waiting()
    inbox.act(inbox.anna, id_, "snooze", until="2026-12-02T09:00:00Z")
    clock.move(minutes=10)
    look(inbox.running)
    assert inbox.listed(view="waiting") == [id_]
    assert inbox.log(id_, kind="snooze")[-1]["data"]["why"] == "raised"
    assert told(inbox.anna) == told(inbox.bert) == ["raised"]


def test_a_resolved_conversation_is_reopened_as_the_bot_says(inbox: Inbox) -> None:
    id_, path = inbox.waiting(), f"/api/v1/bots/{inbox.bot['id']}"
    inbox.act(inbox.anna, id_, "resolve", reason="no_reply")
    again = inbox.act(inbox.bert, id_, "reopen")
    assert (events(again), again["state"]) == ([("handoff", "bot")], "bot")
    assert inbox.shown(id_)["resolve_reason"] is None
    assert inbox.act(inbox.bert, id_, "reopen")["items"] == []
    inbox.owner.patch(path, json={"reopens_to": "waiting"})
    inbox.act(inbox.anna, id_, "resolve")
    assert inbox.act(inbox.bert, id_, "reopen")["state"] == "waiting"
    inbox.owner.patch(path, json={"reopens_to": "bot"})
    inbox.act(inbox.anna, id_, "resolve", 422, reason="bored")
    inbox.act(inbox.vera, id_, "reopen", 403)
    inbox.act(inbox.stranger, id_, "reopen", 404)
