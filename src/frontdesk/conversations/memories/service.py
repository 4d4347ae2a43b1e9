"""Memories: remembering what customers tell of themselves, and what staff and customers do with it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from frontdesk.conversations.memories.errors import MemoryNotFoundError, TooManyMemoriesError
from frontdesk.conversations.memories.models import Memory
from frontdesk.conversations.memories.repository import MemoryRepository, Whose
from frontdesk.conversations.schemas import MemoryRules
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.language.facts.finding import facts_of
from frontdesk.language.facts.kinds import FactKind
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.jobs import JobQueue
from frontdesk.platform.unit_of_work import UnitOfWork

REMEMBER = "memories.remember"
# Once a night, at an odd minute.
FORGET, WHEN = "memories.forget_expired", "37 3 * * *"
# Of one customer. One of each kind comes from the customer; the others staff wrote down.
MOST_MEMORIES = 100


@dataclass(frozen=True)
class Written:
    """A memory that staff write down; it lives 180 days where no other time is given."""

    kind: FactKind
    value: str
    expires_at: datetime | None = None


async def remember_later(unit: UnitOfWork, conversation_id: UUID, messages: tuple[str, ...]) -> None:
    """Has the worker read the conversation where its customer has just told something of themselves.

    Most messages tell nothing: then nothing is queued.
    """
    if any(facts_of(message) for message in messages):
        await unit.defer(
            REMEMBER,
            queueing_lock=f"{REMEMBER}:{conversation_id}",
            workspace_id=unit.workspace_id,
            conversation_id=str(conversation_id),
        )


class MemoryService:
    """What is remembered of customers."""

    def __init__(self, audit: AuditTrail, clock: Clock):
        self._audit = audit
        self._clock = clock
        self._repository = MemoryRepository()

    async def remember(self, unit: UnitOfWork, conversation_id: UUID) -> None:
        """Reads what the customer has said since the last time. A second run finds nothing left to read."""
        place = await self._repository.unread(unit, conversation_id)
        if place is None or place.last_seq == place.remembered_seq:
            return
        days = MemoryRules.model_validate(place.rules).days
        said = await self._repository.said_after(unit, conversation_id, place.remembered_seq) if days else ()
        for message in said:
            for fact in facts_of(message.content):
                values = {"kind": fact.kind, "value": fact.value, "told_by": "customer", "source_seq": message.seq}
                times = {"told_at": message.created_at, "expires_at": message.created_at + timedelta(days=days)}
                whose = {"customer_id": place.customer_id, "conversation_id": conversation_id}
                await self._repository.keep(unit, {**whose, **values, **times})
        await self._repository.mark_read(unit, conversation_id, place.last_seq)

    async def all(self, unit: UnitOfWork, whose: Whose) -> list[Memory]:
        """The newest first."""
        return await self._repository.all(unit, whose, self._clock.now(), MOST_MEMORIES)

    async def add(self, unit: UnitOfWork, caller: Caller, whose: Whose, written: Written) -> Memory:
        """Staff write a memory down. Of a kind that a customer has once it takes the place of the old one."""
        if await self._repository.count(unit, whose) >= MOST_MEMORIES:
            raise TooManyMemoriesError(MOST_MEMORIES)
        now = self._clock.now()
        values = {
            "customer_id": whose.customer_id,
            "conversation_id": whose.conversation_id,
            "kind": written.kind,
            "value": written.value,
            "source_seq": None,
            "told_by": "staff",
            "told_at": now,
            "expires_at": written.expires_at or now + timedelta(days=MemoryRules().days),
        }
        kept = await self._repository.keep(unit, values)
        # One that a message of this moment brought is newer: theirs stands.
        memory = kept or next(one for one in await self.all(unit, whose) if one.kind is written.kind)
        await self._tell(unit, caller, "memory.created", memory)
        return memory

    async def change(
        self, unit: UnitOfWork, caller: Caller, whose: Whose, memory_id: int, values: dict[str, Any]
    ) -> Memory:
        """Staff correct a memory; a new value is theirs and no message's. Raises MemoryNotFoundError."""
        found = await self._get(unit, whose, memory_id)
        if "value" in values:
            values = {**values, "told_by": "staff", "told_at": self._clock.now(), "source_seq": None}
        memory = await self._repository.change(unit, memory_id, values) if values else found
        await self._tell(unit, caller, "memory.updated", memory)
        return memory

    async def erase(self, unit: UnitOfWork, caller: Caller, whose: Whose, memory_id: int) -> None:
        """Raises MemoryNotFoundError."""
        memory = await self._get(unit, whose, memory_id)
        await self._repository.delete(unit, whose, memory_id)
        await self._tell(unit, caller, "memory.erased", memory)

    async def adopt(self, unit: UnitOfWork, conversation_id: UUID, customer_id: int) -> None:
        """Gives a customer what they told as a visitor."""
        await self._repository.adopt(unit, conversation_id, customer_id)

    async def _get(self, unit: UnitOfWork, whose: Whose, memory_id: int) -> Memory:
        found = await self._repository.get(unit, whose, memory_id, self._clock.now())
        if found is None:
            raise MemoryNotFoundError
        return found

    async def _tell(self, unit: UnitOfWork, caller: Caller, action: str, memory: Memory) -> None:
        """The trail tells that and not what: it stays when the customer is erased."""
        metadata = {"kind": memory.kind.value, "customer_id": memory.customer_id}
        await self._audit.record(unit, caller, action, "memories", memory.id, metadata)


class Remembering:
    """The work of memories outside of requests."""

    def __init__(self, database: Database, memories: MemoryService, clock: Clock):
        self._database = database
        self._memories = memories
        self._clock = clock

    async def remember(self, workspace_id: int, conversation_id: str) -> None:
        async with self._database.unit_of_work(workspace_id) as unit:
            await self._memories.remember(unit, UUID(conversation_id))

    async def forget_expired(self, timestamp: int) -> None:
        async with self._database.unit_of_work(None) as unit:
            await MemoryRepository().forget_expired(unit, self._clock.now())

    def register(self, jobs: JobQueue) -> None:
        """Has the worker remember when it is asked to, and forget each night."""
        jobs.add(REMEMBER, self.remember)
        jobs.add_periodic(FORGET, WHEN, self.forget_expired)
