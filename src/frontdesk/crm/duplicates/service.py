"""DuplicateService: likely doubles of a record, of values that are about to be saved, and over a whole object."""

from collections.abc import Mapping, Sequence
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.duplicates.candidates import CandidateFinder
from frontdesk.crm.duplicates.groups import GroupFinder, GroupPlace
from frontdesk.crm.duplicates.likeness import Alike, alike
from frontdesk.crm.errors import RecordNotFoundError
from frontdesk.crm.fields import FieldValueError, empty_as_none
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.scope import Scope
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_SHOWN = 20
# A group of more is a placeholder that many share, not one person.
MOST_IN_A_GROUP = 20

Values = Mapping[str, Any]


class DuplicateService:
    """Finds doubles. What is answered: `{"record", "score", "reasons"}`, the surest first."""

    def __init__(self, reader: RecordReader, finder: CandidateFinder | None = None):
        self._reader = reader
        self._finder = finder or CandidateFinder()
        self._groups = GroupFinder()

    async def of_record(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, record_id: int
    ) -> list[dict[str, Any]]:
        """Raises RecordNotFoundError."""
        found = await self._reader.many(unit, scope, definition, [record_id], labels=False)
        if not found:
            raise RecordNotFoundError(definition.label, record_id)
        return await self._like(unit, scope, definition, stored_values(scope, definition, found[0]), record_id)

    async def of_values(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, values: Values
    ) -> list[dict[str, Any]]:
        """Of values as they are shown, before they are saved; what does not fit its field is left out."""
        return await self._like(unit, scope, definition, stored_values(scope, definition, values), None)

    async def _like(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, values: Values, but: int | None
    ) -> list[dict[str, Any]]:
        ids = await self._finder.find(unit, definition, values, but)
        records = await self._reader.many(unit, scope, definition, ids, labels=False)
        found: list[tuple[int, Alike]] = []
        for record in records:
            likeness = alike(definition, values, stored_values(scope, definition, record))
            if likeness is not None:
                found.append((record["id"], likeness))
        found.sort(key=lambda one: (-one[1].score, -len(one[1].reasons), -one[0]))
        best = dict(found[:MOST_SHOWN])
        shown = await self._reader.many(unit, scope, definition, list(best))
        return [
            {"record": record, "score": best[record["id"]].score, "reasons": list(best[record["id"]].reasons)}
            for record in shown
        ]

    async def groups(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, limit: int, place: GroupPlace
    ) -> tuple[list[dict[str, Any]], GroupPlace | None]:
        """Groups of records that share an address, a number, or a name and something beside it; and the place after.

        Each is `{"records", "score", "reasons"}`. A group may come again by another of its likenesses.
        """
        found, following = await self._groups.page(unit, definition, limit, place)
        ids = [record_id for group in found for record_id in group.ids[:MOST_IN_A_GROUP]]
        records = {record["id"]: record for record in await self._reader.many(unit, scope, definition, ids)}
        items = []
        for group in found:
            members = [records[record_id] for record_id in group.ids[:MOST_IN_A_GROUP] if record_id in records]
            likeness = _least(scope, definition, members)
            if likeness is not None:
                items.append({"records": members, "score": likeness.score, "reasons": list(likeness.reasons)})
        return items, following


def stored_values(scope: Scope, definition: Definition, shown: Values) -> dict[str, Any]:
    """The stored forms of what likeness looks at; what does not fit its field is left out."""
    rule = definition.likeness
    values: dict[str, Any] = {}
    for name in (*rule.certain, *rule.name, *rule.beside) if rule else ():
        value = empty_as_none(shown.get(name))
        if value is not None:
            try:
                values[name] = definition.by_path[name].read(value, scope.habits)
            except FieldValueError:
                continue
    return values


def _least(scope: Scope, definition: Definition, members: Sequence[dict[str, Any]]) -> Alike | None:
    """A group is as sure as the least sure of its members beside the first."""
    if len(members) < 2:
        return None
    first, *others = (stored_values(scope, definition, record) for record in members)
    found = [alike(definition, first, other) for other in others]
    sure = [likeness for likeness in found if likeness is not None]
    return min(sure, key=lambda likeness: likeness.score) if sure else None
