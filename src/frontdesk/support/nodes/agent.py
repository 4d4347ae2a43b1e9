"""Nodes of the specialised agents: each drafts the answer of its field from what was found."""

from typing import Any

from frontdesk.support.agents import Agent
from frontdesk.support.answers import AnswerRequest, AnswerWriter
from frontdesk.support.state import TurnState
from frontdesk.support.wording import TONES


class AgentNode:
    """One specialised agent at work."""

    def __init__(self, agent: Agent, writer: AnswerWriter):
        self._agent = agent
        self._writer = writer

    async def __call__(self, state: TurnState) -> dict[str, Any]:
        bot = state["question"].bot
        request = AnswerRequest(state["findings"], bot.escalation["confidence"], TONES[bot.tone].also)
        return {"agent": self._agent.name, "draft": await self._writer.write(request)}
