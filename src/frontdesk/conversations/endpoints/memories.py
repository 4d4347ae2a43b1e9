"""Paths of what is remembered: of a customer for staff and themselves, and in a conversation for who may enter it."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.customer_schemas import (
    MemoryChange,
    MemoryList,
    MemoryOut,
    NewMemory,
    memory_out,
)
from frontdesk.conversations.memories.repository import Whose
from frontdesk.conversations.memories.service import MemoryService, Written
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.dependencies import AnyCaller, StaffAgent, StaffViewer, Work
from frontdesk.identity.service.profiles import CustomerProfiles
from frontdesk.platform.database import Database
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference
from frontdesk.platform.unit_of_work import UnitOfWork

router = APIRouter(prefix="/api/v1", tags=["customers"])

Memories = Annotated[MemoryService, provided(MemoryService)]
Profiles = Annotated[CustomerProfiles, provided(CustomerProfiles)]
Conversations = Annotated[ConversationService, provided(ConversationService)]
Door = Annotated[ConversationDoor, provided(ConversationDoor)]
Base = Annotated[Database, provided(Database)]
CustomerId = Annotated[int, Path(ge=1, le=2**62)]
MemoryId = Annotated[int, Path(ge=1, le=2**62)]
UserId = Annotated[str | None, Query(max_length=200, description="The user_id that the conversation began with.")]


async def _of(unit: UnitOfWork, profiles: CustomerProfiles, customer_id: int) -> Whose:
    """Raises CustomerNotFoundError."""
    return Whose((await profiles.get(unit, customer_id)).id, None)


@router.get("/customers/{customer_id}/memories", responses=problems(401, 403, 404, 422))
async def list_memories(
    customer_id: CustomerId, _: StaffViewer, work: Work, profiles: Profiles, memories: Memories
) -> MemoryList:
    """What is remembered of a customer, the newest first."""
    found = await memories.all(work, await _of(work, profiles, customer_id))
    return MemoryList(items=[memory_out(memory) for memory in found])


@router.post("/customers/{customer_id}/memories", status_code=201, responses=problems(400, 401, 403, 404, 409, 422))
async def write_memory(
    customer_id: CustomerId, body: NewMemory, caller: StaffAgent, work: Work, profiles: Profiles, memories: Memories
) -> MemoryOut:
    """Staff write down what is to be remembered."""
    written = Written(body.kind, body.value, body.expires_at)
    # Locked: whoever is erased in this moment is told to be gone.
    whose = Whose((await profiles.get(work, customer_id, for_change=True)).id, None)
    return memory_out(await memories.add(work, caller, whose, written))


@router.patch("/customers/{customer_id}/memories/{memory_id}", responses=problems(400, 401, 403, 404, 422))
async def change_memory(
    customer_id: CustomerId,
    memory_id: MemoryId,
    body: MemoryChange,
    caller: StaffAgent,
    work: Work,
    profiles: Profiles,
    memories: Memories,
) -> MemoryOut:
    """Staff correct a memory, or how long it lives."""
    whose, values = await _of(work, profiles, customer_id), body.model_dump(exclude_unset=True)
    return memory_out(await memories.change(work, caller, whose, memory_id, values))


@router.delete("/customers/{customer_id}/memories/{memory_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def erase_memory(
    customer_id: CustomerId,
    memory_id: MemoryId,
    caller: StaffAgent,
    work: Work,
    profiles: Profiles,
    memories: Memories,
) -> Response:
    """Erases a memory for good."""
    await memories.erase(work, caller, await _of(work, profiles, customer_id), memory_id)
    return Response(status_code=204)


@router.get("/conversations/{conversation_id}/memories", responses=problems(401, 404, 422))
async def memories_in_conversation(
    conversation_id: Reference,
    caller: AnyCaller,
    memories: Memories,
    conversations: Conversations,
    door: Door,
    database: Base,
    user_id: UserId = None,
) -> MemoryList:
    """What is remembered of the customer, or of a visitor from this conversation: for staff and for themselves."""
    place = await door.find(conversation_id, caller)
    async with database.unit_of_work(place.workspace_id) as unit:
        entered = await conversations.enter(unit, place, caller, user_id)
        found = await memories.all(unit, Whose(entered.customer_id, entered.id))
    return MemoryList(items=[memory_out(memory) for memory in found])


@router.delete(
    "/conversations/{conversation_id}/memories/{memory_id}", status_code=204, responses=problems(401, 403, 404, 422)
)
async def erase_memory_in_conversation(
    conversation_id: Reference,
    memory_id: MemoryId,
    caller: AnyCaller,
    memories: Memories,
    conversations: Conversations,
    door: Door,
    database: Base,
    user_id: UserId = None,
) -> Response:
    """Erases a memory for good: for staff, and for who it is about."""
    place = await door.find(conversation_id, caller)
    async with database.unit_of_work(place.workspace_id) as unit:
        entered = await conversations.enter(unit, place, caller, user_id, lock=True)
        await memories.erase(unit, caller, Whose(entered.customer_id, entered.id), memory_id)
    return Response(status_code=204)
