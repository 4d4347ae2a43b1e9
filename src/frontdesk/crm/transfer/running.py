"""Runs imports: the rows of a file become records, block by block, and all of them can be taken back.

Each block is one transaction that holds its records and how far the import is, so that a worker which is killed leaves
whole blocks behind, and the next one goes on after the last.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any

import structlog

from frontdesk.crm.records.command import Actor, Write
from frontdesk.crm.records.undo import UndoService
from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.scope import ScopeReader
from frontdesk.crm.transfer.files import Row, open_table
from frontdesk.crm.transfer.models import FailedRow, Import, Progress
from frontdesk.crm.transfer.on_behalf import staff_of
from frontdesk.crm.transfer.preview import check_values, with_date_order
from frontdesk.crm.transfer.repository import ImportRepository
from frontdesk.crm.transfer.rows.planning import PlannedRow, Planner
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.standing import Standing
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.errors import FrontdeskError, UnavailableError
from frontdesk.platform.unit_of_work import UnitOfWork

log = structlog.get_logger("frontdesk.imports")

BLOCK = 1_000
VIA = "import"


class OvertakenError(Exception):
    """Another worker is at this import, or it was stopped."""


@dataclass(frozen=True)
class _Run:
    """One run of an import: on whose behalf, as part of which write, and how its rows are planned."""

    id: int
    workspace_id: int
    object: str
    caller: Caller
    write: Write
    planner: Planner
    found: Import


class ImportRunner:
    """Carries out imports and their undo; the worker's side of ImportService."""

    def __init__(self, database: Database, scopes: ScopeReader, write_path: WritePath, undo: UndoService, clock: Clock):
        self._database = database
        self._scopes = scopes
        self._write_path = write_path
        self._undo = undo
        self._clock = clock
        self._imports = ImportRepository()
        self._standing = Standing()

    async def run(self, workspace_id: int, import_id: int) -> None:
        """Job: writes all rows that are not written yet. A second run of the same goes on, or does nothing."""
        try:
            begun = await self._begin(workspace_id, import_id)
            if begun is not None:
                await self._write_all(*begun)
        except OvertakenError:
            return
        except UnavailableError:
            raise
        except Exception as error:
            log.exception("import_failed", import_id=import_id)
            await self._stop(workspace_id, import_id, error)

    async def _begin(self, workspace_id: int, import_id: int) -> tuple[_Run, bytes] | None:
        async with self._database.unit_of_work(workspace_id) as unit:
            found = await self._imports.get(unit, import_id, lock=True)
            if found is None or found.status not in ("queued", "running") or "undoing" in found.format:
                return None
            data = await self._imports.content(unit, import_id)
            caller = await self._standing.now(unit, found.caller(workspace_id))
            if found.write_id is None:
                write = await self._write_path.begin(unit, Actor(caller, VIA), "imported", found.object)
            else:
                write = Write(found.write_id, "imported", found.object)
            await self._imports.change(unit, import_id, {"status": "running", "write_id": write.id})
        planner = Planner(found.options, len(found.columns))
        return _Run(import_id, workspace_id, found.object, caller, write, planner, found), data or b""

    async def _write_all(self, run: _Run, data: bytes) -> None:
        table = await asyncio.to_thread(open_table, data)
        progress = run.found.progress
        await self._pass(run, table.rows, progress.done)
        while rows := list(islice(table.rows, BLOCK)):
            progress = await self._write_block(run, rows, progress)
        await self._finish(run)

    async def _pass(self, run: _Run, rows: Iterator[Row], done: int) -> None:
        """Goes past the rows that an earlier run has brought to their end."""
        if not done:
            return
        async with self._unit(run) as unit:
            scope = with_date_order(await self._scopes.read(unit), run.found.options)
        while done > 0 and (passed := list(islice(rows, min(BLOCK, done)))):
            run.planner.notice(scope, scope.definition(run.object), passed)
            done -= len(passed)
            await asyncio.sleep(0)

    async def _write_block(self, run: _Run, rows: Sequence[Row], progress: Progress) -> Progress:
        """Writes a block. One that is refused as a whole is halved until what is at fault stands alone."""
        try:
            return await self._write_rows(run, rows, progress)
        except (OvertakenError, UnavailableError):
            raise
        except Exception as error:
            if len(rows) == 1:
                return await self._fail_row(run, rows[0], progress, error)
            log.warning("import_block_refused", import_id=run.id, rows=len(rows), error=type(error).__name__)
        middle = len(rows) // 2
        progress = await self._write_block(run, rows[:middle], progress)
        return await self._write_block(run, rows[middle:], progress)

    async def _write_rows(self, run: _Run, rows: Sequence[Row], progress: Progress) -> Progress:
        async with self._unit(run) as unit:
            await self._hold(unit, run, progress)
            scope = with_date_order(await self._scopes.read(unit), run.found.options)
            planned = await run.planner.plan(unit, scope, scope.definition(run.object), rows)
            wanted = [one for one in planned if one.action != "skip" and not one.errors]
            if wanted:
                applied = await self._write_path.apply(
                    unit,
                    scope,
                    Actor(run.caller, VIA),
                    run.write,
                    [one.write(run.object) for one in wanted],
                    on_error="collect",
                    read_back=False,
                )
                for place, errors in applied.errors.items():
                    wanted[place].errors += errors
            for one in planned:
                if one.errors and one not in wanted:
                    check_values(scope, scope.definition(run.object), one)
            await self._imports.add_failed(unit, run.id, [_failed(one) for one in planned if one.errors])
            progress = _counted(progress, planned)
            await self._imports.change(unit, run.id, {"progress": asdict(progress)})
        return progress

    async def _fail_row(self, run: _Run, row: Row, progress: Progress, error: Exception) -> Progress:
        reason = error.detail if isinstance(error, FrontdeskError) else "could not be stored"
        if not isinstance(error, FrontdeskError):
            log.error("import_row_refused", import_id=run.id, row=row.number, exc_info=error)
        async with self._unit(run) as unit:
            await self._hold(unit, run, progress)
            await self._imports.add_failed(
                unit, run.id, [FailedRow(row.number, row.cells, [{"field": "", "reason": reason}])]
            )
            progress = progress.plus(failed=1)
            await self._imports.change(unit, run.id, {"progress": asdict(progress)})
        return progress

    async def _hold(self, unit: UnitOfWork, run: _Run, progress: Progress) -> None:
        """Holds the import until the transaction ends. Raises OvertakenError where it is not where this run left it."""
        current = await self._imports.get(unit, run.id, lock=True)
        if current is None or current.status != "running" or current.progress.done != progress.done:
            raise OvertakenError

    async def _finish(self, run: _Run) -> None:
        async with self._database.unit_of_work(run.workspace_id) as unit:
            over = {"status": "done", "finished_at": self._clock.now(), "content": None}
            await self._imports.change(unit, run.id, over)

    async def _stop(self, workspace_id: int, import_id: int, error: Exception) -> None:
        async with self._database.unit_of_work(workspace_id) as unit:
            over = {"status": "failed", "finished_at": self._clock.now(), "error": _reason(error)}
            await self._imports.change(unit, import_id, over)

    def _unit(self, run: _Run) -> Any:
        # What is lost with a crash of the database's machine is written again by the next run.
        return self._database.unit_of_work(run.workspace_id, durable=False, staff=staff_of(run.caller))

    async def undo(self, workspace_id: int, import_id: int) -> None:
        """Job: takes back all that an import did. Records that were changed since or are pointed at stay."""
        async with self._database.unit_of_work(workspace_id) as unit:
            found = await self._imports.get(unit, import_id)
        if found is None or not _is_to_be_undone(found):
            return
        try:
            await self._take_back(workspace_id, found)
        except UnavailableError:
            raise
        except Exception as error:
            if not isinstance(error, FrontdeskError):
                log.exception("undo_of_import_failed", import_id=import_id)
            async with self._database.unit_of_work(workspace_id) as unit:
                now = await self._imports.get(unit, import_id, lock=True)
                if now is not None and _is_to_be_undone(now):
                    await self._imports.change(unit, import_id, {**_not_undoing(now, "done"), "error": _reason(error)})

    async def _take_back(self, workspace_id: int, found: Import) -> None:
        caller = replace(found, **found.format["undoing"]).caller(workspace_id)
        async with self._database.unit_of_work(workspace_id) as unit:
            caller = await self._standing.now(unit, caller)
        async with self._database.unit_of_work(workspace_id, staff=staff_of(caller)) as unit:
            # Held to the end: a job that is carried out twice at once must not meet its own work as a fault.
            now = await self._imports.get(unit, found.id, lock=True)
            if now is None or not _is_to_be_undone(now):
                return
            skipped = 0
            if found.write_id is not None:
                scope, actor = await self._scopes.read(unit), Actor(caller, VIA)
                skipped = (await self._undo.undo(unit, scope, actor, found.write_id, skip_changed=True)).skipped
            why = "had been changed since or have others that point at them by now"
            stay = f"{skipped:,} records {why}, and stay." if skipped else None
            await self._imports.change(unit, found.id, {**_not_undoing(found, "undone"), "error": stay})


def _is_to_be_undone(found: Import) -> bool:
    return found.status == "queued" and "undoing" in found.format


def _not_undoing(found: Import, status: str) -> dict[str, Any]:
    format = {name: value for name, value in found.format.items() if name != "undoing"}
    return {"status": status, "format": format}


def _reason(error: Exception) -> str:
    return error.detail if isinstance(error, FrontdeskError) else "This is a fault of the program. It has been logged."


def _failed(one: PlannedRow) -> FailedRow:
    reasons = [{"field": error["field"], "reason": error["reason"]} for error in one.errors]
    return FailedRow(one.row.number, one.row.cells, reasons)


def _counted(progress: Progress, planned: Sequence[PlannedRow]) -> Progress:
    failed = sum(1 for one in planned if one.errors)
    ways = [one.action for one in planned if not one.errors]
    return progress.plus(
        created=ways.count("create"), updated=ways.count("update"), skipped=ways.count("skip"), failed=failed
    )
