"""The support graph: wiring only. Each node is in nodes/, the state in state.py. All nodes are coroutines: the graph
would run a plain function in another thread, which costs more than the node.

categorise → sentiment → priority → retrieve → technical | billing | account | general → escalation → answer.
Saving and events follow in one transaction, outside the graph (conversations/turns.py).
"""

from dataclasses import dataclass
from typing import Any, cast

from langgraph.graph import END, START, StateGraph

from frontdesk.knowledge.enclosed import EnclosedSearch
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.language.batching import BatchingEmbedder
from frontdesk.language.understanding import LanguageEngine
from frontdesk.platform.database import Database
from frontdesk.support.agents import AGENTS
from frontdesk.support.answers import AnswerWriter
from frontdesk.support.nodes import answer, decision, understanding
from frontdesk.support.nodes.agent import AgentNode
from frontdesk.support.nodes.retrieval import Retrieve
from frontdesk.support.state import Question, TurnState


@dataclass(frozen=True)
class GraphParts:
    """What the nodes work with."""

    database: Database
    knowledge: KnowledgeService
    language: LanguageEngine
    embedder: BatchingEmbedder
    writer: AnswerWriter
    enclosed: EnclosedSearch


class SupportGraph:
    """The compiled graph; one for each process."""

    def __init__(self, parts: GraphParts):
        self._graph = _build(parts)

    async def run(self, question: Question) -> TurnState:
        """One turn, without reading or writing the conversation."""
        return cast(TurnState, await self._graph.ainvoke({"question": question}))


def _build(parts: GraphParts) -> Any:
    graph = StateGraph(TurnState)
    graph.add_node("categorise", understanding.Categorise(parts.language, parts.embedder))
    graph.add_node("sentiment", understanding.sentiment)
    graph.add_node("priority", understanding.prioritise)
    graph.add_node("retrieve", Retrieve(parts.database, parts.knowledge, parts.embedder, parts.enclosed))
    graph.add_node("escalation", decision.check_escalation)
    graph.add_node("answer", answer.compose)
    for before, after in [
        (START, "categorise"),
        ("categorise", "sentiment"),
        ("sentiment", "priority"),
        ("priority", "retrieve"),
        ("escalation", "answer"),
        ("answer", END),
    ]:
        graph.add_edge(before, after)
    graph.add_conditional_edges("retrieve", lambda state: AGENTS[state["category"]].name, _agent_names())
    for agent in AGENTS.values():
        graph.add_node(agent.name, AgentNode(agent, parts.writer))
        graph.add_edge(agent.name, "escalation")
    return graph.compile()


def _agent_names() -> list[str]:
    return [agent.name for agent in AGENTS.values()]
