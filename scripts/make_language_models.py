"""Trains the classifiers that ship in frontdesk/language/weights.npz from the examples beside it.

    python scripts/make_language_models.py

Prints how well they do on trades that they were not trained on (each file of examples/messages is left out once).
To be run after every change of the examples, the lexicons or the signals; a test fails when it was forgotten.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from frontdesk.language.category import CATEGORIES, SURE_FROM
from frontdesk.language.classifier import (
    CATEGORY_RECIPE,
    HANDOFF_RECIPE,
    SENTIMENT_RECIPE,
    Classifier,
    Recipe,
    calibrated,
    held_out_probabilities,
)
from frontdesk.language.embedding import LocalEmbedder
from frontdesk.language.example_files import FOLDER as EXAMPLES
from frontdesk.language.example_files import fingerprint, read_handoffs, read_messages
from frontdesk.language.handoff_request import WANTED_FROM
from frontdesk.language.lexicon import FOLDER as LEXICONS
from frontdesk.language.regression import Matrix, softmax
from frontdesk.language.sentiment import ANGRY_FROM, SENTIMENTS
from frontdesk.language.training import LanguageModels, Rows, save, training_rows


def main() -> None:
    embedder = LocalEmbedder()
    rows = training_rows(read_messages(), read_handoffs(), embedder)
    (category, subjects), (sentiment, moods), (handoff, requests) = (
        trained(recipe, part)
        for recipe, part in zip((CATEGORY_RECIPE, SENTIMENT_RECIPE, HANDOFF_RECIPE), rows, strict=True)
    )
    table(list(CATEGORIES), rows[0].labels, subjects.argmax(axis=1))
    report_certainty(rows[0], subjects)
    angry = len(SENTIMENTS) - 1
    named = np.where(moods[:, angry] >= ANGRY_FROM, angry, moods.argmax(axis=1))
    table(list(SENTIMENTS), rows[1].labels, named)
    table(["not asked", "person"], rows[2].labels, (requests[:, 1] >= WANTED_FROM).astype(np.intp))
    models = LanguageModels(category, sentiment, handoff, embedder.name)
    save(replace(models, examples=fingerprint(EXAMPLES, LEXICONS)))


def trained(recipe: Recipe, rows: Rows) -> tuple[Classifier, Matrix]:
    """The classifier of all rows, and the calibrated probabilities of each row when its trade is left out."""
    held_out = held_out_probabilities(recipe, rows.vectors, rows.signals, rows.labels, rows.groups)
    classifier = calibrated(recipe, rows.vectors, rows.signals, rows.labels, held_out)
    temperature = classifier.regression.temperature
    return classifier, softmax(np.log(np.maximum(held_out, 1e-12)) / temperature)


def report_certainty(rows: Rows, probabilities: Matrix) -> None:
    best = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == rows.labels
    sure = best >= SURE_FROM
    print(f"sure: {sure.mean():.3f} of the messages, of which right: {right[sure].mean():.3f}")
    print(f"not sure, of which right: {right[~sure].mean():.3f}")
    bins = np.minimum((best * 10).astype(int), 9)
    error = sum(abs(best[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    print(f"expected calibration error: {error:.3f}\n")


def table(names: list[str], labels: np.ndarray, found: np.ndarray) -> None:
    """Confusion table: one line per true class, then recall and precision."""
    counts = np.zeros((len(names), len(names)), dtype=int)
    np.add.at(counts, (labels, found), 1)
    print(f"{'':10}" + "".join(f"{name:>11}" for name in names) + f"{'recall':>9}{'precision':>11}")
    for row, name in enumerate(names):
        recall = counts[row, row] / counts[row].sum()
        precision = counts[row, row] / max(1, counts[:, row].sum())
        print(f"{name:10}" + "".join(f"{count:11d}" for count in counts[row]) + f"{recall:9.3f}{precision:11.3f}")
    macro = np.mean([counts[row, row] / counts[row].sum() for row in range(len(names))])
    print(f"accuracy {np.trace(counts) / counts.sum():.3f}, macro recall {macro:.3f}\n")


if __name__ == "__main__":
    main()
