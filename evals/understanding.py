"""Category, sentiment and the wish for a person (requirement 10.8), with the tables of what was taken for what.

python -m evals.understanding [FOLDER ...]     other folders with category.jsonl, sentiment.jsonl, handoff.jsonl
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.figures import Figure, show
from frontdesk.language.embedding import LocalEmbedder
from frontdesk.language.understanding import LanguageEngine, Understanding

DATA = Path(__file__).parent / "data"


@cache
def _parts() -> tuple[LocalEmbedder, LanguageEngine]:
    return LocalEmbedder(), LanguageEngine.shipped()


def understood(texts: Sequence[str]) -> list[Understanding]:
    """What the engine makes of each text, as it would in a turn."""
    embedder, engine = _parts()
    vectors = embedder.embed(texts)
    return [engine.understand(text, vector) for text, vector in zip(texts, vectors, strict=True)]


def rows_of(folder: Path, name: str) -> list[dict[str, Any]]:
    """The entries of a set; empty where the folder has none of that name."""
    path = folder / f"{name}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def confusion(title: str, labels: Sequence[str], pairs: Sequence[tuple[str, str]]) -> None:
    """Prints how often each label (rows) was taken for each (columns)."""
    counted = Counter(pairs)
    table = Table(title=title, title_justify="left")
    table.add_column("is \\ taken for")
    for label in labels:
        table.add_column(label, justify="right")
    for label in labels:
        table.add_row(label, *(str(counted[label, taken]) for taken in labels))
    Console(width=120).print(table)


def of_label(pairs: Sequence[tuple[str, str]], label: str) -> tuple[float, float]:
    """Recall and precision of one label."""
    right = sum(is_ == taken == label for is_, taken in pairs)
    wanted = sum(is_ == label for is_, _ in pairs)
    claimed = sum(taken == label for _, taken in pairs)
    return right / max(1, wanted), right / max(1, claimed)


def _labelled(
    folder: Path, name: str, read: Callable[[Understanding], str]
) -> tuple[list[dict[str, Any]], list[tuple[str, str]]]:
    rows = rows_of(folder, name)
    found = understood([row["text"] for row in rows]) if rows else []
    return rows, [(row[name], read(one)) for row, one in zip(rows, found, strict=True)]


def category(folder: Path) -> list[Figure]:
    rows, pairs = _labelled(folder, "category", lambda one: str(one.category))
    if not rows:
        return []
    confusion("Category", ["Technical", "Billing", "Account", "General"], pairs)
    strict = sum(is_ == taken for is_, taken in pairs) / len(pairs)
    lenient = sum(
        taken == is_ or taken in row.get("also", ()) for row, (is_, taken) in zip(rows, pairs, strict=True)
    ) / len(pairs)
    clear = [pair for row, pair in zip(rows, pairs, strict=True) if not row.get("border")]
    return [
        Figure("category, accuracy", strict, "", 0.88, at_most=False),
        Figure("category, defensible labels count too", lenient, "", None, at_most=False),
        Figure("category, without the border cases", sum(a == b for a, b in clear) / len(clear), "", None, False),
    ]


def sentiment(folder: Path) -> list[Figure]:
    rows, pairs = _labelled(folder, "sentiment", lambda one: str(one.sentiment))
    if not rows:
        return []
    labels = ["Positive", "Neutral", "Negative", "Angry"]
    confusion("Sentiment", labels, pairs)
    recall, precision = of_label(pairs, "Angry")
    macro = sum(of_label(pairs, label)[0] for label in labels) / len(labels)
    return [
        Figure("sentiment, macro recall", macro, "", None, at_most=False),
        Figure("Angry, recall", recall, "", 0.80, at_most=False),
        Figure("Angry, precision", precision, "", 0.70, at_most=False),
    ]


def handoff(folder: Path) -> list[Figure]:
    rows = rows_of(folder, "handoff")
    if not rows:
        return []
    found = understood([row["text"] for row in rows])
    names = {True: "wants a person", False: "does not"}
    pairs = [(names[row["wants_person"]], names[one.wants_person]) for row, one in zip(rows, found, strict=True)]
    confusion("Wish for a person", list(names.values()), pairs)
    recall, precision = of_label(pairs, names[True])
    return [
        Figure("wish for a person, recall", recall, "", 0.93, at_most=False),
        Figure("wish for a person, precision", precision, "", 0.80, at_most=False),
    ]


def run(folders: Sequence[Path] = ()) -> list[Figure]:
    """Figures of each folder; where several are named, each figure says whose it is."""
    figures: list[Figure] = []
    for folder in folders or [DATA]:
        for measure in (category, sentiment, handoff):
            figures += measure(folder)
    return figures


if __name__ == "__main__":
    show("Understanding", run([Path(name) for name in sys.argv[1:]]))
