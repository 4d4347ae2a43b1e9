"""What is searched for: the words of a text, each with the words of the records that may be meant by it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontdesk.crm.fields.text import phone_digits
from frontdesk.crm.search.spelling import Mending, can_be_mended
from frontdesk.crm.text_folding import folded, words_of

MOST_WORDS = 8
MOST_LETTERS = 40
# Fewer digits are a year or an amount; the words of a number are its last ten digits (crm_phone_words).
FEWEST_DIGITS, TELLING_DIGITS = 6, 10

_NUMBER = re.compile(r"[\d+()\-./ ]+")


@dataclass(frozen=True)
class Wanted:
    """`words` as written; `mended`: others that may be meant, by word; `number`: the digits of a phone number."""

    text: str
    words: tuple[str, ...]
    number: str | None = None
    mended: Mapping[str, Sequence[Mending]] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str) -> "Wanted":
        words = tuple(dict.fromkeys(word[:MOST_LETTERS] for word in words_of(text)[:MOST_WORDS]))
        digits = phone_digits(text)
        is_number = bool(_NUMBER.fullmatch(text.strip())) and len(digits) >= FEWEST_DIGITS
        return cls(" ".join(folded(text).split()), words, digits[-TELLING_DIGITS:] if is_number else None)

    def mended_by(self, mended: Mapping[str, Sequence[Mending]], known: frozenset[str]) -> "Wanted":
        """The same with other words for those that may be mistyped.

        A word that is not `known` and for which there is no other is left out, if that leaves any.
        """
        lost = frozenset(
            word for word in self.words if can_be_mended(word) and word not in known and not mended.get(word)
        )
        return Wanted(self.text, self.words, self.number, mended, lost if len(lost) < len(self.words) else frozenset())

    def alternatives(self, word: str) -> dict[str, float]:
        """What counts as this word, and how much: itself 1, others by their likeness."""
        return {word: 1.0, **{mending.word: mending.likeness for mending in self.mended.get(word, ())}}

    @property
    def asked(self) -> tuple[str, ...]:
        """The words of which each must be found."""
        return tuple(word for word in self.words if word not in self.dropped)

    def condition(self, workspace_id: int) -> str:
        """A tsquery over the words of records: each word, or the beginning of one, in this workspace."""
        parts = [" | ".join(self._lexeme(word, other) for other in self.alternatives(word)) for word in self.asked]
        words = " & ".join(f"({part})" for part in parts)
        if self.number:
            words = f"({words}) | '{self.number}':*"
        return f"'@{workspace_id}' & ({words})"

    def _lexeme(self, word: str, other: str) -> str:
        # What stands in for a mistyped word is a whole word.
        return f"'{other}'" + (":*" if other == word else "")

    @property
    def patterns(self) -> list[str]:
        """Patterns of LIKE, of which a title has one that holds one of the words."""
        return [f"%{other}%" for word in self.asked for other in self.alternatives(word)]
