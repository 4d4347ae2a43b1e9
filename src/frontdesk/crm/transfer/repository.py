"""Statements of imports: their rows, their files, their failed rows."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, delete, func, insert, select, update

from frontdesk.crm.transfer.models import FailedRow, Import, Progress, import_errors, imports
from frontdesk.crm.transfer.options import ImportOptions
from frontdesk.platform.texts import storable
from frontdesk.platform.unit_of_work import UnitOfWork

# Whose imports: the kind of the caller and its id.
Actor = tuple[str, int | None]

_NOT_READ = {"workspace_id", "content"}
_COLUMNS = [column for column in imports.c if column.name not in _NOT_READ]


class ImportRepository:
    """Rows of imports. The file itself is only read where it is asked for."""

    async def add(self, unit: UnitOfWork, values: Mapping[str, Any]) -> Import:
        statement = insert(imports).values(workspace_id=unit.workspace_id, **values).returning(*_COLUMNS)
        return _import((await unit.execute(statement)).mappings().one())

    async def get(self, unit: UnitOfWork, import_id: int, *, lock: bool = False) -> Import | None:
        statement: Select[Any] = select(*_COLUMNS).where(imports.c.id == import_id)
        found = await unit.execute(statement.with_for_update() if lock else statement)
        row = found.mappings().one_or_none()
        return None if row is None else _import(row)

    async def page(
        self, unit: UnitOfWork, object: str | None, actor: Actor | None, before: int, limit: int
    ) -> list[Import]:
        """The newest below the id `before`, with one more than the limit where more follow."""
        statement = select(*_COLUMNS).where(imports.c.id < before, *_conditions(object, actor))
        rows = (await unit.execute(statement.order_by(imports.c.id.desc()).limit(limit + 1))).mappings()
        return [_import(row) for row in rows]

    async def count(self, unit: UnitOfWork, object: str | None, actor: Actor | None) -> int:
        statement = select(func.count()).select_from(imports).where(*_conditions(object, actor))
        return int((await unit.execute(statement)).scalar_one())

    async def content(self, unit: UnitOfWork, import_id: int) -> bytes | None:
        statement = select(imports.c.content).where(imports.c.id == import_id)
        data = (await unit.execute(statement)).scalar_one_or_none()
        return None if data is None else bytes(data)

    async def change(self, unit: UnitOfWork, import_id: int, values: Mapping[str, Any]) -> None:
        await unit.execute(update(imports).where(imports.c.id == import_id).values(**values))

    async def remove(self, unit: UnitOfWork, import_id: int) -> None:
        await unit.execute(delete(imports).where(imports.c.id == import_id))

    async def remove_forgotten(self, unit: UnitOfWork, before: datetime) -> None:
        """Files that were uploaded before that time and never started."""
        await unit.execute(delete(imports).where(imports.c.status == "uploaded", imports.c.created_at < before))

    async def add_failed(self, unit: UnitOfWork, import_id: int, rows: Sequence[FailedRow]) -> None:
        if rows:
            values = {"workspace_id": unit.workspace_id, "import_id": import_id}
            await unit.execute(insert(import_errors), [{**values, **storable(asdict(row))} for row in rows])

    async def failed(self, unit: UnitOfWork, import_id: int, after: int, limit: int) -> list[FailedRow]:
        """Failed rows in the order of the file, after that row."""
        table = import_errors.c
        statement = select(table.row, table.cells, table.reasons).where(table.import_id == import_id, table.row > after)
        found = await unit.execute(statement.order_by(table.row).limit(limit))
        return [FailedRow(row.row, row.cells, row.reasons) for row in found]


def _conditions(object: str | None, actor: Actor | None) -> list[ColumnElement[bool]]:
    conditions = [] if object is None else [imports.c.object == object]
    if actor is not None:
        conditions += [imports.c.actor_kind == actor[0], imports.c.actor_id == actor[1]]
    return conditions


def _import(row: RowMapping) -> Import:
    values = {**row, "options": ImportOptions.from_json(row["options"]), "progress": Progress(**row["progress"])}
    return Import(**values)
