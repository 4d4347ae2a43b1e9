"""Statements: those that are written as text go to the driver at once, past what SQLAlchemy does for built ones.

For a short statement that takes five times as long as the way to the database and back. Whoever executes one does not
see the difference: the answers are SQLAlchemy's results, the errors SQLAlchemy's errors.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any

import psycopg
from sqlalchemy import Dialect, TextClause
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

_PLANNED_ONCE = "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL jit = off; SET LOCAL enable_seqscan = off"
_PLANNED_AS_BEFORE = (
    "SET LOCAL plan_cache_mode TO DEFAULT; SET LOCAL jit TO DEFAULT; SET LOCAL enable_seqscan TO DEFAULT"
)
# A place for a parameter, or a percent sign, as SQLAlchemy writes them for the driver.
_PLACE = re.compile(r"%(?:\((\w+)\)s|%)")

Driver = psycopg.AsyncConnection[Any]
Converter = Callable[[Any], Any]


class Rows(IteratorResult[Any]):
    """The answer to a text: all its rows. `rowcount`: how many rows were read or written."""

    def __init__(self, shape: SimpleResultMetaData, rows: Sequence[tuple[Any, ...]], rowcount: int):
        super().__init__(shape, iter(rows))
        self.rowcount = rowcount


class Written:
    """A text as PostgreSQL takes it, with its parameters by number; made once for each statement."""

    def __init__(self, statement: TextClause, dialect: Dialect):
        compiled = statement.compile(dialect=dialect)
        self._names: list[str] = []
        self.words = _PLACE.sub(self._numbered, str(compiled)).encode()
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        if any(bind.expanding for bind in binds.values()):
            raise ValueError("A list is given to a text as one array: = ANY(:ids).")
        self._defaults = {name: bind.value for name, bind in binds.items() if not bind.required}
        convert = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in binds.items()}
        self._converters: list[tuple[str, Converter | None]] = [(name, convert[name]) for name in self._names]
        self._shape = SimpleResultMetaData(())

    def values(self, given: Mapping[str, Any] | None) -> list[Any]:
        """The parameters in their order. Raises KeyError where one is missing."""
        known = {**self._defaults, **(given or {})}
        return [known[name] if convert is None else convert(known[name]) for name, convert in self._converters]

    def shape(self, cursor: psycopg.AsyncRawCursor[Any]) -> SimpleResultMetaData:
        """The names of the columns: always the same, so that they are read once."""
        if len(self._shape.keys) != _columns(cursor):
            self._shape = SimpleResultMetaData([column.name for column in cursor.description or ()])
        return self._shape

    def _numbered(self, place: re.Match[str]) -> str:
        name = place[1]
        if name is None:
            return "%"
        if name not in self._names:
            self._names.append(name)
        return f"${self._names.index(name) + 1}"


class Statements:
    """Executes on one connection."""

    def __init__(self, connection: AsyncConnection, driver: Driver):
        self.connection = connection
        self._driver = driver
        self._cursor = psycopg.AsyncRawCursor(driver)

    @classmethod
    async def on(cls, connection: AsyncConnection) -> "Statements":
        driver: Any = (await connection.get_raw_connection()).driver_connection
        return cls(connection, driver)

    async def run(self, statement: TextClause, given: Mapping[str, Any] | None = None) -> Rows:
        """Raises DBAPIError."""
        return await self._run(statement, given, None)

    async def run_planned(self, statement: TextClause, given: Mapping[str, Any]) -> Rows:
        """By a plan that is made once, for no parameters in particular. Raises DBAPIError."""
        await self.command(_PLANNED_ONCE)
        # Prepared the first time it comes, and not only once it came often.
        rows = await self._run(statement, given, True)
        await self.command(_PLANNED_AS_BEFORE)
        return rows

    async def _run(self, statement: TextClause, given: Mapping[str, Any] | None, prepare: bool | None) -> Rows:
        written = _written(statement, self.connection.dialect)
        cursor = self._cursor
        try:
            await cursor.execute(written.words, written.values(given), prepare=prepare)
            rows = await cursor.fetchall() if _columns(cursor) else ()
        except psycopg.Error as error:
            raise await self._told(str(statement), error) from error
        return Rows(written.shape(cursor), rows, cursor.rowcount)

    async def command(self, words: str) -> None:
        """Commands without parameters or answers, several at a time if need be. Raises DBAPIError."""
        try:
            await self._cursor.execute(words.encode(), prepare=False)
        except psycopg.Error as error:
            raise await self._told(words, error) from error

    async def _told(self, words: str, error: psycopg.Error) -> BaseException:
        """The error as SQLAlchemy tells it."""
        lost = self._driver.closed or self._driver.broken
        if lost:
            await self._give_up()
        # The values are people's words: no error shows them.
        return DBAPIError.instance(
            words,
            None,
            error,
            psycopg.Error,
            hide_parameters=True,
            connection_invalidated=lost,
            dialect=self.connection.dialect,
        )

    async def _give_up(self) -> None:
        """Has SQLAlchemy see that the connection is lost: it gives up all that are as old, and makes new ones."""
        with suppress(DBAPIError):
            await self.connection.exec_driver_sql("SELECT 1")


def _columns(cursor: psycopg.AsyncRawCursor[Any]) -> int:
    """How many columns the answer has."""
    return cursor.pgresult.nfields if cursor.pgresult else 0


@lru_cache(maxsize=500)
def _written(statement: TextClause, dialect: Dialect) -> Written:
    """For statements that are constants, or kept where they are made."""
    return Written(statement, dialect)
