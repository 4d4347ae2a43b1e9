"""Written dates: 15 March 2026 · March 15th · 12/03/2026 and 12/03 by the order of dates · 2026-03-12 · the 15th."""

from datetime import date

from frontdesk.language.values.amounts import SIGNS
from frontdesk.language.values.calendar import Point, ahead, day_point
from frontdesk.language.values.names import month_at
from frontdesk.language.values.numbers import SMALL, TENS, read_below_hundred, read_ordinal
from frontdesk.language.values.tokens import Line, Read, remembered, words

# What may stand behind a bare "the 15th" that is a day.
DATE_FOLLOWERS = words(
    """at by in for with and or to from until till on is if please morning afternoon evening night noon . , ; ? ! ) -
    through as about between before after this next last works"""
) | {""}


@remembered
def read_date(line: Line, at: int) -> Read[Point]:
    if line.kind(at) == "digits":
        return _numeric(line, at) or _year_first(line, at) or _day_first(line, at)
    return (_month_first(line, at) or _day_first(line, at)) if line.kind(at) == "word" else None


def _numeric(line: Line, at: int) -> Read[Point]:
    """12/03/2026, 12-3-26, 12.3.26, 2026-03-12, 12/03 and 12.3. (with its point)."""
    parts, end = _numeric_parts(line, at)
    if len(parts) == 3:
        day = _by_order(parts, line.habits.date_order)
        return None if day is None else (day_point(day), end)
    if len(parts) == 2:
        return _without_year(line, parts, end)
    return None


def _numeric_parts(line: Line, at: int) -> tuple[list[str], int]:
    word = line.word(at)
    if word.count(".") == 2 and "," not in word:
        return word.split("."), at + 1
    if word.count(".") == 1 and "," not in word and line.word(at + 1) == "." and line.glued(at + 1):
        return [part for part in word.split(".") if len(part) <= 2], at + 2
    mark = line.word(at + 1)
    if not word.isdigit() or _goes_on(line, at, mark):
        return [], at
    if mark not in ("/", "-", ".") or not _follows(line, at, mark):
        return [], at
    if _follows(line, at + 2, mark):
        whole = not _follows(line, at + 4, mark) or line.word(at + 4) == ""
        return ([word, line.word(at + 2), line.word(at + 4)], at + 5) if whole else ([], at)
    return ([word, line.word(at + 2)], at + 3) if mark == "/" and len(word) <= 2 else ([], at)


def _goes_on(line: Line, at: int, mark: str) -> bool:
    """Whether the digits go on from ones before them, as in a telephone number."""
    glued = line.glued(at) and line.glued(at - 1)
    return glued and line.word(at - 1) == mark and line.kind(at - 2) == "digits"


def _follows(line: Line, at: int, mark: str) -> bool:
    next_digits = line.kind(at + 2) == "digits" and line.word(at + 2).isdigit()
    return line.word(at + 1) == mark and line.glued(at + 1) and line.glued(at + 2) and next_digits


def _by_order(parts: list[str], order: str) -> date | None:
    """The date of three numbers: by the order of dates, or the only other one that is possible."""
    if len(parts[0]) == 4:
        return _valid(parts[0], parts[1], parts[2]) or _valid(parts[0], parts[2], parts[1])
    if len(parts[2]) not in (2, 4) or any(len(part) > 2 for part in parts[:2]):
        return None
    if order == "ymd" and len(parts[2]) == 2:
        found = _valid(parts[0], parts[1], parts[2])
        if found is not None:
            return found
    day_first, month_first = _valid(parts[2], parts[1], parts[0]), _valid(parts[2], parts[0], parts[1])
    return (month_first or day_first) if order == "mdy" else (day_first or month_first)


def _valid(year: str, month: str, day: str) -> date | None:
    if len(year) not in (2, 4) or len(month) > 2 or len(day) > 2:
        return None
    return day_of(full_year(int(year)) if len(year) == 2 else int(year), int(month), int(day))


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1000 <= year <= 2999 else None
    except ValueError:
        return None


def full_year(short: int) -> int:
    """Two digits as a year of this century, or of the last where that is nearer."""
    return 2000 + short if short < 70 else 1900 + short


