"""Imports: files that are uploaded, matched, looked at, started, undone."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.records.repository import RecordRepository
from frontdesk.crm.scope import Scope
from frontdesk.crm.transfer.errors import (
    FileTooLargeError,
    ImportNotFoundError,
    ImportNotOverError,
    ImportOptionsError,
    ImportStartedError,
    NotATableError,
)
from frontdesk.crm.transfer.files import Row, open_table
from frontdesk.crm.transfer.matching import Column, likely_date_order, matched
from frontdesk.crm.transfer.models import FailedRow, Import, Progress
from frontdesk.crm.transfer.options import ImportOptions, changed, likely_key, require_complete
from frontdesk.crm.transfer.preview import MOST_ROWS as MOST_PREVIEWED
from frontdesk.crm.transfer.repository import ImportRepository
from frontdesk.identity.callers import Caller, Role
from frontdesk.platform.clock import Clock
from frontdesk.platform.paging import MOST_ID, Piece, cut
from frontdesk.platform.texts import storable
from frontdesk.platform.unit_of_work import UnitOfWork

IMPORT_RECORDS = "crm.import_records"
UNDO_IMPORT = "crm.undo_import"
# How many rows are looked at to match the columns by what stands in them.
SAMPLE_ROWS = 200
KEPT_UNSTARTED = timedelta(days=7)
MOST_NAME = 200


@dataclass(frozen=True)
class ReadFile:
    """What was found in an uploaded file. `first`: its first rows."""

    format: str
    encoding: str | None
    delimiter: str | None
    header: list[str]
    first: list[Row]
    rows: int


class ImportService:
    """Keeps imports. An agent sees their own, an admin all: the rows of a file are for whom they were given."""

    def __init__(self, clock: Clock, most_megabytes: float):
        self._clock = clock
        self._most_megabytes = most_megabytes
        self._imports = ImportRepository()
        self._records = RecordRepository()

    @property
    def most_bytes(self) -> int:
        return int(self._most_megabytes * 1_000_000)

    async def read(self, data: bytes) -> ReadFile:
        """Reads a file to its end, beside other work; no transaction should be open meanwhile.

        Raises FileTooLargeError, NotATableError, FileFaultError, TableTooLargeError.
        """
        if len(data) > self.most_bytes:
            raise FileTooLargeError(self._most_megabytes)
        return await asyncio.to_thread(_read, data)

    async def add(
        self,
        unit: UnitOfWork,
        scope: Scope,
        caller: Caller,
        definition: Definition,
        name: str,
        data: bytes,
        file: ReadFile,
        given: Mapping[str, Any],
    ) -> Import:
        """Keeps a file with its columns matched, the `given` options over those found. Raises ImportOptionsError."""
        await self._imports.remove_forgotten(unit, self._clock.now() - KEPT_UNSTARTED)
        cells = [row.cells for row in file.first]
        columns = matched(scope, definition, file.header, cells)
        options = changed(_options(scope, definition, columns, cells), given, definition, file.header)
        await self._check_owner(unit, options)
        format = {
            "format": file.format,
            "encoding": file.encoding,
            "delimiter": file.delimiter,
            "first_rows": [(row.number, row.cells) for row in file.first[:MOST_PREVIEWED]],
        }
        described = {"format": format, "columns": [asdict(one) for one in columns], "file_name": name[:MOST_NAME]}
        return await self._imports.add(
            unit,
            {
                **storable(described),
                "object": definition.name,
                "content": data,
                "options": options.as_json(),
                "rows": file.rows,
                "status": "uploaded",
                "progress": asdict(Progress(total=file.rows)),
                **_actor(caller),
                "created_at": self._clock.now(),
            },
        )

    async def get(self, unit: UnitOfWork, caller: Caller, import_id: int, *, lock: bool = False) -> Import:
        """Raises ImportNotFoundError, also for somebody else's."""
        found = await self._imports.get(unit, import_id, lock=lock)
        if found is None or not _may_see(caller, found):
            raise ImportNotFoundError
        return found

    async def page(
        self, unit: UnitOfWork, caller: Caller, object: str | None, piece: Piece
    ) -> tuple[list[Import], bool, int]:
        """The newest first; whether more follow; how many there are."""
        mine = None if _sees_all(caller) else (caller.kind.value, caller.actor_id)
        before = MOST_ID if piece.after is None else piece.after
        found = await self._imports.page(unit, object, mine, before, piece.limit)
        items, more = cut(found, piece.limit)
        return list(items), more, await self._imports.count(unit, object, mine)

    async def change(
        self, unit: UnitOfWork, scope: Scope, caller: Caller, import_id: int, given: Mapping[str, Any]
    ) -> Import:
        """Lays options over those that it has. Raises ImportOptionsError, ImportStartedError."""
        found = await self.get(unit, caller, import_id, lock=True)
        if found.status != "uploaded":
            raise ImportStartedError
        header = [column["header"] for column in found.columns]
        options = changed(found.options, given, scope.definition(found.object), header)
        await self._check_owner(unit, options)
        await self._imports.change(unit, import_id, {"options": options.as_json()})
        return replace(found, options=options)

    async def start(self, unit: UnitOfWork, scope: Scope, caller: Caller, import_id: int) -> Import:
        """Queues it; one that stopped goes on where it was. Raises ImportOptionsError, ImportStartedError."""
        found = await self.get(unit, caller, import_id, lock=True)
        if found.status not in ("uploaded", "failed"):
            raise ImportStartedError
        require_complete(found.options, scope.definition(found.object))
        await self._imports.change(unit, import_id, {"status": "queued", "error": None, **_actor(caller)})
        await unit.defer(IMPORT_RECORDS, workspace_id=unit.workspace_id, import_id=import_id)
        return await self.get(unit, caller, import_id)

    async def undo(self, unit: UnitOfWork, caller: Caller, import_id: int) -> Import:
        """Queues the undo of all that it did. Raises ImportNotOverError."""
        found = await self.get(unit, caller, import_id, lock=True)
        if found.status not in ("done", "failed"):
            raise ImportNotOverError
        format = {**found.format, "undoing": _actor(caller)}
        await self._imports.change(unit, import_id, {"status": "queued", "error": None, "format": format})
        await unit.defer(UNDO_IMPORT, workspace_id=unit.workspace_id, import_id=import_id)
        return replace(found, status="queued", error=None, format=format)

    async def remove(self, unit: UnitOfWork, caller: Caller, import_id: int) -> None:
        """Throws an import away that was not started. Raises ImportStartedError."""
        found = await self.get(unit, caller, import_id, lock=True)
        if found.status != "uploaded":
            raise ImportStartedError
        await self._imports.remove(unit, import_id)

    async def failed(self, unit: UnitOfWork, import_id: int, after: int, limit: int) -> list[FailedRow]:
        """Its failed rows in the order of the file, after the row `after`."""
        return await self._imports.failed(unit, import_id, after, limit)

    async def _check_owner(self, unit: UnitOfWork, options: ImportOptions) -> None:
        if options.own_as is not None and not await self._records.members(unit, [options.own_as]):
            raise ImportOptionsError(
                [{"field": "own_as", "reason": f"names a user {options.own_as} that is not there"}]
            )


