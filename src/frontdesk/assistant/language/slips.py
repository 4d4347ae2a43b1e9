"""Slips: words of the language that were mistyped, mended where only one of its words is near.

A word that is one of English is no slip, however near another one is: `tree` is not `three`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from frontdesk.assistant.language.tokens import Token
from frontdesk.language.common_words import common_words

SHORTEST = 4
TWO_ERRORS_FROM = 8


@dataclass(frozen=True)
class Near:
    """Words that one may be near to. `by_letters`: those that are made of the same letters, by these in order."""

    words: Sequence[str]
    by_letters: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, words: Iterable[str]) -> "Near":
        words, by_letters = list(words), defaultdict(list)
        for word in words:
            by_letters[_letters(word)].append(word)
        return cls(words, by_letters)


@lru_cache(maxsize=16)
def _near(known: frozenset[str]) -> Near:
    """Kept, since the words of a workspace rarely change."""
    return Near.of(word for word in known if len(word) >= SHORTEST - 1)


def mended(tokens: Sequence[Token], unknown: Collection[int], known: frozenset[str]) -> list[Token]:
    """The tokens, those at the places `unknown` as the one known word that is near, if just one is."""
    words = _near(known)
    common = common_words()
    unknown = {place for place in unknown if tokens[place].word not in common}
    return [_mended(token, words) if place in unknown else token for place, token in enumerate(tokens)]


def _mended(token: Token, words: Near) -> Token:
    word = nearest_word(token.word, words)
    return token if word is None else replace(token, word=word, slip=token.word)


def nearest_word(written: str, near: Near) -> str | None:
    """The one word that is at most one error away (two in long words); None where there is none, or several."""
    if len(written) < SHORTEST - 1 or not written.isalpha():
        return None
    turned = [word for word in near.by_letters.get(_letters(written), ()) if OSA.distance(written, word) == 1]
    if len(turned) == 1 or len(written) < SHORTEST:
        return turned[0] if len(turned) == 1 else None
    most = 2 if len(written) >= TWO_ERRORS_FROM else 1
    found = process.extract(written, near.words, scorer=OSA.distance, score_cutoff=most, limit=8)
    if not found:
        return None
    best = min(distance for _, distance, _ in found)
    nearest = {word for word, distance, _ in found if distance == best}
    # A first letter is seldom wrong, and of words that are as near a plural is the same word.
    nearest = {word for word in nearest if word[0] == written[0]} or nearest
    stems = {word.removesuffix("s") for word in nearest}
    is_one = len(nearest) == 1 or len(stems) == 1
    return min(nearest, key=lambda word: abs(len(word) - len(written))) if is_one else None


def _letters(word: str) -> str:
    return "".join(sorted(word))
