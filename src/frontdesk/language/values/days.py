"""Days as people name them: tomorrow · next friday · monday next week · in 3 days · two weeks from monday."""

from dataclasses import replace
from datetime import date

from frontdesk.language.values.calendar import DAY, WEEK, Point, day_point, week_first
from frontdesk.language.values.dates import DATE_FOLLOWERS, day_number, day_of, read_date
from frontdesk.language.values.edges import read_edge
from frontdesk.language.values.holidays import read_holiday
from frontdesk.language.values.lengths import Length, read_length, shifted, shifted_moment
from frontdesk.language.values.names import RELATIVE_NAMES, relative_at, weekday_at
from frontdesk.language.values.tokens import Line, Read, remembered

_COMING, _PAST = ("coming", "upcoming"), ("past",)
WEEK_SHIFTS = {"this": 0, "current": 0, "next": 1, "following": 1, "coming": 1, "last": -1, "previous": -1, "past": -1}
_LATER = (("from", "now"), ("hence",), ("later",), ("from", "today"))
_EARLIER = (("ago",), ("back",), ("earlier",), ("before", "now"))


@remembered
def read_day(line: Line, at: int) -> Read[Point]:
    """One day, or the moment that a length of hours away is."""
    if line.kind(at) not in ("word", "digits"):
        return None
    return read_edge(line, at) or read_offset(line, at) or read_simple_day(line, at)


@remembered
def read_simple_day(line: Line, at: int) -> Read[Point]:
    """A day that is not counted from another one."""
    found = _around_tomorrow(line, at) or _weekday(line, at) or read_date(line, at) or read_holiday(line, at)
    return found or _next_date(line, at)


def _around_tomorrow(line: Line, at: int) -> Read[Point]:
    if line.word(at) == "tonight" or line.word(at) == "tonite":
        return day_point(line.today), at + 1
    relative = relative_at(line, at)
    if relative is not None:
        return day_point(line.today + relative[0] * DAY, name=RELATIVE_NAMES[relative[0]]), relative[1]
    start = line.after(at, "the")
    if line.word(start) != "day" or line.word(start + 1) not in ("after", "before"):
        return None
    sign = 1 if line.word(start + 1) == "after" else -1
    relative = relative_at(line, start + 2)
    if relative is None or relative[0] != sign:
        return None
    return day_point(line.today + 2 * sign * DAY), relative[1]


def _weekday(line: Line, at: int) -> Read[Point]:
    """A weekday with the words that say which one."""
    if line.word(at - 1) in ("every", "each"):
        return None
    place = line.after(at, "the")
    place = place + 1 if line.word(place) == "this" and line.word(place + 1) in (*_COMING, *_PAST) else place
    word = line.word(place)
    if word in WEEK_SHIFTS or word in _COMING:
        return _said_weekday(line, place, word) or _week_then_weekday(line, place, word)
    found = weekday_at(line, at)
    return None if found is None else _bare_weekday(line, *found)


def _said_weekday(line: Line, at: int, word: str) -> Read[Point]:
    found = weekday_at(line, at + 1)
    if found is None:
        return None
    dated = _date_behind(line, *found)
    if dated is not None:
        return dated
    day = _weekday_said(line, word, found[0])
    if word == "last" and line.word(at - 1) == "before":
        return None
    return day_point(day), found[1]


def _weekday_said(line: Line, word: str, weekday: int) -> date:
    if word in _COMING:
        return line.today + (((weekday - line.today.weekday() - 1) % 7) + 1) * DAY
    if word in _PAST:
        return line.today - (((line.today.weekday() - weekday - 1) % 7) + 1) * DAY
    return in_week(line, WEEK_SHIFTS[word], weekday)


def in_week(line: Line, shift: int, weekday: int) -> date:
    """The weekday of the week that is so many weeks from this one."""
    first = week_first(line.today, line.habits) + shift * WEEK
    return first + ((weekday - first.weekday()) % 7) * DAY


def _week_then_weekday(line: Line, at: int, word: str) -> Read[Point]:
    """Next week monday, last week on tuesday."""
    if line.word(at + 1) != "week" or word not in WEEK_SHIFTS:
        return None
    found = weekday_at(line, line.after(at + 2, "on", "-", ",", "'s"))
    return None if found is None else (day_point(in_week(line, WEEK_SHIFTS[word], found[0])), found[1])


def _bare_weekday(line: Line, weekday: int, end: int) -> Read[Point]:
    dated = _date_behind(line, weekday, end)
    if dated is not None:
        return dated
    return _weekday_of_week(line, weekday, end) or (coming_weekday(line, weekday), end)


def coming_weekday(line: Line, weekday: int) -> Point:
    """The next such day ahead: a week from today where today is one."""
    day = line.today + (((weekday - line.today.weekday() - 1) % 7) + 1) * DAY
    return day_point(day, every="week")


