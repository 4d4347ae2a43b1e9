"""Email addresses, web addresses, telephone numbers and quoted text, found by their signs."""

import re
from collections.abc import Iterator

from frontdesk.language.values.value import EmailValue, Found, PhoneValue, QuotedValue, Span

MOST_QUOTED = 2_000

_EMAIL = re.compile(
    r"(?<![\w.+%'@-])[\w+%'-](?:[\w.+%'-]{0,62}[\w+%-])?@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@])"
)
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"”]{1,2000}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w.,/@#$£€₹-])(?:\+|\()?\d(?:[ ().-]{0,2}\d){6,14}(?![\w@%/:]|[.,-]\d)")
_PHONE_WORD = re.compile(r"(?:phone|mobile|mob|cell|tel|telephone|call|whatsapp|number|no|ph)\W{0,3}$", re.IGNORECASE)
_DATE_LIKE = re.compile(r"(?:19|20)\d\d[-.]\d{1,2}[-.]\d{1,2}|\d{1,2}[-.]\d{1,2}[-.](?:\d{4}|\d\d)")
_ROUND = re.compile(r"\d{1,4} ?- ?\d{1,6}00")
_YEARS = re.compile(r"(?:1[89]|20)\d\d(?: ?- ?| )(?:1[89]|20)\d\d")
_QUOTES = {'"': '"', "“": "”", "„": "”", "«": "»", "‘": "’", "'": "'", "`": "`"}
_APOSTROPHES = frozenset("'’`‘")


def find_emails(text: str) -> Iterator[Found]:
    for found in _EMAIL.finditer(text) if "@" in text else ():
        start = found.start() + (len(found[0]) - len(found[0].lstrip("'")))
        yield Found(Span(start, found.end()), EmailValue(text[start : found.end()]))


def find_web_addresses(text: str) -> Iterator[Span]:
    """Places of web addresses; they are no values, but nothing in them is one."""
    for found in _WEB.finditer(text):
        yield Span(found.start(), found.end())


def find_phones(text: str) -> Iterator[tuple[Found, bool]]:
    """Telephone numbers, and whether it can be nothing else (a plus, brackets, groups, or a word before it)."""
    for found in _PHONE.finditer(text):
        number = found[0]
        if any(other.fullmatch(number) for other in (_DATE_LIKE, _YEARS, _ROUND)) or not _is_balanced(number):
            continue
        digits = sum(map(str.isdigit, number))
        said = _PHONE_WORD.search(text, max(0, found.start() - 16), found.start()) is not None
        sure = number[0] in "+(" or said or (digits >= 10 and not number.isdigit())
        yield Found(Span(found.start(), found.end()), PhoneValue(number)), sure


def _is_balanced(number: str) -> bool:
    return number.count("(") == number.count(")") <= 1


def find_quotes(text: str) -> Iterator[Found]:
    """Text between a pair of quotation marks; an apostrophe stands inside a word or behind one, and opens none."""
    position = 0
    while position < len(text):
        closing = _QUOTES.get(text[position])
        end = _closing(text, position, closing) if closing else None
        if end is None:
            position += 1
            continue
        yield Found(Span(position, end + 1), QuotedValue(text[position + 1 : end].strip()))
        position = end + 1


def _closing(text: str, opening: int, mark: str) -> int | None:
    """Where the quotation that opens there is closed; None where it opens none."""
    apostrophe = mark in _APOSTROPHES
    if opening and text[opening - 1].isalnum():
        return None
    if text[opening + 1 : opening + 2].strip() == "":
        return None
    limit, place = min(len(text), opening + MOST_QUOTED), opening + 1
    while (place := text.find(mark, place, limit)) > 0:
        behind = text[place + 1 : place + 2]
        if place > opening + 1 and not (apostrophe and behind.isalnum()) and text[opening + 1 : place].strip():
            return place
        place += 1
    return None
