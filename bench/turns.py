"""The support turn (requirements 10.1, 10.5): one at a time, many at once, memory and the time until it is ready."""

import asyncio
import itertools
import json
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from bench.figures import Figure, percentile
from bench.server import Client, Served, memory_megabytes, served

ALONE = 300
SECONDS = 12.0
CLIENTS = 24
SETS = Path(__file__).parents[1] / "evals" / "data"


def messages() -> Iterator[str]:
    """Distinct messages: questions of the evaluation sets, each with a number of its own."""
    texts: list[str] = []
    for path in sorted((SETS / "retrieval").glob("*/questions.jsonl")):
        texts += [json.loads(line)["text"] for line in path.read_text().splitlines()]
    for number in itertools.count():
        yield f"{texts[number % len(texts)]} (order {10_000 + number})"


async def _ask(client: Client, text: str) -> float:
    began = time.perf_counter()
    status, body = await client.post("/api/v1/query", {"user_id": "bench", "message": text})
    assert status == 200, body
    return (time.perf_counter() - began) * 1000


async def _alone(port: int, texts: Iterator[str]) -> list[float]:
    client = await Client(port).open()
    for _ in range(30):
        await _ask(client, next(texts))
    times = [await _ask(client, next(texts)) for _ in range(ALONE)]
    await client.close()
    return times


async def _together(port: int, texts: Iterator[str]) -> tuple[float, list[float]]:
    """Turns a second of many clients that each wait for their answer, and how long each answer took."""
    end = time.perf_counter() + SECONDS
    times: list[float] = []

    async def customer() -> None:
        client = await Client(port).open()
        while time.perf_counter() < end:
            times.append(await _ask(client, next(texts)))
        await client.close()

    began = time.perf_counter()
    await asyncio.gather(*(customer() for _ in range(CLIENTS)))
    return len(times) / (time.perf_counter() - began), times


def embedding_floor(texts: Iterator[str]) -> float:
    """Milliseconds for the vector of one question, nothing else."""
    from frontdesk.language.embedding import LocalEmbedder

    embedder = LocalEmbedder()
    embedder.load()
    times = []
    for _ in range(120):
        text = next(texts)
        began = time.perf_counter()
        embedder.embed([text])
        times.append((time.perf_counter() - began) * 1000)
    return percentile(times[20:], 0.5)


def insert_floor(url: str) -> float:
    """Milliseconds for one committed insert of an event, nothing else."""
    times = []
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bench_floor (id bigserial PRIMARY KEY, data jsonb)")
        for _ in range(200):
            began = time.perf_counter()
            connection.execute("INSERT INTO bench_floor (data) VALUES ('{\"a\": 1}')")
            times.append((time.perf_counter() - began) * 1000)
        connection.execute("DROP TABLE bench_floor")
    return percentile(times, 0.5)


def _database_url(server: Served) -> str:
    from frontdesk.platform.embedded_postgres import EmbeddedPostgres

    return EmbeddedPostgres(server.folder).start()


def run() -> list[Figure]:
    """Measures a real server over a fresh data folder, then its second start."""
    texts = messages()
    with served(None, "--demo") as server:
        embedding, insert = embedding_floor(texts), insert_floor(_database_url(server))
        alone = asyncio.run(_alone(server.port, texts))
        rate, together = asyncio.run(_together(server.port, texts))
        memory = memory_megabytes(server.process.pid)
        floor = embedding + insert
        return [
            Figure("turn alone, p50", percentile(alone, 0.5), "ms", 10, True, floor, "embedding + insert"),
            Figure("turn alone, p95", percentile(alone, 0.95), "ms", None, True, floor, "embedding + insert"),
            Figure("turns a second, one web process", rate, "/s", None, False, 1000 / embedding, "embedding alone"),
            Figure(f"turn with {CLIENTS} at once, p95", percentile(together, 0.95), "ms"),
            Figure("memory of the web process", memory, "MB", 300),
        ]


def run_start() -> list[Figure]:
    """How long until the server is ready, when it was set up before."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as name:
        folder = Path(name)
        with served(folder, "--demo") as first:
            fresh = first.ready_seconds
        with served(folder) as second:
            again = second.ready_seconds
    return [
        Figure("ready when set up before", again, "s", 3),
        Figure("ready on the first start, demo made", fresh, "s"),
    ]
