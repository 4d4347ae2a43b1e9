"""Paths of what staff see beside a conversation, of the record that its customer is, and of erasing it."""

from typing import Annotated

from fastapi import APIRouter, Response

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.customer_schemas import (
    ContextCustomer,
    ContextOut,
    FeelingOut,
    LinkedRecordOut,
    RecordLink,
    memory_out,
)
from frontdesk.conversations.customers.context import ConversationContexts
from frontdesk.conversations.customers.erasing import Eraser
from frontdesk.conversations.customers.links import CustomerLinks
from frontdesk.conversations.filters import ConversationFilter
from frontdesk.conversations.listing import ConversationList
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.schemas import ConversationOut
from frontdesk.conversations.service import ConversationService
from frontdesk.crm.scope import ScopeReader
from frontdesk.identity.dependencies import StaffAdmin, StaffAgent, StaffViewer, Work
from frontdesk.identity.service.profiles import Profile
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference
from frontdesk.platform.unit_of_work import UnitOfWork

router = APIRouter(prefix="/api/v1/conversations", tags=["customers"])

Conversations = Annotated[ConversationService, provided(ConversationService)]
Door = Annotated[ConversationDoor, provided(ConversationDoor)]
Scopes = Annotated[ScopeReader, provided(ScopeReader)]
Links = Annotated[CustomerLinks, provided(CustomerLinks)]

MOST_EARLIER = 20


@router.get("/{conversation_id}/context", responses=problems(401, 403, 404, 422))
async def conversation_context(
    conversation_id: Reference,
    caller: StaffViewer,
    work: Work,
    door: Door,
    conversations: Conversations,
    scopes: Scopes,
    contexts: Annotated[ConversationContexts, provided(ConversationContexts)],
    listed: Annotated[ConversationList, provided(ConversationList)],
) -> ContextOut:
    """Who the conversation is with, their record, other conversations and memories, and how they felt in it."""
    conversation = await conversations.enter(work, await door.find(conversation_id, caller), caller)
    context = await contexts.read(work, await scopes.read(work), conversation)
    record = context.record
    return ContextOut(
        customer=_customer(conversation, context.profile),
        record=LinkedRecordOut.model_validate(record) if record else None,
        earlier=await _earlier(work, listed, conversation),
        memories=[memory_out(memory) for memory in context.memories],
        sentiments=[FeelingOut.model_validate(one) for one in context.sentiments],
    )


@router.put("/{conversation_id}/record", responses=problems(400, 401, 403, 404, 422))
async def link_record(
    conversation_id: Reference,
    body: RecordLink,
    caller: StaffAgent,
    work: Work,
    door: Door,
    conversations: Conversations,
    scopes: Scopes,
    links: Links,
) -> LinkedRecordOut:
    """Says which contact or lead the customer is, in place of what was linked before."""
    conversation = await conversations.enter(work, await door.find(conversation_id, caller), caller, lock=True)
    linked = await links.link(work, await scopes.read(work), caller, conversation, body.object, body.id)
    return LinkedRecordOut.model_validate(linked)


@router.delete("/{conversation_id}/record", status_code=204, responses=problems(401, 403, 404, 422))
async def unlink_record(
    conversation_id: Reference, caller: StaffAgent, work: Work, door: Door, conversations: Conversations, links: Links
) -> Response:
    """Takes the link away; a record with the same mail address is still found."""
    conversation = await conversations.enter(work, await door.find(conversation_id, caller), caller, lock=True)
    await links.unlink(work, caller, conversation)
    return Response(status_code=204)


@router.delete("/{conversation_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def erase_conversation(
    conversation_id: Reference,
    caller: StaffAdmin,
    work: Work,
    door: Door,
    conversations: Conversations,
    eraser: Annotated[Eraser, provided(Eraser)],
) -> Response:
    """Erases a conversation with all that hangs on it, for somebody who is not known. There is no way back."""
    conversation = await conversations.enter(work, await door.find(conversation_id, caller), caller)
    await eraser.conversation(work, caller, conversation)
    return Response(status_code=204)


def _customer(conversation: Conversation, profile: Profile | None) -> ContextCustomer:
    if profile is None:
        name = conversation.customer_name or conversation.user_id or "Visitor"
        return ContextCustomer(
            id=None, name=name, email=None, user_id=conversation.user_id, vip=False, identified="anonymous"
        )
    return ContextCustomer(
        id=profile.id,
        name=profile.name,
        email=profile.email,
        user_id=profile.user_id,
        vip=profile.vip,
        identified=profile.identified,
    )


async def _earlier(unit: UnitOfWork, listed: ConversationList, conversation: Conversation) -> list[ConversationOut]:
    """The customer's other conversations, the newest first; of a visitor who is not known there are none."""
    if conversation.customer_id is None:
        return []
    wanted = ConversationFilter(customer_id=conversation.customer_id)
    rows, _ = await listed.newest_first(unit, wanted, None, MOST_EARLIER + 1)
    others = [row for row in rows if row.id != conversation.id]
    return await listed.shown(unit, others[:MOST_EARLIER])
