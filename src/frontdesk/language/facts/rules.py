"""Ways in which people tell of themselves, and how the value is read behind each."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from frontdesk.language.facts.kinds import FactKind
from frontdesk.language.facts.people import name_of
from frontdesk.language.values.addresses import find_emails, find_phones
from frontdesk.language.values.value import EmailValue, PhoneValue


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CAPITALISED = r"[A-Z0-9][\w.&'+-]{0,29}"
_PROPER = re.compile(rf"{_CAPITALISED}(?: (?:(?:of|de|the|&) )?{_CAPITALISED}){{0,4}}")
_PLAN_WORD = r"(?:plan|tier|package|subscription)"
_SOME_PLAN = rf"(?:the|an?|your) ((?:[\w+-]{{1,20}} ){{0,2}}?[\w+-]{{1,20}}) {_PLAN_WORD}\b"
_NO_PLAN = _words(
    """wrong same new old other different right best cheapest cheaper higher lower highest lowest current previous
    better bigger smaller next following a an the your my our this that any some no which what correct proper"""
)
LANGUAGES = _words(
    """english spanish french german italian portuguese dutch polish russian ukrainian turkish arabic hebrew hindi urdu
    bengali tamil telugu marathi gujarati punjabi malayalam kannada chinese mandarin cantonese japanese korean
    vietnamese thai indonesian malay tagalog swahili greek czech slovak hungarian romanian bulgarian serbian croatian
    slovenian swedish danish norwegian finnish icelandic estonian latvian lithuanian catalan basque persian farsi nepali
    sinhala"""
)
_LANGUAGE = r"([A-Za-z]{4,12})\b(?!\s*(?:and|or|,)\s*[A-Za-z]*(?:ish|an|ese|ch|ic)\b)"
_WAYS = {
    "email": "email",
    "e-mail": "email",
    "mail": "email",
    "phone": "phone",
    "telephone": "phone",
    "call": "phone",
    "text": "text message",
    "sms": "text message",
    "whatsapp": "WhatsApp",
    "chat": "chat",
}
_WAY = r"(e-?mail|phone|telephone|text|sms|whatsapp|chat)"
_NUMBER = r"#?\s?([A-Za-z]{0,6}-?\d[\w-]{2,23})\b"

# Between the words and the address: a space, a bracket.
NEAR = 2

Read = Callable[[re.Match[str], str], str | None]


def _proper(found: re.Match[str], line: str) -> str | None:
    """A name of a company or a product: words with a capital."""
    proper = _PROPER.match(line, found.end())
    if proper is None or (line.isupper() and len(line) > 12):
        return None
    value = proper[0].rstrip(".-'&+")
    return value if len(value) > 1 and any(map(str.isalpha, value)) else None


def _company(found: re.Match[str], line: str) -> str | None:
    value = _proper(found, line)
    behind = line[found.end() + len(value or "") :]
    suffix = re.match(r",? (?:Inc|Ltd|LLC|GmbH|Corp|PLC)\b", behind)
    return value + suffix[0].replace(",", "") if value and suffix else value


def _plan(found: re.Match[str], _line: str) -> str | None:
    words = found[1].split()
    return None if not words or any(word.lower() in _NO_PLAN for word in words) else found[1]


def _plan_behind(found: re.Match[str], line: str) -> str | None:
    proper = _PROPER.match(line, found.end())
    return None if proper is None or proper[0].lower() in _NO_PLAN else proper[0].rstrip(".-'&+")


def _order(found: re.Match[str], _line: str) -> str | None:
    return found[1].upper() if sum(map(str.isdigit, found[1])) >= 3 else None


def _language(found: re.Match[str], _line: str) -> str | None:
    return found[1].capitalize() if found[1].lower() in LANGUAGES else None


def _way(found: re.Match[str], _line: str) -> str:
    return f"by {_WAYS[found[1].lower()]}"


def _email(found: re.Match[str], line: str) -> str | None:
    address = next(find_emails(line[found.end() :]), None)
    if address is None or address.span.start > NEAR or not isinstance(address.value, EmailValue):
        return None
    return address.value.address


def _phone(found: re.Match[str], line: str) -> str | None:
    number = next((one for one, _ in find_phones(line[found.end() :])), None)
    if number is None or number.span.start > NEAR or not isinstance(number.value, PhoneValue):
        return None
    return number.value.number


def _name(found: re.Match[str], line: str) -> str | None:
    return name_of(line[found.end() :], written_small=line.islower())


def _sure_name(found: re.Match[str], line: str) -> str | None:
    """A name behind words that do not always introduce one: with a capital, and with a clause that ends there."""
    rest = line[found.end() :]
    value = None if line.islower() or line.isupper() else name_of(rest, written_small=False)
    if value is None or (value.isupper() and len(value) > 2) or not rest.startswith(value):
        return None
    behind = rest[len(value) :]
    return value if re.match(r"\s*(?:$|[.,;!)-]|(?:from|with|at|and|here|speaking|calling|again)\b)", behind) else None


@dataclass(frozen=True)
class Rule:
    """`read` makes the value of a match and its line, or None. `anywhere`: also inside a clause, and in a question.

    `hints`, in lower case: where none of them stands, the pattern fits nowhere. Asking so first is much cheaper.
    """

    kind: FactKind
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    read: Read
    anywhere: bool = False


def _rule(kind: FactKind, hints: str, pattern: str, read: Read, *, anywhere: bool = False) -> Rule:
    return Rule(kind, tuple(hints.split("|")), re.compile(pattern, re.IGNORECASE), read, anywhere)


_POST = (
    r"(?:[ct][efimot]o|founder|co-founder|director|president|manager|engineer|developer|designer|accountant|buyer"
    r"|head of [a-z]{2,20}|assistant|consultant|analyst|administrator|employee|lead|nurse|teacher)"
)
_I_AM = r"\b(?:I am|I'm|we are|we're)"
RULES = [
    _rule(
        FactKind.NAME,
        "name|called",
        r"\b(?:my (?:full |first )?name is|my (?:full |first )?name's|I am called|I'm called) ",
        _name,
    ),
    _rule(FactKind.NAME, "i am|i'm|call me", r"\b(?:I am|I'm|(?:you can |just )?call me) ", _sure_name),
    _rule(FactKind.NAME, "this is", r"\bthis is (?=(?:\S+ ){1,3}(?:here|speaking|calling|from|again)\b)", _sure_name),
    _rule(
        FactKind.NAME,
        "regards|sincerely|truly",
        r"\b(?:(?:kind |best |warm )?regards|sincerely|yours truly),? (?=\S+(?: \S+){0,2}$)",
        _sure_name,
    ),
    _rule(
        FactKind.COMPANY,
        "work",
        r"\b(?:I|we)(?: work| am working| are working|'m working|'re working) (?:for|at) (?:the )?",
        _company,
    ),
    _rule(FactKind.COMPANY, "company", r"\b(?:my|our) company(?:'s name)? is (?:called )?", _company),
    _rule(
        FactKind.COMPANY,
        "i am|i'm|we are|we're",
        rf"{_I_AM} (?:the |an? )?(?:[\w-]{{2,20}} )?{_POST} (?:of|at|for|with) (?:the )?",
        _company,
    ),
    _rule(FactKind.PLAN, "plan|tier|package|subscription", rf"{_I_AM} (?:currently )?on {_SOME_PLAN}", _plan),
    _rule(
        FactKind.PLAN,
        "plan|tier|package|subscription",
        rf"\b(?:I|we) (?:currently )?(?:have|use|pay for) {_SOME_PLAN}",
        _plan,
    ),
    _rule(
        FactKind.PLAN,
        "plan|tier|package|subscription",
        rf"\b(?:my|our) (?:current )?{_PLAN_WORD} is (?:called )?(?:the )?",
        _plan_behind,
    ),
    _rule(
        FactKind.PRODUCT,
        "bought|own|purchased",
        r"\bI (?:bought|own|purchased|have bought|have purchased) (?:the|an?|your) ",
        _proper,
    ),
    _rule(
        FactKind.PRODUCT,
        "my ",
        r"\bmy (?:product|device|model|machine|phone|laptop|printer|router|car|bike|camera|watch) is (?:the |an? )?",
        _proper,
    ),
    _rule(
        FactKind.ORDER_NUMBER,
        "order",
        rf"\border ?(?:number|no\.?|nr\.?|id)(?: is|:)? {_NUMBER}",
        _order,
        anywhere=True,
    ),
    _rule(
        FactKind.ORDER_NUMBER,
        "order",
        rf"\b(?:my order(?: is)?|order(?= ?#)) ?(?=#|\w*\d){_NUMBER}",
        _order,
        anywhere=True,
    ),
    _rule(
        FactKind.LANGUAGE,
        "speak|prefer",
        rf"\b(?:I|we) (?:only |just |mainly )?(?:speak|prefer) (?:only )?{_LANGUAGE}",
        _language,
    ),
    _rule(
        FactKind.LANGUAGE,
        " in ",
        rf"\b(?:please )?(?:write|answer|reply|respond|speak|talk)(?: to)?(?: me| us)? in {_LANGUAGE}",
        _language,
    ),
    _rule(FactKind.LANGUAGE, "language", rf"\bmy (?:native |first )?language is {_LANGUAGE}", _language),
    _rule(
        FactKind.CONTACT,
        "prefer|rather",
        rf"\b(?:I|we)(?: would|'d)? (?:prefer|rather) (?:(?:to be |being |be )(?:contacted|reached|answered) )?"
        rf"(?:by |via |on )?{_WAY}\b(?! mode)",
        _way,
    ),
    _rule(
        FactKind.CONTACT,
        "please",
        rf"\bplease (?:only )?(?:contact|reach|answer) me (?:only )?(?:by|via|on) {_WAY}\b",
        _way,
    ),
    _rule(
        FactKind.EMAIL,
        "mail|reach|contact",
        r"\b(?:my e-?mail(?: address)? is|(?:e-?mail|reach|contact) me (?:at|on|under)):? ",
        _email,
    ),
    _rule(
        FactKind.PHONE,
        "phone|mobile|cell|call|ring|text|reach",
        r"\b(?:my (?:phone|mobile|cell|telephone)(?: number)? is|(?:call|phone|ring|text|reach) me (?:at|on|under)):? ",
        _phone,
    ),
]
