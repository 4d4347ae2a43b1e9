"""Every route, tried by every kind of caller; a route without a row in the table of rights is a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from tests.http.access_table import ACCESS, CALLERS
from tests.http.access_world import World

if TYPE_CHECKING:
    from tests.conftest import Running


def declared(application: FastAPI) -> set[str]:
    """All routes of the program, as the table names them."""
    found = set()
    for context in iter_route_contexts(application.routes):
        route = context.original_route
        # The page of the web app is no path of the API; it answers every address that is the app's own.
        if isinstance(route, APIRoute) and route.include_in_schema:
            # What an id looks like (`{record_id:int}`) is no part of the path's name.
            path = context.path.replace(":int}", "}")
            found |= {f"{method} {path}" for method in context.methods or ()}
    return found


@pytest.fixture(scope="session")
def world(running: Running) -> World:
    return World(running)


def test_every_route_has_a_row_and_every_row_a_route(running: Running) -> None:
    application = running.client.app
    assert isinstance(application, FastAPI)
    routes = declared(application)
    assert "GET /api/v1/me" in routes
    assert sorted(routes - set(ACCESS)) == [], "add rows to tests/http/access_table.py"
    assert sorted(set(ACCESS) - routes) == [], "rows of routes that are gone"


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("route", ACCESS)
def test_each_caller_is_answered_as_the_table_says(world: World, route: str, caller: str) -> None:
    row = ACCESS[route]
    method, path = route.split(" ")
    place = path.format(**{name: make(world) for name, make in row.values.items()})
    options = dict(row.options)
    if row.json is not None:
        options["json"] = row.json(world)
    answer = world.client.request(method, place, headers=world.headers(caller), **options)
    assert answer.status_code == row.expected[caller], answer.text
    if answer.status_code == 401:
        assert answer.headers["www-authenticate"].startswith("Bearer")
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
