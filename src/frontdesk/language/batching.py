"""Gathers the texts of concurrent callers into batches for one embedding thread."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from frontdesk.language.embedding import MAXIMUM_CHARACTERS, Embedder, Vectors

TEXTS_IN_A_RUN = 64
# A question that arrives waits for the run under way, so one of bulk texts is kept to about 40 ms:
# one or two long passages, or many short ones.
BULK_CHARACTERS_IN_A_RUN = 2_000


class EmbedderClosedError(RuntimeError):
    """The embedder was closed while the text waited, or before it was given."""

    def __init__(self) -> None:
        super().__init__("The embedder is closed.")


class BatchingEmbedder:
    """Asynchronous front of an `Embedder`: one worker thread, one run at a time, no waiting while it is idle.

    What arrives during a run makes up the next one, and a text that several callers ask for is computed once.
    Texts of `embed_many` stand behind those of `embed_one`. A caller that is cancelled leaves the others as
    they are, and its text is dropped when nobody else waits for it. An exception of the embedder reaches
    every caller of that run, and the next run starts afresh. To be used from one event loop at a time.
    """

    def __init__(self, embedder: Embedder, cached_vectors: int = 0) -> None:
        self._embedder = embedder
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="embedding")
        self._urgent: deque[_Wanted] = deque()
        self._bulk: deque[_Wanted] = deque()
        self._runner: asyncio.Task[None] | None = None
        self._cache: OrderedDict[str, Vectors] = OrderedDict()
        self._cached_vectors = cached_vectors
        self._closed = False

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    async def embed_one(self, text: str) -> Vectors:
        """float32 array [dimension], read-only, of length 1.

        Raises EmbedderClosedError, or whatever the embedder raised for this text's run.
        """
        cached = self._cache.get(text)
        if cached is not None:
            self._cache.move_to_end(text)
            return cached
        vector = await self._queue(self._urgent, text)
        self._keep(text, vector)
        return vector

    async def embed_many(self, texts: Sequence[str]) -> Vectors:
        """float32 array [len(texts), dimension], in the order of the texts; the cache is left alone."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        # Neighbours in the queue share a run, and texts of like length make the fullest batches.
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        futures = [self._queue(self._bulk, texts[row]) for row in order]
        try:
            sorted_vectors = await asyncio.gather(*futures)
        finally:
            for future in futures:
                future.cancel()
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        vectors[order] = sorted_vectors
        return vectors

    async def close(self) -> None:
        """Waits for the run that is under way; texts still queued fail with EmbedderClosedError."""
        self._closed = True
        self._fail_all()
        if self._runner is not None:
            await asyncio.wait([self._runner])
        self._thread.shutdown(wait=False)

    def _queue(self, queue: deque[_Wanted], text: str) -> asyncio.Future[Vectors]:
        if self._closed:
            raise EmbedderClosedError
        wanted = _Wanted(text, asyncio.get_running_loop().create_future())
        queue.append(wanted)
        if self._runner is None or self._runner.done():
            self._runner = asyncio.create_task(self._run_all())
        return wanted.future

    async def _run_all(self) -> None:
        try:
            while batch := self._next_batch():
                await self._run(batch)
        finally:
            # Only after a cancellation from outside is anything left: its callers must not wait for ever.
            self._fail_all()

    def _next_batch(self) -> list[_Wanted]:
        return _take(self._urgent, MAXIMUM_CHARACTERS * TEXTS_IN_A_RUN) or _take(self._bulk, BULK_CHARACTERS_IN_A_RUN)

    async def _run(self, batch: list[_Wanted]) -> None:
        texts = list(dict.fromkeys(wanted.text for wanted in batch))
        loop = asyncio.get_running_loop()
        try:
            vectors = await loop.run_in_executor(self._thread, self._embedder.embed, texts)
        except Exception as error:
            for wanted in batch:
                wanted.fail(error)
        except asyncio.CancelledError:
            for wanted in batch:
                wanted.fail(EmbedderClosedError())
            raise
        else:
            found = dict(zip(texts, vectors, strict=True))
            for wanted in batch:
                wanted.answer(found[wanted.text])

    def _keep(self, text: str, vector: Vectors) -> None:
        if not self._cached_vectors:
            return
        self._cache[text] = vector
        if len(self._cache) > self._cached_vectors:
            self._cache.popitem(last=False)

    def _fail_all(self) -> None:
        for queue in (self._urgent, self._bulk):
            while queue:
                queue.popleft().fail(EmbedderClosedError())


class _Wanted:
    """One text and the caller that waits for its vector."""

    __slots__ = ("future", "text")

    def __init__(self, text: str, future: asyncio.Future[Vectors]) -> None:
        self.text = text
        self.future = future

    def answer(self, row: Vectors) -> None:
        if not self.future.done():
            vector = row.copy()
            vector.setflags(write=False)
            self.future.set_result(vector)

    def fail(self, error: Exception) -> None:
        if not self.future.done():
            self.future.set_exception(error)


def _take(queue: deque[_Wanted], characters: int) -> list[_Wanted]:
    """Texts from the front of the queue whose callers still wait; one at least, whatever its length."""
    taken: list[_Wanted] = []
    while queue and len(taken) < TEXTS_IN_A_RUN:
        characters -= min(len(queue[0].text), MAXIMUM_CHARACTERS)
        if taken and characters < 0:
            break
        wanted = queue.popleft()
        if not wanted.future.done():
            taken.append(wanted)
    return taken
