"""A day and a time of it together: tomorrow 4pm · friday at noon · at 10 on tuesday · monday morning."""

from dataclasses import replace

from frontdesk.language.values.calendar import DAY, Point, ahead, at_time, day_point
from frontdesk.language.values.clock import PARTS, Clock, read_clock
from frontdesk.language.values.days import read_day
from frontdesk.language.values.tokens import Line, Read, remembered

_BETWEEN = (",", "-", "@")
_NIGHT = 20


@remembered
def read_moment(line: Line, at: int) -> Read[Point]:
    """A day, a time, or both in either order. A time without a day is the next one."""
    return _day_and_time(line, at) or _time_and_day(line, at)


def _day_and_time(line: Line, at: int) -> Read[Point]:
    day = read_day(line, at)
    if day is None:
        return None
    if day[0].at is not None:
        return day
    tonight = line.word(at) in ("tonight", "tonite")
    time = _time_behind(line, day[1])
    if time is None:
        return (_timed(line, day[0], Clock(_NIGHT, 0, vague=True)), day[1]) if tonight else day
    clock = replace(time[0], hour=time[0].hour + 12) if tonight and time[0].vague and time[0].hour < 12 else time[0]
    return _timed(line, day[0], clock), time[1]


def _time_behind(line: Line, at: int) -> Read[Clock]:
    place = at + 1 if line.word(at) in _BETWEEN else at
    if line.word(place) == "t" and line.glued(place):
        place += 1
    if line.word(place) in ("in", "at") and line.word(place + 1) == "the" and line.word(place + 2) not in PARTS:
        return None
    part = line.word(place)
    clock = read_clock(line, place)
    if clock is not None and part != "this":
        return clock
    if part not in PARTS:
        return None
    exact = read_clock(line, place + 1)
    if exact is not None:
        return _in_named_part(exact[0], part), exact[1]
    return Clock(*PARTS[part], vague=True), place + 1


def _in_named_part(clock: Clock, part: str) -> Clock:
    """Friday afternoon at 3 is 15:00, monday morning at 6 is 6:00."""
    if not clock.vague or clock.hour > 23:
        return clock
    hour = clock.hour % 12 if part.startswith("morn") else clock.hour % 12 + 12
    return Clock(hour, clock.minute)


def _time_and_day(line: Line, at: int) -> Read[Point]:
    if line.phrase(at, ("last", "night")):
        return _timed(line, day_point(line.today - DAY), Clock(_NIGHT, 0, vague=True)), at + 2
    clock = read_clock(line, at)
    if clock is None:
        return None
    place = clock[1] + 1 if line.word(clock[1]) == "," else clock[1]
    day = read_day(line, line.after(place, "on"))
    if day is not None and day[0].at is None:
        return _timed(line, day[0], clock[0]), day[1]
    every = None if line.word(at) == "this" else "day"
    return ahead(_timed(line, day_point(line.today, every), clock[0]), line), clock[1]


def _timed(line: Line, day: Point, clock: Clock) -> Point:
    return replace(at_time(day, line, clock.hour, clock.minute, clock.vague), name=day.name)
