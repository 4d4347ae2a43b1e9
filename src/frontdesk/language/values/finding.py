"""Every value in a text, with its place; several readings of the same words stand side by side."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from frontdesk.language.values.addresses import find_emails, find_phones, find_quotes, find_web_addresses
from frontdesk.language.values.amounts import read_amount
from frontdesk.language.values.bounds import read_bound
from frontdesk.language.values.calendar import Point, value_of
from frontdesk.language.values.days import read_offset
from frontdesk.language.values.hours import read_hours
from frontdesk.language.values.lengths import read_length
from frontdesk.language.values.moments import read_moment
from frontdesk.language.values.numbers import NUMBER_WORDS, read_ordinal
from frontdesk.language.values.periods import read_period
from frontdesk.language.values.ranges import read_range
from frontdesk.language.values.starts import starts
from frontdesk.language.values.tokens import Line, Read, line_of, words
from frontdesk.language.values.value import AnyValue, Found, Habits, NumberValue, PeriodValue
from frontdesk.language.values.weeks import read_week

MAXIMUM_CHARACTERS = 20_000


def find_values(text: str, habits: Habits) -> list[Found]:
    """All values in the first 20,000 characters, by where they start, the longest first.

    Of each kind the longest reading at a place is given; shorter ones inside it are given too where they are values
    of their own (friday in before friday), but not the parts of a written date, a time or a telephone number.
    """
    text = text[:MAXIMUM_CHARACTERS]
    emails, phones = list(find_emails(text)), list(find_phones(text))
    sure = [found.span for found, certain in phones if certain]
    closed = [found.span for found in emails] + list(find_web_addresses(text)) + sure
    line = line_of(text, habits, closed)
    found = [*emails, *(phone for phone, _ in phones), *find_quotes(text), *_read(line)]
    return sorted(found, key=lambda one: (one.span.start, -one.span.end))


def _read(line: Line) -> Iterator[Found]:
    """Readings at each token; none that ends within an earlier one of its kind, and no number within a written day."""
    ends: dict[str, int] = {}
    for at in starts(line):
        for kind, reader in _READERS:
            read = reader(line, at)
            if read is None or read[1] <= max(ends.get(kind, 0), ends.get("written", 0)):
                continue
            if kind == "range" and _is_of_days(line, at, read[1], ends.get("written", 0)):
                continue
            ends[kind] = read[1]
            yield Found(line.span(at, read[1]), read[0])
            if kind == "moment" and _is_written(line, at, read[1]):
                ends["written"] = read[1]


def _is_written(line: Line, start: int, end: int) -> bool:
    """Whether a day is written with numbers (15 March, 4pm), so that they are no others; in 2 hours counts hours."""
    numbers = any(line.kind(place) == "digits" or line.word(place) in NUMBER_WORDS for place in range(start, end))
    return numbers and read_offset(line, start) is None


def _is_of_days(line: Line, start: int, end: int, written: int) -> bool:
    """Whether a range of numbers is one of days or hours: 5-10 march, march 5-10, 2-3pm."""
    dated = (moment[1] for place in range(start + 1, end) if (moment := read_moment(line, place)) is not None)
    return start < written or any(behind > end for behind in dated)


def _moment(line: Line, at: int) -> Read[AnyValue]:
    return _valued(line, read_moment(line, at))


def _period(line: Line, at: int) -> Read[AnyValue]:
    period, week = read_period(line, at), read_week(line, at)
    return _valued(line, week if week is not None and (period is None or week[1] > period[1]) else period)


def _valued(line: Line, read: Read[Point]) -> Read[AnyValue]:
    return None if read is None else (value_of(read[0], line), read[1])


def _bound(line: Line, at: int) -> Read[AnyValue]:
    hours, bound = read_hours(line, at), read_bound(line, at) or _overdue(line, at)
    return bound if hours is None or (bound is not None and bound[1] > hours[1]) else hours


def _amount(line: Line, at: int) -> Read[AnyValue]:
    amount = read_amount(line, at)
    if amount is None or _is_inside_word(line, at, amount[1]) or _is_pronoun(line, at):
        return None
    return amount[0].value(), amount[1]


def _is_inside_word(line: Line, start: int, end: int) -> bool:
    """Whether the digits are part of a code (E4012, 7ampm) or an ordinal."""
    if line.glued(start) and line.kind(start - 1) in ("word", "digits"):
        return True
    return line.glued(end) and line.kind(end) == "word" and line.kind(end - 1) == "digits"


def _is_pronoun(line: Line, at: int) -> bool:
    """One in the second one, which one, the lost one."""
    if line.word(at) != "one":
        return False
    return line.word(at + 1) in ("", ".", "?", ",") or line.word(at - 1) in _BEFORE_PRONOUN


_BEFORE_PRONOUN = words("""the this that which no any every each second first last next third other some""")


def _length(line: Line, at: int) -> Read[AnyValue]:
    length = read_length(line, at)
    return None if length is None else (length[0].value(), length[1])


def _ordinal(line: Line, at: int) -> Read[AnyValue]:
    ordinal = read_ordinal(line, at)
    return None if ordinal is None else (NumberValue(Decimal(ordinal[0]), ordinal=True), ordinal[1])


def _range(line: Line, at: int) -> Read[AnyValue]:
    return read_range(line, at)


def _overdue(line: Line, at: int) -> Read[PeriodValue]:
    """Overdue is no run of days: the query language also asks whether it is done."""
    if line.word(at) == "overdue":
        return PeriodValue(None, line.today, "overdue"), at + 1
    if line.phrase(at, ("past", "due")):
        return PeriodValue(None, line.today, "overdue"), at + 2
    return None


_READERS: tuple[tuple[str, Callable[[Line, int], Read[AnyValue]]], ...] = (
    ("bound", _bound),
    ("period", _period),
    ("moment", _moment),
    ("range", _range),
    ("length", _length),
    ("amount", _amount),
    ("ordinal", _ordinal),
)
