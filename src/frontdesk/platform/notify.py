"""Signals between processes over PostgreSQL's LISTEN and NOTIFY.

They are sent right after the commit on a connection of their own, many at once when there are many: a NOTIFY inside
the transaction would have all commits of the whole database wait for each other while they reach the disk.
"""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import orjson
import psycopg
import structlog
from sqlalchemy import make_url

from frontdesk.platform.realtime import Signal

log = structlog.get_logger(__name__)

CHANNEL = "frontdesk_signals"
# PostgreSQL takes 7,999 bytes for one notification.
MOST_BYTES = 7_900
# While the database cannot be reached, so many wait to be sent; readers look into the log in any case.
MOST_WAITING = 10_000
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
_KEEPALIVE = {"keepalives_idle": 20, "keepalives_interval": 5, "keepalives_count": 3}


class PostgresCarrier:
    """Connects when it is first used. `url` must reach the server itself, past a transaction pooler."""

    def __init__(self, url: str):
        self._url = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        # What came back from this process itself is known here already.
        self._origin = secrets.token_hex(6)
        self._waiting: deque[Signal] = deque(maxlen=MOST_WAITING)
        self._something = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._sends = False

    def listen(self, receive: Callable[[Signal], None], cut: Callable[[], None]) -> None:
        self._tasks.append(asyncio.create_task(self._for_ever(lambda: self._listen(receive, cut))))

    def send(self, signals: Iterable[Signal]) -> None:
        self._waiting.extend(signals)
        self._something.set()
        if not self._sends:
            self._sends = True
            self._tasks.append(asyncio.create_task(self._for_ever(self._send)))

    async def close(self) -> None:
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _for_ever(self, work: Callable[[], Any]) -> None:
        """Does the work, again after a pause that grows whenever the database goes away."""
        failures = 0
        while True:
            began = asyncio.get_running_loop().time()
            with suppress(psycopg.Error, OSError):
                await work()
            lived = asyncio.get_running_loop().time() - began
            failures = 0 if lived > PAUSES[-1] else failures + 1
            log.warning("signals_cut", failures=failures)
            await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])

    async def _connect(self) -> psycopg.AsyncConnection[Any]:
        return await psycopg.AsyncConnection.connect(self._url, autocommit=True, **_KEEPALIVE)  # type: ignore[arg-type] # libpq's own parameters

    async def _listen(self, receive: Callable[[Signal], None], cut: Callable[[], None]) -> None:
        async with await self._connect() as connection:
            await connection.execute(f"LISTEN {CHANNEL}".encode())
            # What was sent before the line stood was not heard.
            cut()
            async for notification in connection.notifies():
                for signal in self._read(notification.payload):
                    receive(signal)

    async def _send(self) -> None:
        async with await self._connect() as connection:
            # A notification that a crash of the server takes with it is not missed: its listeners are gone too.
            await connection.execute("SET synchronous_commit = off")
            while True:
                await self._something.wait()
                self._something.clear()
                while self._waiting:
                    await connection.execute(
                        "SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", (CHANNEL, self._payloads())
                    )

    def _payloads(self) -> list[str]:
        """All that waits, in as few notifications as hold it. What is too large for one is left out."""
        payloads: list[str] = []
        items: list[bytes] = []
        size = 0
        while self._waiting:
            signal = self._waiting.popleft()
            item = orjson.dumps([signal.topics, signal.data])
            if len(item) > MOST_BYTES - 40:
                continue
            if size + len(item) > MOST_BYTES - 40:
                payloads.append(self._payload(items))
                size, items = 0, []
            size += len(item) + 1
            items.append(item)
        return [*payloads, self._payload(items)] if items else payloads

    def _payload(self, items: list[bytes]) -> str:
        return f'{{"from":"{self._origin}","signals":[{b",".join(items).decode()}]}}'

    def _read(self, payload: str) -> list[Signal]:
        """The signals of another process; none for what is not of this program."""
        try:
            told = orjson.loads(payload)
            if told["from"] == self._origin:
                return []
            return [Signal(tuple(topics), data) for topics, data in told["signals"]]
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError):
            return []
