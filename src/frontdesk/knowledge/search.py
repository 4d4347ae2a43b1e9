"""Search: words and meaning as one score, and how sure that score is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from frontdesk.knowledge.confidence import Calibration, ConfidenceModel, Evidence
from frontdesk.knowledge.search_repository import Found, Overview, SearchRepository, Wanted, written
from frontdesk.knowledge.term_weights import QuestionWords, rarest, sparse
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.text import printable
from frontdesk.platform.unit_of_work import UnitOfWork

# What a question whose words are all covered adds, as a share of what meaning leaves open up to 1.
WORDS_WEIGHT = 0.2
# Most passages that the lists of rare words may name for one question.
RARE_BUDGET = 3_000
# The passages that are looked at for the lead of the best one, beyond those asked for.
LOOK_BEYOND = 4
MOST_CHARACTERS = 4_000
DEFAULT_CONFIDENCE = 0.6


@dataclass(frozen=True)
class Filters:
    """Only passages that fit all that is given: category in any case, name of the source, kind."""

    category: str | None = None
    source: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class SearchResult:
    """A passage that was found. `score` 0 to 1; `meaning` and `words` are the parts it was made of.

    `id`: a number, or for a passage of a file that came with the question the words by which it is known there.
    """

    id: int | str
    kind: str
    title: str
    content: str
    score: float
    source: str
    source_id: int | None
    page: int | None
    category: str | None
    external_id: str | None
    meaning: float
    words: float


@dataclass(frozen=True)
class NearQuestion:
    """The question of an FAQ that came near to what was asked, with its score and category."""

    title: str
    score: float
    category: str | None


@dataclass(frozen=True)
class SearchOutcome:
    """Results, best first, and whether the desk would answer from them.

    `confidence`: probability that the best passages answer the question. `limit`: the score that the best passage
    would have needed for this question. `nothing_fits`: confidence is below what the bot asks for. `questions`: those
    of the FAQs that came near, each once, also beyond the results, nearest first: what could be asked next.
    """

    results: Sequence[SearchResult] = ()
    confidence: float = 0.0
    limit: float = 1.0
    nothing_fits: bool = True
    questions: Sequence[NearQuestion] = ()
    outdated: bool = field(default=False, compare=False)


class Search:
    """Searches the passages of one bot."""

    def __init__(self, embedder: BatchingEmbedder, model: ConfidenceModel, repository: SearchRepository):
        self._embedder = embedder
        self._model = model
        self._repository = repository

    async def run(
        self,
        unit: UnitOfWork,
        bot_id: int,
        question: str,
        vector: NDArray[np.float32] | None,
        limit: int,
        filters: Filters,
        threshold: float | None,
        confidence: float,
    ) -> SearchOutcome:
        """At most `limit` results with a score of `threshold` or more. `vector`: of the question, if there already."""
        question = printable(question, MOST_CHARACTERS)
        if vector is None:
            vector = await self._embedder.embed_one(question)
        words = QuestionWords.of(question)
        as_text = written(vector)
        overview = await self._repository.overview(
            unit, bot_id, self._embedder.name, as_text, list(words.numbers.values()), filters.source, filters.kind
        )
        if not overview.uploads:
            return SearchOutcome(outdated=overview.outdated)
        wanted = _wanted(bot_id, as_text, words, overview, filters.category, limit + LOOK_BEYOND, len(vector))
        found = await self._repository.best(unit, wanted)
        return self._outcome(found, overview, limit, threshold, confidence)

    def _outcome(
        self,
        found: Sequence[Found],
        overview: Overview,
        limit: int,
        threshold: float | None,
        confidence: float,
    ) -> SearchOutcome:
        if not found:
            return SearchOutcome(outdated=overview.outdated)
        evidence = evidence_of(found, overview)
        calibration = Calibration.from_json(overview.calibration)
        probability = self._model.probability(evidence, calibration)
        kept = [each for each in found[:limit] if threshold is None or each.score >= threshold]
        return SearchOutcome(
            [_result(each) for each in kept],
            probability,
            self._model.score_needed(evidence, calibration, confidence),
            not kept or probability < confidence,
            _near(found),
            overview.outdated,
        )


def _near(found: Sequence[Found]) -> list[NearQuestion]:
    near: dict[str, NearQuestion] = {}
    for each in found:
        if each.kind == "faq":
            near.setdefault(each.title, NearQuestion(each.title, each.score, each.category))
    return list(near.values())


def evidence_of(found: Sequence[Found], overview: Overview) -> Evidence:
    """What the passages found (best first, at least one) say about the question."""
    best = found[0]
    runners_up = [each.score for each in found[1:] if each.content != best.content]
    return Evidence.of(best.score, best.meaning, runners_up, overview.commonness, overview.passages)


def _wanted(
    bot_id: int, vector: str, words: QuestionWords, overview: Overview, category: str | None, limit: int, dimension: int
) -> Wanted:
    weights = words.weights(overview.frequencies, overview.passages)
    return Wanted(
        bot_id=bot_id,
        vector=vector,
        dimension=dimension,
        words=sparse(weights),
        rare=_rare(weights, overview.frequencies),
        uploads=overview.uploads,
        passages=overview.passages,
        category=category,
        weight=WORDS_WEIGHT,
        limit=limit,
    )


def _rare(weights: Mapping[int, float], frequencies: Mapping[int, int]) -> dict[int, float]:
    return {number: weights[number] for number in rarest(weights, frequencies, RARE_BUDGET)}


def _result(found: Found) -> SearchResult:
    return SearchResult(
        id=found.id,
        kind=found.kind,
        title=found.title,
        content=found.content,
        score=round(min(1.0, found.score), 4),
        source=found.source,
        source_id=found.source_id,
        page=found.page,
        category=found.category,
        external_id=found.external_id,
        meaning=round(min(1.0, found.meaning), 4),
        words=round(min(1.0, found.words), 4),
    )