def _without_year(line: Line, parts: list[str], end: int) -> Read[Point]:
    if any(len(part) > 2 for part in parts) or parts == ["24", "7"]:
        return None
    if line.word(end) == "/" and line.glued(end):
        return None
    first, second = int(parts[0]), int(parts[1])
    orders = [(first, second), (second, first)]
    if line.habits.date_order == "dmy":
        orders.reverse()
    for month, day in orders:
        point = yearly(line, month, day)
        if point is not None:
            return point, end
    return None


def yearly(line: Line, month: int, day: int) -> Point | None:
    """That day of the coming year in which it is."""
    for year in range(line.today.year, line.today.year + 9):
        found = day_of(year, month, day)
        if found is not None:
            return ahead(day_point(found, every="year"), line)
    return None


def _year_first(line: Line, at: int) -> Read[Point]:
    """2019-aug-1, 2020/23/Sep."""
    year, mark = line.word(at), line.word(at + 1)
    if len(year) != 4 or not year.isdigit() or mark not in ("/", "-") or line.word(at + 3) != mark:
        return None
    for month_place, day_place in ((at + 2, at + 4), (at + 4, at + 2)):
        month, day = month_at(line, month_place), line.word(day_place)
        if month is not None and day.isdigit() and len(day) <= 2:
            found = day_of(int(year), month[0], int(day))
            return None if found is None else (day_point(found), at + 5)
    return None


def day_number(line: Line, at: int) -> Read[int]:
    """A day of the month: 15, 15th, fifteenth."""
    ordinal = read_ordinal(line, at)
    if ordinal is None and line.kind(at) == "digits" and line.word(at).isdigit() and len(line.word(at)) <= 2:
        ordinal = int(line.word(at)), at + 1
    return ordinal if ordinal is not None and 1 <= ordinal[0] <= 31 else None


def _day_first(line: Line, at: int) -> Read[Point]:
    start = line.after(at, "the")
    number = day_number(line, start) or _cardinal_day(line, start)
    if number is None or (line.word(start - 1) in SIGNS and line.kind(start) == "digits"):
        return None
    place = line.after(number[1], "day")
    month = month_at(line, _behind_mark(line, line.after(place, "of")))
    if month is None:
        return _day_of_month(line, at, start, number)
    return _short_year(line, month[0], number[0], month[1]) or _dated(line, month[0], number[0], month[1])


def _short_year(line: Line, month: int, day: int, at: int) -> Read[Point]:
    """The 26 of 15 Mar 26 and 15-Mar-26."""
    place = _behind_mark(line, at)
    word = line.word(place)
    if line.kind(place) != "digits" or len(word) != 2 or not word.isdigit():
        return None
    if place == at and line.word(place + 1) not in DATE_FOLLOWERS - {"-", "."}:
        return None
    found = day_of(full_year(int(word)), month, day)
    return None if found is None else (day_point(found), place + 1)


def _cardinal_day(line: Line, at: int) -> Read[int]:
    if line.word(at) not in SMALL and line.word(at) not in TENS:
        return None
    found = read_below_hundred(line, at)
    return found if found is not None and 1 <= found[0] <= 31 and month_at(line, found[1]) else None


def _behind_mark(line: Line, at: int) -> int:
    return at + 1 if line.word(at) in ("-", "/", ".") and line.glued(at) else at


def _month_first(line: Line, at: int) -> Read[Point]:
    month = month_at(line, at)
    if month is None:
        return None
    place = line.after(_behind_mark(line, month[1]), "the")
    number = day_number(line, place) or _words_day(line, place)
    if number is None or _is_time_or_amount(line, place, number[1]) or line.word(number[1]) == "week":
        return None
    return _dated(line, month[0], number[0], number[1])


def _words_day(line: Line, at: int) -> Read[int]:
    found = read_below_hundred(line, at)
    return found if found is not None and 1 <= found[0] <= 31 else None


def _is_time_or_amount(line: Line, start: int, end: int) -> bool:
    """Whether what looks like the day is the hour of 4:30 or 4pm."""
    behind = line.word(end)
    digits = line.kind(end + 1) == "digits" and line.glued(end + 1)
    return (behind == ":" and digits) or (behind in ("am", "pm", "%", "k") and end == start + 1)


