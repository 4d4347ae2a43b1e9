"""The path of the contract: one message, one turn."""

from typing import Annotated

from fastapi import APIRouter

from frontdesk.identity.chat_limit import ChatLimit
from frontdesk.identity.dependencies import AnyCaller
from frontdesk.platform.clock import Clock
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.support.replies import answered, handled_by
from frontdesk.support.schemas import QueryIn, QueryMetadata, QueryOut
from frontdesk.support.service import Ask, Reply, SupportDesk

router = APIRouter(tags=["support"])

Desk = Annotated[SupportDesk, provided(SupportDesk)]


@router.post("/api/v1/query", responses=problems(400, 401, 404, 422, 429, 503))
async def query(
    body: QueryIn, caller: AnyCaller, desk: Desk, clock: Annotated[Clock, provided(Clock)], _: ChatLimit
) -> QueryOut:
    """A customer's message and the bot's answer. Send `conversation_id` back to go on with the conversation.

    For callers without login `conversation_id` is a secret that opens this one conversation.
    """
    reply = await desk.ask(
        Ask(
            caller=caller,
            message=body.message,
            bot=None if body.bot_id is None else str(body.bot_id),
            conversation=body.conversation_id,
            user_id=body.user_id,
            attachments=tuple(body.attachments),
        )
    )
    return _query_out(reply, clock)


def _query_out(reply: Reply, clock: Clock) -> QueryOut:
    data = answered(reply)
    metadata = QueryMetadata(
        processing_time=round(reply.seconds, 5),
        seq=(reply.answer or reply.message).seq,
        handled_by=handled_by(reply),
        **{name: data[name] for name in QueryMetadata.model_fields if name in data},
    )
    return QueryOut(
        conversation_id=reply.reference,
        session_id=reply.reference,
        response=reply.answer.content if reply.answer else "",
        timestamp=reply.answer.created_at if reply.answer else clock.now(),
        metadata=metadata,
        **{name: data[name] for name in ("category", "sentiment", "priority", "suggested_actions")},
    )
