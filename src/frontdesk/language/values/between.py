"""Periods between two points: between 1 and 15 March · from 3rd to 9th april · monday to friday · jan - mar 2026."""

from collections.abc import Callable
from dataclasses import replace

from frontdesk.language.values.calendar import DAY, Point, day_point, moved
from frontdesk.language.values.dates import day_number, day_of, monthly
from frontdesk.language.values.edges import read_end
from frontdesk.language.values.moments import read_moment
from frontdesk.language.values.numbers import read_ordinal
from frontdesk.language.values.points import read_point
from frontdesk.language.values.tokens import Line, Read, remembered
from frontdesk.language.values.value import PeriodValue

Test = Callable[[Point], bool]

_JOINERS = ("and", "to", "till", "until", "-", "through", "thru", "til", "upto", "&")


@remembered
def read_between(line: Line, at: int) -> Read[PeriodValue]:
    """Between X and Y, from X to Y, X to Y, X - Y; both ends belong to it."""
    led = line.word(at) in ("between", "from", "during")
    start = at + 1 if led else at
    if line.word(start) == "from":
        start += 1
    low, high = _ends(line, start, led)
    if low is None or high is None:
        return None
    whole = None if led else read_moment(line, at)
    pair = _aligned(line, low[0], high[0]) if whole is None or whole[1] < high[1] else None
    return None if pair is None else (pair, high[1])


def _ends(line: Line, at: int, led: bool) -> tuple[Read[Point], Read[Point]]:
    low = read_point(line, at)
    joined = None if low is None else _joined(line, low[1], led)
    high = None if joined is None else _high_end(line, joined, low[0] if low else None)
    if high is not None:
        return low, high
    return _bare_low(line, at, led)


def _joined(line: Line, at: int, led: bool) -> int | None:
    if line.word(at) not in _JOINERS or (line.word(at) in ("and", "&") and not led):
        return None
    return at + 1


def _high_end(line: Line, at: int, low: Point | None) -> Read[Point]:
    end = read_end(line, at)
    if end is not None:
        return Point(end[0].last, end[0].end, "day", end[0].every), end[1]
    high = read_point(line, at)
    if high is not None and not (high[0].unit == "day" and high[0].every == "month"):
        return high
    return _same_month(line, at, low)


def _same_month(line: Line, at: int, low: Point | None) -> Read[Point]:
    """The 17th in 9 April to the 17th."""
    if low is None or low.unit != "day" or low.at is not None:
        return None
    number = day_number(line, line.after(at, "the"))
    if number is None or (line.glued(number[1]) and line.word(number[1]) in ("/", ":", "%")):
        return None
    day = day_of(low.first.year, low.first.month, number[0])
    return (day_point(day, low.every), number[1]) if day is not None and day > low.first else None


def _bare_low(line: Line, at: int, led: bool) -> tuple[Read[Point], Read[Point]]:
    """The 1 in 1 to 15 March: of the month of the day behind it."""
    number = day_number(line, line.after(at, "the"))
    joined = None if number is None else _joined(line, number[1], led)
    if number is None or joined is None:
        return None, None
    high = read_moment(line, joined) or (_ordinal_day(line, joined) if led else None)
    if high is None or high[0].unit != "day" or high[0].every in ("week", "day"):
        return None, None
    if line.kind(joined) == "digits" and line.word(joined + 1) in ("/", "-", "."):
        return None, None
    day = day_of(high[0].first.year, high[0].first.month, number[0])
    if day is not None and day > high[0].first:
        previous = high[0].first.replace(day=1) - DAY
        day = day_of(previous.year, previous.month, number[0])
    return (None, None) if day is None else ((day_point(day, high[0].every), number[1]), high)


def _ordinal_day(line: Line, at: int) -> Read[Point]:
    """The 15th in from 10th to 15th: of the coming month that has it."""
    start = line.after(at, "the")
    number = read_ordinal(line, start)
    point = None if number is None or line.kind(start) != "digits" else monthly(line, number[0])
    return None if number is None or point is None else (point, number[1])


def _aligned(line: Line, low: Point, high: Point) -> PeriodValue | None:
    """The two ends in order: an end that leaves its year or week open follows the other."""

    def begins_before(point: Point) -> bool:
        return point.first <= high.first and not _same_moment(high, point)

    if (low.every and not high.every) or (low.every and low.every == high.every):
        low = _moved_while(_moved_until(low, -1, begins_before), 1, begins_before)
    elif high.every:
        high = _moved_while(high, -1, lambda point: point.first >= low.first)
        high = _moved_until(high, 1, lambda point: point.first >= low.first and not _same_moment(point, low))
    if high.end <= low.first or high.first < low.first:
        return None
    value = _joined_value(low, high)
    if not (low.every and high.every):
        return value
    low_other, high_other = moved(low, -1), moved(high, -1)
    if low_other is None or high_other is None:
        return value
    return replace(value, other=_joined_value(low_other, high_other))


def _same_moment(point: Point, low: Point) -> bool:
    return point.at is not None and low.at is not None and point.at <= low.at


def _joined_value(low: Point, high: Point) -> PeriodValue:
    return PeriodValue(low.first, high.end, at_first=low.at, at_end=high.at)


def _moved_until(point: Point, step: int, good: Test) -> Point:
    for _ in range(200):
        if good(point):
            break
        point = moved(point, step) or point
    return point


def _moved_while(point: Point, step: int, good: Test) -> Point:
    for _ in range(200):
        on = moved(point, step)
        if on is None or on == point or not good(on):
            break
        point = on
    return point
