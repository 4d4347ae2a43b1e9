"""Path of the suggested answer."""

from typing import Annotated

from fastapi import APIRouter

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.dependencies import StaffViewer
from frontdesk.platform.database import Database
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference
from frontdesk.support.schemas import FoundPassage, SuggestionOut
from frontdesk.support.suggestion import EXPLANATIONS, SuggestedAnswers, Suggestion
from frontdesk.support.turn import source

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])


@router.get("/{conversation_id}/suggestion", responses=problems(401, 403, 404, 422, 503))
async def suggested_answer(
    conversation_id: Reference,
    caller: StaffViewer,
    conversations: Annotated[ConversationService, provided(ConversationService)],
    door: Annotated[ConversationDoor, provided(ConversationDoor)],
    database: Annotated[Database, provided(Database)],
    suggested: Annotated[SuggestedAnswers, provided(SuggestedAnswers)],
) -> SuggestionOut:
    """An answer to what the customer wrote and nobody has answered, from the bot's knowledge; empty where none fits."""
    place = await door.find(conversation_id, caller)
    # The search has a transaction of its own: a request that held two would starve others of connections.
    async with database.unit_of_work(place.workspace_id, staff=caller.as_staff) as unit:
        asked = await suggested.read(unit, await conversations.enter(unit, place, caller))
    found = asked if isinstance(asked, Suggestion) else await suggested.draft(asked)
    return SuggestionOut(
        content=found.content,
        confidence=found.confidence,
        sources=[FoundPassage.model_validate(source(result)) for result in found.sources],
        answers=list(found.answers),
        missing=list(found.missing),
        reason=found.reason,
        explanation=EXPLANATIONS[found.reason] if found.reason else "",
    )
