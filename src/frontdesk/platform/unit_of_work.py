"""Unit of work: one transaction of one workspace, with the events and jobs that belong to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from frontdesk.platform.events import Event, EventLog
from frontdesk.platform.jobs import JobQueue
from frontdesk.platform.realtime import Signal

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Savepoint:
    """Where a transaction stood: how many events it had published, and how many signals it was to send."""

    published: int
    signals: int


class UnitOfWork:
    """What a service works in. Services read and write through it and never commit: the edge does."""

    def __init__(self, connection: AsyncConnection, workspace_id: int | None, jobs: JobQueue, events: EventLog):
        self.connection = connection
        self._workspace_id = workspace_id
        self._jobs = jobs
        self._log = events
        self._published: list[Event] = []
        self.signals: list[Signal] = []

    @property
    def workspace_id(self) -> int:
        """The workspace that this transaction sees."""
        if self._workspace_id is None:
            raise RuntimeError("This unit of work sees no workspace.")
        return self._workspace_id

    async def execute(self, statement: Executable, parameters: Parameters | None = None) -> CursorResult[Any]:
        return await self.connection.execute(statement, parameters)

    def publish(self, event: Event) -> None:
        """Records that something happened; written with this transaction, or not at all."""
        self._published.append(event)

    def signal(self, signal: Signal) -> None:
        """Told to those who listen now, in all processes, once this transaction is committed."""
        self.signals.append(signal)

    async def defer(
        self, task: str, *, queueing_lock: str | None = None, after_seconds: int = 0, **arguments: Any
    ) -> None:
        """Queues a job in this transaction: it runs after the commit (and so many seconds later), or never."""
        await self._jobs.defer(self.connection, task, queueing_lock, arguments, after_seconds)

    async def set_savepoint(self) -> Savepoint:
        """A point to which this transaction can go back, after an error of the database too."""
        await self.connection.exec_driver_sql("SAVEPOINT going_back")
        return Savepoint(len(self._published), len(self.signals))

    async def go_back(self, savepoint: Savepoint) -> None:
        """Takes back all that was written and published since; what was read stays read."""
        await self.connection.exec_driver_sql("ROLLBACK TO SAVEPOINT going_back")
        del self._published[savepoint.published :]
        del self.signals[savepoint.signals :]

    async def make_durable(self) -> None:
        """Has the commit wait for the disk, where the transaction was begun without that."""
        await self.connection.exec_driver_sql("SET LOCAL synchronous_commit = on")

    async def flush(self) -> None:
        """Writes the published events and the jobs of those who subscribed to them."""
        events, self._published = self._published, []
        if events:
            for task, arguments in await self._log.write(self.connection, self.workspace_id, events):
                await self.defer(task, **arguments)
