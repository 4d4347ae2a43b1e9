"""First, middle and last days of a period: end of month · eom · first of next month · mid march · 3rd day of May."""

from datetime import date

from frontdesk.language.values.calendar import DAY, WEEK, Point, day_point
from frontdesk.language.values.names import weekday_at
from frontdesk.language.values.numbers import read_ordinal
from frontdesk.language.values.periods import read_sure_period
from frontdesk.language.values.runs import unit_period
from frontdesk.language.values.tokens import Line, Read, remembered

_SHORT = {"eom": "month", "eow": "week", "eoy": "year", "eoq": "quarter"}
_ENDS, _STARTS, _MIDDLES = ("end",), ("start", "beginning", "begining", "top"), ("mid", "middle", "halfway")

# Behind these, end is a noun: "due end next week", but "campaigns that end next week".
_BEFORE_NOUNS = ("by", "before", "until", "till", "at", "from", "since", "after", "due", "the", "")


@remembered
def read_end(line: Line, at: int) -> Read[Point]:
    """The whole period whose end is named: end of month, eom, month end, end of next week."""
    if line.word(at) in _SHORT:
        return unit_period(line, _SHORT[line.word(at)], 0), at + 1
    place = line.after(line.after(at, "the"), "very")
    of = line.word(place + 1) == "of"
    if line.word(place) in _ENDS and (of or place > at or line.word(at - 1) in _BEFORE_NOUNS):
        return _period_behind(line, line.after(place + 1, "of"), bare=of)
    if line.phrase(place, ("last", "day", "of")):
        return _period_behind(line, place + 3, bare=True)
    unit = line.word(at)
    behind = line.after(at + 1, "-")
    if unit in ("month", "quarter", "year") and line.word(behind) == "end":
        return unit_period(line, unit, 0), behind + 1
    return None


def _period_behind(line: Line, at: int, bare: bool) -> Read[Point]:
    """A period, where `bare` also one without this or the: end of month."""
    unit = line.word(at)
    if bare and unit in ("week", "month", "quarter", "year"):
        return unit_period(line, unit, 0), at + 1
    if line.word(at) == "the" and line.word(at + 1) in ("week", "month", "quarter", "year"):
        return unit_period(line, line.word(at + 1), 0), at + 2
    found = read_sure_period(line, line.after(at, "the"))
    return found if found is not None and found[0].unit in ("week", "month", "quarter", "year") else None


@remembered
def read_edge(line: Line, at: int) -> Read[Point]:
    """A day that is named by its place in a period."""
    end = read_end(line, at)
    if end is not None:
        return day_point(_last_day(line, end[0]), end[0].every), end[1]
    place = line.after(at, "the")
    word = line.word(place)
    if word in _MIDDLES:
        found = _period_behind(line, line.after(line.after(place + 1, "-"), "of"), bare=True)
        return None if found is None else (day_point(_middle(found[0]), found[0].every), found[1])
    if word in _STARTS and line.word(place + 1) == "of":
        found = _period_behind(line, place + 2, bare=True)
        return None if found is None else (day_point(found[0].first, found[0].every), found[1])
    return _numbered(line, place)


def _last_day(line: Line, period: Point) -> date:
    """Of a week the Friday, while it is not over: that is when people stop working; else the last day."""
    if period.unit != "week":
        return period.last
    friday = period.first + ((4 - period.first.weekday()) % 7) * DAY
    return friday if friday >= line.today or period.end <= line.today else period.last


def _middle(period: Point) -> date:
    if period.unit == "month":
        return period.first.replace(day=15)
    return period.first + ((period.end - period.first).days // 2) * DAY


def _numbered(line: Line, at: int) -> Read[Point]:
    """First of next month, 1st day of next month, 3rd day of the year."""
    number = read_ordinal(line, at)
    weekday = _numbered_weekday(line, at, number)
    if number is None or weekday is not None:
        return weekday
    day = line.word(number[1]) == "day"
    place = number[1] + 1 if day else number[1]
    if line.word(place) != "of" or line.word(place + 1) in ("week", "month", "quarter", "year"):
        return None
    found = _period_behind(line, place + 1, bare=False)
    if found is None or (not day and found[0].unit != "month"):
        return None
    first = found[0].first + (number[0] - 1) * DAY
    return (day_point(first, found[0].every), found[1]) if first < found[0].end else None


def _numbered_weekday(line: Line, at: int, number: Read[int]) -> Read[Point]:
    """Last friday of march, second tuesday of next month."""
    last = line.word(at) == "last"
    place = at + 1 if last else number[1] if number is not None else at
    weekday = weekday_at(line, place) if place > at else None
    if weekday is None or line.word(weekday[1]) not in ("of", "in"):
        return None
    found = _period_behind(line, weekday[1] + 1, bare=False)
    if found is None or found[0].unit == "week":
        return None
    day = _weekday_in(found[0], weekday[0], None if last or number is None else number[0])
    return None if day is None else (day_point(day, None), found[1])


def _weekday_in(period: Point, weekday: int, number: int | None) -> date | None:
    """The weekday of that number in the period; without a number the last one."""
    if number is None:
        return period.last - ((period.last.weekday() - weekday) % 7) * DAY
    day = period.first + ((weekday - period.first.weekday()) % 7) * DAY + (number - 1) * WEEK
    return day if day < period.end else None
