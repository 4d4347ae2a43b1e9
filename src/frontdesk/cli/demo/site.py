"""A site that is not the desk's own, with the chat of a bot on it: to see the widget as visitors of a site do."""

import hmac
from dataclasses import dataclass
from html import escape
from importlib import resources

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route


@dataclass(frozen=True)
class SignedInVisitor:
    """Somebody whom the site knows; it signs who they are with the bot's identity secret."""

    user_id: str
    secret: str

    def attributes(self) -> str:
        signed = hmac.new(self.secret.encode(), self.user_id.encode(), "sha256").hexdigest()
        return f' data-user-id="{escape(self.user_id)}" data-user-hash="{signed}"'


def site(desk: str, bot: str, visitor: SignedInVisitor | None = None) -> Starlette:
    """The site. `desk`: the address of the server; `bot`: its slug; `visitor`: who is signed in on /account."""
    template = (resources.files(__package__) / "site.html").read_text(encoding="utf-8")
    page = template.replace("{desk}", escape(desk.rstrip("/"))).replace("{bot}", escape(bot))

    async def show(request: Request) -> HTMLResponse:
        known = visitor if request.url.path == "/account" else None
        return HTMLResponse(page.replace("{visitor}", known.attributes() if known else ""))

    return Starlette(routes=[Route("/{path:path}", show)])
