"""Periods counted from today: this week · last quarter · next 10 days · weekend · year to date."""

from dataclasses import replace

from frontdesk.language.values.calendar import (
    DAY,
    WEEK,
    Point,
    add_months,
    decade_of,
    month_of,
    quarter_of,
    week_of,
    year_of,
)
from frontdesk.language.values.lengths import Length, read_count, read_length, read_unit, shifted, times
from frontdesk.language.values.names import is_month_alone, month_at
from frontdesk.language.values.tokens import Line, Read
from frontdesk.language.values.written import is_day_behind

SHIFTS = {
    **dict.fromkeys(("this", "current", "present"), 0),
    **dict.fromkeys(("next", "coming", "following", "upcoming"), 1),
    **dict.fromkeys(("last", "previous", "past", "prior", "preceding"), -1),
}
UNITS = {unit: unit for unit in ("week", "month", "quarter", "year")} | {"qtr": "quarter", "wk": "week", "yr": "year"}
_NAMES = {0: "this", 1: "next", -1: "last"}
# The past week is the last seven days, last week the one before this one.
_ROLLING = {"week": Length(days=7), "month": Length(months=1), "year": Length(months=12)}
_TO_DATE = {"mtd": "month", "ytd": "year", "qtd": "quarter", "wtd": "week"}


def read_run(line: Line, at: int) -> Read[Point]:
    return read_relative(line, at) or _counted(line, at) or _to_date(line, at)


def unit_period(line: Line, unit: str, shift: int) -> Point:
    """The week, month, quarter or year so many from the one that today is in."""
    if unit == "week":
        point = week_of(line.today + shift * WEEK, line.habits)
    elif unit == "month":
        day = add_months(line.today.replace(day=1), shift)
        point = month_of(day.year, day.month)
    elif unit == "quarter":
        point = quarter_of(add_months(line.today.replace(day=1), 3 * shift))
    else:
        point = year_of(line.today.year + shift)
    return replace(point, name=f"{_NAMES[shift]}_{unit}" if shift in _NAMES else None)


def read_relative(line: Line, at: int) -> Read[Point]:
    """This week, last quarter, next weekend, the coming month."""
    place = line.after(at, "the")
    shift = SHIFTS.get(line.word(place))
    unit = line.word(place + 1)
    if shift is None:
        return _weekend(line, at)
    if unit == "calendar":
        place, unit = place + 1, line.word(place + 2)
    if line.word(place) == "past" and unit in _ROLLING:
        return _run(line, _ROLLING[unit], shift), place + 2
    if unit in UNITS:
        return _month_of_year(line, unit, shift, place + 2) or (unit_period(line, UNITS[unit], shift), place + 2)
    if line.phrase(place + 1, ("week", "end")):
        return _weekend_at(line, shift), place + 3
    other = _other_unit(line, unit, shift)
    return _relative_month(line, place, shift) if other is None else (other, place + 2)


