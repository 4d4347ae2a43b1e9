"""Cases: what is said to the assistant, and what must come of it; read from `evals/data/commands`."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HALVES = ("tune", "kept")

Expectation = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One command or dialogue. `options`: expectations of which any one is right."""

    id: str
    half: str
    turns: tuple[str, ...]
    tags: tuple[str, ...]
    options: tuple[Expectation, ...]

    @property
    def is_answerable(self) -> bool:
        """False where asking or refusing is the only right thing to do."""
        return any("outcome" not in option for option in self.options)

    @property
    def writes(self) -> bool:
        """True where something may be written; a proposal is then answered with yes."""
        return any("writes" in option for option in self.options)

    @property
    def said(self) -> str:
        return " / ".join(self.turns)


def cases(folder: Path, halves: Sequence[str] = HALVES, tag: str | None = None) -> list[Case]:
    """The cases of a folder, of the halves and the tag that are named. Empty where it has none."""
    return [
        case for half in halves for case in _read(folder / f"{half}.jsonl", half) if tag is None or tag in case.tags
    ]


def _read(path: Path, half: str) -> Iterator[Case]:
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        expected = row["expect"]
        options = tuple(expected.get("any_of", (expected,)))
        yield Case(row["id"], half, tuple(row["turns"]), tuple(row["tags"]), options)