def _weekday_of_week(line: Line, weekday: int, end: int) -> Read[Point]:
    """Monday next week, tuesday of last week, friday week, monday two weeks from now."""
    coming = coming_weekday(line, weekday).first
    if line.word(end) in ("week", "fortnight") and line.word(end + 1) not in ("of", "and"):
        return day_point(coming + (WEEK if line.word(end) == "week" else 2 * WEEK)), end + 1
    if line.phrase(end, ("after", "next")):
        return day_point(in_week(line, 2, weekday)), end + 2
    place = line.after(line.after(line.after(end, ","), "of", "in"), "the")
    if line.word(place) in WEEK_SHIFTS and line.word(place + 1) == "week":
        return day_point(in_week(line, WEEK_SHIFTS[line.word(place)], weekday)), place + 2
    return _weekday_counted(line, weekday, line.after(line.after(end, ","), "in"))


def _weekday_counted(line: Line, weekday: int, at: int) -> Read[Point]:
    length = read_length(line, at)
    if length is None or not length[0].in_days:
        return None
    behind = _direction(line, length[1], _LATER)
    day = None if behind is None else shifted(line.today, length[0])
    if day is None or behind is None:
        return None
    if length[0].months or length[0].days % 7:
        return day_point(day + ((weekday - day.weekday()) % 7) * DAY), behind
    first = week_first(day, line.habits)
    return day_point(first + ((weekday - first.weekday()) % 7) * DAY), behind


def _date_behind(line: Line, weekday: int, at: int) -> Read[Point]:
    """The date that a weekday was said with: friday, 15 march; wednesday the 31st; monday 21."""
    start = at + 1 if line.word(at) in (",", "-") else at
    date_said = read_date(line, start)
    if date_said is not None and date_said[0].every != "month":
        return date_said
    number = day_number(line, line.after(start, "the"))
    if number is None or line.word(number[1]) not in DATE_FOLLOWERS:
        return date_said
    within = 400 if number[0] > 12 or number[1] > line.after(start, "the") + 1 else 35
    day = _weekday_on(line, weekday, number[0], within)
    return date_said if day is None else (day_point(day), number[1])


def _weekday_on(line: Line, weekday: int, number: int, within: int) -> date | None:
    """The coming day that is both this weekday and the day of the month with that number."""
    day = line.today + ((weekday - line.today.weekday()) % 7) * DAY
    for _ in range(within // 7):
        if day.day == number:
            return day
        day += WEEK
    return None


def _next_date(line: Line, at: int) -> Read[Point]:
    """Next 5/12, this 15 march."""
    if line.word(at) not in ("this", "next"):
        return None
    found = read_date(line, at + 1)
    if found is None or found[0].every != "year":
        return None
    year = line.today.year + (line.word(at) == "next")
    day = day_of(year, found[0].first.month, found[0].first.day)
    return None if day is None else (day_point(day), found[1])


@remembered
def read_offset(line: Line, at: int) -> Read[Point]:
    """In 3 days, 2 hours ago, a week from today, two weeks before 13 May."""
    led = line.word(at) in ("in", "after")
    length = read_length(line, at + 1 if led else at)
    if length is None:
        return None
    end = line.after(length[1], "time") if led else length[1]
    anchored = _from_anchor(line, length[0], end)
    if anchored is not None:
        return anchored
    for phrases, sign in ((_LATER, 1), (_EARLIER, -1)):
        behind = _direction(line, end, phrases)
        if behind is not None:
            return _from_now(line, length[0], sign, behind)
    return _from_now(line, length[0], 1, end) if led and line.word(at - 1) not in ("with", "more", "less") else None


def _direction(line: Line, at: int, phrases: tuple[tuple[str, ...], ...]) -> int | None:
    for phrase in phrases:
        if line.phrase(at, phrase):
            return at + len(phrase)
    return None


def _from_now(line: Line, length: Length, sign: int, end: int) -> Read[Point]:
    if length.in_days:
        day = shifted(line.today, length, sign)
        return None if day is None else (day_point(day), end)
    moment = shifted_moment(line.now, length, sign)
    if moment is None:
        return None
    return replace(day_point(moment.date()), at=moment.replace(second=0, microsecond=0)), end


def _from_anchor(line: Line, length: Length, end: int) -> Read[Point]:
    sign = {"from": 1, "after": 1, "before": -1, "since": 1}.get(line.word(end))
    if length == Length(days=7) and line.word(end) == "on" and weekday_at(line, end + 1) is not None:
        sign = 1
    if sign is None or not length.in_days:
        return None
    anchor = read_simple_day(line, end + 1)
    day = None if anchor is None else shifted(anchor[0].first, length, sign)
    return None if day is None or anchor is None else (day_point(day), anchor[1])
