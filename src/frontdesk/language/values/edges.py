"""First, middle and last days of a period: end of month · eom · first of next month · mid march · 3rd day of May."""

from datetime import date

from frontdesk.language.values.calendar import DAY, Point, day_point
from frontdesk.language.values.numbers import read_ordinal
from frontdesk.language.values.periods import read_sure_period
from frontdesk.language.values.runs import unit_period
from frontdesk.language.values.tokens import Line, Read, remembered

_SHORT = {"eom": "month", "eow": "week", "eoy": "year", "eoq": "quarter"}
_ENDS, _STARTS, _MIDDLES = ("end",), ("start", "beginning", "begining", "top"), ("mid", "middle", "halfway")


@remembered
def read_end(line: Line, at: int) -> Read[Point]:
    """The whole period whose end is named: end of month, eom, month end, end of next week."""
    if line.word(at) in _SHORT:
        return unit_period(line, _SHORT[line.word(at)], 0), at + 1
    place = line.after(at, "the")
    place = line.after(place, "very")
    if line.word(place) in _ENDS:
        return _period_behind(line, line.after(place + 1, "of"), bare=line.word(place + 1) == "of")
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
    if word in _STARTS:
        found = _period_behind(line, line.after(place + 1, "of"), bare=line.word(place + 1) == "of")
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
    if number is None:
        return None
    day = line.word(number[1]) == "day"
    place = number[1] + 1 if day else number[1]
    if line.word(place) != "of" or line.word(place + 1) in ("week", "month", "quarter", "year"):
        return None
    found = _period_behind(line, place + 1, bare=False)
    if found is None or (not day and found[0].unit != "month"):
        return None
    first = found[0].first + (number[0] - 1) * DAY
    return (day_point(first, found[0].every), found[1]) if first < found[0].end else None
