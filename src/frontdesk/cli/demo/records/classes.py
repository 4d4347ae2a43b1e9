"""Learners of the demo: former leads and people sent by their companies, in the batches of their courses."""

from frontdesk.cli.demo.records.customers import Customer
from frontdesk.cli.demo.records.offering import Batch, Offering, batches_by_course
from frontdesk.cli.demo.records.people import People, Person
from frontdesk.cli.demo.records.story import Story

LEARNERS = 260
DROPPED_SHARE = 0.07


def tell_classes(story: Story, people: People, offering: Offering, customers: list[Customer]) -> None:
    """Adds the learners: first those who came as leads, then others, until there are enough."""
    by_course = batches_by_course(offering)
    found = 0
    for one in customers:
        batches = by_course.get(one.prospect.course.ref, []) if one.prospect else []
        if batches:
            _learner(story, one.person, one.email, story.dice.choice(batches))
            found += 1
    for _ in range(LEARNERS - found):
        person = people.draw()
        _learner(story, person, person.email, story.dice.choice(offering.batches))


def _learner(story: Story, person: Person, email: str, batch: Batch) -> None:
    dice, days = story.dice, story.days
    enrolled = min(batch.starts - dice.randint(3, 28), -dice.randint(0, 6))
    status = _status(story, batch)
    agent = story.staff[2]
    ref = story.add(
        "learners",
        days.office_hour(enrolled, dice),
        agent,
        name=person.name,
        email=email,
        phone=person.phone,
        city=person.city,
        country=person.country,
        course_id=batch.course.ref,
        batch_id=batch.ref,
        status="enrolled",
        enrolled_on=days.date(enrolled),
        progress=0,
        owner_id=agent.ref,
    )
    if status != "enrolled":
        at = days.office_hour(min(batch.ends, 0) if status == "completed" else min(batch.starts + 7, 0), dice)
        story.change(ref, at, agent, status=status, progress=_progress(story, batch, status))


def _status(story: Story, batch: Batch) -> str:
    if batch.status == "planned":
        return "enrolled"
    if story.dice.random() < DROPPED_SHARE:
        return "dropped"
    return "active" if batch.status == "running" else "completed"


def _progress(story: Story, batch: Batch, status: str) -> int:
    """Percent: most keep up with their batch."""
    if status == "completed":
        return 100
    passed = max(1, -batch.starts) if batch.status == "running" else batch.ends - batch.starts
    share = min(1.0, passed / (batch.ends - batch.starts))
    if status == "dropped":
        return round(100 * share * story.dice.uniform(0.1, 0.5))
    return min(99, round(100 * share * story.dice.uniform(0.75, 1.05)))
