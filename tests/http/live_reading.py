"""Reading sockets and streams in tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.conftest import Running

Frame = dict[str, Any]


class Socket:
    """An open socket of a conversation; frames are read until the one that is wanted."""

    def __init__(self, session: Any):
        self._session = session
        self.seen: list[Frame] = []

    def say(self, content: str, **more: Any) -> None:
        self.send({"type": "message", "content": content, **more})

    def send(self, frame: Frame) -> None:
        self._session.send_json(frame)

    def send_text(self, text: str) -> None:
        self._session.send_text(text)

    def next(self) -> Frame:
        frame: Frame = self._session.receive_json()
        self.seen.append(frame)
        return frame

    def until(self, kind: str, /, **metadata: Any) -> Frame:
        """The next frame of that type whose metadata hold these values."""
        while True:
            frame = self.next()
            if frame["type"] == kind and all(frame["metadata"].get(name) == value for name, value in metadata.items()):
                return frame

    @property
    def seqs(self) -> list[int]:
        return [frame["metadata"]["seq"] for frame in self.seen if frame["type"] == "event"]


@contextmanager
def socket(running: Running, session_id: str, after: int = 0, **options: Any) -> Iterator[Socket]:
    with running.client.websocket_connect(f"/ws?session_id={session_id}&after={after}", **options) as session:
        yield Socket(session)
