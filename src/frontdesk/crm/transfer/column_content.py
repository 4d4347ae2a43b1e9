"""What the cells of a column look like: whether they could be values of a field, and how days are written in them."""

import re
from collections.abc import Sequence
from typing import Any

from frontdesk.crm.fields import Choice, Field, FieldValueError, Text, empty_as_none
from frontdesk.crm.fields.text import phone_digits
from frontdesk.crm.habits import Habits
from frontdesk.crm.text_folding import folded
from frontdesk.crm.transfer.cells import value_of

_DAY = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})\b")
_YEAR_FIRST = re.compile(r"\s*\d{4}[./-]\d{1,2}[./-]\d{1,2}\b")
FEWEST_DIGITS_OF_A_PHONE = 7
# Kinds whose values tell themselves apart from others; a text may be anything.
TELLING = {"email": 0.8, "phone": 0.7, "date": 0.62, "time": 0.6, "choice": 0.65}


def fitting(field: Field, cells: Sequence[str], habits: Habits) -> float:
    """The share (0 to 1) of the cells that could be values of the field; 1 where all are blank."""
    filled = [cell.strip() for cell in cells if empty_as_none(cell) is not None]
    return sum(_fits(field, cell, habits) for cell in filled) / len(filled) if filled else 1.0


def telling(field: Field, cells: Sequence[str], habits: Habits) -> float:
    """How surely the cells alone say that the column is for the field (0 to 1)."""
    filled = [cell.strip() for cell in cells if empty_as_none(cell) is not None]
    if field.kind not in TELLING or len(filled) < 2:
        return 0
    if field.kind == "choice" and len({folded(cell) for cell in filled}) * 2 > len(filled) + 1:
        return 0
    if field.kind in ("date", "time") and not all(re.search(r"\d", cell) for cell in filled):
        return 0
    share = sum(_fits(field, cell, habits) for cell in filled) / len(filled)
    return TELLING[field.kind] * share if share >= 0.8 else 0


def _fits(field: Field, cell: str, habits: Habits) -> bool:
    if field.kind == "phone" and len(phone_digits(cell)) < FEWEST_DIGITS_OF_A_PHONE:
        return False
    if field.kind in ("relation", "user"):
        return True
    try:
        value = value_of(field, cell, habits)
        if isinstance(field, Text | Choice):
            field.read(cell, habits)
    except FieldValueError:
        return False
    return value is not None


def date_order(cells: Sequence[str]) -> str | None:
    """In which order days are written in these cells; None where they leave it open or contradict each other."""
    found: set[Any] = set()
    for cell in cells:
        if _YEAR_FIRST.match(cell):
            continue
        day = _DAY.match(cell)
        if day is not None and int(day[1]) > 12 >= int(day[2]):
            found.add("dmy")
        elif day is not None and int(day[2]) > 12 >= int(day[1]):
            found.add("mdy")
    return str(found.pop()) if len(found) == 1 else None
