"""Ranges of numbers, amounts and lengths: over 50k · at least 3 · between 10 and 20 thousand · 10-20k · 50k+."""

from dataclasses import replace
from decimal import Decimal

from frontdesk.language.values.amounts import Amount, read_amount
from frontdesk.language.values.lengths import read_length
from frontdesk.language.values.numbers import Figure
from frontdesk.language.values.tokens import Line, Read, listed, remembered
from frontdesk.language.values.value import RangeValue

# Words before a number: whether it is the low end, and whether it belongs to the range.
_LEADING: dict[tuple[str, ...], tuple[bool, bool]] = {
    **dict.fromkeys((("over",), ("above",), ("exceeding",), ("exceeds",), (">",), ("upwards", "of")), (True, False)),
    **dict.fromkeys(
        tuple(
            (word, "than")
            for word in (
                "more",
                "greater",
                "bigger",
                "larger",
                "higher",
                "longer",
                "older",
                "richer",
                "costlier",
                "worthier",
            )
        ),
        (True, False),
    ),
    **dict.fromkeys((("not", "under"), ("not", "below"), ("at", "least"), ("atleast",), (">=",)), (True, True)),
    **dict.fromkeys(
        (("min",), ("minimum",), ("minimum", "of"), ("starting", "at"), ("starting", "from")), (True, True)
    ),
    **dict.fromkeys(
        tuple((no, word, "than") for no in ("no", "not") for word in ("less", "fewer", "lower", "smaller", "shorter")),
        (True, True),
    ),
    **dict.fromkeys((("under",), ("below",), ("beneath",), ("<",), ("south", "of")), (False, False)),
    ("north", "of"): (True, False),
    **dict.fromkeys(
        tuple((word, "than") for word in ("less", "fewer", "lower", "smaller", "cheaper", "shorter", "younger")),
        (False, False),
    ),
    **dict.fromkeys((("at", "most"), ("atmost",), ("up", "to"), ("upto",), ("max",), ("maximum",)), (False, True)),
    **dict.fromkeys((("maximum", "of"), ("<=",), ("not", "over"), ("not", "above")), (False, True)),
    **dict.fromkeys(
        tuple(
            (no, word, "than")
            for no in ("no", "not")
            for word in ("more", "greater", "higher", "bigger", "larger", "longer")
        ),
        (False, True),
    ),
}
_LEADING[("=>",)] = (True, True)
_OR_EQUAL = (("or", "equal", "to"), ("or", "equals"), ("or", "equals", "to"), ("or", "equal"))
RANGE_WORDS = frozenset(words[0] for words in _LEADING)
_BY_LENGTH = sorted(_LEADING, key=len, reverse=True)

# Words behind a number.
_UP: tuple[tuple[str, ...], ...] = (
    *((joint, word) for joint in ("or", "and") for word in listed("more above over higher up upwards greater longer")),
    *(("upwards",), ("onwards",), ("plus",)),
)
_DOWN: tuple[tuple[str, ...], ...] = tuple(
    (joint, word) for joint in ("or", "and") for word in ("less", "under", "below", "fewer", "lower", "shorter")
)
_JOINERS = ("and", "to", "-", "till", "&")


@remembered
def read_range(line: Line, at: int) -> Read[RangeValue]:
    return _between(line, at) or _led(line, at) or _trailed(line, at)


def _led(line: Line, at: int) -> Read[RangeValue]:
    if line.word(at) not in RANGE_WORDS:
        return None
    words = next((words for words in _BY_LENGTH if line.phrase(at, words)), None)
    if words is None:
        return None
    low, inclusive = _LEADING[words]
    place = at + len(words)
    equal = next((more for more in _OR_EQUAL if line.phrase(place, more)), None)
    if equal is not None:
        place, inclusive = place + len(equal), True
    amount = _measure(line, place)
    if amount is None or (amount[0][1] and words[0] in ("older", "younger")):
        return None
    return _open(amount[0], low, inclusive), amount[1]


