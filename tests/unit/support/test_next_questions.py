"""Suggested next questions: near enough, of the same subject first, never what was asked or answered."""

from datetime import UTC, datetime
from typing import Any, cast

from frontdesk.conversations.models import Bot, ConversationEvent
from frontdesk.knowledge.search import NearQuestion, SearchOutcome, SearchResult
from frontdesk.support.next_questions import next_questions
from frontdesk.support.state import Finding, Question

BEST = SearchResult(1, "faq", "How do I pay?", "By card.", 0.6, "f", 1, None, "Billing", None, 0.6, 0.0)


def event(who: str, content: str, **data: Any) -> ConversationEvent:
    return ConversationEvent(1, "message", who, None, "", content, data, datetime(2026, 11, 28, tzinfo=UTC))


def suggested(near: list[tuple[str, float, str]], *earlier: ConversationEvent, fits: bool = True) -> tuple[str, ...]:
    questions = [NearQuestion("How do I pay?", 0.6, "Billing"), *(NearQuestion(*each) for each in near)]
    outcome = SearchOutcome([BEST], 0.9 if fits else 0.1, 0.5, not fits, questions)
    question = Question(cast(Bot, None), ("Which cards do you take?",), earlier, False, 0, 0)
    return next_questions(question, [Finding("Which cards do you take?", outcome)])


def test_of_the_same_subject_first_and_nothing_far() -> None:
    near = [
        ("Close?", 0.35, "Account"),
        ("Same?", 0.28, "Billing"),
        ("Far?", 0.25, "Account"),
        ("Last?", 0.21, "Billing"),
    ]
    assert suggested(near) == ("Same?", "Close?", "Last?")


def test_neither_what_was_asked_nor_what_was_answered() -> None:
    answered = event("bot", "By mail.", cited=["7"], kb_results=[{"id": "7", "title": "Where is my invoice?"}])
    asked = event("customer", "my card was declined, why?")
    near = [("Where is my invoice?", 0.5, "Billing"), ("Why was my card declined?", 0.5, "Billing")]
    assert suggested([*near, ("Which cards do you take?", 0.4, "Billing")], asked, answered) == ()


def test_where_nothing_answers_only_a_near_one_is_worth_asking() -> None:
    assert suggested([("Near?", 0.31, "Account"), ("Not near?", 0.29, "Billing")], fits=False) == (
        "How do I pay?",
        "Near?",
    )
