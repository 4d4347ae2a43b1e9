"""FAQ files in CSV, with any of the usual delimiters and names of columns."""

import csv
import io
from collections.abc import Iterator

from frontdesk.knowledge.errors import FileFault, FileFaultsError
from frontdesk.knowledge.extraction.encodings import decoded
from frontdesk.knowledge.extraction.faq_entries import MOST_CHARACTERS, Faults, checked, field_of
from frontdesk.knowledge.models import NewPassage

DELIMITERS = (",", ";", "\t", "|")


class CsvFaqs:
    """A header with question and answer (category, id), then one row for each entry."""

    kind = "faq"
    format = "csv"

    def recognises(self, data: bytes, name: str) -> bool:
        return True

    def passages(self, data: bytes) -> list[NewPassage]:
        text, first_line = _without_hint(decoded(data))
        faults = Faults()
        rows = _rows(text, _delimiter(text, first_line), first_line)
        _, header = next(rows)
        columns = [field_of(name) for name in header]
        return checked(_entries(rows, columns, faults), faults)


def _without_hint(text: str) -> tuple[str, int]:
    """Spreadsheets write `sep=;` above the header. Returns the text below it and the number of its first line."""
    first, _, rest = text.partition("\n")
    return (rest, 2) if first.strip().lower().startswith("sep=") else (text, 1)


def _delimiter(text: str, first_line: int) -> str:
    headers = {delimiter: _header(text, delimiter, first_line) for delimiter in DELIMITERS}
    for delimiter, names in headers.items():
        if {"question", "answer"} <= {field_of(name) for name in names}:
            return delimiter
    found = max(headers.values(), key=len)
    if not any(name.strip() for name in found):
        raise FileFaultsError([FileFault("the file", "it is empty")])
    columns = ", ".join(name.strip()[:40] or "(no name)" for name in found[:8])
    reason = f"the first line must name the columns question and answer; it names: {columns}"
    raise FileFaultsError([FileFault(f"line {first_line}", reason)])


def _header(text: str, delimiter: str, first_line: int) -> list[str]:
    try:
        return next(_rows(text, delimiter, first_line), (first_line, []))[1]
    except FileFaultsError:
        return []


def _rows(text: str, delimiter: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    """(line where the row begins, its columns), blank rows left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = first_line
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileFaultsError([FileFault(f"line {line}", _why(error))]) from error
        if any(column.strip() for column in row):
            yield line, row
        line = first_line + reader.line_num


def _why(error: csv.Error) -> str:
    said = str(error)
    if "unexpected end" in said:
        return "a quotation mark that opens here is never closed"
    if "expected after" in said:
        return "text follows a closing quotation mark; write a quotation mark inside a text twice"
    if "larger than" in said:
        return f"a field is longer than {MOST_CHARACTERS['answer']:,} characters; is a quotation mark missing?"
    return said


def _entries(
    rows: Iterator[tuple[int, list[str]]], columns: list[str | None], faults: Faults
) -> Iterator[tuple[str, dict[str, str | None]]]:
    for line, row in _until_broken(rows, faults):
        while len(row) > len(columns) and not row[-1].strip():
            row.pop()
        if len(row) > len(columns):
            reason = (
                f"{len(row)} columns where the header has {len(columns)};"
                " put a text that holds the delimiter between quotation marks"
            )
            faults.add(f"line {line}", reason)
            continue
        fields: dict[str, str | None] = {}
        for field, text in zip(columns, row, strict=False):
            if field is not None and field not in fields:
                fields[field] = text
        yield f"line {line}", fields


def _until_broken(rows: Iterator[tuple[int, list[str]]], faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """The rows up to one that cannot be read, which becomes one more fault beside those found before it."""
    try:
        yield from rows
    except FileFaultsError as error:
        for fault in error.faults:
            faults.add(fault.place, fault.reason)
