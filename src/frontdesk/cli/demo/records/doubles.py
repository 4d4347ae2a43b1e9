"""Doubles of the demo: people who are in it twice, as it happens, so that finding and merging has work to do."""

from frontdesk.cli.demo.records.customers import Customer
from frontdesk.cli.demo.records.prospects import Prospect
from frontdesk.cli.demo.records.story import Colleague, Ref, Story

PAIRS = 4


def tell_doubles(story: Story, prospects: list[Prospect], customers: list[Customer]) -> None:
    """Adds leads with the mail or the number of another, and leads and contacts whose names differ by a letter."""
    open_ones = [one for one in prospects if one.is_open and one.company]
    by_mail, by_number, by_name = (open_ones[start : start + PAIRS] for start in (0, PAIRS, 2 * PAIRS))
    for one in by_mail:
        _lead(story, one, f"{one.person.first[0]}. {one.person.last}", email=one.email, source="event")
    for one in by_number:
        _lead(story, one, one.person.name.upper(), phone=_bare(one.person.phone), source="walk_in")
    for one in by_name:
        _lead(story, one, f"{one.person.first} {_misspelled(one.person.last)}", company=one.company, source="import")
    for known in [one for one in customers if one.company][:PAIRS]:
        _contact(story, known)


def _lead(story: Story, known: Prospect, name: str, **values: str | None) -> Ref:
    at = story.days.office_hour(-story.dice.randint(0, max(1, -known.came - 1)), story.dice)
    owner = _other_colleague(story, known.owner)
    return story.add(
        "leads",
        max(at, story.made(known.ref)),
        owner,
        name=name,
        city=known.person.city,
        country=known.person.country,
        lead_status="New",
        lead_owner=owner.name,
        owner_id=owner.ref,
        course_id=known.course.ref,
        **values,
    )


def _contact(story: Story, known: Customer) -> Ref:
    owner = _other_colleague(story, known.owner)
    return story.add(
        "contacts",
        story.days.office_hour(-story.dice.randint(1, 40), story.dice),
        owner,
        first_name=known.person.first,
        last_name=_misspelled(known.person.last),
        company=known.company,
        city=known.person.city,
        country=known.person.country,
        owner_id=owner.ref,
    )


def _other_colleague(story: Story, one: Colleague) -> Colleague:
    return story.staff[2 if one.number != 2 else 1]


def _bare(phone: str) -> str:
    """The number as people type it on a phone."""
    return phone.replace(" ", "").replace("+", "00", 1)


def _misspelled(name: str) -> str:
    """The name with its last two letters the wrong way round."""
    return name[:-2] + name[-1] + name[-2] if name[-1] != name[-2] else name[:-1]
