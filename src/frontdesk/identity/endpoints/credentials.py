"""Bodies that come as JSON or as a form: the OAuth2 password form and its JSON twin in one path."""

import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from python_multipart.exceptions import FormParserError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from frontdesk.identity.errors import BrokenBodyError, UnsupportedBodyError
from frontdesk.platform.errors import TooLargeError

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
MOST_BYTES = 64 * 1024

Body = TypeVar("Body", bound=BaseModel)


def json_or_form(model: type[Body]) -> Callable[[Request], Awaitable[Body]]:
    """A dependency that reads the body as `model`, whichever way it came."""

    async def read(request: Request) -> Body:
        kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
        fields = await _form(request) if kind in FORMS else await _json(request, kind)
        try:
            return model.model_validate(fields)
        except ValidationError as error:
            found = error.errors(include_url=False, include_context=False, include_input=False)
            raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in found]) from None

    return read


def documented(model: type[BaseModel]) -> dict[str, Any]:
    """The `openapi_extra=` of a route that reads its body by `json_or_form`."""
    schema = model.model_json_schema()
    form = {**schema, "title": f"{schema['title']}Form"}
    content = {"application/json": {"schema": schema}, FORMS[0]: {"schema": form}}
    return {"requestBody": {"required": True, "content": content}}


async def _json(request: Request, kind: str) -> Any:
    if kind != "application/json" and not kind.endswith("+json"):
        raise UnsupportedBodyError
    body = await _bounded(request)
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise BrokenBodyError("it is not JSON") from None


async def _bounded(request: Request) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise TooLargeError("A sign-in may have 64 kB at most.")
    return body


async def _form(request: Request) -> dict[str, str]:
    try:
        form = await request.form(max_files=0, max_fields=20, max_part_size=MOST_BYTES)
    except (HTTPException, FormParserError):
        raise BrokenBodyError("it is not a form") from None
    return {name: value for name, value in form.items() if not isinstance(value, UploadFile)}
