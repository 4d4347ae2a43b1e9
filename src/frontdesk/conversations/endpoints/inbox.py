"""Paths of the inbox: its views, and what staff do with one conversation besides talking in it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter

from frontdesk.conversations.assignment import AssignmentService
from frontdesk.conversations.bulk import BulkService
from frontdesk.conversations.endpoints.entering import Conversations, Door, event_out, step
from frontdesk.conversations.inbox_schemas import (
    AssignIn,
    BotCount,
    BulkFailure,
    BulkIn,
    BulkOut,
    InboxViewsOut,
    LabelCount,
    LabelsOfConversation,
    MergeIn,
    NoteIn,
    PriorityCount,
    SentimentCount,
    SnoozeIn,
    ViewCount,
)
from frontdesk.conversations.labels import LabelService
from frontdesk.conversations.listing import ConversationList
from frontdesk.conversations.merging import ConversationMerging
from frontdesk.conversations.models import Conversation
from frontdesk.conversations.notes import NoteService
from frontdesk.conversations.schemas import ConversationOut, EventOut, EventPage
from frontdesk.conversations.snoozing import SnoozeService
from frontdesk.conversations.views import InboxViews
from frontdesk.identity.callers import Caller
from frontdesk.identity.dependencies import StaffAgent, StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference
from frontdesk.platform.unit_of_work import UnitOfWork

router = APIRouter(prefix="/api/v1", tags=["inbox"])


@router.get("/inbox/views", responses=problems(401, 403))
async def inbox_views(
    caller: StaffViewer, work: Work, views: Annotated[InboxViews, provided(InboxViews)]
) -> InboxViewsOut:
    """The views with what each holds, and how the open conversations spread. 10,000 means that many or more."""
    counts, spread = await views.counts(work, caller), await views.spread(work)
    return InboxViewsOut(
        items=[ViewCount(key=key, count=count) for key, count in counts.items()],
        bots=[BotCount(id=id_, name=name, count=count) for id_, name, count in spread.bots],
        labels=[LabelCount.model_validate(row._mapping) for row in await views.labels(work)],
        sentiments=[SentimentCount.model_validate({"sentiment": s, "count": n}) for s, n in spread.sentiments.items()],
        priorities=[PriorityCount(priority=priority, count=count) for priority, count in spread.priorities.items()],
    )


@router.post(
    "/conversations/{conversation_id}/notes", status_code=201, responses=problems(400, 401, 403, 404, 409, 422)
)
async def write_note(
    conversation_id: Reference,
    body: NoteIn,
    caller: StaffAgent,
    conversations: Conversations,
    door: Door,
    work: Work,
    notes: Annotated[NoteService, provided(NoteService)],
) -> EventOut:
    """Writes a private note; who is mentioned is told. Customers never see it."""
    found = await conversations.enter(work, await door.find(conversation_id, caller), caller, lock=True)
    return event_out(await notes.add(work, found, caller, body.content, body.mentions))


@router.put("/conversations/{conversation_id}/labels", responses=problems(400, 401, 403, 404, 409, 422))
async def label_conversation(
    conversation_id: Reference,
    body: LabelsOfConversation,
    caller: StaffAgent,
    conversations: Conversations,
    door: Door,
    work: Work,
    labels: Annotated[LabelService, provided(LabelService)],
) -> EventPage:
    """Gives the conversation these labels and no others."""

    async def put(unit: UnitOfWork, found: Conversation, staff: Caller) -> Conversation:
        await labels.put(unit, found, staff, body.labels)
        return found

    return await step(work, conversations, door, conversation_id, caller, put)


@router.post("/conversations/{conversation_id}/assign", responses=problems(400, 401, 403, 404, 409, 422))
async def assign_conversation(
    conversation_id: Reference,
    body: AssignIn,
    caller: StaffAgent,
    conversations: Conversations,
    door: Door,
    work: Work,
    assignment: Annotated[AssignmentService, provided(AssignmentService)],
) -> EventPage:
    """Gives it to a member of the team, to nobody, or to whoever is available and whose turn it is."""

    async def give(unit: UnitOfWork, found: Conversation, staff: Caller) -> Conversation:
        if body.to == "next":
            return await assignment.assign_next(unit, found, staff)
        return await assignment.assign(unit, found, staff, body.user_id)

    return await step(work, conversations, door, conversation_id, caller, give)


@router.post("/conversations/{conversation_id}/snooze", responses=problems(400, 401, 403, 404, 409, 422))
async def snooze_conversation(
    conversation_id: Reference,
    body: SnoozeIn,
    caller: StaffAgent,
    conversations: Conversations,
    door: Door,
    work: Work,
    snoozes: Annotated[SnoozeService, provided(SnoozeService)],
) -> EventPage:
    """Puts it off until a time within a year, or until the customer writes."""

    async def put_off(unit: UnitOfWork, found: Conversation, staff: Caller) -> Conversation:
        return await snoozes.snooze(unit, found, staff, body.until)

    return await step(work, conversations, door, conversation_id, caller, put_off)


@router.delete("/conversations/{conversation_id}/snooze", responses=problems(401, 403, 404, 409, 422))
async def wake_conversation(
    conversation_id: Reference,
    caller: StaffAgent,
    conversations: Conversations,
    door: Door,
    work: Work,
    snoozes: Annotated[SnoozeService, provided(SnoozeService)],
) -> EventPage:
    """Has it back at once."""
    return await step(work, conversations, door, conversation_id, caller, snoozes.wake)


@router.post("/conversations/{conversation_id}/merge", responses=problems(400, 401, 403, 404, 409, 422))
async def merge_conversation(
    conversation_id: UUID,
    body: MergeIn,
    caller: StaffAgent,
    work: Work,
    merging: Annotated[ConversationMerging, provided(ConversationMerging)],
    listed: Annotated[ConversationList, provided(ConversationList)],
) -> ConversationOut:
    """Makes it a part of another conversation of the same customer, which is answered; there is no way back."""
    await merging.merge(work, caller, conversation_id, body.into)
    return await listed.one(work, body.into)


@router.post("/conversations/bulk", responses=problems(400, 401, 403, 422))
async def change_conversations(
    body: BulkIn, caller: StaffAgent, work: Work, bulk: Annotated[BulkService, provided(BulkService)]
) -> BulkOut:
    """One action on up to 200 conversations; each succeeds or fails for itself."""
    done = await bulk.run(work, caller, body)
    return BulkOut(changed=done.changed, failed=[BulkFailure(id=id_, detail=why) for id_, why in done.failed])
