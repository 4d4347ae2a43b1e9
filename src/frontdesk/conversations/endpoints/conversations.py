"""Paths of conversations: the list for staff, and for all who may enter one its events, its export and the handoff."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.cursors import InboxPlace, inbox_cursor, read_inbox_cursor
from frontdesk.conversations.endpoints.entering import Conversations, Door, event_out, state_of, step
from frontdesk.conversations.endpoints.narrowing import Narrowed
from frontdesk.conversations.inbox_schemas import ResolveIn
from frontdesk.conversations.listing import MOST_COUNTED, ConversationList
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.schemas import (
    ConversationExport,
    ConversationOut,
    EventOut,
    EventPage,
    HandoffIn,
    StaffMessageIn,
)
from frontdesk.conversations.service import ConversationService
from frontdesk.conversations.waiting import is_late
from frontdesk.identity.callers import Caller
from frontdesk.identity.dependencies import AnyCaller, StaffAgent, StaffViewer, Work
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.paging import Page, PageLimit, cut
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference
from frontdesk.platform.unit_of_work import UnitOfWork

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])

List = Annotated[ConversationList, provided(ConversationList)]
Base = Annotated[Database, provided(Database)]
UserId = Annotated[str | None, Query(max_length=200, description="The user_id that the conversation began with.")]
After = Annotated[int, Query(ge=0, le=2**62, description="Number of the last event that the caller has.")]

_EXPORT_LIMIT = 20_000


@router.get("", responses=problems(401, 403, 422))
async def list_conversations(
    caller: StaffViewer,
    work: Work,
    listed: List,
    limit: PageLimit,
    clock: Annotated[Clock, provided(Clock)],
    narrowed: Annotated[Narrowed, Query()],
) -> Page[ConversationOut]:
    """Support conversations: those that a person should have answered by now first, then the newest message.

    Those that are put off are shown by `snoozed=true` or the view of them only.
    """
    wanted, place = narrowed.wanted(caller), read_inbox_cursor(narrowed.after)
    as_of = place.as_of if place else clock.now()
    found, total = await listed.page(work, wanted, place, limit + 1)
    rows, more = cut(found, limit)
    return Page(
        items=await listed.shown(work, rows, as_of),
        next=inbox_cursor(_place_of(rows[-1], as_of)) if more else None,
        total=min(total, MOST_COUNTED),
        total_is_estimate=total > MOST_COUNTED,
    )


@router.get("/{conversation_id}", responses=problems(401, 403, 404, 422))
async def get_conversation(conversation_id: UUID, _: StaffViewer, work: Work, listed: List) -> ConversationOut:
    """One conversation as the list shows it, also one that was merged into another."""
    return await listed.one(work, conversation_id)


def _place_of(row: Any, as_of: datetime) -> InboxPlace:
    late = is_late(row.due_at, as_of)
    return InboxPlace(as_of, late, row.due_at if late else row.last_message_at, row.id)


@asynccontextmanager
async def _entered(
    reference: str,
    caller: Caller,
    user_id: str | None,
    door: ConversationDoor,
    database: Database,
    conversations: ConversationService,
    *,
    lock: bool = False,
) -> AsyncIterator[tuple[UnitOfWork, Conversation]]:
    """The unit of work of the conversation's workspace, and the conversation, where the caller may enter."""
    place = await door.find(reference, caller)
    async with database.unit_of_work(place.workspace_id) as unit:
        yield unit, await conversations.enter(unit, place, caller, user_id, lock=lock)


@router.get("/{conversation_id}/events", responses=problems(401, 404, 422))
async def list_events(
    conversation_id: Reference,
    caller: AnyCaller,
    conversations: Conversations,
    door: Door,
    database: Base,
    limit: PageLimit,
    after: After = 0,
    user_id: UserId = None,
) -> EventPage:
    """The events numbered above `after`, in order. Customers do not see notes."""
    async with _entered(conversation_id, caller, user_id, door, database, conversations) as (
        unit,
        conversation,
    ):
        events, following = await conversations.events(unit, conversation, caller, after, limit)
    return EventPage(items=[event_out(e) for e in events], next=following, state=state_of(conversation))


