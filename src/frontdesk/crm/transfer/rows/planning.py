"""Planning: what shall become of the rows of a file, as far as it can be known before they are written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, FieldValueError
from frontdesk.crm.records.command import Kind, RowWrite
from frontdesk.crm.scope import Scope
from frontdesk.crm.transfer.files import Row
from frontdesk.crm.transfer.options import ImportOptions
from frontdesk.crm.transfer.rows.keys import comparable_key, holders
from frontdesk.crm.transfer.rows.reading import MOST_SHOWN, Errors, ReadRow, RowReading
from frontdesk.crm.transfer.rows.references import References
from frontdesk.platform.unit_of_work import UnitOfWork

OWNER = "owner_id"


@dataclass
class PlannedRow:
    """`action`: create, update or skip; `record_id` of the record that is updated. Rows with errors are not written."""

    row: Row
    values: dict[str, Any]
    errors: Errors
    action: str = "create"
    record_id: int | None = None
    written: dict[str, str] = field(default_factory=dict)

    def write(self, object: str) -> RowWrite:
        kind = Kind.UPDATE if self.action == "update" else Kind.CREATE
        return RowWrite(kind, object, self.record_id, self.values)


class Planner:
    """Plans the rows of one file, block by block. Remembers the keys that it saw: no row may mean an earlier one's."""

    def __init__(self, options: ImportOptions, width: int):
        self._options = options
        self._width = width
        self._references = References()
        self._seen: dict[Any, int] = {}

    async def plan(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, rows: Sequence[Row]
    ) -> list[PlannedRow]:
        """What shall become of these rows. `scope` carries the date order of the import in its habits."""
        reading = RowReading(definition, self._options, scope.habits, self._width)
        read = [reading.read(row) for row in rows]
        await self._references.find(unit, scope, (named for one in read for named in one.named.values()))
        planned = [self._planned(scope, one) for one in read]
        key = self._key(definition)
        if key is not None:
            await self._choose(unit, scope, definition, key, planned)
        for one in planned:
            self._finish(one)
        return planned

    def notice(self, scope: Scope, definition: Definition, rows: Sequence[Row]) -> None:
        """Remembers the keys of rows that came to their end before (a worker that was killed goes on here)."""
        field = self._key(definition)
        if field is None:
            return
        reading = RowReading(definition, self._options, scope.habits, self._width)
        for row in rows:
            key = _value_of_key(scope, field, reading.read(row).values)
            if key is not None:
                self._seen.setdefault(key, row.number)

    def _planned(self, scope: Scope, read: ReadRow) -> PlannedRow:
        for path, (one, said) in read.named.items():
            try:
                read.values[path] = self._references.id_of(one, said, scope)
            except FieldValueError as error:
                read.errors.append({"field": path, "reason": str(error)})
                read.written[path] = said[:MOST_SHOWN]
        return PlannedRow(read.row, read.values, read.errors, written=read.written)

    async def _choose(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, field: Field, planned: Sequence[PlannedRow]
    ) -> None:
        """Create, update or skip, by what the key is known to belong to."""
        path = field.path
        keys = [_value_of_key(scope, field, one.values) for one in planned]
        found = await holders(unit, definition, field, (key for key in keys if key is not None))
        for one, key in zip(planned, keys, strict=True):
            earlier = None if key is None else self._seen.setdefault(key, one.row.number)
            if earlier is not None and earlier != one.row.number:
                self._meet_double(one, path, earlier)
            elif key is not None or not one.errors:
                self._meet(one, path, found.get(key, []), definition)

    def _meet(self, one: PlannedRow, path: str, ids: Sequence[int], definition: Definition) -> None:
        mode = self._options.mode
        if not ids:
            one.action = "skip" if mode == "update" else "create"
        elif mode == "skip":
            one.action = "skip"
        elif len(ids) > 1:
            reason = f"is not clear: several {definition.label_plural.lower()} have this value"
            one.errors.append({"field": path, "reason": reason})
        else:
            one.action, one.record_id = "update", ids[0]

    def _meet_double(self, one: PlannedRow, path: str, earlier: int) -> None:
        if self._options.mode == "skip":
            one.action = "skip"
        else:
            one.errors.append({"field": path, "reason": f"stands in row {earlier} of the file already"})

    def _key(self, definition: Definition) -> Field | None:
        """The field by which records are known; None where none is asked for, or it is no more."""
        path = self._options.key
        return definition.get(path) if self._options.asks_for_key and path is not None else None

    def _finish(self, one: PlannedRow) -> None:
        """The id only finds records; a new record that names no owner gets the one of the options."""
        one.values.pop("id", None)
        if one.action == "skip":
            one.errors.clear()
        if one.action == "create" and OWNER not in one.values:
            if self._options.own_as is not None:
                one.values[OWNER] = self._options.own_as
            elif OWNER in self._options.mapping.values():
                one.values[OWNER] = None


def _value_of_key(scope: Scope, field: Field, values: dict[str, Any]) -> Any:
    value = values.get(field.path)
    return None if value is None else comparable_key(field, value, scope.habits)
