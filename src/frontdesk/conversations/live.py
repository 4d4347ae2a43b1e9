"""Live conversations: what one reader of a conversation is sent, in order, from the event that it had last.

Stored events are read from the log, never from a queue: a reader that is slow, was cut off, or whose signal was lost
goes on from its number, so it misses nothing and sees nothing twice. Typing and presence come beside them and are
stored nowhere.
"""

import asyncio
import math
import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from frontdesk.conversations.access import Place
from frontdesk.conversations.frames import Frame, answer_frames, event_frame, status_frame
from frontdesk.conversations.log import STAFF_ONLY
from frontdesk.conversations.models import Conversation, ConversationEvent
from frontdesk.conversations.open_lines import OpenLines
from frontdesk.conversations.service import ConversationService
from frontdesk.conversations.signals import conversation_topic, inbox_topic, live, roll_topic
from frontdesk.conversations.sweep import Sweep
from frontdesk.identity.callers import Caller
from frontdesk.platform.database import Database
from frontdesk.platform.realtime import Heard, Realtime, Signal, Subscription

EVENTS_AT_ONCE = 100
# A line that says nothing for so long is told that it is alive, and its sign-in is looked at again.
HEARTBEAT_SECONDS = 20.0

Check = Callable[[], Coroutine[Any, Any, Caller]]


@dataclass(frozen=True)
class Entrance:
    """How a reader comes in: what they call the conversation (`reference`), where that is, and who they say to be."""

    reference: str
    place: Place
    user_id: str | None = None