@router.get("/{conversation_id}/export", responses=problems(401, 404, 422))
async def export_conversation(
    conversation_id: Reference,
    caller: AnyCaller,
    conversations: Conversations,
    door: Door,
    database: Base,
    response: Response,
    user_id: UserId = None,
) -> ConversationExport:
    """The whole conversation as JSON, as a file to keep."""
    async with _entered(conversation_id, caller, user_id, door, database, conversations) as (
        unit,
        conversation,
    ):
        events, _ = await conversations.events(unit, conversation, caller, 0, _EXPORT_LIMIT)
    response.headers["content-disposition"] = 'attachment; filename="conversation.json"'
    return ConversationExport(
        conversation_id=conversation_id,
        bot=str(conversation.bot_id),
        state=state_of(conversation),
        created_at=conversation.created_at,
        exported_at=datetime.now(UTC),
        events=[event_out(event) for event in events],
    )


@router.post("/{conversation_id}/handoff", responses=problems(400, 401, 404, 422))
async def ask_for_person(
    conversation_id: Reference,
    body: HandoffIn,
    caller: AnyCaller,
    conversations: Conversations,
    door: Door,
    database: Base,
) -> EventPage:
    """The customer asks for a person. Asking twice changes nothing."""
    async with _entered(conversation_id, caller, body.user_id, door, database, conversations, lock=True) as (
        unit,
        conversation,
    ):
        before = conversation.last_seq
        conversation = await conversations.ask_for_person(unit, conversation)
        events, _ = await conversations.events(unit, conversation, caller, before, 10)
    return EventPage(items=[event_out(e) for e in events], next=None, state=state_of(conversation))


@router.post("/{conversation_id}/take", responses=problems(401, 403, 404, 409, 422))
async def take_conversation(
    conversation_id: Reference, caller: StaffAgent, conversations: Conversations, door: Door, work: Work
) -> EventPage:
    """A member of staff takes the conversation; from then on the bot is silent."""
    return await step(work, conversations, door, conversation_id, caller, conversations.take)


@router.post("/{conversation_id}/release", responses=problems(401, 403, 404, 409, 422))
async def release_conversation(
    conversation_id: Reference, caller: StaffAgent, conversations: Conversations, door: Door, work: Work
) -> EventPage:
    """Hands the conversation back to the bot."""
    return await step(work, conversations, door, conversation_id, caller, conversations.release)


@router.post("/{conversation_id}/resolve", responses=problems(401, 403, 404, 409, 422))
async def resolve_conversation(
    conversation_id: Reference,
    caller: StaffAgent,
    conversations: Conversations,
    door: Door,
    work: Work,
    body: ResolveIn | None = None,
) -> EventPage:
    """Closes the conversation; a new message of the customer opens it again. Why is seen by staff alone."""
    told = body or ResolveIn()

    async def resolve(unit: UnitOfWork, found: Conversation, staff: Caller) -> Conversation:
        return await conversations.resolve(unit, found, staff, told.reason, told.note)

    return await step(work, conversations, door, conversation_id, caller, resolve)


@router.post("/{conversation_id}/reopen", responses=problems(401, 403, 404, 409, 422))
async def reopen_conversation(
    conversation_id: Reference, caller: StaffAgent, conversations: Conversations, door: Door, work: Work
) -> EventPage:
    """Opens a resolved conversation again, for the bot or for people as the bot's `reopens_to` says."""
    return await step(work, conversations, door, conversation_id, caller, conversations.reopen)


@router.post("/{conversation_id}/messages", status_code=201, responses=problems(400, 401, 403, 404, 409, 422))
async def write_as_staff(
    conversation_id: Reference,
    body: StaffMessageIn,
    caller: StaffAgent,
    conversations: Conversations,
    door: Door,
    work: Work,
) -> EventOut:
    """A member of staff answers the customer; this takes the conversation."""
    place = await door.find(conversation_id, caller)
    conversation = await conversations.enter(work, place, caller, lock=True)
    return event_out(await conversations.reply(work, conversation, caller, body.content, body.attachments))
