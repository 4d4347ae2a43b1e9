"""Periods that words open, close and join: before friday · since monday · between 1 and 15 March · within 2 weeks."""

from collections.abc import Callable
from dataclasses import replace

from frontdesk.language.values.calendar import DAY, Point, ahead, behind, day_point, moved
from frontdesk.language.values.dates import day_number, day_of, monthly
from frontdesk.language.values.edges import read_end
from frontdesk.language.values.lengths import Length, read_length, shifted, shifted_moment
from frontdesk.language.values.moments import read_moment
from frontdesk.language.values.numbers import read_ordinal
from frontdesk.language.values.periods import read_period, read_sure_period
from frontdesk.language.values.tokens import Line, Read, remembered
from frontdesk.language.values.value import PeriodValue
from frontdesk.language.values.weeks import read_week

Make = Callable[[Point, bool], PeriodValue]
Test = Callable[[Point], bool]

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
    ("as", "of"): True,
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
_JOINERS = ("and", "to", "till", "until", "-", "through", "thru", "til", "upto", "&")


@remembered
def read_bound(line: Line, at: int) -> Read[PeriodValue]:
    return _between(line, at) or _by_age(line, at) or _open_ended(line, at) or _onwards(line, at) or _counted(line, at)


@remembered
def read_point(line: Line, at: int) -> Read[Point]:
    """A day, a moment or a period, read as one that is surely meant (behind since, before, between …)."""
    if line.word(at) in ("now", "date") and line.word(at - 1) != "up":
        return replace(day_point(line.today, name="now"), at=line.now), at + 1
    period, moment = read_sure_period(line, at), read_moment(line, at)
    first, second = (period, moment) if line.word(at) == "mid" else (moment, period)
    return _longest(first, second, read_week(line, at))


def _longest(*found: Read[Point]) -> Read[Point]:
    return max((read for read in found if read is not None), key=lambda read: read[1], default=None)


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
    at = line.after(at, "the") if word == "within" else at
    shift = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(line.word(at))
    if shift is not None:
        return _window(line, at, shift)
    length = read_length(line, at)
    if length is None:
        return None
    end = length[1]
    if line.word(end) in ("ago", "old"):
        return _ago(line, length[0], older), end + 1
    if line.word(end) in ("before", "after", "from"):
        return _aged_from(line, length[0], end, older)
    if word == "within":
        return _window_of(line, length[0], 1), line.after(end, "time")
    if word in ("older", "newer", "not"):
        return _ago(line, length[0], older), end
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
    if line.word(at) in ("last", "past", "next", "previous", "coming"):
        return _hours(line, at)
    start = line.after(at, "for")
    length = read_length(line, start)
    if length is None or not length[0].in_days:
        return None
    place = line.after(length[1], ",")
    if line.word(place) in ("starting", "beginning"):
        place = line.after(place + 1, "from", "on")
    elif start > at and line.word(place) == "from":
        place += 1
    else:
        return None
    day = read_moment(line, place)
    if day is None:
        return None
    value = _so_long_from(day[0], length[0])
    other = None if day[0].every is None else moved(day[0], -1)
    if value is not None and other is not None:
        value = replace(value, other=_so_long_from(other, length[0]))
    return None if value is None else (value, day[1])


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


def _between(line: Line, at: int) -> Read[PeriodValue]:
    """Between X and Y, from X to Y, X to Y, X - Y; both ends belong to it."""
    led = line.word(at) in ("between", "from", "during")
    start = at + 1 if led else at
    if line.word(start) == "from":
        start += 1
    low, high = _ends(line, start, led)
    if low is None or high is None:
        return None
    whole = None if led else read_moment(line, at)
    pair = _aligned(line, low[0], high[0]) if whole is None or whole[1] < high[1] else None
    return None if pair is None else (pair, high[1])


def _ends(line: Line, at: int, led: bool) -> tuple[Read[Point], Read[Point]]:
    low = read_point(line, at)
    joined = None if low is None else _joined(line, low[1], led)
    high = None if joined is None else _high_end(line, joined, low[0] if low else None)
    if high is not None:
        return low, high
    return _bare_low(line, at, led)


