"""Contacts of the demo: leads who became customers, people who order for their companies, a few others."""

from dataclasses import dataclass

from frontdesk.cli.demo.records.people import People, Person, content, regions, work_email
from frontdesk.cli.demo.records.prospects import Prospect
from frontdesk.cli.demo.records.story import Colleague, Ref, Story

BUYERS, OTHERS = 60, 30


@dataclass(frozen=True)
class Customer:
    """A contact. `prospect`: the lead that it was."""

    ref: Ref
    person: Person
    email: str
    company: str | None
    owner: Colleague
    prospect: Prospect | None = None


def tell_customers(story: Story, people: People, prospects: list[Prospect]) -> list[Customer]:
    """Adds the contacts. Those who order for companies have been known the longest."""
    converted = [one for one in prospects if one.status == "Converted"]
    found = [_buyer(story, people) for _ in range(BUYERS)]
    found += [_won_over(story, one) for one in converted]
    found += [_other(story, people) for _ in range(OTHERS)]
    return found


def _buyer(story: Story, people: People) -> Customer:
    dice, texts = story.dice, content("texts.json")
    person = people.draw()
    region = next(one for one in regions() if person.city in one.cities)
    company = dice.choice(region.companies)
    position = dice.choice(texts["hr_positions"])
    return _customer(story, person, -dice.randint(60, 360), company=company, position=position, vip=dice.random() < 0.2)


def _won_over(story: Story, prospect: Prospect) -> Customer:
    at = story.days.days_of(story.last(prospect.ref))
    return _customer(story, prospect.person, at, company=prospect.company, prospect=prospect)


def _other(story: Story, people: People) -> Customer:
    return _customer(story, people.draw(), -story.dice.randint(1, 300))


def _customer(
    story: Story,
    person: Person,
    came: int,
    *,
    company: str | None = None,
    position: str | None = None,
    vip: bool = False,
    prospect: Prospect | None = None,
) -> Customer:
    dice, texts = story.dice, content("texts.json")
    owner = prospect.owner if prospect else story.staff[dice.choices((0, 1, 2), (2, 4, 4))[0]]
    email = prospect.email if prospect else person.email
    if company and prospect is None:
        email = work_email(person.first, person.last, company)
    ref = story.add(
        "contacts",
        story.days.office_hour(came, dice),
        owner,
        first_name=person.first,
        last_name=person.last,
        email=email,
        phone=person.phone,
        company=company,
        position=position,
        city=person.city,
        country=person.country,
        vip=vip,
        notes=dice.choice(texts["contact_notes"]) or None,
        owner_id=owner.ref,
    )
    return Customer(ref, person, email, company, owner, prospect)
