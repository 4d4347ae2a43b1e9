"""The web app: its built files, and its one page for every address that is the app's own."""

import hashlib
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from frontdesk.api.errors import problem

# These are the program's, not the app's: an unknown one is a 404 and not the app's page.
PROGRAM_PATHS = (
    "/api/",
    "/auth/",
    "/health",
    "/session/",
    "/chat/message",
    "/ws",
    "/v1/",
    "/mcp",
    "/assets/",
)


def web_folder() -> Path | None:
    """The built web app: inside the package when installed, in web/dist in a checkout; None if not built."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_web", package.parents[1] / "web" / "dist"):
        if (folder / "index.html").is_file():
            return folder
    return None


def add_web_app(application: FastAPI) -> None:
    folder = web_folder()
    if folder is None:
        return
    application.mount("/assets", _Immutable(directory=folder / "assets"), name="assets")
    _add_widget(application, folder / "widget.js")

    @application.get("/{path:path}", include_in_schema=False)
    async def page(path: str, request: Request) -> Response:
        if request.url.path.startswith(PROGRAM_PATHS):
            return problem(404, "Not Found", "There is nothing at this address.", request.url.path)
        file = _file(folder, path)
        if file is not None:
            return FileResponse(file)
        return FileResponse(folder / "index.html", headers={"cache-control": "no-cache"})


def _add_widget(application: FastAPI, file: Path) -> None:
    """The script that other sites embed. Its name stays: a browser keeps it for minutes, then asks again."""
    content = file.read_bytes() if file.is_file() else b""
    headers = {
        "etag": f'"{hashlib.sha256(content).hexdigest()[:20]}"',
        "cache-control": "public, max-age=600, stale-while-revalidate=86400",
        "cross-origin-resource-policy": "cross-origin",
        "access-control-allow-origin": "*",
    }

    @application.get("/widget.js", include_in_schema=False)
    async def widget(request: Request) -> Response:
        if not content:
            return problem(404, "Not Found", "The widget is not built: make web", request.url.path)
        if request.headers.get("if-none-match", "").removeprefix("W/") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type="text/javascript; charset=utf-8", headers=headers)


def _file(folder: Path, path: str) -> Path | None:
    """The file of the app at this path, None where there is none."""
    try:
        file = (folder / path).resolve()
        return file if file.is_relative_to(folder.resolve()) and file.is_file() else None
    except (OSError, ValueError):
        # A name that no file can have: too long, or with a NUL.
        return None


class _Immutable(StaticFiles):
    """Files whose names hold a digest of their content: a browser may keep them for good."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type] # handed on as they came
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response
