"""How the writer of a message feels."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.language.classifier import Classifier
from frontdesk.language.embedding import Vectors
from frontdesk.language.labels import Sentiment
from frontdesk.language.signals import Signals

SENTIMENTS = tuple(Sentiment)
_NEUTRAL = SENTIMENTS.index(Sentiment.NEUTRAL)
_ANGRY = SENTIMENTS.index(Sentiment.ANGRY)
# An angry customer who is overlooked costs more than a person who looks at a message once too often.
ANGRY_FROM = 0.3
# Below this no mood is likely enough to be named.
NAMED_FROM = 0.5


@dataclass(frozen=True)
class SentimentResult:
    """The mood and its calibrated probability; `anger` is the probability of Angry, whichever mood was named."""

    sentiment: Sentiment
    confidence: float
    anger: float


def feel(classifier: Classifier, vector: Vectors, signals: Signals) -> SentimentResult:
    """Angry from a probability of 0.3 on, otherwise the likeliest mood, and Neutral where none is likely."""
    probabilities = classifier.probabilities(vector, signals)
    anger = float(probabilities[_ANGRY])
    best = int(probabilities.argmax())
    if anger >= ANGRY_FROM:
        best = _ANGRY
    elif probabilities[best] < NAMED_FROM:
        best = _NEUTRAL
    return SentimentResult(SENTIMENTS[best], float(probabilities[best]), anger)
