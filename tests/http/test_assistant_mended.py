"""Faults that the language once had, each as the talk in which it was found."""

from collections.abc import Callable

import pytest

from tests.conftest import Running
from tests.http.spoken_world import NOW, World, everything, small_world


@pytest.fixture(scope="module")
def desk(start_application: Callable[..., Running]) -> Running:
    return start_application(frontdesk_now=NOW, smtp_host="127.0.0.1", smtp_from_email="desk@example.test")


@pytest.fixture
def fresh(desk: Running) -> World:
    return small_world(desk)


def test_a_name_alone_changes_nothing(fresh: World) -> None:
    talk = fresh.talk()
    talk.say("show task Call the bank")
    before = everything(fresh.owner)
    turn = talk.say("update Guna Sekar")
    assert (turn["outcome"], everything(fresh.owner)) == ("asked", before), turn["response"]
    assert "no record called" not in turn["response"]


@pytest.mark.parametrize("message", ["leads in Pune and tasks due today", "show deals over 1000 and leads in Delhi"])
def test_two_questions_in_one_are_not_taken_for_one(fresh: World, message: str) -> None:
    assert fresh.talk().say(message)["outcome"] in ("asked", "refused")


def test_the_answer_is_an_answer_also_where_it_could_be_a_question(fresh: World) -> None:
    talk = fresh.talk()
    assert talk.say("create deal Big order worth 5000")["outcome"] == "asked"
    assert talk.say("Sales")["outcome"] == "done"


def test_the_biggest_one_is_one(fresh: World) -> None:
    talk = fresh.talk()
    talk.say("leads with value over 20k")
    assert talk.say("the biggest one")["records"]["ids"] == fresh.of("meera")


def test_the_last_one_is_the_last_that_was_shown(fresh: World) -> None:
    talk = fresh.talk()
    talk.say("leads in Pune")
    talk.say("sorted by value")
    assert talk.say("show me the last one")["records"]["ids"] == fresh.of("asha")


def test_there_is_no_third_of_one(fresh: World) -> None:
    talk = fresh.talk()
    talk.say("won deals")
    assert talk.say("the third one")["outcome"] == "asked"


def test_taking_off_and_deleting_are_told_apart(fresh: World) -> None:
    before = everything(fresh.owner)
    assert fresh.talk().say("delete contact of deal Ten seats")["outcome"] in ("asked", "proposed")
    assert everything(fresh.owner) == before


@pytest.mark.parametrize("message", ["mark Guna Sekar", "remove value from Guna Sekar", "email John Carter"])
def test_a_record_that_is_there_is_not_denied(fresh: World, message: str) -> None:
    response = fresh.talk().say(message)["response"]
    assert "no record called" not in response
    assert "nobody called" not in response


def test_a_moved_day_keeps_its_time(fresh: World) -> None:
    talk = fresh.talk()
    fresh.ids["new"] = talk.say("new task call Guna on friday 3pm")["changes"][0]["id"]
    talk.say("actually make it saturday")
    assert fresh.get("tasks", "new")["due_date"].startswith("2026-03-14T15:00")


def test_a_merge_is_proposed(fresh: World) -> None:
    turn = fresh.talk().say("merge lead {guna} and lead {john}".format(**fresh.ids))
    assert (turn["outcome"], turn["proposal"]["verb"]) == ("proposed", "merge")
