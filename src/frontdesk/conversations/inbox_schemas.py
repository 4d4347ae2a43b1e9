"""Shapes of the inbox on the wire: views, labels, notes, notifications."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from frontdesk.conversations.filters import View
from frontdesk.conversations.schemas import Color, LabelMark, MessageText, ResolveReason, Sentiment, Strict
from frontdesk.platform.partial import not_sent
from frontdesk.platform.texts import Name

Id = Annotated[int, Field(ge=1, le=2**62)]
ShortName = Annotated[Name, Field(max_length=60)]
SomeWords = Annotated[MessageText, Field(min_length=1, pattern=r"\S")]


class ViewCount(BaseModel):
    """A view of the inbox. 10,000 means that many or more."""

    key: View
    count: int


class BotCount(BaseModel):
    id: int
    name: str
    count: int


class LabelCount(LabelMark):
    count: int


class SentimentCount(BaseModel):
    sentiment: Sentiment
    count: int


class PriorityCount(BaseModel):
    priority: int
    count: int


class InboxViewsOut(BaseModel):
    """The views with what each holds, and how the open conversations spread."""

    items: list[ViewCount]
    bots: list[BotCount]
    labels: list[LabelCount]
    sentiments: list[SentimentCount]
    priorities: list[PriorityCount]


class LabelIn(Strict):
    name: ShortName
    color: Color = "gray"


class LabelChange(Strict):
    name: ShortName = Field(default_factory=not_sent)
    color: Color = Field(default_factory=not_sent)


class LabelsOut(BaseModel):
    items: list[LabelMark]


class LabelsOfConversation(Strict):
    """All labels that the conversation is to have."""

    labels: list[Id] = Field(max_length=50)


class NoteIn(Strict):
    """A private note, and the ids of the members who are told of it."""

    content: SomeWords
    mentions: list[Id] = Field(default=[], max_length=50)


class ResolveIn(Strict):
    """Why it is resolved, for staff alone, and a note on that."""

    reason: ResolveReason | None = None
    note: MessageText = ""


class SnoozeIn(Strict):
    until: AwareDatetime


class AssignIn(Strict):
    """`user_id`: whose it is to be, null for nobody's; or `to` "next": whoever is there and has the most room."""

    user_id: Id | None = None
    to: Literal["next"] | None = None

    @model_validator(mode="after")
    def _says_to_whom(self) -> Self:
        if (self.to is None) == ("user_id" not in self.model_fields_set):
            raise ValueError('give either user_id (null for nobody) or "to": "next"')
        return self


class _Bulk(Strict):
    """Some conversations, for one action on each."""

    ids: list[UUID] = Field(min_length=1, max_length=200)


class BulkAssign(_Bulk, AssignIn):
    action: Literal["assign"]


class BulkLabel(_Bulk):
    action: Literal["label", "unlabel"]
    label_id: Id


class BulkSnooze(_Bulk, SnoozeIn):
    action: Literal["snooze"]


class BulkResolve(_Bulk, ResolveIn):
    action: Literal["resolve"]


class BulkStep(_Bulk):
    action: Literal["take", "release"]


BulkIn = Annotated[BulkAssign | BulkLabel | BulkSnooze | BulkResolve | BulkStep, Field(discriminator="action")]


class BulkFailure(BaseModel):
    id: UUID
    detail: str


class BulkOut(BaseModel):
    """Which conversations are now as was asked, and why others are not."""

    changed: list[UUID]
    failed: list[BulkFailure]


class MergeIn(Strict):
    """The conversation that stays, and in which the other one goes on."""

    into: UUID


Shortcut = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$", description="What is typed after a slash.")]
ReplyContent = Annotated[SomeWords, Field(max_length=10_000)]


class SavedReplyIn(Strict):
    """An answer to be used again; `{customer_name}` and the like stand for what differs."""

    shortcut: Shortcut
    title: Name
    content: ReplyContent


class SavedReplyChange(Strict):
    shortcut: Shortcut = Field(default_factory=not_sent)
    title: Name = Field(default_factory=not_sent)
    content: ReplyContent = Field(default_factory=not_sent)


class SavedReplyOut(SavedReplyIn):
    model_config = ConfigDict(extra="ignore")

    id: int
    created_at: datetime
    updated_at: datetime


class SavedRepliesOut(BaseModel):
    items: list[SavedReplyOut]
    variables: list[str]


class RenderedReply(BaseModel):
    """The reply for one conversation; `missing` names the variables for which nothing is known."""

    content: str
    missing: list[str]


class Availability(Strict):
    """Whether new conversations may be given to a member, and how many at a time (null: as the bot's settings say)."""

    available: bool
    capacity: Annotated[int, Field(ge=0, le=1000)] | None = None


class AvailabilityOut(BaseModel):
    available: bool
    capacity: int | None
    open: int = Field(description="Conversations with people that are the member's now.")


class TeamMember(AvailabilityOut):
    id: int
    name: str
    role: str


class TeamOut(BaseModel):
    items: list[TeamMember]


class NotificationOut(BaseModel):
    """Something that a member is told. `seq`: the event of the conversation that it is about."""

    id: int
    kind: Literal["mention", "assigned", "waiting", "raised"]
    conversation_id: UUID
    seq: int | None
    words: str
    actor_name: str
    created_at: datetime
    read_at: datetime | None


class ReadIn(Strict):
    """These notifications, or all."""

    ids: list[Id] | None = Field(default=None, max_length=500)
    all: bool = False

    @model_validator(mode="after")
    def _says_which(self) -> Self:
        if (self.ids is None) != self.all:
            raise ValueError("give either ids or all: true")
        return self


class ReadOut(BaseModel):
    """How many were marked as read now, and how many are unread still."""

    read: int
    unread: int
