"""AssistantDesk: answers messages of staff and verdicts on proposals, each as one turn in one transaction."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.assistant.answer_json import answer_json
from frontdesk.assistant.entrance import Entrance, Seat
from frontdesk.assistant.graph import AssistantGraph
from frontdesk.assistant.nodes.save_memory import ENGINE
from frontdesk.assistant.outward import OutwardAnswer, OutwardMail
from frontdesk.assistant.repository import SessionRepository
from frontdesk.assistant.state import Order, TurnState, Verdict
from frontdesk.identity.callers import Caller
from frontdesk.platform.database import Database


@dataclass(frozen=True)
class Said:
    """A message of a caller. `viewing`: the record (object, id) that is open beside the conversation."""

    caller: Caller
    message: str
    session_id: str | None = None
    viewing: tuple[str, int] | None = None


class AssistantDesk:
    """Runs turns. What is answered is the JSON of the chat contract, with `session_id` and `turn_id`."""

    def __init__(self, database: Database, entrance: Entrance, graph: AssistantGraph, mail: OutwardMail):
        self._database = database
        self._entrance = entrance
        self._graph = graph
        self._mail = mail
        self._sessions = SessionRepository()

    async def say(self, said: Said) -> dict[str, Any]:
        """Raises errors of sessions and sign-in; all else is told in the answer."""
        began = time.perf_counter()
        seat = await self._entrance.seat(said.caller, said.session_id)
        return await self._turn(seat, said.message, began, viewing=said.viewing)

    async def judge(self, caller: Caller, verdict: Verdict, session_id: str | None = None) -> dict[str, Any]:
        """Yes or no to a proposal, as a turn of the session that it was made in.

        `session_id`: that session's secret, for who has no login. Raises ProposalNotFoundError.
        """
        began = time.perf_counter()
        seat = await self._entrance.seat(caller, session_id, begins=False)
        return await self._turn(seat, verdict.words, began, verdict=verdict)

    async def _turn(self, seat: Seat, message: str, began: float, **more: Any) -> dict[str, Any]:
        # What was only read need not wait for the disk; save_memory asks for it where something was written.
        async with self._database.unit_of_work(seat.workspace_id, durable=False, staff=seat.caller.as_staff) as unit:
            state = await self._graph.run(Order(unit, seat, message, began, **more))
        json = state["json"]
        answer = state["answer"]
        if isinstance(answer, OutwardAnswer):
            json = await self._send(state, answer)
        return {**json, "session_id": seat.reference(state["session"].id), "turn_id": state["turn_id"]}

    async def _send(self, state: TurnState, answer: OutwardAnswer) -> Mapping[str, Any]:
        """After the commit, so that a yes is never asked for twice, and no record is held while a server is slow."""
        seat, began = state["order"].seat, state["order"].began
        sent = await self._mail.send(seat.workspace_id, seat.caller, answer)
        json = answer_json(sent, ENGINE, round((time.perf_counter() - began) * 1000))
        async with self._database.unit_of_work(seat.workspace_id) as unit:
            await self._sessions.amend(unit, state["turn_id"], json, state.get("error"))
        return json
