"""Parts of a period: rest of the week · later this month · early march · first two weeks of may."""

from datetime import date

from frontdesk.language.values.calendar import DAY, WEEK, Point, add_months, ahead, month_of, week_first, year_of
from frontdesk.language.values.dates import read_year
from frontdesk.language.values.lengths import Length, read_length
from frontdesk.language.values.names import month_at
from frontdesk.language.values.numbers import read_ordinal
from frontdesk.language.values.runs import UNITS, read_relative, unit_period
from frontdesk.language.values.tokens import Line, Read
from frontdesk.language.values.written import read_written

_PLURALS = {"weeks": "week", "months": "month", "days": "day", "day": "day", "quarters": "quarter"}


def read_piece(line: Line, at: int) -> Read[Point]:
    """Rest of the week, later this month, earlier this year, early march, first two weeks of may."""
    word = line.word(line.after(at, "the"))
    if word in ("rest", "remainder", "remaining"):
        return _rest(line, line.after(line.after(at, "the") + 1, "of"))
    if word in ("later", "earlier"):
        found = read_relative(line, at + 1)
        if found is None:
            return None
        later = word == "later"
        bounds = (line.today, found[0].end) if later else (found[0].first, line.today + DAY)
        return (Point(*bounds, "days"), found[1]) if bounds[0] < bounds[1] else None
    if word in ("early", "mid", "late", "middle"):
        return _third(line, at, word)
    return _pieces(line, line.after(at, "the")) or _week_of_month(line, at)


def _rest(line: Line, at: int) -> Read[Point]:
    place = line.after(at, "the", "this")
    if line.word(place) not in UNITS:
        return None
    return Point(line.today, unit_period(line, UNITS[line.word(place)], 0).end, "days"), place + 1


def _third(line: Line, at: int, word: str) -> Read[Point]:
    """Early, mid or late in a month or year."""
    place = line.after(line.after(line.after(at, "the") + 1, "-"), "of")
    place = line.after(place, "the")
    found = read_relative(line, place) or read_written(line, place, sure=True)
    if found is None or found[0].unit not in ("month", "year", "quarter"):
        return None
    first, end = _third_bounds(found[0], word)
    return Point(first, end, "days", found[0].every), found[1]


def _third_bounds(period: Point, word: str) -> tuple[date, date]:
    if period.unit == "month":
        day = period.first.replace
        early, mid, late = (day(day=1), day(day=16)), (day(day=10), day(day=21)), (day(day=16), period.end)
    else:
        months = 4 if period.unit == "year" else 1
        second, third = add_months(period.first, months), add_months(period.first, 2 * months)
        early, mid, late = (period.first, second), (second, third), (third, period.end)
    return {"early": early, "late": late}.get(word, mid)


def _pieces(line: Line, at: int) -> Read[Point]:
    """The last week of july, first two weeks of 2021, third month of 2021, first quarter of the year."""
    last = line.word(at) in ("last", "final")
    number = (None, at + 1) if last else read_ordinal(line, at)
    counted = None if number is None else _counted_unit(line, number[1])
    if number is None or counted is None or (counted[0][0] > 1 and number[0] not in (None, 1)):
        return None
    whole = _whole_behind(line, counted[1])
    point = None if whole is None else _piece(line, whole[0], counted[0][1], counted[0][0], number[0])
    return None if whole is None or point is None else (point, whole[1])


def _counted_unit(line: Line, at: int) -> Read[tuple[int, str]]:
    """How many of what: week is one week, two weeks two."""
    unit = _PLURALS.get(line.word(at), UNITS.get(line.word(at)))
    if unit is not None:
        return (1, unit), at + 1
    length = read_length(line, at)
    unit = None if length is None else _PLURALS.get(line.word(length[1] - 1), UNITS.get(line.word(length[1] - 1)))
    if length is None or unit is None:
        return None
    count = _count_of(length[0], unit)
    return ((count, unit), length[1]) if count else None


def _week_of_month(line: Line, at: int) -> Read[Point]:
    """April 1st week."""
    month = month_at(line, at)
    number = None if month is None else read_ordinal(line, month[1])
    if month is None or number is None or line.word(number[1]) != "week":
        return None
    whole = ahead(month_of(line.today.year, month[0], every="year"), line)
    point = _piece(line, whole, "week", 1, number[0])
    return None if point is None else (point, number[1] + 1)


def _count_of(length: Length, unit: str) -> int:
    return {"week": length.days // 7, "day": length.days, "month": length.months}.get(unit, length.months // 3)


def _whole_behind(line: Line, at: int) -> Read[Point]:
    if line.word(at) not in ("of", "in"):
        return _year_behind(line, at)
    place = line.after(at + 1, "the")
    if place > at + 1 and line.word(place) in ("month", "quarter", "year"):
        return unit_period(line, UNITS[line.word(place)], 0), place + 1
    found = read_relative(line, place) or read_written(line, place, sure=True)
    return found if found is not None and found[0].unit in ("month", "quarter", "year") else None


def _year_behind(line: Line, at: int) -> Read[Point]:
    """A year right behind a quarter: third quarter 2025."""
    year = read_year(line, at)
    return None if year is None else (year_of(year[0]), year[1])


def _piece(line: Line, whole: Point, unit: str, count: int, number: int | None) -> Point | None:
    """`number` counts from the beginning; None means from the end."""
    if unit in ("week", "day"):
        return _piece_of_weeks(line, whole, unit, count, number)
    months = 3 if unit == "quarter" else 1
    try:
        if number is None:
            return Point(add_months(whole.end, -months * count), whole.end, unit, whole.every)
        first = add_months(whole.first, months * (number - 1))
        point = Point(first, add_months(first, months * count), unit if count == 1 else "days", whole.every)
    except ValueError:
        return None
    return point if whole.first <= point.first and point.end <= whole.end else None


def _piece_of_weeks(line: Line, whole: Point, unit: str, count: int, number: int | None) -> Point | None:
    """A week belongs to the month or year that has most of its days (ISO 8601 for weeks from Monday)."""
    step = WEEK if unit == "week" else DAY
    if unit == "day":
        first = whole.end - count * DAY if number is None else whole.first + (number - 1) * DAY
    elif number is None:
        first = week_first(whole.last - 3 * DAY, line.habits) - (count - 1) * WEEK
    else:
        first = week_first(whole.first + 3 * DAY, line.habits) + (number - 1) * WEEK
    if first >= whole.end:
        return None
    return Point(first, first + count * step, "week" if unit == "week" and count == 1 else "days")
