"""Replies: what came of a message, as every path tells it."""

from typing import Any

from frontdesk.support.handoff import without_answer
from frontdesk.support.schemas import HandledBy
from frontdesk.support.service import Reply


def answered(reply: Reply) -> dict[str, Any]:
    """The data of the bot's message, or what stands for it where the bot was silent."""
    if reply.answer is not None:
        return reply.answer.data
    conversation = reply.conversation
    return {
        **without_answer(None),
        "category": conversation.category or "General",
        "sentiment": conversation.sentiment or "Neutral",
        "priority": conversation.priority or 5,
        "engine": "none",
    }


def handled_by(reply: Reply) -> HandledBy:
    """Who has this message: the bot where it answered, else the one who will, or who dealt with it meanwhile."""
    if reply.answer is not None:
        return "bot"
    return "waiting" if reply.conversation.state == "waiting" else "human"
