"""Cells: what is written into a file means the same when it is read again, and no cell is a formula."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from frontdesk.crm.fields import (
    Boolean,
    Choice,
    Date,
    Field,
    FieldValueError,
    Integer,
    LongText,
    Money,
    Number,
    Several,
    Text,
    Time,
    options,
)
from frontdesk.crm.habits import Habits
from frontdesk.crm.transfer.cells import text_of, value_of
from frontdesk.crm.transfer.csv_writing import csv_lines
from frontdesk.crm.transfer.formulas import guarded, unguarded

HABITS = Habits(ZoneInfo("Asia/Kolkata"), "INR", "dmy", "monday", datetime(2026, 3, 12, 6, tzinfo=UTC))
LINES = some.text(some.characters(exclude_categories=["Cs"]), max_size=30)
RISKY = some.text(some.sampled_from("'=+-@\t\r\uff1da1 ("), max_size=8)
WORDS = some.text(some.sampled_from("'=+-@a1 (empty),;[\"\nE"), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and bool(text)
)
COLOURS = options("red", "light, blue", "[x]", "a;b")
COLOUR_NAMES = [one.value for one in COLOURS]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

VALUES: list[tuple[Field, some.SearchStrategy[Any]]] = [
    (Text(name="x"), WORDS.filter(lambda text: "\n" not in text)),
    (LongText(name="x"), WORDS),
    (Text(name="x"), some.sampled_from(["(empty)", "'(EMPTY)", "''(empty)", "'tis", "'=x", "=1+1", "-", "+"])),
    (Money(name="x"), some.integers(0, 10**12)),
    (Number(name="x"), some.floats(-1e299, 1e299, allow_nan=False, allow_infinity=False, width=64)),
    (Integer(name="x"), some.integers(-(2**53), 2**53)),
    (Boolean(name="x"), some.booleans()),
    (Choice(name="x", choices=options("None", "low", "-no-")), some.sampled_from(["None", "low", "-no-"])),
    (Several(name="x", choices=COLOURS), some.lists(some.sampled_from(COLOUR_NAMES), unique=True, min_size=1)),
    (Date(name="x"), some.dates(date(1900, 1, 1), date(2199, 12, 31))),
    (Time(name="x"), some.integers(-(10**15), 10**15).map(lambda moment: EPOCH + timedelta(microseconds=moment))),
]  # fmt: skip


@given(some.one_of(LINES, RISKY))
def test_an_apostrophe_that_was_added_is_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(some.one_of(LINES, RISKY))
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    cell = guarded(text)
    if cell[:1] in tuple("=@\t\r\uff1d\uff0b\uff0d\uff20"):
        pytest.fail(cell)
    if cell[:1] in ("+", "-"):
        assert cell[1:].replace(".", "").replace(",", "").replace(" ", "").rstrip("%").isdigit()


@pytest.mark.parametrize("text", ["-5", "+5", "-1,234.50", "+91 98765 43210", "-.5", "12%", "a=b", "'tis"])
def test_what_does_no_harm_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1-2", "-2+3", "@SUM(A1)", "\tx", "\r=x", "+cmd|' /C calc'!A0", "－1", "'=1"]
)
def test_what_could_do_harm_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(("field", "stored"), VALUES, ids=[f"{field.kind}{i}" for i, (field, _) in enumerate(VALUES)])
@given(data=some.data())
def test_a_value_that_is_written_is_read_as_the_same(
    field: Field, stored: some.SearchStrategy[Any], data: some.DataObject
) -> None:
    shown = field.show(data.draw(stored))
    line = csv_lines([["first", text_of(shown, has_first_value=False), "last"]])
    cells = next(csv.reader(io.StringIO(line, newline="")))
    read = value_of(field, unguarded(cells[1]).strip(), HABITS)
    assert field.read(read, HABITS) == field.read(shown, HABITS)


def test_an_empty_value_is_a_blank_cell_unless_the_field_is_filled_at_first() -> None:
    assert text_of(None, has_first_value=False) == ""
    assert text_of(None, has_first_value=True) == "(empty)"
    assert value_of(Text(name="x"), "(Empty)", HABITS) is None
    assert value_of(Money(name="x"), "(empty)", HABITS) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", 1234.5), ("1.234,50", 1234.5), ("₹ 12,34,567", 1234567), ("Rs. 500/-", 500), ("EUR 20", 20),
        ("20 Euro", 20), ("Rs.1,500.75", 1500.75), ("$ 9.99", 9.99),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text: str, value: float) -> None:
    assert value_of(Money(name="x"), text, HABITS) == value


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        (Money(name="x"), "a lot", "is not a number"),
        (Date(name="x"), "31/02/2026", "is not a possible date; write it as 2026-03-12"),
        (Boolean(name="x"), "perhaps", "must be yes or no"),
        (Several(name="x", choices=COLOURS), "[red", "must be a list such as a, b, c"),
    ],
)
def test_what_does_not_fit_is_told(field: Field, text: str, reason: str) -> None:
    with pytest.raises(FieldValueError, match=reason):
        value_of(field, text, HABITS)
