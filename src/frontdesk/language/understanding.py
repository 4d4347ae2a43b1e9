"""All that the language module can say about one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from frontdesk.language.category import categorise
from frontdesk.language.embedding import Vectors
from frontdesk.language.handoff_request import handoff_request
from frontdesk.language.labels import Category, Sentiment, SmallTalk
from frontdesk.language.lexicon import Lexicon, tokens
from frontdesk.language.sentiment import feel
from frontdesk.language.signals import signals_of
from frontdesk.language.small_talk import small_talk
from frontdesk.language.text import excerpt
from frontdesk.language.training import LanguageModels, load


@dataclass(frozen=True)
class Understanding:
    """What one message says; probabilities are calibrated on examples that the classifiers had not seen."""

    category: Category
    category_confidence: float
    category_is_sure: bool
    sentiment: Sentiment
    sentiment_confidence: float
    anger: float
    person_probability: float
    wants_person: bool
    small_talk: SmallTalk
    keywords: tuple[str, ...]


# Of a message without a single word nothing can be said.
NOTHING_SAID = Understanding(
    category=Category.GENERAL,
    category_confidence=0.0,
    category_is_sure=False,
    sentiment=Sentiment.NEUTRAL,
    sentiment_confidence=0.0,
    anger=0.0,
    person_probability=0.0,
    wants_person=False,
    small_talk=SmallTalk.NONE,
    keywords=(),
)


class LanguageEngine:
    """Understands messages; holds no state of them, so any number of threads may share it."""

    def __init__(self, models: LanguageModels) -> None:
        self._models = models

    @classmethod
    def shipped(cls) -> LanguageEngine:
        """With the classifiers that come in the package."""
        return cls(load())

    def understand(self, text: str, vector: Vectors, keywords: Sequence[str] = ()) -> Understanding:
        """What the message says, given its embedding and the words or phrases that a bot watches for.

        `vector` is float32 [dimension], of length 1, from the embedder that the classifiers were trained with.
        Any text is accepted; of a very long one, the beginning and the end are read. Costs about 0.2 ms.
        """
        readable = excerpt(text)
        words = tokens(readable)
        if not words:
            return NOTHING_SAID
        mood, subject, person = signals_of(readable, words)
        category = categorise(self._models.category, vector, subject)
        feeling = feel(self._models.sentiment, vector, mood)
        request = handoff_request(self._models.handoff, vector, person)
        understanding = Understanding(
            category=category.category,
            category_confidence=category.confidence,
            category_is_sure=category.is_sure,
            sentiment=feeling.sentiment,
            sentiment_confidence=feeling.confidence,
            anger=feeling.anger,
            person_probability=request.probability,
            wants_person=request.wanted,
            small_talk=small_talk(readable),
            keywords=keywords_in(words, tuple(keywords)),
        )
        return _without_subject(understanding)


def keywords_in(words: Sequence[str], keywords: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the keywords that occur in any of their forms and are not negated, in the order given."""
    if not keywords:
        return ()
    lexicon = _keyword_lexicon(keywords)
    found = {match.section for match in lexicon.find(words) if not match.negated}
    return tuple(keyword for keyword in keywords if keyword in found)


@lru_cache(maxsize=1_000)
def _keyword_lexicon(keywords: tuple[str, ...]) -> Lexicon:
    return Lexicon({keyword: [keyword] for keyword in keywords if tokens(keyword)})


def _without_subject(understanding: Understanding) -> Understanding:
    """Small talk has no subject and nobody to be fetched for; only thanks carry a mood."""
    if understanding.small_talk is SmallTalk.NONE:
        return understanding
    thanks = understanding.small_talk is SmallTalk.THANKS
    return replace(
        understanding,
        category=Category.GENERAL,
        sentiment=Sentiment.POSITIVE if thanks else Sentiment.NEUTRAL,
        wants_person=False,
    )
