"""Context: what staff see beside a conversation. Who it is with, what is known of them, and how they felt in it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from frontdesk.conversations.customers.links import CustomerLinks, LinkedRecord
from frontdesk.conversations.memories.models import Memory
from frontdesk.conversations.memories.repository import Whose
from frontdesk.conversations.memories.service import MemoryService
from frontdesk.conversations.models import Conversation
from frontdesk.crm.scope import Scope
from frontdesk.identity.service.profiles import CustomerProfiles, Profile
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_SENTIMENTS = 200
# The number of the customer's message, and when it was answered; the newest answers, oldest first.
_SENTIMENTS = text(
    """
    SELECT seq, sentiment, at FROM (
        SELECT CAST(data ->> 'answers' AS bigint) AS seq, data ->> 'sentiment' AS sentiment, created_at AS at
        FROM conversation_events WHERE conversation_id = :conversation_id AND type = 'message'
            AND actor_kind = 'bot' AND data ? 'answers' ORDER BY conversation_events.seq DESC LIMIT :most
    ) newest ORDER BY seq
    """
)


@dataclass(frozen=True)
class Feeling:
    """How the customer felt in the message of that number, or in those that were answered together with it."""

    seq: int
    sentiment: str
    at: datetime


@dataclass(frozen=True)
class Context:
    """`profile` is None of a visitor who is not known."""

    profile: Profile | None
    record: LinkedRecord | None
    memories: list[Memory]
    sentiments: list[Feeling]


class ConversationContexts:
    """Reads contexts with the rights of the transaction's staff."""

    def __init__(self, profiles: CustomerProfiles, links: CustomerLinks, memories: MemoryService):
        self._profiles = profiles
        self._links = links
        self._memories = memories

    async def read(self, unit: UnitOfWork, scope: Scope, conversation: Conversation) -> Context:
        customer_id = conversation.customer_id
        profile = None if customer_id is None else await self._profiles.get(unit, customer_id)
        email = profile.email if profile else None
        return Context(
            profile=profile,
            record=await self._links.record(unit, scope, conversation, email),
            memories=await self._memories.all(unit, Whose(customer_id, conversation.id)),
            sentiments=await self._sentiments(unit, conversation),
        )

    async def _sentiments(self, unit: UnitOfWork, conversation: Conversation) -> list[Feeling]:
        values: dict[str, Any] = {"conversation_id": conversation.id, "most": MOST_SENTIMENTS}
        return [Feeling(**row._mapping) for row in await unit.execute(_SENTIMENTS, values)]
