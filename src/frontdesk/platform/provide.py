"""Hands the services that were composed at start to the endpoints that name them by type."""

from typing import Any, TypeVar

from fastapi import Depends
from starlette.requests import HTTPConnection

Service = TypeVar("Service")


class Provided:
    """The composed services of one process, by their class."""

    def __init__(self) -> None:
        self._services: dict[type[Any], Any] = {}

    def add(self, service: Service, kind: type[Service] | None = None) -> Service:
        self._services[kind or type(service)] = service
        return service

    def get(self, kind: type[Service]) -> Service:
        service: Service = self._services[kind]
        return service


def provided(kind: type[Any]) -> Any:
    """For signatures of endpoints: `Annotated[SearchService, provided(SearchService)]`."""

    async def resolve(connection: HTTPConnection) -> Any:
        services: Provided = connection.app.state.provided
        return services.get(kind)

    return Depends(resolve)
