"""Fields: what each kind takes, refuses and writes."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from frontdesk.crm.definitions import SHIPPED
from frontdesk.crm.fields import (
    Boolean,
    Choice,
    Currency,
    Date,
    Email,
    Field,
    FieldValueError,
    Integer,
    LongText,
    Money,
    Number,
    Phone,
    Several,
    Text,
    Time,
    options,
)
from frontdesk.crm.fields.numbers import number_from_text
from frontdesk.crm.fields.times import date_from_text, time_from_text
from frontdesk.crm.habits import Habits
from frontdesk.crm.text_folding import folded, words_of

HABITS = Habits(ZoneInfo("Asia/Kolkata"), "INR", "dmy", "monday", datetime(2026, 3, 12, 6, tzinfo=UTC))
WORDS = some.text(some.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cn")), min_size=1, max_size=50)
CHOICES = options("low", "in_progress", "High")

VALUES: list[tuple[Field, some.SearchStrategy[Any]]] = [
    (Text(name="f"), WORDS),
    (LongText(name="f"), some.lists(WORDS, min_size=1, max_size=3).map("\n".join)),
    (Number(name="f"), some.floats(-1e12, 1e12).map(lambda number: round(number, 6))),
    (Integer(name="f"), some.integers(-(2**53), 2**53)),
    (Money(name="f"), some.integers(0, 10**14).map(lambda cents: float(Decimal(cents) / 100))),
    (Date(name="f"), some.dates(date(1900, 1, 1), date(2200, 12, 31)).map(lambda day: day.isoformat())),
    (
        Time(name="f"),
        some.datetimes(
            datetime(1901, 1, 1),  # noqa: DTZ001 - the zones are drawn
            datetime(2199, 1, 1),  # noqa: DTZ001 - as above
            timezones=some.timezones(),
        ).map(lambda moment: moment.isoformat()),
    ),
    (Boolean(name="f"), some.booleans()),
    (Choice(name="f", choices=CHOICES), some.sampled_from(["low", "in_progress", "High"])),
    (Several(name="f", choices=CHOICES), some.permutations(["low", "in_progress", "High"]).map(lambda all: all[:2])),
]


@pytest.mark.parametrize(("field", "values"), VALUES, ids=lambda one: getattr(one, "kind", ""))
@given(data=some.data())
def test_all_forms_of_a_value_are_the_same_value(
    field: Field, values: some.SearchStrategy[Any], data: some.DataObject
) -> None:
    stored = field.read(data.draw(values), HABITS)
    assert field.read(field.show(stored), HABITS) == stored
    assert field.unpack(field.pack(stored)) == stored
    assert field.read_written(field.write(stored, HABITS), HABITS) == stored


def test_money_is_exact_to_the_cent() -> None:
    money = Money(name="f")
    assert [money.read(value, HABITS) for value in (0.29, 1.1, 2, 4.35)] == [29, 110, 200, 435]
    assert [money.show(value) for value in (29, 110, 200)] == [0.29, 1.1, 2]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("12,34,567", "1234567"),
        ("1,234", "1234"),
        ("1.234.567", "1234567"),
        ("0,5", "0.5"),
        ("£ 2 000", "2000"),
        ("$1,000", "1000"),
        ("(500)", "-500"),
        ("Rs. 45", "45"),
        ("75%", "75"),
        ("\u22123", "-3"),
        ("1e3", "1000"),
    ],
)
def test_numbers_as_people_write_them(text: str, number: str) -> None:
    assert number_from_text(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "many", "1.2.3", "--5", "NaN", "inf", "12 34 abc 5 5.5.5"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(FieldValueError):
        number_from_text(text)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-03-12", "mdy", date(2026, 3, 12)),
        ("12/03/2026", "dmy", date(2026, 3, 12)),
        ("12/03/2026", "mdy", date(2026, 12, 3)),
        ("12.3.26", "dmy", date(2026, 3, 12)),
        ("2026/3/12", "dmy", date(2026, 3, 12)),
        ("26-03-12", "ymd", date(2026, 3, 12)),
        ("12 Mar 2026", "mdy", date(2026, 3, 12)),
        ("March 12, 2026", "dmy", date(2026, 3, 12)),
        ("12-Mar-26", "dmy", date(2026, 3, 12)),
    ],
)
def test_days_as_people_write_them(text: str, order: str, day: date) -> None:
    assert date_from_text(text, order) == day


@pytest.mark.parametrize("text", ["30/02/2026", "13/13/2026", "tomorrow", "1/2/3", "", "2026-02-30", "12/03/0026"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(FieldValueError):
        date_from_text(text, "dmy")


def test_times_are_meant_in_the_workspaces_zone_unless_they_say_otherwise() -> None:
    time = Time(name="f")
    assert time.read_written("12/03/2026 4:05 pm", HABITS) == datetime(2026, 3, 12, 10, 35, tzinfo=UTC)
    assert time.read_written("12 Mar 2026 16:05Z", HABITS) == datetime(2026, 3, 12, 16, 5, tzinfo=UTC)
    assert time.read("2026-03-12", HABITS) == datetime(2026, 3, 11, 18, 30, tzinfo=UTC)
    assert time_from_text("2026-03-12 09:00", "dmy") == datetime(2026, 3, 12, 9)  # noqa: DTZ001 - none was written
    with pytest.raises(FieldValueError):
        time_from_text("12/03/2026 25:00", "dmy")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (Text(name="f"), 7),
        (Text(name="f"), "two\nlines"),
        (Text(name="f"), "\ud800"),
        (Text(name="f", max_length=3), "four"),
        (Email(name="f"), "a@b"),
        (Phone(name="f"), "12"),
        (Phone(name="f"), "0" * 21),
        (Currency(name="f"), "ABC"),
        (Integer(name="f"), 1.5),
        (Integer(name="f"), 2**60),
        (Number(name="f"), float("nan")),
        (Number(name="f"), 10**400),
        (Money(name="f"), 10**14),
        (Boolean(name="f"), 1),
        (Several(name="f", choices=CHOICES), ["low", "low"]),
    ],
)
def test_what_a_field_refuses(field: Field, value: Any) -> None:
    with pytest.raises(FieldValueError):
        field.read(value, HABITS)


def test_choices_are_read_in_any_case_and_by_their_other_names() -> None:
    status = next(one for one in SHIPPED if one.name == "tasks").by_path["status"]
    assert [status.read(word, HABITS) for word in ("DONE", "in progress", "To-Do")] == [
        "completed",
        "in_progress",
        "todo",
    ]


def test_phone_numbers_are_alike_with_and_without_country_code() -> None:
    phone = Phone(name="f")
    assert phone.likeness("+91 98765-43210") == phone.likeness("098765 43210")
    assert phone.likeness("12345") is None


@given(some.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_words() -> None:
    assert words_of("José O'Brien-Ånd_co, 42!") == ["jose", "o", "brien", "and", "co", "42"]


def test_every_definition_is_sound() -> None:
    names = {definition.name for definition in SHIPPED}
    assert len(names) == 16
    for definition in SHIPPED:
        assert set(definition.list_columns) <= set(definition.by_path), definition.name
        assert {relation.object for relation in definition.relations} <= names
        for path in (*definition.title.fields, *(definition.likeness.certain if definition.likeness else ())):
            assert path in definition.by_path
        for field in definition.all_fields:
            assert field.words
            assert field.json_schema()["type"]
