"""Path of search."""

from typing import Annotated

from fastapi import APIRouter

from frontdesk.identity.dependencies import SignedIn, Work
from frontdesk.knowledge.bots import BotReader
from frontdesk.knowledge.limits import SearchLimit
from frontdesk.knowledge.schemas import SearchAnswer, SearchRequest
from frontdesk.knowledge.service import KnowledgeService
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided

router = APIRouter(tags=["knowledge"])


@router.post("/api/search", responses=problems(400, 401, 404, 422, 429))
async def search(
    request: SearchRequest,
    caller: SignedIn,
    _: SearchLimit,
    work: Work,
    knowledge: Annotated[KnowledgeService, provided(KnowledgeService)],
    bots: Annotated[BotReader, provided(BotReader)],
) -> SearchAnswer:
    """Searches what a bot knows, by meaning and words together. For staff, API keys and the bot's customers."""
    bot = await bots.for_search(work, caller, request.filters.bot_id)
    outcome = await knowledge.search(
        work,
        bot_id=bot.id,
        text=request.query,
        limit=request.limit or bot.results,
        category=request.filters.category,
        source=request.filters.source,
        kind=request.filters.kind,
        threshold=bot.threshold,
        confidence=bot.confidence,
    )
    return SearchAnswer.of(request.query, outcome)
