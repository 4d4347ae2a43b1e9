"""The assistant's graph: wiring only. Each node is in nodes/, each skill in skills/, the state in state.py.

open (validate_session, load_memory) → interpret → carry_out (the skill) → save_memory. A message that could not be read
has its answer already, and no skill carries anything out; a skill that failed goes on to save_memory too. All nodes are
coroutines: the graph would run a plain function in another thread, which costs more than the node. So does each step:
0.3 ms, whatever is done in it; what always follows each other is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from langgraph.graph import END, START, StateGraph

from frontdesk.assistant.language.interpreter import Interpreter
from frontdesk.assistant.nodes.carry_out import CarryOut
from frontdesk.assistant.nodes.interpret import Interpret
from frontdesk.assistant.nodes.load_memory import LoadMemory
from frontdesk.assistant.nodes.save_memory import SaveMemory
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
    async def opened(state: TurnState) -> TurnState:
        session = await parts.validate_session(state)
        return {**session, **await parts.load_memory({**state, **session})}

    graph = StateGraph(TurnState)
    graph.add_node("open", opened)
    graph.add_node("interpret", Interpret(parts.interpreter, parts.skills.keys()))
    graph.add_node("carry_out", CarryOut(parts.skills))
    graph.add_node("save_memory", parts.save_memory)
    graph.add_edge(START, "open")
    graph.add_edge("open", "interpret")
    graph.add_edge("interpret", "carry_out")
    graph.add_edge("carry_out", "save_memory")
    graph.add_edge("save_memory", END)
    return graph.compile()
