"""Shapes of bots, conversations, events and feedback on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from frontdesk.conversations.business_hours import BusinessHours, HandoffRules
from frontdesk.conversations.widget import WidgetLook, WidgetRules
from frontdesk.platform.partial import not_sent
from frontdesk.platform.texts import Lines, Name, OptionalName, Reference

Category = Literal["Technical", "Billing", "Account", "General"]
Sentiment = Literal["Positive", "Neutral", "Negative", "Angry"]
State = Literal["bot", "waiting", "human", "resolved"]

MAX_MESSAGE = 20_000
# Parts of addresses where a bot may stand.
RESERVED_SLUGS = ("admin", "history", "summary", "public")

MessageText = Annotated[Lines, Field(max_length=MAX_MESSAGE)]
# A client's own id of a message.
MessageId = Annotated[Reference, Field(max_length=64)]
AttachmentIds = Annotated[list[UUID], Field(max_length=20)]
Keyword = Annotated[OptionalName, Field(min_length=1, max_length=60)]


def slug_that_names_a_bot(slug: str) -> str:
    """Refuses a number, which is an id, and the words that the program's own addresses use."""
    if slug.isdigit():
        raise ValueError("must hold a letter: numbers are ids")
    if slug in RESERVED_SLUGS:
        raise ValueError(f'must not be "{slug}", which the program uses itself')
    return slug


class Strict(BaseModel):
    """A body that refuses fields it does not know, so that a slip is told and not swallowed."""

    model_config = ConfigDict(extra="forbid")


class EscalationRules(Strict):
    """When a conversation goes to a person. Each trigger can be switched off (null, false or no keywords)."""

    priority: Annotated[int, Field(ge=1, le=10)] | None = 8
    keywords: list[Keyword] = Field(default=["urgent", "complaint", "legal"], max_length=100)
    attempts: Annotated[int, Field(ge=1, le=20)] | None = 3
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.6
    on_angry: bool = True
    on_request: bool = True


class SearchRules(Strict):
    """How the bot searches: passages for an answer, and a fixed lowest score in place of the calibrated one."""

    results: Annotated[int, Field(ge=1, le=20)] = 5
    threshold: Annotated[float, Field(ge=0, le=1)] | None = None


class MemoryRules(Strict):
    """How much of the conversation a turn looks back on, and how many days lasting facts are kept (0: none are)."""

    messages: Annotated[int, Field(ge=0, le=200)] = 50
    hours: Annotated[float, Field(gt=0, le=720)] = 24
    days: Annotated[int, Field(ge=0, le=3_650)] = 180


class KnowledgeOfBot(BaseModel):
    """What a bot answers from. `limit` is the confidence from which it answers, null before the first indexing."""

    sources: int = 0
    passages: int = 0
    indexed: int = 0
    limit: float | None = None


Slug = Annotated[str, Field(pattern=r"^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"), AfterValidator(slug_that_names_a_bot)]
Tone = Literal["friendly", "formal", "concise"]
Access = Literal["public", "customers"]
OnUnsure = Literal["ask_then_handoff", "handoff", "say_so"]
ReopensTo = Literal["bot", "waiting"]
Greeting = Annotated[Lines, Field(max_length=1000)]


class BotValues(Strict):
    """A bot to be made. `slug`, part of the address of its chat page, is made from the name when left out."""

    name: Name
    slug: Slug | None = None
    company: OptionalName = ""
    tone: Tone = "friendly"
    greeting: Greeting = ""
    access: Access = "public"
    is_default: bool = False
    show_analysis: bool = False
    on_unsure: OnUnsure = "ask_then_handoff"
    reopens_to: ReopensTo = "bot"
    escalation: EscalationRules = EscalationRules()
    search: SearchRules = SearchRules()
    memory: MemoryRules = MemoryRules()
    hours: BusinessHours | None = Field(None, description="Null: somebody is there always.")
    handoff: HandoffRules = HandoffRules()
    widget: WidgetRules = WidgetRules()


class BotChange(Strict):
    """What is left out stays as it is, also inside `escalation`, `search`, `memory`, `handoff` and `widget`."""

    name: Name = Field(default_factory=not_sent)
    slug: Slug = Field(default_factory=not_sent)
    company: OptionalName = Field(default_factory=not_sent)
    tone: Tone = Field(default_factory=not_sent)
    greeting: Greeting = Field(default_factory=not_sent)
    access: Access = Field(default_factory=not_sent)
    is_default: bool = Field(default_factory=not_sent)
    show_analysis: bool = Field(default_factory=not_sent)
    on_unsure: OnUnsure = Field(default_factory=not_sent)
    reopens_to: ReopensTo = Field(default_factory=not_sent)
    escalation: EscalationRules = Field(default_factory=not_sent)
    search: SearchRules = Field(default_factory=not_sent)
    memory: MemoryRules = Field(default_factory=not_sent)
    hours: BusinessHours | None = Field(default_factory=not_sent)
    handoff: HandoffRules = Field(default_factory=not_sent)
    widget: WidgetRules = Field(default_factory=not_sent)


