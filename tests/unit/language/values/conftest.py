"""Reading of a text in which the place of the value is marked: call him [tomorrow 4pm]."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from frontdesk.language.values.finding import find_values
from frontdesk.language.values.value import AnyValue, DayValue, Habits, PeriodValue

# A Wednesday, ten in the morning in Kolkata.
NOW = datetime(2026, 3, 11, 4, 30, tzinfo=UTC)
HABITS = Habits(NOW, ZoneInfo("Asia/Kolkata"))


def habits(date_order: str = "dmy", week_start: str = "monday", now: datetime = NOW) -> Habits:
    return Habits(now, HABITS.time_zone, date_order, week_start)


def values_at(marked: str, by: Habits = HABITS) -> list[AnyValue]:
    """The readings of exactly the place in brackets."""
    place = re.fullmatch(r"(.*?)\[(.*)\](.*)", marked, re.DOTALL)
    assert place is not None
    text, start = place[1] + place[2] + place[3], len(place[1])
    found = find_values(text, by)
    return [one.value for one in found if (one.span.start, one.span.end) == (start, start + len(place[2]))]


def one(marked: str, kind: type[AnyValue], by: Habits = HABITS) -> AnyValue:
    """The only reading of that kind at that place."""
    [value] = [value for value in values_at(marked, by) if isinstance(value, kind)]
    return value


def day_text(value: DayValue | None) -> str:
    """2026-03-12, or 2026-03-12 16:00 with a time."""
    if value is None:
        return ""
    return value.day.isoformat() if value.at is None else f"{value.at:%Y-%m-%d %H:%M}"


def period_text(value: PeriodValue | None) -> str:
    """First day and the day behind the last, with moments where they are bounds: 2026-03-09..2026-03-16."""
    if value is None:
        return ""
    sides = ((value.first, value.at_first), (value.end, value.at_end))
    return "..".join(f"{at:%Y-%m-%d %H:%M}" if at else day.isoformat() if day else "" for day, at in sides)


def found_kinds(text: str, *kinds: type[AnyValue]) -> list[str]:
    """The places of the values of these kinds."""
    return [text[one.span.start : one.span.end] for one in find_values(text, HABITS) if isinstance(one.value, kinds)]
