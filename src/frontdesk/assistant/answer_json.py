"""Answers as JSON of the chat contract, as they are given out and kept."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from frontdesk.assistant.answer import Answer


def answer_json(answer: Answer, engine: str, response_time_ms: int, tokens_used: int = 0) -> dict[str, Any]:
    """The turn without its session. Parts that do not apply are null or empty."""
    return {
        "response": answer.response,
        "source_type": answer.source.value,
        "outcome": answer.outcome.value,
        "query": None if answer.query is None else dict(answer.query),
        "records": None if answer.records is None else asdict(answer.records),
        "value": answer.value,
        "groups": [dict(group) for group in answer.groups or ()],
        "changes": [dict(change) for change in answer.changes],
        "proposal": None if answer.proposal is None else dict(answer.proposal),
        "choices": [asdict(choice) for choice in answer.choices],
        "email": None if answer.email is None else dict(answer.email),
        "suggested_actions": list(answer.suggested_actions),
        "engine": engine,
        "response_time_ms": response_time_ms,
        "tokens_used": tokens_used,
    }


def kept_json(json: Mapping[str, Any]) -> dict[str, Any]:
    """What of an answer is kept: the token of a proposal is for who got it, once."""
    proposal = json["proposal"]
    if proposal is None:
        return dict(json)
    return {**json, "proposal": {name: part for name, part in proposal.items() if name != "token"}}
