"""Reading a row: from its cells to values by field, with what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, FieldValueError, Member, Relation, Text
from frontdesk.crm.habits import Habits
from frontdesk.crm.transfer.cells import value_of
from frontdesk.crm.transfer.files import Row
from frontdesk.crm.transfer.formulas import unguarded
from frontdesk.crm.transfer.options import ImportOptions

# Of a cell that cannot be read people are shown as much.
MOST_SHOWN = 200

Errors = list[dict[str, str]]


@dataclass
class ReadRow:
    """`values`: shown forms by path. `named`: what cells say of relations and users, to be found yet.

    `written`: what stands in cells that cannot be read.
    """

    row: Row
    values: dict[str, Any] = field(default_factory=dict)
    named: dict[str, tuple[Field, str]] = field(default_factory=dict)
    errors: Errors = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)


class RowReading:
    """Reads the rows of one file by the options of its import."""

    def __init__(self, definition: Definition, options: ImportOptions, habits: Habits, width: int):
        self._habits = habits
        self._width = width
        self._columns: dict[str, tuple[Field, list[int]]] = {}
        for index, path in options.mapping.items():
            found = definition.get(path) if path is not None else None
            if found is not None:
                self._columns.setdefault(found.path, (found, []))[1].append(index)
        self._halves = _halves(definition, self._columns)

    def read(self, row: Row) -> ReadRow:
        read = ReadRow(row)
        if len(row.cells) > self._width:
            reason = f"has {len(row.cells)} cells where the header has {self._width}"
            read.errors.append({"field": "", "reason": f"{reason}; put a text with the delimiter in quotation marks"})
            return read
        for path, (one, indexes) in self._columns.items():
            text = " ".join(filter(None, (self._cell(row, index) for index in indexes)))
            if text:
                self._take(read, path, one, text)
        if self._halves is not None:
            _part(read.values, *self._halves)
        return read

    def _take(self, read: ReadRow, path: str, one: Field, text: str) -> None:
        try:
            if isinstance(one, Relation | Member) and text.casefold() != "(empty)":
                read.named[path] = (one, text)
            else:
                read.values[path] = value_of(one, text, self._habits)
        except FieldValueError as error:
            read.errors.append({"field": path, "reason": str(error)})
            read.written[path] = text[:MOST_SHOWN]

    def _cell(self, row: Row, index: int) -> str:
        return unguarded(row.cells[index]).strip() if index < len(row.cells) else ""


def _halves(definition: Definition, columns: Mapping[str, Any]) -> tuple[str, str] | None:
    """First and last name, where the file has a column for the first only: then it holds the whole name."""
    fields = definition.title.fields
    if len(fields) != 2 or not all(isinstance(definition.by_path[name], Text) for name in fields):
        return None
    first, last = fields
    return (first, last) if first in columns and last not in columns else None


def _part(values: dict[str, Any], first: str, last: str) -> None:
    name = values.get(first)
    if isinstance(name, str) and " " in name:
        values[first], _, values[last] = name.rpartition(" ")
