"""The failed rows of an import as CSV, to be mended and uploaded again."""

from collections.abc import AsyncIterator, Sequence

from frontdesk.crm.transfer.csv_writing import MARK, csv_lines
from frontdesk.crm.transfer.formulas import unguarded
from frontdesk.crm.transfer.models import FailedRow, Import
from frontdesk.crm.transfer.service import ImportService
from frontdesk.identity.callers import Caller
from frontdesk.platform.database import Database

# Its header is that of no field, so that it is left out when the file comes back.
REASON = "import_error"
BLOCK = 1_000


class ErrorFile:
    """Writes it while the rows are read."""

    def __init__(self, database: Database, imports: ImportService):
        self._database = database
        self._imports = imports

    async def pieces(self, caller: Caller, found: Import, *, marked: bool = False) -> AsyncIterator[bytes]:
        header = [column["header"] for column in found.columns]
        yield ((MARK if marked else "") + csv_lines([[*header, REASON]])).encode()
        async with self._database.unit_of_work(caller.workspace_id) as unit:
            after = 0
            while rows := await self._imports.failed(unit, found.id, after, BLOCK):
                yield csv_lines([_cells(row, len(header)) for row in rows]).encode()
                after = rows[-1].row


def _cells(row: FailedRow, width: int) -> Sequence[str]:
    # A row that was too long is told so; what stood beyond the last column has no place.
    cells = [*map(unguarded, row.cells[:width]), *[""] * (width - len(row.cells))]
    return [*cells, "; ".join(f"{reason['field']} {reason['reason']}".strip() for reason in row.reasons)]
