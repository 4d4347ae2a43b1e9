"""Covers: the cheapest ways to see a message as pieces that follow each other and leave no word out.

Every word stands in one piece, so nothing that was said is dropped; a word that fits nowhere makes a piece of its own
that says so. The idea is that of PRECISE (Popescu et al., 2003): answer only what is understood as a whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Piece = TypeVar("Piece")

MOST_WAYS = 4


@dataclass(frozen=True)
class Cover(Generic[Piece]):
    """One way, and what it costs: the more has to be assumed, the more."""

    cost: float
    pieces: tuple[Piece, ...]


Pieces = Callable[[int], Iterable[tuple[int, Piece, float]]]


def covers(start: int, length: int, pieces_at: Pieces[Piece]) -> dict[int, list[Cover[Piece]]]:
    """The cheapest ways from token `start` to each place up to `length`, cheapest first.

    `pieces_at(i)` gives the pieces that begin with token i, as (end, piece, cost).
    """
    best: dict[int, list[Cover[Piece]]] = {start: [Cover(0.0, ())]}
    for place in range(start, length):
        ways = best.get(place)
        if not ways:
            continue
        for end, piece, cost in pieces_at(place):
            if end <= place or end > length:
                continue
            there = best.setdefault(end, [])
            there += [Cover(way.cost + cost, (*way.pieces, piece)) for way in ways]
            if len(there) > 2 * MOST_WAYS:
                best[end] = _cheapest(there)
    return {place: _cheapest(ways) for place, ways in best.items()}


def _cheapest(ways: list[Cover[Piece]]) -> list[Cover[Piece]]:
    return sorted(ways, key=lambda way: way.cost)[:MOST_WAYS]
