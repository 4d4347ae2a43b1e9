"""Events: what happened, told upwards. Written in the same transaction as what they report.

A module below says `unit.publish(Event("query.escalated", {...}))`; a module above says
`event_log.subscribe("query.escalated", "webhooks.deliver")` and gets a job for each such event.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.platform.clock import Clock
from frontdesk.platform.identifiers import new_uuid
from frontdesk.platform.statements import Statements

# One statement for any number of events, always the same, so that it is prepared once.
_WRITE = text(
    "INSERT INTO domain_events (id, workspace_id, name, data, occurred_at)"
    " SELECT id, :workspace_id, name, data, :now"
    " FROM jsonb_to_recordset(:events) AS event (id uuid, name text, data jsonb)"
).bindparams(bindparam("events", type_=JSONB))


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
        self, statements: Statements, workspace_id: int, events: Sequence[Event]
    ) -> list[tuple[str, dict[str, Any]]]:
        """Writes the events; returns the jobs (task, arguments) that the subscribers want."""
        rows = [{"id": str(event.id), "name": event.name, "data": event.data} for event in events]
        values = {"workspace_id": workspace_id, "now": self._clock.now(), "events": rows}
        await statements.run(_WRITE, values)
        return [
            (task, {"workspace_id": workspace_id, "event_id": str(event.id)})
            for event in events
            for task in self._subscribers.get(event.name, ())
        ]
