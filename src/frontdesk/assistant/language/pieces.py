"""Pieces: what the parts of a sentence say about the records that are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.assistant.language.conditions import Where


@dataclass(frozen=True)
class Filler:
    """Words that say nothing."""


@dataclass(frozen=True)
class Unknown:
    """A word that was not understood, at a token."""

    place: int


@dataclass(frozen=True)
class Mention:
    """The object that is asked for. `one`: in the singular."""

    object: str
    one: bool


@dataclass(frozen=True)
class Cond:
    """A condition. `path`: where it is the plain one that a field has a value.

    `people`: several who bear the name that was said, as (object, id, title): which is meant has to be asked.
    `bare`: a time that was said without a field.
    """

    where: Mapping[str, Any]
    path: str | None = None
    people: tuple[tuple[str, int, str], ...] = ()
    bare: bool = False

    @property
    def json(self) -> Where:
        return dict(self.where)


@dataclass(frozen=True)
class Having:
    """Only those that records of another object point at (or none does), which fulfil `where`."""

    object: str
    relation: str
    where: Mapping[str, Any] | None
    none: bool


@dataclass(frozen=True)
class Record:
    """Records of the object by name or number."""

    ids: tuple[int, ...]
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Joining:
    """`and` or `or`."""

    either: bool


@dataclass(frozen=True)
class Ordering:
    """Sorted by a field; None: by what the object is worth."""

    path: str | None
    descending: bool


@dataclass(frozen=True)
class Direction:
    """In which direction what is sorted runs; `alphabetical`: by name, where nothing else is said."""

    descending: bool
    alphabetical: bool = False


@dataclass(frozen=True)
class Extreme:
    """The largest or smallest, or the newest or oldest (`by_time`); `count` of them where that was said.

    `order`: it only says in which order they come, as `newest first`.
    `soon`: by what lies nearest, as `earliest first`.
    """

    descending: bool
    by_time: bool = False
    count: int | None = None
    ahead: bool = False
    order: bool = False
    soon: bool = False


@dataclass(frozen=True)
class Most:
    """So many at most."""

    count: int


@dataclass(frozen=True)
class Grouped:
    """One figure for each value."""

    name: str


@dataclass(frozen=True)
class Figure:
    """A figure: count, sum, avg, min or max; of a field, or of what the object is worth."""

    function: str
    path: str | None = None


@dataclass(frozen=True)
class FieldWord:
    """A field that was named and nothing more."""

    path: str


@dataclass(frozen=True)
class Searched:
    """Words that must stand in the record."""

    text: str


Piece = (
    Filler
    | Unknown
    | Mention
    | Cond
    | Having
    | Record
    | Joining
    | Ordering
    | Direction
    | Extreme
    | Most
    | Grouped
    | Figure
    | FieldWord
    | Searched
)
