"""Is a message technical, about money, about an account, or something else?"""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.language.classifier import Classifier
from frontdesk.language.embedding import Vectors
from frontdesk.language.labels import Category
from frontdesk.language.signals import Signals

CATEGORIES = tuple(Category)
# Of held-out messages at or above this, about 92 % are right (docs/decisions/0012-classifiers.md).
SURE_FROM = 0.7


@dataclass(frozen=True)
class CategoryResult:
    """The likeliest category, its calibrated probability, and whether that is enough to act on it alone."""

    category: Category
    confidence: float
    is_sure: bool


def categorise(classifier: Classifier, vector: Vectors, signals: Signals) -> CategoryResult:
    """The best guess is always named, also when it is not sure: a wrong agent helps more than none."""
    probabilities = classifier.probabilities(vector, signals)
    best = int(probabilities.argmax())
    confidence = float(probabilities[best])
    return CategoryResult(CATEGORIES[best], confidence, confidence >= SURE_FROM)
