"""Sets of questions and the passages that answer them, read from a folder in any of three formats."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "retrieval"
REMOVED = 1 / 3


@dataclass(frozen=True)
class Entry:
    id: str
    title: str
    content: str


@dataclass(frozen=True)
class Asked:
    """A question and the ids of the entries that answer it; none where it has no answer."""

    text: str
    answers: frozenset[str]


@dataclass(frozen=True)
class RetrievalSet:
    """`kind` is faq or document."""

    name: str
    kind: str
    entries: Sequence[Entry]
    questions: Sequence[Asked]

    @property
    def answerable(self) -> list[Asked]:
        return [question for question in self.questions if question.answers]

    def with_gaps(self, seed: int) -> "RetrievalSet":
        """The set with a third of its entries removed: what only they answered has no answer now."""
        if len(self.answerable) < len(self.questions):
            return self
        kept = sorted(random.Random(seed).sample(range(len(self.entries)), round(len(self.entries) * (1 - REMOVED))))
        entries = [self.entries[row] for row in kept]
        ids = {entry.id for entry in entries}
        questions = [Asked(question.text, question.answers & ids) for question in self.questions]
        return RetrievalSet(f"{self.name}, a third removed", self.kind, entries, questions)


_FILES = ("faqs.json", "passages.jsonl", "corpus.jsonl")


def holds_a_set(folder: Path) -> bool:
    """Whether a set of questions lies in the folder or in one of its folders."""
    return any(True for name in _FILES for _ in folder.rglob(name))


def sets_in(folder: Path) -> Iterator[RetrievalSet]:
    """The set in a folder, or the sets in its folders. Raises FileNotFoundError where there is none."""
    if (folder / "faqs.json").exists():
        yield _faqs(folder)
    elif (folder / "passages.jsonl").exists():
        yield _documents(folder)
    elif (folder / "corpus.jsonl").exists():
        yield _judged(folder)
    else:
        inner = [path for path in sorted(folder.iterdir()) if holds_a_set(path)] if folder.is_dir() else []
        if not inner:
            raise FileNotFoundError(f"no set of questions in {folder}")
        for path in inner:
            yield from sets_in(path)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def _faqs(folder: Path) -> RetrievalSet:
    faqs = json.loads((folder / "faqs.json").read_text())
    entries = [Entry(str(faq["id"]), faq["question"], faq["answer"]) for faq in faqs]
    return RetrievalSet(folder.name, "faq", entries, _questions(folder))


def _documents(folder: Path) -> RetrievalSet:
    rows = _lines(folder / "passages.jsonl")
    entries = [Entry(str(row["id"]), row["heading"], row["text"]) for row in rows]
    return RetrievalSet(folder.name, "document", entries, _questions(folder))


def _questions(folder: Path) -> list[Asked]:
    rows = _lines(folder / "questions.jsonl")
    return [Asked(row["text"], frozenset(map(str, row["answers"]))) for row in rows]


def _judged(folder: Path) -> RetrievalSet:
    judged: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text().splitlines()[1:]:
        question, entry, score = line.split("\t")
        if int(score) > 0:
            judged.setdefault(question, set()).add(entry)
    entries = [Entry(row["_id"], row["title"], row["text"]) for row in _lines(folder / "corpus.jsonl")]
    questions = [Asked(row["text"], frozenset(judged.get(row["_id"], ()))) for row in _lines(folder / "queries.jsonl")]
    return RetrievalSet(folder.name, "faq", entries, [question for question in questions if question.answers])
