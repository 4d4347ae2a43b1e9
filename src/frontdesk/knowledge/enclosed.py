"""Search in what came with the question: files that are read for this one answer and belong to no bot's knowledge.

Passages are scored as those of the knowledge are, and how sure the score is is told by the same regression. A file has
too few passages of its own to tell which words are rare, so they count as if among those of an ordinary bot.
Measured in docs/decisions/0076-attachments.md.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from frontdesk.knowledge.confidence import ORDINARY_COMMONNESS, Calibration, ConfidenceModel, Evidence
from frontdesk.knowledge.search import WORDS_WEIGHT, SearchOutcome, SearchResult
from frontdesk.knowledge.term_weights import QuestionWords, passage_words

KIND = "attachment"
ORDINARY_PASSAGES = 400
# Who sends a file asks about it: what is .5 of a bot's knowledge counts .6 here.
_ASKED_WITH_IT = Calibration(shift=0.4)


# A term of a passage and how strongly it holds it, as `passage_words` says.
TERMS = np.dtype([("term", "<u4"), ("strength", "<f2")])
Terms = NDArray[np.void]


class EnclosedPassage(Protocol):
    """A passage of a file. `terms`: of TERMS; `vector`: float32 [dimension] of length 1, None where there is none."""

    @property
    def reference(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def page(self) -> int | None: ...
    @property
    def content(self) -> str: ...
    @property
    def terms(self) -> Terms: ...
    @property
    def vector(self) -> NDArray[np.float32] | None: ...


def terms_of(content: str) -> Terms:
    """The terms of a passage, to be kept beside it: making them takes longer than searching them."""
    return np.array(list(passage_words("", content).items()), dtype=TERMS)


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
        if not passages:
            return SearchOutcome()
        meaning, words = _meaning(passages, vector), _covered(passages, text)
        score = meaning + WORDS_WEIGHT * words * (1 - meaning)
        order = np.argsort(-score, kind="stable")
        best, others = order[0], [float(score[at]) for at in order[1:3]]
        evidence = Evidence.of(float(score[best]), float(meaning[best]), others, ORDINARY_COMMONNESS, 1)
        probability = self._model.probability(evidence, _ASKED_WITH_IT)
        return SearchOutcome(
            [_result(passages[at], score[at], meaning[at], words[at]) for at in order[:limit]],
            probability,
            self._model.score_needed(evidence, _ASKED_WITH_IT, confidence),
            probability < confidence,
        )


def beginnings(passages: Sequence[EnclosedPassage], confidence: float) -> SearchOutcome:
    """The first passage of each file, for who asks what is in them; as sure as the bot has to be."""
    first = {passage.name: passage for passage in reversed(passages)}
    results = [_result(passage, 1.0, 1.0, 0.0) for passage in reversed(first.values())]
    return SearchOutcome(results, confidence, confidence, not results)


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


def _meaning(passages: Sequence[EnclosedPassage], vector: NDArray[np.float32]) -> NDArray[np.float64]:
    """Similarity in meaning, float64 [passages]; 0 where a passage has no vector."""
    meaning = np.zeros(len(passages))
    vectors = [passage.vector for passage in passages]
    known = {at: each for at, each in enumerate(vectors) if each is not None}
    if known:
        meaning[list(known)] = np.stack(list(known.values())) @ vector
    return np.maximum(meaning, 0.0)


def _covered(passages: Sequence[EnclosedPassage], text: str) -> NDArray[np.float64]:
    """Share of what the question's words tell that each passage covers, float64 [passages]."""
    terms = np.concatenate([passage.terms for passage in passages])
    owners = np.repeat(np.arange(len(passages)), [len(passage.terms) for passage in passages])
    words = QuestionWords.of(text)
    places = {number: np.flatnonzero(terms["term"] == number) for number in words.numbers.values()}
    frequencies = {number: len(found) for number, found in places.items()}
    covered = np.zeros(len(passages))
    for number, weight in words.weights(frequencies, max(ORDINARY_PASSAGES, len(passages))).items():
        found = places[number]
        covered[owners[found]] += weight * terms["strength"][found]
    return covered


def _result(passage: EnclosedPassage, score: Any, meaning: Any, words: Any) -> SearchResult:
    return SearchResult(
        id=passage.reference,
        kind=KIND,
        title=passage.name,
        content=passage.content,
        score=round(min(1.0, float(score)), 4),
        source=passage.name,
        source_id=None,
        page=passage.page,
        category=None,
        external_id=None,
        meaning=round(min(1.0, float(meaning)), 4),
        words=round(min(1.0, float(words)), 4),
    )
