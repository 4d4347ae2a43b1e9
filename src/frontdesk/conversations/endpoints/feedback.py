"""Path of feedback on answers and conversations."""

from typing import Annotated

from fastapi import APIRouter

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.schemas import FeedbackIn, FeedbackOut, RatingIn
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.callers import Caller
from frontdesk.identity.dependencies import AnyCaller
from frontdesk.platform.database import Database
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference

router = APIRouter(prefix="/api/v1", tags=["conversations"])

Conversations = Annotated[ConversationService, provided(ConversationService)]
Door = Annotated[ConversationDoor, provided(ConversationDoor)]
Base = Annotated[Database, provided(Database)]


@router.post("/feedback", status_code=201, responses=problems(400, 401, 404, 409, 422))
async def give_feedback(
    body: FeedbackIn,
    caller: AnyCaller,
    conversations: Conversations,
    door: Door,
    database: Base,
) -> FeedbackOut:
    """Rates one answer (thumbs or 1 to 5) or the whole conversation. Rating an answer again replaces the rating; that
    of the conversation is given once, and can be mended for ten minutes."""
    return await _rate(body.conversation_id, body, caller, conversations, door, database)


@router.post("/conversations/{conversation_id}/feedback", status_code=201, responses=problems(400, 401, 404, 409, 422))
async def rate_conversation(
    conversation_id: Reference,
    body: RatingIn,
    caller: AnyCaller,
    conversations: Conversations,
    door: Door,
    database: Base,
) -> FeedbackOut:
    """The same, with the conversation in the address."""
    return await _rate(conversation_id, body, caller, conversations, door, database)


async def _rate(
    reference: str,
    body: RatingIn,
    caller: Caller,
    conversations: ConversationService,
    door: ConversationDoor,
    database: Database,
) -> FeedbackOut:
    place = await door.find(reference, caller)
    async with database.unit_of_work(place.workspace_id) as unit:
        conversation = await conversations.enter(unit, place, caller, body.user_id, lock=True)
        kept = await conversations.rate(unit, conversation, body.seq, str(body.rating), body.comment)
    return FeedbackOut(
        id=kept.id,
        conversation_id=reference,
        seq=kept.seq,
        rating=body.rating,
        comment=kept.comment,
        created_at=kept.created_at,
    )
