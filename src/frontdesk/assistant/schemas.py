"""Shapes of the assistant on the wire: the turn of the chat contract, and those of earlier clients."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from unicodedata import category

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from frontdesk.platform.texts import Reference

MAX_MESSAGE = 20_000

SourceType = Literal["crm", "followup", "email_draft", "send_email", "lead_summary", "none"]
OutcomeName = Literal["answered", "done", "proposed", "asked", "refused", "conflict", "failed"]
Status = Literal["active", "ended", "expired"]

# Controls but tab and line breaks, and halves of surrogate pairs, which no encoding can carry.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Separators, controls, and signs of no width.
_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cn"})


def _without_controls(value: Any) -> Any:
    return _CONTROLS.sub("", value) if isinstance(value, str) and len(value) <= MAX_MESSAGE else value


def _says_something(message: str) -> str:
    """Refuses what nobody could see."""
    if all(category(character) in _UNSEEN for character in message):
        raise ValueError("must say something")
    return message


# Control characters are taken out, since they come with texts that are pasted; nothing at all is no message.
Message = Annotated[
    str,
    BeforeValidator(_without_controls),
    StringConstraints(min_length=1, max_length=MAX_MESSAGE),
    AfterValidator(_says_something),
    Field(description="What is asked or told, as one would say it", examples=["Show me all leads"]),
]
SessionReference = Annotated[Reference, Field(description="As a turn or a start of a session told it")]


class Strict(BaseModel):
    """A body that refuses fields it does not know, so that a slip is told and not swallowed."""

    model_config = ConfigDict(extra="forbid")


class Viewing(Strict):
    """The record that is open beside the conversation: what "this" means before anything was shown."""

    object: Annotated[str, Field(max_length=60, pattern="^[A-Za-z_]+$")]
    id: Annotated[int, Field(ge=1, le=2**62)]


class ChatIn(Strict):
    """A message; without `session_id` a session begins."""

    message: Message
    session_id: SessionReference | None = None
    viewing: Viewing | None = None


class MessageIn(BaseModel):
    """A message by the earlier path; without `session_id` a session begins."""

    message: Message
    session_id: SessionReference | None = None


class ShownRecords(BaseModel):
    """`ids`: the page that is shown, in its order; `total`: all that match."""

    object: str
    ids: list[int]
    total: int


class FigureGroup(BaseModel):
    """`key`: what its records have in common, by field; `label`: the title where that is a record or a person."""

    key: dict[str, Any]
    values: dict[str, float | int | str | None]
    label: str | None = None


class MadeChange(BaseModel):
    """One record that was written. `POST /api/v1/undo/{undo_id}` takes its whole write back."""

    verb: str
    object: str
    id: int
    undo_id: str


class PreviewItem(BaseModel):
    """What changes of one record. `kind`: create, update, delete, restore or send.

    `labels`: by field and side (before, after) the words for ids.
    """

    object: str
    id: int | None
    kind: str
    title: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    labels: dict[str, dict[str, str]] = {}


class ProposalPart(BaseModel):
    """What waits for a yes. `preview`: the first records. `token`: only in the answer that makes it."""

    id: str
    verb: Literal["create", "update", "delete", "merge", "send_email"]
    object: str
    ids: list[int]
    count: int
    preview: list[PreviewItem]
    expires_at: datetime
    token: str | None = None


class ProposalOut(ProposalPart):
    status: Literal["open", "confirmed", "rejected", "expired", "conflict"]


class ChoicePart(BaseModel):
    """One reading: sent back, `message` is understood in this way alone."""

    label: str
    message: str


class EmailPart(BaseModel):
    """A draft, kept under `email_id`; to a lead or a contact."""

    model_config = ConfigDict(extra="allow")

    to: str | None = None
    subject: str
    body: str
    template: str | None = None
    lead_id: int | None = None
    contact_id: int | None = None
    email_id: int | None = None


class AssistantAnswer(BaseModel):
    """An answer of the assistant; parts that do not apply are null or empty."""

    response: str = Field(description="Text for a person")
    source_type: SourceType
    outcome: OutcomeName
    query: dict[str, Any] | None = Field(description="The filter query that was run")
    records: ShownRecords | None
    value: float | int | None = Field(description="The number of a count or a single figure")
    groups: list[FigureGroup]
    changes: list[MadeChange]
    proposal: ProposalPart | None
    choices: list[ChoicePart]
    email: EmailPart | None
    suggested_actions: list[str]
    engine: str
    response_time_ms: int
    tokens_used: int


class AssistantTurn(AssistantAnswer):
    """A turn: the answer to one message, in its session."""

    session_id: str
    turn_id: int = Field(description="Its number in the history")


class KeptTurnOut(AssistantAnswer):
    """A turn of the past: the message and its whole answer."""

    id: int
    message: str
    created_at: datetime


class SessionOut(BaseModel):
    session_id: str
    status: Status
    first_words: str
    turns: int
    created_at: datetime
    last_activity: datetime


class SessionTurns(SessionOut):
    """A session with its last turns, the oldest first. `before`: goes into `before` for those that came earlier."""

    items: list[KeptTurnOut]
    before: int | None


class StartIn(BaseModel):
    """`admin_id`: your own; it may be left out."""

    admin_id: Annotated[int, Field(ge=1, le=2**62)] | None = None


class EndIn(BaseModel):
    session_id: SessionReference


class StartedSession(BaseModel):
    session_id: str
    status: Status
    created_at: datetime


class EndedSession(StartedSession):
    ended_at: datetime | None


class HistoryEntry(BaseModel):
    id: int
    session_id: str
    admin_id: int | None
    user_message: str
    assistant_response: str
    source_type: SourceType
    response_time_ms: int
    created_at: datetime


class History(BaseModel):
    """The last turns of a session, the oldest first."""

    session_id: str
    count: int
    history: list[HistoryEntry]


class VerdictIn(Strict):
    """Who has no login names the session that it was proposed in, or sends the `token` that came with it."""

    token: Reference | None = None
    session_id: SessionReference | None = None
