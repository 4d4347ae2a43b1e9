"""Path of feedback on answers and conversations."""

from typing import Annotated

from fastapi import APIRouter

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.schemas import FeedbackIn, FeedbackOut
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.dependencies import AnyCaller
from frontdesk.platform.database import Database
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(prefix="/api/v1/feedback", tags=["conversations"])


@router.post("", status_code=201, responses=problems(400, 401, 404, 422))
async def give_feedback(
    body: FeedbackIn,
    caller: AnyCaller,
    conversations: Annotated[ConversationService, provided(ConversationService)],
    door: Annotated[ConversationDoor, provided(ConversationDoor)],
    database: Annotated[Database, provided(Database)],
) -> FeedbackOut:
    """Rates one answer (thumbs or 1 to 5) or the whole conversation. Rating again replaces the rating."""
    place = await door.find(body.conversation_id, caller)
    async with database.unit_of_work(place.workspace_id) as unit:
        conversation = await conversations.enter(unit, place, caller, body.user_id, lock=True)
        kept = await conversations.rate(unit, conversation, body.seq, str(body.rating), body.comment)
    return FeedbackOut(
        id=kept.id,
        conversation_id=body.conversation_id,
        seq=kept.seq,
        rating=body.rating,
        comment=kept.comment,
        created_at=kept.created_at,
    )
