"""Filling: brings the records of the demo's workspace to a number, by COPY, in minutes for a million.

It goes past the write path: no history, no events, nothing to undo. Each object is filled in one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import numpy as np
import psycopg
from psycopg import Connection, sql
from psycopg.rows import TupleRow
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from frontdesk.cli.demo.filling.block import ALWAYS, ROWS, Block, World, lines
from frontdesk.cli.demo.filling.rows import MAKERS, SHARES
from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.schema.board_totals import recount

SEED = 1908
# Fewer rows than these are not worth taking the indexes down.
WORTH_REBUILDING = 50_000
# Objects that the rows point at.
POINTED_AT = ("leads", "contacts", "deals", "pipelines", "courses", "campaigns", "batches")
# Building an index of a million rows in so much memory takes half as long as in the default of 64 MB.
BUILD_MEMORY = "256MB"


class Filling:
    """Fills one workspace. `url` must be a login that owns the tables."""

    def __init__(self, url: str, workspace_id: int, now: datetime, console: Console):
        self._url = url
        self._workspace_id = workspace_id
        self._now = now
        self._console = console

    def fill(self, records: int, only: str | None = None) -> dict[str, int]:
        """Adds what is missing to `records`: of one object where `only` names it, else of all, in their shares.

        Returns how many were added of each object.
        """
        with psycopg.connect(self._url, autocommit=True) as connection, self._progress() as progress:
            plan = {only: records - self._there(connection, only)} if only else self._shared_out(connection, records)
            added = {name: count for name, count in plan.items() if count > 0}
            for name, count in added.items():
                task = progress.add_task(name, total=count)
                self._fill_object(connection, name, count, progress, task)
        return added

    def _shared_out(self, connection: Connection[TupleRow], records: int) -> dict[str, int]:
        missing = records - sum(self._there(connection, name) for name in (*MAKERS, *POINTED_AT[3:], "trainers"))
        shares = {name: missing * share // 100 for name, share in SHARES.items()}
        shares["leads"] += missing - sum(shares.values())
        return shares

    def _there(self, connection: Connection[TupleRow], name: str) -> int:
        query = sql.SQL("SELECT count(*) FROM {} WHERE workspace_id = %s").format(_table(name))
        row = connection.execute(query, (self._workspace_id,)).fetchone()
        return int(row[0]) if row else 0

    def _fill_object(
        self, connection: Connection[TupleRow], name: str, count: int, progress: Progress, task: TaskID
    ) -> None:
        world = self._world(connection)
        with connection.transaction(), _taken_down(connection, name, count):
            self._copy(connection, name, count, world, progress, task)
            progress.update(task, description=f"{name}: indexes and words")
            for statement in recount(Catalogue().get(name)):
                connection.execute(statement.encode())
        _learn_words(connection, name, self._workspace_id)
        progress.update(task, description=f"{name}: tidying")
        # So that reads need not look up which rows are visible, and the planner knows what there is.
        connection.execute(sql.SQL("VACUUM (ANALYZE) {}").format(_table(name)))
        progress.update(task, description=name)

    def _copy(
        self,
        connection: Connection[TupleRow],
        name: str,
        count: int,
        world: World,
        progress: Progress,
        task: TaskID,
    ) -> None:
        first_id = _reserve_ids(connection, name, count)
        place = list(MAKERS).index(name)
        copy = None
        with connection.cursor() as cursor:
            columns = _columns(name, world)
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
                _table(name), sql.SQL(", ").join(map(sql.Identifier, ("id", *columns, *ALWAYS)))
            )
            with cursor.copy(statement) as copy:
                for first in range(0, count, ROWS):
                    rows = min(ROWS, count - first)
                    dice = np.random.default_rng([SEED, place, first])
                    block = Block(world, dice, first, rows, count, first_id + first)
                    copy.write(lines(block, MAKERS[name](block), self._workspace_id))
                    progress.update(task, advance=rows)

    def _world(self, connection: Connection[TupleRow]) -> World:
        staff = connection.execute(
            "SELECT id, name FROM users WHERE workspace_id = %s AND role <> 'viewer' ORDER BY id", (self._workspace_id,)
        ).fetchall()
        ids = {}
        for name in POINTED_AT:
            query = sql.SQL("SELECT id FROM {} WHERE workspace_id = %s AND deleted_at IS NULL ORDER BY id")
            ids[name] = [row[0] for row in connection.execute(query.format(_table(name)), (self._workspace_id,))]
        return World(self._now, ids, [(row[0], row[1]) for row in staff])

    def _progress(self) -> Progress:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        return Progress(*columns, console=self._console)


def _table(name: str) -> sql.Identifier:
    return sql.Identifier(f"crm_{name}")


def _columns(name: str, world: World) -> list[str]:
    """The names of the columns that the object's rows have."""
    return list(MAKERS[name](Block(world, np.random.default_rng(0), 0, 1, 1, 1)))


def _reserve_ids(connection: Connection[TupleRow], name: str, count: int) -> int:
    """The first of so many ids in a row that nobody else gets."""
    sequence = f"crm_{name}_id_seq"
    row = connection.execute(
        "SELECT setval(%(sequence)s::regclass, nextval(%(sequence)s::regclass) + %(more)s)",
        {"sequence": sequence, "more": count - 1},
    ).fetchone()
    assert row is not None
    return int(row[0]) - count + 1


@contextmanager
def _taken_down(connection: Connection[TupleRow], name: str, count: int) -> Iterator[None]:
    """Without what is done for each row, where one go over all of them afterwards costs less.

    In a transaction: whatever fails, everything is as it was. Nobody else can use the table meanwhile.
    """
    table = _table(name)
    connection.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(table))
    definitions = _index_definitions(connection, name) if count >= WORTH_REBUILDING else {}
    for index in definitions:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(index)))
    yield
    connection.execute(sql.SQL("SET LOCAL maintenance_work_mem = {}").format(BUILD_MEMORY))
    for definition in definitions.values():
        connection.execute(sql.SQL(definition))
    connection.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(table))


def _index_definitions(connection: Connection[TupleRow], name: str) -> dict[str, str]:
    """The statements that make the table's indexes, by name; without those that guard what is unique."""
    rows = connection.execute(
        "SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
        " WHERE i.indrelid = %s::regclass AND NOT i.indisunique AND i.indisvalid",
        (f"crm_{name}",),
    )
    return dict(rows.fetchall())


def _learn_words(connection: Connection[TupleRow], name: str, workspace_id: int) -> None:
    """What the trigger does for each statement: keeps the words for searches with typing errors."""
    query = sql.SQL(
        "INSERT INTO crm_vocabulary (workspace_id, word, grams)"
        " SELECT %(workspace)s, found.word, crm_grams(%(workspace)s, found.word) FROM ("
        "SELECT DISTINCT word FROM {}, unnest(tsvector_to_array(search)) AS word"
        " WHERE workspace_id = %(workspace)s AND length(word) BETWEEN 3 AND 30 AND word !~ '[0-9@]') AS found"
        " WHERE NOT EXISTS"
        " (SELECT 1 FROM crm_vocabulary v WHERE v.workspace_id = %(workspace)s AND v.word = found.word)"
    )
    connection.execute(query.format(_table(name)), {"workspace": workspace_id})
    connection.execute("VACUUM (ANALYZE) crm_vocabulary")