def _other_unit(line: Line, unit: str, shift: int) -> Point | None:
    """The weekend, working week, fortnight or decade so many from the present one."""
    if unit == "weekend":
        return _weekend_at(line, shift)
    if unit in ("workweek", "workingweek"):
        first = week_of(line.today + shift * WEEK, line.habits).first
        first += (-first.weekday() % 7) * DAY
        return Point(first, first + 5 * DAY, "days")
    if unit == "fortnight":
        return _run(line, Length(days=14), shift)
    return decade_of(line.today.year // 10 * 10 + 10 * shift) if unit == "decade" else None


def _month_of_year(line: Line, unit: str, shift: int, at: int) -> Read[Point]:
    """Last year march."""
    month = month_at(line, at) if unit == "year" else None
    if month is None or is_day_behind(line, month[1]) or line.word(at) == "may":
        return None
    return month_of(line.today.year + shift, month[0]), month[1]


def _relative_month(line: Line, at: int, shift: int) -> Read[Point]:
    """Last march: the one that is over; next march: the one ahead; this march: of this year."""
    month = month_at(line, at + 1)
    alone = line.word(at + 1) != "may" or is_month_alone(line, at + 1)
    if month is None or not alone or is_day_behind(line, month[1]):
        return None
    this_year = month_of(line.today.year, month[0])
    if shift == 0:
        return this_year, month[1]
    year = line.today.year
    if shift < 0:
        year -= 1 if this_year.end > line.today else 0
    else:
        year += 1 if this_year.first <= line.today else 0
    return month_of(year, month[0]), month[1]


def _weekend(line: Line, at: int) -> Read[Point]:
    place = line.after(at, "the", "that")
    if line.word(place) == "weekend":
        return _weekend_at(line, 0), place + 1
    return None


def _weekend_at(line: Line, shift: int) -> Point:
    """Saturday and Sunday of this week by Monday's count, or of one before or after it."""
    monday = line.today - line.today.weekday() * DAY + shift * WEEK
    return Point(monday + 5 * DAY, monday + WEEK, "days")


def _counted(line: Line, at: int) -> Read[Point]:
    """Last 10 days, next two weeks, the past 3 months, 2 next days."""
    place = line.after(at, "the")
    shift = SHIFTS.get(line.word(place), 0)
    if shift:
        length = read_length(line, place + 1) if line.word(place + 1) not in ("a", "an", "half") else None
        return None if length is None else _some_run(line, length[0], shift, length[1], place + 1)
    if line.word(place + 1) in ("next", "last", "previous", "past", "coming"):
        return _turned(line, place)
    return None


def _turned(line: Line, at: int) -> Read[Point]:
    """10 previous weeks: the word stands between number and unit."""
    count = read_count(line, at)
    unit = None if count is None or count[1] != at + 1 else read_unit(line, at + 2, letters=False)
    length = None if count is None or unit is None else times(count[0], unit[0])
    if length is None or unit is None:
        return None
    return _some_run(line, length, SHIFTS[line.word(at + 1)], unit[1], at + 2)


def _some_run(line: Line, length: Length, shift: int, end: int, unit_from: int) -> Read[Point]:
    if not length.in_days:
        return None
    said = {line.word(place) for place in range(unit_from, end)}
    if said & {"quarter", "quarters"} and length.months % 3 == 0:
        return _whole_quarters(line, length.months // 3, shift), end
    point = _run(line, length, shift)
    return None if point is None else (point, end)


def _whole_quarters(line: Line, count: int, shift: int) -> Point:
    this = quarter_of(line.today)
    if shift < 0:
        return Point(add_months(this.first, -3 * count), this.first, "days")
    return Point(this.end, add_months(this.end, 3 * count), "days")


def _run(line: Line, length: Length, shift: int) -> Point:
    """Days that end or begin with today, as last_7_days and next_7_days of the query language do."""
    plain = not length.months and not length.business_days
    if plain:
        days, name = length.days, f"{_NAMES[shift]}_{length.days}_days"
        first = line.today if shift > 0 else line.today + DAY - days * DAY
        return Point(first, first + days * DAY, "days", name=name if 1 <= days <= 3660 else None)
    day = shifted(line.today, length, shift) or line.today
    if length.business_days:
        return Point(line.today + DAY, day + DAY, "days") if shift > 0 else Point(day, line.today, "days")
    return Point(line.today, day, "days") if shift > 0 else Point(day, line.today + DAY, "days")


def _to_date(line: Line, at: int) -> Read[Point]:
    """Year to date, ytd."""
    unit, end = _TO_DATE.get(line.word(at)), at + 1
    if unit is None:
        start = line.after(at, "the")
        if line.word(start) not in UNITS or not line.phrase(start + 1, ("to", "date")):
            return None
        unit, end = UNITS[line.word(start)], start + 3
    return Point(unit_period(line, unit, 0).first, line.today + DAY, "days"), end
