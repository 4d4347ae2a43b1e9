"""Events: what happened, told upwards. Written in the same transaction as what they report.

A module below says `unit.publish(Event("query.escalated", {...}))`; a module above says
`event_log.subscribe("query.escalated", "webhooks.deliver")` and gets a job for each such event.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, MetaData, Table, Text, Uuid, insert
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from frontdesk.platform.clock import Clock
from frontdesk.platform.identifiers import new_uuid

metadata = MetaData()

domain_events = Table(
    "domain_events",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("data", JSONB, nullable=False),
    Column("occurred_at", DateTime(timezone=True), nullable=False),
)


@dataclass(frozen=True)
class Event:
    """Something that happened: a name like `query.resolved` and JSON-ready data."""

    name: str
    data: dict[str, Any]
    id: UUID = field(default_factory=new_uuid)


class EventLog:
    """Writes events and knows who wants to hear of which."""

    def __init__(self, clock: Clock):
        self._clock = clock
        self._subscribers: dict[str, list[str]] = defaultdict(list)

    def subscribe(self, name: str, task: str) -> None:
        """Has the job `task` run with `workspace_id` and `event_id` for each event of that name."""
        self._subscribers[name].append(task)

    async def write(
        self, connection: AsyncConnection, workspace_id: int, events: Sequence[Event]
    ) -> list[tuple[str, dict[str, Any]]]:
        """Writes the events; returns the jobs (task, arguments) that the subscribers want."""
        now = self._clock.now()
        rows = [
            {
                "id": event.id,
                "workspace_id": workspace_id,
                "name": event.name,
                "data": event.data,
                "occurred_at": now,
            }
            for event in events
        ]
        await connection.execute(insert(domain_events).values(rows))
        return [
            (task, {"workspace_id": workspace_id, "event_id": str(event.id)})
            for event in events
            for task in self._subscribers.get(event.name, ())
        ]
