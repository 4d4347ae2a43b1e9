"""Texts that people send in."""

import pytest
from pydantic import TypeAdapter, ValidationError

from frontdesk.identity.currencies import CURRENCIES
from frontdesk.platform.texts import Email, Name, folded, storable


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (" Olga@Example.com ", "olga@example.com"),
        ("o.l+ga@example.test", "o.l+ga@example.test"),
        ("Straße@example.com", "strasse@example.com"),
    ],
)
def test_mail_addresses_are_kept_in_one_form(given: str, kept: str) -> None:
    assert TypeAdapter(Email).validate_python(given) == kept


@pytest.mark.parametrize("given", ["", "a", "a@", "@b.example", "a b@example.com", "a@b@c.example", "a@example"])
def test_what_is_no_mail_address(given: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Email).validate_python(given)


@pytest.mark.parametrize("given", ["", "   ", "a\x00b", "a\x1bb", "a\x85b", "x" * 201, "\ud800"])
def test_what_is_no_name(given: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Name).validate_python(given)


@pytest.mark.parametrize("given", ["Ólafur", "李小龙", "O'Brien & Søn", "👩‍🍳 Bakery"])
def test_names_of_all_peoples(given: str) -> None:
    assert TypeAdapter(Name).validate_python(f" {given} ") == given


def test_folding_joins_what_is_the_same_name() -> None:
    assert folded(" \uff23ara ") == folded("cara") == "cara"


def test_data_is_made_fit_to_store() -> None:
    odd = {"a\x00": ["\x00", "\ud800", float("inf"), 1, None, True, {"b": ("c",)}]}
    assert storable(odd) == {"a\ufffd": ["\ufffd", "?", "inf", 1, None, True, {"b": ["c"]}]}


def test_currencies_are_codes() -> None:
    assert {"EUR", "USD", "INR", "JPY", "CHF"} <= CURRENCIES
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)
