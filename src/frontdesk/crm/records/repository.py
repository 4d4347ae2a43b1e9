"""Statements that write records, and the changes that tell of them. One statement for any number of rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import func, insert, select, text, update

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field
from frontdesk.crm.records.models import changes, writes
from frontdesk.crm.schema.records_schema import taken_function
from frontdesk.crm.tables import table_of, view_of
from frontdesk.platform.unit_of_work import UnitOfWork

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Change:
    """What a write did to one record. `before`, `after`: packed values of what differs; None: it was not there.

    `version_after` None: the system followed up on another record; such a change stands in nobody's way.
    `version_before` None: it was not there.
    """

    object: str
    record_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    version_before: int | None
    version_after: int | None


_ADD_CHANGES = text(
    "INSERT INTO crm_changes (workspace_id, write_id, object, record_id, before, after,"
    " version_before, version_after)"
    " SELECT :workspace_id, :write_id, object, record_id, before, after, version_before, version_after"
    " FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS change"
    " (object text, record_id bigint, before jsonb, after jsonb, version_before bigint, version_after bigint)"
)


class RecordRepository:
    """Rows of records. Row security narrows each statement to what the caller may touch."""

    async def lock(
        self, unit: UnitOfWork, definition: Definition, ids: Iterable[int], *, to_remove: bool = False
    ) -> dict[int, Row]:
        """The rows with these ids that the caller may change, held until the end of the transaction.

        `to_remove`: also against those who begin to point at them.
        """
        table = table_of(definition)
        columns = [column for column in table.c if column.name != "search"]
        # In one order for all, so that two who write the same records wait for each other only one way.
        statement = select(*columns).where(table.c.id == func.any(sorted(set(ids)))).order_by(table.c.id)
        # Calls of one lead do not wait for each other: they point at it first and move its last contact then.
        found = await unit.execute(statement.with_for_update(key_share=not to_remove))
        return {row["id"]: row for row in found.mappings()}

    async def next_ids(self, unit: UnitOfWork, definition: Definition, count: int) -> list[int]:
        statement = text(
            f"SELECT nextval('{definition.table}_id_seq') FROM generate_series(1, :count)"  # noqa: S608 - a constant
        )
        return list((await unit.execute(statement, {"count": count})).scalars())

    async def add(self, unit: UnitOfWork, definition: Definition, rows: Sequence[dict[str, Any]]) -> None:
        """Adds rows that hold all columns, packed."""
        for field in definition.fields:
            if field.unique:
                # In one order for all: who adds a value waits for another who adds the same.
                rows = sorted(rows, key=lambda row: str(row.get(field.name) or ""))
        columns = _columns(definition)
        statement = text(
            f"INSERT INTO {definition.table} (workspace_id, {columns}) SELECT :workspace_id, {columns}"  # noqa: S608 - names of the definition
            f" FROM jsonb_populate_recordset(NULL::{definition.table}, CAST(:rows AS jsonb))"
        )
        await unit.execute(statement, {"workspace_id": unit.workspace_id, "rows": _json(rows)})

    async def change(
        self, unit: UnitOfWork, definition: Definition, rows: Sequence[dict[str, Any]], columns: Iterable[str]
    ) -> int:
        """Sets these columns (packed) of the rows by their `id`; returns how many were there."""
        names = sorted(columns)
        for field in definition.fields:
            if field.unique and field.name in names and len(rows) > 1:
                await self._free(unit, definition, field, rows)
        statement = text(
            f"UPDATE {definition.table} t SET {', '.join(f'{name} = n.{name}' for name in names)}"  # noqa: S608 - as above
            f" FROM jsonb_populate_recordset(NULL::{definition.table}, CAST(:rows AS jsonb)) n WHERE t.id = n.id"
        )
        return int((await unit.execute(statement, {"rows": _json(rows)})).rowcount)

    async def _free(
        self, unit: UnitOfWork, definition: Definition, field: Field, rows: Sequence[dict[str, Any]]
    ) -> None:
        """Empties unique values that pass from one of the rows to another: each row is checked as it is changed."""
        table = definition.table
        statement = text(
            f"WITH new AS (SELECT id, {field.name} FROM"  # noqa: S608 - names of the definition
            f" jsonb_populate_recordset(NULL::{table}, CAST(:rows AS jsonb)))"
            f" UPDATE {table} t SET {field.name} = NULL FROM new mine, new other"
            f" WHERE t.id = mine.id AND other.id <> t.id AND crm_fold(other.{field.name}) = crm_fold(t.{field.name})"
        )
        await unit.execute(statement, {"rows": _json(rows)})

    async def remove(self, unit: UnitOfWork, definition: Definition, ids: Sequence[int]) -> int:
        """Takes the rows away for good. Raises IntegrityError where others point at one."""
        statement = text(f"DELETE FROM {definition.table} WHERE id = ANY(:ids)")  # noqa: S608 - as above
        return int((await unit.execute(statement, {"ids": list(ids)})).rowcount)

    async def move_contact_forward(
        self, unit: UnitOfWork, leads: Definition, times: Mapping[int, datetime]
    ) -> list[Change]:
        """Moves `last_contacted_at` of leads forward to these times; tells of those that moved."""
        statement = text(
            "WITH old AS (SELECT l.id, l.last_contacted_at, n.at FROM crm_leads l JOIN jsonb_to_recordset("
            "CAST(:times AS jsonb)) AS n (id bigint, at timestamptz) ON n.id = l.id"
            " WHERE l.last_contacted_at IS NULL OR l.last_contacted_at < n.at ORDER BY l.id FOR NO KEY UPDATE OF l)"
            " UPDATE crm_leads l SET last_contacted_at = old.at FROM old WHERE l.id = old.id"
            " RETURNING l.id, old.last_contacted_at AS before, old.at AS after"
        )
        found = await unit.execute(statement, {"times": _json([{"id": k, "at": v} for k, v in times.items()])})
        field = leads.by_path["last_contacted_at"]
        return [
            Change(
                leads.name,
                row.id,
                {field.path: None if row.before is None else field.show(row.before)},
                {field.path: field.show(row.after)},
                None,
                None,
            )
            for row in found
        ]

    async def present(self, unit: UnitOfWork, definition: Definition, ids: Iterable[int]) -> set[int]:
        """Those of the ids that the caller sees and that are not in the trash."""
        view = view_of(definition)
        statement = select(view.c.id).where(view.c.id == func.any(sorted(set(ids))), view.c.deleted_at.is_(None))
        return set((await unit.execute(statement)).scalars())

    async def held(self, unit: UnitOfWork, definition: Definition, ids: Iterable[int]) -> set[int]:
        """As `present`; they stay out of the trash until the end of the transaction."""
        table = table_of(definition)
        statement = select(table.c.id).where(table.c.id == func.any(sorted(set(ids))), table.c.deleted_at.is_(None))
        return set((await unit.execute(statement.order_by(table.c.id).with_for_update(read=True))).scalars())

    async def members(self, unit: UnitOfWork, ids: Iterable[int]) -> set[int]:
        """Those of the ids that are users of the workspace."""
        statement = text("SELECT id FROM users WHERE id = ANY(:ids)")
        return set((await unit.execute(statement, {"ids": sorted(set(ids))})).scalars())

    async def taken(
        self, unit: UnitOfWork, definition: Definition, path: str, values: Mapping[str, Any]
    ) -> dict[str, int]:
        """Of these comparable values of a unique field those that a record outside the trash has, with its id.

        A value is taken by a record that the caller may not see, too.
        """
        name = taken_function(definition, definition.by_path[path])
        statement = text(f"SELECT key, id FROM {name}(:wanted)")  # noqa: S608 - a name of the definition
        return {row.key: row.id for row in await unit.execute(statement, {"wanted": sorted(values)})}

    async def existing(self, unit: UnitOfWork, definition: Definition, ids: Iterable[int]) -> set[int]:
        """Those of the ids that are there for the caller, in the trash or not."""
        table = table_of(definition)
        return set((await unit.execute(select(table.c.id).where(table.c.id == func.any(sorted(set(ids)))))).scalars())

    async def named(self, unit: UnitOfWork, definition: Definition, relation: Field, ids: Sequence[int]) -> set[int]:
        """Those of `ids` that a record, in the trash or not, names by that relation."""
        table = table_of(definition)
        value = relation.own_column(table.c.custom) if relation.own else table.c[relation.name]
        return set((await unit.execute(select(value).where(value == func.any(list(ids))).distinct())).scalars())

    async def pointing(self, unit: UnitOfWork, definition: Definition, path: str, ids: Sequence[int]) -> list[int]:
        """Ids of records outside the trash that point at one of `ids` by that relation."""
        table = table_of(definition)
        statement = select(table.c.id).where(table.c[path] == func.any(list(ids)), table.c.deleted_at.is_(None))
        return list((await unit.execute(statement.order_by(table.c.id))).scalars())


class WriteRepository:
    """Writes and their changes."""

    async def add(self, unit: UnitOfWork, values: Mapping[str, Any]) -> None:
        await unit.execute(insert(writes).values(workspace_id=unit.workspace_id, **values))

    async def count(self, unit: UnitOfWork, write_id: UUID, more: int) -> None:
        """Adds to the number of records of a write that goes on."""
        statement = update(writes).where(writes.c.id == write_id).values(records=writes.c.records + more)
        await unit.execute(statement)

    async def get(self, unit: UnitOfWork, write_id: UUID, *, lock: bool = False) -> Row | None:
        statement = select(writes).where(writes.c.id == write_id)
        found = await unit.execute(statement.with_for_update() if lock else statement)
        return found.mappings().one_or_none()

    async def mark_undone(self, unit: UnitOfWork, write_id: UUID, by: UUID) -> None:
        await unit.execute(update(writes).where(writes.c.id == write_id).values(undone_by=by))

    async def add_changes(self, unit: UnitOfWork, write_id: UUID, found: Sequence[Change]) -> None:
        rows = _json([change.__dict__ for change in found])
        await unit.execute(_ADD_CHANGES, {"workspace_id": unit.workspace_id, "write_id": write_id, "rows": rows})

    async def carry_over(self, unit: UnitOfWork, undone: Sequence[Change]) -> None:
        """Records that were put back are as an earlier change left them: that one can be undone next."""
        statement = text(
            "UPDATE crm_changes c SET version_after = n.now FROM jsonb_to_recordset(CAST(:rows AS jsonb))"
            " AS n (object text, id bigint, left_at bigint, now bigint)"
            " WHERE c.object = n.object AND c.record_id = n.id AND c.version_after = n.left_at"
        )
        rows = [
            {"object": one.object, "id": one.record_id, "left_at": one.version_before, "now": one.version_after}
            for one in undone
        ]
        await unit.execute(statement, {"rows": _json(rows)})

    async def changes_of(self, unit: UnitOfWork, write_id: UUID, before: int, limit: int) -> list[Row]:
        """The write's changes from the last to the first, below the id `before`."""
        statement = select(changes).where(changes.c.write_id == write_id, changes.c.id < before)
        found = await unit.execute(statement.order_by(changes.c.id.desc()).limit(limit))
        return list(found.mappings())

    async def history(self, unit: UnitOfWork, name: str, record_id: int, before: int, limit: int) -> list[Row]:
        """The newest changes of one record, each with the write that it belongs to."""
        statement = (
            select(
                changes.c.id, changes.c.before, changes.c.after, changes.c.version_after,
                writes.c.id.label("write_id"), writes.c.action, writes.c.actor_kind, writes.c.actor_id,
                writes.c.actor_name, writes.c.via, writes.c.at, writes.c.undone_by,
            )
            .join(writes, writes.c.id == changes.c.write_id)
            .where(changes.c.object == name, changes.c.record_id == record_id, changes.c.id < before)
        )  # fmt: skip
        found = await unit.execute(statement.order_by(changes.c.id.desc()).limit(limit))
        return list(found.mappings())

    async def history_length(self, unit: UnitOfWork, name: str, record_id: int) -> int:
        statement = select(func.count()).where(changes.c.object == name, changes.c.record_id == record_id)
        return int((await unit.execute(statement)).scalar_one())


def _columns(definition: Definition) -> str:
    names = [field.name for field in definition.stored_fields]
    return ", ".join(["id", *names, "custom", "version", "created_at", "updated_at", "deleted_at"])


def _json(rows: Any) -> str:
    return orjson.dumps(rows).decode()
