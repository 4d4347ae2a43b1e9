"""Escalation: whether the bot answers, asks, says that it does not know, or hands over to a person, and why.

One pure function over a few facts; tests/unit/support/test_escalation.py holds the table of all combinations.
"""

from dataclasses import dataclass
from enum import StrEnum

from frontdesk.conversations.schemas import EscalationRules


class Step(StrEnum):
    """What the turn does."""

    ANSWER = "answer"
    ASK = "ask"
    SAY_SO = "say_so"
    HAND_OVER = "hand_over"


@dataclass(frozen=True)
class Facts:
    """What the decision rests on. `attempts` counts this turn where it did not help; `unsure_before` says whether
    the turn before was unsure too; `keyword` is a word of the bot's list that the message holds; `has_answer` whether
    anything was found that could be said."""

    confidence: float
    sentiment: str
    priority: int
    attempts: int
    wants_person: bool
    keyword: str | None
    unsure_before: bool
    is_small_talk: bool = False
    has_answer: bool = True


@dataclass(frozen=True)
class Decision:
    """The step, and for a handover its reason (chat contract: `escalation_reason`)."""

    step: Step
    reason: str | None = None

    @property
    def escalated(self) -> bool:
        return self.step is Step.HAND_OVER


def decide(facts: Facts, rules: EscalationRules, on_unsure: str) -> Decision:
    """The first trigger that holds hands over, in the order of `_reason`; else confidence decides."""
    reason = _reason(facts, rules)
    if reason is not None:
        return Decision(Step.HAND_OVER, reason)
    if facts.is_small_talk or (facts.has_answer and facts.confidence >= rules.confidence):
        return Decision(Step.ANSWER)
    if on_unsure == "say_so":
        return Decision(Step.SAY_SO)
    if on_unsure == "handoff" or facts.unsure_before:
        return Decision(Step.HAND_OVER, "low_confidence")
    return Decision(Step.ASK)


def _reason(facts: Facts, rules: EscalationRules) -> str | None:
    """The customer's own wish counts first, then what they said, how they said it, and what it adds up to."""
    triggers = {
        "requested": rules.on_request and facts.wants_person,
        "keyword": facts.keyword is not None,
        "sentiment": rules.on_angry and facts.sentiment == "Angry",
        "priority": rules.priority is not None and facts.priority >= rules.priority,
        "attempts": rules.attempts is not None and facts.attempts >= rules.attempts,
    }
    return next((reason for reason, holds in triggers.items() if holds), None)
