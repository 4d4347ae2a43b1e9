"""Kinds of facts, and a fact as it is told."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST_VALUE = 200


class FactKind(StrEnum):
    """What a fact is about. Of each kind a person has one, the newest; `other` is what staff write down, any number."""

    NAME = "name"
    COMPANY = "company"
    PLAN = "plan"
    PRODUCT = "product"
    ORDER_NUMBER = "order_number"
    LANGUAGE = "language"
    CONTACT = "contact"
    EMAIL = "email"
    PHONE = "phone"
    OTHER = "other"


@dataclass(frozen=True)
class Fact:
    """What somebody said of themselves, as it is kept: of one line, at most 200 characters."""

    kind: FactKind
    value: str
