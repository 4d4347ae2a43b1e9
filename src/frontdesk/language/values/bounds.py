"""Periods that words open and close: before friday · since monday · older than 30 days · within 2 weeks."""

from collections.abc import Callable
from dataclasses import replace

from frontdesk.language.values.between import read_between
from frontdesk.language.values.calendar import DAY, Point, ahead, behind, moved
from frontdesk.language.values.edges import read_end
from frontdesk.language.values.lengths import Length, read_length, shifted, shifted_moment
from frontdesk.language.values.moments import read_moment
from frontdesk.language.values.periods import read_period
from frontdesk.language.values.points import read_point
from frontdesk.language.values.runs import UNITS, unit_period
from frontdesk.language.values.tokens import Line, Read, remembered
from frontdesk.language.values.value import PeriodValue

Make = Callable[[Point, bool], PeriodValue]

# Words, and whether the day that follows belongs to the period.
_BEFORE: dict[tuple[str, ...], bool] = {
    ("before",): False,
    ("prior", "to"): False,
    ("earlier", "than"): False,
    ("older", "than"): False,
    ("not", "later", "than"): True,
    ("no", "later", "than"): True,
    ("on", "or", "before"): True,
    ("up", "until"): True,
    ("up", "till"): True,
    ("up", "to"): True,
    ("upto",): True,
    ("until",): True,
    ("untill",): True,
    ("till",): True,
    ("til",): True,
    ("through",): True,
    ("by",): True,
    ("ending",): True,
    ("<",): False,
    ("<=",): True,
}
_AFTER: dict[tuple[str, ...], bool] = {
    ("after",): False,
    ("later", "than"): False,
    ("newer", "than"): False,
    ("past",): False,
    ("on", "or", "after"): True,
    ("not", "before"): True,
    ("no", "earlier", "than"): True,
    ("not", "earlier", "than"): True,
    ("since",): True,
    ("ever", "since"): True,
    ("starting", "from"): True,
    ("from",): True,
    ("starting",): True,
    ("beginning",): True,
    ("as", "from"): True,
    (">",): False,
    (">=",): True,
}
_FIRST_WORDS = frozenset(words[0] for words in (*_BEFORE, *_AFTER))
_OLDER = (("older", "than"), ("more", "than"), ("over",))
_YOUNGER = (("newer", "than"), ("less", "than"), ("fewer", "than"), ("within",), ("under",), ("not", "older", "than"))
BOUND_WORDS = _FIRST_WORDS | {words[0] for words in (*_OLDER, *_YOUNGER)}


@remembered
def read_bound(line: Line, at: int) -> Read[PeriodValue]:
    return (
        read_between(line, at) or _by_age(line, at) or _open_ended(line, at) or _onwards(line, at) or _counted(line, at)
    )


def _open_ended(line: Line, at: int) -> Read[PeriodValue]:
    """Before, by, until, after, since, from … and one point."""
    if line.word(at) not in _FIRST_WORDS:
        return None
    for table, make in ((_BEFORE, _until), (_AFTER, _from)):
        for words, inclusive in table.items():
            if line.word(at) == words[0] and line.phrase(at, words):
                found = _bounded(line, at + len(words), words, inclusive, make)
                if found is not None:
                    return found
    return None


def _bounded(line: Line, at: int, words: tuple[str, ...], inclusive: bool, make: Make) -> Read[PeriodValue]:
    if words in (("starting",), ("beginning",), ("ending",)):
        at = line.after(at, "on", "from", "in", "at")
    ending = read_end(line, at)
    if ending is not None and make is _until:
        return _with_other(ending[0], line, make, True), ending[1]
    point = read_point(line, at)
    if point is None or _is_part_of_offset(words, point[0]):
        return None
    found, end_of_point = point
    end = line.after(end_of_point, "onwards", "onward", "on", "forward", "forwards")
    if words == ("from",) and end == end_of_point:
        return None
    if words in (("since",), ("ever", "since")):
        found = replace(behind(found, line), every=None) if found.every else found
    return _with_other(found, line, make, inclusive), end


def _is_part_of_offset(words: tuple[str, ...], point: Point) -> bool:
    return words == ("past",) and point.at is not None


def _until(point: Point, inclusive: bool) -> PeriodValue:
    if point.at is not None:
        return PeriodValue(None, point.end, at_end=point.at)
    return PeriodValue(None, point.end if inclusive else point.first)


def _from(point: Point, inclusive: bool) -> PeriodValue:
    if point.at is not None:
        return PeriodValue(point.first, None, at_first=point.at)
    return PeriodValue(point.first if inclusive else point.end, None)


def _with_other(point: Point, line: Line, make: Make, inclusive: bool) -> PeriodValue:
    value = make(point, inclusive)
    if point.every is None:
        return value
    other = moved(point, -1 if ahead(point, line) == point else 1)
    return value if other is None else replace(value, other=make(other, inclusive))


def _onwards(line: Line, at: int) -> Read[PeriodValue]:
    """Friday or later, 1 March onwards, 2016 and after, friday or before."""
    point = read_point(line, at) if line.kind(at) in ("word", "digits") else None
    if point is None:
        return None
    end = point[1]
    if line.word(end) in ("onwards", "onward"):
        return _with_other(point[0], line, _from, True), end + 1
    if line.word(end) not in ("or", "and"):
        return None
    if line.word(end + 1) in ("later", "after", "onwards", "greater", "since"):
        return _with_other(point[0], line, _from, True), end + 2
    if line.word(end + 1) in ("earlier", "before"):
        return _with_other(point[0], line, _until, True), end + 2
    return None


