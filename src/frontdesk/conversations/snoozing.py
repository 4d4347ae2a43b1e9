"""Putting conversations off: out of sight until a time, or until the customer writes."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from frontdesk.conversations.calling import PeopleCaller
from frontdesk.conversations.errors import ResolvedError, SnoozeTimeError
from frontdesk.conversations.log import ConversationLog, staff_actor, woken
from frontdesk.conversations.models import Conversation, NewEvent
from frontdesk.conversations.repository import ConversationRepository
from frontdesk.conversations.waiting import deal_out
from frontdesk.identity.callers import Caller
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork

LONGEST = timedelta(days=366)

_TO_WAKE = text("SELECT workspace_id, conversation_id FROM door_to_wake(:now, :most)")


class SnoozeService:
    """Puts off and wakes. A customer's message wakes in turns.py, being raised again in service.py."""

    def __init__(self, clock: Clock, people: PeopleCaller):
        self._clock = clock
        self._people = people
        self._log = ConversationLog(clock)
        self._repository = ConversationRepository()

    async def snooze(
        self, unit: UnitOfWork, conversation: Conversation, caller: Caller, until: datetime
    ) -> Conversation:
        """Puts it off. It must be locked. Raises SnoozeTimeError for a time that is past or far, ResolvedError."""
        now = self._clock.now()
        if until <= now:
            raise SnoozeTimeError("is past already")
        if until > now + LONGEST:
            raise SnoozeTimeError("is more than a year away")
        if conversation.state == "resolved":
            raise ResolvedError
        put_off = await self._repository.update(unit, conversation.id, snoozed_until=until)
        data = {"kind": "snooze", "until": until.isoformat(), "why": "asked"}
        await self._log.add(unit, conversation.id, NewEvent("status", staff_actor(caller), "", data))
        if conversation.assigned_to is not None:
            await deal_out(unit)
        return put_off

    async def wake(self, unit: UnitOfWork, conversation: Conversation, caller: Caller) -> Conversation:
        """Has it back at once; nothing where it is not put off."""
        if conversation.snoozed_until is None:
            return conversation
        back = await self._repository.update(unit, conversation.id, snoozed_until=None)
        data = {"kind": "snooze", "until": None, "why": "asked"}
        await self._log.add(unit, conversation.id, NewEvent("status", staff_actor(caller), "", data))
        return back

    async def due(self, unit: UnitOfWork, most: int) -> list[Any]:
        """workspace_id and conversation_id of those whose time has come, over all workspaces."""
        return list(await unit.execute(_TO_WAKE, {"now": self._clock.now(), "most": most}))

    async def wake_due(self, unit: UnitOfWork, conversation_id: UUID) -> None:
        """Has one of them back, and tells whose it is; nothing where that was done meanwhile."""
        conversation = await self._repository.get(unit, conversation_id, lock=True)
        if conversation is None or conversation.snoozed_until is None:
            return
        if conversation.snoozed_until > self._clock.now():
            return
        await self._repository.update(unit, conversation.id, snoozed_until=None)
        await self._log.add(unit, conversation.id, woken("time"))
        await self._people.back(unit, conversation)
