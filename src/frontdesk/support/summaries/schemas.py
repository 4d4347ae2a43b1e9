"""Shapes of summaries on the wire."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from frontdesk.conversations.schemas import Category, Sentiment, State

Outcome = Literal["answered", "asked", "said_so", "handed_over", "open"]


class WantedOut(BaseModel):
    """What the customer wants, in their own words in message `seq`."""

    seq: int
    text: str


class TriedOut(BaseModel):
    """A question and what it was answered. `helped` is null where nobody can tell."""

    seq: int
    question: str
    answer: str
    by: Literal["bot", "staff"]
    name: str
    outcome: Outcome
    sources: list[str] = Field(description="Titles of the passages that the answer rests on.")
    helped: bool | None


class FactOut(BaseModel):
    """Something that the customer told: a number of an order, an address, an amount, a day, an error code."""

    kind: str
    label: str
    value: str
    seq: int


class MoodOut(BaseModel):
    seq: int
    sentiment: Sentiment
    at: datetime


class SummaryOut(BaseModel):
    """A conversation for the person who takes over, in a few sentences and in its parts."""

    conversation_id: str
    summary: str
    wanted: list[WantedOut]
    tried: list[TriedOut]
    facts: list[FactOut]
    moods: list[MoodOut]
    handoff: list[str] = Field(description="Why it came to the team, one sentence for each time.")
    engine: str
    up_to_seq: int = Field(description="Number of the newest event that the summary knows of.")
    made_at: datetime


class UserChatSummary(BaseModel):
    """A kept summary of one conversation with a bot. `up_to_date`: nothing has happened since it was made."""

    session_id: str
    bot_id: int
    user_id: str | None
    customer_id: int | None
    customer_name: str
    summary: str
    category: Category | None
    sentiment: Sentiment | None
    priority: int | None
    state: State
    messages: int
    up_to_date: bool
    engine: str
    created_at: datetime
    last_message_at: datetime
    made_at: datetime


class ProcessedOut(BaseModel):
    """How many conversations are being summed up, also as a sentence."""

    message: str
    count: int
