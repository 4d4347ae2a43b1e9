"""A site that is not the desk's own, with the chat of a bot on it: to see the widget as visitors of a site do."""

from html import escape
from importlib import resources

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route


def site(desk: str, bot: str) -> Starlette:
    """The site. `desk`: the address of the server; `bot`: slug or id."""
    template = (resources.files(__package__) / "site.html").read_text(encoding="utf-8")
    page = template.replace("{desk}", escape(desk.rstrip("/"))).replace("{bot}", escape(bot))

    async def show(_: Request) -> HTMLResponse:
        return HTMLResponse(page)

    return Starlette(routes=[Route("/{path:path}", show)])
