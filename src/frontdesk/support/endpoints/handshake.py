"""How a socket begins: where it may come from, who it is, and how it is told that it may not come in."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, WebSocket
from starlette.websockets import WebSocketDisconnect, WebSocketDisconnected

from frontdesk.conversations.embedding import WrongOriginError, foreign_origin
from frontdesk.conversations.frames import Frame, error_frame
from frontdesk.identity.callers import Caller
from frontdesk.identity.dependencies import given_secret
from frontdesk.identity.service.authentication import Authentication
from frontdesk.platform.errors import FrontdeskError
from frontdesk.platform.provide import provided
from frontdesk.platform.settings import Settings

# Browsers cannot set headers on a socket: they offer these two as subprotocols. A token in the address would be kept in
# histories and logs, so none is read from there.
PROTOCOL, TOKEN_PROTOCOL = "frontdesk", "bearer."
# Own codes of the protocol are 4000 and up: 4401 for what HTTP calls 401.
CLOSE_CODES = 4000
GOODBYE_SECONDS = 1.0
# How a client that has gone shows itself: the first time that it is noticed, and later.
GONE = (WebSocketDisconnect, WebSocketDisconnected)


@dataclass(frozen=True)
class Handshake:
    """An open socket, the token that it brought, and why it may not come in where that is clear already."""

    socket: WebSocket
    authentication: Authentication
    secret: str | None
    refusal: FrontdeskError | None = None
    # The other site whose page opened the socket.
    origin: str | None = None

    def only_from_here(self) -> None:
        """Raises WrongOriginError for pages of other sites."""
        if self.origin is not None:
            raise WrongOriginError(self.origin)

    async def caller(self) -> Caller:
        """Who this is, asked anew each time. Raises the refusal, or InvalidTokenError."""
        if self.refusal is not None:
            raise self.refusal
        address = self.socket.client.host if self.socket.client else None
        return await self.authentication.caller(self.secret, address)


async def _accept(
    websocket: WebSocket,
    authentication: Annotated[Authentication, provided(Authentication)],
    settings: Annotated[Settings, provided(Settings)],
) -> Handshake:
    """Accepts every socket: only an open one can be told why it is closed."""
    offered = [name.strip() for name in websocket.headers.get("sec-websocket-protocol", "").split(",")]
    await websocket.accept(PROTOCOL if PROTOCOL in offered else None)
    origin = foreign_origin(websocket.headers, settings)
    try:
        secret = given_secret(websocket.headers.get("authorization"), websocket.headers.get("x-api-key"))
    except FrontdeskError as error:
        return Handshake(websocket, authentication, None, error)
    token = next((name.removeprefix(TOKEN_PROTOCOL) for name in offered if name.startswith(TOKEN_PROTOCOL)), None)
    return Handshake(websocket, authentication, secret or token, origin=origin)


Accepted = Annotated[Handshake, Depends(_accept)]


def problem_frame(error: FrontdeskError) -> Frame:
    return error_frame(error.type, error.title, error.status, error.detail, error.retry_after)


async def refuse(websocket: WebSocket, error: FrontdeskError) -> None:
    """Says why, and closes. To one that does not even take that, nothing is said."""
    with suppress(TimeoutError, *GONE):
        async with asyncio.timeout(GOODBYE_SECONDS):
            await websocket.send_text(problem_frame(error).json())
            await websocket.close(CLOSE_CODES + error.status, error.title)
