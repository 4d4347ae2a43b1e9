"""Sockets: one conversation live, for its customer or for staff, and all of a workspace's for staff."""

from contextlib import aclosing
from typing import Annotated

from fastapi import APIRouter, WebSocket
from pydantic import TypeAdapter, ValidationError

from frontdesk.conversations.access import ConversationDoor
from frontdesk.conversations.embedding import Embedding
from frontdesk.conversations.live import Entrance, LiveConversations
from frontdesk.identity.callers import Role
from frontdesk.platform.errors import FrontdeskError, InvalidError
from frontdesk.platform.provide import provided
from frontdesk.platform.texts import Reference
from frontdesk.support.endpoints.handshake import Accepted, refuse
from frontdesk.support.endpoints.inbox import InboxFeed
from frontdesk.support.endpoints.talk import Talk
from frontdesk.support.speaking import Speaker

router = APIRouter()

_REFERENCE = TypeAdapter(Reference)
MOST_SEQ = 2**62


@router.websocket("/ws")
async def conversation_socket(
    websocket: WebSocket,
    handshake: Accepted,
    door: Annotated[ConversationDoor, provided(ConversationDoor)],
    live: Annotated[LiveConversations, provided(LiveConversations)],
    speaker: Annotated[Speaker, provided(Speaker)],
    embedding: Annotated[Embedding, provided(Embedding)],
) -> None:
    """`session_id`: the secret of a session, or its id beside a sign-in. `after`: the last number the client has."""
    try:
        caller = await handshake.caller()
        reference, after = _reference(websocket, "session_id"), _after(websocket.query_params.get("after", "0"))
        user_id = _reference(websocket, "user_id") if "user_id" in websocket.query_params else None
        place = await door.find(reference, caller)
        if handshake.origin is not None:
            await embedding.check(handshake.origin, place.workspace_id, place.bot_id or caller.bot_id)
        entrance = Entrance(reference, place, user_id)
        async with live.open(entrance, caller, after, handshake.caller) as (stream, frames), aclosing(frames):
            await Talk(websocket, stream, speaker).run(frames)
    except FrontdeskError as error:
        await refuse(websocket, error)


@router.websocket("/ws/inbox")
async def inbox_socket(
    handshake: Accepted, feed: Annotated[InboxFeed, provided(InboxFeed)], websocket: WebSocket
) -> None:
    """Tells staff which conversations of their workspace changed."""
    try:
        handshake.only_from_here()
        caller = (await handshake.caller()).require(Role.VIEWER)
        await feed.run(websocket, caller, handshake.caller)
    except FrontdeskError as error:
        await refuse(websocket, error)


def _reference(websocket: WebSocket, name: str) -> str:
    try:
        return _REFERENCE.validate_python(websocket.query_params.get(name))
    except ValidationError as error:
        raise InvalidError(f"`{name}` must be a text of 1 to 200 characters.") from error


def _after(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= MOST_SEQ):
        raise InvalidError("`after` must be the number of an event, 0 for the beginning.")
    return int(text)
