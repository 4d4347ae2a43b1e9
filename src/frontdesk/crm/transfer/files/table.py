"""A table as it stands in a file: the names of its columns, and its rows as texts."""

from collections.abc import Iterator
from dataclasses import dataclass

from frontdesk.crm.transfer.errors import TableTooLargeError
from frontdesk.crm.transfer.files.bounds import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS


@dataclass(frozen=True)
class Row:
    """A row that is not blank. `number` counts all rows of the file as a spreadsheet does; the header's is 1."""

    number: int
    cells: list[str]


@dataclass
class FileTable:
    """`rows` can be gone through once. `encoding` and `delimiter` are None for a workbook."""

    format: str
    encoding: str | None
    delimiter: str | None
    header: list[str]
    rows: Iterator[Row]


def table_of(
    format: str, rows: Iterator[list[str]], *, encoding: str | None = None, delimiter: str | None = None
) -> FileTable | None:
    """The table of all rows of a file, of which the first that is not blank is the header; None for a blank file.

    Raises TableTooLargeError here, and while its rows are gone through.
    """
    numbered = _not_blank(rows)
    first = next(numbered, None)
    if first is None:
        return None
    header = _without_blank_end([name.strip() for name in first.cells])
    if len(header) > MOST_COLUMNS:
        raise TableTooLargeError("columns", MOST_COLUMNS, len(header))
    names = [name or f"Column {place}" for place, name in enumerate(header, start=1)]
    return FileTable(format, encoding, delimiter, names, _bounded(numbered, len(names)))


def _not_blank(rows: Iterator[list[str]]) -> Iterator[Row]:
    for number, cells in enumerate(rows, start=1):
        if any(cells) and any(cell.strip() for cell in cells):
            yield Row(number, cells)


def _bounded(rows: Iterator[Row], columns: int) -> Iterator[Row]:
    """The rows without blank cells beyond the last column."""
    for count, row in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise TableTooLargeError("rows", MOST_ROWS)
        if len(row.cells) > columns:
            row = Row(row.number, [*row.cells[:columns], *_without_blank_end(row.cells[columns:])])
        for cell in row.cells:
            if len(cell) > MOST_CHARACTERS:
                raise TableTooLargeError("characters in a cell", MOST_CHARACTERS)
        yield row


def _without_blank_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
