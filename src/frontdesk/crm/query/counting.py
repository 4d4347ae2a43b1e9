"""Counting: exact up to 10,000 records, above that what the planner expects; never by reading millions."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Executable, Select, func, literal_column, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import ClauseElement

from frontdesk.crm.query.compilation import Compiler
from frontdesk.crm.query.value import Query
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_EXACT = 10_000
FEW = 0.03
FAR_MORE = 10 * MOST_EXACT
# How long may be counted where so few are expected that their number must be true, and where an estimate would do.
MOST_MILLISECONDS, SHORT_MILLISECONDS = 150, 30

_CANCELED = "57014"


@dataclass(frozen=True)
class Count:
    """How many records there are; an estimate is flagged as one."""

    total: int
    is_estimate: bool = False


class Explain(Executable, ClauseElement):
    """The plan of a statement, as JSON."""

    inherit_cache = False

    def __init__(self, statement: Select[Any]):
        self.statement = statement


@compiles(Explain)
def _explain(element: Explain, compiler: Any, **options: Any) -> str:
    return f"EXPLAIN (FORMAT JSON) {compiler.process(element.statement, **options)}"


async def count(unit: UnitOfWork, compiler: Compiler, query: Query) -> Count:
    """How many records the query asks for.

    Where the planner expects far more than are counted, its word is taken. Else they are counted, for as long as it
    may take; only of an object with many records it may take too long: few match, and no index finds them.
    """
    wanted = _wanted(compiler, query)
    some = counted(compiler, query)
    if compiler.is_small:
        return await at_least(unit, compiler, query, int((await unit.execute(some)).scalar_one()))
    planned = await _planned(unit, wanted)
    if planned > FAR_MORE:
        return Count(planned, is_estimate=True)
    found = await _within(unit, some, SHORT_MILLISECONDS if planned > MOST_EXACT else MOST_MILLISECONDS)
    if found is None and not await _has_many(unit, compiler, query):
        found = int((await unit.execute(some)).scalar_one())
    if found is not None and found <= MOST_EXACT:
        return Count(found)
    return Count(max(planned, found or 0), is_estimate=True)


def counted(compiler: Compiler, query: Query) -> Select[Any]:
    """How many records the query asks for, up to one more than is told exactly."""
    some = _wanted(compiler, query).limit(MOST_EXACT + 1)
    return select(func.count()).select_from(some.subquery())


async def at_least(unit: UnitOfWork, compiler: Compiler, query: Query, found: int) -> Count:
    """How many there are, of whom so many were counted by `counted`."""
    if found <= MOST_EXACT:
        return Count(found)
    return Count(max(await _planned(unit, _wanted(compiler, query)), found), is_estimate=True)


def _wanted(compiler: Compiler, query: Query) -> Select[Any]:
    return select(literal_column("1")).select_from(compiler.view).where(*compiler.wanted(query))


async def _within(unit: UnitOfWork, statement: Select[Any], milliseconds: int) -> int | None:
    """The number, or None where it takes longer than that."""
    await unit.command(f"SAVEPOINT counting; SET LOCAL statement_timeout = {milliseconds}")
    try:
        found: int | None = (await unit.execute(statement)).scalar_one()
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _CANCELED:
            raise
        # Also takes the time limit back.
        await unit.command("ROLLBACK TO SAVEPOINT counting; RELEASE SAVEPOINT counting")
        return None
    # No rollback here: the driver would forget all that it has prepared on this connection.
    await unit.command("RELEASE SAVEPOINT counting; SET LOCAL statement_timeout TO DEFAULT")
    return found


async def finds_few(unit: UnitOfWork, compiler: Compiler, query: Query) -> bool:
    """The query's search likely finds few records, so that they are best read by it and then sorted.

    Of the beginning of a word that it does not know the planner always expects two records of a hundred, and would
    read all records in their order to find these.
    """
    if not query.search:
        return False
    planned = await _planned(unit, _wanted(compiler, query))
    everything = Query(query.definition, trash=query.trash)
    return planned <= FEW * await _planned(unit, _wanted(compiler, everything))


async def _has_many(unit: UnitOfWork, compiler: Compiler, query: Query) -> bool:
    everything = Query(query.definition, trash=query.trash)
    return await _planned(unit, _wanted(compiler, everything)) > MOST_EXACT


async def _planned(unit: UnitOfWork, statement: Select[Any]) -> int:
    """How many rows the planner expects."""
    plan = (await unit.execute(Explain(statement))).scalar_one()
    return int(plan[0]["Plan"]["Plan Rows"])
