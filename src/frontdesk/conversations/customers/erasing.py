"""Erasing: all that is held about a customer, or a conversation of somebody who is not known, is gone for good.

Conversations go with their events, files, feedback, notes, notifications, summaries, memories and links, which hang on
them in the database. What is left in the audit trail names nobody. A record of the CRM is the company's own and stays.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import TextClause, text

from frontdesk.conversations.models import Conversation
from frontdesk.conversations.signals import conversation_topic, inbox_topic
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.profiles import CustomerProfiles
from frontdesk.platform.realtime import Signal
from frontdesk.platform.unit_of_work import UnitOfWork

# Above every number of an event: readers look into the log, and find no conversation.
BEYOND_ALL = 2**62


def _with_those_merged_into(these: str) -> TextClause:
    """Locks these and those that were merged into them, by however many steps."""
    return text(
        f"""
        WITH RECURSIVE whose AS (
            SELECT id FROM conversations WHERE {these}
            UNION SELECT c.id FROM conversations c JOIN whose w ON c.merged_into = w.id
        )
        SELECT id, created_at FROM conversations WHERE id IN (SELECT id FROM whose) ORDER BY id FOR UPDATE
        """  # noqa: S608 - constants
    )


_OF_CUSTOMER = _with_those_merged_into("customer_id = :customer_id")
_OF_CONVERSATION = _with_those_merged_into("id = :conversation_id")
# What was told of them to other parts of the program. Events carry ids and, some, the customer's words.
_DELETE_TIDINGS = text(
    """
    DELETE FROM domain_events WHERE occurred_at >= :since AND data ->> 'conversation_id' = ANY (:ids)
    """
)
_DELETE_CONVERSATIONS = text("DELETE FROM conversations WHERE id = ANY (:ids)")


@dataclass(frozen=True)
class Erased:
    """How much was erased."""

    conversations: int
    events: int


_COUNT_EVENTS = text("SELECT count(*) FROM conversation_events WHERE conversation_id = ANY (:ids)")


class Eraser:
    """Erases customers and conversations. A turn that is under way finds nothing to answer to, and stores nothing."""

    def __init__(self, profiles: CustomerProfiles, audit: AuditTrail):
        self._profiles = profiles
        self._audit = audit

    async def customer(self, unit: UnitOfWork, caller: Caller, customer_id: int) -> Erased:
        """Raises CustomerNotFoundError."""
        # In the order of all who write in a conversation, so that nobody waits in a circle: it, then its customer.
        # What has begun before the customer was locked is found by the second look.
        await unit.execute(_OF_CUSTOMER, {"customer_id": customer_id})
        await self._profiles.get(unit, customer_id, for_change=True)
        rows = (await unit.execute(_OF_CUSTOMER, {"customer_id": customer_id})).all()
        erased = await self._erase(unit, [row.id for row in rows], min((row.created_at for row in rows), default=None))
        await self._profiles.erase(unit, customer_id)
        metadata = {"conversations": erased.conversations, "events": erased.events}
        await self._audit.record(unit, caller, "customer.erased", "customers", customer_id, metadata)
        return erased

    async def conversation(self, unit: UnitOfWork, caller: Caller, conversation: Conversation) -> Erased:
        """One conversation, with those that were merged into it."""
        rows = (await unit.execute(_OF_CONVERSATION, {"conversation_id": conversation.id})).all()
        erased = await self._erase(unit, [row.id for row in rows], min(row.created_at for row in rows))
        metadata = {"events": erased.events}
        await self._audit.record(unit, caller, "conversation.erased", "conversations", conversation.id, metadata)
        return erased

    async def _erase(self, unit: UnitOfWork, ids: list[UUID], since: object) -> Erased:
        if not ids:
            return Erased(0, 0)
        events = int((await unit.execute(_COUNT_EVENTS, {"ids": ids})).scalar_one())
        await unit.execute(_DELETE_TIDINGS, {"ids": [str(one) for one in ids], "since": since})
        await unit.execute(_DELETE_CONVERSATIONS, {"ids": ids})
        for one in ids:
            topics = (conversation_topic(one), inbox_topic(unit.workspace_id))
            unit.signal(Signal(topics, {"conversation_id": str(one), "seq": BEYOND_ALL, "type": "erased"}))
        return Erased(len(ids), events)
