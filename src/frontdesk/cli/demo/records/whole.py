"""The whole story of the demo: about 2,000 linked records of a training company, the same for a seed and a day."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from frontdesk.cli.demo.records.classes import tell_classes
from frontdesk.cli.demo.records.customers import tell_customers
from frontdesk.cli.demo.records.days import Days
from frontdesk.cli.demo.records.dealings import tell_dealings
from frontdesk.cli.demo.records.doubles import tell_doubles
from frontdesk.cli.demo.records.offering import tell_offering
from frontdesk.cli.demo.records.people import People
from frontdesk.cli.demo.records.prospects import tell_prospects
from frontdesk.cli.demo.records.sales import tell_sales
from frontdesk.cli.demo.records.story import Colleague, Step, Story
from frontdesk.cli.demo.records.work import tell_work

SEED = 1908


def tell(now: datetime, zone: ZoneInfo, staff: Sequence[Colleague]) -> list[Step]:
    """The steps in the order of time. `staff`: the owner, an admin and an agent come first."""
    story = Story(Random(SEED), Days(now, zone), staff)  # noqa: S311 - made-up data, no secret
    people = People(story.dice)
    offering = tell_offering(story)
    prospects = tell_prospects(story, people, offering)
    customers = tell_customers(story, people, prospects)
    tell_doubles(story, prospects, customers)
    deals = tell_sales(story, offering, prospects, customers)
    tell_classes(story, people, offering, customers)
    tell_dealings(story, prospects, customers)
    tell_work(story, prospects, deals)
    return story.steps()
