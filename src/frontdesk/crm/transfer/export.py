"""Export: the records of a list as a file, written while they are read.

A CSV file names its columns as the API names the fields, so that it can be imported again and gives the same records.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.nearest import nearest
from frontdesk.crm.query.value import Query
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.reading.shown import value_at
from frontdesk.crm.scope import Scope
from frontdesk.crm.transfer.cells import fields_with_first_value, text_of
from frontdesk.crm.transfer.csv_writing import MARK, csv_lines
from frontdesk.crm.transfer.on_behalf import staff_of
from frontdesk.identity.callers import Caller
from frontdesk.platform.database import Database

MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True)
class Export:
    """What is exported: `columns` by the paths of their fields; `marked`: begun with a mark that tells UTF-8."""

    query: Query
    columns: list[str]
    format: str
    marked: bool = False


class ExportService:
    """Writes files of records."""

    def __init__(self, database: Database, reader: RecordReader):
        self._database = database
        self._reader = reader

    async def pieces(self, caller: Caller, scope: Scope, export: Export) -> AsyncIterator[bytes]:
        """The file, piece by piece, in one transaction of its own that sees what the caller may see."""
        write = _json_pieces if export.format == "json" else _csv_pieces
        async with self._database.unit_of_work(caller.workspace_id, staff=staff_of(caller)) as unit:
            blocks = self._reader.stream(unit, scope, export.query, export.columns)
            async for piece in write(scope, export, blocks):
                yield piece


def chosen_columns(definition: Definition, wanted: str | None) -> list[str]:
    """The columns that are named (`name,custom.size`), or all. Raises InvalidQueryError, which names the nearest."""
    if not wanted:
        return list(definition.by_path)
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    for name in names:
        if name not in definition.by_path:
            reason = f"{definition.label_plural} have no field {name[:60]!r}"
            raise InvalidQueryError(reason, "columns", nearest(name, definition.by_path))
    return list(dict.fromkeys(names))


async def _csv_pieces(
    scope: Scope, export: Export, blocks: AsyncIterator[Sequence[Mapping[str, Any]]]
) -> AsyncIterator[bytes]:
    filled = fields_with_first_value(export.query.definition, scope.habits)
    columns = [(path, path in filled) for path in export.columns]
    yield ((MARK if export.marked else "") + csv_lines([export.columns])).encode()
    async for block in blocks:
        rows = [
            [text_of(value_at(record, path), has_first_value=has_first) for path, has_first in columns]
            for record in block
        ]
        yield csv_lines(rows).encode()


async def _json_pieces(
    scope: Scope, export: Export, blocks: AsyncIterator[Sequence[Mapping[str, Any]]]
) -> AsyncIterator[bytes]:
    lead = b"[\n"
    async for block in blocks:
        if block:
            yield lead + b",\n".join(orjson.dumps(_picked(record, export.columns)) for record in block)
            lead = b",\n"
    yield b"[]\n" if lead == b"[\n" else b"\n]\n"


def _picked(record: Mapping[str, Any], columns: Sequence[str]) -> dict[str, Any]:
    """The record with these fields only; own fields stay in its `custom`."""
    picked: dict[str, Any] = {path: record.get(path) for path in columns if not path.startswith("custom.")}
    own = [path for path in columns if path.startswith("custom.")]
    if own:
        picked["custom"] = {path.removeprefix("custom."): value_at(record, path) for path in own}
    return picked
