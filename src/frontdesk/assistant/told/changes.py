"""Changes in words: what was given for a new record, and what becomes of the values of one that is there."""

from collections.abc import Mapping
from typing import Any

from frontdesk.assistant.told.values import currency_field, field_words, label_words, value_words
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Member, Relation
from frontdesk.crm.habits import Habits
from frontdesk.crm.records.command import RowWrite

Item = Mapping[str, Any]
Record = Mapping[str, Any]


def change_words(definition: Definition, item: Item, habits: Habits) -> list[str]:
    """`status New → Contacted`, by the preview of a change."""
    return [
        f"{_label(definition, path)} {_side(definition, item, path, 'before', habits)} → "
        f"{_side(definition, item, path, 'after', habits)}"
        for path in item["after"]
    ]


def given_words(definition: Definition, row: RowWrite, record: Record, habits: Habits) -> list[str]:
    """`email a@example.com`, of what was given for a new record beside its title."""
    given = {*row.values, *(f"custom.{name}" for name in row.values.get("custom") or ())}
    told = []
    for field in definition.all_fields:
        words = field_words(definition, record, field, habits) if field.path in given else None
        if words is not None and field.path not in definition.title.fields:
            told.append(f"{label_words(field)} {words}")
    return told


def _label(definition: Definition, path: str) -> str:
    field = definition.get(path)
    return label_words(field) if field else path


def _side(definition: Definition, item: Item, path: str, side: str, habits: Habits) -> str:
    value, field = item[side].get(path), definition.get(path)
    if value is None or value == []:
        return "empty"
    if field is None:
        return str(value)
    if isinstance(field, Relation | Member):
        return str(item["labels"].get(path, {}).get(side, f"#{value}"))
    money_in = currency_field(definition)
    currency = (item[side].get(money_in.name) or item["before"].get(money_in.name)) if money_in else None
    return value_words(field, value, habits, currency=currency)
