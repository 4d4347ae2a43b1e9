"""The calendar: weeks by the workspace's first day, months, quarters, years; and points in it that may recur."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from frontdesk.language.values.tokens import Line
from frontdesk.language.values.value import DayValue, Habits, PeriodValue

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Point:
    """A day or a longer unit of the calendar, from `first` to before `end`.

    `unit`: day, week, month, quarter, year or days (any other run). `every`: how it recurs where the words leave
    open which one is meant (day, week, month, year). `at`: a moment of the day.
    """

    first: date
    end: date
    unit: str = "day"
    every: str | None = None
    name: str | None = None
    at: datetime | None = None
    vague: bool = False

    @property
    def last(self) -> date:
        return self.end - DAY


def day_point(day: date, every: str | None = None, name: str | None = None) -> Point:
    return Point(day, day + DAY, "day", every, name)


def at_time(point: Point, line: Line, hour: int, minute: int, vague: bool) -> Point:
    """A moment of the day; 24:00 is the midnight that ends it."""
    day = point.first + DAY if hour == 24 else point.first
    moment = datetime(day.year, day.month, day.day, hour % 24, minute, tzinfo=line.habits.time_zone)
    return replace(point, at=moment, vague=vague)


def week_first(day: date, habits: Habits) -> date:
    """The first day of the week that the day is in."""
    return day - ((day.weekday() - WEEKDAYS.index(habits.week_start)) % 7) * DAY


def week_of(day: date, habits: Habits, name: str | None = None) -> Point:
    first = week_first(day, habits)
    return Point(first, first + WEEK, "week", name=name)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month. Raises ValueError out of range."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9998:
        raise ValueError(f"no year {year}")
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_of(year: int, month: int, every: str | None = None, name: str | None = None) -> Point:
    first = date(year, month, 1)
    return Point(first, add_months(first, 1), "month", every, name)


def months_run(year: int, month: int, length: int, unit: str, every: str | None = None) -> Point:
    first = date(year, month, 1)
    return Point(first, add_months(first, length), unit, every)


def year_of(year: int) -> Point:
    return Point(date(year, 1, 1), date(year + 1, 1, 1), "year")


def decade_of(year: int) -> Point:
    return Point(date(year, 1, 1), date(year + 10, 1, 1), "years")


def quarter_of(day: date) -> Point:
    return months_run(day.year, (day.month - 1) // 3 * 3 + 1, 3, "quarter")


def moved(point: Point, count: int) -> Point | None:
    """The point so many recurrences later; a day that is not there (29 February) is looked for further on."""
    if point.every is None or count == 0:
        return point
    try:
        return _moved(point, count)
    except (ValueError, OverflowError):
        return None


def _moved(point: Point, count: int) -> Point:
    if point.every in ("day", "week"):
        days = count * (DAY if point.every == "day" else WEEK)
        return _set(point, point.first + days, point.end + days)
    months = count * (12 if point.every == "year" else 1)
    if point.unit == "day":
        first = _same_day(point.first, months)
        return _set(point, first, first + DAY)
    return _set(point, add_months(point.first, months), add_months(point.end, months))


def _same_day(day: date, months: int) -> date:
    step = months
    for _ in range(9):
        found = add_months(day, step)
        if found.day == day.day:
            return found
        step += months
    raise ValueError("no such day")


def _set(point: Point, first: date, end: date) -> Point:
    at = point.at and point.at.replace(year=first.year, month=first.month, day=first.day)
    if at is not None and point.at is not None and point.at.date() != point.first:
        at += point.at.date() - point.first
    return replace(point, first=first, end=end, at=at, name=None)


def ahead(point: Point, line: Line) -> Point:
    """The recurrence that is not over yet, the nearest."""
    return _nearest(point, 1, lambda place: _is_over(place, line))


def behind(point: Point, line: Line) -> Point:
    """The latest recurrence that has begun."""
    return _nearest(point, -1, lambda place: not _has_begun(place, line))


def _nearest(point: Point, step: int, wrong: Callable[[Point], bool]) -> Point:
    for _ in range(60):
        back = moved(point, -step)
        if point.every is None or back is None or wrong(back):
            break
        point = back
    for _ in range(60):
        on = moved(point, step) if point.every and wrong(point) else None
        if on is None:
            return point
        point = on
    return point


def _is_over(point: Point, line: Line) -> bool:
    return point.at <= line.now if point.at else point.end <= line.today


def _has_begun(point: Point, line: Line) -> bool:
    return point.at <= line.now if point.at else point.first <= line.today


def value_of(point: Point, line: Line) -> DayValue | PeriodValue:
    """As a value, with the other reading where the words leave open which recurrence is meant."""
    other = None if point.every is None else moved(point, 1 if _is_over(point, line) else -1)
    if point.unit == "day":
        return replace(_day_value(point), other=None if other is None else _day_value(other))
    return replace(_period_value(point), other=None if other is None else _period_value(other))


def _day_value(point: Point) -> DayValue:
    return DayValue(point.first, point.at, point.name, point.vague)


def _period_value(point: Point) -> PeriodValue:
    return PeriodValue(point.first, point.end, point.name)
