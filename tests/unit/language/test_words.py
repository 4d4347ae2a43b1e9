"""The words that searching compares."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.language.words import terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Invoices, invoicing & invoiced", ["invoic"] * 3),
        ("Error E-4012", ["error", "e4012", "4012"]),
        ("error e4012", ["error", "e4012"]),
        ("A4 paper, 1,000.50 sheets", ["a4", "paper", "1000.50", "sheet"]),
        ("Café NAÏVE", ["cafe", "naiv"]),
        ("the customer's wi-fi doesn\u2019t work", ["custom", "wifi", "work"]),
        ("two-factor e-mail", ["two", "factor", "email", "mail"]),
        ("support@example.com", ["support", "exampl", "com"]),
        ("C++ and C# on version 2.0.1", ["c++", "c#", "version", "2.0.1"]),
        ("I'd show my ID", ["show", "id"]),
        ("who are you", []),
        ("", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@given(st.text(alphabet=st.characters()))
def test_any_text_gives_clean_terms(text: str) -> None:
    for term in terms(text):
        assert term
        assert not any(character.isspace() for character in term)


@given(st.text(alphabet="abcdefghijklmnop -'", max_size=40))
def test_upper_case_changes_nothing(text: str) -> None:
    assert terms(text.upper()) == terms(text)


def test_a_question_costs_microseconds() -> None:
    questions = [f"How can I change invoice number {number} before the payment is due?" for number in range(500)]
    begun = time.process_time()
    for question in questions:
        terms(question)
    assert (time.process_time() - begun) / len(questions) < 200e-6
