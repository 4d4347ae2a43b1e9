"""The stream of a conversation's events for clients without sockets (server-sent events)."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from starlette.responses import StreamingResponse

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.frames import Frame
from frontdesk.conversations.live import Check, Entrance, LiveConversations
from frontdesk.identity.callers import Caller
from frontdesk.identity.dependencies import AnyCaller, address_of, given_secret
from frontdesk.identity.service.authentication import Authentication
from frontdesk.platform.errors import FrontdeskError
from frontdesk.platform.problems import problems
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference

router = APIRouter(prefix="/api/v1/conversations", tags=["conversations"])

LONGEST_SECONDS = 3600

_STREAM: dict[int | str, dict[str, Any]] = {
    200: {"description": "Frames as in the chat contract, one a `data:` line", "content": {"text/event-stream": {}}}
}


@router.get(
    "/{conversation_id}/events/stream",
    responses={**_STREAM, **problems(401, 404, 422)},
    response_class=StreamingResponse,
)
async def stream_events(
    conversation_id: Reference,
    request: Request,
    caller: AnyCaller,
    door: Annotated[ConversationDoor, provided(ConversationDoor)],
    live: Annotated[LiveConversations, provided(LiveConversations)],
    authentication: Annotated[Authentication, provided(Authentication)],
    after: Annotated[int, Query(ge=0, le=2**62, description="Number of the last event that the caller has.")] = 0,
    user_id: Annotated[str | None, Query(max_length=200)] = None,
    wait: Annotated[
        float, Query(ge=0, le=LONGEST_SECONDS, description="Seconds after which the stream ends; come back then.")
    ] = LONGEST_SECONDS,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> Response:
    """The events numbered above `after`, then each as it comes, with typing and the answer's pieces beside them.

    A browser's EventSource that comes back says by itself which event it had last.
    """
    if last_event_id is not None and last_event_id.isascii() and last_event_id.isdigit():
        after = max(after, int(last_event_id))
    secret = given_secret(request.headers.get("authorization"), request.headers.get("x-api-key"))

    async def check() -> Caller:
        return await authentication.caller(secret, address_of(request))

    entrance = Entrance(conversation_id, await door.find(conversation_id, caller), user_id)
    lines = _lines(live, entrance, caller, after, check, wait)
    # The first line is made here: who may not enter is answered with a problem and not with a broken stream.
    first = await anext(lines)
    return StreamingResponse(_all(first, lines), media_type="text/event-stream", headers=_HEADERS)


_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


async def _lines(
    live: LiveConversations, entrance: Entrance, caller: Caller, after: int, check: Check, wait: float
) -> AsyncGenerator[str]:
    async with live.open(entrance, caller, after, check, wait) as (_, frames), aclosing(frames):
        async for frame in frames:
            yield line(frame)


async def _all(first: str, lines: AsyncGenerator[str]) -> AsyncIterator[str]:
    try:
        yield first
        async for line in lines:
            yield line
    except FrontdeskError:
        # The sign-in ended: the client comes back and is told so.
        return


def line(frame: Frame | None) -> str:
    """The frame as the protocol writes it: stored events have their number as id. A comment keeps the line alive."""
    if frame is None:
        return ": still here\n\n"
    number = f"id: {frame.metadata['seq']}\n" if frame.type == "event" else ""
    return f"{number}data: {frame.json()}\n\n"
