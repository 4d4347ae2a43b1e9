"""How a customer felt over the conversation: what the turns found, and what was written when no turn ran."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from frontdesk.conversations.models import ConversationEvent
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.understanding import LanguageEngine
from frontdesk.support.summaries.asking import asks_nothing
from frontdesk.support.summaries.talk import Exchange

# Of messages to a person, so many of the newest are read for their mood.
MOST_READ = 10
# Their messages were not read by the bot: what stands there as a mood is a filler.
_UNREAD = ("requested", "policy")


@dataclass(frozen=True)
class Mood:
    """The mood of message `seq`: Positive, Neutral, Negative or Angry."""

    seq: int
    sentiment: str
    at: datetime


class MoodReader:
    """Reads the moods of a conversation."""

    def __init__(self, language: LanguageEngine, embedder: BatchingEmbedder):
        self._language = language
        self._embedder = embedder

    async def read(self, exchanges: Sequence[Exchange]) -> list[Mood]:
        """One mood for each exchange with the bot, and one for each of the newest messages to a person."""
        known = [mood for exchange in exchanges for mood in _told_by_turn(exchange)]
        told = {mood.seq for mood in known}
        unread = [
            message
            for exchange in exchanges
            for message in exchange.asked
            if exchange.asked[-1].seq not in told and not asks_nothing(message.content)
        ]
        read = [await self._mood(message) for message in unread[-MOST_READ:]]
        return sorted([*known, *read], key=lambda mood: mood.seq)

    async def _mood(self, message: ConversationEvent) -> Mood:
        vector = await self._embedder.embed_one(message.content)
        sentiment = self._language.understand(message.content, vector).sentiment
        return Mood(message.seq, sentiment.value, message.created_at)


def in_words(moods: Sequence[Mood]) -> str:
    """How it went: `neutral, then angry`; empty where it was neutral all along."""
    course = [sentiment.lower() for sentiment, _ in groupby(mood.sentiment for mood in moods)]
    if course in ([], ["neutral"]):
        return ""
    return ", then ".join(course if len(course) < 5 else [course[0], "changing", course[-1]])


def _told_by_turn(exchange: Exchange) -> list[Mood]:
    answer = exchange.answers[0] if exchange.answers else None
    if answer is None or answer.actor_kind != "bot" or not exchange.asked or exchange.asks_nothing:
        return []
    if "sentiment" not in answer.data or answer.data.get("escalation_reason") in _UNREAD:
        return []
    last = exchange.asked[-1]
    return [Mood(last.seq, str(answer.data["sentiment"]), last.created_at)]
