"""Memory of a session: the last five pairs, and what "it", "those" and "the second one" mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_PAIRS = 5


@dataclass(frozen=True)
class Pair:
    """One message and its answer."""

    message: str
    response: str


@dataclass(frozen=True)
class Memory:
    """What the session knows when a message comes.

    `query`: JSON of the query that was run last. `object`, `ids`: the records that were shown or touched last, in the
    order in which they stood. `pending`: what the last answer asked, as it left it. `draft`: the email of the last
    draft (chat contract). `proposal_id`: the proposal that waits for yes. `undo_id`: the last write of the session.
    `wrote`: the fields that the last message wrote of `ids`; None where it wrote nothing. `person`: whom "him" means
    where those records are no person, as (object, id).
    """

    pairs: Sequence[Pair] = ()
    query: Mapping[str, Any] | None = None
    object: str | None = None
    ids: tuple[int, ...] = ()
    pending: Mapping[str, Any] | None = None
    draft: Mapping[str, Any] | None = None
    proposal_id: str | None = None
    undo_id: str | None = None
    wrote: tuple[str, ...] | None = None
    person: tuple[str, int] | None = None
