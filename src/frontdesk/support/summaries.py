"""Summaries of a conversation. The local engine extracts; a language model can take its place."""

from collections.abc import Sequence
from typing import Protocol

from frontdesk.conversations.models import ConversationEvent

_LONGEST = 200


class SummaryWriter(Protocol):
    """Sums a conversation up in a few sentences for a person."""

    async def write(self, events: Sequence[ConversationEvent]) -> str: ...


class LocalSummaryWriter:
    """Says what was asked, what was answered last and how it stands, in the words of the conversation."""

    async def write(self, events: Sequence[ConversationEvent]) -> str:
        asked = [e.content for e in events if e.type == "message" and e.actor_kind == "customer"]
        answers = [e for e in events if e.type == "message" and e.actor_kind in ("bot", "staff")]
        if not asked:
            return "Nothing has been asked yet."
        sentences = [f"The customer asked: {_short(asked[0])}"]
        if len(asked) > 1:
            sentences.append(f"They wrote {len(asked)} messages, the last: {_short(asked[-1])}")
        if answers:
            who = answers[-1].actor_name or ("the bot" if answers[-1].actor_kind == "bot" else "staff")
            sentences.append(f"Last answer, by {who}: {_short(answers[-1].content)}")
        return " ".join([*sentences, *_standing(events)])


def _standing(events: Sequence[ConversationEvent]) -> list[str]:
    moves = [e.data for e in events if e.type == "handoff"]
    if not moves:
        return []
    words = {
        "waiting": "It waits for a person",
        "human": "A person has it",
        "resolved": "It is resolved",
        "bot": "The bot has it again",
    }
    reason = str(moves[-1].get("reason", "")).replace("_", " ")
    return [f"{words[moves[-1]['to']]} ({reason})."]


def _short(text: str) -> str:
    line = " ".join(text.split())
    cut = f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line
    return f"\N{LEFT DOUBLE QUOTATION MARK}{cut}\N{RIGHT DOUBLE QUOTATION MARK}"
