"""Sessions by the paths of earlier clients: a session is begun, talked in, read and ended."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request, Response, UploadFile

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.cursors import InboxPlace, inbox_cursor, read_inbox_cursor
from frontdesk.conversations.customers.host_identity import HostSignIn, Named
from frontdesk.conversations.filters import ConversationFilter
from frontdesk.conversations.listing import MOST_COUNTED, ConversationList
from frontdesk.conversations.models import Conversation, ConversationEvent
from frontdesk.conversations.schemas import MessageId, MessageText
from frontdesk.conversations.service import ConversationService
from frontdesk.identity.chat_limit import ChatLimit
from frontdesk.identity.dependencies import AnyCaller, SignedIn, address_of
from frontdesk.knowledge.limits import count_upload
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.limits import RateLimiter
from frontdesk.platform.paging import Page, PageLimit, cut
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.settings import Settings
from frontdesk.platform.texts import Reference
from frontdesk.support.filing import FileDesk, Filing
from frontdesk.support.replies import answered, handled_by
from frontdesk.support.schemas import (
    NewSupportSession,
    SessionAnswer,
    SessionHistory,
    SessionMessage,
    SessionSource,
    SupportSession,
)
from frontdesk.support.service import Ask, Begin, SupportDesk

router = APIRouter(prefix="/api", tags=["sessions of earlier clients"])

Desk = Annotated[SupportDesk, provided(SupportDesk)]
Files = Annotated[FileDesk, provided(FileDesk)]
Conversations = Annotated[ConversationService, provided(ConversationService)]
Door = Annotated[ConversationDoor, provided(ConversationDoor)]
Base = Annotated[Database, provided(Database)]
OfClock = Annotated[Clock, provided(Clock)]


@router.post("/sessions", status_code=201, responses=problems(400, 401, 404, 422, 429))
async def begin_session(
    caller: AnyCaller,
    desk: Desk,
    _: ChatLimit,
    request: Request,
    host: Annotated[HostSignIn, provided(HostSignIn)],
    body: NewSupportSession | None = None,
    bot: Annotated[Reference | None, Query(description="The bot; wins over `bot_id`. A widget names it here.")] = None,
) -> SupportSession:
    """Begins a session with a bot. For callers without login `session_id` is the secret that opens it alone."""
    wanted = body or NewSupportSession()
    named = None if wanted.bot_id is None else str(wanted.bot_id)
    token = None
    if wanted.user_id is not None and wanted.user_hash is not None:
        visitor = Named(wanted.user_id, wanted.user_hash, wanted.name)
        signed_in = await host.sign_in(bot or named, visitor, address_of(request))
        caller, token = signed_in.caller, signed_in.token
    begun = await desk.begin(Begin(caller, bot or named, wanted.user_id, name=wanted.name, email=wanted.email))
    return _session_out(begun.reference, begun.conversation).model_copy(update={"access_token": token})


@router.get("/sessions", responses=problems(401, 422))
async def list_sessions(
    caller: SignedIn,
    conversations: Annotated[ConversationList, provided(ConversationList)],
    database: Base,
    clock: OfClock,
    limit: PageLimit,
    after: Annotated[str | None, Query(max_length=200)] = None,
) -> Page[SupportSession]:
    """The sessions in which something was said, the newest message first: a customer's own, for staff all."""
    wanted = ConversationFilter(customer_id=None if caller.is_staff else caller.customer_id)
    async with database.unit_of_work(caller.workspace_id) as unit:
        found, total = await conversations.newest_first(unit, wanted, read_inbox_cursor(after), limit + 1)
    rows, more = cut(found, limit)
    last = rows[-1] if more else None
    return Page(
        items=[_session_out(str(row.id), row) for row in rows],
        next=inbox_cursor(InboxPlace(clock.now(), False, last.last_message_at, last.id)) if last else None,
        total=min(total, MOST_COUNTED),
        total_is_estimate=total > MOST_COUNTED,
    )


