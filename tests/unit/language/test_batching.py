"""Concurrent callers of one embedding thread."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from frontdesk.language.batching import BatchingEmbedder, EmbedderClosedError
from frontdesk.language.embedding import Vectors


class GatedEmbedder:
    """Answers with the text's length once the test opens the gate, and notes each run."""

    name = "gated"
    dimension = 2

    def __init__(self) -> None:
        self.runs: list[list[str]] = []
        self.gate = threading.Event()
        self.started = threading.Event()

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.runs.append(list(texts))
        self.started.set()
        assert self.gate.wait(10)
        if "bad" in texts:
            raise ValueError("bad text")
        return np.array([[len(text), 0] for text in texts], dtype=np.float32)


@pytest.fixture
def gated() -> Iterator[GatedEmbedder]:
    embedder = GatedEmbedder()
    yield embedder
    embedder.gate.set()


def run(coroutine: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(coroutine, 20))


async def first_run_started(embedder: GatedEmbedder) -> None:
    assert await asyncio.to_thread(embedder.started.wait, 10)


def test_what_arrives_during_a_run_makes_up_the_next(gated: GatedEmbedder) -> None:
    async def scenario() -> None:
        batching = BatchingEmbedder(gated)
        first = asyncio.create_task(batching.embed_one("a"))
        await first_run_started(gated)
        others = [asyncio.create_task(batching.embed_one(text)) for text in ("bb", "ccc", "bb")]
        await asyncio.sleep(0)
        gated.gate.set()
        vectors = await asyncio.gather(first, *others)
        assert [int(vector[0]) for vector in vectors] == [1, 2, 3, 2]
        assert gated.runs == [["a"], ["bb", "ccc"]]
        await batching.close()

    run(scenario())


def test_a_cancelled_caller_leaves_the_others_alone(gated: GatedEmbedder) -> None:
    async def scenario() -> None:
        batching = BatchingEmbedder(gated)
        running = asyncio.create_task(batching.embed_one("running"))
        await first_run_started(gated)
        waiting = asyncio.create_task(batching.embed_one("waiting"))
        kept = asyncio.create_task(batching.embed_one("kept"))
        await asyncio.sleep(0)
        running.cancel()
        waiting.cancel()
        gated.gate.set()
        assert (await kept)[0] == 4
        assert gated.runs == [["running"], ["kept"]]
        assert running.cancelled()
        assert waiting.cancelled()
        await batching.close()

    run(scenario())


def test_an_exception_reaches_its_run_only(gated: GatedEmbedder) -> None:
    async def scenario() -> None:
        gated.gate.set()
        batching = BatchingEmbedder(gated)
        with pytest.raises(ValueError, match="bad text"):
            await batching.embed_one("bad")
        assert (await batching.embed_one("good"))[0] == 4
        await batching.close()

    run(scenario())


def test_many_come_back_in_order_and_behind_single_ones(gated: GatedEmbedder) -> None:
    async def scenario() -> None:
        batching = BatchingEmbedder(gated)
        first = asyncio.create_task(batching.embed_one("first"))
        await first_run_started(gated)
        many = asyncio.create_task(batching.embed_many(["long text", "x", "text"]))
        await asyncio.sleep(0)
        urgent = asyncio.create_task(batching.embed_one("urgent"))
        await asyncio.sleep(0)
        gated.gate.set()
        assert (await many)[:, 0].tolist() == [9, 1, 4]
        await asyncio.gather(first, urgent)
        assert gated.runs[1] == ["urgent"]
        await batching.close()

    run(scenario())


def test_bulk_work_is_cut_into_short_runs(gated: GatedEmbedder) -> None:
    async def scenario() -> None:
        gated.gate.set()
        batching = BatchingEmbedder(gated)
        vectors = await batching.embed_many([f"{number:03d}" + "y" * 897 for number in range(9)])
        assert vectors.shape == (9, 2)
        assert max(map(len, gated.runs)) == 2
        assert (await batching.embed_many([])).shape == (0, 2)
        await batching.close()

    run(scenario())


def test_closing_fails_what_waits_and_finishes_what_runs(gated: GatedEmbedder) -> None:
    async def scenario() -> None:
        batching = BatchingEmbedder(gated)
        running = asyncio.create_task(batching.embed_one("running"))
        await first_run_started(gated)
        waiting = asyncio.create_task(batching.embed_one("waiting"))
        await asyncio.sleep(0)
        closing = asyncio.create_task(batching.close())
        await asyncio.sleep(0)
        gated.gate.set()
        await closing
        assert (await running)[0] == 7
        with pytest.raises(EmbedderClosedError):
            await waiting
        with pytest.raises(EmbedderClosedError):
            await batching.embed_one("late")

    run(scenario())


def test_the_cache_keeps_the_latest_vectors(gated: GatedEmbedder) -> None:
    async def scenario() -> None:
        gated.gate.set()
        batching = BatchingEmbedder(gated, cached_vectors=2)
        for text in ("one", "two", "one", "three", "one", "two"):
            await batching.embed_one(text)
        assert gated.runs == [["one"], ["two"], ["three"], ["two"]]
        vector = await batching.embed_one("two")
        assert not vector.flags.writeable
        await batching.close()

    run(scenario())
