"""Field: what a value of a record is. Each kind of field is one class that says all about values of its kind.

A value has three forms. Stored: as the database holds it (amounts of money as whole hundredths). Shown: as JSON of the
API, history and undo. Written: as a person writes it into a file, by the workspace's habits. `read(show(x)) == x`.
"""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Text, cast, collate, func, literal_column
from sqlalchemy.types import TypeEngine

from frontdesk.crm.habits import Habits

EMPTY_OPERATORS = ("is_empty", "is_not_empty")
EQUALITY = ("eq", "ne", "in", "not_in")
ORDER = ("gt", "gte", "lt", "lte", "between")

_WORDS = re.compile(r"_+")


class FieldValueError(ValueError):
    """A value that does not fit its field; the message says why, fit to be shown after the field's name."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of an object. Subclasses give the kind; what is said here holds for all kinds.

    `indexed`: lists may be filtered and sorted by it in no time, at the price of slower writes.
    `own`: one of the workspace's own fields; its values stand in the record's `custom`.
    """

    name: str
    label: str = ""
    required: bool = False
    read_only: bool = False
    unique: bool = False
    searchable: bool = False
    indexed: bool = False
    default: Any = None
    help: str | None = None
    synonyms: tuple[str, ...] = ()
    own: bool = False
    retired: bool = False
    own_id: int | None = None

    kind: ClassVar[str]
    sql_type: ClassVar[str]
    column_type: ClassVar[TypeEngine[Any]]
    operators: ClassVar[tuple[str, ...]]
    sortable: ClassVar[bool] = True
    groupable: ClassVar[bool] = True
    has_periods: ClassVar[bool] = False
    is_number: ClassVar[bool] = False

    @property
    def words(self) -> str:
        """The label: as given, else made from the name."""
        return self.label or _WORDS.sub(" ", self.name.removesuffix("_id")).capitalize()

    @property
    def path(self) -> str:
        """The name by which queries and files call it: `custom.size` for a workspace's own field."""
        return f"custom.{self.name}" if self.own else self.name

    # values

    def read(self, value: Any, habits: Habits) -> Any:
        """The stored form of a value from JSON. Raises FieldValueError. Never called with an empty value."""
        raise NotImplementedError

    def read_written(self, text: str, habits: Habits) -> Any:
        """The stored form of what a person wrote into a file. Raises FieldValueError."""
        return self.read(text, habits)

    def show(self, stored: Any) -> Any:
        """The JSON form of a stored value (not None)."""
        return stored

    def write(self, stored: Any, habits: Habits) -> str:
        """The form for a cell of a file, of a stored value (not None); `read_written` reads it again."""
        return str(self.show(stored))

    def first_value(self, habits: Habits) -> Any:
        """The stored value of a new record that was given none; None for empty."""
        return None if self.default is None else self.read(self.default, habits)

    def pack(self, stored: Any) -> Any:
        """The form in which a workspace's own field keeps a stored value in `custom`."""
        return self.show(stored)

    def unpack(self, packed: Any) -> Any:
        """The stored value of what `pack` made."""
        return packed

    def likeness(self, stored: Any) -> str | None:
        """The form in which two values are compared to find duplicates; None: never compared."""
        return None

    # database

    def sort_key(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """What lists are sorted by and conditions compare; empty values come last either way."""
        return column

    def comparable(self, stored: Any) -> Any:
        """The form of a stored value that is compared with `sort_key`."""
        return stored

    def own_column(self, custom: ColumnElement[Any]) -> ColumnElement[Any]:
        """The value as an expression over the jsonb of a workspace's own fields."""
        text = custom[literal_column(f"'{self.name}'")].astext
        return cast(text, self.column_type)

    # description

    def json_schema(self) -> dict[str, Any]:
        """JSON Schema of the shown form, without null."""
        raise NotImplementedError

    def description(self) -> dict[str, Any]:
        """What forms and tables of the web app need to know, beside what all fields have."""
        return {}


def empty_as_none(value: Any) -> Any:
    """None for what counts as empty: null, blank text, an empty list."""
    if value is None or (isinstance(value, str) and not value.strip()) or value == []:
        return None
    return value


def folded_in_database(expression: ColumnElement[Any]) -> ColumnElement[Any]:
    """The folded form of a text (see text_folding.py), compared letter by letter."""
    return collate(func.crm_fold(expression, type_=Text()), "C")
