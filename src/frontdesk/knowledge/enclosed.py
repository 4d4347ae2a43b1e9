"""Search in what came with the question: files that are read for this one answer and belong to no bot's knowledge.

Passages are scored as those of the knowledge are, and how sure the score is is told by the same regression. A file has
too few passages of its own to tell which words are rare, so they count as if among those of an ordinary bot.
Measured in docs/decisions/0076-attachments.md.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from frontdesk.knowledge.confidence import ORDINARY_COMMONNESS, Calibration, ConfidenceModel, Evidence
from frontdesk.knowledge.search import WORDS_WEIGHT, SearchOutcome, SearchResult
from frontdesk.knowledge.term_weights import QuestionWords, passage_words

KIND = "attachment"
ORDINARY_PASSAGES = 400


class EnclosedPassage(Protocol):
    """A passage of a file. `vector`: float32 [dimension] of length 1; None where only its words are known."""

    @property
    def reference(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def page(self) -> int | None: ...
    @property
    def content(self) -> str: ...
    @property
    def vector(self) -> NDArray[np.float32] | None: ...


@dataclass(frozen=True)
class _Scored:
    passage: EnclosedPassage
    meaning: float
    words: float

    @property
    def score(self) -> float:
        return self.meaning + WORDS_WEIGHT * self.words * (1 - self.meaning)


class EnclosedSearch:
    """Searches the passages of files that came with a question."""

    def __init__(self, model: ConfidenceModel):
        self._model = model

    def run(
        self,
        passages: Sequence[EnclosedPassage],
        text: str,
        vector: NDArray[np.float32],
        limit: int,
        confidence: float,
    ) -> SearchOutcome:
        """The best `limit` passages. `vector`: of the text, float32 [dimension]. `confidence`: as for a search."""
        found = sorted(_scored(passages, text, vector), key=lambda each: -each.score)
        if not found:
            return SearchOutcome()
        best, others = found[0], [each.score for each in found[1:]]
        evidence = Evidence.of(best.score, best.meaning, others, ORDINARY_COMMONNESS, 1)
        probability = self._model.probability(evidence, Calibration())
        return SearchOutcome(
            [_result(each) for each in found[:limit]],
            probability,
            self._model.score_needed(evidence, Calibration(), confidence),
            probability < confidence,
        )


def together(known: SearchOutcome, enclosed: SearchOutcome, limit: int) -> SearchOutcome:
    """One outcome of both: the one that fits better comes first, and what else was found behind its best passage."""
    first, second = sorted((enclosed, known), key=_fit, reverse=True)
    rest = sorted([*first.results[1:], *second.results], key=lambda result: -result.score)
    return SearchOutcome(
        [*first.results[:1], *rest][:limit],
        first.confidence,
        first.limit,
        first.nothing_fits,
        known.questions,
        known.outdated,
    )


def _fit(outcome: SearchOutcome) -> tuple[bool, float]:
    best = outcome.results[0].score if outcome.results else 0.0
    return not outcome.nothing_fits, best if not outcome.nothing_fits else outcome.confidence


def _scored(passages: Sequence[EnclosedPassage], text: str, vector: NDArray[np.float32]) -> list[_Scored]:
    words = [passage_words("", passage.content) for passage in passages]
    frequencies = Counter(number for each in words for number in each)
    weights = QuestionWords.of(text).weights(frequencies, max(ORDINARY_PASSAGES, len(passages)))
    return [
        _Scored(passage, _meaning(passage, vector), _covered(weights, each))
        for passage, each in zip(passages, words, strict=True)
    ]


def _meaning(passage: EnclosedPassage, vector: NDArray[np.float32]) -> float:
    return 0.0 if passage.vector is None else max(0.0, float(passage.vector @ vector))


def _covered(weights: Mapping[int, float], words: Mapping[int, float]) -> float:
    return sum(weight * words[number] for number, weight in weights.items() if number in words)


def _result(found: _Scored) -> SearchResult:
    passage = found.passage
    return SearchResult(
        id=passage.reference,
        kind=KIND,
        title=passage.name,
        content=passage.content,
        score=round(min(1.0, found.score), 4),
        source=passage.name,
        source_id=None,
        page=passage.page,
        category=None,
        external_id=None,
        meaning=round(min(1.0, found.meaning), 4),
        words=round(min(1.0, found.words), 4),
    )
