"""State of a turn of the assistant: what the nodes of the graph read, and what each of them adds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict
from uuid import UUID

from frontdesk.assistant.answer import Answer
from frontdesk.assistant.entrance import Seat
from frontdesk.assistant.meaning import Meaning
from frontdesk.assistant.models import Session
from frontdesk.assistant.turn import Turn
from frontdesk.platform.unit_of_work import Savepoint, UnitOfWork


@dataclass(frozen=True)
class Verdict:
    """Yes or no to one proposal, pressed and not said. `token`: what came with the proposal."""

    yes: bool
    proposal_id: UUID
    token: str | None = None

    @property
    def words(self) -> str:
        """What stands in the conversation for it."""
        return "Yes" if self.yes else "No"


@dataclass(frozen=True)
class Order:
    """What came: a message, or a verdict in its place; in which transaction and from whom it is answered.

    `began`: when, by the process's own clock (seconds). `viewing`: the record (object, id) that is open beside it.
    """

    unit: UnitOfWork
    seat: Seat
    message: str
    began: float
    viewing: tuple[str, int] | None = None
    verdict: Verdict | None = None


class TurnState(TypedDict, total=False):
    """Filled from left to right by the nodes in graph.py. `answer` ends the way to save_memory."""

    order: Order
    session: Session
    turn: Turn
    savepoint: Savepoint
    meaning: Meaning | Verdict
    answer: Answer
    error: str | None
    retrieval_seconds: float
    turn_id: int
    json: Mapping[str, Any]
