"""Writing CSV: rows of texts as lines that every spreadsheet reads, none of them as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from frontdesk.crm.transfer.formulas import guarded

# By this mark spreadsheets know UTF-8; programs would take it for a part of the first name.
MARK = "\ufeff"


def csv_lines(rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV with commas, each line ended as RFC 4180 says."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue()
