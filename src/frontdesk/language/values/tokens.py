"""Cuts a text into words, digits and signs, each with its place, and keeps what was read of them."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from frontdesk.language.values.value import Habits, Span

Value = TypeVar("Value")
Read = tuple[Value, int] | None
"""What was read, and the token after it; None where nothing was."""

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]{1,7})?|[<>]\s?=|\S")
_DASHES = dict.fromkeys("‐‑‒–—−", "-") | {"~": "-", "≥": ">=", "≤": "<="}
# So many places behind the last token may be looked at.
_BEHIND = 16
_APOSTROPHES = re.compile("['’ʼ]")


@dataclass(frozen=True, slots=True)
class Token:
    """`text`: lower case, without accents, apostrophes and a final 's. `glued`: no space before it."""

    text: str
    start: int
    end: int
    kind: str
    glued: bool
    capital: bool


class Line:
    """The tokens of one text and the habits by which they are read.

    Any place may be asked for, from one before the first token to some behind the last: there the word is empty.
    """

    def __init__(self, tokens: list[Token], habits: Habits) -> None:
        self.tokens = tokens
        self.habits = habits
        self.now: datetime = habits.now.astimezone(habits.time_zone)
        self.today: date = self.now.date()
        self.memory: dict[str, dict[int, Any]] = {}
        self._words = [token.text for token in tokens] + [""] * _BEHIND

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, at: int) -> str:
        return self._words[at]

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if self._words[at] else ""

    def glued(self, at: int) -> bool:
        """Whether the token stands right behind the one before it."""
        return bool(self._words[at]) and self.tokens[at].glued

    def capital(self, at: int) -> bool:
        return bool(self._words[at]) and self.tokens[at].capital

    def phrase(self, at: int, words: tuple[str, ...]) -> bool:
        return self._words[at] == words[0] and tuple(self._words[at : at + len(words)]) == words

    def after(self, at: int, *words: str) -> int:
        """The token behind the one at `at` if that is one of the words, else `at`."""
        return at + 1 if self._words[at] in words else at

    def span(self, start: int, end: int) -> Span:
        return Span(self.tokens[start].start, self.tokens[end - 1].end)


def line_of(text: str, habits: Habits, closed: Iterable[Span] = ()) -> Line:
    """`closed`: places in the text that are one token of kind `closed` each, as no value begins in them."""
    return Line(list(_tokens(text, sorted(closed, key=lambda span: span.start))), habits)


def _tokens(text: str, closed: list[Span]) -> Iterable[Token]:
    position, last = 0, -1
    for span in [*closed, Span(len(text), len(text))]:
        for found in _TOKEN.finditer(text, position, max(position, span.start)):
            yield _token(found[0], found.start(), found.start() == last)
            last = found.end()
        if span.end > max(position, span.start):
            yield Token(text[span.start : span.end], span.start, span.end, "closed", span.start == last, False)
            last = span.end
        position = max(position, span.end)


def _token(text: str, start: int, glued: bool) -> Token:
    first, end = text[0], start + len(text)
    if "0" <= first <= "9":
        return Token(text, start, end, "digits", glued, False)
    if first.isalpha():
        return Token(_folded(text) or text, start, end, "word", glued, first.isupper())
    return Token(_DASHES.get(text, text.replace(" ", "")), start, end, "sign", glued, False)


def _folded(text: str) -> str:
    if not text.isascii():
        text = _APOSTROPHES.sub("'", unicodedata.normalize("NFKD", text))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return text.lower().removesuffix("'s").replace("'", "")


def remembered(read: Callable[[Line, int], Read[Value]]) -> Callable[[Line, int], Read[Value]]:
    """Reads each place of a line once, however many rules ask for it."""
    name = f"{read.__module__}.{read.__qualname__}"

    def reading(line: Line, at: int) -> Read[Value]:
        memory: dict[int, Read[Value]] | None = line.memory.get(name)
        if memory is None:
            memory = line.memory[name] = {}
        if at not in memory:
            memory[at] = read(line, at)
        return memory[at]

    return reading


def listed(text: str) -> tuple[str, ...]:
    """A list of words as one would write it down."""
    return tuple(text.split())


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())
