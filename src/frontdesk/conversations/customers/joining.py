"""Joining: conversations that somebody began before they were known become theirs, by the sessions' secrets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from frontdesk.conversations.access import ConversationDoor, Place
from frontdesk.conversations.customers.links import CustomerLinks
from frontdesk.conversations.log import ConversationLog
from frontdesk.conversations.memories.service import MemoryService
from frontdesk.conversations.models import Actor, Conversation, NewEvent
from frontdesk.conversations.repository import ConversationRepository
from frontdesk.identity.service.profiles import Profile
from frontdesk.platform.unit_of_work import UnitOfWork


@dataclass
class Joined:
    """What became of each session: the conversation that is the customer's now, or that it cannot be."""

    conversations: dict[str, UUID] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)


class SessionJoining:
    """Gives customers what they began as visitors: conversations, memories and the link to their record."""

    def __init__(self, door: ConversationDoor, memories: MemoryService, links: CustomerLinks, log: ConversationLog):
        self._door = door
        self._memories = memories
        self._links = links
        self._log = log
        self._repository = ConversationRepository()

    async def places(self, secrets: Sequence[str]) -> dict[str, Place | None]:
        """Where each secret leads. Asked before the transaction that joins: it opens one of its own."""
        return {secret: await self._door.find_secret(secret) for secret in dict.fromkeys(secrets)}

    async def join(self, unit: UnitOfWork, customer: Profile, places: dict[str, Place | None]) -> Joined:
        """Joins what the secrets prove. Conversations of another bot or of somebody else are refused."""
        joined = Joined()
        # In one order for all, so that two at once do not wait for each other in a circle.
        for secret, place in sorted(places.items(), key=lambda item: str(item[1] and item[1].conversation_id)):
            conversation = await self._join(unit, customer, place) if place is not None else None
            if conversation is None:
                joined.refused.append(secret)
            else:
                joined.conversations[secret] = conversation.id
        return joined

    async def _join(self, unit: UnitOfWork, customer: Profile, place: Place) -> Conversation | None:
        if (place.workspace_id, place.bot_id) != (unit.workspace_id, customer.bot_id):
            return None
        conversation = await self._repository.get(unit, place.conversation_id, lock=True)
        while conversation is not None and conversation.merged_into is not None:
            conversation = await self._repository.get(unit, conversation.merged_into, lock=True)
        if conversation is None or conversation.customer_id not in (None, customer.id):
            return None
        if conversation.customer_id == customer.id:
            return conversation
        values: dict[str, Any] = {"customer_id": customer.id}
        if conversation.customer_name in ("", conversation.user_id):
            values["customer_name"] = customer.name
        joined = await self._repository.update(unit, conversation.id, **values)
        await self._memories.adopt(unit, conversation.id, customer.id)
        await self._links.adopt(unit, conversation.id, customer.id)
        data = {"kind": "joined", "customer_id": customer.id, "identified": customer.identified}
        actor = Actor("customer", customer.name, customer.id)
        await self._log.add(unit, conversation.id, NewEvent("status", actor, "", data))
        return joined