def _trailed(line: Line, at: int) -> Read[RangeValue]:
    """50k+, 50k or more, 3 or fewer."""
    amount = _measure(line, at)
    if amount is None:
        return None
    end = amount[1]
    if line.word(end) == "+" and line.glued(end) and not line.glued(end + 1):
        return _open(amount[0], True, True), end + 1
    for phrases, low in ((_UP, True), (_DOWN, False)):
        words = next((words for words in phrases if line.phrase(end, words)), None)
        if words is not None:
            return _open(amount[0], low, True), end + len(words)
    return None


def _measure(line: Line, at: int) -> Read[tuple[Amount, bool]]:
    """An amount, or a length of time in seconds."""
    length = read_length(line, at)
    amount = read_amount(line, at)
    if length is not None and (amount is None or length[1] > amount[1]):
        return (Amount(Figure(Decimal(length[0].value().seconds))), True), length[1]
    return None if amount is None else ((amount[0], False), amount[1])


def _open(measure: tuple[Amount, bool], low: bool, inclusive: bool) -> RangeValue:
    amount, duration = measure
    if low:
        return RangeValue(amount.number, None, amount.currency, amount.percent, inclusive, duration=duration)
    return RangeValue(None, amount.number, amount.currency, amount.percent, True, inclusive, duration=duration)


def _between(line: Line, at: int) -> Read[RangeValue]:
    """Between X and Y, from X to Y, X to Y, X-Y; a size or sign said once goes for both."""
    led = line.word(at) in ("between", "from", "betwen", "btw", "btwn")
    low = _measure(line, at + 1 if led else at)
    if low is None or line.word(low[1]) not in _JOINERS or (line.word(low[1]) in ("and", "&") and not led):
        return None
    high = _measure(line, low[1] + 1)
    if high is None or _is_date_like(line, at + led, high[1]):
        return None
    return _joined(line, low, high)


def _is_date_like(line: Line, at: int, end: int) -> bool:
    """Whether the digits go on with another hyphen or slash, as in 2026-03-12."""
    marks = ("-", "/", ":")
    before = line.glued(at) and line.word(at - 1) in marks and line.kind(at - 2) == "digits"
    return before or (
        line.glued(end) and line.word(end) in marks and line.kind(end + 1) == "digits" and line.glued(end + 1)
    )


def _joined(line: Line, low: Read[tuple[Amount, bool]], high: Read[tuple[Amount, bool]]) -> Read[RangeValue]:
    if low is None or high is None:
        return None
    (first, first_long), (second, second_long) = low[0], high[0]
    if second_long and not first_long:
        first, first_long = _as_length(line, first, high), True
    if first_long != second_long:
        return None
    first = _scaled_like(first, second)
    if first.number > second.number or (first.currency and second.currency and first.currency != second.currency):
        return None
    currency, percent = first.currency or second.currency, first.percent or second.percent
    return RangeValue(first.number, second.number, currency, percent, duration=second_long), high[1]


def _as_length(line: Line, first: Amount, high: Read[tuple[Amount, bool]]) -> Amount:
    """The 10 of 10 to 20 minutes, in seconds."""
    if high is None:
        return first
    count = read_amount(line, _start_of(line, high[1]))
    if count is None or not count[0].number:
        return first
    unit = high[0][0].number / count[0].number
    return Amount(replace(first.figure, number=first.number * unit))


def _start_of(line: Line, end: int) -> int:
    place = end - 1
    while place > 0 and line.word(place) not in _JOINERS:
        place -= 1
    return place + 1


def _scaled_like(first: Amount, second: Amount) -> Amount:
    """10 in 10 to 20 thousand is ten thousand; 500 in 500 to 2 thousand stays."""
    scale = second.figure.scale
    if first.figure.scale != 1 or scale == 1 or first.number * scale > second.number:
        return first
    return Amount(replace(first.figure, number=first.number * scale, scale=scale), first.currency, first.percent)
