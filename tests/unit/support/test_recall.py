"""What a customer told of themselves, where it helps to answer: and where it must not get in the way."""

from datetime import UTC, datetime

import pytest

from frontdesk.conversations.memories.models import Memory
from frontdesk.language.facts.kinds import FactKind
from frontdesk.support.recall import address, in_own_words, introduction, recollection

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def remembered(**values: str) -> list[Memory]:
    return [Memory(1, 1, None, FactKind(kind), value, 1, "customer", NOW, NOW) for kind, value in values.items()]


ANA = remembered(name="Ana Lopez", plan="Pro", order_number="AB-1")


@pytest.mark.parametrize(
    ("message", "facts"),
    [
        ("What's my name?", "your name is Ana Lopez"),
        ("Hi, do you remember my name?", "your name is Ana Lopez"),
        ("which plan am I on?", "you are on the Pro plan"),
        ("what is my order number", "your order number is AB-1"),
        ("Who am I?", "your name is Ana Lopez"),
        ("What do you know about me?", "your name is Ana Lopez, you are on the Pro plan and your order number is AB-1"),
        ("What's my company?", None),
        ("What is my plan good for?", None),
        ("my name", None),
        ("What is my order number and where is it?", None),
        ("What's my name and how do I reset my password?", None),
    ],
)
def test_a_question_about_oneself_alone_is_answered_by_what_was_told(message: str, facts: str | None) -> None:
    assert recollection(message, ANA) == facts


@pytest.mark.parametrize(
    ("message", "searched"),
    [
        ("What does my plan cost?", "What does the Pro plan cost?"),
        ("Can I pause our subscription?", "Can I pause the Pro plan?"),
        ("my plan is Lite", "my plan is Lite"),
        ("How does my plan differ from Pro?", "How does my plan differ from Pro?"),
        ("What does the Lite plan cost?", "What does the Lite plan cost?"),
    ],
)
def test_my_plan_is_searched_for_by_its_name(message: str, searched: str) -> None:
    assert in_own_words(message, ANA) == searched


@pytest.mark.parametrize(
    ("message", "kinds"),
    [
        ("Hi, my name is Ana", ["name"]),
        ("I'm on the Pro plan and my order number is 12345.", ["plan", "order_number"]),
        ("My name is Ana and my invoice is wrong", []),
        ("My order number is 12345, where is it?", []),
        ("Hello", []),
    ],
)
def test_only_a_message_that_tells_facts_and_nothing_else_is_an_introduction(message: str, kinds: list[str]) -> None:
    assert [fact.kind.value for fact in introduction(message)] == kinds


def test_who_has_told_no_name_is_addressed_by_none() -> None:
    assert address(remembered(plan="Pro"), formal=False) is None
    assert [address(ANA, formal=formal) for formal in (False, True)] == ["Ana", "Ana Lopez"]
