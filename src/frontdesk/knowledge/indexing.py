"""Indexing: gives the passages of an upload their vectors and words, then makes them what the bot answers from."""

import asyncio
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from frontdesk.knowledge.bot_calibration import calibrated
from frontdesk.knowledge.confidence import Calibration, ConfidenceModel
from frontdesk.knowledge.index_repository import IndexedPassage, IndexingTask, IndexRepository, UnindexedPassage
from frontdesk.knowledge.repository import SourceRepository
from frontdesk.knowledge.term_weights import passage_words
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.unit_of_work import UnitOfWork

BATCH = 64
# An FAQ's vector is this share its question alone, the rest question and answer together
# (docs/decisions/0030-words-and-meaning.md).
QUESTION_SHARE = 0.25
# About what the embedding model reads of a text; a longer passage is embedded in pieces.
PIECE_CHARACTERS = 1_000
# What a calibration looks at: passages to compare with, and FAQ questions to ask.
MOST_SAMPLED = 2_000
MOST_ASKED = 300
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n+")


class Indexing:
    """Carries out the jobs of knowledge. Works in short transactions and may be stopped and begun again anywhere."""

    def __init__(self, database: Database, embedder: BatchingEmbedder, model: ConfidenceModel, clock: Clock):
        self._database = database
        self._embedder = embedder
        self._model = model
        self._clock = clock
        self._sources = SourceRepository()
        self._index = IndexRepository()

    async def index_source(self, workspace_id: int, source_id: int, upload_id: int) -> None:
        """Indexes an upload and makes it live. Does nothing where another upload has taken its place."""
        task = await self._begin(workspace_id, source_id, upload_id)
        if task is None:
            return
        try:
            await self._index_passages(task)
            await self._go_live(task)
        except Exception as error:
            await self._note_failure(task, error)
            raise

    async def refresh_bot(self, workspace_id: int, bot_id: int) -> None:
        """Works out anew what is known of the bot's knowledge as a whole: vocabulary, centre, calibration."""
        calibration = await self._calibration(workspace_id, bot_id, None)
        async with self._database.unit_of_work(workspace_id) as unit:
            await self._sources.lock(unit, bot_id)
            await self._keep_statistics(unit, bot_id, calibration)

    async def _calibration(self, workspace_id: int, bot_id: int, coming: IndexingTask | None) -> Calibration:
        async with self._database.unit_of_work(workspace_id) as unit:
            sample = await self._index.sample(unit, bot_id, self._embedder.name, MOST_SAMPLED, coming)
        questions = [title for title, kind in zip(sample.titles, sample.kinds, strict=True) if kind == "faq"]
        asked = await self._embedder.embed_many(questions[:MOST_ASKED])
        return calibrated(self._model, sample, asked)

    async def _keep_statistics(self, unit: UnitOfWork, bot_id: int, calibration: Calibration) -> None:
        name = self._embedder.name
        await self._index.count_vocabulary(unit, bot_id)
        passages, centre = await self._index.centre(unit, bot_id, name)
        values = {"model": name, "passages": passages, "centre": centre, "calibration": calibration.as_json()}
        await self._index.keep_statistics(unit, bot_id, self._clock.now(), values)

    async def _begin(self, workspace_id: int, source_id: int, upload_id: int) -> IndexingTask | None:
        """Marks the source as being indexed; None where the upload no longer waits."""
        async with self._database.unit_of_work(workspace_id) as unit:
            source = await self._sources.get(unit, source_id)
            waiting = await self._sources.upload_of(unit, source_id, live=False)
            if source is None or waiting is None or waiting[0] != upload_id:
                return None
            task = IndexingTask(workspace_id, source.bot_id, source_id, upload_id)
            if waiting[1] != self._embedder.name:
                await self._index.forget(unit, task, self._embedder.name)
            indexed = await self._index.count(unit, task)
            await self._mark(unit, source_id, status="indexing", error=None, indexed=indexed)
        return task

    async def _index_passages(self, task: IndexingTask) -> None:
        """Embeds one batch while the next one is read and the one before is written."""
        embedding: asyncio.Task[list[NDArray[np.float32]]] | None = None
        writing: asyncio.Task[None] | None = None
        try:
            batch = await self._next(task, 0)
            while batch:
                embedding = embedding or asyncio.create_task(self._vectors(batch))
                following = await self._next(task, batch[-1].id)
                vectors = await embedding
                embedding = asyncio.create_task(self._vectors(following)) if following else None
                if writing is not None:
                    await writing
                writing = asyncio.create_task(self._write(task, batch, vectors))
                batch = following
            if writing is not None:
                await writing
        finally:
            left = [each for each in (embedding, writing) if each is not None]
            if embedding is not None:
                embedding.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    async def _next(self, task: IndexingTask, after: int) -> list[UnindexedPassage]:
        async with self._database.unit_of_work(task.workspace_id) as unit:
            return await self._index.unindexed(unit, task, after, BATCH)

    async def _write(
        self, task: IndexingTask, batch: Sequence[UnindexedPassage], vectors: Sequence[NDArray[np.float32]]
    ) -> None:
        found = [
            IndexedPassage(passage.id, passage.category, vector, passage_words(passage.title, passage.content))
            for passage, vector in zip(batch, vectors, strict=True)
        ]
        async with self._database.unit_of_work(task.workspace_id, durable=False) as unit:
            await self._index.add(unit, task, found)
            await self._mark(unit, task.source_id, indexed=await self._index.count(unit, task))

    async def _vectors(self, batch: Sequence[UnindexedPassage]) -> list[NDArray[np.float32]]:
        texts: list[str] = []
        places: list[slice] = []
        for passage in batch:
            start = len(texts)
            texts += texts_of(passage)
            places.append(slice(start, len(texts)))
        embedded = await self._embedder.embed_many(texts)
        return [combined(passage.kind, embedded[place]) for passage, place in zip(batch, places, strict=True)]

    async def _go_live(self, task: IndexingTask) -> None:
        """One transaction: the old passages go, the new ones come, and the bot's statistics are those of the new."""
        calibration = await self._calibration(task.workspace_id, task.bot_id, task)
        async with self._database.unit_of_work(task.workspace_id) as unit:
            await self._sources.lock(unit, task.bot_id)
            source = await self._sources.get(unit, task.source_id)
            waiting = await self._sources.upload_of(unit, task.source_id, live=False)
            if source is None or waiting is None or waiting[0] != task.upload_id:
                return
            await self._sources.go_live(unit, task.source_id, task.upload_id, self._embedder.name)
            await self._keep_statistics(unit, task.bot_id, calibration)
            await self._mark(unit, task.source_id, status="ready", error=None, indexed=source.entries)

    async def _note_failure(self, task: IndexingTask, error: Exception) -> None:
        async with self._database.unit_of_work(task.workspace_id) as unit:
            waiting = await self._sources.upload_of(unit, task.source_id, live=False)
            if waiting is not None and waiting[0] == task.upload_id:
                await self._mark(unit, task.source_id, status="failed", error=in_plain_words(error))

    async def _mark(self, unit: UnitOfWork, source_id: int, **values: object) -> None:
        await self._sources.update(unit, source_id, {**values, "updated_at": self._clock.now()})


