"""Interpreter: the one door to the command language."""

from typing import Protocol

from frontdesk.assistant.meaning import Meaning
from frontdesk.assistant.turn import Turn


class Interpreter(Protocol):
    """Reads messages."""

    async def interpret(self, turn: Turn) -> Meaning:
        """What the message asks for. Never guesses: where more than one reading is left, the meaning is AskBack."""
        ...
