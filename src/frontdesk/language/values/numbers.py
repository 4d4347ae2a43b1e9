"""Numbers in digits and words: 1,50,000 · twenty five · a dozen · 50k · 1.5 lakh · 2 crore; and ordinals."""

import re
from dataclasses import dataclass
from decimal import Decimal

from frontdesk.language.values.tokens import Line, Read, listed, remembered

MOST_DIGITS = 15

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d{1,3}(?:\.\d{3}){2,}")

_UNITS = listed(
    """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen"""
)
SMALL = {word: number for number, word in enumerate(_UNITS)}
TENS = {
    word: 10 * number
    for number, word in enumerate(listed("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
} | {"fourty": 40}
_ORDINALS = listed(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
)
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, start=1)} | {"thirtieth": 30}

_THOUSAND, _LAKH, _MILLION, _CRORE, _BILLION = (Decimal(10**power) for power in (3, 5, 6, 7, 9))
SCALES = {
    **dict.fromkeys(("thousand", "thousands", "k", "grand"), _THOUSAND),
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), _LAKH),
    **dict.fromkeys(("million", "millions", "mn", "mio", "mil"), _MILLION),
    **dict.fromkeys(("crore", "crores", "cr", "crs"), _CRORE),
    **dict.fromkeys(("billion", "billions", "bn"), _BILLION),
}
_GLUED_SCALES = {"m": _MILLION, "b": _BILLION, "l": _LAKH}
_HALF = Decimal("0.5")
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})


NUMBER_WORDS = frozenset((*SMALL, *TENS, *ORDINALS))


@dataclass(frozen=True)
class Figure:
    """A number; `scale` is the last word for a size that it was said with (thousand, lakh), else 1."""

    number: Decimal
    scale: Decimal = Decimal(1)
    words: bool = False


@remembered
def read_figure(line: Line, at: int) -> Read[Figure]:
    """A cardinal number with its sizes: 50, 50k, two hundred and fifty thousand, 1 lakh 20 thousand."""
    first = _part(line, at)
    if first is None:
        return None
    total, end = first
    while (more := _next_part(line, end, total.scale)) is not None:
        total, end = Figure(total.number + more[0].number, more[0].scale, total.words), more[1]
    return total, end


def _next_part(line: Line, at: int, scale: Decimal) -> Read[Figure]:
    if scale == 1:
        return None
    start = line.after(at, "and") if line.word(at + 1) in SMALL or line.word(at + 1) in TENS else at
    found = _part(line, start)
    if found is None or found[0].number >= scale or found[0].number == 0:
        return None
    digits = line.kind(start) == "digits"
    return None if digits and found[0].scale == 1 else found


def _part(line: Line, at: int) -> Read[Figure]:
    figure = _half_of_scale(line, at) or _digits(line, at) or _words(line, at)
    if figure is None:
        return None
    if line.phrase(figure[1], ("and", "a", "half")) and line.word(figure[1] + 3) in SCALES:
        figure = Figure(figure[0].number + _HALF, words=figure[0].words), figure[1] + 3
    scale = _scale(line, figure[1], glued=line.kind(at) == "digits")
    if scale is None:
        return figure
    return Figure(_plain(figure[0].number * scale[0]), scale[0], figure[0].words), scale[1]


def _half_of_scale(line: Line, at: int) -> Read[Figure]:
    """Half a million, half million."""
    place = line.after(at + 1, "a") if line.word(at) == "half" else at
    return (Figure(_HALF, words=True), place) if place > at and line.word(place) in SCALES else None


def _plain(number: Decimal) -> Decimal:
    """150000.0 as 150000."""
    return number.to_integral_value() if number == number.to_integral_value() else number


def _scale(line: Line, at: int, glued: bool) -> Read[Decimal]:
    word = line.word(at)
    if word in SCALES:
        return (SCALES[word], at + 1) if not line.glued(at + 1) or line.kind(at + 1) == "sign" else None
    if glued and word in _GLUED_SCALES and line.glued(at) and not line.glued(at + 1):
        return _GLUED_SCALES[word], at + 1
    return None


def _digits(line: Line, at: int) -> Read[Figure]:
    number = decimal_of(line.word(at)) if line.kind(at) == "digits" else None
    return None if number is None else (Figure(number), at + 1)


def decimal_of(text: str) -> Decimal | None:
    """The number that digits with points and commas write; None where they write none that is clear."""
    if len(text) > MOST_DIGITS + 6 or sum(map(str.isdigit, text)) > MOST_DIGITS:
        return None
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _EUROPEAN.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return None


def _words(line: Line, at: int) -> Read[Figure]:
    if line.word(at) in ("a", "an"):
        return _article(line, at)
    if line.word(at) == "dozen" and line.word(at - 1) not in ("a", "an"):
        return Figure(Decimal(12), words=True), at + 1
    small = read_below_hundred(line, at)
    if small is None:
        return None
    number, end = small
    if line.word(end) == "dozen":
        return Figure(Decimal(12 * number), words=True), end + 1
    if line.word(end) != "hundred" or number == 0:
        return Figure(Decimal(number), words=True), end
    return _hundreds(line, 100 * number, end + 1)


def _article(line: Line, at: int) -> Read[Figure]:
    word = line.word(at + 1)
    if word == "dozen":
        return Figure(Decimal(12), words=True), at + 2
    if word == "hundred":
        return _hundreds(line, 100, at + 2)
    scaled = word in SCALES and len(word) > 2
    return (Figure(Decimal(1), words=True), at + 1) if scaled else None


def _hundreds(line: Line, number: int, at: int) -> Read[Figure]:
    rest = read_below_hundred(line, line.after(at, "and"))
    if rest is None or rest[0] == 0:
        return Figure(Decimal(number), words=True), at
    return Figure(Decimal(number + rest[0]), words=True), rest[1]


def read_below_hundred(line: Line, at: int) -> Read[int]:
    """A number in words from zero to ninety-nine."""
    word = line.word(at)
    if word in SMALL:
        return SMALL[word], at + 1
    if word not in TENS:
        return None
    unit = line.after(at + 1, "-") if line.glued(at + 1) else at + 1
    if 1 <= SMALL.get(line.word(unit), 0) <= 9:
        return TENS[word] + SMALL[line.word(unit)], unit + 1
    return TENS[word], at + 1


@remembered
def read_ordinal(line: Line, at: int) -> Read[int]:
    """First, 2nd, twenty-third."""
    word = line.word(at)
    if word in ORDINALS:
        return ORDINALS[word], at + 1
    if line.kind(at) == "digits":
        suffixed = line.word(at + 1) in _SUFFIXES and word.isdigit() and len(word) <= 6
        return (int(word), at + 2) if suffixed else None
    if word in TENS:
        unit = line.after(at + 1, "-")
        number = ORDINALS.get(line.word(unit), 99)
        return (TENS[word] + number, unit + 1) if number < 10 else None
    return None


def whole(figure: Figure) -> int | None:
    """The number as an integer where it is one."""
    return int(figure.number) if figure.number == figure.number.to_integral_value() else None
