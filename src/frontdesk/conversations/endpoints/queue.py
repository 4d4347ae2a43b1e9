"""Path of the place in the queue, for a customer who waits for a person."""

from typing import Annotated

from fastapi import APIRouter, Query

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.errors import ConversationNotFoundError
from frontdesk.conversations.schemas import WaitingOut
from frontdesk.conversations.service import ConversationService
from frontdesk.conversations.team import team_of
from frontdesk.identity.dependencies import AnyCaller
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])


@router.get("/{conversation_id}/waiting", responses=problems(401, 404, 422))
async def place_in_queue(
    conversation_id: Reference,
    caller: AnyCaller,
    conversations: Annotated[ConversationService, provided(ConversationService)],
    bots: Annotated[BotService, provided(BotService)],
    door: Annotated[ConversationDoor, provided(ConversationDoor)],
    database: Annotated[Database, provided(Database)],
    clock: Annotated[Clock, provided(Clock)],
    user_id: Annotated[str | None, Query(max_length=200)] = None,
) -> WaitingOut:
    """How many customers of the same bot wait for a person for longer, and whether people are there."""
    place = await door.find(conversation_id, caller)
    async with database.unit_of_work(place.workspace_id) as unit:
        found = await conversations.enter(unit, place, caller, user_id)
        if found.bot_id is None:
            raise ConversationNotFoundError
        bot = await bots.get(unit, found.bot_id)
        ahead = await conversations.ahead_of(unit, found)
    return WaitingOut.model_validate({"state": found.state, "ahead": ahead, "team": team_of(bot, clock.now())})
