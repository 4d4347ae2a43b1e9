"""Choices: one of some words, several of some words, yes or no."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import sqlalchemy
from sqlalchemy import ColumnElement, func, literal_column
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

from frontdesk.crm.fields.field import EMPTY_OPERATORS, EQUALITY, Field, FieldValueError
from frontdesk.crm.habits import Habits
from frontdesk.crm.nearest import nearest
from frontdesk.crm.text_folding import folded

_YES = frozenset({"true", "yes", "y", "1", "x", "on"})
_NO = frozenset({"false", "no", "n", "0", "off"})


@dataclass(frozen=True)
class Option:
    """One of the words of a choice. `synonyms`: what people also call it."""

    value: str
    colour: str | None = None
    synonyms: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize() if self.value.islower() else self.value


def options(*values: str, **colours: str) -> tuple[Option, ...]:
    """Options from their values, with the colour of those that have one."""
    return tuple(Option(value, colours.get(value)) for value in values)


def also_called(known: tuple[Option, ...], **synonyms: tuple[str, ...]) -> tuple[Option, ...]:
    """The options, those that are named here with what people call them."""
    return tuple(replace(one, synonyms=(*one.synonyms, *synonyms.get(one.value, ()))) for one in known)


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of some words; sorted in the order in which they are given."""

    choices: tuple[Option, ...]
    indexed: bool = True

    kind: ClassVar[str] = "choice"
    sql_type: ClassVar[str] = "text"
    column_type: ClassVar[TypeEngine[Any]] = sqlalchemy.Text()
    operators: ClassVar[tuple[str, ...]] = (*EQUALITY, *EMPTY_OPERATORS)

    @property
    def values(self) -> list[str]:
        return [option.value for option in self.choices]

    def read(self, value: Any, habits: Habits) -> Any:
        return chosen(self, value)

    def sort_key(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        order: ColumnElement[Any] = literal_column(
            "ARRAY[" + ",".join(_quoted(value) for value in self.values) + "]::text[]"
        )
        return func.array_position(order, column, type_=sqlalchemy.Integer())

    def comparable(self, stored: Any) -> Any:
        return self.values.index(stored) + 1

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": self.values}

    def description(self) -> dict[str, Any]:
        return {"choices": _described(self.choices)}


@dataclass(frozen=True, kw_only=True)
class Several(Field):
    """Several of some words, in an order."""

    choices: tuple[Option, ...]

    kind: ClassVar[str] = "list"
    sql_type: ClassVar[str] = "text[]"
    column_type: ClassVar[TypeEngine[Any]] = ARRAY(sqlalchemy.Text())
    operators: ClassVar[tuple[str, ...]] = ("contains", *EMPTY_OPERATORS)
    sortable: ClassVar[bool] = False
    groupable: ClassVar[bool] = False

    @property
    def values(self) -> list[str]:
        return [option.value for option in self.choices]

    def read(self, value: Any, habits: Habits) -> list[str]:
        if not isinstance(value, list):
            raise FieldValueError("must be a list")
        if len(value) > len(self.choices):
            raise FieldValueError("names more than there is to choose from")
        found = [chosen(self, item) for item in value]
        if len(set(found)) < len(found):
            raise FieldValueError("names one value twice")
        return found

    def read_written(self, text: str, habits: Habits) -> list[str]:
        return self.read([part.strip() for part in text.replace(";", ",").split(",") if part.strip()], habits)

    def first_value(self, habits: Habits) -> Any:
        return list(self.default) if self.default is not None else None

    def show(self, stored: Any) -> list[str]:
        return list(stored)

    def write(self, stored: Any, habits: Habits) -> str:
        return ", ".join(stored)

    def own_column(self, custom: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.crm_texts(custom[literal_column(f"'{self.name}'")], type_=self.column_type)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "enum": self.values}, "uniqueItems": True}

    def description(self) -> dict[str, Any]:
        return {"choices": _described(self.choices)}


@dataclass(frozen=True, kw_only=True)
class Boolean(Field):
    """Yes or no; no where nothing is given."""

    default: Any = False

    kind: ClassVar[str] = "boolean"
    sql_type: ClassVar[str] = "boolean"
    column_type: ClassVar[TypeEngine[Any]] = sqlalchemy.Boolean()
    operators: ClassVar[tuple[str, ...]] = ("eq", "ne", *EMPTY_OPERATORS)

    def read(self, value: Any, habits: Habits) -> bool:
        if not isinstance(value, bool):
            raise FieldValueError("must be true or false")
        return value

    def read_written(self, text: str, habits: Habits) -> bool:
        word = folded(text.strip())
        if word not in _YES | _NO:
            raise FieldValueError("must be yes or no")
        return word in _YES

    def write(self, stored: Any, habits: Habits) -> str:
        return "true" if stored else "false"

    def json_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


def chosen(field: Choice | Several, value: Any) -> str:
    """The option that is meant; neither case, accents nor `_` for a blank count. Raises FieldValueError."""
    if not isinstance(value, str):
        raise FieldValueError("must be text")
    wanted = _plain(value)
    for option in field.choices:
        if wanted in (_plain(option.value), *map(_plain, option.synonyms)):
            return option.value
    near = nearest(value, field.values)
    hint = f"; did you mean {' or '.join(near)}?" if near else f"; choose one of {', '.join(field.values)}"
    raise FieldValueError(f"has no choice {value[:60]!r}{hint}")


def _plain(text: str) -> str:
    return folded(text.strip()).replace("_", " ").replace("-", " ")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _described(choices: tuple[Option, ...]) -> list[dict[str, Any]]:
    return [{"value": option.value, "label": option.label, "colour": option.colour} for option in choices]
