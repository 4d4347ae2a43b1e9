"""Totals of boards: read in place of counting where a query asks for just these, and put together now and then."""

from typing import Any

import psycopg
from sqlalchemy import text

from frontdesk.crm.fields import Field
from frontdesk.crm.query.value import Query
from frontdesk.platform.jobs import JobQueue
from frontdesk.platform.unit_of_work import UnitOfWork

JOB, WHEN = "crm.put_board_totals_together", "* * * * *"
# So many rows are added up in no time; an object with more of them is put together.
MOST_ROWS = 200

_READ = text(
    "SELECT choice, sum(records)::bigint AS records, sum(value) AS value"
    " FROM crm_board_totals WHERE object = :object GROUP BY choice HAVING sum(records) > 0"
)
_TOGETHER = """
    WITH crowded AS (
        SELECT workspace_id, object FROM crm_board_totals GROUP BY workspace_id, object HAVING count(*) > %s
    ), taken AS (
        DELETE FROM crm_board_totals t USING crowded c
        WHERE t.workspace_id = c.workspace_id AND t.object = c.object RETURNING t.*
    )
    INSERT INTO crm_board_totals (workspace_id, object, choice, owner_id, records, value)
    SELECT workspace_id, object, choice, owner_id, sum(records), sum(value) FROM taken
    GROUP BY workspace_id, object, choice, owner_id HAVING sum(records) <> 0 OR sum(value) <> 0
"""


def answers(query: Query) -> bool:
    """Whether the kept totals are what the query asks for: its board's field, number and sum, of all records."""
    board = query.definition.board
    if board is None or query.where is not None or query.search or query.trash or query.group_sort:
        return False
    groups = [group.name for group in query.groups]
    figures = {(one.function, one.place.field.path if one.place else None) for one in query.aggregates}
    return groups == [board.field] and figures <= {("count", None), ("sum", board.value)}


async def read(unit: UnitOfWork, query: Query) -> list[dict[str, Any]]:
    """Groups as the API shows them, without labels, in the order of the choices; as many as the query wants."""
    board = query.definition.board
    assert board is not None
    field = query.definition.by_path[board.field]
    names = {one.function: one.name for one in query.aggregates} or {"count": "count"}
    summed = query.definition.by_path[board.value] if board.value else None
    rows = {row.choice: row for row in await unit.execute(_READ, {"object": query.definition.name})}
    found = []
    for choice in (value for value in (*getattr(field, "values", ()), None) if value in rows):
        figures = {"count": rows[choice].records, "sum": _shown(summed, rows[choice].value)}
        values = {name: figures[function] for function, name in names.items()}
        found.append({"group": {field.path: choice}, "values": values, "labels": {}})
    return found[: query.limit]


def _shown(field: Field | None, stored: int) -> Any:
    return None if field is None else field.show(int(stored))


class BoardTotals:
    """Keeps the totals short."""

    def __init__(self, url: str):
        self._url = url

    async def put_together(self) -> None:
        """Adds up what many writes left, in all workspaces. As the login role, which sees them all."""
        async with await psycopg.AsyncConnection.connect(self._url) as connection:
            await connection.execute(_TOGETHER, (MOST_ROWS,))


def register(jobs: JobQueue, totals: BoardTotals) -> None:
    """Has the worker do so each minute."""

    async def put_board_totals_together(timestamp: int) -> None:
        await totals.put_together()

    jobs.add_periodic(JOB, WHEN, put_board_totals_together)
