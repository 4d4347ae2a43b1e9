"""Names of weekdays and months, short and misspelt, and whether a word like may or march is one where it stands."""

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA

from frontdesk.language.values.calendar import WEEKDAYS
from frontdesk.language.values.tokens import Line, Read, listed, words

MONTHS = listed("""january february march april may june july august september october november december""")

_SHORT_WEEKDAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
_SHORT_MONTHS = {month[:3]: number for number, month in enumerate(MONTHS, start=1)} | {"sept": 9}
WEEKDAY_NAMES = {name: number for number, name in enumerate(WEEKDAYS)} | _SHORT_WEEKDAYS
MONTH_NAMES = _SHORT_MONTHS | {name: number for number, name in enumerate(MONTHS, start=1)}
MONTH_NAMES |= {"apirl": 4, "aprl": 4, "arpil": 4, "marhc": 3, "mrach": 3, "jully": 7, "juli": 7, "agust": 8, "jnue": 6}
WEEKDAY_NAMES |= {"mnday": 0, "firday": 4, "frday": 4, "fridy": 4, "tuesay": 1}

RELATIVE = {
    **dict.fromkeys(("today", "2day", "todya", "todday", "tdy"), 0),
    **dict.fromkeys(("tomorrow", "tmrw", "tmr", "tmw", "tmrrw", "tomo", "tommorow", "tomoro", "2moro", "tomrw"), 1),
    **dict.fromkeys(("yesterday", "yest", "yday", "ystrdy"), -1),
}
RELATIVE_NAMES = {0: "today", 1: "tomorrow", -1: "yesterday"}

# Within one slip of a name above, and words or names of their own.
_OTHER_WORDS = words(
    """augusta augusto auguste augustin sundry sundae sundays sundar sunda frida mondal munday monda fryday mayday
    midday payday workday weekday holiday birthday saturdays fridays mondays decembers tomorrows friendly faraday
    thursby octobers noday sunder sanday mondav midway friary sunbay"""
)
_LEAST_FUZZY = 5
_LEADS = words(
    """on in by next this last coming since before after until till from to of for and or past previous during
    through mid early late - , ( / between every upcoming following end week the than beginning starting"""
)
_STRONG_LEADS = words("""in by since during until till mid early late next last this coming previous through""")
_AMBIGUOUS_WEEKDAYS = frozenset({"sat", "sun", "wed", "mon"})
_PEOPLES_MONTHS = words("""april june august jan may march mar jun dec sep nov oct""")
_MARCH_ON = words("""on forward ahead toward towards past together against into out up down""")
_BEFORE_PEOPLE = words("call email mail phone ring ping meet tell ask with contact lead named name remind text message")
_MARCHING = words("to will they we i people troops")
_LISTING = words("show list find get view all our my total")
_BEHIND_VERB_MAY = words("i we you he she it they be have not also still well need want go come get the this that") | {
    ""
}
_ENDS = frozenset(["", ".", "?", "!", ",", ";", ")", ":", "-", "/", "and", "or", "to", "onwards", "onward", "till"])


def weekday_at(line: Line, at: int) -> Read[int]:
    """A weekday, Monday is 0; with the point of a short form."""
    word = line.word(at)
    number = WEEKDAY_NAMES.get(word)
    if number is None:
        mended = _mended(line, at)
        return (WEEKDAYS.index(mended), at + 1) if mended in WEEKDAYS else None
    if word in _AMBIGUOUS_WEEKDAYS and not _led(line, at):
        return None
    return number, _behind_point(line, at) if len(word) < 6 else at + 1


def month_at(line: Line, at: int) -> Read[int]:
    """A month as it is written, 1 to 12, whatever stands around it."""
    word = line.word(at)
    number = MONTH_NAMES.get(word)
    if number is None:
        mended = _mended(line, at)
        return (MONTHS.index(mended) + 1, at + 1) if mended in MONTHS else None
    if line.word(at - 1) in ("$", "@", "#") and line.glued(at):
        return None
    return number, _behind_point(line, at) if len(word) < 5 and word in _SHORT_MONTHS and word != "may" else at + 1


