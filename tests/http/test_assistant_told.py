"""What is told, leaned on or counted from what is: each rule of the language by a few sentences on one world."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Running
from tests.http.spoken_world import NOW, World, everything, small_world


@pytest.fixture(scope="module")
def desk(start_application: Callable[..., Running]) -> Running:
    return start_application(frontdesk_now=NOW, smtp_host="127.0.0.1", smtp_from_email="desk@example.test")


@pytest.fixture(scope="module")
def world(desk: Running) -> World:
    """For tests that only read."""
    return small_world(desk)


@pytest.fixture
def fresh(desk: Running) -> World:
    """For tests that write."""
    return small_world(desk)


TOLD: list[tuple[str, str, str, dict[str, Any]]] = [
    ("Guna Sekar: status -> Contacted, city -> Goa", "leads", "guna", {"lead_status": "Contacted", "city": "Goa"}),
    ("John Carter's phone is now +91 98765 43210", "leads", "john", {"phone": "+919876543210"}),
    ("Omar Aziz is no longer vip", "contacts", "omar", {"vip": False}),
    ("deal Lab lease is won", "deals", "lab", {"status": "won"}),
    ("push task Print badges back by two days", "tasks", "late", {"due_date": "2026-03-11T15:00"}),
    ("bring task Book the hall forward by a day", "tasks", "next", {"due_date": "2026-03-19T15:00"}),
    ("raise the budget of campaign Spring fair by 10%", "campaigns", "spring", {"budget": 2200}),
    ("lower the value of lead Kofi Mensah by 500", "leads", "kofi", {"value": 39_500}),
    ("make Laura Smith cost 80", "trainers", "laura", {"hourly_rate": 80}),
    ("close deal Lab lease as lost", "deals", "lab", {"status": "lost"}),
]


def test_a_change_that_is_told_or_counted_is_made(fresh: World) -> None:
    for message, object, short, expected in TOLD:
        talk = fresh.talk()
        turn = talk.say(message)
        assert turn["outcome"] == "done", (message, turn["response"])
        record = fresh.get(object, short)
        for name, value in expected.items():
            fits = record[name].startswith(value) if name == "due_date" else record[name] == value
            assert fits or (name == "phone" and record[name].replace(" ", "") == value), (message, record[name])
        assert talk.say("undo")["outcome"] == "done"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("all new leads in Pune -> contacted", ("guna",)),
        ("every qualified lead in Pune should become nurturing", ("kofi",)),
        ("set the value of all leads in Delhi to 900", ("meera",)),
        ("make all qualified leads lost", ("meera", "kofi")),
    ],
)
def test_what_is_said_of_many_waits_for_a_yes_also_for_one(
    world: World, message: str, expected: tuple[str, ...]
) -> None:
    turn = world.talk().say(message)
    assert turn["outcome"] == "proposed", turn["response"]
    assert sorted(turn["proposal"]["ids"]) == sorted(world.of(*expected))


@pytest.mark.parametrize(
    "message",
    [
        "Guna Sekar is qualified",
        "close deal Lab lease",
        "call Guna Sekar",
        "his deals",
        "outbound call Guna Sekar voicemail",
        "task {call} due monday",
        "leads near Pune",
        "deals in Pune yet to be won or value",
    ],
)
def test_what_is_not_surely_meant_is_asked(world: World, message: str) -> None:
    before = everything(world.owner)
    turn = world.talk().say(message.format(**world.ids))
    assert turn["outcome"] == "asked", turn["response"]
    assert everything(world.owner) == before


def test_a_name_that_several_bear_is_asked_about_also_where_one_alone_can_be_so(fresh: World) -> None:
    fresh.add("second", "leads", name="Omar Haddad")
    turn = fresh.talk().say("make Omar vip")
    assert turn["outcome"] == "asked", turn["response"]
    assert len(turn["choices"]) == 2


READ: list[tuple[str, str, tuple[str, ...]]] = [
    ("deals of vip contacts", "deals", ("lab",)),
    ("all leads but the lost ones in Pune", "leads", ("guna", "kofi")),
    ("leads without email or phone", "leads", ("asha", "kofi")),
    ("deals whose contact is in Mumbai", "deals", ("seats",)),
]


@pytest.mark.parametrize(("message", "object", "expected"), READ)
def test_more_that_is_said_of_records_is_understood(
    world: World, message: str, object: str, expected: tuple[str, ...]
) -> None:
    turn = world.talk().say(message)
    assert turn["outcome"] == "answered", turn["response"]
    assert (turn["records"]["object"], sorted(turn["records"]["ids"])) == (object, sorted(world.of(*expected)))


def test_a_talk_replaces_adds_and_narrows_as_it_is_said(world: World) -> None:
    talk = world.talk()
    talk.say("leads in Pune")
    assert sorted(talk.shown("or Delhi")) == sorted(world.of("guna", "asha", "kofi", "meera"))
    assert sorted(talk.shown("except the lost ones")) == sorted(world.of("guna", "kofi", "meera"))
    assert sorted(talk.shown("what about Mumbai")) == world.of("john")
    talk.say("leads over 5000")
    assert sorted(talk.shown("and under 30000")) == sorted(world.of("guna", "john"))
    talk.say("show contact Sara Khan")
    assert talk.shown("her deals") == world.of("seats")


def test_what_follows_a_write_is_said_of_what_was_written(fresh: World) -> None:
    talk = fresh.talk()
    fresh.ids["new"] = talk.say("add task Ring the bank")["changes"][0]["id"]
    assert talk.say("due monday")["outcome"] == "done"
    assert fresh.get("tasks", "new")["due_date"].startswith("2026-03-16")
    assert talk.say("sorry, i meant tuesday")["outcome"] == "done"
    assert fresh.get("tasks", "new")["due_date"].startswith("2026-03-17")
    assert talk.say("it is done")["outcome"] == "done"
    assert fresh.get("tasks", "new")["status"] == "completed"
    talk.say("show lead Guna Sekar")
    assert talk.say("lost")["outcome"] == "asked"
    talk.say("add a note: likes tea")
    called = talk.say("log a call with him, no answer")
    assert called["outcome"] == "done", called["response"]
    call = fresh.owner.get(f"/api/v1/calls/{called['changes'][0]['id']}").json()
    assert (call["lead_id"], call["outcome"]) == (fresh.ids["guna"], "no_answer")


NEW: list[tuple[str, str, dict[str, Any]]] = [
    ("task: ring the landlord friday 4pm, high priority", "tasks",
     {"title": "ring the landlord", "due_date": "2026-03-13T16:00", "priority": "high"}),
    ("contact to add -> Leila Haddad, leila@souk.example.com", "contacts",
     {"first_name": "Leila", "email": "leila@souk.example.com"}),
    ("tomorrow 4pm meeting with John Carter, half an hour", "meetings",
     {"lead_id": "john", "scheduled_at": "2026-03-12T16:00", "duration_minutes": 30}),
    ("todo: tidy up the shared drive, low prio", "tasks", {"title": "Tidy up the shared drive", "priority": "low"}),
    ("reminder: water the plants, tomorrow 8.30", "tasks",
     {"title": "Water the plants", "due_date": "2026-03-12T08:30"}),
    ("log call with Guna Sekar 15 min, answered, wants the price list", "calls",
     {"duration_seconds": 900, "outcome": "answered", "notes": "wants the price list"}),
    ("create a lead for Hudson Yard Robotics: Dana Fox", "leads",
     {"name": "Dana Fox", "company": "Hudson Yard Robotics"}),
]  # fmt: skip


def test_something_new_is_told_by_its_noun_and_keeps_all_its_words(fresh: World) -> None:
    for message, object, expected in NEW:
        turn = fresh.talk().say(message)
        assert turn["outcome"] == "done", (message, turn["response"])
        record = fresh.owner.get(f"/api/v1/{object}/{turn['changes'][0]['id']}").json()
        for name, value in expected.items():
            meant = fresh.ids.get(value, value) if isinstance(value, str) else value
            is_time = name.endswith(("_date", "_at"))
            assert record[name].startswith(meant) if is_time else record[name] == meant, (message, name, record[name])
