"""Slips: words of the language that were mistyped, mended where only one of its words is near.

A word that is one of English is no slip, however near another one is: `tree` is not `three`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from frontdesk.assistant.language.tokens import Token
from frontdesk.language.common_words import common_words

SHORTEST = 4
TWO_ERRORS_FROM = 8


def mended(tokens: Sequence[Token], unknown: Collection[int], known: Iterable[str]) -> list[Token]:
    """The tokens, those at the places `unknown` as the one known word that is near, if just one is."""
    words = [word for word in known if len(word) >= SHORTEST - 1]
    common = common_words()
    unknown = {place for place in unknown if tokens[place].word not in common}
    return [_mended(token, words) if place in unknown else token for place, token in enumerate(tokens)]


def _mended(token: Token, words: Sequence[str]) -> Token:
    word = nearest_word(token.word, words)
    return token if word is None else replace(token, word=word, slip=token.word)


def nearest_word(written: str, words: Sequence[str]) -> str | None:
    """The one word that is at most one error away (two in long words); None where there is none, or several."""
    if len(written) < SHORTEST - 1 or not written.isalpha():
        return None
    changed_about = [word for word in words if len(word) == len(written) and sorted(word) == sorted(written)]
    turned = [word for word in changed_about if OSA.distance(written, word) == 1]
    if len(turned) == 1 or len(written) < SHORTEST:
        return turned[0] if len(turned) == 1 else None
    most = 2 if len(written) >= TWO_ERRORS_FROM else 1
    found = process.extract(written, words, scorer=OSA.distance, score_cutoff=most, limit=8)
    if not found:
        return None
    best = min(distance for _, distance, _ in found)
    near = {word for word, distance, _ in found if distance == best}
    # A first letter is seldom wrong, and of words that are as near a plural is the same word.
    same = {word for word in near if word[0] == written[0]}
    near = same or near
    stems = {word.removesuffix("s") for word in near}
    return min(near, key=lambda word: abs(len(word) - len(written))) if len(near) == 1 or len(stems) == 1 else None
