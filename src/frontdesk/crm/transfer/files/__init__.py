"""Files of tables: CSV in any usual form, and XLSX, read row by row within bounds."""

from frontdesk.crm.transfer.files.opening import open_table
from frontdesk.crm.transfer.files.table import FileTable, Row

__all__ = ["FileTable", "Row", "open_table"]
