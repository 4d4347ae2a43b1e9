"""Pages: a piece of a list, with the records that come next and how many there are in all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, literal, select
from sqlalchemy.sql import union_all

from frontdesk.crm.query.compilation import Compiler
from frontdesk.crm.query.counting import Count, at_least, count, counted, finds_few
from frontdesk.crm.query.cursors import Position, cursor_at, read_cursor
from frontdesk.crm.query.keyset import Keyset
from frontdesk.crm.query.value import Query
from frontdesk.crm.reading.shown import columns_of_records, shown_record
from frontdesk.platform.unit_of_work import UnitOfWork

_LIST, _PLACE, _GATHERED, _COUNTED = "list_number", "place_in_list", "gathered", "counted"


@dataclass(frozen=True)
class RecordPage:
    """Records as the API shows them. `next`: the cursor of those that follow. `total_is_estimate`: it is about that."""

    items: list[dict[str, Any]]
    next: str | None
    total: int
    total_is_estimate: bool = False

    def to_json(self) -> dict[str, Any]:
        json: dict[str, Any] = {"items": self.items, "next": self.next, "total": self.total}
        return {**json, "total_is_estimate": True} if self.total_is_estimate else json


@dataclass(frozen=True)
class Piece:
    """Records of one list, and where the next begins."""

    records: list[dict[str, Any]]
    next: str | None


async def read_page(
    unit: UnitOfWork, compiler: Compiler, query: Query, columns: Collection[str] | None = None
) -> RecordPage:
    """The page without labels; with `columns` (paths) only those fields of its records. Raises InvalidCursorError."""
    few = await finds_few(unit, compiler, query)
    keyset = Keyset(compiler, query.order, by_index=not few)
    after = read_cursor(query.definition, keyset.sorts, query.after) if query.after else None
    statement = _statement(compiler, keyset, query, columns)
    # All that match are gathered before they are sorted: their number costs nothing more.
    gathered = few and keyset.is_one_part and after is None
    if gathered:
        statement = statement.add_columns(func.count().over().label(_GATHERED))
    elif compiler.is_small:
        statement = statement.add_columns(counted(compiler, query).scalar_subquery().label(_COUNTED))
    rows: list[Row[Any]] = []
    for part in keyset.parts(statement, after):
        rows += (await unit.execute(part.limit(query.limit + 1 - len(rows)))).all()
        if len(rows) > query.limit:
            break
    piece = _piece(query, keyset, rows)
    found = await _counted(unit, compiler, query, rows, is_all=after is None and piece.next is None)
    return RecordPage(piece.records, piece.next, max(found.total, len(rows)), found.is_estimate)


async def _counted(
    unit: UnitOfWork, compiler: Compiler, query: Query, rows: Sequence[Row[Any]], *, is_all: bool
) -> Count:
    """How many records there are in all, of which these rows were read."""
    if is_all:
        return Count(len(rows))
    told = rows[0]._mapping if rows else {}
    if _GATHERED in told:
        return Count(told[_GATHERED])
    if _COUNTED in told:
        return await at_least(unit, compiler, query, told[_COUNTED])
    return await count(unit, compiler, query)


async def read_beginnings(unit: UnitOfWork, compiler: Compiler, queries: list[Query]) -> list[Piece]:
    """The first pages of some lists of one object in one order, without labels, in two statements at most."""
    if not queries:
        return []
    keyset = Keyset(compiler, queries[0].order, by_index=not await finds_few(unit, compiler, queries[0]))
    found: list[list[Row[Any]]] = [[] for _ in queries]
    lists = [list(keyset.parts(_statement(compiler, keyset, query), None)) for query in queries]
    for part in range(len(lists[0])):
        short = [number for number, query in enumerate(queries) if len(found[number]) <= query.limit]
        missing = [
            _numbered(number, lists[number][part].limit(queries[number].limit + 1 - len(found[number])))
            for number in short
        ]
        if missing:
            rows = (await unit.execute(union_all(*missing))).all()
            # Several processes of the database may answer parts of one statement at a time.
            for row in sorted(rows, key=lambda row: row._mapping[_PLACE]):
                found[row._mapping[_LIST]].append(row)
    return [_piece(query, keyset, rows) for query, rows in zip(queries, found, strict=True)]


def _statement(compiler: Compiler, keyset: Keyset, query: Query, paths: Collection[str] | None = None) -> Select[Any]:
    columns = columns_of_records(query.definition, paths)
    return select(*columns, *keyset.key_columns).where(*compiler.wanted(query))


def _numbered(number: int, statement: Select[Any]) -> Select[Any]:
    """Its rows in their order, marked with the number of their list."""
    rows = statement.subquery()
    place = func.row_number().over().label(_PLACE)
    return select(literal(number).label(_LIST), place, rows)


def _piece(query: Query, keyset: Keyset, rows: list[Row[Any]]) -> Piece:
    page = rows[: query.limit]
    records = [shown_record(query.definition, row._mapping) for row in page]
    if len(rows) <= query.limit:
        return Piece(records, None)
    position: Position = keyset.position_of(page[-1])
    return Piece(records, cursor_at(query.definition, keyset.sorts, position))
