"""Signals of conversations: what those who have one open, and those who watch all of a workspace, are told at once."""

from typing import Any
from uuid import UUID

from frontdesk.conversations.models import ConversationEvent
from frontdesk.platform.realtime import Signal
from frontdesk.platform.unit_of_work import UnitOfWork


def conversation_topic(conversation_id: UUID) -> str:
    return f"conversation:{conversation_id}"


def inbox_topic(workspace_id: int) -> str:
    return f"inbox:{workspace_id}"


def staff_topic(user_id: int) -> str:
    """What is for one member of staff alone."""
    return f"staff:{user_id}"


def roll_topic(workspace_id: int) -> str:
    """Staff who have a conversation open listen here for being asked to say so again."""
    return f"roll:{workspace_id}"


def tell_stored(unit: UnitOfWork, conversation_id: UUID, event: ConversationEvent) -> None:
    """An event was stored: readers in this process have it at once, others look into the log."""
    topics = (conversation_topic(conversation_id), inbox_topic(unit.workspace_id))
    data = {"conversation_id": str(conversation_id), "seq": event.seq, "type": event.type}
    unit.signal(Signal(topics, data, event))


def live(conversation_id: UUID, kind: str, **data: Any) -> Signal:
    """What lives for a moment and is stored nowhere: `typing` or `presence`."""
    return Signal(
        (conversation_topic(conversation_id),), {"live": kind, "conversation_id": str(conversation_id), **data}
    )
