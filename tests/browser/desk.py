"""The whole application as a browser meets it: served on a socket, with a worker beside it."""

import asyncio
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from frontdesk.api.application import create_app
from frontdesk.composition import compose
from frontdesk.platform.settings import Settings
from tests.conftest import PASSWORD, cheap_passwords
from tests.live import live


@dataclass(frozen=True)
class Desk:
    """A running application. `http` speaks to it past the browser, to prepare and to check."""

    url: str
    http: httpx.Client

    def found(self, email: str, **values: Any) -> "Person":
        """Registers the owner of a new workspace."""
        body = {"email": email, "password": PASSWORD, "name": "Olga Owner", **values}
        return Person(self, answered(self.http.post("/api/v1/auth/admin/register", json=body))["access_token"], email)

    def events(self, conversation_id: str) -> list[dict[str, Any]]:
        """The events of an anonymous customer's conversation."""
        items: list[dict[str, Any]] = answered(self.http.get(f"/api/v1/conversations/{conversation_id}/events"))[
            "items"
        ]
        return items

    def ask(self, bot_id: int, message: str) -> dict[str, Any]:
        """What an anonymous customer is answered."""
        return answered(self.http.post("/api/v1/query", json={"bot_id": bot_id, "message": message}))


@dataclass(frozen=True)
class Person:
    """A signed-in member of staff."""

    desk: Desk
    token: str
    email: str

    def call(self, method: str, path: str, **options: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.token}"}
        return answered(self.desk.http.request(method, path, headers=headers, **options))

    def bot(self, name: str, **values: Any) -> dict[str, Any]:
        return self.call("POST", "/api/v1/bots/", json={"name": name, **values})

    def upload(self, bot_id: int, name: str, content: bytes) -> dict[str, Any]:
        files = {"file": (name, content, "application/json")}
        return self.call("POST", "/api/v1/knowledge/sources", data={"bot_id": str(bot_id)}, files=files)

    def colleague(self, role: str, email: str) -> "Person":
        """Adds a member of staff to the same workspace, and signs them in."""
        self.call(
            "POST",
            "/api/v1/users",
            json={"email": email, "name": role.title(), "role": role, "password": PASSWORD},
        )
        token = answered(self.desk.http.post("/auth/token", json={"username": email, "password": PASSWORD}))
        return Person(self.desk, token["access_token"], email)


def answered(answer: httpx.Response) -> dict[str, Any]:
    """The body of an answer that is not a refusal."""
    assert answer.is_success, answer.text
    body: dict[str, Any] = answer.json()
    return body


@contextmanager
def open_desk(settings: Settings) -> Iterator[Desk]:
    """Runs the application and its worker until the block ends."""
    with live(create_app(settings)) as url, _working(settings), httpx.Client(base_url=url, timeout=30) as client:
        yield Desk(url, client)


@contextmanager
def _working(settings: Settings) -> Iterator[None]:
    """Carries out jobs in a thread of its own, as the worker process does."""
    begun: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def work() -> None:
        composition = compose(settings, passwords=cheap_passwords())
        stop = asyncio.Event()
        begun.set_result((asyncio.get_running_loop(), stop))
        try:
            await composition.jobs.work_until(stop)
        finally:
            await composition.close()

    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(asyncio.run, work())
        loop, stop = begun.result(30)
        try:
            yield
        finally:
            loop.call_soon_threadsafe(stop.set)
            ended.result(30)


def run_apart(coroutine: Coroutine[Any, Any, None]) -> None:
    """Runs a coroutine in another thread: Playwright's own loop runs in that of the tests."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, coroutine).result()
