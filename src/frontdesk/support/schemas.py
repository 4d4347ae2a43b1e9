"""Shapes of the support turn on the wire, in the contract's form and in the form of earlier clients."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from frontdesk.conversations.schemas import AttachmentIds, Category, MessageText, Sentiment, State, Strict
from frontdesk.platform.texts import Email, OptionalName, Reference

AgentName = Literal["technical", "billing", "account", "general", "escalation"]
Reason = Literal["priority", "sentiment", "keyword", "attempts", "low_confidence", "requested", "policy"]
HandledBy = Literal["bot", "waiting", "human"]


class QueryIn(Strict):
    """A customer's message. Without `conversation_id` one begins; without `bot_id` the default bot answers."""

    user_id: Reference | None = Field(None, description="The caller's own name for the customer.")
    message: MessageText
    conversation_id: Reference | None = None
    bot_id: Annotated[int, Field(ge=1, le=2**62)] | Reference | None = None
    attachments: AttachmentIds = Field(default=[], description="Ids of files that were uploaded before.")


class FoundPassage(BaseModel):
    """A passage that was found; the cited ones come first, in the order of the marks [1], [2] in the response."""

    id: str
    title: str
    content: str
    score: float
    source: str
    page: int | None = None
    category: Category | None = None


class SuggestionOut(BaseModel):
    """A draft for staff. Where `content` is empty, `reason` and `explanation` say why."""

    content: str
    confidence: float
    sources: list[FoundPassage]
    answers: list[int] = Field(description="Numbers of the customer's messages that it answers.")
    missing: list[str] = Field(description="Questions among them that it leaves open.")
    reason: Literal["nothing_unanswered", "nothing_fits", "already_told", "no_bot"] | None
    explanation: str


class QueryMetadata(BaseModel):
    """How the turn came about. `processing_time` is in seconds."""

    processing_time: float
    escalated: bool
    escalation_reason: Reason | None
    confidence: float
    agent: AgentName
    kb_results: list[FoundPassage]
    cited: list[str] = Field(description="Ids of the passages that the response states facts from.")
    handled_by: HandledBy
    seq: int = Field(description="Number of the bot's message, or of the customer's where the bot was silent.")
    engine: str


class QueryOut(BaseModel):
    """One turn. Where a person has the conversation, `response` is empty and `metadata.handled_by` says so."""

    conversation_id: str
    session_id: str
    response: str
    category: Category
    sentiment: Sentiment
    priority: int
    timestamp: datetime
    metadata: QueryMetadata
    suggested_actions: list[str]


class ChatIn(Strict):
    """A message by the earlier path; `session_id` is the client's own string, made when missing."""

    message: MessageText
    session_id: Reference | None = None
    attachments: AttachmentIds = Field(default=[], description="Ids of files that were uploaded before.")


class ChatOut(BaseModel):
    response: str
    suggested_actions: list[str]
    session_id: str


class ChatSession(BaseModel):
    session_id: str
    created_at: datetime
    last_message_at: datetime | None
    first_words: str
    state: str


class ChatHistoryEntry(BaseModel):
    role: Literal["user", "assistant", "staff"]
    content: str
    timestamp: datetime
    seq: int


class ChatHistory(BaseModel):
    session_id: str
    messages: list[ChatHistoryEntry]


class ChatSummary(BaseModel):
    """A summary of a session in a few sentences."""

    session_id: str
    summary: str
    messages: int
    created_at: datetime


class NewSupportSession(Strict):
    """A session to begin. Without `bot_id` the default bot answers."""

    user_id: Reference | None = Field(None, description="The caller's own name for the customer.")
    bot_id: Annotated[int, Field(ge=1, le=2**62)] | Reference | None = None
    user_hash: Annotated[str, Field(pattern="^[0-9a-fA-F]{64}$")] | None = Field(
        None, description="The host site's signature of the user_id (as at `/api/v1/auth/{bot_id}/identify`)."
    )
    name: OptionalName = Field("", description="What the visitor says to be called. Nobody has proved it.")
    email: Email | None = Field(None, description="Where the visitor says to be reached.")


class SupportSession(BaseModel):
    """A session as earlier clients see it; `state` says who speaks in it.

    `access_token`: where the host site has signed who begins it. It is the customer's and opens it with that alone.
    """

    session_id: str
    user_id: str | None
    bot_id: int | None
    status: Literal["active", "ended"]
    state: State
    created_at: datetime
    last_activity: datetime
    access_token: str | None = None


class SourceMetadata(BaseModel):
    source: str
    page: int | None


class SessionSource(BaseModel):
    """A passage that the answer rests on, or that was found beside it."""

    content: str
    metadata: SourceMetadata
    relevance_score: float


class SessionMessage(BaseModel):
    role: Literal["user", "assistant", "agent"]
    content: str
    timestamp: datetime
    seq: int
    sources: list[SessionSource]


class SessionHistory(BaseModel):
    session_id: str
    count: int
    messages: list[SessionMessage]


class AttachmentOut(BaseModel):
    """A file of a conversation. `message` is the number of the message that it came with, null until it is sent."""

    id: UUID
    name: str
    kind: Literal["text", "markdown", "pdf", "docx", "png", "jpeg", "gif", "webp"]
    media_type: str
    size: int = Field(description="In bytes.")
    status: Literal["waiting", "read", "unread", "kept"] = Field(description="Whether it was read; `kept`: not to be.")
    problem: str | None = Field(description="Why it was not read, or `cut` where only its beginning was.")
    page_count: int | None
    message: int | None
    sender: Literal["customer", "staff"]
    created_at: datetime


class AttachmentList(BaseModel):
    items: list[AttachmentOut]


class SessionAnswer(BaseModel):
    """One turn. `requires_escalation`: a person answers from here on."""

    message: str
    sources: list[SessionSource]
    requires_escalation: bool
    confidence: float
    session_id: str
    timestamp: datetime
