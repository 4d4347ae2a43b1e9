"""Error handlers: whatever goes wrong becomes `application/problem+json` (RFC 9457)."""

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from frontdesk.platform.errors import FrontdeskError
from frontdesk.platform.problems import MEDIA_TYPE
from frontdesk.platform.texts import storable

log = structlog.get_logger(__name__)

MOST_ERRORS = 50


def add_error_handlers(application: FastAPI) -> None:
    application.exception_handler(FrontdeskError)(_frontdesk_error)
    application.exception_handler(RequestValidationError)(_validation_error)
    application.exception_handler(HTTPException)(_http_error)


def problem(
    status: int,
    title: str,
    detail: str,
    instance: str,
    *,
    kind: str | None = None,
    errors: list[dict[str, Any]] | None = None,
    headers: dict[str, str] | None = None,
    more: dict[str, Any] | None = None,
) -> JSONResponse:
    """A problem answer. `kind` is its stable type, made from the status where none is given."""
    phrase = HTTPStatus(status).phrase.lower().replace(" ", "-").replace("'", "")
    body: dict[str, Any] = {
        **(more or {}),
        "type": kind or f"/problems/{phrase}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": instance,
    }
    if errors:
        body["errors"] = errors[:MOST_ERRORS]
    # It may say the caller's own words again, and not all that JSON can bring in can go out.
    return JSONResponse(storable(body), status, headers, MEDIA_TYPE)


async def _frontdesk_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, FrontdeskError)
    headers = {}
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        headers["WWW-Authenticate"] = getattr(error, "challenge", "Bearer")
    if error.status >= 500:
        log.warning("request_failed", error=type(error).__name__, status=error.status)
    return problem(
        error.status,
        error.title,
        error.detail,
        request.url.path,
        kind=error.type,
        errors=error.errors,
        headers=headers,
        more=error.more,
    )


async def _validation_error(request: Request, error: Exception) -> Response:
    """A body that is not JSON is malformed (400); one that does not fit is invalid (422), field by field."""
    assert isinstance(error, RequestValidationError)
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        where = faults[0].get("ctx", {}).get("error", "it ends too early")
        detail = f"The body is not JSON: {where}."
        return problem(400, "The request cannot be read", detail, request.url.path, kind="/problems/bad-request")
    errors = [{"field": _field(fault["loc"]), "reason": fault["msg"].removeprefix("Value error, ")} for fault in faults]
    detail = "; ".join(f"{e['field'] or 'body'}: {e['reason']}" for e in errors[:3])
    return problem(422, "Not valid", detail, request.url.path, kind="/problems/invalid", errors=errors)


def _field(place: tuple[Any, ...]) -> str:
    """The field's path without the part of the request that it was in."""
    parts = place[1:] if place and place[0] in ("body", "query", "path", "header", "cookie") else place
    return ".".join(str(part) for part in parts)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title = HTTPStatus(error.status_code).phrase
    detail = error.detail if error.detail != title else _DETAILS.get(error.status_code, title)
    if error.status_code == 400:
        # The framework says so of a form it cannot read.
        title = "The request cannot be read"
    return problem(error.status_code, title, str(detail), request.url.path, headers=dict(error.headers or {}))


_DETAILS = {
    404: "There is nothing at this address.",
    405: "This address does not take this method.",
}
