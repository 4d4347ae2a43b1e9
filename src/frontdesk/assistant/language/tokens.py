"""Tokens: the words and signs of a message, with the place where each stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from frontdesk.crm.text_folding import folded

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|\S")
_POSSESSIVE = re.compile(r"(.+)['’]s$", re.IGNORECASE)
_NEGATED = re.compile(r"(.+n)['’]t$", re.IGNORECASE)
POSSESSIVE = "'s"


@dataclass(frozen=True)
class Token:
    """`text` as written; `word` folded, or mended where it was a slip (`slip` holds what was written then)."""

    text: str
    word: str
    start: int
    end: int
    slip: str | None = None

    @cached_property
    def is_word(self) -> bool:
        return self.word[0].isalnum() or self.word == POSSESSIVE

    @cached_property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


def tokens_of(text: str) -> list[Token]:
    """All words and signs; `Guna's` is two tokens, `don't` is one without its sign."""
    if text == POSSESSIVE:
        return [Token(text, text, 0, len(text))]
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        found += _parted(match[0], match.start())
    return found


def text_between(text: str, tokens: Sequence[Token], start: int, end: int) -> str:
    """The text from token `start` to before token `end`, as written."""
    return text[tokens[start].start : tokens[end - 1].end] if start < end else ""


def _parted(text: str, at: int) -> list[Token]:
    negated = _NEGATED.match(text)
    if negated:
        return [Token(text, folded(negated[1] + "t"), at, at + len(text))]
    possessive = _POSSESSIVE.match(text)
    if possessive:
        middle = at + len(possessive[1])
        whose = possessive[1]
        return [Token(whose, _plain(whose), at, middle), Token(text[len(whose) :], POSSESSIVE, middle, at + len(text))]
    return [Token(text, _plain(text), at, at + len(text))]


def _plain(text: str) -> str:
    return folded(text.replace("’", "'")) or text
