"""Unit of work: one transaction of one workspace, with the events and jobs that belong to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CursorResult, Executable, TextClause
from sqlalchemy.ext.asyncio import AsyncConnection

from frontdesk.platform.events import Event, EventLog
from frontdesk.platform.jobs import JobQueue
from frontdesk.platform.realtime import Signal
from frontdesk.platform.statements import Rows, Statements

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Savepoint:
    """Where a transaction stood: how many events it had published, and how many signals it was to send."""

    published: int
    signals: int


class UnitOfWork:
    """What a service works in. Services read and write through it and never commit: the edge does."""

    def __init__(self, statements: Statements, workspace_id: int | None, jobs: JobQueue, events: EventLog):
        self._statements = statements
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

    @property
    def connection(self) -> AsyncConnection:
        """For what is more than a statement: streams, and savepoints of their own."""
        return self._statements.connection

    async def execute(self, statement: Executable, parameters: Parameters | None = None) -> CursorResult[Any] | Rows:
        """A text with one set of parameters takes the short way to the database (platform/statements.py)."""
        if isinstance(statement, TextClause) and not isinstance(parameters, Sequence):
            return await self._statements.run(statement, parameters)
        return await self.connection.execute(statement, parameters)

    async def look_up(self, statement: TextClause, parameters: Mapping[str, Any]) -> Rows:
        """Reads by a plan that is made once for any parameters, and by indexes.

        For statements of many small look-ups: to plan one of them takes longer than to carry it out.
        """
        return await self._statements.run_planned(statement, parameters)

    async def command(self, words: str) -> None:
        """Commands such as SET LOCAL, without parameters or answers; several at a time if need be."""
        await self._statements.command(words)

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
        await self.command("SAVEPOINT going_back")
        return Savepoint(len(self._published), len(self.signals))

    async def go_back(self, savepoint: Savepoint) -> None:
        """Takes back all that was written and published since; what was read stays read."""
        await self.command("ROLLBACK TO SAVEPOINT going_back")
        del self._published[savepoint.published :]
        del self.signals[savepoint.signals :]

    async def make_durable(self) -> None:
        """Has the commit wait for the disk, where the transaction was begun without that."""
        await self.command("SET LOCAL synchronous_commit = on")

    async def flush(self) -> None:
        """Writes the published events and the jobs of those who subscribed to them."""
        events, self._published = self._published, []
        if events:
            for task, arguments in await self._log.write(self._statements, self.workspace_id, events):
                await self.defer(task, **arguments)
