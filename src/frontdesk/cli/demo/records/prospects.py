"""Leads of the demo: who asked, what they want, how far they are."""

from dataclasses import dataclass
from typing import Any

from frontdesk.cli.demo.records.offering import Course, Offering
from frontdesk.cli.demo.records.people import People, Person, content, regions, work_email
from frontdesk.cli.demo.records.story import Colleague, Ref, Story

LEADS = 420
# People by whom the demo is shown: each name is found by a part of it, and some are told apart by the rest.
NAMED = {
    60: ("Guna", "Kumar", "Chennai"),
    120: ("John", "Mathew", "Mumbai"),
    131: ("John", "O'Leary", "Dublin"),
    210: ("John", "Whitfield", "London"),
    300: ("John", "Abara", "Lagos"),
}
SOURCES = {
    "website": 30,
    "referral": 14,
    "event": 12,
    "campaign": 18,
    "social": 14,
    "walk_in": 5,
    "import": 4,
    "other": 3,
}
# How far a lead is, by the number of days since it came.
PROGRESS: dict[int, dict[str, int]] = {
    7: {"New": 70, "Contacted": 30},
    45: {"New": 8, "Contacted": 28, "Qualified": 28, "Nurturing": 18, "Lost": 8, "Converted": 10},
    400: {"Contacted": 8, "Qualified": 12, "Nurturing": 20, "Converted": 27, "Closed": 14, "Lost": 19},
}
OPPORTUNITIES = ("None", "Visiting", "Visited", "Demo", "Proposal", "Negotiation")
OPEN = ("New", "Contacted", "Qualified", "Nurturing")
# Group prices: from so many people on, so many percent less.
REBATES = ((12, 20), (6, 15), (3, 10))
FOLLOW_UPS_TODAY, FOLLOW_UPS_OVERDUE = 7, 12


@dataclass(frozen=True)
class Prospect:
    """A lead with what others need to know of it. `came`: days from today, negative."""

    ref: Ref
    person: Person
    email: str
    company: str | None
    course: Course
    people: int
    came: int
    status: str
    owner: Colleague

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


def price(course: Course, people: int) -> int:
    """What so many places cost, in whole euros, with the rebate of groups."""
    rebate = next((percent for size, percent in REBATES if people >= size), 0)
    return course.fee * people * (100 - rebate) // 100


def tell_prospects(story: Story, people: People, offering: Offering) -> list[Prospect]:
    """Adds the leads, then what became of them."""
    named = {number: people.named(*who) for number, who in NAMED.items()}
    # Each month brings more than the one before.
    came = sorted(-int(360 * story.dice.random() ** 1.35) for _ in range(LEADS))
    found = [_prospect(story, named.get(number) or people.draw(), offering, days) for number, days in enumerate(came)]
    _plan_follow_ups(story, found)
    return found


def _prospect(story: Story, person: Person, offering: Offering, came: int) -> Prospect:
    dice = story.dice
    course = dice.choice([one for one in offering.courses if one.title != "Mobile Apps"])
    region = next(one for one in regions() if person.city in one.cities)
    company = dice.choice(region.companies) if dice.random() < 0.55 else None
    size = dice.choice((1, 1, 1, 2, 3, 4, 6, 8, 12)) if company else 1
    email = work_email(person.first, person.last, company) if company and dice.random() < 0.8 else person.email
    owner = story.staff[dice.choices((0, 1, 2), (1, 4, 7))[0]]
    table = next(table for age, table in PROGRESS.items() if -came <= age)
    status = dice.choices(list(table), list(table.values()))[0]
    ref = story.add(
        "leads",
        story.days.office_hour(came, dice),
        owner,
        **_first_values(story, offering, person, owner),
        email=email,
        company=company,
        value=price(course, size),
        course_id=course.ref,
    )
    prospect = Prospect(ref, person, email, company, course, size, came, status, owner)
    _tell_progress(story, prospect)
    return prospect


def _first_values(story: Story, offering: Offering, person: Person, owner: Colleague) -> dict[str, Any]:
    dice, texts = story.dice, content("texts.json")
    source = dice.choices(list(SOURCES), list(SOURCES.values()))[0]
    campaign = dice.choice(offering.campaigns) if source == "campaign" or dice.random() < 0.08 else None
    course = dice.choice(offering.courses)
    notes = dice.choice(texts["lead_notes"]).format(category=course.category.lower(), course=course.title)
    return {
        "name": person.name,
        "phone": person.phone if dice.random() < 0.9 else None,
        "position": dice.choice(texts["positions"]) if dice.random() < 0.7 else None,
        "city": person.city,
        "country": person.country,
        "source": source,
        "lead_status": "New",
        "lead_owner": owner.name,
        "owner_id": owner.ref,
        "campaign_id": campaign,
        "notes": notes if dice.random() < 0.45 else None,
        "custom": {"class_times": dice.choice(("Evenings", "Evenings", "Saturdays", "Full-time"))}
        if dice.random() < 0.6
        else None,
    }


def _tell_progress(story: Story, prospect: Prospect) -> None:
    """The lead moves to where it is today, over being contacted where it got further."""
    if prospect.status == "New":
        return
    dice, age = story.dice, -prospect.came
    first = story.days.office_hour(prospect.came + min(age, dice.randint(0, 3)), dice)
    story.change(prospect.ref, first, prospect.owner, lead_status="Contacted")
    if prospect.status == "Contacted":
        return
    later = story.days.office_hour(prospect.came + min(age, dice.randint(4, 40)), dice)
    changes: dict[str, Any] = {"lead_status": prospect.status}
    if prospect.status in ("Qualified", "Nurturing"):
        changes["opportunity_status"] = dice.choices(OPPORTUNITIES, (3, 4, 3, 3, 3, 2))[0]
    story.change(prospect.ref, later, prospect.owner, **changes)


def _plan_follow_ups(story: Story, prospects: list[Prospect]) -> None:
    """Who is to be called again: some today, some too late already, most in the next two weeks."""
    dice, days = story.dice, story.days
    waiting = [one for one in prospects if one.is_open]
    dice.shuffle(waiting)
    today, overdue = waiting[:FOLLOW_UPS_TODAY], waiting[FOLLOW_UPS_TODAY : FOLLOW_UPS_TODAY + FOLLOW_UPS_OVERDUE]
    for number, one in enumerate(today):
        _follow_up(story, one, days.at(0, 10 + number, 30))
    for one in overdue:
        _follow_up(story, one, days.office_hour(-dice.randint(1, 9), dice))
    for one in waiting[FOLLOW_UPS_TODAY + FOLLOW_UPS_OVERDUE :]:
        if dice.random() < 0.55:
            _follow_up(story, one, days.office_hour(dice.randint(1, 15), dice))


def _follow_up(story: Story, prospect: Prospect, at: Any) -> None:
    written = story.days.office_hour(max(prospect.came, -story.dice.randint(1, 12)), story.dice)
    story.change(prospect.ref, written, prospect.owner, next_follow_up=at)
