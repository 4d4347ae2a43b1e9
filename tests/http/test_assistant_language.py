"""The command language by its effects: what each example sentence shows, writes, proposes, drafts or sums up."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Running
from tests.http.crm import listed
from tests.http.spoken_world import NOW, World, records, small_world


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


READ: list[tuple[str, str, tuple[str, ...]]] = [
    # the seeds
    ("Show me all leads", "leads", ("guna", "john", "asha", "meera", "kofi")),
    ("List trainers in New York", "trainers", ("laura",)),
    ("What campaigns are active?", "campaigns", ("spring",)),
    ("Show me tasks due today", "tasks", ("call",)),
    # conditions
    ("leads in Pune", "leads", ("guna", "asha", "kofi")),
    ("leads from website", "leads", ("guna", "meera")),
    ("leads not in Pune", "leads", ("john", "meera")),
    ("leads in Pune or Delhi", "leads", ("guna", "asha", "kofi", "meera")),
    ("qualified leads in Pune", "leads", ("kofi",)),
    ("leads in Pune except lost", "leads", ("guna", "kofi")),
    ("leads without email", "leads", ("asha", "kofi")),
    ("leads worth more than 20k", "leads", ("john", "meera", "kofi")),
    ("leads with value between 5,000 and 25,000", "leads", ("guna", "john", "asha")),
    ("lost leads", "leads", ("asha",)),
    ("leads with opportunity visiting", "leads", ("meera",)),
    ("leads interested in Data Science", "leads", ("guna",)),
    ("leads with next follow up next week", "leads", ("kofi",)),
    ("overdue tasks", "tasks", ("late",)),
    ("high priority tasks", "tasks", ("next",)),
    ("vip contacts", "contacts", ("omar",)),
    ("trainers who are not active", "trainers", ("nils",)),
    # as people say it who never saw the grammar
    ("leads that are marked as qualified", "leads", ("kofi", "meera")),
    ("Can you show me the vip contacts, so that I can check who they are", "contacts", ("omar",)),
    ("could you find out which leads are in Pune, and show me the newest first", "leads", ("guna", "asha", "kofi")),
    # relations
    ("deals of contacts in Mumbai", "deals", ("seats",)),
    ("learners in batches taught by Laura", "learners", ("tom",)),
    ("batches of Data Science", "batches", ("march",)),
    ("contacts with won deals", "contacts", ("sara",)),
    ("learners without batch", "learners", ("eva",)),
    # slips
    ("shwo me all laeds in Pune", "leads", ("guna", "asha", "kofi")),
    ("qualifed leads", "leads", ("meera", "kofi")),
]


@pytest.mark.parametrize(("message", "object", "expected"), READ, ids=[one[0] for one in READ])
def test_a_question_shows_just_the_records_it_asks_for(
    world: World, message: str, object: str, expected: tuple[str, ...]
) -> None:
    turn = world.talk().say(message)
    assert (turn["outcome"], turn["source_type"]) == ("answered", "crm"), turn["response"]
    assert turn["records"] is not None, turn["response"]
    assert turn["records"]["object"] == object
    assert sorted(turn["records"]["ids"]) == sorted(world.of(*expected)), (turn["query"], turn["response"])


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("leads by value, highest first", ("meera", "kofi", "john", "guna", "asha")),
        ("top 2 leads by value", ("meera", "kofi")),
        ("leads sorted by name", ("asha", "guna", "john", "kofi", "meera")),
        ("the three cheapest leads by value", ("asha", "guna", "john")),
    ],
)
def test_order_and_number_are_as_they_were_said(world: World, message: str, expected: tuple[str, ...]) -> None:
    turn = world.talk().say(message)
    assert turn["records"]["ids"] == world.of(*expected), turn["query"]


def test_what_is_so_now_may_be_a_state_and_x_wise_is_by_x(world: World) -> None:
    asked = world.talk().say("trainers currently")
    assert (asked["outcome"], len(asked["choices"])) == ("asked", 2)
    groups = world.talk().say("city wise leads")["groups"]
    assert groups == world.talk().say("leads by city")["groups"] != []
    # What is asked for at the end is asked, not told.
    assert world.talk().say("city of lead John Carter is what")["outcome"] != "done"


@pytest.mark.parametrize(
    ("message", "value"),
    [
        ("How many leads do we have?", 5),
        ("how many leads are in Pune", 3),
        ("how many lost leads in Delhi", 0),
        ("total value of leads in Pune", 55_000),
        ("average value of leads", 28_000),
        ("number of overdue tasks", 1),
    ],
)
def test_a_figure_is_asked_for(world: World, message: str, value: float) -> None:
    turn = world.talk().say(message)
    assert turn["value"] == value, (turn["query"], turn["response"])


def test_figures_by_group(world: World) -> None:
    turn = world.talk().say("leads by status")
    counts = {group["key"]["lead_status"]: group["values"]["count"] for group in turn["groups"]}
    assert counts == {"New": 1, "Contacted": 1, "Lost": 1, "Qualified": 2}
    sums = world.talk().say("total value of leads by city")["groups"]
    assert {one["key"]["city"]: one["values"]["sum_value"] for one in sums} == {
        "Pune": 55_000, "Mumbai": 25_000, "Delhi": 60_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("message", "object", "short", "said"),
    [
        ("show lead Guna Sekar", "leads", "guna", "Guna Sekar (lead"),
        ("lead {john}", "leads", "john", "John Carter (lead"),
        ("show contact Sara Khan", "contacts", "sara", "Sara Khan (contact"),
        ("what is the email of lead john carter", "leads", "john", "John Carter's email is john@example.com."),
        ("Guna's email?", "leads", "guna", "Guna Sekar's email is guna@example.com."),
        ("show me lead gnua sekar", "leads", "guna", "Guna Sekar (lead"),
    ],
)
def test_one_record_is_found_by_its_name_or_number(
    world: World, message: str, object: str, short: str, said: str
) -> None:
    turn = world.talk().say(message.format(**world.ids))
    assert turn["response"].startswith(said), turn["response"]
    assert turn["records"] == {"object": object, "ids": world.of(short), "total": 1}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Which leads need follow up today?", ("guna", "john")),
        ("Who needs follow up?", ("guna",)),
        ("who do I need to follow up with", ("guna",)),
        ("summary of leads that need follow up", ("guna",)),
    ],
)
def test_follow_ups_are_the_open_leads_that_are_due(world: World, message: str, expected: tuple[str, ...]) -> None:
    turn = world.talk().say(message)
    assert turn["source_type"] == "followup", turn["response"]
    assert turn["records"]["ids"] == world.of(*expected)


@pytest.mark.parametrize(
    ("message", "short", "template"),
    [
        ("Draft follow-up email for lead Guna", "guna", "follow_up"),
        ("Write email for lead {guna}", "guna", None),
        ("Compose proposal email for lead John", "john", "proposal"),
        ("draft a re-engagement mail to Meera Nair", "meera", "re_engagement"),
        ("draft a follow-up for lead Guna", "guna", "follow_up"),
    ],
)
def test_a_draft_is_written_and_kept_unsent(fresh: World, message: str, short: str, template: str | None) -> None:
    turn = fresh.talk().say(message.format(**fresh.ids))
    assert turn["source_type"] == "email_draft", turn["response"]
    email = turn["email"]
    assert (email["lead_id"], email["to"]) == (fresh.ids[short], fresh.get("leads", short)["email"])
    assert template is None or email["template"] == template
    assert fresh.owner.get(f"/api/v1/emails/{email['email_id']}").json()["sent_at"] is None
    assert turn["proposal"] is None


@pytest.mark.parametrize(
    ("message", "short"),
    [
        ("Send introduction email to lead John", "john"),
        ("Hi, send the intro mail to John", "john"),
        ("send follow-up email to lead Guna", "guna"),
        ("email meeting reminder to Meera Nair", "meera"),
    ],
)
def test_sending_waits_for_a_yes(fresh: World, message: str, short: str) -> None:
    turn = fresh.talk().say(message)
    assert turn["source_type"] == "send_email", turn["response"]
    assert turn["outcome"] == "proposed", turn["response"]
    assert (turn["proposal"]["verb"], turn["proposal"]["count"]) == ("send_email", 1)
    assert turn["email"]["lead_id"] == fresh.ids[short]
    assert all(one["sent_at"] is None for one in listed(fresh.owner, "emails"))


@pytest.mark.parametrize(
    "message",
    [
        "Give me full summary of lead Guna",
        "What's the history of lead Guna?",
        "give me full summary of lead GUNA SEKAR",
        "summarise lead {guna}",
        "tell me everything about Guna Sekar",
    ],
)
def test_a_summary_is_of_one_lead(world: World, message: str) -> None:
    turn = world.talk().say(message.format(**world.ids))
    assert turn["source_type"] == "lead_summary", turn["response"]
    assert turn["records"]["ids"] == world.of("guna")
    assert "timetable" in turn["response"]


CREATED: list[tuple[str, str, dict[str, Any]]] = [
    ("Create a new lead named John Doe", "leads", {"name": "John Doe"}),
    ("Create a contact named John Doe with email john@example.com", "contacts",
     {"first_name": "John", "last_name": "Doe", "email": "john@example.com"}),
    ("new lead John Doe, john@x.com, from referral, wants Data Science", "leads",
     {"name": "John Doe", "email": "john@x.com", "source": "referral", "course_id": "data"}),
    ("add a lead Ana Silva in Lisbon worth 5k", "leads", {"name": "Ana Silva", "city": "Lisbon", "value": 5000}),
    ("create task Send the contract due tomorrow", "tasks",
     {"title": "Send the contract", "due_date": "2026-03-12"}),
    ("remind me to call Guna Sekar on friday", "tasks", {"due_date": "2026-03-13", "lead_id": "guna"}),
    ("log a call with Guna Sekar: wants a discount", "calls", {"lead_id": "guna", "notes": "wants a discount"}),
    ("add a note to Guna Sekar: prefers mornings", "notes", {"lead_id": "guna", "content": "prefers mornings"}),
    ("schedule a meeting with John Carter tomorrow at 4pm", "meetings",
     {"lead_id": "john", "scheduled_at": "2026-03-12T16:00"}),
    ("create a campaign named Winter with budget 3000 and status active", "campaigns",
     {"name": "Winter", "budget": 3000, "status": "active"}),
]  # fmt: skip


@pytest.mark.parametrize(("message", "object", "expected"), CREATED, ids=[one[0] for one in CREATED])
def test_something_new_is_made_with_every_value_that_was_said(
    fresh: World, message: str, object: str, expected: dict[str, Any]
) -> None:
    turn = fresh.talk().say(message)
    assert turn["outcome"] == "done", turn["response"]
    change = turn["changes"][0]
    assert (change["verb"], change["object"]) == ("create", object)
    record = fresh.owner.get(f"/api/v1/{object}/{change['id']}").json()
    for name, value in expected.items():
        meant = fresh.ids.get(value, value) if isinstance(value, str) else value
        is_time = name.endswith(("_date", "_at"))
        assert record[name].startswith(meant) if is_time else record[name] == meant, (name, record[name])
    assert fresh.owner.post(f"/api/v1/undo/{change['undo_id']}").status_code == 200


UPDATED: list[tuple[str, str, str, dict[str, Any]]] = [
    ("mark task Call the bank as done", "tasks", "call", {"status": "completed"}),
    ("set value of lead Guna Sekar to 12,500", "leads", "guna", {"value": 12_500}),
    ("change John Carter's city to Goa", "leads", "john", {"city": "Goa"}),
    ("change the city of John Carter from Mumbai to Goa since he moved there", "leads", "john", {"city": "Goa"}),
    ("John Carter has shifted to Goa, kindly update city", "leads", "john", {"city": "Goa"}),
    ("do one thing, set the city of John Carter to Goa because he asked for it", "leads", "john", {"city": "Goa"}),
    ("move lead Meera Nair to Converted", "leads", "meera", {"lead_status": "Converted"}),
    ("update lead {kofi} status to nurturing", "leads", "kofi", {"lead_status": "Nurturing"}),
    ("pause campaign Spring fair", "campaigns", "spring", {"status": "paused"}),
    ("move task Book the hall to friday", "tasks", "next", {"due_date": "2026-03-13"}),
    ("reopen lead Asha Rao", "leads", "asha", {"lead_status": "New"}),
    ("rename lead Asha Rao to Asha Kapoor", "leads", "asha", {"name": "Asha Kapoor"}),
    ("clear the follow up of lead Guna Sekar", "leads", "guna", {"next_follow_up": None}),
]


@pytest.mark.parametrize(("message", "object", "short", "expected"), UPDATED, ids=[one[0] for one in UPDATED])
def test_one_record_is_changed_at_once_and_undone(
    fresh: World, message: str, object: str, short: str, expected: dict[str, Any]
) -> None:
    before = fresh.get(object, short)
    talk = fresh.talk()
    turn = talk.say(message.format(**fresh.ids))
    assert turn["outcome"] == "done", turn["response"]
    record = fresh.get(object, short)
    for name, value in expected.items():
        is_day = name.endswith("_date")
        assert record[name].startswith(value) if is_day else record[name] == value, (name, record[name])
    assert talk.say("undo")["outcome"] == "done"
    names = [name for name in before if name not in ("version", "updated_at")]
    assert {name: fresh.get(object, short)[name] for name in names} == {name: before[name] for name in names}


@pytest.mark.parametrize(
    ("message", "verb", "object", "expected"),
    [
        ("delete task Print badges", "delete", "tasks", ("late",)),
        ("delete lost leads", "delete", "leads", ("asha",)),
        ("remove the leads in Pune", "delete", "leads", ("guna", "asha", "kofi")),
        ("mark all leads in Pune as lost", "update", "leads", ("guna", "kofi")),
        ("move qualified leads to nurturing", "update", "leads", ("meera", "kofi")),
        ("delete all leads", "delete", "leads", ("guna", "john", "asha", "meera", "kofi")),
    ],
)
def test_what_cannot_be_taken_lightly_waits_for_a_yes(
    fresh: World, message: str, verb: str, object: str, expected: tuple[str, ...]
) -> None:
    before = records(fresh.owner)
    talk = fresh.talk()
    turn = talk.say(message)
    assert turn["outcome"] == "proposed", turn["response"]
    proposal = turn["proposal"]
    assert (proposal["verb"], proposal["object"], proposal["count"]) == (verb, object, len(expected))
    assert sorted(proposal["ids"]) == sorted(fresh.of(*expected))
    assert records(fresh.owner) == before, "nothing is done without the yes"
    assert talk.say("yes")["outcome"] == "done"
    changed = [fresh.get(object, short) for short in expected]
    assert all(one["deleted_at"] if verb == "delete" else one["version"] > 1 for one in changed)
