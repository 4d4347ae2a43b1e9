"""Does the customer ask for a human being?"""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.language.classifier import Classifier
from frontdesk.language.embedding import Vectors
from frontdesk.language.signals import Signals

# Chosen for a recall of .94 on held-out examples; somebody who asks for a person and gets a bot is lost.
WANTED_FROM = 0.18


@dataclass(frozen=True)
class HandoffRequest:
    """`probability` that a person is asked for, and whether that is enough to offer one."""

    probability: float
    wanted: bool


def handoff_request(classifier: Classifier, vector: Vectors, signals: Signals) -> HandoffRequest:
    probability = float(classifier.probabilities(vector, signals)[1])
    return HandoffRequest(probability, probability >= WANTED_FROM)
