"""One open socket of a conversation: frames in are messages and typing, frames out what the reader is to see."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace

import structlog
from fastapi import WebSocket

from frontdesk.conversations.frames import Frame, silent_frame, status_frame
from frontdesk.conversations.live import ConversationStream
from frontdesk.platform.errors import FrontdeskError, InvalidError, TooManyRequestsError
from frontdesk.platform.together import until_one_ends
from frontdesk.support.endpoints.handshake import GONE, problem_frame
from frontdesk.support.endpoints.incoming import IncomingFrame, Pace, read_frame
from frontdesk.support.service import Taken
from frontdesk.support.speaking import Speaker

log = structlog.get_logger(__name__)

# A reader that takes nothing for so long is let go; it comes back with the number of its last event.
SLOW_SECONDS = 10.0
# Messages of one socket that wait for their answers.
MOST_UNANSWERED = 20
# Whoever types on is told of again after so long.
TYPING_SECONDS = 1.0

_FATAL = (413,)


class TooSlowError(FrontdeskError):
    status, title = 503, "Too slow"


class Talk:
    """Reads and writes one socket until one of both ends."""

    def __init__(self, socket: WebSocket, stream: ConversationStream, speaker: Speaker):
        self._socket = socket
        self._stream = stream
        self._speaker = speaker
        self._pace = Pace()
        self._typing: tuple[str, float] = ("off", 0.0)
        self._answers: set[asyncio.Task[None]] = set()
        self._sent_seq = 0
        # What ends a message that the bot leaves to a person, by its number: sent after the message itself.
        self._endings: dict[int, Frame] = {}

    async def run(self, frames: AsyncIterator[Frame | None]) -> None:
        """Returns when the client has gone. Raises what ends the socket from here."""
        with suppress(*GONE):
            await until_one_ends(self._write(frames), self._read())

    async def _write(self, frames: AsyncIterator[Frame | None]) -> None:
        async for frame in frames:
            # A line that says nothing is kept alive by the server's own pings.
            if frame is not None:
                await self._send(frame)
            if frame is not None and frame.type == "event":
                await self._end_messages(frame.metadata["seq"])

    async def _end_messages(self, sent: int) -> None:
        self._sent_seq = max(self._sent_seq, sent)
        for seq in [seq for seq in self._endings if seq <= self._sent_seq]:
            await self._send(self._endings.pop(seq))

    async def _send(self, frame: Frame) -> None:
        try:
            async with asyncio.timeout(SLOW_SECONDS):
                await self._socket.send_text(frame.json())
        except TimeoutError:
            raise TooSlowError("The reader is too slow. Come back with the number of the last event.") from None

    async def _read(self) -> None:
        while True:
            text = await self._socket.receive_text()
            # Outside of what is answered with an error: who sends too much is not answered any more.
            self._pace.count()
            try:
                await self._take(read_frame(text))
            except FrontdeskError as error:
                if error.status in _FATAL:
                    raise
                await self._send(problem_frame(error))

    async def _take(self, frame: IncomingFrame) -> None:
        if frame.type == "ping":
            conversation = self._stream.conversation
            await self._send(status_frame(conversation.state, conversation.last_seq))
        elif frame.type == "typing":
            self._type("off" if frame.content in ("off", "false", "stop") else "on")
        else:
            await self._say(frame)

    def _type(self, state: str) -> None:
        before, at = self._typing
        now = asyncio.get_running_loop().time()
        if state != before or now - at >= TYPING_SECONDS:
            self._typing = (state, now)
            self._stream.tell("typing", state)

    async def _say(self, frame: IncomingFrame) -> None:
        """Stores the message before the next frame is read, so that the order stays; its answer comes meanwhile."""
        if len(self._answers) >= MOST_UNANSWERED:
            raise TooManyRequestsError("Wait for the answers to your messages first.", retry_after=1)
        if frame.session_id not in (None, self._stream.entrance.reference):
            raise InvalidError("This socket is of another session. Open one for each.")
        try:
            taken = await self._speaker.say(self._stream, frame.content, frame.id, tuple(frame.attachments))
        except FrontdeskError as error:
            failed = problem_frame(error)
            await self._send(replace(failed, metadata={**failed.metadata, "id": frame.id}))
            return
        if taken is not None:
            self._live_answer(taken)

    def _live_answer(self, taken: Taken) -> None:
        if taken.accepted.conversation.state == "bot":
            self._stream.tell_bot_writes()
        # It goes on when the socket closes: the message is stored and is to be answered.
        task = self._speaker.keep(self._answer(taken))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer(self, taken: Taken) -> None:
        try:
            handled_by = await self._speaker.answer(taken)
            if handled_by != "bot":
                seq = taken.accepted.message.seq
                self._endings[seq] = silent_frame(seq, handled_by)
        except FrontdeskError as error:
            self._endings[0] = problem_frame(error)
        except Exception:
            log.exception("answer_failed")
        # The socket may be gone by now.
        with suppress(FrontdeskError, *GONE):
            await self._end_messages(0)
