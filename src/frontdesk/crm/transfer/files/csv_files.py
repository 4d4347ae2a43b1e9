"""CSV files, with any of the usual encodings and delimiters."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from frontdesk.crm.transfer.errors import FileFaultError, NotATableError, TableTooLargeError
from frontdesk.crm.transfer.files.bounds import MOST_CHARACTERS
from frontdesk.crm.transfer.files.table import FileTable, table_of
from frontdesk.platform.text_files import UndecodableError, decoded, is_text

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 50
# Enough for the rows of the sample, and little enough to be read once for each delimiter.
_SAMPLE_CHARACTERS = 200_000

_JSON = re.compile(r"""[\[{]\s*[\[{"]""")
_MARKUP = re.compile(r"<[!?a-z]", re.IGNORECASE)


def read_csv(data: bytes) -> FileTable | None:
    """The table of a text file; None for a blank one. Raises NotATableError and FileFaultError."""
    if not is_text(data):
        raise NotATableError("This is not a text file.")
    text, encoding = _decoded(data)
    start = text[:1000].lstrip("\ufeff \t\r\n")
    if _JSON.match(start) or _MARKUP.match(start):
        raise NotATableError("This looks like JSON." if start[0] in "[{" else "This looks like a page of the web.")
    body, told = _without_hint(text)
    delimiter = told or _delimiter(body)
    first_line = 1 if body is text else 2
    return table_of("csv", _rows(body, delimiter, first_line), encoding=encoding, delimiter=delimiter)


def _decoded(data: bytes) -> tuple[str, str]:
    try:
        return decoded(data)
    except UndecodableError as error:
        reason = f"the bytes {error.wrong} are no text in this encoding; save the file as CSV in UTF-8"
        raise FileFaultError(f"line {error.line}", reason) from error


def _without_hint(text: str) -> tuple[str, str | None]:
    """Spreadsheets write `sep=;` above the header. The text below it, and the delimiter that it tells."""
    first, _, rest = text.partition("\n")
    hint = first.rstrip("\r")
    if len(hint) > 5 or not hint.lower().startswith("sep="):
        return text, None
    return rest, hint[4:] if hint[4:] in DELIMITERS else None


def _delimiter(text: str) -> str:
    """The delimiter that parts most rows into the same number of columns; the comma where none does."""
    sample = text[:_SAMPLE_CHARACTERS]
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> float:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for row in islice(reader, _SAMPLE_ROWS) if row]
    except csv.Error:
        return 0
    header = widths[0] if widths else 1
    if header < 2:
        return 0
    # Lines of prose have commas too, but not as many in each.
    alike = Counter(widths)[header] / len(widths)
    return alike * (1 + min(header, 20) / 100) + 0.001


def _rows(text: str, delimiter: str, first_line: int) -> Iterator[list[str]]:
    """All rows, blank ones too. Raises FileFaultError with the line of a row that cannot be read."""
    csv.field_size_limit(max(csv.field_size_limit(), 2 * MOST_CHARACTERS))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = first_line
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _fault(error, line) from error
        yield row
        line = first_line + reader.line_num


def _fault(error: csv.Error, line: int) -> Exception:
    said = str(error)
    if "larger than" in said:
        return TableTooLargeError("characters in a cell", MOST_CHARACTERS)
    if "unexpected end" in said:
        reason = "a quotation mark that opens here is never closed"
    elif "expected after" in said:
        reason = "text follows a closing quotation mark; write a quotation mark inside a text twice"
    else:
        reason = said
    return FileFaultError(f"line {line}", reason)
