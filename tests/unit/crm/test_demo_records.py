"""The demo's records: made from a seed, valid, linked, and with something to show on any day."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from frontdesk.cli.demo.records.people import content, regions
from frontdesk.cli.demo.records.story import Colleague, Ref, Step
from frontdesk.cli.demo.records.whole import tell
from frontdesk.cli.demo.records.writing import batches
from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.fields import KINDS, Choice, Option, Relation
from frontdesk.crm.habits import Habits
from frontdesk.crm.records.validation import Validation

ZONE = ZoneInfo("Europe/Dublin")
STAFF = [
    Colleague(name, f"{name.split()[0].lower()}@lernwick.example.com", number)
    for number, name in enumerate(("Nora Velasko", "Tomas Hale", "Amara Linde", "Jonas Pryce"))
]
# An ordinary day; the first minutes of a month that begins on a Sunday; a leap day; the last minute of a year.
MOMENTS = [
    datetime(2026, 11, 18, 10, 30, tzinfo=UTC),
    datetime(2026, 11, 1, 0, 10, tzinfo=UTC),
    datetime(2028, 2, 29, 7, 0, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
]
ENOUGH = {"leads": 400, "contacts": 150, "learners": 200, "deals": 100, "tasks": 150, "emails": 150, "calls": 150}


@pytest.fixture(scope="module", params=MOMENTS, ids=lambda moment: f"{moment:%Y-%m-%d}")
def told(request: pytest.FixtureRequest) -> tuple[datetime, list[Step]]:
    return request.param, tell(request.param, ZONE, STAFF)


def catalogue() -> Catalogue:
    """The demo's objects, with its own fields."""
    own: dict[str, list[Any]] = {}
    for field in content("offering.json")["own_fields"]:
        more = {"choices": tuple(Option(value) for value in field["choices"])} if "choices" in field else {}
        made = KINDS[field["type"]](name=field["name"], label=field["label"], own=True, **more)
        own.setdefault(field["on"], []).append(made)
    return Catalogue().with_own(own)


def final(steps: list[Step], name: str) -> list[dict[str, Any]]:
    """The records of an object as they are in the end."""
    return list(final_by_ref(steps, name).values())


def final_by_ref(steps: list[Step], name: str) -> dict[Ref, dict[str, Any]]:
    found: dict[Ref, dict[str, Any]] = {}
    for step in steps:
        if step.ref.object == name:
            found.setdefault(step.ref, {}).update(step.values)
    return found


def days_from(now: datetime, value: str) -> int:
    return (datetime.fromisoformat(value).astimezone(ZONE).date() - now.astimezone(ZONE).date()).days


def test_one_seed_makes_one_story() -> None:
    assert tell(MOMENTS[0], ZONE, STAFF) == tell(MOMENTS[0], ZONE, STAFF)


def test_about_two_thousand_records_over_all_objects(told: tuple[datetime, list[Step]]) -> None:
    counts = Counter(step.ref.object for step in told[1] if step.creates)
    assert set(counts) == {definition.name for definition in Catalogue()}
    assert 1_800 <= sum(counts.values()) <= 2_600
    assert {name: counts[name] for name, least in ENOUGH.items() if counts[name] < least} == {}


def test_every_step_is_valid(told: tuple[datetime, list[Step]]) -> None:
    now, steps = told
    habits, known, validation = Habits(ZONE, "EUR", "dmy", "monday", now), catalogue(), Validation()
    before: dict[Ref, dict[str, Any]] = {}
    for step in steps:
        values = {name: 1 if isinstance(value, Ref) else value for name, value in step.values.items()}
        definition = known.get(step.ref.object)
        assert step.creates == (step.ref not in before)
        stored, errors = validation.check(habits, definition, values, before.get(step.ref))
        assert errors == [], (step, errors)
        before.setdefault(step.ref, {}).update(stored)


def test_each_record_comes_before_what_points_at_it(told: tuple[datetime, list[Step]]) -> None:
    known = catalogue()
    there: set[Ref] = {Ref("users", number) for number in range(len(STAFF))}
    for batch in batches(told[1]):
        assert len({step.by for step in batch}) == 1
        assert len({step.ref for step in batch}) == len(batch)
        for step in batch:
            definition = known.get(step.ref.object)
            for name, value in step.values.items():
                if isinstance(value, Ref):
                    assert value in there
                    field = definition.by_path[name]
                    assert value.object == (field.object if isinstance(field, Relation) else "users")
            assert step.creates or step.ref in there
        there |= {step.ref for step in batch}


def test_the_batches_write_all_that_is_told(told: tuple[datetime, list[Step]]) -> None:
    steps = told[1]
    written = [step for batch in batches(steps) for step in batch]
    assert Counter(step.ref for step in written if step.creates) == Counter(step.ref for step in steps if step.creates)
    for name in ("leads", "deals", "learners"):
        assert final_by_ref(written, name) == final_by_ref(steps, name)


def test_nothing_is_made_later_than_now_and_most_of_it_is_spread_over_the_year(
    told: tuple[datetime, list[Step]],
) -> None:
    now, steps = told
    assert all(step.at <= now for step in steps)
    assert [step.at for step in steps] == sorted(step.at for step in steps)
    leads = [step for step in steps if step.creates and step.ref.object == "leads"]
    assert len({(step.at.year, step.at.month) for step in leads}) >= 11
    assert sum((now - step.at).days < 56 for step in leads) >= 60


