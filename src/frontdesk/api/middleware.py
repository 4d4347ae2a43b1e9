"""What surrounds every request: its id, its log line, its bounds in size and time, and the last net for errors."""

import asyncio
import re
import time
import uuid

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from frontdesk.api.errors import problem
from frontdesk.platform.settings import Settings

log = structlog.get_logger("frontdesk.requests")

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# Room in an upload for the form around the file.
FORM_ROOM = 1_000_000
# A message brings several files.
_ATTACHMENTS = re.compile(r"/api/(?:v1/conversations/[^/]+/attachments|chat/sessions/[^/]+/messages)")
# Files of records may be larger than others.
_IMPORT = re.compile(r"/api/v1/[A-Za-z_]+/import")

SECURITY_HEADERS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
]


class RequestFrame:
    """The outermost middleware."""

    def __init__(self, application: ASGIApp, settings: Settings):
        self._application = application
        self._limit = int(settings.max_upload_megabytes * 1_000_000) + FORM_ROOM
        self._attachments_limit = int(settings.max_attachments_mb * 1_000_000) + FORM_ROOM
        self._import_limit = int(settings.max_import_megabytes * 1_000_000) + FORM_ROOM
        self._seconds = settings.request_timeout_seconds if settings.enable_request_timeout else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        limit = self._limit_for(scope["path"])
        exchange = _Exchange(scope, receive, send, limit, self._seconds_for(limit))
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=exchange.request_id)
        began = time.perf_counter()
        try:
            await self._answer(exchange)
        finally:
            log.info(
                "request",
                method=scope["method"],
                path=_template(scope),
                status=exchange.status,
                milliseconds=round((time.perf_counter() - began) * 1000, 2),
            )

    def _limit_for(self, path: str) -> int:
        if _IMPORT.fullmatch(path):
            return self._import_limit
        return self._attachments_limit if _ATTACHMENTS.fullmatch(path) else self._limit

    def _seconds_for(self, limit: int) -> float | None:
        """More time for what may be larger: a line of the same speed must do."""
        return self._seconds and self._seconds * max(1, limit / self._limit)

    async def _answer(self, exchange: "_Exchange") -> None:
        try:
            async with exchange.bound:
                await self._application(exchange.scope, exchange.receive, exchange.send)
        except TimeoutError:
            await exchange.fail(504, "Too slow", "This took too long and was ended. Try again.")
        except BodyTooLargeError:
            return
        except Exception:
            log.exception("unexpected_error", path=_template(exchange.scope))
            await exchange.fail(500, "Something went wrong", "This is a fault of the program. It has been logged.")


class BodyTooLargeError(Exception):
    """The body goes on past the bound; the client has been told."""


class _Exchange:
    """One request and its answer: counts what comes in, and notes what goes out."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, limit: int, seconds: float | None):
        self.scope = scope
        self._receive = receive
        self._send = send
        self._limit = limit
        self._left = limit
        self._seconds = seconds
        self.bound = asyncio.timeout(seconds)
        self._is_over = False
        self.status = 0
        given = dict(scope["headers"]).get(b"x-request-id", b"").decode("latin-1")
        self.request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            # Told at once: whoever reads the body would make an error of its own out of it.
            detail = f"A request may hold {self._limit // 1_000_000} MB at most."
            await self.fail(413, "Too large", detail)
            self._is_over = True
            raise BodyTooLargeError
        return message

    async def send(self, message: Message) -> None:
        if self._is_over:
            return
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = [(b"x-request-id", self.request_id.encode()), *SECURITY_HEADERS]
            message = {**message, "headers": [*message["headers"], *headers]}
        await self._send(message)
        if self._seconds is not None and message.get("more_body") and not self.bound.expired():
            # An answer that comes in pieces may take as long as it needs while they keep coming.
            self.bound.reschedule(asyncio.get_running_loop().time() + self._seconds)

    async def fail(self, status: int, title: str, detail: str) -> None:
        """Sends a problem; where the answer had begun, the connection just ends and the client sees it cut."""
        if self.status:
            return
        response = problem(status, title, detail, Request(self.scope).url.path)
        await response(self.scope, self._receive, self.send)


def _template(scope: Scope) -> str:
    """The route's pattern, so that no id or secret of a path is logged."""
    route = scope.get("route")
    return str(getattr(route, "path", "unmatched"))
