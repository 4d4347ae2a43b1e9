"""Paths for a customer who has signed in: what is held of them, and sessions that they began before."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from fastapi.responses import StreamingResponse

from frontdesk.conversations.customer_schemas import (
    CustomerOut,
    JoinedOut,
    JoinIn,
    MemoryList,
    memory_out,
)
from frontdesk.conversations.customers.errors import CustomersOnlyError
from frontdesk.conversations.customers.exporting import CustomerExport
from frontdesk.conversations.customers.joining import SessionJoining
from frontdesk.conversations.endpoints.customers import json_file
from frontdesk.conversations.memories.repository import Whose
from frontdesk.conversations.memories.service import MemoryService
from frontdesk.identity.callers import Caller
from frontdesk.identity.dependencies import SignedIn, Work
from frontdesk.identity.service.profiles import CustomerProfiles
from frontdesk.platform.database import Database
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1/customers/me", tags=["customers"])

Memories = Annotated[MemoryService, provided(MemoryService)]
Profiles = Annotated[CustomerProfiles, provided(CustomerProfiles)]


async def _customer(caller: SignedIn) -> Caller:
    if caller.customer_id is None:
        raise CustomersOnlyError
    return caller


SignedInCustomer = Annotated[Caller, Depends(_customer)]


def id_of(caller: Caller) -> int:
    """The id of a caller who has come in as a customer."""
    assert caller.customer_id is not None, "checked on the way in"
    return caller.customer_id


@router.get("", responses=problems(401, 403))
async def myself(caller: SignedInCustomer, work: Work, profiles: Profiles) -> CustomerOut:
    """Who is signed in, as staff see them."""
    return CustomerOut.model_validate(await profiles.get(work, id_of(caller)))


@router.post("/sessions", responses=problems(400, 401, 403, 422))
async def join_sessions(
    body: JoinIn,
    caller: SignedInCustomer,
    profiles: Profiles,
    joining: Annotated[SessionJoining, provided(SessionJoining)],
    database: Annotated[Database, provided(Database)],
) -> JoinedOut:
    """Makes conversations that were begun without a login the customer's own. Their secrets are the proof."""
    places = await joining.places(body.session_ids)
    async with database.unit_of_work(caller.workspace_id) as unit:
        joined = await joining.join(unit, await profiles.get(unit, id_of(caller), for_change=True), places)
    return JoinedOut(joined=joined.conversations, refused=joined.refused)


@router.get("/memories", responses=problems(401, 403))
async def my_memories(caller: SignedInCustomer, work: Work, memories: Memories) -> MemoryList:
    """What is remembered of the customer, the newest first."""
    found = await memories.all(work, Whose(id_of(caller), None))
    return MemoryList(items=[memory_out(memory) for memory in found])


@router.delete("/memories/{memory_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def erase_my_memory(
    memory_id: Annotated[int, Path(ge=1, le=2**62)], caller: SignedInCustomer, work: Work, memories: Memories
) -> Response:
    """Erases a memory for good."""
    await memories.erase(work, caller, Whose(id_of(caller), None), memory_id)
    return Response(status_code=204)


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={200: {"content": {"application/json": {}}}, **problems(401, 403)},
)
async def my_export(
    caller: SignedInCustomer,
    work: Work,
    profiles: Profiles,
    export: Annotated[CustomerExport, provided(CustomerExport)],
) -> Response:
    """All that is held about the customer, but for what staff wrote to each other."""
    customer = await profiles.get(work, id_of(caller))
    return json_file(export.document(work.workspace_id, customer, for_staff=False), "my-data.json")
