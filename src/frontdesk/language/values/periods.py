"""Periods: this week · last 10 days · march 2025 · Q3 · in 2025 · first week of may · weekend · overdue."""

from dataclasses import replace
from datetime import date

from frontdesk.language.values.calendar import (
    DAY,
    WEEK,
    Point,
    add_months,
    ahead,
    month_of,
    months_run,
    quarter_of,
    week_first,
    week_of,
    year_of,
)
from frontdesk.language.values.dates import read_year, read_year_behind
from frontdesk.language.values.lengths import Length, read_count, read_length, read_unit, shifted, times
from frontdesk.language.values.names import is_month_alone, month_at
from frontdesk.language.values.numbers import read_ordinal
from frontdesk.language.values.tokens import Line, Read, remembered

SHIFTS = {
    **dict.fromkeys(("this", "current", "the current", "present"), 0),
    **dict.fromkeys(("next", "coming", "following", "upcoming"), 1),
    **dict.fromkeys(("last", "previous", "past", "prior", "preceding"), -1),
}
_NAMES = {0: "this", 1: "next", -1: "last"}
_UNITS = {
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "qtr": "quarter",
    "wk": "week",
    "yr": "year",
}
_TO_DATE = {"mtd": "month", "ytd": "year", "qtd": "quarter", "wtd": "week"}
_YEAR_LEADS = frozenset(
    ("in", "of", "during", "since", "before", "after", "until", "till", "from", "by", "through", "throughout")
)


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


def read_unit_period(line: Line, at: int, unit: str) -> Point:
    """The present week, month …"""
    return unit_period(line, unit, 0)


@remembered
def read_bare_period(line: Line, at: int) -> Read[Point]:
    return read_period(line, at)


def read_period(line: Line, at: int, sure: bool = False) -> Read[Point]:
    """`sure`: what stands before it says that a period follows, so that may and 2026 are one."""
    return (
        _part_of_period(line, at)
        or _relative(line, at)
        or _counted(line, at)
        or _to_date(line, at)
        or _quarter(line, at)
        or _written_month(line, at)
        or _month(line, at, sure)
        or _year(line, at, sure)
        or _numbered_week(line, at)
    )


