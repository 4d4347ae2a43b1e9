"""Matches: what the value of a field must be. Each is false for an empty value."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Present:
    """There is a value."""


@dataclass(frozen=True)
class OneOf:
    """It is one of these; all in the form that the field compares (`Field.comparable`)."""

    values: tuple[Any, ...]


@dataclass(frozen=True)
class Span:
    """It lies between two bounds; None: no bound. `lower` itself fits if `from_lower`, `upper` if `to_upper`."""

    lower: Any = None
    upper: Any = None
    from_lower: bool = True
    to_upper: bool = False


@dataclass(frozen=True)
class AnySpan:
    """It lies in one of these."""

    spans: tuple[Span, ...]


@dataclass(frozen=True)
class HasPart:
    """The folded text has this folded part."""

    part: str


@dataclass(frozen=True)
class BeginsWith:
    """The folded text begins with this folded one."""

    start: str


@dataclass(frozen=True)
class Holds:
    """The list holds all of these."""

    values: tuple[str, ...]


Match = Present | OneOf | Span | AnySpan | HasPart | BeginsWith | Holds
