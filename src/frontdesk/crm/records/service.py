"""Records: what callers do with one record or many, each as one write."""

from collections.abc import Mapping, Sequence
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import (
    ChangedMeanwhileError,
    ExpectedCountError,
    InvalidQueryError,
    NotInTrashError,
    PreconditionFailedError,
    TooManyRecordsError,
)
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import Actor, Kind, RowWrite, Written
from frontdesk.crm.records.kept_apart import held_rows
from frontdesk.crm.records.purging import purge
from frontdesk.crm.records.repository import WriteRepository
from frontdesk.crm.records.write_path import MOST_ROWS, WritePath
from frontdesk.crm.scope import Scope
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.platform.paging import MOST_ID
from frontdesk.platform.unit_of_work import UnitOfWork

Values = Mapping[str, Any]


class RecordService:
    """Creates, changes and deletes records through the write path."""

    def __init__(self, write_path: WritePath, reader: RecordReader, audit: AuditTrail):
        self._write_path = write_path
        self._reader = reader
        self._audit = audit
        self._writes = WriteRepository()

    async def create(
        self, unit: UnitOfWork, scope: Scope, actor: Actor, definition: Definition, values: Values
    ) -> Written:
        row = RowWrite(Kind.CREATE, definition.name, values=values)
        return await self._write_path.write(unit, scope, actor, [row], action="created")

    async def change(
        self,
        unit: UnitOfWork,
        scope: Scope,
        actor: Actor,
        definition: Definition,
        record_id: int,
        values: Values,
        *,
        version: int | None = None,
        if_match: int | None = None,
        replace: bool = False,
    ) -> Written:
        """Changes what is in `values`, or with `replace` the whole record.

        Raises ChangedMeanwhileError where `version` is not the record's, PreconditionFailedError for `if_match`;
        both hold the record as it is.
        """
        seen = if_match if if_match is not None else version
        row = RowWrite(Kind.UPDATE, definition.name, record_id, values, seen, replace)
        try:
            return await self._write_path.write(unit, scope, actor, [row], action="updated")
        except ChangedMeanwhileError:
            current = await self._reader.get(unit, scope, definition, record_id)
            by = await self._last_changed_by(unit, definition, record_id)
            raise (ChangedMeanwhileError if if_match is None else PreconditionFailedError)(current, by) from None

    async def delete(
        self,
        unit: UnitOfWork,
        scope: Scope,
        actor: Actor,
        definition: Definition,
        record_id: int,
        *,
        version: int | None = None,
        cascade: bool = False,
    ) -> Written:
        """Moves the record to the trash. Raises HeldByOthersError where others may not lose it, unless `cascade`."""
        rows = [RowWrite(Kind.DELETE, definition.name, record_id, version=version)]
        rows += await held_rows(unit, scope, definition, [record_id], cascade=cascade)
        try:
            return await self._write_path.write(unit, scope, actor, rows, action="deleted")
        except ChangedMeanwhileError:
            current = await self._reader.get(unit, scope, definition, record_id)
            raise PreconditionFailedError(current, await self._last_changed_by(unit, definition, record_id)) from None

    async def restore(
        self, unit: UnitOfWork, scope: Scope, actor: Actor, definition: Definition, record_id: int
    ) -> Written:
        row = RowWrite(Kind.RESTORE, definition.name, record_id)
        return await self._write_path.write(unit, scope, actor, [row], action="restored")

    async def purge(self, unit: UnitOfWork, scope: Scope, actor: Actor, definition: Definition, record_id: int) -> None:
        """Takes a record that is in the trash away for good. Raises RecordNotFoundError, NotInTrashError."""
        record = await self._reader.get(unit, scope, definition, record_id)
        if not await purge(unit, scope, definition, [record_id]):
            raise NotInTrashError(definition.label)
        metadata = {"title": record["labels"]["id"]}
        await self._audit.record(
            unit, actor.caller, f"{definition.name}.purged", definition.name, record_id, metadata, via=actor.via
        )

    async def batch(
        self, unit: UnitOfWork, scope: Scope, actor: Actor, definition: Definition, rows: Sequence[RowWrite]
    ) -> Written:
        """Writes all rows or none. Raises InvalidRowsError, which names each faulty row."""
        deleted = [row.id for row in rows if row.kind is Kind.DELETE and row.id is not None]
        await held_rows(unit, scope, definition, deleted, cascade=False)
        return await self._write_path.write(unit, scope, actor, rows, action=_action(rows))

    async def matching(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, where: Any, expected: int, me: int | None
    ) -> list[int]:
        """Ids of all records that match. Raises ExpectedCountError where they are not as many as expected.

        An empty filter never means all: InvalidQueryError. `me`: the user that a filter means by "me".
        """
        node = QueryParser(scope, definition, me).where(where)
        if node is None:
            raise InvalidQueryError("An empty filter never means all records", "where")
        ids = await self._reader.ids(unit, scope, definition, node, MOST_ROWS + 1)
        if len(ids) > MOST_ROWS:
            raise TooManyRecordsError(MOST_ROWS)
        if len(ids) != expected:
            raise ExpectedCountError(expected, len(ids))
        return ids

    async def _last_changed_by(self, unit: UnitOfWork, definition: Definition, record_id: int) -> str:
        last = await self._writes.history(unit, definition.name, record_id, MOST_ID, 1)
        return str(last[0]["actor_name"]) if last else ""


def _action(rows: Sequence[RowWrite]) -> str:
    words = {Kind.CREATE: "created", Kind.UPDATE: "updated", Kind.DELETE: "deleted", Kind.RESTORE: "restored"}
    kinds = {row.kind for row in rows}
    return words[kinds.pop()] if len(kinds) == 1 else "changed"
