"""Node: what the session knows, and the workspace's objects and habits: all that the message is read with."""

from frontdesk.assistant.errors import NothingViewedError
from frontdesk.assistant.memory import Memory
from frontdesk.assistant.models import Session
from frontdesk.assistant.state import Order, TurnState
from frontdesk.assistant.turn import Turn
from frontdesk.crm.scope import Scope, ScopeReader


class LoadMemory:
    """From here on an error ends in an answer: a savepoint marks what the transaction goes back to."""

    def __init__(self, scopes: ScopeReader):
        self._scopes = scopes

    async def __call__(self, state: TurnState) -> TurnState:
        order = state["order"]
        scope = await self._scopes.read(order.unit)
        turn = Turn(
            unit=order.unit,
            scope=scope,
            caller=order.seat.caller,
            message=order.message,
            memory=memory_of(state["session"]),
            viewing=_viewing(order, scope),
        )
        return {"turn": turn, "savepoint": await order.unit.set_savepoint()}


def memory_of(session: Session) -> Memory:
    """The memory as save_memory left it."""
    kept = session.memory
    undo: list[str] = kept.get("undo", [])
    return Memory(
        pairs=session.pairs,
        query=kept.get("query"),
        object=kept.get("object"),
        ids=tuple(kept.get("ids", ())),
        pending=kept.get("pending"),
        draft=kept.get("draft"),
        proposal_id=kept.get("proposal_id"),
        undo_id=undo[-1] if undo else None,
        wrote=tuple(kept["wrote"]) if "wrote" in kept else None,
        person=tuple(kept["person"]) if "person" in kept else None,
    )


def _viewing(order: Order, scope: Scope) -> tuple[str, int] | None:
    if order.viewing is None:
        return None
    name, record_id = order.viewing
    if name not in scope.catalogue:
        raise NothingViewedError(name)
    return scope.definition(name).name, record_id
