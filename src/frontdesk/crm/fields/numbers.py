"""Numbers: amounts of money, whole numbers, any numbers, percent."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

import sqlalchemy
from sqlalchemy.types import TypeEngine

from frontdesk.crm.fields.field import EMPTY_OPERATORS, EQUALITY, ORDER, Field, FieldValueError
from frontdesk.crm.habits import Habits

HUNDREDTHS = 100
MOST_MONEY = 10**13
MOST_INTEGER = 2**53
# Whole numbers have no end; what is kept of them has.
MOST_NUMBER = 10**300

_UNIT = re.compile(r"[^\W\d_]{2,}\.?")
_SIGNS = re.compile(r"[^\d.,+\-()eE%]")
# 1.234,5 and 1,234.5: the last of the two signs parts the fraction; 1,234 and 12,34,567 part thousands.
_COMMA_GROUPS = re.compile(r"[+-]?\d{1,3}(,\d{2,3})*,\d{3}")
_POINT_GROUPS = re.compile(r"[+-]?\d{1,3}(\.\d{3}){2,}")


def number_from_text(text: str) -> Decimal:
    """The number that a person wrote: `1,234.50`, `1.234,50`, `12,34,567`, `(500)` for -500, `£ 20`.

    Raises FieldValueError where there is none.
    """
    plain = _SIGNS.sub("", _UNIT.sub("", text.replace("\u2212", "-")))
    if plain.startswith("(") and plain.endswith(")"):
        plain = "-" + plain[1:-1]
    plain = plain.rstrip("%")
    try:
        number = Decimal(_with_point(plain))
    except InvalidOperation:
        raise FieldValueError("is not a number") from None
    if not number.is_finite():
        raise FieldValueError("is not a number")
    return number


def _with_point(text: str) -> str:
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        grouping = "," if point > comma else "."
        return text.replace(grouping, "").replace(",", ".")
    if comma >= 0:
        return text.replace(",", "") if _COMMA_GROUPS.fullmatch(text) else text.replace(",", ".")
    return text.replace(".", "") if _POINT_GROUPS.fullmatch(text) else text


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """Any number."""

    minimum: float | None = None
    maximum: float | None = None

    kind: ClassVar[str] = "number"
    sql_type: ClassVar[str] = "double precision"
    column_type: ClassVar[TypeEngine[Any]] = sqlalchemy.Double()
    operators: ClassVar[tuple[str, ...]] = (*EQUALITY, *ORDER, *EMPTY_OPERATORS)
    is_number: ClassVar[bool] = True

    def read(self, value: Any, habits: Habits) -> Any:
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            raise FieldValueError("must be a number")
        number: float | Decimal = value
        # What is no number at all lies within no bounds.
        if not -MOST_NUMBER <= number <= MOST_NUMBER:
            raise FieldValueError("is too large, or no number at all")
        self._check_bounds(number)
        return self._stored(number)

    def read_written(self, text: str, habits: Habits) -> Any:
        number = number_from_text(text)
        return self.read(int(number) if number == number.to_integral_value() else float(number), habits)

    def _stored(self, value: float | Decimal) -> Any:
        return float(value)

    def show(self, stored: Any) -> Any:
        return int(stored) if stored == int(stored) and abs(stored) <= MOST_INTEGER else float(stored)

    def unpack(self, packed: Any) -> Any:
        # JSON holds a large number without a fraction as a whole one, of any length.
        return float(packed)

    def likeness(self, stored: Any) -> str | None:
        return None

    def _check_bounds(self, value: float | Decimal) -> None:
        if self.minimum is not None and value < self.minimum:
            reason = "may not be negative" if self.minimum == 0 else f"must be {self.minimum:g} or more"
            raise FieldValueError(reason)
        if self.maximum is not None and value > self.maximum:
            raise FieldValueError(f"must be {self.maximum:,g} or less")

    def json_schema(self) -> dict[str, Any]:
        bounds = {"minimum": self.minimum, "maximum": self.maximum}
        return {"type": "number", **{key: bound for key, bound in bounds.items() if bound is not None}}

    def description(self) -> dict[str, Any]:
        return {"minimum": self.minimum, "maximum": self.maximum}


@dataclass(frozen=True, kw_only=True)
class Integer(Number):
    """A whole number."""

    kind: ClassVar[str] = "integer"
    sql_type: ClassVar[str] = "bigint"
    column_type = sqlalchemy.BigInteger()

    def _stored(self, value: float | Decimal) -> Any:
        if value != int(value) or not -MOST_INTEGER <= int(value) <= MOST_INTEGER:
            raise FieldValueError("must be a whole number")
        return int(value)

    def unpack(self, packed: Any) -> Any:
        return int(packed)

    def json_schema(self) -> dict[str, Any]:
        return {**super().json_schema(), "type": "integer"}


@dataclass(frozen=True, kw_only=True)
class Percent(Number):
    """A share from 0 to 100."""

    minimum: float | None = 0
    maximum: float | None = 100

    kind: ClassVar[str] = "percent"


@dataclass(frozen=True, kw_only=True)
class Money(Number):
    """An amount in whole units with up to two decimals; stored as whole hundredths. Not negative."""

    minimum: float | None = 0
    maximum: float | None = MOST_MONEY

    kind: ClassVar[str] = "money"
    sql_type: ClassVar[str] = "bigint"
    column_type = sqlalchemy.BigInteger()

    def _stored(self, value: float | Decimal) -> Any:
        # A float's shortest form is what the caller wrote: 0.29 is 0.29 and not 0.28999…
        hundredths = Decimal(str(value)) * HUNDREDTHS
        if hundredths != hundredths.to_integral_value():
            raise FieldValueError("has more than two decimals")
        return int(hundredths)

    def pack(self, stored: Any) -> Any:
        return stored

    def unpack(self, packed: Any) -> Any:
        return int(packed)

    def show(self, stored: Any) -> Any:
        whole, rest = divmod(stored, HUNDREDTHS)
        return int(whole) if rest == 0 else float(Decimal(stored) / HUNDREDTHS)

    def json_schema(self) -> dict[str, Any]:
        return {**super().json_schema(), "multipleOf": 0.01}
