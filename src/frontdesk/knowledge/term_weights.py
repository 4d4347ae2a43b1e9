"""Words as numbers: how much each word of a question tells, and how strongly a passage holds it.

A passage is a sparse vector over hashed terms; a question too, scaled so that their product is the share of the
question's information that the passage covers (0 to 1, more where codes agree). A term that more than about an eighth
of a bot's passages hold tells nothing; what the share is taken of has a constant added, so that a question without
telling words moves no passage far. Measured in docs/decisions/0030-words-and-meaning.md.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pgvector import SparseVector

from frontdesk.language.words import terms

# pgvector's largest number of dimensions; of 100,000 different words about five pairs share a number.
TERM_SPACE = 1_000_000_000
MOST_TERMS_OF_A_PASSAGE = 2_000
MOST_TERMS_OF_A_QUESTION = 64

# A word held by more than one passage in this many tells nothing.
COMMON = 8.0
# Added to the information of all words of a question before a share of it is taken.
DOUBT = 4.0
# A second mention of a word adds a little, a tenth next to nothing.
SATURATION = 0.5
# A code (with a digit, of four characters or more) means exactly one thing, and vectors hardly tell two codes apart.
CODE_CHARACTERS = 4
CODE_INFORMATION = 4.0
CODE_FACTOR = 3.0


@lru_cache(maxsize=65_536)
def term_number(term: str) -> int:
    """A stable number for a term, 0 to TERM_SPACE - 1."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest()) % TERM_SPACE


def passage_words(title: str, content: str) -> dict[int, float]:
    """Strength of each term of a passage: 1 for one mention, rising to 1.5."""
    counts = Counter(terms(f"{title}\n{content}")).most_common(MOST_TERMS_OF_A_PASSAGE)
    strengths: dict[int, float] = {}
    for term, count in counts:
        strengths[term_number(term)] = (1 + SATURATION) * count / (count + SATURATION)
    return strengths


def sparse(weights: Mapping[int, float]) -> SparseVector:
    return SparseVector(dict(weights), TERM_SPACE)


@dataclass(frozen=True)
class QuestionWords:
    """The distinct terms of a question and their numbers."""

    numbers: Mapping[str, int]

    @classmethod
    def of(cls, text: str) -> "QuestionWords":
        distinct = list(dict.fromkeys(terms(text)))[:MOST_TERMS_OF_A_QUESTION]
        return cls({term: term_number(term) for term in distinct})

    def weights(self, frequencies: Mapping[int, int], passages: int) -> dict[int, float]:
        """What finding each term is worth; together less than 1, codes apart. Terms that tell nothing are left out.

        `frequencies`: in how many of the bot's `passages` each term number occurs.
        """
        information = {
            term: _information(term, frequencies.get(number, 0), passages) for term, number in self.numbers.items()
        }
        whole = sum(information.values()) + DOUBT
        return {
            self.numbers[term]: value / whole * (CODE_FACTOR if is_code(term) else 1.0)
            for term, value in information.items()
            if value > 0
        }


def is_code(term: str) -> bool:
    return len(term) >= CODE_CHARACTERS and any(character.isdigit() for character in term)


def _information(term: str, frequency: int, passages: int) -> float:
    rarity = math.log((passages + 1) / ((frequency + 0.5) * COMMON))
    if frequency and is_code(term):
        rarity += CODE_INFORMATION
    return max(0.0, rarity)


def rarest(weights: Mapping[int, float], frequencies: Mapping[int, int], budget: int) -> list[int]:
    """Terms to look up in the index, rarest first, together in at most `budget` passages (but at least one)."""
    known: Iterable[int] = sorted((number for number in weights if number in frequencies), key=frequencies.__getitem__)
    chosen: list[int] = []
    for number in known:
        budget -= frequencies[number]
        if chosen and budget < 0:
            break
        chosen.append(number)
    return chosen
