"""The words that a value can begin with: at all others the readers need not be asked."""

from frontdesk.language.values.amounts import CURRENCY_WORDS_BEFORE, SIGNS
from frontdesk.language.values.bounds import BOUND_WORDS
from frontdesk.language.values.holidays import HOLIDAY_WORDS
from frontdesk.language.values.names import MONTH_NAMES, RELATIVE, WEEKDAY_NAMES, nearest_name
from frontdesk.language.values.numbers import ORDINALS, SMALL, TENS
from frontdesk.language.values.ranges import RANGE_WORDS
from frontdesk.language.values.runs import SHIFTS, UNITS
from frontdesk.language.values.tokens import Line, words

_OTHERS = words(
    """a an the that dozen half couple minus - eom eow eoy eoq end close start beginning begining top mid middle halfway
    very last first rest remainder remaining later earlier early late final weekend mtd ytd qtd wtd q h fy calendar
    tonight tonite day in after noon midday midnight lunchtime teatime eod cob at @ by around about this between from
    during for overdue past within betwen btw btwn"""
)
_STARTS = frozenset(
    (
        *(*SMALL, *TENS, *ORDINALS, *SIGNS, *CURRENCY_WORDS_BEFORE, *BOUND_WORDS, *RANGE_WORDS),
        *(*HOLIDAY_WORDS, *WEEKDAY_NAMES, *MONTH_NAMES, *RELATIVE, *SHIFTS, *UNITS, *_OTHERS),
    )
)


def may_start(line: Line, at: int) -> bool:
    word, kind = line.word(at), line.kind(at)
    return kind == "digits" or word in _STARTS or (kind == "word" and nearest_name(word) is not None)
