"""Frames: what a reader of a conversation is sent over a socket or a stream (chat contract: WebSocket frames)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson

from frontdesk.conversations.models import ConversationEvent

# A sentence with the space behind it, or the rest; joined they are the text itself.
_PIECE = re.compile(r".{1,400}?(?:[.!?…]+\s+|\n+|$)|.{1,400}", re.DOTALL)
_OF_TURN = (
    "answers",
    "category",
    "sentiment",
    "priority",
    "confidence",
    "agent",
    "escalated",
    "escalation_reason",
    "suggested_actions",
    "cited",
    "engine",
)


@dataclass(frozen=True)
class Frame:
    """One frame: `type` is one of text, tool_call, sources, complete, event, typing, presence, status, error."""

    type: str
    content: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)

    def json(self) -> str:
        return orjson.dumps({"type": self.type, "content": self.content, "metadata": self.metadata}).decode()


def event_frame(event: ConversationEvent) -> Frame:
    """One numbered event, as the list of events shows it."""
    metadata = {
        "seq": event.seq,
        "type": event.type,
        "actor": {"kind": event.actor_kind, "name": event.actor_name},
        "content": event.content,
        "data": event.data,
        "created_at": event.created_at.isoformat(),
    }
    return Frame("event", event.content, metadata)


def answer_frames(event: ConversationEvent) -> Iterator[Frame]:
    """A bot's message piece by piece, for those who see it come: the stored event stands before `complete`."""
    passages = event.data.get("kb_results") or []
    if passages:
        yield Frame("tool_call", "search_knowledge", {"results": len(passages), "seq": event.seq})
    for piece in pieces(event.content):
        yield Frame("text", piece, {"seq": event.seq})
    if passages:
        yield Frame("sources", "", {"seq": event.seq, "sources": [_source(passage) for passage in passages]})
    yield event_frame(event)
    told = {name: event.data.get(name) for name in _OF_TURN}
    yield Frame("complete", event.content, {"seq": event.seq, "handled_by": "bot", **told})


def silent_frame(seq: int, handled_by: str) -> Frame:
    """What ends a message that the bot does not answer: a person has the conversation."""
    return Frame("complete", "", {"seq": seq, "handled_by": handled_by})


def status_frame(state: str, last_seq: int) -> Frame:
    """Who speaks now, and the number of the newest event."""
    return Frame("status", state, {"state": state, "last_seq": last_seq})


def error_frame(error_type: str, title: str, status: int, detail: str, retry_after: int | None = None) -> Frame:
    """A problem, as HTTP would tell it."""
    metadata: dict[str, Any] = {"type": error_type, "title": title, "status": status, "detail": detail}
    if retry_after is not None:
        metadata["retry_after"] = retry_after
    return Frame("error", detail, metadata)


def pieces(text: str) -> list[str]:
    """The text in sentences, none longer than 400 characters."""
    return _PIECE.findall(text)


def _source(passage: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": passage["id"],
        "title": passage["title"],
        "content": passage["content"],
        "metadata": {"source": passage["source"], "page": passage["page"]},
        "relevance_score": passage["score"],
    }
