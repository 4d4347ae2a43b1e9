"""Dossier: what a summary is written from, read in a few statements however much there is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from frontdesk.assistant.turn import Turn
from frontdesk.crm.definitions import Definition
from frontdesk.crm.habits import Habits
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.timeline.dealings import Dealing, Dealings, DealingsReader
from frontdesk.crm.timeline.service import TimelineService

CHANGES = ("change",)
DEALS = "deals"
# What people had with each other, in distinction to work, notes and records of it.
BETWEEN = ("calls", "emails", "meetings", "messages")

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Dossier:
    """`record`: with its labels. `changes`: entries of its timeline, the newest first, of `changed` in all."""

    habits: Habits
    definition: Definition
    record: Record
    dealings: Mapping[str, Dealings]
    changes: Sequence[Mapping[str, Any]] = ()
    changed: int = 0

    def of(self, object: str) -> Dealings:
        return self.dealings.get(object, Dealings(object))

    @property
    def last(self) -> Dealing | None:
        """The last call, mail, meeting or message that is over."""
        found = [one for name in BETWEEN for one in self.of(name).done[:1]]
        return max(found, key=lambda one: one.at, default=None)

    @property
    def length(self) -> int:
        """How many entries its history has. Deals stand among the changes, as made then."""
        return self.changed + sum(one.done_count for name, one in self.dealings.items() if name != DEALS)


class DossierReader:
    """Reads dossiers."""

    def __init__(self, reader: RecordReader, dealings: DealingsReader, timeline: TimelineService):
        self._reader = reader
        self._dealings = dealings
        self._timeline = timeline

    async def read(self, turn: Turn, object: str, record_id: int, entries: int) -> Dossier:
        """With as many entries of each kind as a history of that length needs. Raises RecordNotFoundError."""
        unit, scope = turn.unit, turn.scope
        definition = scope.definition(object)
        record = await self._reader.get(unit, scope, definition, record_id)
        if not definition.has_timeline:
            return Dossier(scope.habits, definition, record, {})
        dealings = await self._dealings.read(unit, scope, definition, record_id, newest=max(entries, 1))
        page = await self._timeline.page(unit, scope, definition, record_id, kinds=CHANGES, limit=max(entries, 1))
        return Dossier(scope.habits, definition, record, dealings, page.items, page.total)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
