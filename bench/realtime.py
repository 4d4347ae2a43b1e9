"""Conversations live: what an idle socket costs one process, and how long answers take when many talk at once."""

import asyncio
import itertools
import json
import time
from collections.abc import Iterator
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from bench.figures import Figure, percentile
from bench.server import Client, Served, memory_megabytes, served
from bench.turns import messages

IDLE = 2_000
TALKING, ROUNDS = 200, 6
AT_ONCE = 50
# People think before they write again: this long at most, and each of them at another moment.
PAUSE_SECONDS = 10.0


async def _session(client: Client) -> str:
    status, body = await client.post("/api/sessions", {"user_id": "bench"})
    assert status == 201, body
    return str(json.loads(body)["session_id"])


async def _open(port: int, session: str) -> ClientConnection:
    connection = await connect(
        f"ws://127.0.0.1:{port}/ws?session_id={session}", compression=None, ping_interval=None, max_queue=None
    )
    assert json.loads(await connection.recv())["type"] == "status"
    return connection


async def _open_many(port: int, count: int) -> list[ClientConnection]:
    client, opened = await Client(port).open(), []
    for start in range(0, count, AT_ONCE):
        sessions = [await _session(client) for _ in range(start, min(start + AT_ONCE, count))]
        opened += await asyncio.gather(*(_open(port, session) for session in sessions))
    await client.close()
    return opened


async def _close(connections: list[ClientConnection]) -> None:
    for start in range(0, len(connections), AT_ONCE):
        await asyncio.gather(*(connection.close() for connection in connections[start : start + AT_ONCE]))


async def _say(connection: ClientConnection, text: str) -> tuple[float, float]:
    """Milliseconds until the first piece of the answer, and until it is complete."""
    began, first = time.perf_counter(), 0.0
    await connection.send(json.dumps({"type": "message", "content": text}))
    while True:
        frame: dict[str, Any] = json.loads(await connection.recv())
        now = (time.perf_counter() - began) * 1000
        if frame["type"] == "text" and not first:
            first = now
        if frame["type"] == "error":
            raise RuntimeError(frame["content"])
        if frame["type"] == "complete":
            return first or now, now


async def _talk(connection: ClientConnection, texts: Iterator[str], number: int) -> list[tuple[float, float]]:
    """A customer that writes, reads the answer, thinks, and writes again."""
    times = []
    for turn in range(ROUNDS):
        await asyncio.sleep(PAUSE_SECONDS * ((number * 37 + turn * 61) % TALKING) / TALKING)
        times.append(await _say(connection, next(texts)))
    return times


async def _talk_many(port: int, texts: Iterator[str]) -> tuple[list[tuple[float, float]], float]:
    connections = await _open_many(port, TALKING)
    began = time.perf_counter()
    times = await asyncio.gather(*(_talk(one, texts, number) for number, one in enumerate(connections)))
    seconds = time.perf_counter() - began
    await _close(connections)
    return list(itertools.chain(*times)), TALKING * ROUNDS / seconds


async def _bare(port: int, texts: Iterator[str]) -> list[float]:
    """The same turns one after the other over one socket, nothing else running."""
    connections = await _open_many(port, 20)
    times = [(await _say(one, next(texts)))[1] for one in connections for _ in range(4)]
    await _close(connections)
    return times


async def _measure(server: Served) -> list[Figure]:
    texts, pid = messages(), server.process.pid
    alone = await _bare(server.port, texts)
    before = memory_megabytes(pid)
    began = time.perf_counter()
    idle = await _open_many(server.port, IDLE)
    opened = time.perf_counter() - began
    with_idle = memory_megabytes(pid)
    beside = [(await _say(one, next(texts)))[1] for one in idle[:40]]
    await _close(idle)
    times, rate = await _talk_many(server.port, texts)
    floor = percentile(alone, 0.5)
    per_socket = (with_idle - before) * 1000 / IDLE
    return [
        Figure(f"memory of the web process with {IDLE:,} idle sockets", with_idle, "MB", 400, True, before, "without"),
        Figure("memory of one idle socket", per_socket, "kB", 60),
        Figure("sockets opened a second, sessions begun with them", IDLE / opened, "/s"),
        Figure(f"answer beside {IDLE:,} idle sockets, p95", percentile(beside, 0.95), "ms", None, True, floor, "alone"),
        Figure(
            f"answer with {TALKING} conversations at once, p50",
            percentile([done for _, done in times], 0.5),
            "ms",
            None,
            True,
            floor,
            "alone",
        ),
        Figure(
            f"answer with {TALKING} conversations at once, p95",
            percentile([done for _, done in times], 0.95),
            "ms",
            1000,
            True,
            floor,
            "alone",
        ),
        Figure("first piece of the answer, p95", percentile([first for first, _ in times], 0.95), "ms"),
        Figure("messages answered a second meanwhile", rate, "/s"),
    ]


def run() -> list[Figure]:
    """Measures one web process over a fresh data folder with the demo."""
    with served(None, "--demo") as server:
        return asyncio.run(_measure(server))
