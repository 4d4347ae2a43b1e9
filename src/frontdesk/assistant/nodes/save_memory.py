"""Node: keeps the turn, and what the next message may lean on; turns that failed come here too."""

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from frontdesk.assistant.answer import Answer, Outcome
from frontdesk.assistant.answer_json import answer_json, kept_json
from frontdesk.assistant.meaning import Confirm, Reject, Undo, WriteRows
from frontdesk.assistant.models import NewTurn
from frontdesk.assistant.repository import SessionRepository
from frontdesk.assistant.state import TurnState, Verdict
from frontdesk.assistant.turn import VIA
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.platform.clock import Clock

FIRST_WORDS = 80
MOST_UNDONE = 20
PEOPLE_BY_LINK = {"lead_id": "leads", "contact_id": "contacts"}
PEOPLE = tuple(PEOPLE_BY_LINK.values())
ENGINE = "local"


class SaveMemory:
    """One statement for the session and the turn, one for the audit trail: what was asked, and what came of it."""

    def __init__(self, sessions: SessionRepository, audit: AuditTrail, clock: Clock, idle_hours: float):
        self._sessions = sessions
        self._audit = audit
        self._clock = clock
        self._idle = timedelta(hours=idle_hours)

    async def __call__(self, state: TurnState) -> TurnState:
        order, answer = state["order"], state["answer"]
        if answer.changes or answer.proposal or answer.email or order.verdict:
            await order.unit.make_durable()
        await self._note(state)
        json = answer_json(answer, ENGINE, round((time.perf_counter() - order.began) * 1000))
        session = replace(state["session"], first_words=_first_words(order.message))
        memory = memory_after(session.memory, answer, state.get("meaning"))
        expires_at = datetime.now(UTC) + self._idle
        turn_id = await self._sessions.keep(order.unit, session, memory, self._new(state, json), expires_at)
        return {"json": json, "turn_id": turn_id}

    def _new(self, state: TurnState, json: Mapping[str, Any]) -> NewTurn:
        return NewTurn(
            message=state["order"].message,
            answer=kept_json(json),
            error_message=state.get("error"),
            record_count=_record_count(state["answer"]),
            retrieval_time_ms=round(state.get("retrieval_seconds", 0.0) * 1000),
            created_at=self._clock.now(),
        )

    async def _note(self, state: TurnState) -> None:
        """The query that was run stands in the trail; the words that asked for it stand in the session alone."""
        order, answer = state["order"], state["answer"]
        metadata: dict[str, Any] = {"source_type": answer.source.value, "outcome": answer.outcome.value}
        if answer.query is not None:
            metadata |= {"query": dict(answer.query), "record_count": _record_count(answer)}
        if answer.proposal is not None:
            metadata["proposal"] = {name: answer.proposal[name] for name in ("id", "verb", "count")}
        name = (answer.query or {}).get("object") or (answer.records.object if answer.records else None)
        await self._audit.record(order.unit, order.seat.caller, "assistant.asked", name, None, metadata, via=VIA)


def memory_after(before: Mapping[str, Any], answer: Answer, meaning: object) -> dict[str, Any]:
    """What is kept of the session's memory; parts that are empty are left out."""
    name, ids = _touched(before, answer)
    after = {
        "query": answer.query or before.get("query"),
        "object": name,
        "ids": ids,
        "pending": answer.pending,
        "draft": answer.email or before.get("draft"),
        "proposal_id": _waiting(before, answer, meaning),
        "undo": _undo(before, answer, meaning),
        "person": _person(before, name, ids, meaning),
    }
    kept = {part: value for part, value in after.items() if value}
    if answer.changes and isinstance(meaning, WriteRows):
        kept["wrote"] = list(meaning.rows[0].values)
    return kept


def _person(before: Mapping[str, Any], name: str | None, ids: list[int], meaning: object) -> list[Any] | None:
    """Whom "him" and "her" mean from now on: the one who was shown, or for whom something was written down."""
    if name in PEOPLE:
        return [name, ids[0]] if len(ids) == 1 else None
    for row in meaning.rows[:1] if isinstance(meaning, WriteRows) else ():
        for path, people in PEOPLE_BY_LINK.items():
            if row.values.get(path):
                return [people, row.values[path]]
    return before.get("person")


def _touched(before: Mapping[str, Any], answer: Answer) -> tuple[str | None, list[int]]:
    """The records that "it" and "those" mean from now on."""
    if answer.records is not None:
        return answer.records.object, list(answer.records.ids)
    if answer.changes:
        first = answer.changes[0]["object"]
        return first, [change["id"] for change in answer.changes if change["object"] == first]
    if answer.query is not None and "object" in answer.query:
        return answer.query["object"], []
    return before.get("object"), before.get("ids", [])


def _waiting(before: Mapping[str, Any], answer: Answer, meaning: object) -> str | None:
    """The proposal that a yes would mean: the last one, unless it was answered or a question came after it."""
    waiting = before.get("proposal_id")
    if answer.proposal is not None:
        return str(answer.proposal["id"])
    if isinstance(meaning, Verdict):
        return None if waiting == str(meaning.proposal_id) else waiting
    answered = isinstance(meaning, Confirm | Reject) and answer.outcome is not Outcome.FAILED
    return None if answered or answer.pending else waiting


def _undo(before: Mapping[str, Any], answer: Answer, meaning: object) -> list[str]:
    """The writes of the session that were not taken back, the last one last."""
    kept: list[str] = before.get("undo", [])
    if isinstance(meaning, Undo):
        return kept if answer.outcome is Outcome.FAILED else kept[:-1]
    new = dict.fromkeys(change["undo_id"] for change in answer.changes if change.get("undo_id"))
    return [*kept, *new][-MOST_UNDONE:]


def _record_count(answer: Answer) -> int:
    if answer.records is not None:
        return answer.records.total
    return len(answer.groups or ())


def _first_words(message: str) -> str:
    words = " ".join(message.split())
    return words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rsplit(" ", 1)[0] + " …"
