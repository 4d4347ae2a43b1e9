"""A document that was read, and why one could not be."""

from dataclasses import dataclass
from typing import Literal

# protected: by a password. broken: not what its kind asks for. too_much: more inside than is read. too_slow: not done
# in time. no_text: nothing but pictures.
Problem = Literal["protected", "broken", "too_much", "too_slow", "no_text"]


@dataclass(frozen=True)
class Page:
    """`number` from 1, None where the kind knows no pages. Empty lines part paragraphs; `#` begins a heading."""

    number: int | None
    text: str


@dataclass(frozen=True)
class Document:
    """`pages` that have text; `page_count` of the whole file, None where the kind knows no pages.

    `is_whole`: it was read to its end.
    """

    pages: tuple[Page, ...]
    page_count: int | None = None
    is_whole: bool = True


@dataclass(frozen=True)
class DocumentPassage:
    """A part that can be found and cited alone. Its last heading stands first in `content`."""

    page: int | None
    content: str


class UnreadableError(Exception):
    """A file that cannot be read. `problem` says why."""

    def __init__(self, problem: Problem):
        super().__init__(problem)
        self.problem: Problem = problem
