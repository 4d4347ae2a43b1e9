"""Email addresses, telephone numbers and quoted text."""

import pytest

from frontdesk.language.values.value import EmailValue, NumberValue, PhoneValue, QuotedValue
from tests.unit.language.values.conftest import found_kinds, one


@pytest.mark.parametrize(
    "address",
    ["john@example.com", "john.o'neil+crm@mail.example.co.uk", "JOHN_1@EXAMPLE.COM", "a@b-c.io", "jürgen@münchen.de"],
)
def test_an_email_address_is_read(address: str) -> None:
    assert one(f"new lead John, [{address}], from referral", EmailValue) == EmailValue(address)


@pytest.mark.parametrize(
    "text", ["john@", "@john", "john@example", "a@b@c.com", "@sales please", "john at example.com"]
)
def test_what_only_looks_like_an_address_is_none(text: str) -> None:
    assert found_kinds(text, EmailValue) == []


@pytest.mark.parametrize(
    "number",
    [
        "+91 98765 43210",
        "+1 (415) 555-0132",
        "(022) 2345-6789",
        "98765-43210",
        "9876543210",
        "020 7946 0958",
        "555-1234",
    ],
)
def test_a_telephone_number_is_read(number: str) -> None:
    assert one(f"call [{number}] tomorrow", PhoneValue) == PhoneValue(number)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-12",
        "12.03.2026",
        "1,500,000",
        "₹1500000",
        "2010-2015",
        "123456",
        "500-1000",
        "12345678901234567890",
        "10:30",
    ],
)
def test_dates_amounts_and_long_codes_are_no_telephone_numbers(text: str) -> None:
    assert found_kinds(text, PhoneValue) == []


def test_plain_digits_are_a_number_too_unless_a_word_says_telephone() -> None:
    assert found_kinds("value 1500000", NumberValue) == ["1500000"]
    assert found_kinds("phone 1500000", NumberValue) == []
    assert found_kinds("mobile: 98765 43210", NumberValue) == []


@pytest.mark.parametrize(
    ("marked", "quoted"),
    [
        ('title ["buy now"] please', "buy now"),
        ("title [“buy now”] please", "buy now"),
        ("title ['buy now'] please", "buy now"),
        ("title [‘buy now’] please", "buy now"),
        ("name ['O'Brien']", "O'Brien"),
        ('note: ["call at 5"]', "call at 5"),
    ],
)
def test_quoted_text_is_read(marked: str, quoted: str) -> None:
    assert one(marked, QuotedValue) == QuotedValue(quoted)


@pytest.mark.parametrize(
    "text",
    ["John's and the dogs' bowl", "don't and won't", 'he said "hello', "5' tall", '""', "O’Brien’s deals", "' '"],
)
def test_apostrophes_and_open_marks_quote_nothing(text: str) -> None:
    assert found_kinds(text, QuotedValue) == []
