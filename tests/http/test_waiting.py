"""Waiting for a person: what the customer is told, who is late and raised again, and turns that died."""

from collections.abc import Callable
from typing import Any

import pytest

from frontdesk.support.watchdog import Watchdog
from tests.conftest import Running, Staff
from tests.http.faqs import FAQS
from tests.moving_clock import MovingClock

WORKDAY = [{"opens": "09:00", "closes": "17:00"}]
OFFICE = {
    "time_zone": "Europe/Berlin",
    "week": dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), WORKDAY),
    "holidays": [{"date": "2026-12-01", "name": "Founders' day"}],
}
# A Monday, ten in the morning in Berlin.
OPEN, FRIDAY_NIGHT = "2026-11-30T09:00:00+00:00", "2026-11-27T20:00:00+00:00"


@pytest.fixture(scope="module")
def clock() -> MovingClock:
    return MovingClock(OPEN)


@pytest.fixture(scope="module")
def running(start_application: Callable[..., Running], clock: MovingClock) -> Running:
    return start_application(clock=clock)


@pytest.fixture(scope="module")
def faqs_of(running: Running) -> Staff:
    staff = running.found()
    staff.shop = staff.bot(FAQS, hours=OFFICE, handoff={"answer_within_minutes": 30})
    return staff


@pytest.fixture
def desk(faqs_of: Staff, running: Running, clock: MovingClock) -> Staff:
    clock.set(OPEN)
    # What other tests left is not to be raised in this one.
    with_none = "UPDATE conversations SET next_raise_at = NULL, due_at = NULL RETURNING id"
    running.rows(with_none)
    return faqs_of


def ask(desk: Staff, message: str, **values: Any) -> dict[str, Any]:
    body = {"message": message, "bot_id": desk.shop["id"], **values}
    answer = desk.running.client.post("/api/v1/query", json=body)
    assert answer.status_code == 200, answer.text
    result: dict[str, Any] = answer.json()
    return result


