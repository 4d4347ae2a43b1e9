"""The frame of requests: how long one may take, by a clock that the test turns."""

import asyncio
from collections.abc import Sequence

from starlette.types import Message, Receive, Scope, Send

from frontdesk.api.middleware import RequestFrame
from frontdesk.platform.settings import Settings

SECONDS = 60


async def exchange(pauses: Sequence[float], path: str = "/api/v1/leads/export") -> list[Message]:
    """What is sent by an application that sends a piece after each pause, in seconds."""
    loop = asyncio.get_running_loop()
    now = loop.time()
    sent: list[Message] = []

    async def pause(seconds: float) -> None:
        nonlocal now
        now += seconds
        # Twice: the loop first finds that time has passed, then tells who waits for it.
        for _ in range(3):
            await asyncio.sleep(0)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        for place, seconds in enumerate(pauses):
            await pause(seconds)
            if place == 0:
                await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"x", "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    settings = Settings(_env_file=None, request_timeout_seconds=SECONDS)
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "headers": [],
        "query_string": b"",
    }
    loop.time = lambda: now  # type: ignore[method-assign] # the clock that the test turns
    await RequestFrame(application, settings)(scope, receive, send)
    return sent


def body(messages: Sequence[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in messages)


def test_an_answer_that_keeps_coming_may_take_long() -> None:
    sent = asyncio.run(exchange([50, 50, 50, 50]))
    assert (sent[0]["status"], body(sent), sent[-1]["more_body"]) == (200, b"xxxx", False)


def test_an_answer_that_stops_coming_is_cut() -> None:
    sent = asyncio.run(exchange([50, 70, 1]))
    assert (sent[0]["status"], body(sent), sent[-1]["more_body"]) == (200, b"x", True)


def test_an_answer_that_does_not_begin_in_time_is_an_error() -> None:
    assert asyncio.run(exchange([70]))[0]["status"] == 504


def test_a_larger_upload_has_more_time_to_arrive() -> None:
    assert asyncio.run(exchange([200], "/api/v1/leads/import"))[0]["status"] == 200
    assert asyncio.run(exchange([400], "/api/v1/leads/import"))[0]["status"] == 504
