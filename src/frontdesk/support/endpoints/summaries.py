"""Paths of summaries: of one conversation for staff, and of all conversations with a bot."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.dependencies import StaffAdmin, StaffViewer, Work
from frontdesk.platform.paging import PageLimit
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference
from frontdesk.support.summaries.keeping import SummaryKeeper
from frontdesk.support.summaries.schemas import ProcessedOut, SummaryOut, UserChatSummary

router = APIRouter(prefix="/api/v1", tags=["summaries"])

Keeper = Annotated[SummaryKeeper, provided(SummaryKeeper)]
BotId = Annotated[int, Path(ge=1, le=2**62)]


@router.get("/conversations/{conversation_id}/summary", responses=problems(401, 403, 404, 422))
async def summary_for_staff(
    conversation_id: Reference,
    caller: StaffViewer,
    work: Work,
    conversations: Annotated[ConversationService, provided(ConversationService)],
    door: Annotated[ConversationDoor, provided(ConversationDoor)],
    keeper: Keeper,
) -> SummaryOut:
    """What the customer wants, what was tried, what they told and how they felt, for the one who takes over."""
    conversation = await conversations.enter(work, await door.find(conversation_id, caller), caller)
    kept = await keeper.of(work, conversation)
    return SummaryOut.model_validate({**vars(kept), **kept.parts, "conversation_id": str(conversation.id)})


@router.get("/admin/bots/{bot_id}/summaries", responses=problems(401, 403, 404, 422))
async def summaries_of_bot(
    bot_id: BotId,
    _: StaffAdmin,
    work: Work,
    keeper: Keeper,
    limit: PageLimit,
    after: Annotated[UUID | None, Query(description="`session_id` of the last one that the caller has.")] = None,
) -> list[UserChatSummary]:
    """The kept summaries of a bot's conversations, the newest message first."""
    rows = await keeper.newest(work, bot_id, after, limit)
    return [UserChatSummary.model_validate({**row._mapping, "session_id": str(row.id)}) for row in rows]


@router.post("/admin/bots/{bot_id}/process-summaries", responses=problems(401, 403, 404, 422))
async def process_summaries(bot_id: BotId, _: StaffAdmin, work: Work, keeper: Keeper) -> ProcessedOut:
    """Has all conversations of a bot summed up that have no summary yet, or have moved on since; in the background."""
    count = await keeper.queue_bot(work, bot_id)
    return ProcessedOut(message=_told(count), count=count)


def _told(count: int) -> str:
    if count == 0:
        return "All conversations are summed up already."
    return "1 conversation is being summed up." if count == 1 else f"{count} conversations are being summed up."