def log(desk: Staff, id_: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = desk.get(f"/api/v1/conversations/{id_}/events?limit=200").json()["items"]
    return items


def entry(desk: Staff, secret: str) -> dict[str, Any]:
    """The conversation behind a secret, as the list shows it."""
    (id_,) = desk.running.rows(
        "SELECT id FROM conversations WHERE secret_digest = sha256(convert_to(%s, 'UTF8'))", secret
    )[0]
    items = desk.get("/api/v1/conversations?limit=200").json()["items"]
    found: dict[str, Any] = next(item for item in items if item["id"] == str(id_))
    return found


def look(running: Running) -> None:
    watchdog = running.composition.provided.get(Watchdog)
    assert running.client.portal is not None
    running.client.portal.call(watchdog.look)


def test_while_people_are_there_the_customer_is_told_so(desk: Staff) -> None:
    result = ask(desk, "I want to talk to a person")
    assert result["response"] == "Of course. I've asked one of our team to join; they will answer here."


def test_while_nobody_is_there_the_customer_is_told_when_they_come(desk: Staff, clock: MovingClock) -> None:
    clock.set(FRIDAY_NIGHT)
    asked = ask(desk, "I want to talk to a person")
    expected = (
        "I've passed this on to our team. They are away just now, back on Monday, 30 November, at 09:00"
        " (Europe/Berlin), and will answer here then."
    )
    assert asked["response"] == expected
    pressed = ask(desk, "When is the shop open?")["conversation_id"]
    told = desk.running.client.post(f"/api/v1/conversations/{pressed}/handoff", json={}).json()["items"]
    assert [event["type"] for event in told] == ["message", "handoff"]
    assert told[0]["content"] == expected
    assert told[0]["data"]["team_back_at"] == "2026-11-30T08:00:00+00:00"
    # The first answer counts from Monday.
    assert entry(desk, pressed)["due_at"] == "2026-11-30T08:30:00Z"


def test_a_bot_whose_people_never_come_promises_no_time(desk: Staff) -> None:
    bot = desk.bot(tone="concise", hours={"week": {}})
    body = {"message": "A person please", "bot_id": bot["id"]}
    answer = desk.running.client.post("/api/v1/query", json=body).json()
    assert answer["response"] == "Passed to our team. They are away now and will answer here."


def test_hours_and_rules_are_settings_of_the_bot(desk: Staff) -> None:
    bot = desk.bot(hours=OFFICE)
    rules = {"answer_within_minutes": 60, "raise_after_minutes": 10, "most_raises": 3}
    assert bot["handoff"] == {**rules, "assign": "nobody", "capacity": 8, "ask_csat": True}
    path = f"/api/v1/bots/{bot['id']}"
    changed = desk.patch(path, json={"handoff": {"most_raises": 0}}).json()
    assert changed["handoff"] == {**bot["handoff"], "most_raises": 0}
    assert desk.patch(path, json={"hours": None}).json()["hours"] is None
    assert desk.patch(path, json={"hours": {"time_zone": "Nowhere"}}).status_code == 422


def test_who_is_late_stands_first_the_longest_late_before_all(desk: Staff, clock: MovingClock) -> None:
    first = ask(desk, "I want to talk to a person")["conversation_id"]
    clock.move(minutes=5)
    second = ask(desk, "I want to talk to a person")["conversation_id"]
    clock.move(minutes=1)
    newest = ask(desk, "When is the shop open?")["conversation_id"]
    assert [entry(desk, secret)["late"] for secret in (first, second, newest)] == [False, False, False]
    clock.move(minutes=30)
    ids = [entry(desk, secret)["id"] for secret in (first, second, newest)]
    page = desk.get("/api/v1/conversations?limit=1").json()
    seen: list[str] = []
    while True:
        seen += [item["id"] for item in page["items"]]
        if page["next"] is None:
            break
        page = desk.get("/api/v1/conversations", params={"limit": 1, "after": page["next"]}).json()
    assert seen[:3] == ids
    assert len(seen) == len(set(seen)) == page["total"]
    late = desk.get("/api/v1/conversations?late=true").json()
    assert ([item["id"] for item in late["items"]], late["total"]) == (ids[:2], 2)
    # A person answers: it is late no more, and how long it took is known.
    told = desk.post(f"/api/v1/conversations/{ids[0]}/messages", json={"content": "Here I am."}).json()
    assert told["data"] == {"waited_seconds": 36 * 60.0, "open_seconds": 36 * 60.0, "late": True}
    assert [item["id"] for item in desk.get("/api/v1/conversations?late=true").json()["items"]] == [ids[1]]
    figures = desk.get(f"/api/v1/stats?bot_id={desk.shop['id']}").json()["first_answers"]
    assert (figures["answered"], figures["late"], figures["late_now"]) == (1, 1, 1)
    assert figures["average_seconds"] == 36 * 60.0


def test_taking_alone_is_no_answer(desk: Staff, clock: MovingClock) -> None:
    secret = ask(desk, "I want to talk to a person")["conversation_id"]
    id_ = entry(desk, secret)["id"]
    assert desk.post(f"/api/v1/conversations/{id_}/take").status_code == 200
    clock.move(minutes=31)
    assert entry(desk, secret)["late"] is True
    assert desk.post(f"/api/v1/conversations/{id_}/release").status_code == 200
    assert entry(desk, secret)["due_at"] is None


def test_whom_nobody_answers_is_raised_again_the_loudest_first_and_not_for_ever(
    desk: Staff, clock: MovingClock, running: Running
) -> None:
    calm = ask(desk, "I want to talk to a person")["conversation_id"]
    angry = ask(desk, "This is outrageous!! You charged me TWICE, give me my money back NOW!")["conversation_id"]
    look(running)
    calm_id, angry_id = entry(desk, calm)["id"], entry(desk, angry)["id"]
    assert [event for event in log(desk, calm_id) if event["type"] == "note"] == []
    for raises in (1, 2, 3, 3, 3):
        clock.move(minutes=10)
        look(running)
        look(running)
        assert [entry(desk, secret)["raises"] for secret in (calm, angry)] == [raises, raises]
    notes = [event for event in log(desk, calm_id) if event["type"] == "note"]
    assert [note["data"]["raised"] for note in notes] == [1, 2, 3]
    assert notes[0]["content"] == "Nobody has answered for 10 minutes."
    seen = running.client.get(f"/api/v1/conversations/{calm}/events").json()["items"]
    assert [event["type"] for event in seen] == ["message", "message", "handoff"]
    told = running.rows(
        "SELECT data->>'conversation_id' FROM domain_events WHERE name = 'conversation.raised' ORDER BY occurred_at, id"
    )
    assert [row[0] for row in told[-6:]] == [angry_id, calm_id] * 3


def test_nobody_is_raised_while_nobody_is_there(desk: Staff, clock: MovingClock, running: Running) -> None:
    clock.set(FRIDAY_NIGHT)
    secret = ask(desk, "I want to talk to a person")["conversation_id"]
    for now, raises in (("2026-11-28T12:00:00+00:00", 0), (OPEN, 1), ("2026-11-30T09:20:00+00:00", 2)):
        clock.set(now)
        look(running)
        assert entry(desk, secret)["raises"] == raises


def test_an_answer_ends_the_raising(desk: Staff, clock: MovingClock, running: Running) -> None:
    secret = ask(desk, "I want to talk to a person")["conversation_id"]
    id_ = entry(desk, secret)["id"]
    desk.post(f"/api/v1/conversations/{id_}/messages", json={"content": "Here I am."})
    clock.move(minutes=20)
    look(running)
    assert entry(desk, secret)["raises"] == 0


def test_whom_the_person_leaves_without_an_answer_is_raised_too(
    desk: Staff, clock: MovingClock, running: Running
) -> None:
    secret = ask(desk, "I want to talk to a person")["conversation_id"]
    id_ = entry(desk, secret)["id"]
    desk.post(f"/api/v1/conversations/{id_}/messages", json={"content": "Here I am."})
    ask(desk, "And when does it come?", conversation_id=secret)
    clock.move(minutes=10)
    ask(desk, "Are you there?", conversation_id=secret)
    look(running)
    assert (entry(desk, secret)["raises"], entry(desk, secret)["late"]) == (1, False)
    notes = [event["content"] for event in log(desk, id_) if event["type"] == "note"]
    assert notes == ["Nobody has answered for 10 minutes."]
    desk.post(f"/api/v1/conversations/{id_}/messages", json={"content": "Tomorrow."})
    clock.move(minutes=10)
    look(running)
    assert entry(desk, secret)["raises"] == 0


def test_asking_for_a_person_is_possible_at_any_time(desk: Staff, running: Running) -> None:
    secret = ask(desk, "When is the shop open?")["conversation_id"]
    id_ = entry(desk, secret)["id"]
    desk.post(f"/api/v1/conversations/{id_}/resolve")
    path = f"/api/v1/conversations/{secret}/handoff"
    assert running.client.post(path, json={}).json()["state"] == "waiting"
    assert running.client.post(path, json={}).json()["items"] == []
    desk.post(f"/api/v1/conversations/{id_}/take")
    assert running.client.post(path, json={}).json()["state"] == "human"
    said = [event for event in log(desk, id_) if event["type"] == "message" and event["actor"]["kind"] == "bot"]
    assert len(said) == 2
    moves = [(e["data"]["from"], e["data"]["to"]) for e in log(desk, id_) if e["type"] == "handoff"]
    assert moves == [("bot", "resolved"), ("resolved", "bot"), ("bot", "waiting"), ("waiting", "human")]


def test_of_two_who_take_it_one_wins_and_the_other_is_told(desk: Staff) -> None:
    id_ = entry(desk, ask(desk, "I want to talk to a person")["conversation_id"])["id"]
    anna, bert = desk.colleague("agent"), desk.colleague("agent")
    assert anna.post(f"/api/v1/conversations/{id_}/take").status_code == 200
    second = bert.post(f"/api/v1/conversations/{id_}/take")
    assert second.status_code == 409
    assert second.json()["detail"].startswith("Agent has this conversation.")
    assert second.json()["assigned_to_name"] == "Agent"
    assigned = [event for event in log(desk, id_) if event["type"] == "assignment"]
    assert [event["data"]["from"] for event in assigned] == [None]
    assert entry_by_id(desk, id_)["assigned_to"] == assigned[0]["data"]["to"]


def entry_by_id(desk: Staff, id_: str) -> dict[str, Any]:
    items = desk.get("/api/v1/conversations?limit=200").json()["items"]
    found: dict[str, Any] = next(item for item in items if item["id"] == id_)
    return found


def kill_turn(running: Running, secret: str, message: str, minutes: float) -> None:
    """Leaves a conversation as a process does that is killed in its turn: a message, and a claim that ran out."""
    running.rows(
        """
        WITH killed AS (
            UPDATE conversations SET last_seq = last_seq + 1, asked_seq = last_seq + 1,
                turn_token = gen_random_uuid(), turn_expires_at = now() - interval '1 second',
                last_active_at = now() - make_interval(secs => %s)
            WHERE secret_digest = sha256(convert_to(%s, 'UTF8')) RETURNING workspace_id, id, last_seq
        )
        INSERT INTO conversation_events
            (workspace_id, conversation_id, seq, type, actor_kind, content, created_at)
        SELECT workspace_id, id, last_seq, 'message', 'customer', %s, now() FROM killed RETURNING seq
        """,
        minutes * 60,
        secret,
        message,
    )


def test_a_turn_whose_process_was_killed_is_completed_once(desk: Staff, running: Running) -> None:
    secret = ask(desk, "Hello")["conversation_id"]
    kill_turn(running, secret, "How long does delivery take?", minutes=1)
    look(running)
    look(running)
    said = running.client.get(f"/api/v1/conversations/{secret}/events").json()["items"]
    assert [event["actor"]["kind"] for event in said] == ["customer", "bot", "customer", "bot"]
    assert "three working days" in said[-1]["content"]


def test_a_turn_that_kills_each_process_goes_to_a_person(desk: Staff, running: Running) -> None:
    secret = ask(desk, "Hello")["conversation_id"]
    kill_turn(running, secret, "How long does delivery take?", minutes=4)
    look(running)
    look(running)
    said = running.client.get(f"/api/v1/conversations/{secret}/events").json()["items"]
    assert [event["type"] for event in said] == ["message", "message", "message", "message", "handoff"]
    assert said[3]["data"]["escalation_reason"] == "policy"
    assert entry(desk, secret)["state"] == "waiting"


def test_a_turn_under_way_is_left_alone(desk: Staff, running: Running) -> None:
    secret = ask(desk, "Hello")["conversation_id"]
    kill_turn(running, secret, "How long does delivery take?", minutes=0)
    running.rows(
        "UPDATE conversations SET turn_expires_at = now() + interval '1 minute'"
        " WHERE secret_digest = sha256(convert_to(%s, 'UTF8')) RETURNING id",
        secret,
    )
    look(running)
    assert len(running.client.get(f"/api/v1/conversations/{secret}/events").json()["items"]) == 3
