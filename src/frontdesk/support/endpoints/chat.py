"""Chat by the paths of earlier clients: the client names its own session."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from frontdesk.conversations.access import ConversationDoor, as_seen_by, client_session_secret
from frontdesk.conversations.bot_service import BotService
from frontdesk.conversations.errors import ConversationNotFoundError
from frontdesk.conversations.filters import ConversationFilter
from frontdesk.conversations.listing import ConversationList
from frontdesk.conversations.models import Conversation, ConversationEvent
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.chat_limit import ChatLimit
from frontdesk.identity.dependencies import AnyCaller, SignedIn
from frontdesk.platform.database import Database
from frontdesk.platform.identifiers import new_secret
from frontdesk.platform.paging import PageLimit
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference
from frontdesk.support.schemas import ChatHistory, ChatHistoryEntry, ChatIn, ChatOut, ChatSession, ChatSummary
from frontdesk.support.service import Ask, SupportDesk
from frontdesk.support.summaries.keeping import SummaryKeeper

router = APIRouter(prefix="/api/v1/chat", tags=["chat of earlier clients"])

Conversations = Annotated[ConversationService, provided(ConversationService)]
Base = Annotated[Database, provided(Database)]

MOST_EVENTS = 5_000


@dataclass(frozen=True)
class EnteredSession:
    """A session that the caller may see, with the events that they may see."""

    session_id: str
    conversation: Conversation
    events: list[ConversationEvent]


async def _enter(
    session_id: Annotated[str, Path(min_length=1, max_length=200)],
    caller: AnyCaller,
    bots: Annotated[BotService, provided(BotService)],
    conversations: Conversations,
    door: Annotated[ConversationDoor, provided(ConversationDoor)],
    database: Base,
    bot_id: Annotated[
        Reference | None,
        Query(description="The bot of the session; the caller's own or the default bot if left out."),
    ] = None,
) -> EnteredSession:
    workspace_id, bot, _ = await bots.find_for(caller, bot_id)
    seen = as_seen_by(caller, workspace_id, bot)
    place = await door.find_secret(client_session_secret(bot, seen, session_id))
    if place is not None:
        caller = seen
    else:
        place = await door.find(session_id, caller)
    async with database.unit_of_work(place.workspace_id) as unit:
        conversation = await conversations.enter(unit, place, caller)
        events, _more = await conversations.events(unit, conversation, caller, 0, MOST_EVENTS)
    return EnteredSession(session_id, conversation, events)


Entered = Annotated[EnteredSession, Depends(_enter)]


@router.post("/{bot_id}", responses=problems(400, 401, 404, 422, 429, 503))
async def chat(
    bot_id: Reference,
    body: ChatIn,
    caller: AnyCaller,
    desk: Annotated[SupportDesk, provided(SupportDesk)],
    _: ChatLimit,
) -> ChatOut:
    """A message to one bot. `session_id` is any string of the client's own; made when missing."""
    session = body.session_id or new_secret("")
    files = tuple(body.attachments)
    reply = await desk.ask(Ask(caller=caller, message=body.message, bot=bot_id, session=session, attachments=files))
    answer = reply.answer
    return ChatOut(
        response=answer.content if answer else "",
        suggested_actions=answer.data["suggested_actions"] if answer else [],
        session_id=session,
    )


@router.get("/{bot_id}/sessions", responses=problems(401, 404, 422))
async def my_sessions(
    bot_id: Reference,
    caller: SignedIn,
    bots: Annotated[BotService, provided(BotService)],
    conversations: Annotated[ConversationList, provided(ConversationList)],
    database: Base,
    limit: PageLimit,
) -> list[ChatSession]:
    """The sessions of the customer who asks; for staff, all sessions with the bot. The newest first."""
    workspace_id, bot, _ = await bots.find(bot_id)
    if caller.workspace_id != workspace_id:
        raise ConversationNotFoundError
    wanted = ConversationFilter(bot_id=bot, customer_id=None if caller.is_staff else caller.customer_id)
    async with database.unit_of_work(workspace_id) as unit:
        rows, _total = await conversations.newest_first(unit, wanted, None, limit)
    return [ChatSession.model_validate({**row._mapping, "session_id": str(row.id)}) for row in rows]


@router.get("/history/{session_id}", responses=problems(401, 404, 422))
async def history(session: Entered, limit: PageLimit) -> ChatHistory:
    """The messages of a session, oldest first."""
    messages = [_entry(event) for event in session.events if event.type == "message"]
    return ChatHistory(session_id=session.session_id, messages=messages[-limit:])


@router.get("/summary/{session_id}", responses=problems(401, 404, 422))
async def summary(
    session: Entered, keeper: Annotated[SummaryKeeper, provided(SummaryKeeper)], database: Base
) -> ChatSummary:
    """A summary of a session in a few sentences, for its customer."""
    async with database.unit_of_work(session.conversation.workspace_id) as unit:
        kept = await keeper.of(unit, session.conversation)
    return ChatSummary(
        session_id=session.session_id,
        summary=kept.for_customer,
        messages=sum(event.type == "message" for event in session.events),
        created_at=session.conversation.created_at,
    )


def _entry(event: ConversationEvent) -> ChatHistoryEntry:
    role = {"customer": "user", "bot": "assistant"}.get(event.actor_kind, "staff")
    return ChatHistoryEntry.model_validate(
        {"role": role, "content": event.content, "timestamp": event.created_at, "seq": event.seq}
    )
