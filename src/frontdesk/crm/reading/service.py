"""RecordReader: all reading of records, of what the transaction's caller may see."""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import BigInteger, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from frontdesk.crm import board_totals
from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import RecordNotFoundError
from frontdesk.crm.fields import Choice
from frontdesk.crm.query.aggregation import Aggregation
from frontdesk.crm.query.counting import Count, count
from frontdesk.crm.query.keyset import Keyset
from frontdesk.crm.query.preparation import compiler_for
from frontdesk.crm.query.value import Node, Query
from frontdesk.crm.reading import board
from frontdesk.crm.reading.labels import add_labels, newest, title_of_value, titles, titles_of_values
from frontdesk.crm.reading.pages import RecordPage, read_beginnings, read_page
from frontdesk.crm.reading.shown import columns_of_records, shown_record
from frontdesk.crm.scope import Scope
from frontdesk.crm.tables import view_of
from frontdesk.platform.unit_of_work import UnitOfWork

BLOCK = 1_000
MOST_GROUPS = 1_000
PIPELINES = "pipelines"


class RecordReader:
    """Reads records as the API shows them, those in the trash too where they are asked for by id."""

    async def get(self, unit: UnitOfWork, scope: Scope, definition: Definition, record_id: int) -> dict[str, Any]:
        """One record with its labels. Raises RecordNotFoundError."""
        found = await self.many(unit, scope, definition, [record_id])
        if not found:
            raise RecordNotFoundError(definition.label, record_id)
        return found[0]

    async def many(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, ids: Sequence[int], *, labels: bool = True
    ) -> list[dict[str, Any]]:
        """The records with these ids in this order; those that are not there, or not to be seen, are left out."""
        if not ids:
            return []
        view = view_of(definition)
        wanted = bindparam("ids", list(ids), type_=ARRAY(BigInteger))
        statement = select(*columns_of_records(definition)).where(view.c.id == any_(wanted))
        rows = (await unit.execute(statement)).mappings()
        found = {row["id"]: shown_record(definition, row) for row in rows}
        records = [found[record_id] for record_id in dict.fromkeys(ids) if record_id in found]
        if labels:
            await add_labels(unit, scope, definition, records)
        return records

    async def page(
        self, unit: UnitOfWork, scope: Scope, query: Query, columns: Collection[str] | None = None
    ) -> RecordPage:
        """A page of records with their labels. Raises InvalidCursorError.

        With `columns` (paths) only those fields stand in the records, and titles of what was read.
        """
        page = await read_page(unit, await compiler_for(unit, scope, query), query, columns)
        await add_labels(unit, scope, query.definition, page.items)
        return page

    async def ids(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, where: Node | None, limit: int
    ) -> list[int]:
        """The ids of the records that match and are not in the trash, smallest first, `limit` at most."""
        query = Query(definition, where=where)
        compiler = await compiler_for(unit, scope, query)
        wanted = compiler.wanted(query)
        statement = select(compiler.view.c.id).where(*wanted).order_by(compiler.view.c.id).limit(limit)
        return list((await unit.execute(statement)).scalars())

    async def count(self, unit: UnitOfWork, scope: Scope, query: Query) -> Count:
        """How many records there are: exact up to 10,000, above that about so many."""
        return await count(unit, await compiler_for(unit, scope, query), query)

    async def newest(self, unit: UnitOfWork, scope: Scope, names: Sequence[str]) -> dict[str, tuple[int, str]]:
        """For each of these objects that has records the id and title of the newest."""
        return await newest(unit, scope, names)

    async def groups(self, unit: UnitOfWork, scope: Scope, query: Query) -> list[dict[str, Any]]:
        """`{"group", "labels", "values"}` for each group, at most the query's limit; one where it names no groups."""
        if board_totals.answers(query):
            return await board_totals.read(unit, query)
        aggregation = Aggregation(scope, await compiler_for(unit, scope, query), query)
        rows = (await unit.execute(aggregation.statement(min(query.limit, MOST_GROUPS)))).mappings().all()
        wanted: dict[str, set[int]] = {}
        for number, group in enumerate(query.groups):
            values = [row[f"group_{number}"] for row in rows]
            for name, ids in titles_of_values(group.place.field, values).items():
                wanted.setdefault(name, set()).update(ids)
        words = await titles(unit, scope, wanted)
        found = []
        for row in rows:
            named = [
                (group.name, title_of_value(words, group.place.field, row[f"group_{number}"]))
                for number, group in enumerate(query.groups)
            ]
            labels = {name: word for name, word in named if word is not None}
            found.append({**aggregation.shown(row), "labels": labels})
        return found

    async def board(self, unit: UnitOfWork, scope: Scope, query: Query, field: Choice) -> dict[str, Any]:
        """`{"field", "columns"}`: for each choice the number of records, their sum, and the first of them.

        `query.limit` is for each column. Without a value there is a column only where there are such records.
        """
        compiler = await compiler_for(unit, scope, query)
        figures = {
            group["group"][field.path]: group["values"]
            for group in await self.groups(unit, scope, board.figures_query(replace(query, limit=MOST_GROUPS), field))
        }
        stages = await self._stages(unit, scope, query, field)
        values = [
            value for value in board.columns_of(field, stages) if value in figures or value in (stages or field.values)
        ]
        lists = [board.column_query(query, field, value) for value in values]
        pieces = await read_beginnings(unit, compiler, lists)
        await add_labels(unit, scope, query.definition, [record for piece in pieces for record in piece.records])
        columns = [
            board.column_json(field, value, figures.get(value, {}), piece.records, piece.next)
            for value, piece in zip(values, pieces, strict=True)
        ]
        return {"field": field.path, "columns": columns}

    async def stream(
        self,
        unit: UnitOfWork,
        scope: Scope,
        query: Query,
        columns: Collection[str] | None = None,
        *,
        labels: bool = False,
    ) -> AsyncIterator[list[dict[str, Any]]]:
        """All records that the query asks for, whatever its limit, in blocks, read as they are taken.

        With `columns` (paths) only those fields stand in the records, and with `labels` the titles of what they name.
        """
        compiler = await compiler_for(unit, scope, query)
        statement = select(*columns_of_records(query.definition, columns)).where(*compiler.wanted(query))
        for part in Keyset(compiler, query.order).parts(statement, None):
            async with unit.connection.stream(part, execution_options={"max_row_buffer": BLOCK}) as rows:
                async for block in rows.mappings().partitions(BLOCK):
                    records = [shown_record(query.definition, row) for row in block]
                    if labels:
                        await add_labels(unit, scope, query.definition, records)
                    yield records

    async def _stages(self, unit: UnitOfWork, scope: Scope, query: Query, field: Choice) -> list[str] | None:
        """The columns that the pipeline uses whose board this is; None where it is no board of one pipeline."""
        if PIPELINES not in scope.catalogue:
            return None
        pipelines = scope.definition(PIPELINES)
        relation = board.stages_relation(query.definition, pipelines, field)
        asked = board.asked_for(query.where, relation) if relation else None
        found = await self.many(unit, scope, pipelines, [asked], labels=False) if asked else []
        return found[0]["stages"] if found else None
