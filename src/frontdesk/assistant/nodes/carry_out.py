"""Node: the skill that carries out what was asked for."""

import time
from collections.abc import Mapping
from typing import Any

from frontdesk.assistant.nodes.failures import or_failure
from frontdesk.assistant.skills.skill import Skill
from frontdesk.assistant.state import TurnState


class CarryOut:
    """`skills`: by the kind of meaning that they carry out."""

    def __init__(self, skills: Mapping[type[Any], Skill]):
        self._skills = skills

    async def __call__(self, state: TurnState) -> TurnState:
        if "answer" in state:
            # The message could not be read, and the answer says so.
            return {"retrieval_seconds": 0.0}
        began = time.perf_counter()
        added = await or_failure(state, self._run(state))
        return {**added, "retrieval_seconds": time.perf_counter() - began}

    async def _run(self, state: TurnState) -> TurnState:
        skill = self._skills[type(state["meaning"])]
        return {"answer": await skill.run(state["turn"], state["meaning"])}
