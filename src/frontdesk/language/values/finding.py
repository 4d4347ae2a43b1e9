"""Every value in a text, with its place; several readings of the same words stand side by side."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from frontdesk.language.values.addresses import find_emails, find_phones, find_quotes, find_web_addresses
from frontdesk.language.values.amounts import read_amount
from frontdesk.language.values.bounds import read_bound
from frontdesk.language.values.calendar import Point, value_of
from frontdesk.language.values.lengths import read_length
from frontdesk.language.values.moments import read_moment
from frontdesk.language.values.numbers import read_ordinal
from frontdesk.language.values.periods import read_bare_period
from frontdesk.language.values.ranges import read_range
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
    """Readings at each token; inside a day with digits no plain number and no period is given."""
    written = 0
    for at in range(len(line)):
        moment = read_moment(line, at)
        yield from _days(line, at, moment, written)
        if moment is not None and _has_digits(line, at, moment[1]) and read_length(line, at) is None:
            written = max(written, moment[1])
        yield from _numbers(line, at, written)


def _days(line: Line, at: int, moment: Read[Point], written: int) -> Iterator[Found]:
    if moment is not None and moment[1] > written:
        yield Found(line.span(at, moment[1]), value_of(moment[0], line))
    for reader in (read_bare_period, read_week):
        period = reader(line, at)
        if period is not None and period[1] > written:
            yield Found(line.span(at, period[1]), value_of(period[0], line))
    bound = read_bound(line, at) or _overdue(line, at)
    if bound is not None and bound[1] > written:
        yield Found(line.span(at, bound[1]), bound[0])


def _numbers(line: Line, at: int, written: int) -> Iterator[Found]:
    for reader in _NUMBER_READERS:
        found = reader(line, at)
        if found is not None and found[1] > written:
            yield Found(line.span(at, found[1]), found[0])


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


_NUMBER_READERS: tuple[Callable[[Line, int], Read[AnyValue]], ...] = (_amount, _length, _ordinal, _range)


def _overdue(line: Line, at: int) -> Read[PeriodValue]:
    """Overdue is no run of days: the query language also asks whether it is done."""
    if line.word(at) == "overdue":
        return PeriodValue(None, line.today, "overdue"), at + 1
    if line.phrase(at, ("past", "due")):
        return PeriodValue(None, line.today, "overdue"), at + 2
    return None


def _has_digits(line: Line, start: int, end: int) -> bool:
    return any(line.kind(place) == "digits" for place in range(start, end))
