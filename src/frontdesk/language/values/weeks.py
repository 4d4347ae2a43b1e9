"""Weeks and weekends named by a day in them: week of 4 march · week beginning monday · weekend of halloween."""

from frontdesk.language.values.calendar import DAY, WEEK, Point, week_of
from frontdesk.language.values.days import read_simple_day
from frontdesk.language.values.holidays import read_holiday
from frontdesk.language.values.tokens import Line, Read, remembered

_SATURDAY = 5


@remembered
def read_week(line: Line, at: int) -> Read[Point]:
    place = line.after(at, "the")
    if line.word(place) == "week":
        return _week_with_day(line, place + 1)
    return _weekend_of(line, place + 1) if line.word(place) == "weekend" else _long_weekend(line, place)


def _week_with_day(line: Line, at: int) -> Read[Point]:
    kind = line.word(at)
    if kind not in ("of", "beginning", "starting", "commencing", "ending"):
        return None
    day = read_simple_day(line, line.after(at + 1, "on"))
    if day is None:
        return None
    if kind == "of":
        return week_of(day[0].first, line.habits), day[1]
    first = day[0].first - (6 * DAY if kind == "ending" else 0 * DAY)
    return Point(first, first + WEEK, "week", day[0].every), day[1]


def _weekend_of(line: Line, at: int) -> Read[Point]:
    day = read_holiday(line, line.after(at + 1, "the")) if line.word(at) == "of" else None
    return None if day is None else (_weekend_near(day[0]), day[1])


def _long_weekend(line: Line, at: int) -> Read[Point]:
    """Easter weekend."""
    day = read_holiday(line, at)
    return (_weekend_near(day[0]), day[1] + 1) if day is not None and line.word(day[1]) == "weekend" else None


def _weekend_near(day: Point) -> Point:
    """The weekend that the day is in or before; with a Thursday or Monday holiday the days between belong to it."""
    weekday = day.first.weekday()
    if weekday in (0, 6):
        saturday = day.first - ((weekday + 2) % 7) * DAY
        return Point(saturday, day.first + DAY, "days")
    saturday = day.first + (_SATURDAY - weekday) * DAY
    return Point(day.first if weekday in (3, 4) else saturday, saturday + 2 * DAY, "days")
