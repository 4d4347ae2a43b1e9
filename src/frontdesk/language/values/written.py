"""Periods by their own name: march 2025 · Q3 · H1 2026 · in 2025 · week 31 · 2026-03 · the 1990s."""

from datetime import date

from frontdesk.language.values.calendar import WEEK, Point, ahead, decade_of, month_of, months_run, year_of
from frontdesk.language.values.dates import read_year, read_year_behind
from frontdesk.language.values.names import is_month_alone, month_at
from frontdesk.language.values.numbers import read_ordinal
from frontdesk.language.values.tokens import Line, Read, words

_YEAR_LEADS = words("in of during since before after until till from by through throughout")


def read_written(line: Line, at: int, sure: bool = False) -> Read[Point]:
    """`sure`: what stands before it says that a period follows, so that may and 2026 are one."""
    return (
        _quarter(line, at)
        or _written_month(line, at)
        or _month(line, at, sure)
        or _year(line, at, sure)
        or _numbered_week(line, at)
    )


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
    if is_day_behind(line, end) or not (sure or place > at or is_month_alone(line, place)):
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


def is_day_behind(line: Line, at: int) -> bool:
    """Whether a day of the month follows, so that the month is part of a date."""
    digits = line.kind(at) == "digits" and line.word(at).isdigit() and len(line.word(at)) <= 2
    return digits or (read_ordinal(line, at) is not None and line.kind(at) == "digits")


def _year(line: Line, at: int, sure: bool) -> Read[Point]:
    """The year 2025; 2025 alone only behind in, of, since …; the 1990s."""
    place = line.after(line.after(at, "the"), "calendar")
    said = line.word(place) == "year" and read_year(line, place + 1)
    if said:
        return year_of(said[0]), said[1]
    year = read_year(line, at)
    if year is None:
        return None
    if line.word(year[1]) == "s" and year[0] % 10 == 0 and line.kind(at) == "digits":
        return decade_of(year[0]), year[1] + 1
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
