"""Shapes of customers, of what is remembered of them, and of what staff see beside a conversation."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from frontdesk.conversations.memories.models import Memory
from frontdesk.conversations.schemas import ConversationOut, Sentiment, Strict
from frontdesk.identity.schemas import CustomerToken, Time
from frontdesk.language.facts.kinds import FactKind
from frontdesk.platform.partial import not_sent
from frontdesk.platform.texts import Email, Name, OptionalName, Reference, without_control_characters

Identified = Literal["anonymous", "login", "host"]
RowId = Annotated[int, Field(ge=1, le=2**62)]

MemoryValue = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500),
    AfterValidator(without_control_characters),
]


class MemoryOut(BaseModel):
    """A fact about a customer. `content` says it in words that stand alone; `value` is the fact itself."""

    id: int
    kind: FactKind
    value: str
    content: str
    source_seq: int | None = Field(description="The message that it came from; null where staff wrote it down.")
    conversation_id: UUID | None
    told_by: Literal["customer", "staff"]
    told_at: datetime
    expires_at: datetime


class MemoryList(BaseModel):
    items: list[MemoryOut]


class NewMemory(Strict):
    """Of every kind but `other` a customer has one: a new one takes its place. It lives 180 days unless set."""

    kind: FactKind = FactKind.OTHER
    value: MemoryValue
    expires_at: Time | None = None


class MemoryChange(Strict):
    """What is left out stays as it is."""

    value: MemoryValue = Field(default_factory=not_sent)
    expires_at: Time = Field(default_factory=not_sent)


class CustomerOut(BaseModel):
    """A customer, as staff know them."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    bot_id: int | None
    name: str
    email: str | None
    login: str | None
    user_id: str | None
    vip: bool
    identified: Identified
    created_at: datetime


class CustomerChange(Strict):
    """What is left out stays as it is. An `email` of null is taken away."""

    name: Name = Field(default_factory=not_sent)
    email: Email | None = Field(default_factory=not_sent)
    vip: bool = Field(default_factory=not_sent)


class ContextCustomer(BaseModel):
    """Who a conversation is with. `id` is null of a visitor who is not known."""

    id: int | None
    name: str
    email: str | None
    user_id: str | None
    vip: bool
    identified: Identified


class LinkedRecordOut(BaseModel):
    """The customer's record in the CRM: linked by staff, or found by an equal mail address."""

    model_config = ConfigDict(from_attributes=True)

    object: str
    id: int
    title: str
    by: Literal["link", "email"]


class RecordLink(Strict):
    """One of the contacts or leads."""

    object: Annotated[OptionalName, Field(min_length=1, max_length=60)]
    id: RowId


class FeelingOut(BaseModel):
    """How the customer felt in message `seq`, or in those that were answered together with it."""

    model_config = ConfigDict(from_attributes=True)

    seq: int
    sentiment: Sentiment
    at: datetime


class ContextOut(BaseModel):
    """What staff see beside a conversation."""

    customer: ContextCustomer
    record: LinkedRecordOut | None
    earlier: list[ConversationOut]
    memories: list[MemoryOut]
    sentiments: list[FeelingOut]


Secrets = Annotated[list[Reference], Field(max_length=20)]


class JoinIn(Strict):
    """Secrets of sessions that were begun before the customer was known."""

    session_ids: Annotated[Secrets, Field(min_length=1)]


class JoinedOut(BaseModel):
    """What became of each session: the id of the conversation that is the customer's now, or that it cannot be."""

    joined: dict[str, UUID]
    refused: list[str]


class IdentifyIn(Strict):
    """Who the host site's visitor is.

    `user_hash`: HMAC-SHA256 in hexadecimal, keyed with the bot's identity secret, over the user_id; with an email over
    the user_id, a line break and the email, as they are sent. It is made on the site's server, never in the page.
    `sessions`: secrets of sessions that the visitor began before.
    """

    user_id: Reference
    user_hash: Annotated[str, Field(min_length=64, max_length=64, pattern="^[0-9a-fA-F]{64}$")]
    name: OptionalName = ""
    email: Annotated[str, Field(max_length=254)] | None = None
    sessions: Secrets = []

    @property
    def address(self) -> str | None:
        return None if self.email is None else _address.validate_python(self.email)

    @model_validator(mode="after")
    def _email_is_one(self) -> Self:
        # Kept as it was written until here: that is what the site has signed.
        if self.email is not None:
            _address.validate_python(self.email)
        return self


_address: TypeAdapter[str] = TypeAdapter(Email)


class IdentifiedOut(CustomerToken):
    """The customer's sign-in, and which of the sessions have become theirs."""

    customer_id: int
    joined: dict[str, UUID]
    refused: list[str]


class IdentitySecretIn(Strict):
    """`keep_previous_hours`: how long the secret before this one counts, while the site takes the new one on."""

    keep_previous_hours: Annotated[int, Field(ge=0, le=168)] = 0


class IdentitySecretOut(BaseModel):
    """The secret itself: shown this once and never again."""

    secret: str


class IdentityStanding(BaseModel):
    """Whether the site can name its visitors. `previous_until`: until then the secret before counts too."""

    is_set: bool
    created_at: datetime | None
    previous_until: datetime | None


def memory_out(memory: Memory) -> MemoryOut:
    return MemoryOut(
        id=memory.id,
        kind=memory.kind,
        value=memory.value,
        content=memory.content,
        source_seq=memory.source_seq,
        conversation_id=memory.conversation_id,
        told_by="staff" if memory.told_by == "staff" else "customer",
        told_at=memory.told_at,
        expires_at=memory.expires_at,
    )