class ConversationStream:
    """One reader of one conversation. `conversation` is as it was when the log was last read."""

    def __init__(
        self,
        database: Database,
        conversations: ConversationService,
        realtime: Realtime,
        entrance: Entrance,
        caller: Caller,
        after: int,
        check: Check,
    ):
        """`check` looks at the caller's sign-in again, and raises where it has ended."""
        self._check = check
        self._database = database
        self._realtime = realtime
        self._conversations = conversations
        self.entrance = entrance
        self.caller = caller
        self._token = secrets.token_hex(6)
        self.after = after
        self.conversation: Conversation
        self._follow: Callable[[UUID], None] = lambda _: None
        self._live_from = 0

    @property
    def is_staff(self) -> bool:
        """Whether the reader sees what the team sees. Whoever comes by the secret comes as a visitor."""
        return self.caller.is_staff and not self.entrance.place.by_secret

    def tell(self, kind: str, state: str, **more: Any) -> None:
        """Tells all who have the conversation open of this reader: `typing` on or off, `presence` here or away."""
        actor: dict[str, Any] = {"kind": "staff" if self.is_staff else "customer", "name": self.caller.name}
        more["from"] = self._token
        if self.is_staff:
            actor["id"] = self.caller.user_id
        told = live(self.conversation.id, kind, state=state, actor=actor, **more)
        # The whole team hears which of them is where: two are not to write to the same customer unawares.
        also = (inbox_topic(self.entrance.place.workspace_id),) if self.is_staff else ()
        self._realtime.tell([replace(told, topics=told.topics + also)])

    def tell_bot_writes(self) -> None:
        actor = {"kind": "bot", "name": ""}
        self._realtime.tell([live(self.conversation.id, "typing", state="on", actor=actor)])

    def on_the_way(self, follow: Callable[[UUID], None]) -> None:
        """`follow` is told where the conversation goes on when it is merged into another, now or later."""
        self._follow = follow
        if self.conversation.led_on_from:
            follow(self.conversation.id)

    async def check(self) -> Caller:
        """The caller as they are now. Raises where the sign-in has ended."""
        self.caller = await self._check()
        return self.caller

    async def enter(self) -> None:
        """Looks whether the caller may enter. A number beyond the log means its end."""
        async with self._database.unit_of_work(self.entrance.place.workspace_id) as unit:
            self.conversation = await self._conversations.enter(
                unit, self.entrance.place, self.caller, self.entrance.user_id
            )
        self._live_from = self.conversation.last_seq
        self.after = min(self.after, self._live_from)

    async def frames(self, subscription: Subscription, seconds: float = math.inf) -> AsyncGenerator[Frame | None]:
        """All that this reader is to see, for so long; None when there was nothing for the time of a heartbeat."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        yield status_frame(self.conversation.state, self._live_from)
        async for frame in self._unread():
            yield frame
        checked = loop.time()
        while (left := end - loop.time()) > 0:
            heard = await subscription.hear(min(HEARTBEAT_SECONDS, left))
            if loop.time() - checked >= HEARTBEAT_SECONDS:
                await self.check()
                checked = loop.time()
            if heard is None:
                yield None
                continue
            async for frame in self._heard(heard):
                yield frame

    async def _heard(self, heard: Heard) -> AsyncIterator[Frame]:
        """What came, in its order: who may see that somebody writes can hang on the event before."""
        if heard.lost:
            async for frame in self._unread():
                yield frame
        for signal in heard.signals:
            live_frame = self._live_frame(signal) if "live" in signal.data else None
            if live_frame is not None:
                yield live_frame
            seq = signal.data.get("seq", 0)
            if isinstance(signal.here, ConversationEvent) and seq == self.after + 1 and not _leads_on(signal.here):
                for frame in self._next(signal.here):
                    yield frame
            elif seq > self.after:
                async for frame in self._unread():
                    yield frame

    def _next(self, event: ConversationEvent) -> Iterator[Frame]:
        """The event behind the last one, which this process has just stored: the log need not be asked."""
        self.after = event.seq
        state = event.data["to"] if event.type == "handoff" else self.conversation.state
        changed = state != self.conversation.state
        self.conversation = replace(self.conversation, state=state, last_seq=event.seq)
        if self.caller.is_staff or event.type not in STAFF_ONLY:
            yield from self._event_frames(event)
        if changed:
            yield status_frame(state, event.seq)

    async def _unread(self) -> AsyncIterator[Frame]:
        """The events behind the last number, until there are none left."""
        more = True
        while more:
            # A socket that closes in that moment must not cut the database's answer in two.
            found, events, more = await asyncio.shield(self._read())
            if found.id != self.conversation.id:
                self._follow(found.id)
            state, self.conversation = self.conversation.state, found
            for event in events:
                self.after = event.seq
                for frame in self._event_frames(event):
                    yield frame
            if not more:
                # Events that this reader does not see have numbers too.
                self.after = max(self.after, found.last_seq)
            if found.state != state:
                yield status_frame(found.state, found.last_seq)

    async def _read(self) -> tuple[Conversation, list[ConversationEvent], bool]:
        """The conversation as it is, its next events, and whether there are more."""
        place = self.entrance.place
        async with self._database.unit_of_work(place.workspace_id) as unit:
            found = await self._conversations.enter(unit, place, self.caller, self.entrance.user_id)
            events, following = await self._conversations.events(unit, found, self.caller, self.after, EVENTS_AT_ONCE)
        return found, events, following is not None

    def _event_frames(self, event: ConversationEvent) -> list[Frame]:
        """Only who was there when the question was asked sees the answer come in pieces."""
        comes_now = event.seq > self._live_from and not self.is_staff and "was" not in event.data
        if comes_now and event.type == "message" and event.actor_kind == "bot":
            return list(answer_frames(event))
        return [event_frame(event)]

    def _live_frame(self, signal: Signal) -> Frame | None:
        data = signal.data
        if data.get("from") == self._token:
            return None
        if data.get("joins"):
            # Whoever comes in learns from all who are there that they are.
            self.tell("presence", "here")
            if "actor" not in data:
                return None
        if not self._may_see(data):
            return None
        if data["state"] == "away" and self.is_staff and data["actor"].get("id") == self.caller.user_id:
            # One of two windows of the same person was closed.
            self.tell("presence", "here")
            return None
        actor = data["actor"] if self.is_staff else {name: data["actor"][name] for name in ("kind", "name")}
        return Frame(data["live"], data["state"], {"actor": actor})

    def _may_see(self, data: dict[str, Any]) -> bool:
        """Customers see that someone writes to them, and not who of the team looks on."""
        if self.is_staff:
            return True
        by_staff = data["actor"]["kind"] == "staff"
        return data["live"] == "typing" and (not by_staff or self.conversation.state == "human")


def _leads_on(event: ConversationEvent) -> bool:
    """Whether the log goes on in another one: that is looked up and not read from here."""
    return event.type == "status" and event.data.get("kind") == "merge"


class LiveConversations:
    """Opens conversations for readers, and tells who is there and who writes."""

    def __init__(self, database: Database, conversations: ConversationService, realtime: Realtime, lines: OpenLines):
        self._database = database
        self._conversations = conversations
        self._realtime = realtime
        self._lines = lines
        self.sweep = Sweep(database)

    @asynccontextmanager
    async def open(
        self, entrance: Entrance, caller: Caller, after: int, check: Check, seconds: float = math.inf
    ) -> AsyncIterator[tuple[ConversationStream, AsyncGenerator[Frame | None]]]:
        """The stream and its frames. Raises ConversationNotFoundError and the like where the caller may not enter,
        and TooManyLinesError."""
        stream = ConversationStream(self._database, self._conversations, self._realtime, entrance, caller, after, check)
        conversation_id = entrance.place.conversation_id
        topics = [conversation_topic(conversation_id)]
        if stream.is_staff:
            topics.append(roll_topic(entrance.place.workspace_id))
        line = self._lines.held(caller.address, entrance.place.workspace_id)
        with line, self._realtime.subscribed(*topics) as subscription:
            await stream.enter()
            with self.sweep.watched(conversation_id, stream, subscription):
                stream.on_the_way(lambda into: self._follow(into, stream, subscription))
                stream.tell("presence", "here", joins=True)
                try:
                    yield stream, stream.frames(subscription, seconds)
                finally:
                    stream.tell("presence", "away")

    def _follow(self, into: UUID, stream: ConversationStream, subscription: Subscription) -> None:
        self._realtime.add(subscription, conversation_topic(into))
        self.sweep.move(into, stream, subscription)

    async def close(self) -> None:
        await self.sweep.close()
