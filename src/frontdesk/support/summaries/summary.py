"""A summary of a conversation, and the interface of those who write one."""

from dataclasses import dataclass
from typing import Protocol

from frontdesk.support.summaries.facts import Fact
from frontdesk.support.summaries.moods import Mood
from frontdesk.support.summaries.talk import Talk


@dataclass(frozen=True)
class Wanted:
    """What the customer wants, in their own words in message `seq`."""

    seq: int
    text: str


@dataclass(frozen=True)
class Tried:
    """What was tried: a question and what it was answered (`by` bot or staff), and how that went (see Exchange)."""

    seq: int
    question: str
    answer: str
    by: str
    name: str
    outcome: str
    sources: list[str]
    helped: bool | None


@dataclass(frozen=True)
class Summary:
    """`text` is for the person who takes over, `for_customer` holds nothing that only the team may know."""

    text: str
    for_customer: str
    wanted: list[Wanted]
    tried: list[Tried]
    facts: list[Fact]
    moods: list[Mood]
    handoff: list[str]


class SummaryWriter(Protocol):
    """Sums conversations up. `engine` says who writes: local, or a language model by its name."""

    engine: str

    async def write(self, talk: Talk) -> Summary: ...
