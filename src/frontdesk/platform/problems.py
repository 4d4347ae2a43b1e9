"""Problems: what an error looks like on the wire (RFC 9457), for the error handlers and for OpenAPI."""

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, Field

MEDIA_TYPE = "application/problem+json"

# Where the meaning in this program says more than the name of the status.
_DESCRIPTIONS = {
    401: "Nobody is signed in, or the token is not valid any more",
    403: "Not allowed for this caller",
    404: "Not there, or not in this workspace",
    409: "In conflict with what is there",
    413: "Too large",
    415: "This kind of content is not supported",
    422: "The content does not fit; `errors` names the fields",
    429: "Too many requests; `Retry-After` says how many seconds to wait",
    503: "Not available for the moment; try again",
}


class Problem(BaseModel):
    """An error: `detail` is written to be shown to a person, `errors` names the fields that do not fit."""

    type: str = Field(description="Stable name of the kind of error", examples=["/problems/not-found"])
    title: str = Field(examples=["Not found"])
    status: int = Field(ge=400, le=599, examples=[404])
    detail: str = Field(examples=["There is no such user."])
    instance: str = Field(description="Path of the request", examples=["/api/v1/users/7"])
    errors: list[dict[str, Any]] | None = None


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route that may answer with these statuses as problems."""
    return {status: _response(status) for status in sorted(statuses)}


def _response(status: int) -> dict[str, Any]:
    return {
        "description": _DESCRIPTIONS.get(status, HTTPStatus(status).phrase),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def declare_problems(schema: dict[str, Any]) -> dict[str, Any]:
    """Adds `Problem` to a finished OpenAPI document, also in place of the framework's own form of a 422."""
    components = schema.setdefault("components", {}).setdefault("schemas", {})
    components["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    for name in ("HTTPValidationError", "ValidationError"):
        components.pop(name, None)
    for operations in schema.get("paths", {}).values():
        for operation in operations.values():
            responses = operation.get("responses", {}) if isinstance(operation, dict) else {}
            if "application/json" in responses.get("422", {}).get("content", {}):
                responses["422"] = _response(422)
    return schema