def _relative(line: Line, at: int) -> Read[Point]:
    """This week, last quarter, next weekend, the coming month."""
    place = line.after(at, "the")
    shift = SHIFTS.get(line.word(place))
    unit = line.word(place + 1)
    if shift is None:
        return _weekend(line, at)
    if unit == "calendar":
        place, unit = place + 1, line.word(place + 2)
    if unit in _UNITS:
        return unit_period(line, _UNITS[unit], shift), place + 2
    if unit == "weekend" or line.phrase(place + 1, ("week", "end")):
        return _weekend_at(line, shift), place + (2 if unit == "weekend" else 3)
    if unit in ("workweek", "workingweek"):
        first = week_of(line.today + shift * WEEK, line.habits).first
        first += (-first.weekday() % 7) * DAY
        return Point(first, first + 5 * DAY, "days"), place + 2
    if unit == "fortnight":
        return _run(line, Length(days=14), shift), place + 2
    if unit == "decade":
        return _decade(line.today.year // 10 * 10 + 10 * shift), place + 2
    return _relative_month(line, place, shift)


def _decade(year: int) -> Point:
    return Point(date(year, 1, 1), date(year + 10, 1, 1), "years")


def _relative_month(line: Line, at: int, shift: int) -> Read[Point]:
    """Last march: the one that is over; next march: the one ahead; this march: of this year."""
    month = month_at(line, at + 1)
    if month is None or _is_day_behind(line, month[1]):
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
        if line.word(start) not in _UNITS or not line.phrase(start + 1, ("to", "date")):
            return None
        unit, end = _UNITS[line.word(start)], start + 3
    return Point(unit_period(line, unit, 0).first, line.today + DAY, "days"), end


def _part_of_period(line: Line, at: int) -> Read[Point]:
    """Rest of the week, later this month, earlier this year, early march, first two weeks of may."""
    word = line.word(line.after(at, "the"))
    if word in ("rest", "remainder", "remaining"):
        return _rest(line, line.after(line.after(at, "the") + 1, "of"))
    if word in ("later", "earlier"):
        found = _relative(line, at + 1)
        if found is None:
            return None
        later = word == "later"
        bounds = (line.today, found[0].end) if later else (found[0].first, line.today + DAY)
        return (Point(*bounds, "days"), found[1]) if bounds[0] < bounds[1] else None
    if word in ("early", "mid", "late", "middle"):
        return _third(line, at, word)
    return _pieces(line, line.after(at, "the"))


def _rest(line: Line, at: int) -> Read[Point]:
    place = line.after(at, "the", "this")
    if line.word(place) not in _UNITS:
        return None
    return Point(line.today, unit_period(line, _UNITS[line.word(place)], 0).end, "days"), place + 1


def _third(line: Line, at: int, word: str) -> Read[Point]:
    """Early, mid or late in a month or year."""
    place = line.after(line.after(line.after(at, "the") + 1, "-"), "of")
    found = read_period(line, line.after(place, "the"), sure=True)
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
    ordinal = None if last else read_ordinal(line, at)
    if not last and ordinal is None:
        return None
    place = at + 1 if last else ordinal[1] if ordinal else at
    length = read_length(line, place) if line.word(place) not in _UNITS else None
    unit_place = length[1] - 1 if length is not None else place
    unit = {"weeks": "week", "months": "month", "days": "day", "day": "day", "quarters": "quarter"}.get(
        line.word(unit_place), _UNITS.get(line.word(unit_place), "")
    )
    if not unit or (length is not None and not last and ordinal is not None and ordinal[0] != 1):
        return None
    count = _count_of(length[0], unit) if length is not None else 1
    whole = _whole_behind(line, unit_place + 1)
    if whole is None or count == 0:
        return None
    point = _piece(line, whole[0], unit, count, None if last else (ordinal[0] if ordinal else 1))
    return None if point is None else (point, whole[1])


def _count_of(length: Length, unit: str) -> int:
    return {"week": length.days // 7, "day": length.days, "month": length.months}.get(unit, length.months // 3)


def _whole_behind(line: Line, at: int) -> Read[Point]:
    if line.word(at) not in ("of", "in"):
        return read_quarter_year(line, at)
    place = line.after(at + 1, "the")
    if place > at + 1 and line.word(place) in ("month", "quarter", "year"):
        return unit_period(line, _UNITS[line.word(place)], 0), place + 1
    found = _relative(line, place) or _quarter(line, place) or _month(line, place, True) or _year(line, place, True)
    return found if found is not None and found[0].unit in ("month", "quarter", "year") else None


def read_quarter_year(line: Line, at: int) -> Read[Point]:
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


def _quarter(line: Line, at: int) -> Read[Point]:
    """Q3, Q3 2025, 2025-Q3, 2025 q3, quarter 3, H1 2025."""
    year = read_year(line, at)
    if year is not None:
        place = line.after(year[1], "-", "/")
        part = _quarter_letter(line, place)
        return None if part is None else (months_run(year[0], part[0][0], part[0][1], part[0][2]), part[1])
    part = _quarter_letter(line, at)
    if part is None:
        return None
    (month, length, unit), end = part
    said = read_year_behind(line, end)
    if said is not None:
        return months_run(said[0], month, length, unit), said[1]
    return months_run(line.today.year, month, length, unit, every="year"), end


def _quarter_letter(line: Line, at: int) -> Read[tuple[int, int, str]]:
    """First month, number of months and unit of Q3 or H2."""
    word, number = line.word(at), line.word(at + 1)
    if line.glued(at) and line.word(at - 1) not in "-/(,'":
        return None
    letter = word in ("q", "h") and line.glued(at + 1)
    if word in ("quarter", "qtr") or letter:
        if word != "h" and number in ("1", "2", "3", "4"):
            return (3 * int(number) - 2, 3, "quarter"), at + 2
        if word == "h" and number in ("1", "2"):
            return (6 * int(number) - 5, 6, "days"), at + 2
    return _named_quarter(line, at)


def _named_quarter(line: Line, at: int) -> Read[tuple[int, int, str]]:
    """First quarter, 2nd half: of this year, unless a year follows."""
    number = read_ordinal(line, at)
    if number is None or line.word(number[1]) not in ("quarter", "qtr", "half"):
        return None
    most, length = (2, 6) if line.word(number[1]) == "half" else (4, 3)
    if number[0] > most or (length == 6 and line.word(number[1] + 1) not in ("of", "in")):
        return None
    return (length * (number[0] - 1) + 1, length, "quarter" if length == 3 else "days"), number[1] + 1


def _month(line: Line, at: int, sure: bool) -> Read[Point]:
    """March, march 2025, march of '25, month of march, march last year."""
    place = at + 2 if line.phrase(at, ("month", "of")) else at
    found = month_at(line, place)
    if found is None:
        return None
    month, end = found
    year = read_year_behind(line, end)
    if year is not None:
        return month_of(year[0], month), year[1]
    if _is_day_behind(line, end) or not (sure or place > at or is_month_alone(line, place)):
        return None
    return ahead(month_of(line.today.year, month, every="year"), line), end


def _written_month(line: Line, at: int) -> Read[Point]:
    """2026-03, 03/2026."""
    first, mark, second = line.word(at), line.word(at + 1), line.word(at + 2)
    year_first = len(first) == 4 and mark == "-" and len(second) == 2
    month_first = len(second) == 4 and mark == "/" and 1 <= len(first) <= 2
    glued = line.glued(at + 1) and line.glued(at + 2) and not line.glued(at)
    if not (year_first or month_first) or not glued or not (first.isdigit() and second.isdigit()):
        return None
    if line.word(at + 3) in ("-", "/") and line.glued(at + 3):
        return None
    year, month = (int(first), int(second)) if year_first else (int(second), int(first))
    return (month_of(year, month), at + 3) if 1900 <= year <= 2100 and 1 <= month <= 12 else None


def _is_day_behind(line: Line, at: int) -> bool:
    """Whether a day of the month follows, so that the month is part of a date."""
    digits = line.kind(at) == "digits" and line.word(at).isdigit() and len(line.word(at)) <= 2
    return digits or (read_ordinal(line, at) is not None and line.kind(at) == "digits")


def _year(line: Line, at: int, sure: bool) -> Read[Point]:
    """The year 2025; 2025 alone only behind in, of, since …; the 1990s."""
    place = line.after(line.after(at, "the"), "calendar")
    said = line.word(place) in ("year", "fy") and read_year(line, place + 1)
    if said:
        return year_of(said[0]), said[1]
    year = read_year(line, at)
    if year is None:
        return None
    if line.word(year[1]) == "s" and year[0] % 10 == 0 and line.kind(at) == "digits":
        return _decade(year[0]), year[1] + 1
    led = sure or line.word(at - 1) in _YEAR_LEADS
    return (year_of(year[0]), year[1]) if led and 1900 <= year[0] <= 2100 and not _counts_things(line, at) else None


def _counts_things(line: Line, at: int) -> bool:
    behind = line.word(at + 1)
    return (
        line.kind(at) != "digits" or behind in ("%", "percent", "k", "pieces", "people") or line.word(at - 1) in "$£€₹"
    )


def _numbered_week(line: Line, at: int) -> Read[Point]:
    """Week 31, week 3 of 2027: by ISO 8601."""
    place = line.after(line.after(at, "the"), "calendar")
    number = line.word(place + 1)
    if line.word(place) != "week" or not number.isdigit() or len(number) > 2 or not 1 <= int(number) <= 53:
        return None
    if line.kind(place + 1) != "digits":
        return None
    year = read_year_behind(line, place + 2)
    try:
        first = date.fromisocalendar(year[0] if year else line.today.year, int(number), 1)
    except ValueError:
        return None
    return Point(first, first + WEEK, "week"), year[1] if year else place + 2