def is_month_alone(line: Line, at: int) -> bool:
    """Whether a month's name without day and year means the month, and no person, verb or may that allows."""
    word, before, behind = line.word(at), line.word(at - 1), line.word(at + 1)
    if word not in _PEOPLES_MONTHS:
        return True
    if word == "may" and before in ("this", "it", "that"):
        return behind in _ENDS - {"or", "and", "to"} or behind in _STRONG_LEADS
    if before in _STRONG_LEADS or (at == 0 and behind == ""):
        return True
    if before in _BEFORE_PEOPLE:
        return False
    if line.capital(at) and _is_name(line, at):
        return False
    if word == "may":
        return _is_month_of_may(line, at)
    return word not in ("march", "mar") or (behind not in _MARCH_ON and before not in _MARCHING)


def _is_month_of_may(line: Line, at: int) -> bool:
    """Behind and, or, a comma it is the month only beside another one; behind show or our where no verb follows."""
    before, behind = line.word(at - 1), line.word(at + 1)
    if before in ("and", "or", "to", ",", "-", "/"):
        return behind in _ENDS and month_at(line, at - 2) is not None
    return before in _LEADS or ((before in _LISTING or at == 0) and behind not in _BEHIND_VERB_MAY)


def _is_name(line: Line, at: int) -> bool:
    near = line.capital(at + 1) and line.word(at + 1) not in MONTH_NAMES and line.word(at + 1) not in ("q", "h")
    before = line.capital(at - 1) and at > 1 and line.word(at - 1) not in _LEADS
    return near or before


def _led(line: Line, at: int) -> bool:
    alone = at == 0 and line.word(at + 1) == ""
    joined = line.word(at + 1) in ("to", "-", "and", "or", "/", "till") and line.word(at + 2) in WEEKDAY_NAMES
    near = line.word(at - 1) in _LEADS - {"the"} or line.kind(at + 1) == "digits" or line.word(at + 1) in _DAY_PARTS
    return alone or joined or near


_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "at", "noon", "night", "week"})


def _behind_point(line: Line, at: int) -> int:
    return at + 2 if line.word(at + 1) == "." and line.glued(at + 1) and line.word(at + 2) != "" else at + 1


def relative_at(line: Line, at: int) -> Read[int]:
    """Today, tomorrow, yesterday as days from today."""
    word = line.word(at)
    if word in RELATIVE:
        return RELATIVE[word], at + 1
    if line.kind(at) == "digits" and word == "2" and line.word(at + 1) in ("day", "moro", "morrow", "mrw"):
        return (0 if line.word(at + 1) == "day" else 1, at + 2) if line.glued(at + 1) else None
    mended = _mended(line, at)
    return (RELATIVE[mended], at + 1) if mended in RELATIVE else None


def _mended(line: Line, at: int) -> str | None:
    """A misspelt name; a capital in the middle of a sentence is more likely somebody's name."""
    word = line.word(at)
    if len(word) < _LEAST_FUZZY or line.kind(at) != "word":
        return None
    if line.capital(at) and at > 0 and line.word(at - 1) not in _LEADS:
        return None
    return nearest_name(word)


_NAMES: Mapping[str, int] = {
    name: (1 if len(name) < 8 else 2)
    for name in (*WEEKDAYS, *(month for month in MONTHS if len(month) > 5), "tomorrow", "yesterday")
}


@lru_cache(maxsize=4096)
def nearest_name(word: str) -> str | None:
    """The only name that is one slip away (two from eight letters on); None where none or several are."""
    if len(word) < _LEAST_FUZZY or word in _OTHER_WORDS or len(word) > 12:
        return None
    near = {name: OSA.distance(word, name, score_cutoff=slips) for name, slips in _NAMES.items() if word[0] == name[0]}
    near = {name: slips for name, slips in near.items() if slips <= _NAMES[name]}
    least = min(near.values(), default=0)
    best = [name for name, slips in near.items() if slips == least]
    return best[0] if len(best) == 1 and abs(len(best[0]) - len(word)) <= 2 else None
