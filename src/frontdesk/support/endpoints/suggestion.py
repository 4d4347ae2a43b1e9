"""Path of the suggested answer."""

from typing import Annotated

from fastapi import APIRouter

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.dependencies import StaffViewer, Work
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference
from frontdesk.support.schemas import FoundPassage, SuggestionOut
from frontdesk.support.suggestion import EXPLANATIONS, SuggestedAnswers
from frontdesk.support.turn import source

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])


@router.get("/{conversation_id}/suggestion", responses=problems(401, 403, 404, 422, 503))
async def suggested_answer(
    conversation_id: Reference,
    caller: StaffViewer,
    work: Work,
    conversations: Annotated[ConversationService, provided(ConversationService)],
    door: Annotated[ConversationDoor, provided(ConversationDoor)],
    suggested: Annotated[SuggestedAnswers, provided(SuggestedAnswers)],
) -> SuggestionOut:
    """An answer to what the customer wrote and nobody has answered, from the bot's knowledge; empty where none fits."""
    conversation = await conversations.enter(work, await door.find(conversation_id, caller), caller)
    found = await suggested.suggest(work, conversation)
    return SuggestionOut(
        content=found.content,
        confidence=found.confidence,
        sources=[FoundPassage.model_validate(source(result)) for result in found.sources],
        answers=list(found.answers),
        reason=found.reason,
        explanation=EXPLANATIONS[found.reason] if found.reason else "",
    )
