"""The feed of an inbox: tells staff which conversations changed, so that a list can be kept fresh without asking."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from fastapi import WebSocket

from frontdesk.conversations.frames import Frame
from frontdesk.conversations.signals import inbox_topic
from frontdesk.identity.callers import Caller, Role
from frontdesk.platform.errors import FrontdeskError
from frontdesk.platform.realtime import Heard, Realtime, Subscription
from frontdesk.platform.together import until_one_ends
from frontdesk.support.endpoints.handshake import GONE

# Changes within so long are told together.
TOGETHER_SECONDS = 0.2
HEARTBEAT_SECONDS = 20.0
SLOW_SECONDS = 10.0


class SlowFeedError(FrontdeskError):
    status, title = 503, "Too slow"


class InboxFeed:
    """Feeds open sockets until they close. One for each process."""

    def __init__(self, realtime: Realtime):
        self._realtime = realtime

    async def run(self, socket: WebSocket, caller: Caller, check: Callable[[], Awaitable[Caller]]) -> None:
        assert caller.workspace_id is not None, "staff belong to a workspace"
        with suppress(*GONE), self._realtime.subscribed(inbox_topic(caller.workspace_id)) as subscription:
            await until_one_ends(_feed(socket, subscription, check), _until_gone(socket))


async def _feed(socket: WebSocket, subscription: Subscription, check: Callable[[], Awaitable[Caller]]) -> None:
    await _send(socket, Frame("status", "open"))
    while True:
        heard = await subscription.hear(HEARTBEAT_SECONDS)
        if heard is None:
            (await check()).require(Role.VIEWER)
            continue
        for frame in changes(heard):
            await _send(socket, frame)
        await asyncio.sleep(TOGETHER_SECONDS)


def changes(heard: Heard) -> list[Frame]:
    """One frame for each conversation that changed, with its newest number; `reload` where some may be missing."""
    frames = [Frame("status", "reload")] if heard.lost else []
    newest = {str(signal.data["conversation_id"]): signal.data for signal in heard.signals}
    return frames + [Frame("status", "changed", data) for data in newest.values()]


async def _send(socket: WebSocket, frame: Frame) -> None:
    try:
        async with asyncio.timeout(SLOW_SECONDS):
            await socket.send_text(frame.json())
    except TimeoutError:
        raise SlowFeedError("The reader is too slow. Come back and read the list again.") from None


async def _until_gone(socket: WebSocket) -> None:
    while True:
        await socket.receive_text()
