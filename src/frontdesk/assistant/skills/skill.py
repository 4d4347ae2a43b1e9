"""Skill: something that the assistant can do; each is one file or folder."""

from typing import Any, Protocol

from frontdesk.assistant.answer import Answer
from frontdesk.assistant.turn import Turn


class Skill(Protocol):
    """Carries out one kind of meaning, or some."""

    async def run(self, turn: Turn, meaning: Any) -> Answer:
        """Raises errors that are fit to be shown; what it wrote is taken back then."""
        ...
