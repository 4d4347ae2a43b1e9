"""Cells: from what stands in a file to the shown form of a field's value, and back.

A blank cell says nothing: a new record gets the field's first value, a known one keeps what it has. A cell with the
word EMPTY empties the field; exports write it where a field that has a first value is empty.
"""

import json
import re
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, FieldValueError, Several, Text
from frontdesk.crm.habits import Habits

EMPTY = "(empty)"

# A text that is the word itself is told apart by an apostrophe before it.
_MARKED = re.compile(r"('*)\(empty\)", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
# `Rs. 500/-` and `EUR 20`: letters and their point belong to no number.
_MONEY_WORDS = re.compile(r"^\s*[^\W\d]+\.?\s*|\s*/-\s*$|\s*[^\W\d]+\.?\s*$")


def value_of(field: Field, text: str, habits: Habits) -> Any:
    """The shown form of what a cell says; None for EMPTY. Never called with a blank text. Raises FieldValueError.

    Of texts and choices it is the cell itself: whoever writes the record checks it. Relations and users are found
    elsewhere (references.py).
    """
    marked = _MARKED.fullmatch(text)
    if marked is not None:
        if not marked[1]:
            return None
        text = text[1:]
    if isinstance(field, Text) or field.kind == "choice":
        return text
    return field.show(_stored(field, text, habits))


def _stored(field: Field, text: str, habits: Habits) -> Any:
    if field.kind == "time" and _MOMENT.match(text):
        return field.read(text, habits)
    if isinstance(field, Several) and text.startswith("["):
        return field.read(_items(text), habits)
    if field.kind == "money":
        return field.read_written(_MONEY_WORDS.sub("", text), habits)
    return field.read_written(text, habits)


def _items(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise FieldValueError("must be a list such as a, b, c") from None


def text_of(value: Any, *, has_first_value: bool) -> str:
    """The cell of a shown value; `value_of` makes the same value of it."""
    if value is None:
        return EMPTY if has_first_value else ""
    if isinstance(value, str):
        return f"'{value}" if _MARKED.fullmatch(value) else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        parts = any(mark in item for item in value for mark in ",;[")
        return json.dumps(value, ensure_ascii=False) if parts else ", ".join(value)
    return str(value)


def fields_with_first_value(definition: Definition, habits: Habits) -> frozenset[str]:
    """The fields, by path, that a new record does not have empty."""
    return frozenset(path for path, field in definition.by_path.items() if field.first_value(habits) is not None)
