"""The places where a value can begin: at all others the readers need not be asked."""

from frontdesk.language.values.amounts import CURRENCY_WORDS_BEFORE, SIGNS
from frontdesk.language.values.bounds import BOUND_WORDS
from frontdesk.language.values.clock import PARTS
from frontdesk.language.values.holidays import HOLIDAY_WORDS
from frontdesk.language.values.lengths import LENGTH_UNITS
from frontdesk.language.values.names import MONTH_NAMES, RELATIVE, WEEKDAY_NAMES, nearest_name
from frontdesk.language.values.numbers import ORDINALS, SCALES, SMALL, TENS
from frontdesk.language.values.ranges import RANGE_WORDS
from frontdesk.language.values.runs import SHIFTS, UNITS
from frontdesk.language.values.tokens import Line, words

_OTHERS = words(
    """dozen hundred half couple minus eom eow eoy eoq end close start beginning begining top mid middle halfway very
    last first rest remainder remaining later earlier early late final weekend mtd ytd qtd wtd q h calendar
    tonight tonite day noon midday midnight lunchtime teatime eod cob overdue due now"""
)
# Everyday words, which begin a value only where one of the others is near behind them.
_WEAK = words(
    """a an the that - in after at @ by around about this between during for within betwen btw btwn from since until
    till to through before over under above below up more less no not on as past"""
)
_NEAR = 6
_STRONG = (
    frozenset((*SMALL, *TENS, *ORDINALS, *SCALES, *SIGNS, *CURRENCY_WORDS_BEFORE, *BOUND_WORDS, *RANGE_WORDS))
    | frozenset((*HOLIDAY_WORDS, *WEEKDAY_NAMES, *MONTH_NAMES, *RELATIVE, *SHIFTS, *UNITS, *LENGTH_UNITS, *PARTS))
    | _OTHERS
) - _WEAK


def starts(line: Line) -> list[int]:
    """The tokens at which a value can begin, in order."""
    found, strong = [], len(line) + _NEAR
    for at in reversed(range(len(line))):
        if _is_strong(line, at):
            strong = at
            found.append(at)
        elif line.word(at) in _WEAK and strong - at <= _NEAR and strong < len(line):
            found.append(at)
    return found[::-1]


def _is_strong(line: Line, at: int) -> bool:
    word, kind = line.word(at), line.kind(at)
    return kind == "digits" or word in _STRONG or (kind == "word" and nearest_name(word) is not None)
