"""Relations: another record, or a member of staff."""

from dataclasses import dataclass
from typing import Any, ClassVar

import sqlalchemy
from sqlalchemy.types import TypeEngine

from frontdesk.crm.fields.field import EMPTY_OPERATORS, EQUALITY, Field, FieldValueError
from frontdesk.crm.habits import Habits

MOST_ID = 2**62


@dataclass(frozen=True, kw_only=True)
class Pointer(Field):
    """An id of something else. That it is there is checked where it is written."""

    indexed: bool = True

    sql_type: ClassVar[str] = "bigint"
    column_type: ClassVar[TypeEngine[Any]] = sqlalchemy.BigInteger()
    operators: ClassVar[tuple[str, ...]] = (*EQUALITY, *EMPTY_OPERATORS)

    def read(self, value: Any, habits: Habits) -> int:
        return _identifier(value)

    def read_written(self, text: str, habits: Habits) -> int:
        return _identifier(int(text) if text.strip().isascii() and text.strip().isdigit() else text)


@dataclass(frozen=True, kw_only=True)
class Relation(Pointer):
    """The id of a record of another object."""

    object: str

    kind: ClassVar[str] = "relation"

    def json_schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1, "description": f"id in {self.object}"}

    def description(self) -> dict[str, Any]:
        return {"object": self.object}


@dataclass(frozen=True, kw_only=True)
class Member(Pointer):
    """The id of a user of the workspace."""

    kind: ClassVar[str] = "user"

    def json_schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1, "description": "id of a user"}


def _identifier(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise FieldValueError("must be an id (a whole number)")
    if not 1 <= value <= MOST_ID:
        raise FieldValueError("is not an id that can exist")
    return value
