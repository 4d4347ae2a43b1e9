"""Node: what the message asks for; intents in the order of requirement 1.1 are the language's own rule."""

from collections.abc import Collection
from typing import Any

from frontdesk.assistant.errors import NotDoneHereError
from frontdesk.assistant.language.interpreter import Interpreter
from frontdesk.assistant.nodes.failures import or_failure
from frontdesk.assistant.state import TurnState


class Interpret:
    """A pressed button says what it means by itself. `known`: the kinds of meaning that some skill carries out."""

    def __init__(self, interpreter: Interpreter, known: Collection[type[Any]]):
        self._interpreter = interpreter
        self._known = known

    async def __call__(self, state: TurnState) -> TurnState:
        verdict = state["order"].verdict
        return {"meaning": verdict} if verdict else await or_failure(state, self._read(state))

    async def _read(self, state: TurnState) -> TurnState:
        meaning = await self._interpreter.interpret(state["turn"])
        if type(meaning) not in self._known:
            raise NotDoneHereError
        return {"meaning": meaning}
