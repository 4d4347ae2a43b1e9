"""The two statements of a search: what the bot's knowledge is like, then the best passages.

A small bot's passages are all compared. A large one's are found through the HNSW index (which goes on until enough
of what it finds is the bot's) and through the lists of the question's rarest words; all that is then scored exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pgvector import SparseVector
from sqlalchemy import TextClause, text

from frontdesk.platform.unit_of_work import UnitOfWork

# Up to here comparing every passage takes about as long as walking the index, and it misses nothing.
MOST_COMPARED = 3_000
# Only this dimension has an index; others are compared one by one.
INDEXED_DIMENSION = 384

_OVERVIEW = text(
    """
    SELECT s.passages, s.calibration, -(s.centre <#> CAST(:vector AS vector)) AS commonness,
        ARRAY(SELECT u.id FROM knowledge_uploads u JOIN knowledge_sources k ON k.id = u.source_id
              WHERE u.bot_id = :bot_id AND u.is_live AND u.model = :model
                AND (CAST(:source AS text) IS NULL OR k.name = :source)
                AND (CAST(:kind AS text) IS NULL OR k.kind = :kind)) AS uploads,
        EXISTS(SELECT FROM knowledge_uploads u
               WHERE u.bot_id = :bot_id AND u.is_live AND u.model <> :model
                 AND NOT EXISTS(SELECT FROM knowledge_uploads w WHERE w.source_id = u.source_id AND NOT w.is_live)
              ) AS outdated,
        (SELECT array_agg(v.term) FROM knowledge_vocabulary v
         WHERE v.bot_id = :bot_id AND v.term = ANY(CAST(:terms AS integer[]))) AS terms,
        (SELECT array_agg(v.passages) FROM knowledge_vocabulary v
         WHERE v.bot_id = :bot_id AND v.term = ANY(CAST(:terms AS integer[]))) AS frequencies,
        set_config('hnsw.ef_search', :ef_search, true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
        set_config('hnsw.max_scan_tuples', '60000', true), set_config('jit', 'off', true)
    FROM (SELECT) AS always
    LEFT JOIN knowledge_statistics s ON s.bot_id = :bot_id AND s.model = :model
    """
)

_ALL = """
    SELECT v.passage_id, greatest(-(v.embedding <#> CAST(:vector AS halfvec)), 0) AS meaning,
           -(v.words <#> CAST(:words AS sparsevec)) AS words
    FROM knowledge_vectors v
    WHERE v.bot_id = :bot_id AND v.upload_id = ANY(CAST(:uploads AS bigint[])) AND v.dimension = :dimension {category}
"""
_CANDIDATES = """
    WITH near AS MATERIALIZED (
        SELECT v.passage_id FROM knowledge_vectors v
        WHERE v.bot_id = :bot_id AND v.dimension = 384 AND v.upload_id = ANY(CAST(:uploads AS bigint[])) {category}
        ORDER BY (v.embedding::halfvec(384)) <#> CAST(:vector AS halfvec(384)) LIMIT :candidates
    ), spoken AS MATERIALIZED (
        SELECT passage_id FROM (
            SELECT unnest(p.passage_ids) AS passage_id, given.weight
            FROM unnest(CAST(:rare AS integer[]), CAST(:rare_weights AS real[])) AS given (term, weight)
            JOIN knowledge_postings p ON p.upload_id = ANY(CAST(:uploads AS bigint[])) AND p.term = given.term
        ) AS found GROUP BY passage_id ORDER BY sum(weight) DESC, passage_id LIMIT :candidates
    )
    SELECT v.passage_id, greatest(-(v.embedding <#> CAST(:vector AS halfvec)), 0) AS meaning,
           -(v.words <#> CAST(:words AS sparsevec)) AS words
    FROM knowledge_vectors v
    WHERE v.bot_id = :bot_id AND v.passage_id IN (SELECT passage_id FROM near UNION SELECT passage_id FROM spoken)
      AND v.upload_id = ANY(CAST(:uploads AS bigint[])) {category}
"""
_BEST = """
    SELECT p.id, p.kind, p.title, p.content, p.category, p.external_id, p.page,
           k.id AS source_id, k.name AS source, best.meaning, best.words, best.score
    FROM (SELECT scored.*, meaning + :weight * words * (1 - meaning) AS score FROM ({found}) AS scored
          ORDER BY score DESC, passage_id LIMIT :limit) AS best
    JOIN knowledge_passages p ON p.id = best.passage_id
    JOIN knowledge_uploads u ON u.id = p.upload_id
    JOIN knowledge_sources k ON k.id = u.source_id
    ORDER BY best.score DESC, p.id
"""
_CATEGORY = "AND lower(v.category) = lower(:category)"


def written(vector: NDArray[np.float32]) -> str:
    """A vector as PostgreSQL reads it. Four digits are what half precision keeps of numbers below 1."""
    return "[" + ",".join([f"{value:.4f}" for value in vector.tolist()]) + "]"


@dataclass(frozen=True)
class Overview:
    """A bot's knowledge as a question sees it.

    `commonness`: mean similarity of the question to all passages. `frequencies`: in how many passages each of the
    question's terms occurs. `outdated`: some passages have vectors of another model, and none are being made.
    """

    passages: int
    calibration: Mapping[str, Any] | None
    commonness: float
    uploads: Sequence[int]
    frequencies: Mapping[int, int]
    outdated: bool


@dataclass(frozen=True)
class Found:
    """A passage with its similarity in meaning, its share of the question's words, and the score of both."""

    id: int
    kind: str
    title: str
    content: str
    category: str | None
    external_id: str | None
    page: int | None
    source_id: int
    source: str
    meaning: float
    words: float
    score: float


@dataclass(frozen=True)
class Wanted:
    """A question ready to be searched for, in these uploads. `weight` is what words add to meaning."""

    bot_id: int
    vector: str
    dimension: int
    words: SparseVector
    rare: Mapping[int, float]
    uploads: Sequence[int]
    passages: int
    category: str | None
    weight: float
    limit: int


class SearchRepository:
    """Statements of a search. `ef_search` and `candidates`: how far the index is walked, how many it yields."""

    def __init__(self, ef_search: int = 100, candidates: int = 40, most_compared: int = MOST_COMPARED):
        self._ef_search = ef_search
        self._candidates = candidates
        self._most_compared = most_compared

    async def overview(
        self,
        unit: UnitOfWork,
        bot_id: int,
        model: str,
        vector: str,
        terms: Sequence[int],
        source: str | None,
        kind: str | None,
    ) -> Overview:
        parameters = {
            "bot_id": bot_id,
            "model": model,
            "vector": vector,
            "terms": list(terms),
            "source": source,
            "kind": kind,
            "ef_search": str(self._ef_search),
        }
        row = (await unit.execute(_OVERVIEW, parameters)).one()
        frequencies = dict(zip(row.terms or (), row.frequencies or (), strict=True))
        return Overview(
            row.passages or 0, row.calibration, row.commonness or 0.0, row.uploads, frequencies, row.outdated
        )

    async def best(self, unit: UnitOfWork, wanted: Wanted) -> list[Found]:
        """The best passages, best first; of equal ones the older."""
        by_index = wanted.passages > self._most_compared and wanted.dimension == INDEXED_DIMENSION
        parameters: dict[str, Any] = {
            "bot_id": wanted.bot_id,
            "vector": wanted.vector,
            "words": wanted.words.to_text(),
            "uploads": list(wanted.uploads),
            "weight": wanted.weight,
            "limit": wanted.limit,
        }
        if wanted.category is not None:
            parameters["category"] = wanted.category
        if by_index:
            parameters["rare"] = list(wanted.rare)
            parameters["rare_weights"] = list(wanted.rare.values())
            parameters["candidates"] = max(self._candidates, wanted.limit)
        else:
            parameters["dimension"] = wanted.dimension
        rows = await unit.execute(_statement(by_index, wanted.category is not None), parameters)
        return [Found(**row._mapping) for row in rows]


@cache
def _statement(by_index: bool, in_category: bool) -> TextClause:
    found = (_CANDIDATES if by_index else _ALL).format(category=_CATEGORY if in_category else "")
    return text(_BEST.format(found=found))
