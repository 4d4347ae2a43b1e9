"""Cuts a text into the words that searching compares."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

MAXIMUM_CHARACTERS = 100_000

_STOPWORDS = """
a about after again all also am an and any are arent as at be because been before being but by can cannot
cant could couldnt d did didnt do does doesnt doing done dont each else ever every for from further
get gets getting go goes going got had hadnt has hasnt have havent having he hello her here hers hes hey
hi him his how hows i if im in into is isnt it its itself ive just let lets like ll m me might mine
more most much must my myself no nor not now of off on once only or other our ours out over own please re
s same shall she shes should shouldnt so some such t than thank thanks that thats the their theirs them
then there theres these they theyre theyve this those through to too under until up upon us ve very was
wasnt we were werent weve what whats when where wheres which while who whom whose why will with without
wont would wouldnt yes yet you youll your youre yours yourself youve
"""
STOPWORDS = frozenset(_STOPWORDS.split())

# Without their apostrophe these are words of their own.
_CONTRACTIONS = frozenset({"id", "ill", "well", "shell", "hell", "wed", "shed"})

# Letters and digits; a hyphen, apostrophe, point, comma or slash only between two of them; and C++ or C#.
_TOKEN = re.compile(r"\b[a-z](?:\+\+|#)|[^\W_]+(?:[-'.,/][^\W_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc\u2010\u2011", "'''--")
_SEPARATORS = re.compile(r"[-'.,/]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")

_stemmer = Stemmer.Stemmer("english")
_stemming = threading.Lock()


def terms(text: str) -> list[str]:
    """The stems that stand for a text in a word search, in order, repeated as often as they occur.

    Lower case without accents; English stems by Snowball; stopwords left out. Numbers keep their decimals. A
    code is one term however it is hyphenated ("E-4012", "e4012"), and its long number one more ("4012").
    Costs about 10 microseconds for a question. Words beyond the first 100,000 characters do not count.
    """
    found: list[str] = []
    for token in _TOKEN.findall(folded(text[:MAXIMUM_CHARACTERS])):
        found.extend(_token_terms(token))
    return found


def folded(text: str) -> str:
    """Lower case, accents taken off, one kind of apostrophe and hyphen."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


@lru_cache(maxsize=32_768)
def stem(word: str) -> str:
    """The Snowball stem of one lower-case word; words with digits stay as they are."""
    if not word.isalpha():
        return word
    # One stemmer must not be used by two threads at once.
    with _stemming:
        return str(_stemmer.stemWord(word))


@lru_cache(maxsize=32_768)
def _token_terms(token: str) -> tuple[str, ...]:
    if _NUMBER.fullmatch(token):
        return (_THOUSANDS.sub("", token),)
    parts = _parts(token)
    return tuple(stem(part) for part in parts if part and part not in STOPWORDS)


def _parts(token: str) -> list[str]:
    whole = token.removesuffix("'s").replace("'", "")
    if whole in _CONTRACTIONS and "'" in token:
        return []
    parts = _SEPARATORS.split(whole)
    if len(parts) == 1 or "." in whole or "," in whole or "/" in whole:
        return [whole.replace("-", "")] if len(parts) == 1 else _split_further(whole)
    joined = "".join(parts)
    if any(character.isdigit() for character in joined):
        return [joined, *(part for part in parts if part.isdigit() and len(part) > 2)]
    if min(map(len, parts)) <= 2:
        return [joined, *(part for part in parts if len(part) > 2)]
    return parts


def _split_further(whole: str) -> list[str]:
    """The parts of an address, a path or words run together by a missing space."""
    return [part for piece in re.split(r"[.,/]", whole) for part in _parts(piece)]
