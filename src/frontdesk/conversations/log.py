"""The log of a conversation, to be added to: each event gets the next number."""

from uuid import UUID

from frontdesk.conversations.models import Actor, ConversationEvent, NewEvent
from frontdesk.conversations.repository import ConversationRepository
from frontdesk.identity.callers import Caller
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork

# What a customer never sees. `status`: what staff did with a conversation, by its data's `kind`.
STAFF_ONLY = ("note", "assignment", "status")


class ConversationLog:
    """Adds events. Whoever adds more than one holds the conversation's lock."""

    def __init__(self, clock: Clock):
        self._clock = clock
        self._repository = ConversationRepository()

    async def add(self, unit: UnitOfWork, conversation_id: UUID, event: NewEvent) -> ConversationEvent:
        seq = await self._repository.next_seq(unit, conversation_id)
        return await self._repository.add_event(unit, conversation_id, seq, event, self._clock.now())


def staff_actor(caller: Caller) -> Actor:
    """A member of staff, a program with a role, or the program itself."""
    return Actor("staff" if caller.is_staff else "system", caller.name, caller.user_id)


def woken(why: str) -> NewEvent:
    """A snooze has ended: by its `time`, by a `message` of the customer, because it was `raised` or `asked` for."""
    return NewEvent("status", Actor("system"), "", {"kind": "snooze", "until": None, "why": why})