class BotOut(BaseModel):
    """A bot with all its settings, for staff."""

    id: int
    slug: str
    name: str
    company: str
    tone: Tone
    greeting: str
    access: Access
    is_default: bool
    show_analysis: bool
    on_unsure: OnUnsure
    reopens_to: ReopensTo
    escalation: EscalationRules
    search: SearchRules
    memory: MemoryRules
    hours: BusinessHours | None
    handoff: HandoffRules
    widget: WidgetRules
    knowledge: KnowledgeOfBot
    created_at: datetime
    updated_at: datetime


class TeamOut(BaseModel):
    """Whether people are there; else when they come back, in words too. No time: nobody knows."""

    here: bool
    back_at: datetime | None
    back: str


class PublicBot(BaseModel):
    """What anyone may know of a bot."""

    id: int
    slug: str
    name: str
    company: str
    greeting: str
    access: Access
    show_analysis: bool
    suggested_questions: list[str]
    widget: WidgetLook
    team: TeamOut


class WaitingOut(BaseModel):
    """Where a conversation stands: who speaks in it, and how many customers of the bot wait for longer already."""

    state: State
    ahead: int
    team: TeamOut


class ActorOut(BaseModel):
    kind: Literal["customer", "bot", "staff", "system"]
    name: str


class EventOut(BaseModel):
    """One numbered event of a conversation."""

    seq: int
    type: str
    actor: ActorOut
    content: str
    data: dict[str, Any]
    created_at: datetime


class EventPage(BaseModel):
    """Events in order; `next` is the `after` of the following page, null at the end."""

    items: list[EventOut]
    next: int | None
    state: State


class ConversationCustomer(BaseModel):
    id: int | None
    name: str
    user_id: str | None


Color = Literal[
    "gray", "red", "pink", "grape", "violet", "indigo", "blue", "cyan", "teal", "green", "lime", "yellow", "orange"
]
ResolveReason = Literal["solved", "no_reply", "duplicate", "spam", "other"]


class LabelMark(BaseModel):
    """A label, as it stands on a conversation."""

    id: int
    name: str
    color: Color


class ConversationOut(BaseModel):
    id: UUID
    bot_id: int | None
    bot_name: str
    state: State
    kind: Literal["support", "assistant"]
    customer: ConversationCustomer
    category: Category | None
    sentiment: Sentiment | None
    priority: int | None
    first_words: str
    assigned_to: int | None
    assigned_to_name: str | None
    labels: list[LabelMark]
    snoozed_until: datetime | None
    resolve_reason: ResolveReason | None
    merged_into: UUID | None = Field(description="The conversation in which this one goes on.")
    unanswered_since: datetime | None = Field(description="When the oldest message came that nobody has answered.")
    waiting_since: datetime | None
    due_at: datetime | None = Field(description="When a person should have answered, while nobody has.")
    late: bool
    raises: int = Field(description="How often it was raised again since nobody answered.")
    last_message_at: datetime | None
    created_at: datetime


class ConversationExport(BaseModel):
    """A whole conversation as JSON, for its customer or for staff."""

    conversation_id: str
    bot: str
    state: State
    created_at: datetime
    exported_at: datetime
    events: list[EventOut]


class RatingIn(Strict):
    """A rating of one answer (`seq` of the bot's message) or of the whole conversation (no `seq`)."""

    seq: Annotated[int, Field(ge=1, le=2**62)] | None = None
    rating: Literal["up", "down"] | Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[Lines, Field(max_length=2000)] = ""
    user_id: Reference | None = None


class FeedbackIn(RatingIn):
    """A rating that names its conversation."""

    conversation_id: Reference


class FeedbackOut(BaseModel):
    id: int
    conversation_id: str
    seq: int | None
    rating: Literal["up", "down"] | int
    comment: str
    created_at: datetime


class StaffMessageIn(Strict):
    content: MessageText = ""
    attachments: AttachmentIds = Field(default=[], description="Ids of files that were uploaded here before.")

    @model_validator(mode="after")
    def _says_something(self) -> "StaffMessageIn":
        if not self.content and not self.attachments:
            raise PydanticCustomError("empty", "Write a message, or attach a file")
        return self


class HandoffIn(Strict):
    """A customer asks for a person."""

    user_id: Reference | None = None
