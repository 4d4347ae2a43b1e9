"""Paths of conversations: the list for staff, and for all who may enter one its events, its export and the handoff."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.cursors import InboxPlace, inbox_cursor, read_inbox_cursor
from frontdesk.conversations.models import Conversation, ConversationEvent
from frontdesk.conversations.schemas import (
    ActorOut,
    Category,
    ConversationCustomer,
    ConversationExport,
    ConversationOut,
    EventOut,
    EventPage,
    HandoffIn,
    StaffMessageIn,
    State,
)
from frontdesk.conversations.service import ConversationFilter, ConversationService
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

Conversations = Annotated[ConversationService, provided(ConversationService)]
Door = Annotated[ConversationDoor, provided(ConversationDoor)]
Base = Annotated[Database, provided(Database)]
UserId = Annotated[str | None, Query(max_length=200, description="The user_id that the conversation began with.")]
After = Annotated[int, Query(ge=0, le=2**62, description="Number of the last event that the caller has.")]

_EXPORT_LIMIT = 20_000


@router.get("", responses=problems(401, 403, 422))
async def list_conversations(
    _: StaffViewer,
    work: Work,
    conversations: Conversations,
    limit: PageLimit,
    clock: Annotated[Clock, provided(Clock)],
    state: State | None = None,
    category: Category | None = None,
    bot_id: Annotated[int | None, Query(ge=1, le=2**62)] = None,
    late: bool | None = None,
    after: Annotated[str | None, Query(max_length=200)] = None,
) -> Page[ConversationOut]:
    """Support conversations: those that a person should have answered by now first, then the newest message."""
    wanted, place = (
        ConversationFilter(state=state, bot_id=bot_id, category=category, late=late),
        read_inbox_cursor(after),
    )
    as_of = place.as_of if place else clock.now()
    found, total = await conversations.page(work, wanted, place, limit + 1)
    rows, more = cut(found, limit)
    return Page(
        items=[_conversation_out(row, as_of) for row in rows],
        next=inbox_cursor(_place_of(rows[-1], as_of)) if more else None,
        total=total,
    )


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
    return EventPage(items=[event_out(e) for e in events], next=following, state=_state(conversation))


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
        state=_state(conversation),
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
    return EventPage(items=[event_out(e) for e in events], next=None, state=_state(conversation))


@router.post("/{conversation_id}/take", responses=problems(401, 403, 404, 409, 422))
async def take_conversation(
    conversation_id: Reference, caller: StaffAgent, conversations: Conversations, door: Door, work: Work
) -> EventPage:
    """A member of staff takes the conversation; from then on the bot is silent."""
    return await _step(work, conversations, door, conversation_id, caller, conversations.take)


@router.post("/{conversation_id}/release", responses=problems(401, 403, 404, 409, 422))
async def release_conversation(
    conversation_id: Reference, caller: StaffAgent, conversations: Conversations, door: Door, work: Work
) -> EventPage:
    """Hands the conversation back to the bot."""
    return await _step(work, conversations, door, conversation_id, caller, conversations.release)


@router.post("/{conversation_id}/resolve", responses=problems(401, 403, 404, 409, 422))
async def resolve_conversation(
    conversation_id: Reference, caller: StaffAgent, conversations: Conversations, door: Door, work: Work
) -> EventPage:
    """Closes the conversation; a new message of the customer opens it again."""
    return await _step(work, conversations, door, conversation_id, caller, conversations.resolve)


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


async def _step(
    work: UnitOfWork,
    conversations: ConversationService,
    door: ConversationDoor,
    reference: str,
    caller: Caller,
    step: Callable[[UnitOfWork, Conversation, Caller], Awaitable[Conversation]],
) -> EventPage:
    """Takes a step of the handoff; answers with the events that came of it, none where nothing changed."""
    before = await conversations.enter(work, await door.find(reference, caller), caller, lock=True)
    after = await step(work, before, caller)
    events, _ = await conversations.events(work, after, caller, before.last_seq, 10)
    return EventPage(items=[event_out(event) for event in events], next=None, state=_state(after))


def event_out(event: ConversationEvent) -> EventOut:
    actor = ActorOut.model_validate({"kind": event.actor_kind, "name": event.actor_name})
    return EventOut(
        seq=event.seq,
        type=event.type,
        actor=actor,
        content=event.content,
        data=event.data,
        created_at=event.created_at,
    )


def _state(conversation: Conversation) -> State:
    state: State = conversation.state  # type: ignore[assignment] # the database allows these values only
    return state


def _conversation_out(row: Any, now: datetime) -> ConversationOut:
    values = dict(row._mapping)
    user_id = values["user_id"]
    customer = ConversationCustomer(
        id=values["customer_id"], name=values["customer_name"] or user_id or "Visitor", user_id=user_id
    )
    return ConversationOut.model_validate({**values, "customer": customer, "late": is_late(values["due_at"], now)})