def _joined(line: Line, at: int, led: bool) -> int | None:
    if line.word(at) not in _JOINERS or (line.word(at) in ("and", "&") and not led):
        return None
    return at + 1


def _high_end(line: Line, at: int, low: Point | None) -> Read[Point]:
    end = read_end(line, at)
    if end is not None:
        return Point(end[0].last, end[0].end, "day", end[0].every), end[1]
    high = read_point(line, at)
    if high is not None and not (high[0].unit == "day" and high[0].every == "month"):
        return high
    return _same_month(line, at, low)


def _same_month(line: Line, at: int, low: Point | None) -> Read[Point]:
    """The 17th in 9 April to the 17th."""
    if low is None or low.unit != "day" or low.at is not None:
        return None
    number = day_number(line, line.after(at, "the"))
    if number is None or (line.glued(number[1]) and line.word(number[1]) in ("/", ":", "%")):
        return None
    day = day_of(low.first.year, low.first.month, number[0])
    return (day_point(day, low.every), number[1]) if day is not None and day > low.first else None


def _bare_low(line: Line, at: int, led: bool) -> tuple[Read[Point], Read[Point]]:
    """The 1 in 1 to 15 March: of the month of the day behind it."""
    number = day_number(line, line.after(at, "the"))
    joined = None if number is None else _joined(line, number[1], led)
    if number is None or joined is None:
        return None, None
    high = read_moment(line, joined) or (_ordinal_day(line, joined) if led else None)
    if high is None or high[0].unit != "day" or high[0].every in ("week", "day"):
        return None, None
    if line.kind(joined) == "digits" and line.word(joined + 1) in ("/", "-", "."):
        return None, None
    day = day_of(high[0].first.year, high[0].first.month, number[0])
    if day is not None and day > high[0].first:
        previous = high[0].first.replace(day=1) - DAY
        day = day_of(previous.year, previous.month, number[0])
    return (None, None) if day is None else ((day_point(day, high[0].every), number[1]), high)


def _ordinal_day(line: Line, at: int) -> Read[Point]:
    """The 15th in from 10th to 15th: of the coming month that has it."""
    start = line.after(at, "the")
    number = read_ordinal(line, start)
    point = None if number is None or line.kind(start) != "digits" else monthly(line, number[0])
    return None if number is None or point is None else (point, number[1])


def _aligned(line: Line, low: Point, high: Point) -> PeriodValue | None:
    """The two ends in order: an end that leaves its year or week open follows the other."""

    def begins_before(point: Point) -> bool:
        return point.first <= high.first and not _same_moment(high, point)

    if (low.every and not high.every) or (low.every and low.every == high.every):
        low = _moved_while(_moved_until(low, -1, begins_before), 1, begins_before)
    elif high.every:
        high = _moved_while(high, -1, lambda point: point.first >= low.first)
        high = _moved_until(high, 1, lambda point: point.first >= low.first and not _same_moment(point, low))
    if high.end <= low.first or high.first < low.first:
        return None
    value = _joined_value(low, high)
    if not (low.every and high.every):
        return value
    low_other, high_other = moved(low, -1), moved(high, -1)
    if low_other is None or high_other is None:
        return value
    return replace(value, other=_joined_value(low_other, high_other))


def _same_moment(point: Point, low: Point) -> bool:
    return point.at is not None and low.at is not None and point.at <= low.at


def _joined_value(low: Point, high: Point) -> PeriodValue:
    return PeriodValue(low.first, high.end, at_first=low.at, at_end=high.at)


def _moved_until(point: Point, step: int, good: Test) -> Point:
    for _ in range(200):
        if good(point):
            break
        point = moved(point, step) or point
    return point


def _moved_while(point: Point, step: int, good: Test) -> Point:
    for _ in range(200):
        on = moved(point, step)
        if on is None or on == point or not good(on):
            break
        point = on
    return point
