"""Requests of pages of other sites: the few that the widget needs, where the bot's settings name the site."""

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from frontdesk.api.errors import problem
from frontdesk.conversations.embedding import Embedding, foreign_origin, is_embeddable
from frontdesk.identity.dependencies import given_secret
from frontdesk.platform.errors import FrontdeskError
from frontdesk.platform.settings import Settings

# A browser asks first whether it may ask. The answer opens nothing: the request itself is checked.
_PREFLIGHT = {
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers": "authorization, content-type, last-event-id",
    "access-control-max-age": "7200",
}


class EmbeddingGate:
    """Middleware over the paths that a widget uses; all others, and the desk's own pages, pass untouched."""

    def __init__(self, application: ASGIApp, settings: Settings):
        self._application = application
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        origin = None
        if scope["type"] == "http" and is_embeddable(scope["path"]):
            origin = foreign_origin(Headers(scope=scope), self._settings)
        if origin is None:
            await self._application(scope, receive, send)
            return
        readable = _readable_by(origin, send)
        if scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, readable)
            return
        refusal = await _refusal(scope, origin)
        answer = self._application if refusal is None else refusal
        await answer(scope, receive, readable)


async def _refusal(scope: Scope, origin: str) -> Response | None:
    """The answer to a page that is not allowed. It may read why, so that who builds the page learns what to do."""
    embedding: Embedding = scope["app"].state.provided.get(Embedding)
    # Of several the last, as the endpoint reads them.
    bot = QueryParams(scope["query_string"]).get("bot")
    headers = Headers(scope=scope)
    try:
        secret = given_secret(headers.get("authorization"), headers.get("x-api-key"))
        await embedding.check_path(origin, scope["path"], bot, secret)
    except FrontdeskError as error:
        return problem(error.status, error.title, error.detail, scope["path"], kind=error.type)
    return None


def _readable_by(origin: str, send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["access-control-allow-origin"] = origin
            headers["access-control-expose-headers"] = "retry-after, x-request-id, content-disposition"
            headers.add_vary_header("origin")
        await send(message)

    return sending
