"""State of a customer's turn: what the nodes of the graph read, and what each of them adds."""

from dataclasses import dataclass
from typing import TypedDict

from frontdesk.conversations.attachments.models import NOTHING_ENCLOSED, Enclosed
from frontdesk.conversations.memories.models import Memory
from frontdesk.conversations.models import Bot, ConversationEvent
from frontdesk.knowledge.search import SearchOutcome, SearchResult
from frontdesk.language.embedding import Vectors
from frontdesk.language.understanding import Understanding
from frontdesk.support.escalation import Decision
from frontdesk.support.handing import hands_over
from frontdesk.support.handoff import HERE, Back


@dataclass(frozen=True)
class Question:
    """What came before the turn began. `messages` (those that have words) are answered together; `earlier` is the
    memory, oldest first; `back` says when people are there; `enclosed` are files that came with the messages;
    `recalled` is what the customer told of themselves, also in other conversations."""

    bot: Bot
    messages: tuple[str, ...]
    earlier: tuple[ConversationEvent, ...]
    vip: bool
    attempts: int
    unsure_in_a_row: int
    back: Back = HERE
    enclosed: Enclosed = NOTHING_ENCLOSED
    recalled: tuple[Memory, ...] = ()

    @property
    def is_files_alone(self) -> bool:
        """Whether files came without a word, or with none but that they are there."""
        return not self.messages or hands_over(self.text, self.enclosed)

    @property
    def text(self) -> str:
        return "\n".join(self.messages)


@dataclass(frozen=True)
class Finding:
    """One part of the message and what the knowledge says of it."""

    text: str
    outcome: SearchOutcome


@dataclass(frozen=True)
class Draft:
    """An answer before the decision who gives it: its text and the passages that it states facts from."""

    text: str
    cited: tuple[SearchResult, ...]


class TurnState(TypedDict, total=False):
    """Filled from left to right by the nodes in graph.py."""

    question: Question
    vector: Vectors
    understanding: Understanding
    category: str
    sentiment: str
    attempts: int
    repeated: bool
    priority: int
    findings: tuple[Finding, ...]
    confidence: float
    recollection: str | None
    agent: str
    draft: Draft | None
    decision: Decision
    response: str
    suggested: tuple[str, ...]
