"""Waiting for a person: what a conversation keeps while nobody has answered, and how late it is."""

from datetime import datetime
from typing import Any
from uuid import UUID

from frontdesk.conversations.business_hours import HandoffRules
from frontdesk.conversations.hours import Hours
from frontdesk.conversations.models import Bot, Conversation
from frontdesk.platform.unit_of_work import UnitOfWork

CALL_PEOPLE = "conversations.call_people"
DEAL_OUT = "conversations.deal_out"

NOBODY_WAITS: dict[str, Any] = {"waiting_since": None, "due_at": None, "next_raise_at": None, "raises": 0}


def begins_to_wait(bot: Bot, now: datetime) -> dict[str, Any]:
    """The values of a conversation that goes to the people."""
    rules, hours = HandoffRules.model_validate(bot.handoff), Hours.of(bot)
    within = rules.answer_within_minutes
    return {
        "state": "waiting",
        "waiting_since": now,
        "due_at": None if within is None else hours.after(now, within),
        "next_raise_at": hours.after(now, rules.raise_after_minutes) if rules.most_raises else None,
        "raises": 0,
    }


def writes_again(bot: Bot, conversation: Conversation, now: datetime) -> dict[str, Any]:
    """The values that change when a customer writes to the person who has the conversation: when it is raised if
    that person does not answer. The target for the first answer is not set anew."""
    rules = HandoffRules.model_validate(bot.handoff)
    if conversation.next_raise_at is not None or conversation.raises >= rules.most_raises:
        return {}
    return {"next_raise_at": Hours.of(bot).after(now, rules.raise_after_minutes)}


async def call_people(unit: UnitOfWork, conversation_id: UUID) -> None:
    """Has a conversation that begins to wait given to somebody, or told to all who are there; after the commit."""
    await unit.defer(CALL_PEOPLE, workspace_id=unit.workspace_id, conversation_id=str(conversation_id))


async def deal_out(unit: UnitOfWork) -> None:
    """Somebody has room again: has those who wait given out, where their bots do so; after the commit."""
    lock = f"{DEAL_OUT}:{unit.workspace_id}"
    await unit.defer(DEAL_OUT, queueing_lock=lock, workspace_id=unit.workspace_id)


def raised_again(bot: Bot, conversation: Conversation, now: datetime) -> dict[str, Any]:
    """The values after nobody has answered for so long: once more, and when the next time is."""
    rules, raises = HandoffRules.model_validate(bot.handoff), conversation.raises + 1
    following = Hours.of(bot).after(now, rules.raise_after_minutes) if raises < rules.most_raises else None
    return {"raises": raises, "next_raise_at": following}


def is_late(due_at: datetime | None, now: datetime) -> bool:
    return due_at is not None and due_at < now


def first_answer(bot: Bot | None, conversation: Conversation, now: datetime) -> dict[str, Any]:
    """What a person's first answer says of the wait that it ends; nothing where nobody waited.

    `open_seconds` are those of it within the business hours.
    """
    if conversation.waiting_since is None:
        return {}
    waited = now - conversation.waiting_since
    within = Hours.of(bot).between(conversation.waiting_since, now) if bot else waited
    return {
        "waited_seconds": round(waited.total_seconds(), 1),
        "open_seconds": round(within.total_seconds(), 1),
        "late": is_late(conversation.due_at, now),
    }


def length_in_words(seconds: float) -> str:
    """Minutes up to two hours, hours up to two days, then days: "10 minutes", "3 hours", "4 days"."""
    minutes = max(1, round(seconds / 60))
    if minutes < 120:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    hours = round(minutes / 60)
    return f"{hours} hours" if hours < 48 else f"{round(hours / 24)} days"
