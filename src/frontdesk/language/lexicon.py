"""Finds the words and phrases of a lexicon file in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from frontdesk.language.words import folded, stem

FOLDER = Path(__file__).parent / "lexicons"
LONGEST_GAP = 2
GAP = "~"

# Words, marks that change a sentence, and the usual smileys.
_TOKEN = re.compile(r"[:;]-?[()d]|<3|>:\(|[^\W_]+(?:'[^\W_]+)*|[!?]|[\u2600-\u27bf\u2b50\U0001f300-\U0001faff]")
_NEGATORS = frozenset(
    [
        "not",
        "no",
        "never",
        "hardly",
        "barely",
        "without",
        "nothing",
        "nobody",
        "none",
        "neither",
        "nor",
        "cannot",
        "cant",
        "isnt",
        "wasnt",
        "arent",
        "werent",
        "dont",
        "doesnt",
        "didnt",
        "wont",
        "wouldnt",
        "couldnt",
        "shouldnt",
        "hasnt",
        "havent",
        "hadnt",
        "aint",
    ]
)
NEGATION_REACH = 3
# Their stems are those of words that mean something else: pleased and please, canned and can.
_NOT_STEMMED = frozenset({"pleased", "canned", "exceptional", "damages", "authorities", "boiling"})


class Match(NamedTuple):
    """One entry found: its section, the number of its first token, and whether a negation stands before it."""

    section: str
    position: int
    negated: bool


@lru_cache(maxsize=32_768)
def _plain(token: str) -> str:
    word = token.replace("'", "")
    return word if word in _NOT_STEMMED else stem(word)


def tokens(text: str) -> list[str]:
    """Stems of the words in order, with exclamation and question marks and smileys as tokens of their own."""
    return [_plain(token) for token in _TOKEN.findall(folded(text))]


class Lexicon:
    """Entries by section, found in one pass over the tokens."""

    def __init__(self, entries: dict[str, list[str]]) -> None:
        self.sections = tuple(entries)
        self._by_first_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for section, phrases in entries.items():
            for phrase in phrases:
                self._add(section, phrase)

    @classmethod
    def read(cls, path: Path) -> Lexicon:
        """Raises ValueError for an entry outside of any section."""
        entries: dict[str, list[str]] = {}
        section: list[str] | None = None
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("["):
                section = entries.setdefault(line.strip("[] "), [])
            elif section is None:
                raise ValueError(f"{path.name}: entry before the first section: {line}")
            else:
                section.extend(entry.strip() for entry in line.split(",") if entry.strip())
        return cls(entries)

    def find(self, text_tokens: Sequence[str]) -> list[Match]:
        """Every entry that occurs, the longest of each section where several begin at the same token."""
        found: list[Match] = []
        negated_until = -1
        for position, token in enumerate(text_tokens):
            entries = self._by_first_word.get(token)
            if entries is not None:
                sections: list[str] = []
                for rest, section in entries:
                    if section not in sections and (not rest or _follows(text_tokens, position + 1, rest)):
                        sections.append(section)
                        found.append(Match(section, position, position <= negated_until))
            if token in _NEGATORS:
                negated_until = position + NEGATION_REACH
        return found

    def _add(self, section: str, phrase: str) -> None:
        first, *rest = [GAP if word == GAP else _plain(word) for word in _phrase_words(phrase)]
        entries = self._by_first_word.setdefault(first, [])
        entries.append((tuple(rest), section))
        entries.sort(key=lambda entry: -len(entry[0]))


def _phrase_words(phrase: str) -> list[str]:
    return re.findall(r"~|" + _TOKEN.pattern, folded(phrase))


def _follows(text_tokens: Sequence[str], position: int, rest: tuple[str, ...]) -> bool:
    for index, word in enumerate(rest):
        if word == GAP:
            later = rest[index + 1 :]
            return any(_follows(text_tokens, position + skip, later) for skip in range(LONGEST_GAP + 1))
        if position >= len(text_tokens) or text_tokens[position] != word:
            return False
        position += 1
    return True