def _read(data: bytes) -> ReadFile:
    table = open_table(data)
    first = list(islice(table.rows, SAMPLE_ROWS))
    if not first:
        raise NotATableError("The file has a header and no rows.")
    rows = len(first) + sum(1 for _ in table.rows)
    return ReadFile(table.format, table.encoding, table.delimiter, table.header, first, rows)


def _options(
    scope: Scope, definition: Definition, columns: Sequence[Column], cells: Sequence[Sequence[str]]
) -> ImportOptions:
    """The options that the file suggests."""
    return ImportOptions(
        mapping={column.index: column.field for column in columns},
        key=likely_key(definition, [column.field for column in columns]),
        date_order=likely_date_order(definition, columns, cells),
    )


def _actor(caller: Caller) -> dict[str, Any]:
    role = caller.role.value if caller.role is not None else Role.AGENT.value
    return {
        "actor_kind": caller.kind.value,
        "actor_id": caller.actor_id,
        "actor_name": caller.name,
        "actor_role": role,
    }


def _sees_all(caller: Caller) -> bool:
    return caller.role is not None and caller.role.covers(Role.ADMIN)


def _may_see(caller: Caller, found: Import) -> bool:
    return _sees_all(caller) or (found.actor_kind, found.actor_id) == (caller.kind.value, caller.actor_id)
