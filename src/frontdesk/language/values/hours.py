"""Hours of a day, from one time to another: 2 to 4pm on friday · tomorrow between 10 and 12 · monday 10am - 11am."""

from dataclasses import replace

from frontdesk.language.values.calendar import Point, ahead, at_time, day_point, moved
from frontdesk.language.values.clock import Clock, read_clock
from frontdesk.language.values.days import read_day
from frontdesk.language.values.tokens import Line, Read, remembered
from frontdesk.language.values.value import PeriodValue

_JOINERS = ("to", "-", "and", "till", "until")


@remembered
def read_hours(line: Line, at: int) -> Read[PeriodValue]:
    """From a time to a later one of the same day; without a day, of the next one that has them ahead."""
    day = read_day(line, at)
    if day is not None and day[0].at is None:
        clocks = _clocks(line, day[1] + 1 if line.word(day[1]) == "," else day[1])
        return None if clocks is None else (_value(line, day[0], *clocks[0]), clocks[1])
    clocks = _clocks(line, at)
    if clocks is None:
        return None
    day = read_day(line, line.after(clocks[1], "on", ","))
    if day is not None and day[0].at is None:
        return _value(line, day[0], *clocks[0]), day[1]
    return _value(line, day_point(line.today, "day"), *clocks[0]), clocks[1]


def _clocks(line: Line, at: int) -> Read[tuple[Clock, Clock]]:
    led = line.word(at) in ("from", "between")
    place = at + 1 if led else at
    low = read_clock(line, place)
    bare = None if low else _bare_hour(line, place)
    end = low[1] if low else bare[1] if bare else None
    if end is None or line.word(end) not in _JOINERS or (line.word(end) == "and" and line.word(at) != "between"):
        return None
    high = read_clock(line, end + 1) or (_bare_hour(line, end + 1) if low and ":" in _text(line, at, end) else None)
    if high is None or line.word(place) in ("at", "in", "by"):
        return None
    first = low[0] if low else _like(bare[0] if bare else high[0], high[0])
    return ((first, _after(first, high[0])), high[1]) if _time(first) < _time(_after(first, high[0])) else None


def _text(line: Line, start: int, end: int) -> str:
    return "".join(line.word(place) for place in range(start, end))


def _bare_hour(line: Line, at: int) -> Read[Clock]:
    word = line.word(at)
    plain = line.kind(at) == "digits" and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 12
    return (Clock(int(word), 0, vague=True), at + 1) if plain else None


def _like(bare: Clock, high: Clock) -> Clock:
    """The 2 of 2 to 4pm is in the half of the day that makes it earlier: 11 to 1pm begins at 11."""
    same_half = replace(bare, hour=bare.hour % 12 + (12 if high.hour >= 12 else 0), vague=high.vague)
    return same_half if _time(same_half) < _time(high) else replace(same_half, hour=bare.hour % 12)


def _after(low: Clock, high: Clock) -> Clock:
    return replace(high, hour=high.hour + 12) if high.vague and high.hour < 12 and _time(high) <= _time(low) else high


def _time(clock: Clock) -> int:
    return 60 * clock.hour + clock.minute


def _value(line: Line, day: Point, low: Clock, high: Clock) -> PeriodValue:
    first = at_time(day, line, low.hour, low.minute, low.vague)
    last = at_time(day, line, high.hour, high.minute, high.vague)
    if day.every == "day" and ahead(first, line) != first:
        first, last = moved(first, 1) or first, moved(last, 1) or last
    other_first, other_last = moved(first, -1), moved(last, -1)
    value = PeriodValue(first.first, first.end, at_first=first.at, at_end=last.at)
    if day.every is None or other_first is None or other_last is None:
        return value
    return replace(value, other=PeriodValue(other_first.first, other_first.end, None, other_first.at, other_last.at))
