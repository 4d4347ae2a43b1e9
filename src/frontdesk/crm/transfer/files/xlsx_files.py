"""XLSX workbooks: their first sheet that holds anything.

A workbook is a ZIP archive of XML. What it would unpack to is checked before it is read: a few bytes of an archive can
become gigabytes, and two cells at the corners of a sheet can ask for room for all that lie between.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from frontdesk.crm.transfer.errors import NotATableError, TableTooLargeError
from frontdesk.crm.transfer.files.bounds import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED_BYTES
from frontdesk.crm.transfer.files.table import FileTable, table_of

MOST_PARTS = 2_000
_SHEETS = "xl/worksheets/"
# Where a cell or a row says that it stands: r="AB12", r="12".
_PLACE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{0,9})(\d{0,12})\s*["']""")
_CHUNK = 1_000_000
_OVERLAP = 64
# Rows and columns beyond the bounds are told apart from the others by a little room: blank ones do no harm.
_WIDEST, _LONGEST = 4 * MOST_COLUMNS, MOST_ROWS + 10_000


def is_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def read_xlsx(data: bytes) -> FileTable | None:
    """The table of a workbook; None for an empty one. Raises NotATableError and TableTooLargeError."""
    try:
        _check_archive(data)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            table = table_of("xlsx", _rows(workbook, name))
            if table is not None:
                return table
    except PasswordError as error:
        raise NotATableError("This workbook is locked by a password.") from error
    except (CalamineError, zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        raise NotATableError("This is not a workbook that can be read.") from error
    return None


def _rows(workbook: CalamineWorkbook, name: str) -> Iterator[list[str]]:
    for row in workbook.get_sheet_by_name(name).iter_rows():
        yield [_text(value) for value in row]


def _text(value: Any) -> str:
    """A cell's value as it would stand in a CSV file."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value.total_seconds()) if isinstance(value, timedelta) else str(value)


def _check_archive(data: bytes) -> None:
    """Raises for what is no workbook, lies about its sizes, or would take too much room."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
            raise TableTooLargeError("MB once it is unpacked", MOST_UNPACKED_BYTES // 1_000_000)
        names = {part.filename for part in parts}
        if "[Content_Types].xml" not in names or not any(name.startswith(_SHEETS) for name in names):
            raise NotATableError("This archive is no workbook.")
        for part in parts:
            _check_part(archive, part)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Reads the part to its end, which fails where it is not of the size that it says."""
    is_sheet = part.filename.startswith(_SHEETS)
    columns = rows = 0
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK):
            if is_sheet:
                wide, long = _extent(tail + chunk)
                columns, rows = max(columns, wide), max(rows, long)
                tail = chunk[-_OVERLAP:]
    if columns > _WIDEST:
        raise TableTooLargeError("columns", MOST_COLUMNS, columns)
    if rows > _LONGEST:
        raise TableTooLargeError("rows", MOST_ROWS, rows)
    if columns * rows > MOST_CELLS:
        raise TableTooLargeError("cells", MOST_CELLS, columns * rows)


def _extent(xml: bytes) -> tuple[int, int]:
    """The widest column and the last row that cells of this piece of a sheet name."""
    places = set(_PLACE.findall(xml))
    letters = {column for column, _ in places}
    rows = {int(row) for _, row in places if row}
    return max((_column(column) for column in letters), default=0), max(rows, default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
