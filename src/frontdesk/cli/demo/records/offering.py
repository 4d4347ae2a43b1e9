"""What the company offers: pipelines, courses, trainers, campaigns and the batches in which courses are held."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from frontdesk.cli.demo.records.people import content, work_email
from frontdesk.cli.demo.records.story import Ref, Story

A_YEAR_AGO = -365
SLOTS = ("Mon and Wed evenings", "Tue and Thu evenings", "Saturdays")
CAPACITY = {"online": 24, "classroom": 16, "hybrid": 20}
# Batches of a course start so many days from today; the one that began last is under way.
STARTS = (-290, -205, -34, 24)


@dataclass(frozen=True)
class Course:
    """What is taught; the fee in whole euros."""

    ref: Ref
    title: str
    category: str
    fee: int
    weeks: int


@dataclass(frozen=True)
class Batch:
    """One run of a course; both days as distances from today."""

    ref: Ref
    course: Course
    starts: int
    ends: int
    status: str


@dataclass(frozen=True)
class Offering:
    """All of it, for those who sell and teach it."""

    pipelines: tuple[Ref, ...]
    courses: tuple[Course, ...]
    campaigns: tuple[Ref, ...]
    batches: tuple[Batch, ...]


def tell_offering(story: Story) -> Offering:
    """Adds what the company has from its first day on, and the batches as they were planned."""
    plan = content("offering.json")
    head, lead = story.staff[0], story.staff[1]
    began = story.days.at(A_YEAR_AGO, 9)
    pipelines = tuple(story.add("pipelines", began, head, **values) for values in plan["pipelines"])
    courses = tuple(_course(story, values) for values in plan["courses"])
    trainers = {values["name"]: _trainer(story, values) for values in plan["trainers"]}
    campaigns = tuple(_campaign(story, values) for values in plan["campaigns"])
    open_courses = [
        course for course, values in zip(courses, plan["courses"], strict=True) if values["status"] == "open"
    ]
    taught = plan["taught_by"]
    batches = []
    for number, course in enumerate(open_courses):
        teachers = [trainers[name] for name in taught.get(course.title) or taught[course.category]]
        # Not every course was held each time.
        for start in [start for turn, start in enumerate(STARTS) if (number + turn) % 3 or start == STARTS[-2]]:
            batches.append(_batch(story, course, teachers, start + number % 9, lead.ref))
    return Offering(pipelines, courses, campaigns, tuple(batches))


def _course(story: Story, values: dict[str, Any]) -> Course:
    head = story.staff[0]
    ref = story.add("courses", story.days.at(A_YEAR_AGO, 10), head, owner_id=head.ref, **values)
    return Course(ref, values["title"], values["category"], values["fee"], values["duration_weeks"])


def _trainer(story: Story, values: dict[str, Any]) -> Ref:
    first, last = values["name"].split(" ", 1)
    number = story.dice.randrange(10_000)
    given = {name: value for name, value in values.items() if name != "rate"}
    return story.add(
        "trainers",
        story.days.at(A_YEAR_AGO + 1, 11),
        story.staff[1],
        email=work_email(first, last, "Trainers Lernwick"),
        phone=f"+353 20 918 {number:04d}",
        hourly_rate=values["rate"],
        owner_id=story.staff[1].ref,
        **given,
    )


def _campaign(story: Story, values: dict[str, Any]) -> Ref:
    days, owner = story.days, story.staff[story.dice.randrange(1, 3)]
    given = {name: value for name, value in values.items() if name not in ("starts", "ends")}
    made = story.days.office_hour(max(A_YEAR_AGO + 2, min(values["starts"] - 14, -3)), story.dice)
    ends = None if values["ends"] is None else days.date(values["ends"])
    return story.add(
        "campaigns", made, owner, start_date=days.date(values["starts"]), end_date=ends, owner_id=owner.ref, **given
    )


def _batch(story: Story, course: Course, teachers: list[Ref], start: int, owner: Ref) -> Batch:
    days, dice = story.days, story.dice
    starts = days.workday(start)
    ends = starts + course.weeks * 7 - 4
    status = "planned" if starts > 0 else "running" if ends >= 0 else "completed"
    mode = dice.choices(list(CAPACITY), (5, 2, 2))[0]
    ref = story.add(
        "batches",
        days.office_hour(min(starts - 30, -2), dice),
        story.staff[1],
        name=f"{course.title}, {_month(days.date(starts))}, {dice.choice(SLOTS)}",
        course_id=course.ref,
        trainer_id=dice.choice(teachers),
        start_date=days.date(starts),
        end_date=days.date(ends),
        capacity=CAPACITY[mode],
        mode=mode,
        status=status,
        owner_id=owner,
    )
    return Batch(ref, course, starts, ends, status)


def _month(day: date) -> str:
    return f"{day:%B %Y}"


def batches_by_course(offering: Offering) -> dict[Ref, list[Batch]]:
    found: dict[Ref, list[Batch]] = defaultdict(list)
    for batch in offering.batches:
        found[batch.course.ref].append(batch)
    return found
