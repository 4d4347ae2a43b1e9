"""Kinds of fields: each one class that says all about values of its kind."""

from frontdesk.crm.fields.choices import Boolean, Choice, Option, Several, also_called, options
from frontdesk.crm.fields.field import Field, FieldValueError, empty_as_none
from frontdesk.crm.fields.numbers import Integer, Money, Number, Percent
from frontdesk.crm.fields.relations import Member, Relation
from frontdesk.crm.fields.text import Currency, Email, LongText, Phone, Text
from frontdesk.crm.fields.times import Date, Time

KINDS: dict[str, type[Field]] = {
    kind.kind: kind
    for kind in (
        Text, LongText, Email, Phone, Money, Number, Integer, Percent, Date, Time, Boolean, Choice, Several, Relation,
        Member,
    )
}  # fmt: skip

__all__ = [
    "KINDS",
    "Boolean",
    "Choice",
    "Currency",
    "Date",
    "Email",
    "Field",
    "FieldValueError",
    "Integer",
    "LongText",
    "Member",
    "Money",
    "Number",
    "Option",
    "Percent",
    "Phone",
    "Relation",
    "Several",
    "Text",
    "Time",
    "also_called",
    "empty_as_none",
    "options",
]
