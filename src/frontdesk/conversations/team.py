"""Whether the people behind a bot are there, as its customers may know."""

from datetime import datetime

from frontdesk.conversations.hours import Hours
from frontdesk.conversations.models import Bot
from frontdesk.conversations.schemas import TeamOut


def team_of(bot: Bot, now: datetime) -> TeamOut:
    """By the bot's business hours."""
    hours = Hours.of(bot)
    opens = hours.opens_at(now)
    if opens is None or opens == now:
        return TeamOut(here=opens == now, back_at=None, back="")
    return TeamOut(here=False, back_at=opens, back=hours.in_words(opens))
