"""Days with a name that is the same everywhere: Christmas, New Year, Halloween, Easter, Thanksgiving."""

from collections.abc import Callable
from datetime import date

from frontdesk.language.values.calendar import DAY, Point, day_point
from frontdesk.language.values.dates import read_year_behind
from frontdesk.language.values.tokens import Line, Read


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian algorithm (Meeus, Jones, Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _thanksgiving(year: int) -> date:
    first = date(year, 11, 1)
    return first + ((3 - first.weekday()) % 7 + 21) * DAY


_HOLIDAYS: dict[tuple[str, ...], Callable[[int], date]] = {
    ("christmas", "eve"): _fixed(12, 24),
    ("christmas", "day"): _fixed(12, 25),
    ("christmas",): _fixed(12, 25),
    ("xmas",): _fixed(12, 25),
    ("boxing", "day"): _fixed(12, 26),
    ("new", "year", "eve"): _fixed(12, 31),
    ("new", "years", "eve"): _fixed(12, 31),
    ("new", "year", "day"): _fixed(1, 1),
    ("new", "years", "day"): _fixed(1, 1),
    ("halloween",): _fixed(10, 31),
    ("valentine", "day"): _fixed(2, 14),
    ("valentines", "day"): _fixed(2, 14),
    ("good", "friday"): lambda year: easter(year) - 2 * DAY,
    ("easter", "monday"): lambda year: easter(year) + DAY,
    ("easter", "sunday"): easter,
    ("easter",): easter,
    ("thanksgiving", "day"): _thanksgiving,
    ("thanksgiving",): _thanksgiving,
}
HOLIDAY_WORDS = frozenset(words[0] for words in _HOLIDAYS)


def read_holiday(line: Line, at: int) -> Read[Point]:
    """A holiday of the year that is said, or the coming one; last and next count from today."""
    word = line.word(at)
    start = at + 1 if word in ("last", "next", "this") else at
    if line.word(start) not in HOLIDAY_WORDS:
        return None
    words = next((words for words in _HOLIDAYS if line.phrase(start, words)), None)
    if words is None:
        return None
    end, on = start + len(words), _HOLIDAYS[words]
    year = read_year_behind(line, end)
    if year is not None and 1000 <= year[0] <= 2999:
        return day_point(on(year[0])), year[1]
    return day_point(_relative(line, on, word)), end


def _relative(line: Line, on: Callable[[int], date], word: str) -> date:
    years = [on(line.today.year + shift) for shift in (-1, 0, 1)]
    if word == "last":
        return max(day for day in years if day < line.today)
    return min(day for day in years if day >= line.today)
