"""The assistant's graph: wiring only. Each node is in nodes/, each skill in skills/, the state in state.py.

validate_session → load_memory → interpret → the skill → save_memory. A message that could not be read goes to
save_memory at once; a skill that failed goes there too. All nodes are coroutines: the graph would run a plain
function in another thread, which costs more than the node.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from langgraph.graph import END, START, StateGraph

from frontdesk.assistant.language.interpreter import Interpreter
from frontdesk.assistant.nodes.interpret import Interpret
from frontdesk.assistant.nodes.load_memory import LoadMemory
from frontdesk.assistant.nodes.save_memory import SaveMemory
from frontdesk.assistant.nodes.skill import SkillNode
from frontdesk.assistant.nodes.validate_session import ValidateSession
from frontdesk.assistant.skills.skill import Skill
from frontdesk.assistant.state import Order, TurnState


@dataclass(frozen=True)
class GraphParts:
    """What the graph is made of. `skills`: by the kind of meaning that they carry out."""

    validate_session: ValidateSession
    load_memory: LoadMemory
    interpreter: Interpreter
    skills: Mapping[type[Any], Skill]
    save_memory: SaveMemory


class AssistantGraph:
    """The compiled graph; one for each process."""

    def __init__(self, parts: GraphParts):
        self._graph = _build(parts)

    async def run(self, order: Order) -> TurnState:
        """One turn, within the transaction of the order."""
        return cast(TurnState, await self._graph.ainvoke({"order": order}))


def _build(parts: GraphParts) -> Any:
    graph = StateGraph(TurnState)
    graph.add_node("validate_session", parts.validate_session)
    graph.add_node("load_memory", parts.load_memory)
    graph.add_node("interpret", Interpret(parts.interpreter, parts.skills.keys()))
    graph.add_node("save_memory", parts.save_memory)
    names = {kind: _name(skill) for kind, skill in parts.skills.items()}
    for skill in dict.fromkeys(parts.skills.values()):
        graph.add_node(_name(skill), SkillNode(skill))
        graph.add_edge(_name(skill), "save_memory")
    graph.add_edge(START, "validate_session")
    graph.add_edge("validate_session", "load_memory")
    graph.add_edge("load_memory", "interpret")

    async def carried_out_by(state: TurnState) -> str:
        return "save_memory" if "answer" in state else names[type(state["meaning"])]

    graph.add_conditional_edges("interpret", carried_out_by, ["save_memory", *dict.fromkeys(names.values())])
    graph.add_edge("save_memory", END)
    return graph.compile()


def _name(skill: Skill) -> str:
    """The name of a skill's node."""
    return type(skill).__name__