@router.get("/sessions/{session_id}", responses=problems(401, 404, 422))
async def get_session(
    session_id: Reference, caller: AnyCaller, conversations: Conversations, door: Door, database: Base
) -> SupportSession:
    """One session."""
    place = await door.find(session_id, caller)
    async with database.unit_of_work(place.workspace_id) as unit:
        return _session_out(session_id, await conversations.enter(unit, place, caller))


@router.delete("/sessions/{session_id}", status_code=204, responses=problems(401, 403, 404, 422))
async def end_session(
    session_id: Reference, caller: AnyCaller, conversations: Conversations, door: Door, database: Base
) -> Response:
    """Ends the session: it is resolved, and stays to be read. A new message opens it again."""
    place = await door.find(session_id, caller)
    async with database.unit_of_work(place.workspace_id) as unit:
        conversation = await conversations.enter(unit, place, caller, lock=True)
        by_staff = caller.is_staff and not place.by_secret
        await conversations.end(unit, conversation, caller if by_staff else None)
    return Response(status_code=204)


@router.get("/sessions/{session_id}/history", responses=problems(401, 404, 422))
async def session_history(
    session_id: Reference,
    caller: AnyCaller,
    conversations: Conversations,
    door: Door,
    database: Base,
    limit: PageLimit,
) -> SessionHistory:
    """The newest messages of a session, oldest first."""
    place = await door.find(session_id, caller)
    async with database.unit_of_work(place.workspace_id) as unit:
        conversation = await conversations.enter(unit, place, caller)
        messages = await conversations.newest_messages(unit, conversation, limit)
    return SessionHistory(session_id=session_id, count=len(messages), messages=[_message_out(m) for m in messages])


@router.post("/chat/sessions/{session_id}/messages", responses=problems(400, 401, 404, 413, 415, 422, 429, 503))
async def say_in_session(
    session_id: Reference,
    caller: AnyCaller,
    desk: Desk,
    clock: OfClock,
    files: Files,
    limiter: Annotated[RateLimiter, provided(RateLimiter)],
    settings: Annotated[Settings, provided(Settings)],
    _: ChatLimit,
    message: Annotated[MessageText, Form()] = "",
    attachments: list[UploadFile] | None = None,
    id: Annotated[MessageId | None, Form()] = None,
) -> SessionAnswer:
    """A message, also with files, and the bot's answer. Where a person has the session, `message` is empty.

    `id`, the client's own, makes a message that is sent again be stored once, with its files.
    """
    sent: tuple[UUID, ...] = ()
    if attachments:
        await count_upload(limiter, settings, caller)
        taken = await files.take_in(Filing(caller, session_id), await files.read(attachments), id)
        sent = tuple(file.id for file in taken)
    reply = await desk.ask(Ask(caller, message, conversation=session_id, message_id=id, attachments=sent))
    data = answered(reply)
    return SessionAnswer(
        message=reply.answer.content if reply.answer else "",
        sources=[_source_out(passage) for passage in data["kb_results"]],
        requires_escalation=data["escalated"] or handled_by(reply) != "bot",
        confidence=data["confidence"],
        session_id=session_id,
        timestamp=reply.answer.created_at if reply.answer else clock.now(),
    )


def _session_out(reference: str, session: Conversation | Any) -> SupportSession:
    """Of a conversation, or of a row of a list, which has the same columns."""
    return SupportSession(
        session_id=reference,
        user_id=session.user_id,
        bot_id=session.bot_id,
        status="ended" if session.state == "resolved" else "active",
        state=session.state,
        created_at=session.created_at,
        last_activity=session.last_active_at,
    )


def _message_out(event: ConversationEvent) -> SessionMessage:
    role = {"customer": "user", "bot": "assistant"}.get(event.actor_kind, "agent")
    sources = [_source_out(passage) for passage in event.data.get("kb_results", ())]
    return SessionMessage.model_validate(
        {"role": role, "content": event.content, "timestamp": event.created_at, "seq": event.seq, "sources": sources}
    )


def _source_out(passage: dict[str, Any]) -> SessionSource:
    metadata = {"source": passage["source"], "page": passage["page"]}
    return SessionSource.model_validate(
        {"content": passage["content"], "metadata": metadata, "relevance_score": passage["score"]}
    )
