"""The decision who answers: every combination of the triggers, against a plain statement of the rule."""

from itertools import product

import pytest

from frontdesk.conversations.schemas import EscalationRules
from frontdesk.support.escalation import Decision, Facts, Step, decide

RULES = EscalationRules()


def facts(**values: object) -> Facts:
    calm = Facts(
        confidence=0.9,
        sentiment="Neutral",
        priority=5,
        attempts=0,
        wants_person=False,
        keyword=None,
        unsure_before=False,
    )
    return Facts(**{**calm.__dict__, **values})


@pytest.mark.parametrize(
    ("given", "on_unsure", "expected"),
    [
        ({}, "ask_then_handoff", Decision(Step.ANSWER)),
        ({"confidence": 0.6}, "ask_then_handoff", Decision(Step.ANSWER)),
        ({"confidence": 0.59}, "ask_then_handoff", Decision(Step.ASK)),
        (
            {"confidence": 0.59, "unsure_before": True},
            "ask_then_handoff",
            Decision(Step.HAND_OVER, "low_confidence"),
        ),
        ({"confidence": 0.59}, "handoff", Decision(Step.HAND_OVER, "low_confidence")),
        ({"confidence": 0.59, "unsure_before": True}, "say_so", Decision(Step.SAY_SO)),
        ({"wants_person": True}, "ask_then_handoff", Decision(Step.HAND_OVER, "requested")),
        ({"keyword": "legal"}, "ask_then_handoff", Decision(Step.HAND_OVER, "keyword")),
        ({"sentiment": "Angry"}, "ask_then_handoff", Decision(Step.HAND_OVER, "sentiment")),
        ({"sentiment": "Negative"}, "ask_then_handoff", Decision(Step.ANSWER)),
        ({"priority": 8}, "ask_then_handoff", Decision(Step.HAND_OVER, "priority")),
        ({"priority": 7}, "ask_then_handoff", Decision(Step.ANSWER)),
        ({"attempts": 3}, "say_so", Decision(Step.HAND_OVER, "attempts")),
        ({"attempts": 2}, "say_so", Decision(Step.ANSWER)),
        ({"confidence": 0.1, "is_small_talk": True}, "handoff", Decision(Step.ANSWER)),
    ],
)
def test_one_trigger_at_a_time(given: dict[str, object], on_unsure: str, expected: Decision) -> None:
    assert decide(facts(**given), RULES, on_unsure) == expected


TRIGGERS = {
    "requested": {"wants_person": True},
    "keyword": {"keyword": "urgent"},
    "sentiment": {"sentiment": "Angry"},
    "priority": {"priority": 9},
    "attempts": {"attempts": 4},
}


@pytest.mark.parametrize("on_unsure", ["ask_then_handoff", "handoff", "say_so"])
@pytest.mark.parametrize("confidence", [0.2, 0.8])
@pytest.mark.parametrize("unsure_before", [False, True])
def test_every_combination_of_triggers(on_unsure: str, confidence: float, unsure_before: bool) -> None:
    """With any trigger the first one in the order of the contract is the reason; with none, confidence decides."""
    for chosen in product([False, True], repeat=len(TRIGGERS)):
        holding = [name for name, holds in zip(TRIGGERS, chosen, strict=True) if holds]
        values: dict[str, object] = {"confidence": confidence, "unsure_before": unsure_before}
        for name in holding:
            values |= TRIGGERS[name]
        decision = decide(facts(**values), RULES, on_unsure)
        if holding:
            assert decision == Decision(Step.HAND_OVER, holding[0])
        elif confidence >= RULES.confidence:
            assert decision == Decision(Step.ANSWER)
        else:
            assert decision.step is not Step.ANSWER


@pytest.mark.parametrize(
    ("off", "given"),
    [
        ({"on_request": False}, TRIGGERS["requested"]),
        ({"on_angry": False}, TRIGGERS["sentiment"]),
        ({"priority": None}, TRIGGERS["priority"]),
        ({"attempts": None}, TRIGGERS["attempts"]),
    ],
)
def test_each_trigger_can_be_switched_off(off: dict[str, object], given: dict[str, object]) -> None:
    rules = EscalationRules.model_validate({**RULES.model_dump(), **off})
    assert decide(facts(**given), RULES, "say_so").escalated
    assert decide(facts(**given), rules, "say_so") == Decision(Step.ANSWER)
