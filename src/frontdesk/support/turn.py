"""One run of a turn: from the waiting messages to what is stored and told."""

from dataclasses import dataclass
from typing import Any

from frontdesk.conversations.turns import TurnResult
from frontdesk.knowledge.search import SearchResult
from frontdesk.platform.events import Event
from frontdesk.support.escalation import Step
from frontdesk.support.handoff import handoff_notice, without_answer
from frontdesk.support.state import Question, TurnState
from frontdesk.support.wording import TONES


@dataclass(frozen=True)
class TurnContext:
    """What surrounds the run: ids for the events, the engine that wrote, and how long it took in milliseconds."""

    conversation_id: str
    engine: str
    milliseconds: float


def result_of(state: TurnState, context: TurnContext) -> TurnResult:
    """The bot's message with all that the customer and the team may want to know of how it came about."""
    decision = state["decision"]
    helped = decision.step is Step.ANSWER and not state["repeated"]
    unsure = decision.step in (Step.ASK, Step.SAY_SO)
    data = {
        "category": state["category"],
        "sentiment": state["sentiment"],
        "priority": state["priority"],
        "confidence": round(state["confidence"], 4),
        "agent": "escalation" if decision.escalated else state["agent"],
        "escalated": decision.escalated,
        "escalation_reason": decision.reason,
        "suggested_actions": [] if decision.escalated else list(state["suggested"]),
        "kb_results": [source(result) for result in shown_sources(state)],
        "cited": [str(result.id) for result in _cited(state)],
        "engine": context.engine,
        "response_time_ms": round(context.milliseconds, 2),
        **(state["question"].back.data if decision.escalated else {}),
    }
    return TurnResult(
        content=state["response"],
        data=data,
        category=state["category"],
        sentiment=state["sentiment"],
        priority=state["priority"],
        attempts=0 if helped else state["attempts"],
        unsure_in_a_row=state["question"].unsure_in_a_row + 1 if unsure else 0,
        escalation_reason=decision.reason if decision.escalated else None,
        events=_events(state["question"], data, context, state["response"]),
    )


def shown_sources(state: TurnState) -> list[SearchResult]:
    """The cited passages in the order of their marks, then what else was found; nothing where nothing fits."""
    cited = _cited(state)
    if not cited:
        return []
    seen = {result.id for result in cited}
    others = (r for finding in state["findings"] for r in finding.outcome.results if r.id not in seen)
    return [*cited, *others][: state["question"].bot.search["results"]]


def source(result: SearchResult) -> dict[str, Any]:
    """A passage as the chat contract shows it."""
    return {
        "id": str(result.id),
        "title": result.title,
        "content": result.content,
        "score": round(result.score, 4),
        "source": result.source,
        "page": result.page,
        "category": result.category,
    }


def _cited(state: TurnState) -> tuple[SearchResult, ...]:
    draft = state["draft"]
    if draft is None or state["decision"].step in (Step.ASK, Step.SAY_SO) or not state["findings"]:
        return ()
    if state["decision"].reason == "requested":
        return ()
    return draft.cited


def _events(question: Question, data: dict[str, Any], context: TurnContext, response: str) -> list[Event]:
    told = {name: data[name] for name in ("category", "sentiment", "priority", "confidence")}
    told |= {"conversation_id": context.conversation_id, "bot_id": question.bot.id}
    created = Event("query.created", {**told, "message": question.text[:2000]})
    if data["escalated"]:
        return [created, Event("query.escalated", {**told, "reason": data["escalation_reason"]})]
    return [created, Event("query.resolved", {**told, "response": response[:2000]})]


def failed(question: Question, context: TurnContext) -> TurnResult:
    """What stands in for a turn that broke: a person is asked, and the customer is told."""
    data = {
        **without_answer("policy"),
        "engine": context.engine,
        "response_time_ms": round(context.milliseconds, 2),
        **question.back.data,
    }
    response = handoff_notice(TONES[question.bot.tone], question.back, requested=False)
    return TurnResult(
        content=response,
        data=data,
        category="General",
        sentiment="Neutral",
        priority=5,
        attempts=question.attempts,
        unsure_in_a_row=question.unsure_in_a_row,
        escalation_reason="policy",
        events=_events(question, data, context, response),
    )
