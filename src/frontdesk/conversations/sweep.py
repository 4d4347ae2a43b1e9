"""The sweep: looks now and then whether the log holds more than the readers of this process were told.

A process that dies between its commit and its signal leaves readers behind; one question for all of them finds them.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from uuid import UUID

from sqlalchemy import text

from frontdesk.platform.database import Database
from frontdesk.platform.errors import UnavailableError
from frontdesk.platform.realtime import Subscription

SECONDS = 20.0

_NEWEST = text("SELECT conversation_id, last_seq FROM door_newest_events(CAST(:ids AS uuid[]))")


class Reads(Protocol):
    """Someone who reads a log up to a number."""

    after: int


class Sweep:
    """Wakes the readers that are behind."""

    def __init__(self, database: Database, seconds: float = SECONDS):
        self._database = database
        self._seconds = seconds
        self._readers: defaultdict[UUID, dict[Subscription, Reads]] = defaultdict(dict)
        self._where: dict[Subscription, UUID] = {}
        self.task: asyncio.Task[None] | None = None

    @contextmanager
    def watched(self, conversation_id: UUID, reader: Reads, subscription: Subscription) -> Iterator[None]:
        """Looks after the reader until the end of the block."""
        self.move(conversation_id, reader, subscription)
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            self._leave(subscription)

    def move(self, conversation_id: UUID, reader: Reads, subscription: Subscription) -> None:
        """From now on the reader reads this log."""
        self._leave(subscription)
        self._where[subscription] = conversation_id
        self._readers[conversation_id][subscription] = reader

    def _leave(self, subscription: Subscription) -> None:
        conversation_id = self._where.pop(subscription, None)
        if conversation_id is None:
            return
        self._readers[conversation_id].pop(subscription)
        if not self._readers[conversation_id]:
            del self._readers[conversation_id]

    async def look(self) -> None:
        """Looks once."""
        ids = list(self._readers)
        async with self._database.unit_of_work(None) as unit:
            newest = {row.conversation_id: row.last_seq for row in await unit.execute(_NEWEST, {"ids": ids})}
        for conversation_id, last_seq in newest.items():
            for subscription, reader in self._readers.get(conversation_id, {}).items():
                if reader.after < last_seq:
                    subscription.lose()

    async def close(self) -> None:
        if self.task is not None:
            self.task.cancel()
            await asyncio.gather(self.task, return_exceptions=True)

    async def _run(self) -> None:
        while self._readers:
            await asyncio.sleep(self._seconds)
            try:
                await self.look()
            except UnavailableError:
                continue
