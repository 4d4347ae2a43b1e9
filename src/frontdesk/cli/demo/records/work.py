"""Tasks of the demo: overdue, due today, ahead and done."""

from datetime import datetime, timedelta
from typing import Any

from frontdesk.cli.demo.records.people import content
from frontdesk.cli.demo.records.prospects import Prospect
from frontdesk.cli.demo.records.sales import Deal
from frontdesk.cli.demo.records.story import Colleague, Story

TODAY, OVERDUE, AHEAD, DONE, CANCELLED, SOME_DAY = 9, 14, 48, 84, 8, 6


def tell_work(story: Story, prospects: list[Prospect], deals: list[Deal]) -> None:
    """Adds the tasks. Most belong to a lead or a deal, some to the house."""
    dice, days = story.dice, story.days
    waiting = [one for one in prospects if one.is_open]
    running = [one for one in deals if one.is_open]
    for number in range(TODAY):
        _task(story, waiting, running, days.at(0, 9 + number, 30))
    for _ in range(OVERDUE):
        _task(story, waiting, running, days.office_hour(-dice.randint(1, 12), dice))
    for _ in range(AHEAD):
        _task(story, waiting, running, days.office_hour(dice.randint(1, 21), dice))
    for _ in range(SOME_DAY):
        _task(story, waiting, running, None)
    for number in range(DONE + CANCELLED):
        due = days.office_hour(-int(180 * dice.random() ** 1.6), dice)
        _task(story, prospects, deals, due, end="completed" if number < DONE else "cancelled")


def _task(
    story: Story, prospects: list[Prospect], deals: list[Deal], due: datetime | None, end: str | None = None
) -> None:
    dice = story.dice
    assignee, values = _about(story, prospects, deals, due or story.days.now)
    made = min(due or story.days.now, story.days.now) - timedelta(days=dice.randint(1, 9), hours=dice.randint(0, 4))
    under_way = end is None and dice.random() < 0.2
    ref = story.add(
        "tasks",
        made,
        assignee,
        status="in_progress" if under_way else "todo",
        due_date=due,
        assignee=assignee.name,
        owner_id=assignee.ref,
        **values,
    )
    if end is None or due is None:
        return
    ended = max(min(due + timedelta(hours=dice.randint(-30, 20)), story.days.now), story.made(ref))
    story.change(ref, ended, assignee, status=end, completed_at=ended if end == "completed" else None)


def _about(
    story: Story, prospects: list[Prospect], deals: list[Deal], due: datetime
) -> tuple[Colleague, dict[str, Any]]:
    """Whose task it is, and what it is about: something that was there before it was due."""
    dice, texts = story.dice, content("texts.json")
    kind = dice.random()
    if kind < 0.15:
        return story.staff[dice.randrange(3)], dict(dice.choice(texts["desk_tasks"]))
    about: Prospect | Deal
    known_deals = [one for one in deals if story.made(one.ref) < due]
    if kind < 0.65 or not known_deals:
        about = dice.choice([one for one in prospects if story.made(one.ref) < due] or prospects)
        name, link = about.person.name, {"lead_id": about.ref}
    else:
        about = dice.choice(known_deals)
        name, link = about.name, {"deal_id": about.ref}
    words = dice.choice(texts["tasks"])
    title = words["title"].format(name=name, course=about.course.title)
    return about.owner, {"title": title, "priority": words["priority"], **link}
