"""Deals of the demo: over all stages of both pipelines, won and lost ones over the year and most of them lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from frontdesk.cli.demo.records.customers import Customer
from frontdesk.cli.demo.records.offering import Course, Offering
from frontdesk.cli.demo.records.people import content
from frontdesk.cli.demo.records.prospects import Prospect, price
from frontdesk.cli.demo.records.story import Colleague, Ref, Story

OPEN_DEALS = {"lead": 18, "qualified": 24, "proposal": 24, "negotiation": 15}
# How many deals were won and lost, by how many months ago.
WON = (7, 9, 5, 4, 4, 3, 3, 2, 2, 2)
LOST = (3, 4, 3, 2, 2, 2, 1, 1, 1)
STAGES = ("lead", "qualified", "proposal", "negotiation")
COMPANY_PEOPLE = (6, 8, 10, 12, 14, 16, 20)
# Deals past the day on which they should have been closed.
LATE_SHARE = 0.15
DECISION = timedelta(days=8)


@dataclass(frozen=True)
class Buyer:
    """Who a deal is made with: a lead or a contact."""

    link: dict[str, Ref]
    name: str
    company: str | None
    course: Course
    people: int
    owner: Colleague
    since: datetime


@dataclass(frozen=True)
class Deal:
    """A deal with what others need to know of it."""

    ref: Ref
    name: str
    company: str | None
    course: Course
    owner: Colleague
    is_open: bool


def tell_sales(story: Story, offering: Offering, prospects: list[Prospect], customers: list[Customer]) -> list[Deal]:
    """Adds the deals and the stages that each went through. Nobody has two of them."""
    leads = [_from_lead(story, one) for one in prospects if one.status in ("Qualified", "Nurturing", "Contacted")]
    known = [_from_customer(story, offering, one) for one in customers]
    story.dice.shuffle(leads)
    story.dice.shuffle(known)
    found = []
    # The oldest first: few were known then.
    for months_ago in reversed(range(max(len(WON), len(LOST)))):
        for status, counts in (("won", WON), ("lost", LOST)):
            for _ in range(counts[months_ago] if months_ago < len(counts) else 0):
                found.append(_closed_deal(story, offering, known, status, months_ago))
    for status, count in OPEN_DEALS.items():
        buyers = [leads.pop() for _ in range(count * 2 // 3)] + [known.pop() for _ in range(count - count * 2 // 3)]
        found += [_open_deal(story, offering, buyer, status) for buyer in buyers]
    return found


def _from_lead(story: Story, one: Prospect) -> Buyer:
    link, since = {"lead_id": one.ref}, story.made(one.ref)
    return Buyer(link, one.person.name, one.company, one.course, one.people, one.owner, since)


def _from_customer(story: Story, offering: Offering, one: Customer) -> Buyer:
    link, since = {"contact_id": one.ref}, story.made(one.ref)
    if one.prospect:
        link["lead_id"] = one.prospect.ref
        return Buyer(link, one.person.name, one.company, one.prospect.course, one.prospect.people, one.owner, since)
    size = story.dice.choice(COMPANY_PEOPLE) if one.company else 1
    course = story.dice.choice(offering.courses[:-1])
    return Buyer(link, one.person.name, one.company, course, size, one.owner, since)


def _open_deal(story: Story, offering: Offering, buyer: Buyer, status: str) -> Deal:
    dice, days = story.dice, story.days
    made = max(buyer.since, days.office_hour(-dice.randint(2, 70), dice))
    late = status != "lead" and dice.random() < LATE_SHARE
    closing = days.date(-dice.randint(1, 12) if late else days.workday(dice.randint(4, 75)))
    deal = _deal(story, offering, buyer, made, status, expected_close=closing)
    _go(story, deal, _way(offering, buyer, status), made, days.now)
    return deal


def _closed_deal(story: Story, offering: Offering, known: list[Buyer], status: str, months_ago: int) -> Deal:
    """Takes the buyer out of `known`: one who was known by then, or the one who was known first."""
    dice = story.dice
    closed = story.days.in_month(months_ago, dice)
    buyer = next((one for one in known if one.since < closed - DECISION), min(known, key=lambda one: one.since))
    known.remove(buyer)
    made = max(min(buyer.since, closed), closed - timedelta(days=dice.randint(6, 45), hours=dice.randint(0, 5)))
    expected = (closed + timedelta(days=dice.randint(-10, 12))).date()
    deal = _deal(story, offering, buyer, made, status, expected_close=expected)
    _go(story, deal, _way(offering, buyer, status), made, closed)
    story.change(deal.ref, closed, buyer.owner, status=status, closed_at=closed)
    return deal


def _go(story: Story, deal: Deal, way: Sequence[str], made: datetime, end: datetime) -> None:
    """The deal goes its way, stage after stage, between the two times."""
    for number, stage in enumerate(way[1:], 1):
        story.change(deal.ref, made + (end - made) * number / len(way), deal.owner, status=stage)


def _deal(story: Story, offering: Offering, buyer: Buyer, made: datetime, status: str, **values: Any) -> Deal:
    way = _way(offering, buyer, status)
    group = f" for {buyer.people} people" if buyer.people > 1 else ""
    ref = story.add(
        "deals",
        made,
        buyer.owner,
        title=f"{buyer.company or buyer.name}: {buyer.course.title}{group}",
        description=story.dice.choice(content("texts.json")["deal_descriptions"]) or None,
        value=price(buyer.course, buyer.people),
        currency="EUR",
        status=way[0],
        pipeline_id=_pipeline(offering, buyer),
        owner_id=buyer.owner.ref,
        custom={"seats": buyer.people},
        **buyer.link,
        **values,
    )
    return Deal(ref, buyer.name, buyer.company, buyer.course, buyer.owner, status in STAGES)


def _pipeline(offering: Offering, buyer: Buyer) -> Ref:
    return offering.pipelines[1 if buyer.people >= COMPANY_PEOPLE[0] else 0]


def _way(offering: Offering, buyer: Buyer, status: str) -> Sequence[str]:
    """The stages up to an open status, or those before the end. Companies begin qualified: they asked for an offer."""
    first = STAGES.index("qualified") if _pipeline(offering, buyer) == offering.pipelines[1] else 0
    if status not in STAGES:
        return (STAGES[first], "proposal")
    return STAGES[first : STAGES.index(status) + 1] or ("qualified",)
