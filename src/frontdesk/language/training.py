"""Trains the three classifiers from examples, keeps them in one small file, and loads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frontdesk.language.category import CATEGORIES
from frontdesk.language.classifier import (
    CATEGORY_RECIPE,
    HANDOFF_RECIPE,
    SENTIMENT_RECIPE,
    Classifier,
    Recipe,
    train,
)
from frontdesk.language.embedding import Embedder, Vectors
from frontdesk.language.example_files import HandoffExample, MessageExample
from frontdesk.language.lexicon import tokens
from frontdesk.language.regression import Regression
from frontdesk.language.sentiment import SENTIMENTS
from frontdesk.language.signals import Signals, signals_of
from frontdesk.language.text import excerpt

WEIGHTS_FILE = Path(__file__).parent / "weights.npz"
# The only examples that are no plain counter-examples of a handoff request: some of their writers ask for a person.
_MIXED_GROUPS = frozenset({"long_messages", "asking_for_people"})


@dataclass(frozen=True)
class Rows:
    """What a classifier is trained on; vectors [rows, dimension], signals [rows, signals], labels [rows]."""

    vectors: Vectors
    signals: Signals
    labels: NDArray[np.intp]
    groups: list[str]


@dataclass(frozen=True)
class LanguageModels:
    """The classifiers of one set of examples. `examples` is the fingerprint of the files they came from."""

    category: Classifier
    sentiment: Classifier
    handoff: Classifier
    embedder: str
    examples: str = ""


def train_models(
    messages: Sequence[MessageExample],
    handoffs: Sequence[HandoffExample],
    embedder: Embedder,
    temperatures: tuple[float, float, float] = (1.0, 1.0, 1.0),
) -> LanguageModels:
    """Classifiers for category, sentiment and handoff request.

    Embedding the 2,900 examples that ship takes about five seconds, training about one. Raises
    ValueError when an example list is empty.
    """
    rows = training_rows(messages, handoffs, embedder)
    recipes = (CATEGORY_RECIPE, SENTIMENT_RECIPE, HANDOFF_RECIPE)
    category, sentiment, handoff = (
        train(recipe, part.vectors, part.signals, part.labels, temperature)
        for recipe, part, temperature in zip(recipes, rows, temperatures, strict=True)
    )
    return LanguageModels(category, sentiment, handoff, embedder.name)


def training_rows(
    messages: Sequence[MessageExample], handoffs: Sequence[HandoffExample], embedder: Embedder
) -> tuple[Rows, Rows, Rows]:
    """Rows for category, sentiment and handoff request, from one pass over the examples."""
    if not messages or not handoffs:
        raise ValueError("There are no examples to learn from.")
    written = [example.text for example in messages] + [example.text for example in handoffs]
    texts = [excerpt(text) for text in written]
    vectors = embedder.embed(texts)
    signals = [signals_of(text, tokens(text)) for text in texts]
    mood, subject, person = (np.stack(part) for part in zip(*signals, strict=True))
    groups = [example.group for example in messages]
    own_groups = [f"handoff {number % 10}" for number in range(len(handoffs))]
    with_category = [row for row, example in enumerate(messages) if example.category is not None]
    plain = [row for row, example in enumerate(messages) if example.group not in _MIXED_GROUPS]
    asked = [*plain, *range(len(messages), len(texts))]
    categories = [CATEGORIES.index(example.category) for example in messages if example.category is not None]
    sentiments = [SENTIMENTS.index(example.sentiment) for example in messages]
    wanted = [0] * len(plain) + [int(example.wanted) for example in handoffs]
    everyone = list(range(len(messages)))
    return (
        _rows(vectors, subject, with_category, categories, groups),
        _rows(vectors, mood, everyone, sentiments, groups),
        _rows(vectors, person, asked, wanted, groups + own_groups),
    )


def _rows(vectors: Vectors, signals: Signals, chosen: list[int], labels: list[int], groups: list[str]) -> Rows:
    return Rows(vectors[chosen], signals[chosen], np.array(labels, dtype=np.intp), [groups[row] for row in chosen])


def save(models: LanguageModels, path: Path = WEIGHTS_FILE) -> None:
    arrays: dict[str, NDArray[Any]] = {
        "embedder": np.array(models.embedder),
        "examples": np.array(models.examples),
    }
    for name, classifier in _named(models).items():
        arrays[name] = classifier.regression.weights
        arrays[name + "_temperature"] = np.array(classifier.regression.temperature, dtype=np.float32)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def load(path: Path = WEIGHTS_FILE) -> LanguageModels:
    """Raises FileNotFoundError where the file has not been made."""
    with np.load(path, allow_pickle=False) as stored:
        recipes: dict[str, Recipe] = {
            "category": CATEGORY_RECIPE,
            "sentiment": SENTIMENT_RECIPE,
            "handoff": HANDOFF_RECIPE,
        }
        classifiers = {
            name: Classifier(recipe, Regression(stored[name], float(stored[name + "_temperature"])))
            for name, recipe in recipes.items()
        }
        return LanguageModels(
            classifiers["category"],
            classifiers["sentiment"],
            classifiers["handoff"],
            str(stored["embedder"]),
            str(stored["examples"]),
        )


def _named(models: LanguageModels) -> dict[str, Classifier]:
    return {"category": models.category, "sentiment": models.sentiment, "handoff": models.handoff}
