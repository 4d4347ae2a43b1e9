"""Node that decides who answers: the bot, a question back, or a person."""

from typing import Any

from frontdesk.conversations.schemas import EscalationRules
from frontdesk.language.labels import SmallTalk
from frontdesk.support.escalation import Facts, decide
from frontdesk.support.state import TurnState


async def check_escalation(state: TurnState) -> dict[str, Any]:
    question, understanding = state["question"], state["understanding"]
    rules = EscalationRules.model_validate(question.bot.escalation)
    # What needs no knowledge: small talk, what the customer told of themselves, and files without a word, which ask
    # nothing yet.
    needs_none = understanding.small_talk is not SmallTalk.NONE or state["recollection"] is not None
    small_talk = needs_none or question.is_files_alone
    # A bot that asks for no confidence at all still cannot answer where nothing was found.
    has_answer = state["draft"] is not None
    unsure = not small_talk and (not has_answer or state["confidence"] < rules.confidence)
    # A repeated question was counted before; an unsure answer is one more that did not help, not two.
    attempts = state["attempts"] + 1 if unsure and not state["repeated"] else state["attempts"]
    facts = Facts(
        confidence=state["confidence"],
        sentiment=state["sentiment"],
        priority=state["priority"],
        attempts=attempts,
        wants_person=understanding.wants_person,
        keyword=next(iter(understanding.keywords), None),
        unsure_before=question.unsure_in_a_row > 0,
        is_small_talk=small_talk,
        has_answer=has_answer,
    )
    return {"decision": decide(facts, rules, question.bot.on_unsure), "attempts": attempts}
