"""Dialogues: what a message means that leans on what was said and shown before it."""

from collections.abc import Callable

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


def test_a_list_is_narrowed_sorted_and_counted(world: World) -> None:
    talk = world.talk()
    talk.say("show me all leads")
    assert sorted(talk.shown("only those in Pune")) == world.of("guna", "asha", "kofi")
    assert talk.shown("sort by value") in (world.of("kofi", "guna", "asha"), world.of("asha", "guna", "kofi"))
    assert talk.say("how many?")["value"] == 3


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("leads in Pune", "and the lost ones?", ("asha",)),
        ("leads in Pune", "only the qualified ones", ("kofi",)),
        ("leads in Pune", "what about Delhi?", ("meera",)),
        ("qualified leads", "and of those, only the ones in Pune", ("kofi",)),
        ("leads", "just the ones without email", ("asha", "kofi")),
        ("qualified leads", "which of them are worth more than 50k?", ("meera",)),
        ("tasks", "only overdue ones", ("late",)),
    ],
)
def test_what_is_said_of_the_last_list_refines_it(
    world: World, first: str, then: str, expected: tuple[str, ...]
) -> None:
    talk = world.talk()
    talk.say(first)
    assert sorted(talk.shown(then)) == sorted(world.of(*expected))


def test_a_new_question_does_not_inherit_conditions(world: World) -> None:
    talk = world.talk()
    talk.say("leads in Pune")
    assert sorted(talk.shown("list all trainers")) == world.of("laura", "nils")
    assert sorted(talk.shown("show me all leads")) == world.of("guna", "john", "asha", "meera", "kofi")


def test_the_second_one_is_the_second_that_was_shown(world: World) -> None:
    talk = world.talk()
    talk.say("leads by value, highest first")
    assert talk.shown("the second one") == world.of("kofi")
    assert talk.say("what's his phone?")["response"] == "Kofi Mensah has no phone."


def test_it_is_what_was_shown_last_and_undo_takes_it_back(fresh: World) -> None:
    talk = fresh.talk()
    assert talk.shown("show task Call the bank") == fresh.of("call")
    assert talk.say("mark it done")["outcome"] == "done"
    assert fresh.get("tasks", "call")["status"] == "completed"
    assert talk.say("undo")["outcome"] == "done"
    assert fresh.get("tasks", "call")["status"] == "todo"


def test_what_was_just_made_is_corrected(fresh: World) -> None:
    talk = fresh.talk()
    made = talk.say("create task Send the contract due tomorrow")
    fresh.ids["made"] = made["changes"][0]["id"]
    assert talk.say("actually make it friday")["outcome"] == "done"
    assert fresh.get("tasks", "made")["due_date"].startswith("2026-03-13")
    assert talk.say("make it high priority")["outcome"] == "done"
    assert fresh.get("tasks", "made")["priority"] == "high"


def test_the_second_of_a_list_is_changed(fresh: World) -> None:
    talk = fresh.talk()
    talk.say("leads by value, highest first")
    assert talk.say("mark the second one as lost")["outcome"] == "done"
    assert fresh.get("leads", "kofi")["lead_status"] == "Lost"
    assert fresh.get("leads", "meera")["lead_status"] == "Qualified"


def test_them_is_the_whole_list_and_waits_for_a_yes(fresh: World) -> None:
    talk = fresh.talk()
    talk.say("qualified leads")
    turn = talk.say("mark them as lost")
    assert turn["outcome"] == "proposed", turn["response"]
    assert sorted(turn["proposal"]["ids"]) == sorted(fresh.of("meera", "kofi"))
    before = everything(fresh.owner)
    assert talk.say("no")["outcome"] in ("done", "answered")
    assert everything(fresh.owner) == before
    assert talk.say("yes")["outcome"] == "asked", "what was refused is not there any more"
    assert fresh.get("leads", "kofi")["lead_status"] == "Qualified"


def test_a_yes_is_only_for_what_was_proposed_last(fresh: World) -> None:
    talk = fresh.talk()
    assert talk.say("yes")["changes"] == []
    assert talk.say("delete task Print badges")["outcome"] == "proposed"
    assert talk.say("yes")["outcome"] == "done"
    assert fresh.get("tasks", "late")["deleted_at"]
    assert talk.say("undo")["outcome"] == "done"
    assert fresh.get("tasks", "late")["deleted_at"] is None


def test_the_answer_to_a_question_completes_what_was_asked_for(fresh: World) -> None:
    talk = fresh.talk()
    before = everything(fresh.owner)
    asked = talk.say("create a new lead")
    assert asked["outcome"] == "asked", asked["response"]
    assert everything(fresh.owner) == before
    turn = talk.say("Ana Silva")
    assert turn["outcome"] == "done", turn["response"]
    assert fresh.owner.get(f"/api/v1/leads/{turn['changes'][0]['id']}").json()["name"] == "Ana Silva"


def test_another_question_instead_of_the_answer_is_answered(fresh: World) -> None:
    talk = fresh.talk()
    talk.say("create a new lead")
    before = everything(fresh.owner)
    assert sorted(talk.shown("show me leads in Pune")) == fresh.of("guna", "asha", "kofi")
    assert everything(fresh.owner) == before


def test_of_two_with_one_name_each_choice_does_it_to_that_one(fresh: World) -> None:
    first = fresh.add("first", "leads", name="Priya Shah", city="Goa")
    second = fresh.add("second", "leads", name="Priya Shah", city="Agra")
    talk = fresh.talk()
    before = everything(fresh.owner)
    turn = talk.say("mark lead Priya Shah as lost")
    assert turn["outcome"] == "asked", turn["response"]
    assert everything(fresh.owner) == before
    assert {choice["label"] for choice in turn["choices"]} == {
        f"Priya Shah (lead {first})", f"Priya Shah (lead {second})",
    }  # fmt: skip
    chosen = next(choice for choice in turn["choices"] if str(second) in choice["label"])
    assert talk.say(chosen["message"])["outcome"] == "done"
    assert fresh.get("leads", "second")["lead_status"] == "Lost"
    assert fresh.get("leads", "first")["lead_status"] == "New"


@pytest.mark.parametrize(
    "message",
    [
        "show lead Priya Shah",
        "draft follow-up email for lead Priya Shah",
        "summary of lead Priya Shah",
        "delete lead Priya Shah",
        "send introduction email to lead Priya Shah",
    ],
)
def test_every_command_about_one_of_two_asks_which(fresh: World, message: str) -> None:
    ids = [fresh.add(short, "leads", name="Priya Shah", email=f"{short}@example.com") for short in ("one", "two")]
    before = everything(fresh.owner)
    turn = fresh.talk().say(message)
    assert turn["outcome"] == "asked" or sorted(turn["records"]["ids"]) == ids, turn["response"]
    assert everything(fresh.owner) == before
    if turn["outcome"] == "asked":
        assert len(turn["choices"]) == 2, turn["response"]
        for record_id, choice in zip(ids, turn["choices"], strict=True):
            answered = fresh.talk().say(choice["message"])
            assert answered["outcome"] in ("answered", "done", "proposed"), (choice, answered["response"])
            told = answered["email"] or answered["records"] or answered["proposal"]
            assert told.get("lead_id", *told.get("ids", ())) == record_id, (choice, answered["response"])
