"""The messages that the classifiers learn from, read from files that people can edit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from frontdesk.language.labels import Category, Sentiment

FOLDER = Path(__file__).parent / "examples"
_SENTIMENTS = {
    "+": Sentiment.POSITIVE,
    "=": Sentiment.NEUTRAL,
    "-": Sentiment.NEGATIVE,
    "!": Sentiment.ANGRY,
}
_HANDOFF_MARKS = {">": True, ".": False}
# A section for messages whose mood is plain and whose category only the conversation would tell.
UNCLEAR = "unclear"


class ExampleFormatError(ValueError):
    """A line of an example file is neither a comment, a section nor a marked message."""

    def __init__(self, path: Path, number: int, line: str) -> None:
        super().__init__(f"{path.name}, line {number}: not understood: {line!r}")


@dataclass(frozen=True)
class MessageExample:
    """One message with its labels; `group` names the trade, so that tests can leave a whole trade out."""

    text: str
    category: Category | None
    sentiment: Sentiment
    group: str


@dataclass(frozen=True)
class HandoffExample:
    """One message and whether its writer asks for a human being."""

    text: str
    wanted: bool


def read_messages(folder: Path = FOLDER / "messages") -> list[MessageExample]:
    """Every message of every file, in the order of file names. Raises ExampleFormatError."""
    return [example for path in sorted(folder.glob("*.txt")) for example in _messages_of(path)]


def read_handoffs(path: Path = FOLDER / "handoff.txt") -> list[HandoffExample]:
    """Raises ExampleFormatError."""
    return [
        HandoffExample(text, _HANDOFF_MARKS[mark]) for _, mark, text in _marked_lines(path, frozenset(_HANDOFF_MARKS))
    ]


def fingerprint(*folders: Path) -> str:
    """Changes with the content of any text file in the folders."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*.txt")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _messages_of(path: Path) -> Iterator[MessageExample]:
    for section, mark, text in _marked_lines(path, frozenset(_SENTIMENTS)):
        category = None if section == UNCLEAR else Category(section)
        yield MessageExample(text, category, _SENTIMENTS[mark], path.stem)


def _marked_lines(path: Path, marks: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """(section, mark, text) of each message line."""
    section = UNCLEAR
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif line[0] in marks and line[1:2] == " ":
            yield section, line[0], line[2:].strip()
        else:
            raise ExampleFormatError(path, number, line)