def _by_age(line: Line, at: int) -> Read[PeriodValue]:
    """Older than 30 days, more than 2 weeks ago, less than 3 days after tomorrow, within 2 weeks."""
    start = line.after(at, "in")
    for phrases, older in ((_OLDER, True), (_YOUNGER, False)):
        for words in phrases:
            if not line.phrase(start, words):
                continue
            found = _aged(line, start + len(words), words[0], older)
            if found is not None:
                return found
    return None


def _aged(line: Line, at: int, word: str, older: bool) -> Read[PeriodValue]:
    at = line.after(at, "the", "this") if word == "within" else at
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(line.word(at))
    if shift is not None:
        return _window(line, at, shift)
    if word == "within" and line.word(at) in UNITS:
        return PeriodValue(line.today, unit_period(line, UNITS[line.word(at)], 0).end), at + 1
    length = read_length(line, at)
    return None if length is None else _aged_by(line, length[0], length[1], word, older)


def _aged_by(line: Line, length: Length, end: int, word: str, older: bool) -> Read[PeriodValue]:
    if line.word(end) in ("ago", "old"):
        return _ago(line, length, older), end + 1
    if line.word(end) in ("before", "after", "from"):
        return _aged_from(line, length, end, older)
    if word == "within":
        return _window_of(line, length, 1), line.after(end, "time")
    if word in ("older", "newer", "not"):
        return _ago(line, length, older), end
    return None


def _window(line: Line, at: int, shift: int) -> Read[PeriodValue]:
    length = read_length(line, at + 1)
    found = read_period(line, at)
    if length is not None and length[0].seconds:
        return _window_of(line, length[0], shift), length[1]
    return None if found is None else (PeriodValue(found[0].first, found[0].end, found[0].name), found[1])


def _window_of(line: Line, length: Length, shift: int) -> PeriodValue:
    """So long from now on, or back from now."""
    if length.seconds:
        there = shifted_moment(line.now, length, shift) or line.now
        first, last = sorted((line.now, there))
        return PeriodValue(first.date(), last.date() + DAY, at_first=first, at_end=last)
    name = None if length.months or length.business_days else f"{'next' if shift > 0 else 'last'}_{length.days}_days"
    there_day = shifted(line.today, length, shift) or line.today
    if shift > 0:
        return PeriodValue(line.today, there_day, name)
    return PeriodValue(there_day + DAY if name else there_day, line.today + DAY, name)


def _ago(line: Line, length: Length, older: bool) -> PeriodValue:
    if length.seconds:
        moment = shifted_moment(line.now, length, -1) or line.now
        day = moment.date()
        return (
            PeriodValue(None, day + DAY, at_end=moment)
            if older
            else PeriodValue(day, line.today + DAY, at_first=moment)
        )
    day = shifted(line.today, length, -1) or line.today
    return PeriodValue(None, day) if older else PeriodValue(day + DAY, line.today + DAY)


def _aged_from(line: Line, length: Length, at: int, older: bool) -> Read[PeriodValue]:
    """More than 2 weeks before today, less than 3 days after tomorrow."""
    sign = -1 if line.word(at) == "before" else 1
    anchor = read_moment(line, at + 1)
    day = None if anchor is None else shifted(anchor[0].first, length, sign)
    if anchor is None or day is None:
        return None
    start = anchor[0].first
    if older:
        return (PeriodValue(None, day) if sign < 0 else PeriodValue(day + DAY, None)), anchor[1]
    return PeriodValue(min(day, start), max(day, start)), anchor[1]


def _counted(line: Line, at: int) -> Read[PeriodValue]:
    """For 3 days from today, 2 weeks starting May 20th; in the next 2 hours."""
    place = line.after(at, "the")
    if line.word(place) in ("last", "past", "next", "previous", "coming"):
        return _hours(line, place)
    start = line.after(at, "for")
    length = read_length(line, start)
    if length is None or not length[0].in_days:
        return None
    day = _first_day(line, line.after(length[1], ","), led=start > at)
    value = None if day is None else _so_long_from_any(day[0], length[0])
    return None if day is None or value is None else (value, day[1])


def _first_day(line: Line, at: int, led: bool) -> Read[Point]:
    """The day behind starting, or behind from where for stood before."""
    if line.word(at) in ("starting", "beginning"):
        return read_moment(line, line.after(at + 1, "from", "on"))
    return read_moment(line, at + 1) if led and line.word(at) == "from" else None


def _so_long_from_any(point: Point, length: Length) -> PeriodValue | None:
    value, other = _so_long_from(point, length), None if point.every is None else moved(point, -1)
    return value if value is None or other is None else replace(value, other=_so_long_from(other, length))


def _so_long_from(point: Point, length: Length) -> PeriodValue | None:
    end = shifted(point.first, length)
    return None if end is None else PeriodValue(point.first, end)


def _hours(line: Line, at: int) -> Read[PeriodValue]:
    length = read_length(line, at + 1) if line.word(at + 1) not in ("a", "an") else None
    if length is None and line.word(at + 1) in ("hour", "minute"):
        length = Length(seconds=3600 if line.word(at + 1) == "hour" else 60), at + 2
    if length is None or not length[0].seconds:
        return None
    return _window_of(line, length[0], 1 if line.word(at) in ("next", "coming") else -1), length[1]
