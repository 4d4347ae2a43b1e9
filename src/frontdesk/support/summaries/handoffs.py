"""Why a conversation came to the people, in words."""

from collections.abc import Sequence
from typing import Any

from frontdesk.conversations.models import ConversationEvent
from frontdesk.language.lexicon import tokens
from frontdesk.language.understanding import keywords_in
from frontdesk.support.summaries.talk import Talk

_WORDS = {
    "requested": "The customer asked for a person.",
    "sentiment": "The customer was angry.",
    "attempts": "Several answers of the bot did not help.",
    "policy": "The bot could not finish its answer.",
    "reopened": "The customer wrote again after it was resolved.",
    "assigned": "It was given to a person of the team.",
    "unassigned": "It was taken from the person who had it.",
    "merged": "It was merged with another conversation of the customer.",
}


def reasons_of(talk: Talk) -> list[str]:
    """One sentence for each time that the conversation began to wait for a person, in order."""
    return [_why(talk, talk.events[:at], event.data) for at, event in enumerate(talk.events) if _begins_to_wait(event)]


def standing_of(talk: Talk, *, for_customer: bool = False) -> str:
    """Who has it now, as far as the log tells."""
    last = next((event for event in reversed(talk.events) if event.type == "handoff"), None)
    if last is None:
        return ""
    who = last.actor_name or "A person"
    team = {"waiting": "It waits for a person.", "human": f"{who} has it.", "bot": "The bot has it again."}
    customer = {"waiting": "One of our team will answer.", "human": f"{who} is looking after it."}
    words = customer if for_customer else team
    return {**words, "resolved": "It is resolved."}.get(str(last.data.get("to")), "")


def _begins_to_wait(event: ConversationEvent) -> bool:
    return event.type == "handoff" and event.data.get("to") == "waiting"


def _why(talk: Talk, before: Sequence[ConversationEvent], data: dict[str, Any]) -> str:
    reason = str(data.get("reason", ""))
    turn = next((e.data for e in reversed(before) if e.type == "message" and e.actor_kind == "bot"), {})
    if reason == "priority":
        return f"It had priority {turn.get('priority', 'high')} of 10."
    if reason == "low_confidence":
        return f"The bot found no answer that it was sure of ({round(100 * turn.get('confidence', 0))} % at best)."
    if reason == "keyword":
        return _keyword(talk, before)
    return _WORDS.get(reason, "It was given to the team.")


def _keyword(talk: Talk, before: Sequence[ConversationEvent]) -> str:
    said = next((e.content for e in reversed(before) if e.type == "message" and e.actor_kind == "customer"), "")
    found = keywords_in(tokens(said), talk.keywords)
    return f"The customer wrote “{found[0]}”." if found else "The customer wrote a word that goes to a person."
