"""What all paths of records share: they match only names of objects, and know the request's scope and definition."""

from typing import Annotated, Any

import orjson
from fastapi import Depends, Path, Request
from fastapi.routing import APIRoute
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import Scope as Connection

from frontdesk.crm.definitions import Definition
from frontdesk.crm.scope import Scope, ScopeReader
from frontdesk.identity.dependencies import Work
from frontdesk.platform.provide import Provided, provided


class ObjectRoute(APIRoute):
    """A route whose `{object}` is the name of an object. Any other name is somebody else's path, or nobody's."""

    def matches(self, scope: Connection) -> tuple[Match, Connection]:
        match, child = super().matches(scope)
        if match is Match.NONE:
            return match, child
        services: Provided = scope["app"].state.provided
        if child["path_params"]["object"] not in services.get(ScopeReader).shipped:
            return Match.NONE, {}
        return match, child


class RecordsResponse(Response):
    """JSON of records: they are dynamic, and already what they shall look like."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return orjson.dumps(content)


ObjectName = Annotated[
    str,
    Path(description="An object: contacts, leads, deals …", examples=["leads"], max_length=60, pattern="^[A-Za-z_]+$"),
]
RecordId = Annotated[int, Path(ge=1, le=2**62, description="The record's id")]


async def _scope(work: Work, reader: Annotated[ScopeReader, provided(ScopeReader)]) -> Scope:
    return await reader.read(work)


RequestScope = Annotated[Scope, Depends(_scope)]


async def _definition(object: ObjectName, scope: RequestScope) -> Definition:
    return scope.definition(object)


RequestDefinition = Annotated[Definition, Depends(_definition)]


def etag(record: dict[str, Any]) -> str:
    """The record's version as an entity tag."""
    return f'"{record["version"]}"'


def plain_parameters(request: Request, known: frozenset[str]) -> list[tuple[str, str]]:
    """The query's parameters that are not among the `known` ones: plain conditions such as `status=won`."""
    return [(name, value) for name, value in request.query_params.multi_items() if name not in known]
