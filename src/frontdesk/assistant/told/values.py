"""Values in words: amounts with their currency, days and times as people say them, words for ids."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from frontdesk.assistant.spoken import amount_words, date_words, listed, one_line, stamp
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Boolean, Choice, Currency, Date, Field, Member, Money, Number, Percent, Relation, Time
from frontdesk.crm.habits import Habits
from frontdesk.crm.reading.shown import value_at

MOST_LETTERS = 200

Record = Mapping[str, Any]


def value_words(field: Field, value: Any, habits: Habits, *, currency: str | None = None) -> str:
    """A value as the API shows it (not empty, and no id), in words."""
    if isinstance(field, Money):
        return amount_words(value, currency or habits.currency)
    if isinstance(field, Percent):
        return f"{number_words(value)}%"
    if isinstance(field, Number):
        return number_words(value)
    if isinstance(field, Date):
        return date_words(habits, date.fromisoformat(value))
    if isinstance(field, Time):
        return stamp(habits, datetime.fromisoformat(value))
    if isinstance(field, Boolean):
        return "yes" if value else "no"
    if isinstance(field, Choice):
        return choice_words(field, value)
    if isinstance(value, list):
        return listed([str(one) for one in value])
    return one_line(str(value), MOST_LETTERS)


def number_words(value: float) -> str:
    """`1,234`, `2.5`."""
    return f"{value:,}" if isinstance(value, int) else f"{round(value, 4):,g}" if abs(value) < 1e6 else f"{value:,.0f}"


def choice_words(field: Choice, value: str) -> str:
    """The label of a choice: `walk_in` is Walk in."""
    return next((option.label for option in field.choices if option.value == value), value)


def currency_field(definition: Definition) -> Currency | None:
    """The field that says in which currency a record's amounts are."""
    return next((field for field in definition.fields if isinstance(field, Currency)), None)


def currency_of(definition: Definition, record: Record, habits: Habits) -> str:
    field = currency_field(definition)
    return (record.get(field.name) if field else None) or habits.currency


def field_words(definition: Definition, record: Record, field: Field, habits: Habits) -> str | None:
    """The value of a field of a record that was read with its labels; None where it is empty."""
    value = value_at(record, field.path)
    if value is None or value == []:
        return None
    if isinstance(field, Relation | Member):
        return str(record["labels"].get(field.path, f"#{value}"))
    return value_words(field, value, habits, currency=currency_of(definition, record, habits))


def label_words(field: Field) -> str:
    """The field's label within a sentence: `next follow up`."""
    words = field.words
    return words if words.isupper() else words[:1].lower() + words[1:]
