"""Writes the index: vectors and words of passages, and each bot's vocabulary and statistics."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector
from sqlalchemy import ColumnElement, delete, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from frontdesk.knowledge.models import passages, postings, statistics, uploads, vectors
from frontdesk.knowledge.term_weights import sparse
from frontdesk.platform.unit_of_work import UnitOfWork

_COUNT_VOCABULARY = text(
    """
    INSERT INTO knowledge_vocabulary (workspace_id, bot_id, term, passages)
    SELECT p.workspace_id, :bot_id, p.term, sum(cardinality(p.passage_ids))
    FROM knowledge_postings p JOIN knowledge_uploads u ON u.id = p.upload_id
    WHERE u.bot_id = :bot_id AND u.is_live
    GROUP BY p.workspace_id, p.term
    """
)
_FORGET_VOCABULARY = text("DELETE FROM knowledge_vocabulary WHERE bot_id = :bot_id")
_CENTRE = text(
    """
    SELECT count(*) AS passages, avg(v.embedding)::text AS centre
    FROM knowledge_vectors v JOIN knowledge_uploads u ON u.id = v.upload_id
    WHERE v.bot_id = :bot_id AND u.bot_id = :bot_id AND u.model = :model AND u.is_live
    """
)
_SAMPLE = text(
    """
    SELECT p.id, p.kind, p.title, v.embedding
    FROM knowledge_vectors v
    JOIN knowledge_uploads u ON u.id = v.upload_id
    JOIN knowledge_passages p ON p.id = v.passage_id
    WHERE v.bot_id = :bot_id AND u.bot_id = :bot_id AND u.model = :model
      AND ((u.is_live AND u.source_id IS DISTINCT FROM CAST(:source_id AS bigint)) OR u.id = CAST(:upload_id AS bigint))
    ORDER BY md5(p.title || p.content), p.id LIMIT :limit
    """
).columns(embedding=vectors.c.embedding.type)


@dataclass(frozen=True)
class IndexingTask:
    """An upload that is being indexed, to take the place of what its source said before."""

    workspace_id: int
    bot_id: int
    source_id: int
    upload_id: int


@dataclass(frozen=True)
class UnindexedPassage:
    id: int
    kind: str
    title: str
    content: str
    category: str | None


@dataclass(frozen=True)
class IndexedPassage:
    """What the index holds of one passage: `vector` float32 [dimension] of length 1, strength of each term."""

    id: int
    category: str | None
    vector: NDArray[np.float32]
    words: Mapping[int, float]


@dataclass(frozen=True)
class Sample:
    """Some passages of a bot, always the same ones: titles, kinds, and `vectors` float32 [n, dimension]."""

    kinds: list[str]
    titles: list[str]
    vectors: NDArray[np.float32]


class IndexRepository:
    """Statements over vectors, postings, vocabulary and statistics."""

    async def unindexed(self, unit: UnitOfWork, task: IndexingTask, after: int, limit: int) -> list[UnindexedPassage]:
        """Passages of an upload that have no vector yet, with an id above `after`."""
        columns = (passages.c.id, passages.c.kind, passages.c.title, passages.c.content, passages.c.category)
        done = select(vectors.c.passage_id).where(
            vectors.c.passage_id == passages.c.id, vectors.c.bot_id == task.bot_id
        )
        statement = select(*columns).where(
            passages.c.upload_id == task.upload_id, passages.c.id > after, ~done.exists()
        )
        rows = await unit.execute(statement.order_by(passages.c.id).limit(limit))
        return [UnindexedPassage(**row._mapping) for row in rows]

    async def add(self, unit: UnitOfWork, task: IndexingTask, found: Sequence[IndexedPassage]) -> None:
        """Adds passages that the index does not hold. Raises IntegrityError if another worker added them first."""
        rows = [
            {
                "passage_id": passage.id,
                "workspace_id": unit.workspace_id,
                "bot_id": task.bot_id,
                "upload_id": task.upload_id,
                "category": passage.category,
                "dimension": len(passage.vector),
                "embedding": HalfVector(passage.vector),
                "words": sparse(passage.words),
            }
            for passage in found
        ]
        await unit.execute(insert(vectors), rows)
        lists = _postings(unit.workspace_id, task.upload_id, found)
        if lists:
            await unit.execute(insert(postings), lists)

    async def forget(self, unit: UnitOfWork, task: IndexingTask, model: str) -> None:
        """Removes what was indexed of an upload by another model, so that it starts again with this one."""
        await unit.execute(delete(vectors).where(*_vectors_of(task)))
        await unit.execute(delete(postings).where(postings.c.upload_id == task.upload_id))
        await unit.execute(uploads.update().where(uploads.c.id == task.upload_id).values(model=model))

    async def count(self, unit: UnitOfWork, task: IndexingTask) -> int:
        statement = select(func.count()).select_from(vectors).where(*_vectors_of(task))
        return int((await unit.execute(statement)).scalar_one())

    async def count_vocabulary(self, unit: UnitOfWork, bot_id: int) -> None:
        """Counts anew in how many of the bot's searched passages each term occurs."""
        await unit.execute(_FORGET_VOCABULARY, {"bot_id": bot_id})
        await unit.execute(_COUNT_VOCABULARY, {"bot_id": bot_id})

    async def centre(self, unit: UnitOfWork, bot_id: int, model: str) -> tuple[int, list[float] | None]:
        """How many passages of the bot this model's vectors are searched for, and their mean."""
        row = (await unit.execute(_CENTRE, {"bot_id": bot_id, "model": model})).one()
        centre = None if row.centre is None else [float(part) for part in row.centre.strip("[]").split(",")]
        return int(row.passages), centre

    async def sample(
        self, unit: UnitOfWork, bot_id: int, model: str, limit: int, coming: IndexingTask | None = None
    ) -> Sample:
        """Passages that are searched, or that will be once the upload that is coming is live."""
        parameters = {
            "bot_id": bot_id,
            "model": model,
            "limit": limit,
            "source_id": coming and coming.source_id,
            "upload_id": coming and coming.upload_id,
        }
        rows = (await unit.execute(_SAMPLE, parameters)).all()
        found = [row.embedding for row in rows]
        stacked = np.array(found, dtype=np.float32) if found else np.empty((0, 0), dtype=np.float32)
        return Sample([row.kind for row in rows], [row.title for row in rows], stacked)

    async def keep_statistics(self, unit: UnitOfWork, bot_id: int, now: datetime, values: dict[str, Any]) -> None:
        """Replaces what is known of the bot's knowledge as a whole."""
        changed = {**values, "updated_at": now}
        statement = upsert(statistics).values(bot_id=bot_id, workspace_id=unit.workspace_id, **changed)
        await unit.execute(statement.on_conflict_do_update(index_elements=["bot_id"], set_=changed))


def _vectors_of(task: IndexingTask) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return vectors.c.bot_id == task.bot_id, vectors.c.upload_id == task.upload_id


def _postings(workspace_id: int, upload_id: int, found: Sequence[IndexedPassage]) -> list[dict[str, Any]]:
    lists: dict[int, list[int]] = defaultdict(list)
    for passage in found:
        for term in passage.words:
            lists[term].append(passage.id)
    return [
        {"workspace_id": workspace_id, "upload_id": upload_id, "term": term, "passage_ids": ids}
        for term, ids in sorted(lists.items())
    ]
