"""A conversation as summaries read it: its exchanges, and how each answer went."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from frontdesk.conversations.models import ConversationEvent
from frontdesk.language.words import terms
from frontdesk.support.summaries.asking import asks_nothing, is_content

_GOOD, _BAD = ("up", "4", "5"), ("down", "1", "2")
_SAME_QUESTION = 0.8
_CITATION = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True)
class Talk:
    """What a summary is made from. `customer` and `bot` are names; `keywords`: the bot hands over at these."""

    events: Sequence[ConversationEvent]
    customer: str = ""
    bot: str = ""
    keywords: tuple[str, ...] = ()

    @property
    def asked(self) -> list[ConversationEvent]:
        return [e for e in self.events if e.type == "message" and e.actor_kind == "customer"]


@dataclass(frozen=True)
class Exchange:
    """Messages of the customer and what came back. `outcome` is answered, asked (a question back), said_so (that it
    is not known), handed_over or open; `helped` is None where nobody can tell."""

    asked: tuple[ConversationEvent, ...]
    answers: tuple[ConversationEvent, ...] = ()
    outcome: str = "open"
    helped: bool | None = None

    @property
    def is_open(self) -> bool:
        """Whether the customer still wants what they asked for here, as far as the log tells."""
        return self.helped is False or (self.helped is None and self.outcome != "answered")

    @property
    def asks_nothing(self) -> bool:
        return bool(self.asked) and all(asks_nothing(event.content) for event in self.asked)

    @property
    def question(self) -> str:
        return "\n".join(event.content for event in self.asked)


@dataclass
class _Reading:
    """Where the reader of a log stands."""

    done: list[Exchange] = field(default_factory=list)
    waiting: list[ConversationEvent] = field(default_factory=list)


def exchanges_of(talk: Talk) -> list[Exchange]:
    """All exchanges in order; what nobody has answered is the last one."""
    reading = _Reading()
    for event in talk.events:
        if event.type == "message":
            _take(reading, event)
    if reading.waiting:
        reading.done.append(Exchange(tuple(reading.waiting)))
    return list(_judged(reading.done, talk.events))


def without_marks(text: str) -> str:
    """An answer without the marks of its sources."""
    return _CITATION.sub("", text)


def _take(reading: _Reading, event: ConversationEvent) -> None:
    if event.actor_kind == "customer":
        reading.waiting.append(event)
        return
    last = reading.done[-1] if reading.done else None
    # Several messages of a person in a row are one answer.
    if not reading.waiting and last and event.actor_kind == "staff" == last.answers[-1].actor_kind:
        reading.done[-1] = replace(last, answers=(*last.answers, event))
        return
    asked = reading.waiting or (_left_open(reading.done) if event.actor_kind == "staff" else [])
    reading.done.append(Exchange(tuple(asked), (event,), _outcome(event)))
    reading.waiting = []


def _left_open(done: Sequence[Exchange]) -> list[ConversationEvent]:
    """What the bot could not answer and a person now does."""
    open_ones = list(takewhile(lambda exchange: exchange.outcome != "answered", reversed(done)))
    return [message for exchange in reversed(open_ones) for message in exchange.asked]


def _outcome(answer: ConversationEvent) -> str:
    if answer.actor_kind == "staff":
        return "answered"
    if answer.data.get("escalated"):
        return "handed_over"
    if answer.data.get("cited"):
        return "answered"
    return "asked" if "?" in answer.content else "said_so"


def _judged(exchanges: list[Exchange], events: Sequence[ConversationEvent]) -> Iterator[Exchange]:
    ratings = {e.data.get("seq"): str(e.data.get("rating")) for e in events if e.type == "feedback"}
    for at, exchange in enumerate(exchanges):
        rating = next((ratings[answer.seq] for answer in exchange.answers if answer.seq in ratings), "")
        if rating in _GOOD or rating in _BAD:
            yield replace(exchange, helped=rating in _GOOD)
        else:
            yield replace(exchange, helped=_as_what_followed(exchange, exchanges[at + 1 :]))


def _as_what_followed(exchange: Exchange, later: Sequence[Exchange]) -> bool | None:
    """Thanks mean that it helped, the same question once more that it did not."""
    if exchange.outcome != "answered" or not exchange.asked:
        return None
    if any(_is_same(exchange.question, message.content) for one in later for message in one.asked):
        return False
    following = later[0].asked if later else ()
    return True if following and is_content(following[0].content) else None


def _is_same(question: str, message: str) -> bool:
    """Whether one holds nearly all the words of the other ("I did that. Why …?"), order and endings aside."""
    asked, again = set(terms(question)), set(terms(message))
    fewer = min(len(asked), len(again))
    return fewer > 1 and len(asked & again) >= _SAME_QUESTION * (fewer if fewer > 2 else len(asked | again))
