"""Opens a file of records, by what is in it."""

from frontdesk.crm.transfer.errors import NotATableError
from frontdesk.crm.transfer.files.csv_files import read_csv
from frontdesk.crm.transfer.files.table import FileTable
from frontdesk.crm.transfer.files.xlsx_files import is_zip, read_xlsx

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
# PDF, PNG, JPEG, GIF, gzip, programs.
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF", b"MZ")


def open_table(data: bytes) -> FileTable:
    """The table in a file. Its name is not asked: people rename files.

    Raises NotATableError, FileFaultError and TableTooLargeError; the latter two also while rows are gone through.
    """
    if not data.strip():
        raise NotATableError("The file is empty.")
    if data.startswith(_OLD_WORKBOOK):
        raise NotATableError("This is a workbook of an old kind, or one with a password; save it as XLSX.")
    if data.startswith(_BINARY):
        raise NotATableError("This is not a file of records.")
    table = read_xlsx(data) if is_zip(data) else read_csv(data)
    if table is None:
        raise NotATableError("The file is empty.")
    return table