def _dated(line: Line, month: int, day: int, at: int) -> Read[Point]:
    year = read_year_behind(line, at)
    if year is None:
        point = yearly(line, month, day)
        return None if point is None else (point, at)
    found = day_of(year[0], month, day)
    return None if found is None else (day_point(found), year[1])


def read_year_behind(line: Line, at: int) -> Read[int]:
    """The year behind a day or month: 2026, '26, of 2026, in 2026, nineteen eighty six, -2026, /2026."""
    mark = line.after(at, "of", ",")
    short = line.word(mark + 1) if line.word(mark) in ("'", "’", "‘") and line.glued(mark + 1) else ""
    if len(short) == 2 and short.isdigit():
        return full_year(int(short)), mark + 2
    place = _behind_mark(line, line.after(line.after(at, ","), "of", "in"))
    if place == at + 1 and line.word(at) == "of" and line.word(place).isdigit() and len(line.word(place)) == 2:
        return full_year(int(line.word(place))), place + 1
    year = read_year(line, place)
    if year is not None:
        return year
    return _relative_year(line, line.after(line.after(at, ","), "of"))


def _relative_year(line: Line, at: int) -> Read[int]:
    shift = {"this": 0, "the": 0, "next": 1, "last": -1, "previous": -1, "coming": 1}.get(line.word(at))
    return (line.today.year + shift, at + 2) if shift is not None and line.word(at + 1) == "year" else None


def read_year(line: Line, at: int) -> Read[int]:
    """Four digits, or words: two thousand and five, nineteen eighty six."""
    word = line.word(at)
    if line.kind(at) == "digits":
        plain = len(word) == 4 and word.isdigit() and 1000 <= int(word) <= 2999
        clock = line.word(at + 1) == ":" or line.word(at + 1) in ("hrs", "hours", "h")
        return (int(word), at + 1) if plain and not clock else None
    if line.phrase(at, ("two", "thousand")):
        rest = read_below_hundred(line, line.after(at + 2, "and"))
        return (2000 + rest[0], rest[1]) if rest else (2000, at + 2)
    return _century(line, at)


def _century(line: Line, at: int) -> Read[int]:
    century = read_below_hundred(line, at) if line.word(at) in SMALL or line.word(at) in TENS else None
    if century is None or not 15 <= century[0] <= 20:
        return None
    place = line.after(century[1], "hundred")
    rest = read_below_hundred(line, line.after(place, "and"))
    if rest is None or (rest[0] < 10 and place == century[1]):
        return None
    return 100 * century[0] + rest[0], rest[1]


def _day_of_month(line: Line, at: int, start: int, number: tuple[int, int]) -> Read[Point]:
    """The 15th of this month; the 15th alone where nothing follows that it could count."""
    ordinal = read_ordinal(line, start) is not None
    of_month = _month_said(line, line.after(line.after(number[1], "day"), "of"))
    if of_month is not None and ordinal:
        year, month = of_month[0]
        found = day_of(year, month, number[0])
        return None if found is None else (day_point(found), of_month[1])
    digits = line.kind(start) == "digits" and ordinal
    led = start > at or line.word(at - 1) in ("on", "by", "until", "till", "before", "after", "since")
    if not digits or not led or line.word(number[1]) not in DATE_FOLLOWERS:
        return None
    point = monthly(line, number[0])
    return None if point is None else (point, number[1])


def _month_said(line: Line, at: int) -> Read[tuple[int, int]]:
    shift = {"this": 0, "the": 0, "next": 1, "last": -1, "previous": -1, "coming": 1, "current": 0}.get(line.word(at))
    if shift is None or line.word(at + 1) != "month":
        return None
    index = line.today.year * 12 + line.today.month - 1 + shift
    return (index // 12, index % 12 + 1), at + 2


def monthly(line: Line, day: int) -> Point | None:
    """That day of the coming month that has it."""
    for shift in range(3):
        index = line.today.year * 12 + line.today.month - 1 + shift
        found = day_of(index // 12, index % 12 + 1, day)
        if found is not None and found >= line.today:
            return day_point(found, every="month")
    return None
