"""Records of the demo as the database holds them: which have changed since the start, and how to put them back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from frontdesk.crm.definitions import SHIPPED

OBJECTS = tuple(definition.name for definition in SHIPPED)

Key = tuple[str, int]


@dataclass(frozen=True)
class Touched:
    """What differs from the start, as (object, id). Records that were made and thrown away again are not `created`."""

    created: frozenset[Key] = field(default_factory=frozenset)
    updated: frozenset[Key] = field(default_factory=frozenset)
    deleted: frozenset[Key] = field(default_factory=frozenset)

    def __bool__(self) -> bool:
        return bool(self.created or self.updated or self.deleted)


class Records:
    """The tables of all objects, past row security. Their state when this is opened is the start."""

    def __init__(self, url: str):
        self._connection = psycopg.connect(url, autocommit=True)
        self._start = self._stamps()
        self._rows = {name: dict(self._read_rows(name)) for name in OBJECTS}
        self._columns = {name: self._writable(name) for name in OBJECTS}
        self._connection.execute("CREATE TEMP TABLE words_at_start AS SELECT * FROM crm_vocabulary")

    def __enter__(self) -> "Records":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def touched(self) -> Touched:
        """What differs from the start now."""
        now = self._stamps()
        there = {key for key, (_, deleted) in self._start.items() if not deleted}
        gone = {key for key in there if key not in now or now[key][1]}
        return Touched(
            frozenset(key for key, (_, deleted) in now.items() if not deleted and key not in there),
            frozenset(key for key in there - gone if now[key] != self._start[key]),
            frozenset(gone),
        )

    def is_touched(self) -> bool:
        """True also where only something in the trash differs."""
        return self._stamps() != self._start

    def put_back(self) -> None:
        """Makes all records what they were at the start."""
        now = self._stamps()
        for key, stamp in self._start.items():
            if now.get(key) != stamp:
                self._write_row(*key)
        for name in reversed(OBJECTS):
            new = [record_id for object_name, record_id in now.keys() - self._start.keys() if object_name == name]
            if new:
                self._connection.execute(self._statement("DELETE FROM {} WHERE id = ANY(%s)", name), [new])
        self._connection.execute(
            "DELETE FROM crm_vocabulary v WHERE v::text NOT IN (SELECT s::text FROM words_at_start s)"
        )

    def _stamps(self) -> dict[Key, tuple[int, bool]]:
        parts = [f"SELECT '{name}', id, version, deleted_at IS NOT NULL FROM crm_{name}" for name in OBJECTS]
        rows = self._connection.execute(" UNION ALL ".join(parts).encode()).fetchall()
        return {(row[0], row[1]): (row[2], row[3]) for row in rows}

    def _read_rows(self, name: str) -> list[tuple[int, Mapping[str, Any]]]:
        return [
            (row[0], row[1])
            for row in self._connection.execute(self._statement("SELECT id, to_jsonb(t) FROM {} t", name))
        ]

    def _writable(self, name: str) -> list[str]:
        statement = (
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
            " AND is_generated = 'NEVER' AND is_identity = 'NO'"
        )
        return [row[0] for row in self._connection.execute(statement, [f"crm_{name}"])]

    def _write_row(self, name: str, record_id: int) -> None:
        columns = sql.SQL(", ").join(map(sql.Identifier, self._columns[name]))
        table = sql.Identifier(f"crm_{name}")
        statement = sql.SQL(
            "UPDATE {table} SET ({columns}) ="
            " (SELECT {columns} FROM jsonb_populate_record(NULL::{table}, %s)) WHERE id = %s"
        ).format(table=table, columns=columns)
        changed = self._connection.execute(statement, [Jsonb(self._rows[name][record_id]), record_id])
        assert changed.rowcount == 1, f"{name} {record_id} was purged"

    @staticmethod
    def _statement(text: str, name: str) -> sql.Composed:
        return sql.SQL(text).format(sql.Identifier(f"crm_{name}"))  # type: ignore[arg-type]  # constants of this file