def test_there_is_something_to_do_today(told: tuple[datetime, list[Step]]) -> None:
    now, steps = told
    leads, tasks, meetings = (final(steps, name) for name in ("leads", "tasks", "meetings"))
    follow_ups = [days_from(now, lead["next_follow_up"]) for lead in leads if "next_follow_up" in lead]
    assert follow_ups.count(0) >= 5
    assert sum(days < 0 for days in follow_ups) >= 8
    assert sum(days > 0 for days in follow_ups) >= 30
    due = [
        days_from(now, task["due_date"])
        for task in tasks
        if "due_date" in task and task["status"] in ("todo", "in_progress")
    ]
    assert due.count(0) >= 8
    assert sum(days < 0 for days in due) >= 10
    assert sum(0 < days <= 7 for days in due) >= 8
    ahead = [one for one in meetings if one["status"] == "scheduled" and days_from(now, one["scheduled_at"]) > 0]
    assert len(ahead) >= 20


def test_deals_stand_in_every_stage_and_were_won_this_month_and_last(told: tuple[datetime, list[Step]]) -> None:
    now, steps = told
    deals = final(steps, "deals")
    stages = Counter(deal["status"] for deal in deals)
    assert set(stages) == {"lead", "qualified", "proposal", "negotiation", "won", "lost"}
    assert min(stages.values()) >= 10
    today = now.astimezone(ZONE)
    won = [datetime.fromisoformat(one["closed_at"]).astimezone(ZONE) for one in deals if one["status"] == "won"]
    months_ago = Counter((today.year - one.year) * 12 + today.month - one.month for one in won)
    assert months_ago[0] >= 5
    assert months_ago[1] >= 5
    assert {deal["pipeline_id"].number for deal in deals} == {0, 1}


def test_the_people_by_whom_it_is_shown_are_there(told: tuple[datetime, list[Step]]) -> None:
    steps = told[1]
    leads = final(steps, "leads")
    names = [lead["name"] for lead in leads]
    assert sum(name.startswith("Guna ") for name in names) == 1
    assert len({name for name in names if name.startswith("John ")}) >= 3
    assert {"Mumbai", "Pune", "New York", "London", "Bengaluru"} <= {lead["city"] for lead in leads}
    assert sum(lead.get("opportunity_status") == "Visiting" for lead in leads) >= 10
    assert sum(one["city"] == "New York" for one in final(steps, "trainers")) >= 2
    assert sum(one["status"] == "active" for one in final(steps, "campaigns")) >= 3
    assert sum(one["outcome"] == "no_answer" for one in final(steps, "calls")) >= 20
    assert sum("price" in note["content"].lower() for note in final(steps, "notes")) >= 10
    assert {"'", "é", "ã", "ü", "ł", "ō"} <= set("".join(names))


def test_owners_and_assignees_are_the_staff(told: tuple[datetime, list[Step]]) -> None:
    names = {colleague.name for colleague in STAFF}
    assert {lead["lead_owner"] for lead in final(told[1], "leads")} <= names
    assert {task["assignee"] for task in final(told[1], "tasks")} <= names
    assert {note["author"] for note in final(told[1], "notes")} <= names


def test_no_address_or_number_can_belong_to_anybody(told: tuple[datetime, list[Step]]) -> None:
    steps = told[1]
    hosts = re.compile(r"@([a-z0-9-]+\.)*(example\.(com|net|org)|test)$")
    prefixes = {
        re.sub(r"\D", "", pattern.split("#")[0]) for region in regions() for pattern in region.cities.values()
    } | {"35320918"}
    for name in ("leads", "contacts", "learners", "trainers", "emails"):
        for record in final(steps, name):
            for field in ("email", "from_email", "to_email"):
                assert field not in record or hosts.search(record[field]), record
            digits = re.sub(r"\D", "", record.get("phone", "")).removeprefix("00")
            assert not digits or any(digits.startswith(prefix) for prefix in prefixes), record


def test_contacts_share_no_address_but_some_leads_are_doubles(told: tuple[datetime, list[Step]]) -> None:
    contacts = [one["email"] for one in final(told[1], "contacts") if "email" in one]
    assert len(contacts) == len(set(contacts))
    definition = Catalogue().get("leads")
    leads = final(told[1], "leads")
    for field in ("email", "phone"):
        keys = Counter(definition.by_path[field].likeness(lead[field]) for lead in leads if field in lead)
        assert 1 <= sum(count > 1 for count in keys.values()) <= 10


def test_learners_sit_in_batches_of_their_course(told: tuple[datetime, list[Step]]) -> None:
    now, steps = told
    batches_by_ref = {step.ref: step.values for step in steps if step.ref.object == "batches" and step.creates}
    for learner in final(steps, "learners"):
        batch = batches_by_ref[learner["batch_id"]]
        assert batch["course_id"] == learner["course_id"]
        assert date.fromisoformat(learner["enrolled_on"]) <= now.date()
        assert (learner["status"] == "completed") <= (learner["progress"] == 100)
    assert {one["status"] for one in batches_by_ref.values()} == {"planned", "running", "completed"}


def test_own_fields_are_used(told: tuple[datetime, list[Step]]) -> None:
    field = catalogue().get("leads").by_path["custom.class_times"]
    assert isinstance(field, Choice)
    used = Counter(lead["custom"]["class_times"] for lead in final(told[1], "leads") if "custom" in lead)
    assert set(used) == set(field.values)
