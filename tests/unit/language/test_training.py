"""Training the classifiers from examples, and the file of weights that ships."""

from pathlib import Path

import numpy as np
import pytest

from frontdesk.language.embedding import LocalEmbedder
from frontdesk.language.example_files import (
    FOLDER,
    ExampleFormatError,
    HandoffExample,
    MessageExample,
    fingerprint,
    read_handoffs,
    read_messages,
)
from frontdesk.language.labels import Category, Sentiment
from frontdesk.language.lexicon import FOLDER as LEXICONS
from frontdesk.language.regression import best_temperature, fit
from frontdesk.language.training import load, save, train_models
from frontdesk.language.understanding import LanguageEngine


def test_the_weights_were_made_from_these_examples(embedder: LocalEmbedder) -> None:
    models = load()
    assert models.examples == fingerprint(FOLDER, LEXICONS), "run scripts/make_language_models.py"
    assert models.embedder == embedder.name


def test_there_are_enough_examples_of_each_kind() -> None:
    messages = read_messages()
    for category in Category:
        assert sum(example.category is category for example in messages) >= 400
    for sentiment in Sentiment:
        assert sum(example.sentiment is sentiment for example in messages) >= 200
    assert sum(example.wanted for example in read_handoffs()) >= 350


def test_no_example_stands_twice() -> None:
    texts = [example.text.lower() for example in read_messages()]
    assert len(texts) == len(set(texts))


def test_a_bots_own_examples_change_its_mind(embedder: LocalEmbedder, tmp_path: Path) -> None:
    text = "What does the ferret eat?"
    own = [
        MessageExample(f"{start} the ferret {end}", Category.TECHNICAL, Sentiment.NEUTRAL, "zoo")
        for start in ("Why does", "How can", "When does", "What makes")
        for end in ("eat its food", "drink", "like carrots")
    ]
    vector = embedder.embed([text])[0]
    before = LanguageEngine.shipped().understand(text, vector)
    models = train_models([*read_messages()[::4], *own], read_handoffs()[::4], embedder)
    save(models, tmp_path / "weights.npz")
    after = LanguageEngine(load(tmp_path / "weights.npz")).understand(text, vector)
    assert before.category is not Category.TECHNICAL
    assert after.category is Category.TECHNICAL


def test_without_examples_there_is_nothing_to_train(embedder: LocalEmbedder) -> None:
    with pytest.raises(ValueError, match="no examples"):
        train_models([], [HandoffExample("agent", True)], embedder)


def test_a_line_that_is_not_understood_is_named(tmp_path: Path) -> None:
    (tmp_path / "shop.txt").write_text("[Billing]\n= How much?\nno mark\n")
    with pytest.raises(ExampleFormatError, match=r"shop\.txt, line 3"):
        read_messages(tmp_path)


def test_regression_finds_the_classes() -> None:
    random = np.random.default_rng(7)
    centres = np.array([[2, 0, 0], [0, 2, 0], [0, 0, 2]], dtype=np.float32)
    labels = np.repeat(np.arange(3), 60)
    features = (centres[labels] + 0.4 * random.standard_normal((180, 3))).astype(np.float32)
    probabilities = fit(features, labels, 3, penalty=1.0).probabilities(features)
    assert (probabilities.argmax(axis=1) == labels).mean() > 0.97
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)


def test_a_larger_penalty_means_less_certainty() -> None:
    features = np.array([[1.0], [-1.0]] * 20, dtype=np.float32)
    labels = np.array([0, 1] * 20)
    loose, tight = (fit(features, labels, 2, penalty).probabilities(features)[0, 0] for penalty in (0.1, 10.0))
    assert 0.5 < tight < loose < 1


def test_temperature_tempers_what_was_too_certain() -> None:
    certain = np.array([[0.99, 0.01]] * 100)
    labels = np.array([0] * 70 + [1] * 30)
    assert best_temperature(certain, labels) > 1.5
