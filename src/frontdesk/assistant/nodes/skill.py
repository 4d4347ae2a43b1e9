"""Nodes of skills: carry out what was asked for."""

import time

from frontdesk.assistant.nodes.failures import or_failure
from frontdesk.assistant.skills.skill import Skill
from frontdesk.assistant.state import TurnState


class SkillNode:
    """One skill as a node."""

    def __init__(self, skill: Skill):
        self._skill = skill

    async def __call__(self, state: TurnState) -> TurnState:
        began = time.perf_counter()
        added = await or_failure(state, self._run(state))
        return {**added, "retrieval_seconds": time.perf_counter() - began}

    async def _run(self, state: TurnState) -> TurnState:
        return {"answer": await self._skill.run(state["turn"], state["meaning"])}
