"""Texts: one line, several lines, mail addresses, phone numbers, currencies."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

import sqlalchemy
from pydantic_core import PydanticCustomError
from sqlalchemy import ColumnElement

from frontdesk.crm.fields.field import EMPTY_OPERATORS, EQUALITY, Field, FieldValueError, folded_in_database
from frontdesk.crm.habits import Habits
from frontdesk.crm.text_folding import folded
from frontdesk.identity.currencies import CURRENCIES
from frontdesk.platform.texts import (
    EMAIL_LENGTH,
    checked_email,
    without_control_characters,
    without_controls_but_breaks,
)

_DIGITS = re.compile(r"\D+")
_PHONE = re.compile(r"[\d+()\-./ \u00a0,;#*a-z]+", re.IGNORECASE)
FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS = 3, 20
# The last digits of a number are the same with and without its country code.
TELLING_PHONE_DIGITS = 9


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """One line."""

    max_length: int = 200

    kind: ClassVar[str] = "text"
    sql_type: ClassVar[str] = "text"
    column_type = sqlalchemy.Text()
    operators: ClassVar[tuple[str, ...]] = (*EQUALITY, "contains", "starts_with", *EMPTY_OPERATORS)

    def read(self, value: Any, habits: Habits) -> str:
        if not isinstance(value, str):
            raise FieldValueError("must be text")
        text = value.strip()
        if len(text) > self.max_length:
            raise FieldValueError(f"is too long: {self.max_length:,} characters at most, not {len(text):,}")
        return self._allowed(text)

    def _allowed(self, text: str) -> str:
        return _checked(without_control_characters, _checked(without_controls_but_breaks, text))

    def likeness(self, stored: Any) -> str | None:
        return folded(stored)

    def sort_key(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        return folded_in_database(column)

    def comparable(self, stored: Any) -> Any:
        return folded(stored)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.max_length}

    def description(self) -> dict[str, Any]:
        return {"max_length": self.max_length}


@dataclass(frozen=True, kw_only=True)
class LongText(Text):
    """Several lines."""

    max_length: int = 20_000

    kind: ClassVar[str] = "long_text"
    operators: ClassVar[tuple[str, ...]] = ("contains", "starts_with", *EMPTY_OPERATORS)
    sortable: ClassVar[bool] = False
    groupable: ClassVar[bool] = False

    def _allowed(self, text: str) -> str:
        return _checked(without_controls_but_breaks, text)


@dataclass(frozen=True, kw_only=True)
class Email(Text):
    """A mail address, kept in small letters."""

    max_length: int = EMAIL_LENGTH

    kind: ClassVar[str] = "email"

    def _allowed(self, text: str) -> str:
        return _checked(checked_email, super()._allowed(text))

    def json_schema(self) -> dict[str, Any]:
        return {**super().json_schema(), "format": "email"}


@dataclass(frozen=True, kw_only=True)
class Phone(Text):
    """A phone number as it was written; compared by its digits."""

    max_length: int = 40

    kind: ClassVar[str] = "phone"

    def _allowed(self, text: str) -> str:
        digits = phone_digits(text)
        if not _PHONE.fullmatch(text) or not FEWEST_PHONE_DIGITS <= len(digits) <= MOST_PHONE_DIGITS:
            raise FieldValueError("is not a phone number")
        return text

    def likeness(self, stored: Any) -> str | None:
        digits = phone_digits(stored)[-TELLING_PHONE_DIGITS:]
        return digits if len(digits) == TELLING_PHONE_DIGITS else None


@dataclass(frozen=True, kw_only=True)
class Currency(Text):
    """A currency by its three letters (ISO 4217); the workspace's own where none is given."""

    max_length: int = 3

    def _allowed(self, text: str) -> str:
        if text.upper() not in CURRENCIES:
            raise FieldValueError("is not a currency; write three letters such as EUR, INR or USD")
        return text.upper()

    def first_value(self, habits: Habits) -> str:
        return habits.currency


def phone_digits(text: str) -> str:
    return _DIGITS.sub("", text)


def _checked(check: Any, text: str) -> str:
    try:
        return str(check(text))
    except PydanticCustomError as error:
        reason = error.message()
        raise FieldValueError(reason[:1].lower() + reason[1:]) from None
