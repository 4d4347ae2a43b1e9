"""Facts that a customer told: files, numbers of orders and the like, addresses, amounts, days, error codes, links.

What looks like a payment card or a bank account is never repeated: `masked` leaves its last four signs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from frontdesk.conversations.models import ConversationEvent
from frontdesk.language.values.addresses import find_emails, find_phones, find_web_addresses
from frontdesk.language.values.finding import find_values
from frontdesk.language.values.value import DayValue, Found, Habits, MoneyValue

MOST_FACTS = 15
MOST_READ = 4_000
MOST_PARTS = 8
# Numbers of these are known by the word before them.
_THINGS = (
    "order|invoice|booking|reservation|ticket|case|reference|tracking|parcel|shipment|customer|account|member|membership"
    "|contract|policy|claim|transaction|serial|licence|license|receipt|registration|student|learner|batch|course"
)
_NUMBERED = re.compile(
    rf"\b({_THINGS}|ref)\b\.?(?P<marked>(?:\s+(?:number|num|no|nr|id|code)\b\.?)?(?:\s+(?:is|was)\b)?\s*[:#=\u2116]?)\s*"
    r"(?P<value>[A-Za-z]{0,6}[-/]?\d[\w/-]{0,30})(?![\w@]|\.\d)",
    re.IGNORECASE,
)
_HASHED = re.compile(r"(?<![\w&])#([A-Za-z]{0,6}-?\d[\w-]{1,30})")
_ERROR = re.compile(
    r"\b(?:error|status|code)\b(?:\s+(?:code|number|message))?\s*[:#]?\s*((?:0x[0-9a-f]{2,16}|[A-Z]{0,6}[-_]?\d{2,8})\b)",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\w/.-])((?:[A-Z]{1,6}-\d{2,12}(?:-\w{1,12})?)|[A-Z]{2,5}\d{3,14})(?![\w/-])")
_CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")
# All kinds of numbers are one kind where the same one is told twice.
_NUMBERS = frozenset([*_THINGS.split("|"), "code"])
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)")
_BARE = 4
_DIGIT = re.compile(r"\d")
# Values are looked for only around digits: reading them costs most of all.
_PARTS = re.compile(r"[\n!?;]+|\.\s+")
_MERE_TIME = re.compile(
    r"(?:(?:at|by|after|before|from|until) )?\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|o'?clock)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Fact:
    """A fact as it was written in message `seq`. `kind` is a word for programs, `label` one for people."""

    kind: str
    label: str
    value: str
    seq: int


def facts_of(messages: Iterable[ConversationEvent]) -> list[Fact]:
    """What the messages tell, each once, in the order of the telling; at most 15."""
    known: dict[tuple[str, str], Fact] = {}
    for message in messages:
        if len(known) >= MOST_FACTS:
            break
        for fact in _facts_in(message):
            same = ("number" if fact.kind in _NUMBERS else fact.kind, fact.value.casefold().lstrip("#"))
            known.setdefault(same, fact)
    return list(known.values())[:MOST_FACTS]


def masked(text: str) -> str:
    """The text with numbers of payment cards and bank accounts (IBAN) made unreadable."""
    return _CARD.sub(lambda found: _masked_card(found[0]), _IBAN.sub(lambda found: _masked_iban(found[0]), text))


def _facts_in(message: ConversationEvent) -> Iterator[Fact]:
    text, seq = masked(message.content[:MOST_READ]), message.seq
    yield from (Fact("file", "File", str(file["name"]), seq) for file in message.data.get("attachments") or ())
    yield from _numbers(text, seq)
    yield from _amounts_and_days(text, message.created_at, seq)
    yield from (Fact("email", "Email", _at(text, found), seq) for found in find_emails(text))
    yield from (Fact("phone", "Phone", _at(text, found), seq) for found, sure in find_phones(text) if sure)
    for span in find_web_addresses(text):
        yield Fact("link", "Link", text[span.start : span.end].rstrip(".,;:!?)"), seq)


def _numbers(text: str, seq: int) -> Iterator[Fact]:
    for found in _NUMBERED.finditer(text):
        value = found["value"].rstrip("-/")
        # "Order 2 books": a short number without a mark counts something.
        if found["marked"].strip() or len(value) >= _BARE:
            kind = "reference" if found[1].lower() == "ref" else found[1].lower()
            yield Fact(kind, kind.capitalize(), value, seq)
    yield from (Fact("code", "Error code", found[1], seq) for found in _ERROR.finditer(text))
    yield from (Fact("reference", "Number", found[1], seq) for found in _HASHED.finditer(text))
    yield from (Fact("reference", "Number", found[1], seq) for found in _CODE.finditer(text))


def _amounts_and_days(text: str, now: datetime, seq: int) -> Iterator[Fact]:
    with_digits = (part for part in _PARTS.split(text) if _DIGIT.search(part))
    for part in islice(with_digits, MOST_PARTS):
        yield from _amounts_and_days_in(part, Habits(now, ZoneInfo("UTC")), seq)


def _amounts_and_days_in(text: str, habits: Habits, seq: int) -> Iterator[Fact]:
    for found in find_values(text, habits):
        said = _at(text, found)
        if isinstance(found.value, MoneyValue) and found.value.currency:
            yield Fact("money", "Amount", said, seq)
        elif isinstance(found.value, DayValue) and _DIGIT.search(said) and not _MERE_TIME.fullmatch(said):
            yield Fact("date", "Date", said.removeprefix("the ").removeprefix("The "), seq)


def _at(text: str, found: Found) -> str:
    return text[found.span.start : found.span.end]


def _masked_iban(written: str) -> str:
    plain = written.replace(" ", "")
    number = int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4]))
    return f"•••• {plain[-4:]}" if number % 97 == 1 else written


def _masked_card(digits: str) -> str:
    plain = [int(digit) for digit in digits if digit.isdigit()]
    doubled = (sum(divmod(digit * 2, 10)) if place % 2 else digit for place, digit in enumerate(reversed(plain)))
    return f"•••• {digits[-4:]}" if sum(doubled) % 10 == 0 else digits
