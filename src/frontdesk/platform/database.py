"""The database: connections, and transactions that see one workspace only.

The login role may do more than the program should. Each transaction therefore becomes `frontdesk_app`, a role that owns
no table and cannot bypass row-level security, and names its workspace; both end with the transaction, so the
same connection may serve another workspace next, also behind a transaction pooler.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from frontdesk.platform.errors import UnavailableError
from frontdesk.platform.events import EventLog
from frontdesk.platform.jobs import JobQueue
from frontdesk.platform.realtime import Realtime
from frontdesk.platform.statements import Statements
from frontdesk.platform.unit_of_work import UnitOfWork

TRANSACTION_POOLER_PORT = 6543
# How long a request waits for a free connection before it is told to come back.
POOL_SECONDS = 15

# SQLAlchemy's own transactions are off (AUTOCOMMIT): so beginning one and entering the workspace is one round trip.
# A connection that comes back to the pool inside a transaction is rolled back there.
_ENTER = (
    "BEGIN; SET LOCAL ROLE frontdesk_app; SET LOCAL frontdesk.workspace_id = '{workspace_id}';"
    " SET LOCAL synchronous_commit = {durability}"
)
_ENTER_AS_STAFF = "; SET LOCAL frontdesk.role = '{role}'; SET LOCAL frontdesk.user_id = '{user_id}'"


@dataclass(frozen=True)
class Staff:
    """The member of staff or the program that a transaction works for: what the database lets it see hangs on it.

    `role` is a word of small letters. `user_id` None: a program with a key, which owns no records.
    """

    role: str
    user_id: int | None

    def __post_init__(self) -> None:
        if not self.role.isalpha():
            raise ValueError("a role is a word")


@dataclass(frozen=True)
class PoolSettings:
    """How connections are kept: `size` open at most; `keep` them between transactions or not."""

    size: int = 20
    keep: bool = True


def driver_url(url: str) -> URL:
    """The SQLAlchemy form of a PostgreSQL connection string."""
    return make_url(url).set(drivername="postgresql+psycopg")


class Database:
    """Opens units of work. One for each process."""

    def __init__(
        self,
        url: str,
        jobs: JobQueue,
        events: EventLog,
        pool: PoolSettings | None = None,
        realtime: Realtime | None = None,
    ):
        self.url = url
        self._realtime = realtime or Realtime()
        self._jobs = jobs
        self._events = events
        self._engine = _engine(driver_url(url), pool or PoolSettings())

    @asynccontextmanager
    async def unit_of_work(
        self, workspace_id: int | None, *, durable: bool = True, staff: Staff | None = None
    ) -> AsyncIterator[UnitOfWork]:
        """One transaction that sees one workspace: committed at the end, rolled back on an error.

        With `workspace_id` None it sees no workspace, only the doors (functions that look up by a secret).
        `durable=False` does not wait for the disk: for writes that a later durable commit of the same
        work covers. With `staff` it sees of records what that role and that user may see; without, all of the
        workspace. Raises UnavailableError when the database cannot be reached.
        """
        statements = await self._enter(workspace_id, durable, staff)
        try:
            unit = UnitOfWork(statements, workspace_id, self._jobs, self._events)
            yield unit
            await unit.flush()
            await statements.command("COMMIT")
            if unit.signals:
                self._realtime.tell(unit.signals)
        except DBAPIError as error:
            raise _seen_by_callers(error) from error
        finally:
            await statements.connection.close()

    async def _enter(self, workspace_id: int | None, durable: bool, staff: Staff | None) -> Statements:
        """Connects and enters the workspace; a connection that died while it was idle is replaced once."""
        enter = _ENTER.format(
            workspace_id="" if workspace_id is None else int(workspace_id), durability="on" if durable else "off"
        )
        if staff is not None:
            user_id = "" if staff.user_id is None else int(staff.user_id)
            enter += _ENTER_AS_STAFF.format(role=staff.role, user_id=user_id)
        for last_try in (False, True):
            connection: AsyncConnection | None = None
            try:
                connection = await self._engine.connect()
                statements = await Statements.on(connection)
                await statements.command(enter)
                return statements
            except (DBAPIError, PoolTimeoutError, OSError) as error:
                if connection is not None:
                    await connection.close()
                if last_try or not _is_disconnect(error):
                    raise _seen_by_callers(error) from error
        raise AssertionError("unreachable")

    async def is_reachable(self) -> bool:
        try:
            async with self.unit_of_work(None):
                return True
        except UnavailableError:
            return False

    async def close(self) -> None:
        await self._engine.dispose()


def _engine(url: URL, pool: PoolSettings) -> AsyncEngine:
    # Named prepared statements belong to one server connection, which a transaction pooler does not promise.
    connect_args = {"prepare_threshold": None if url.port == TRANSACTION_POOLER_PORT else 3}
    # An error that is logged shows the statement; the values are customers' words.
    if not pool.keep:
        return create_async_engine(
            url,
            poolclass=NullPool,
            connect_args=connect_args,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
        )
    return create_async_engine(
        url,
        hide_parameters=True,
        pool_size=pool.size,
        # The one that was used last: it has the statements prepared, and those that are not needed rest.
        pool_use_lifo=True,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        connect_args=connect_args,
        isolation_level="AUTOCOMMIT",
    )


def _is_disconnect(error: BaseException) -> bool:
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _seen_by_callers(error: BaseException) -> BaseException:
    """Trouble with the connection is temporary and not the caller's; all else stays what it is."""
    state = getattr(getattr(error, "orig", None), "sqlstate", None) or ""
    # 57P0x: the server is stopping or starting; 08xxx: connection lost; 53300: no connection is free.
    lost = not isinstance(error, DBAPIError) or error.connection_invalidated
    if lost or state.startswith(("57P", "08")) or state == "53300" or _never_connected(error):
        return UnavailableError("The database cannot be reached just now. Try again in a moment.", retry_after=2)
    # 40P01: two waited for each other in a circle, and this one was let go; nothing of it was written.
    if state == "40P01":
        return UnavailableError("Others wrote the same in that moment. Try again.", retry_after=1)
    return error


def _never_connected(error: BaseException) -> bool:
    import psycopg

    original = getattr(error, "orig", None)
    return isinstance(original, psycopg.OperationalError) and original.sqlstate is None
