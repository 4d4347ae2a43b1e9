"""Unit of work: one transaction of one workspace, with the events and jobs that belong to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from frontdesk.platform.events import Event, EventLog
from frontdesk.platform.jobs import JobQueue

Parameters = Mapping[str, Any] | Sequence[Mapping[str, Any]]


class UnitOfWork:
    """What a service works in. Services read and write through it and never commit: the edge does."""

    def __init__(self, connection: AsyncConnection, workspace_id: int | None, jobs: JobQueue, events: EventLog):
        self.connection = connection
        self._workspace_id = workspace_id
        self._jobs = jobs
        self._log = events
        self._published: list[Event] = []

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

    async def defer(self, task: str, *, queueing_lock: str | None = None, **arguments: Any) -> None:
        """Queues a job in this transaction: it runs after the commit, or never."""
        await self._jobs.defer(self.connection, task, queueing_lock, arguments)

    async def flush(self) -> None:
        """Writes the published events and the jobs of those who subscribed to them."""
        events, self._published = self._published, []
        if events:
            for task, arguments in await self._log.write(self.connection, self.workspace_id, events):
                await self.defer(task, **arguments)
