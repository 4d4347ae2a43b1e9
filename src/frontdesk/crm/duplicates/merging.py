"""Merging: makes one record of several; all that points at the others moves to it, and they go to the trash."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select

from frontdesk.crm.definitions import Definition
from frontdesk.crm.duplicates.errors import CannotMergeError
from frontdesk.crm.errors import InTrashError, RecordNotFoundError
from frontdesk.crm.fields import Field, FieldValueError, Relation
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.reading.shown import value_at
from frontdesk.crm.records.command import Actor, Kind, RowWrite, Written
from frontdesk.crm.records.repository import RecordRepository
from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.scope import Scope
from frontdesk.crm.tables import view_of
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_MERGED = 20
BLOCK = 1_000

Record = Mapping[str, Any]


class MergeService:
    """Merges records as one write, which one undo takes back."""

    def __init__(self, write_path: WritePath, reader: RecordReader):
        self._write_path = write_path
        self._reader = reader
        self._records = RecordRepository()

    async def merge(
        self,
        unit: UnitOfWork,
        scope: Scope,
        actor: Actor,
        definition: Definition,
        keep: int,
        merge: Sequence[int],
        values: Mapping[str, Any] | None = None,
    ) -> Written:
        """Keeps `keep` with the chosen `values`; what is empty then is filled from the others, in their order.

        Raises CannotMergeError, RecordNotFoundError, InTrashError, InvalidRecordError for values that do not fit, and
        ConfirmationNeededError where the way that it came by needs a yes.
        """
        write = await self._write_path.begin(unit, actor, "merged", definition.name)
        # All at once and in one order: two merges of the same records wait for each other only one way.
        await self._records.lock(unit, definition, [keep, *merge])
        rows = await self.rows(unit, scope, definition, keep, merge, values)
        # First to the trash: what only one record may have is free then for the one that is kept.
        gone = [row for row in rows if row.kind is Kind.DELETE]
        rest = [row for row in rows if row.kind is not Kind.DELETE]
        for start in range(0, len(gone), BLOCK):
            await self._write_path.apply(unit, scope, actor, write, gone[start : start + BLOCK], read_back=False)
        for start in range(0, len(rest), BLOCK):
            await self._write_path.apply(unit, scope, actor, write, rest[start : start + BLOCK], read_back=False)
        return Written(str(write.id), [await self._reader.get(unit, scope, definition, keep)])

    async def rows(
        self,
        unit: UnitOfWork,
        scope: Scope,
        definition: Definition,
        keep: int,
        merge: Sequence[int],
        values: Mapping[str, Any] | None = None,
    ) -> list[RowWrite]:
        """What a merge writes: the others to the trash, the one that is kept, and all that pointed at the others."""
        _require_apart(keep, merge)
        records = await self._read(unit, scope, definition, [keep, *merge])
        moved = await self._pointing(unit, scope, definition, keep, merge)
        own = moved.pop((definition.name, keep), {})
        for record_id in merge:
            moved.pop((definition.name, record_id), None)
        filled = await self._filled(unit, scope, definition, records, {**own, **(values or {})})
        return [
            *(
                RowWrite(Kind.DELETE, definition.name, record["id"], version=record["version"])
                for record in records[1:]
            ),
            RowWrite(Kind.UPDATE, definition.name, keep, filled, version=records[0]["version"]),
            *(RowWrite(Kind.UPDATE, name, record_id, changed) for (name, record_id), changed in moved.items()),
        ]

    async def _read(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, ids: Sequence[int]
    ) -> list[dict[str, Any]]:
        records = await self._reader.many(unit, scope, definition, ids, labels=False)
        missing = set(ids) - {record["id"] for record in records}
        if missing:
            raise RecordNotFoundError(definition.label, min(missing))
        if any(record["deleted_at"] for record in records):
            raise InTrashError(definition.label)
        return records

    async def _pointing(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, keep: int, merge: Sequence[int]
    ) -> dict[tuple[str, int], dict[str, Any]]:
        """By object and id the values that let it point at the kept record; nothing may point at itself."""
        found: dict[tuple[str, int], dict[str, Any]] = defaultdict(dict)
        for other, relation in scope.catalogue.pointing_at[definition.name]:
            view = view_of(other)
            value = relation.own_column(view.c.custom) if relation.own else view.c[relation.name]
            points = or_(*(value == record_id for record_id in merge))
            ids = await unit.execute(select(view.c.id).where(points, view.c.deleted_at.is_(None)).order_by(view.c.id))
            for record_id in ids.scalars():
                is_kept = other.name == definition.name and record_id == keep
                found[other.name, record_id][relation.path] = None if is_kept else keep
        return found

    async def _filled(
        self,
        unit: UnitOfWork,
        scope: Scope,
        definition: Definition,
        records: Sequence[Record],
        chosen: Mapping[str, Any],
    ) -> dict[str, Any]:
        filled = _flat(chosen)
        for field in _writable(definition):
            if field.path in filled or not _is_empty(value_at(records[0], field.path)):
                continue
            for record in records[1:]:
                value = value_at(record, field.path)
                if not _is_empty(value) and await self._fits(unit, scope, field, value):
                    filled[field.path] = value
                    break
        return filled

    async def _fits(self, unit: UnitOfWork, scope: Scope, field: Field, value: Any) -> bool:
        """An old value may name a choice that is no more, or a record that is in the trash."""
        try:
            field.read(value, scope.habits)
        except FieldValueError:
            return False
        if isinstance(field, Relation):
            return bool(await self._records.present(unit, scope.definition(field.object), [value]))
        return True


class MergeRenewal:
    """Finds the rows of a merge that was proposed anew: what points at the records may have changed since."""

    def __init__(self, merging: MergeService):
        self._merging = merging

    async def rows(self, unit: UnitOfWork, scope: Scope, about: Mapping[str, Any]) -> list[RowWrite]:
        """`about`: object, keep, merge. Raises as `merge`."""
        definition = scope.definition(about["object"])
        return [
            row
            for row in await self._merging.rows(unit, scope, definition, about["keep"], about["merge"])
            if row.kind is not Kind.UPDATE or row.values
        ]


def _require_apart(keep: int, merge: Sequence[int]) -> None:
    if not merge:
        raise CannotMergeError("Name at least one record to merge into the one that is kept.")
    if len(merge) > MOST_MERGED:
        raise CannotMergeError(f"{MOST_MERGED} records at most can be merged at once.")
    if keep in merge:
        raise CannotMergeError("A record cannot be merged into itself.")
    if len(set(merge)) < len(merge):
        raise CannotMergeError("A record is named twice.")


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    flat = {name: value for name, value in values.items() if name != "custom"}
    own = values.get("custom")
    if isinstance(own, Mapping):
        flat.update({f"custom.{name}": value for name, value in own.items()})
    elif own is not None:
        flat["custom"] = own
    return flat


def _writable(definition: Definition) -> Iterator[Field]:
    for field in definition.all_fields:
        if not field.read_only:
            yield field


def _is_empty(value: Any) -> bool:
    # No is what a yes-or-no is where nobody said anything.
    return value is None or value is False or value in ("", [])
