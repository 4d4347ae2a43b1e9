"""Spelling: which words of the records may be meant by one that was mistyped.

Words with one error are found by making all that can be one error away and looking each up; words with two, by
groups of three letters that they share. Neither reads more of the vocabulary than that.
"""

import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA, JaroWinkler
from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from frontdesk.platform.unit_of_work import UnitOfWork

# Shorter words have too many neighbours, longer ones are no names; the vocabulary holds only these.
SHORTEST, LONGEST = 3, 30
TWO_ERRORS_FROM = 6
# Those that are much less like than the likest are left out.
MOST_MENDINGS, LESS_LIKE = 5, 0.15
# Sorts after every letter in the order of the indexes.
ABOVE = "\U0010ffff"
_MOST_GRAMS = 9
_MOST_READ = 3_000

_BY_ONE_ERROR = text(
    "SELECT DISTINCT given.word AS given, seen.word FROM unnest(:given, :variants) AS given (word, variant)"
    " JOIN crm_vocabulary seen ON seen.word = given.variant"
).bindparams(bindparam("given", type_=ARRAY(Text)), bindparam("variants", type_=ARRAY(Text)))

_KNOWN = text(
    "SELECT given.word FROM unnest(:words) AS given (word) WHERE EXISTS"
    " (SELECT 1 FROM crm_vocabulary WHERE word >= given.word AND word < given.word || :above)"
).bindparams(bindparam("words", type_=ARRAY(Text)), above=ABOVE)

_BY_BEGINNING = text(
    "SELECT DISTINCT seen.word FROM unnest(:variants) AS given (variant) CROSS JOIN LATERAL"
    " (SELECT word FROM crm_vocabulary WHERE word >= given.variant AND word < given.variant || :above"
    "  ORDER BY word LIMIT 3) seen"
).bindparams(bindparam("variants", type_=ARRAY(Text)), above=ABOVE)


@dataclass(frozen=True)
class Mending:
    """A word of the records that may be meant. `likeness`, 0 to 1: how sure that is."""

    word: str
    likeness: float

    @classmethod
    def of(cls, given: str, word: str, errors: int, *, is_beginning: bool = False) -> "Mending":
        """`errors`: how many letters differ; `is_beginning`: what was given is the beginning of a longer word."""
        # Of words that differ in as many letters the one that begins and goes on alike is the likelier.
        alike = JaroWinkler.similarity(given, word[: len(given)] if is_beginning else word)
        return cls(word, (1 - (errors + 0.5 * is_beginning) / max(len(given), 4)) * (1 + alike) / 2)


def can_be_mended(word: str) -> bool:
    """Numbers and very short words are what they are."""
    return SHORTEST <= len(word) <= LONGEST and not any(letter.isdigit() for letter in word)


def errors_allowed(word: str) -> int:
    return 2 if len(word) >= TWO_ERRORS_FROM else 1


class Speller:
    """Looks for the words that were meant."""

    async def mend(
        self, unit: UnitOfWork, words: Sequence[str], unfinished: str | None = None
    ) -> dict[str, list[Mending]]:
        """For each word up to five others of the workspace's records, the likest first.

        `unfinished`: the one of them that may be the beginning of a longer word.
        """
        wanted = [word for word in dict.fromkeys(words) if can_be_mended(word)]
        if not wanted:
            return {}
        found = await self._by_one_error(unit, wanted)
        for word in wanted:
            if not found[word] and word == unfinished:
                found[word] = await self._by_beginning(unit, word)
            if not found[word] and (errors_allowed(word) > 1 or not word.isascii()):
                found[word] = await self._by_grams(unit, word)
        return {word: _best(mendings) for word, mendings in found.items()}

    async def known(self, unit: UnitOfWork, words: Sequence[str]) -> frozenset[str]:
        """Those of the words with which a word of the records begins."""
        rows = await unit.execute(_KNOWN, {"words": [word for word in words if can_be_mended(word)]})
        return frozenset(rows.scalars())

    async def _by_one_error(self, unit: UnitOfWork, words: Sequence[str]) -> dict[str, list[Mending]]:
        pairs = [(word, variant) for word in words for variant in variants(word)]
        given, made = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        rows = await unit.execute(_BY_ONE_ERROR, {"given": given, "variants": made})
        found: dict[str, list[Mending]] = {word: [] for word in words}
        for row in rows:
            found[row.given].append(Mending.of(row.given, row.word, 1))
        return found

    async def _by_beginning(self, unit: UnitOfWork, word: str) -> list[Mending]:
        made = [variant for variant in variants(word) if variant[0] == word[0] and len(variant) >= SHORTEST]
        rows = await unit.execute(_BY_BEGINNING, {"variants": made})
        return [Mending.of(word, row.word, 1, is_beginning=True) for row in rows]

    async def _by_grams(self, unit: UnitOfWork, word: str) -> list[Mending]:
        pairs = _pairs_of_grams(word)
        statement = _by_pairs(len(pairs))
        values = {f"pair{place}": [f"{unit.workspace_id}:{gram}" for gram in pair] for place, pair in enumerate(pairs)}
        rows = await unit.execute(statement, values)
        found = []
        for other in rows.scalars():
            errors = OSA.distance(word, other, score_cutoff=errors_allowed(word))
            if 0 < errors <= errors_allowed(word):
                found.append(Mending.of(word, other, errors))
        return found


@lru_cache(maxsize=64)
def _by_pairs(count: int) -> TextClause:
    """The words that have both groups of letters of one of so many pairs."""
    names = [f"pair{place}" for place in range(count)]
    conditions = " OR ".join(f"grams @> :{name}" for name in names)
    return text(
        f"SELECT word FROM crm_known_words WHERE {conditions} LIMIT {_MOST_READ}"  # noqa: S608 - numbers alone
    ).bindparams(*(bindparam(name, type_=ARRAY(Text)) for name in names))


def variants(word: str) -> list[str]:
    """All that one typing error can make of a word: a letter too many, too few, another, or two changed about."""
    letters = set(string.ascii_lowercase) | set(word)
    return sorted({one for one in _variants(word, letters) if len(one) >= 2} - {word})


def _variants(word: str, letters: set[str]) -> Iterator[str]:
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        for letter in letters:
            yield before + letter + after
            if after and (place > 0 or len(word) > SHORTEST):
                yield before + letter + after[1:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _pairs_of_grams(word: str) -> list[tuple[str, str]]:
    """Pairs of groups of three letters of which a word with two errors still has one, as a rule."""
    padded = f"  {word} "
    grams = list(dict.fromkeys(padded[place : place + 3] for place in range(len(word) + 1)))
    step = max(1, -(-len(grams) // _MOST_GRAMS))
    return list(combinations(grams[::step], 2))


def _best(mendings: Sequence[Mending]) -> list[Mending]:
    best = sorted(mendings, key=lambda mending: (-mending.likeness, len(mending.word), mending.word))[:MOST_MENDINGS]
    return [mending for mending in best if mending.likeness >= best[0].likeness - LESS_LIKE]