def texts_of(passage: UnindexedPassage) -> list[str]:
    """The texts whose vectors make up the passage's: an FAQ's question first, then title and content in pieces."""
    pieces = [f"{passage.title}\n{piece}" for piece in _pieces(passage.content)]
    return [passage.title, *pieces] if passage.kind == "faq" else pieces


def combined(kind: str, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """One vector of length 1, float32 [dimension], from those of `texts_of`, float32 [n, dimension]."""
    if kind == "faq":
        mixed = QUESTION_SHARE * vectors[0] + (1 - QUESTION_SHARE) * vectors[1:].mean(axis=0)
    else:
        mixed = vectors.mean(axis=0)
    return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-9), dtype=np.float32)


def _pieces(content: str) -> list[str]:
    """The content in pieces of whole sentences, each about as long as the model reads."""
    if len(content) <= PIECE_CHARACTERS:
        return [content]
    pieces = [""]
    for sentence in _SENTENCE_END.split(content):
        for start in range(0, len(sentence), PIECE_CHARACTERS):
            part = sentence[start : start + PIECE_CHARACTERS]
            if len(pieces[-1]) + len(part) > PIECE_CHARACTERS and pieces[-1]:
                pieces.append("")
            pieces[-1] = f"{pieces[-1]} {part}".strip()
    return pieces


def in_plain_words(error: Exception) -> str:
    """What staff read beside a source that failed."""
    said = str(error).split("\n", 1)[0][:200] or type(error).__name__
    return f"Indexing stopped: {said}. It is tried again by itself; what the source said before is still searched."
