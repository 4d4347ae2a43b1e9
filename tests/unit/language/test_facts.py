"""Facts that people tell of themselves: what is kept, and above all what is not."""

import pytest

from frontdesk.language.facts.finding import facts_of
from frontdesk.language.facts.people import first_name

TOLD = [
    ("Hi, my name is Ana", {"name": "Ana"}),
    ("my name is john smith and i need help", {"name": "John Smith"}),
    ("MY NAME IS JOHN DOE, I AM ANGRY", {"name": "John Doe"}),
    ("My name is Dr. Jane O'Neil-Smith, can you help?", {"name": "Dr. Jane O'Neil-Smith"}),
    ("My name is Ana Maria de la Cruz", {"name": "Ana Maria de la Cruz"}),
    ("my name is 田中", {"name": "田中"}),
    ("Good morning, I'm Sam and I work for Acme Corp as a buyer", {"name": "Sam", "company": "Acme Corp"}),
    ("This is Maria speaking", {"name": "Maria"}),
    ("Where is it?\nKind regards, Ana Lopez", {"name": "Ana Lopez"}),
    ("my name is Ana. Sorry, my name is Anna", {"name": "Anna"}),
    ("I'm the CTO of Initech and I'm on the Pro plan", {"company": "Initech", "plan": "Pro"}),
    ("I'm working at Globex", {"company": "Globex"}),
    ("We work for the Bank of England", {"company": "Bank of England"}),
    ("We are on the Business Plus plan, how many seats are there?", {"plan": "Business Plus"}),
    ("My plan is Pro", {"plan": "Pro"}),
    ("I bought a ThermoX 200 last week", {"product": "ThermoX 200"}),
    ("My order number is ab-12345", {"order_number": "AB-12345"}),
    ("Where is order #99812?", {"order_number": "99812"}),
    ("I only speak Spanish", {"language": "Spanish"}),
    ("Please answer in German", {"language": "German"}),
    ("I'd prefer to be contacted by phone", {"contact": "by phone"}),
    ("My email is ana@example.com", {"email": "ana@example.com"}),
    ("call me on +44 20 7946 0958", {"phone": "+44 20 7946 0958"}),
]
NOT_TOLD = [
    "My name is wrong on the invoice",
    "my name is on the wrong invoice",
    "My name is spelled wrong",
    "My name is not Bob",
    "Is my name Ana on the list?",
    "If my name is Bob, what then?",
    "My name is Ana?",
    "My friend's name is Bob",
    'He said "my name is Bob" to me',
    "My name is <script>alert(1)</script>",
    f"My name is {'A' * 5_000}",
    f"My name is {' '.join(['Ana'] * 40)}",
    "I'm German and need help",
    "I'm Angry!",
    "I'm locked out",
    "This is Unacceptable.",
    "Call me Monday",
    "Thanks, Bob",
    "I work at home",
    "I'm a big fan of Apple",
    "I'm not on the Pro plan",
    "Am I on the Pro plan?",
    "I'm on the Pro plan?",
    "I'm on the wrong plan",
    "I want the Pro plan",
    "My printer is broken",
    "I bought a new phone",
    "I want to order 12345 pieces",
    "no, my order number is not 12345",
    "I don't speak Spanish",
    "I'd prefer a refund",
]


@pytest.mark.parametrize(("message", "facts"), TOLD)
def test_what_is_said_plainly_is_found(message: str, facts: dict[str, str]) -> None:
    assert {fact.kind.value: fact.value for fact in facts_of(message)} == facts


@pytest.mark.parametrize("message", NOT_TOLD, ids=lambda message: message[:40])
def test_what_is_asked_denied_supposed_or_of_others_is_not(message: str) -> None:
    assert facts_of(message) == []


def test_how_a_person_is_addressed() -> None:
    assert [first_name(name) for name in ("Ana Maria Lopez", "Dr. Jane Smith", "J. Smith")] == [
        "Ana",
        "Dr. Jane Smith",
        "J. Smith",
    ]
