"""The feed of an inbox: tells staff which conversations changed, who of the team is in which, and what is for them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from fastapi import WebSocket

from frontdesk.conversations.frames import Frame
from frontdesk.conversations.open_lines import OpenLines
from frontdesk.conversations.signals import inbox_topic, roll_topic, staff_topic
from frontdesk.identity.callers import Caller, Role
from frontdesk.platform.errors import FrontdeskError
from frontdesk.platform.realtime import Heard, Realtime, Signal, Subscription
from frontdesk.platform.together import until_one_ends
from frontdesk.support.endpoints.handshake import GONE
from frontdesk.support.endpoints.incoming import Pace

# Changes within so long are told together.
TOGETHER_SECONDS = 0.2
HEARTBEAT_SECONDS = 20.0
SLOW_SECONDS = 10.0


class SlowFeedError(FrontdeskError):
    status, title = 503, "Too slow"


class InboxFeed:
    """Feeds open sockets until they close. One for each process."""

    def __init__(self, realtime: Realtime, lines: OpenLines):
        self._realtime = realtime
        self._lines = lines

    async def run(self, socket: WebSocket, caller: Caller, check: Callable[[], Awaitable[Caller]]) -> None:
        assert caller.workspace_id is not None, "staff belong to a workspace"
        topics = [inbox_topic(caller.workspace_id)]
        if caller.user_id is not None:
            topics.append(staff_topic(caller.user_id))
        line = self._lines.held(caller.address, caller.workspace_id)
        with line, suppress(*GONE), self._realtime.subscribed(*topics) as subscription:
            # Whoever has a conversation open says so again: the new feed knows nothing yet.
            self._realtime.tell([Signal((roll_topic(caller.workspace_id),), {"live": "presence", "joins": True})])
            await until_one_ends(_feed(socket, subscription, check), _until_gone(socket))


async def _feed(socket: WebSocket, subscription: Subscription, check: Callable[[], Awaitable[Caller]]) -> None:
    await _send(socket, Frame("status", "open"))
    checked = asyncio.get_running_loop().time()
    while True:
        heard = await subscription.hear(HEARTBEAT_SECONDS)
        now = asyncio.get_running_loop().time()
        if heard is None or now - checked >= HEARTBEAT_SECONDS:
            (await check()).require(Role.VIEWER)
            checked = now
        if heard is None:
            continue
        for frame in changes(heard):
            await _send(socket, frame)
        await asyncio.sleep(TOGETHER_SECONDS)


def changes(heard: Heard) -> list[Frame]:
    """One frame for each conversation that changed, with its newest number; `reload` where some may be missing.

    Beside them what is for this reader alone, and who of the team has which conversation open or writes in it.
    """
    frames = [Frame("status", "reload")] if heard.lost else []
    newest: dict[str, dict[str, Any]] = {}
    moments: dict[tuple[str, ...], Frame] = {}
    for signal in heard.signals:
        data = signal.data
        if "notification" in data:
            frames.append(Frame("notification", data["notification"]["words"], data["notification"]))
        elif "live" in data:
            told = {"conversation_id": data["conversation_id"], "state": data["state"], "actor": data["actor"]}
            moments[data["live"], data["conversation_id"], data["from"]] = Frame(data["live"], data["state"], told)
        else:
            newest[str(data["conversation_id"])] = data
    changed = [Frame("status", "changed", data) for data in newest.values()]
    return [*frames, *changed, *moments.values()]


async def _send(socket: WebSocket, frame: Frame) -> None:
    try:
        async with asyncio.timeout(SLOW_SECONDS):
            await socket.send_text(frame.json())
    except TimeoutError:
        raise SlowFeedError("The reader is too slow. Come back and read the list again.") from None


async def _until_gone(socket: WebSocket) -> None:
    pace = Pace()
    while True:
        await socket.receive_text()
        pace.count()
