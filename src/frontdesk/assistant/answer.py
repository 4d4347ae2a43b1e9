"""Answer: what comes of one message to the assistant, before the turn's own figures are added (chat contract)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Source(StrEnum):
    """Which part of the assistant answered; `source_type` of a turn."""

    CRM = "crm"
    FOLLOW_UP = "followup"
    EMAIL_DRAFT = "email_draft"
    SEND_EMAIL = "send_email"
    LEAD_SUMMARY = "lead_summary"
    NONE = "none"


class Outcome(StrEnum):
    """How a turn ended."""

    ANSWERED = "answered"
    DONE = "done"
    PROPOSED = "proposed"
    ASKED = "asked"
    REFUSED = "refused"
    CONFLICT = "conflict"
    FAILED = "failed"


@dataclass(frozen=True)
class Choice:
    """One reading of what was said. `message` can be sent back and is understood in this way alone."""

    label: str
    message: str


@dataclass(frozen=True)
class Shown:
    """Records that a turn shows: the ids of the page, in its order, and how many match in all."""

    object: str
    ids: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class Answer:
    """What a skill made of a message. Shapes are those of the chat contract; parts that do not apply stay empty.

    `query`: JSON of the query that was run. `pending`: what the next message may answer, kept in memory and never sent.
    """

    response: str
    source: Source = Source.CRM
    outcome: Outcome = Outcome.ANSWERED
    query: Mapping[str, Any] | None = None
    records: Shown | None = None
    value: float | int | None = None
    groups: Sequence[Mapping[str, Any]] | None = None
    changes: Sequence[Mapping[str, Any]] = ()
    proposal: Mapping[str, Any] | None = None
    choices: Sequence[Choice] = ()
    email: Mapping[str, Any] | None = None
    suggested_actions: Sequence[str] = ()
    pending: Mapping[str, Any] | None = field(default=None, repr=False)
