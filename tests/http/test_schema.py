"""The OpenAPI document: complete, and no generated request to any path of it ends in a server error."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance

from frontdesk.api.application import create_app
from frontdesk.platform.settings import Settings
from tests.conftest import PASSWORD
from tests.live import live


@pytest.fixture(scope="module")
def address(make_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("schema")
    given = Settings(
        _env_file=None,
        database_url=make_database(),
        frontdesk_data_dir=folder,
        allow_registration=True,
        login_attempts_per_minute=100_000,
        log_level="ERROR",
    )
    with live(create_app(given)) as url:
        yield url


@pytest.fixture(scope="module")
def headers(address: str) -> dict[str, str]:
    """An admin's headers: one who may do almost everything, but whom nobody can lock out while the test runs."""
    body = {"email": "olga@example.test", "password": PASSWORD}
    owner = httpx.post(f"{address}/api/v1/auth/admin/register", json=body).json()["access_token"]
    authorized = {"Authorization": f"Bearer {owner}"}
    key = httpx.post(f"{address}/api/v1/api-keys", json={"name": "fuzz", "role": "admin"}, headers=authorized)
    bot = httpx.post(f"{address}/api/v1/bots/", json={"name": "Desk"}, headers=authorized)
    assert bot.status_code == 201
    return {"X-API-Key": key.json()["key"]}


schema = schemathesis.openapi.from_dict(create_app(Settings(_env_file=None)).openapi())
OPERATIONS = {operation.label: operation for operation in (found.ok() for found in schema.get_all_operations())}


def generated(label: str, requests: int) -> Any:
    """For a test of its own: `requests` generated requests to one operation."""
    limits = settings(max_examples=requests, deadline=None, suppress_health_check=list(HealthCheck))

    def decorate(test: Callable[[schemathesis.Case], None]) -> Callable[[], None]:
        decorated: Callable[[], None] = limits(given(case=OPERATIONS[label].as_strategy())(test))
        return decorated

    return decorate


@pytest.mark.parametrize("label", OPERATIONS)
def test_no_generated_request_breaks_the_server(label: str, address: str, headers: dict[str, str]) -> None:
    @generated(label, 8)
    def test(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=address, headers=headers, checks=[not_a_server_error, content_type_conformance])

    test()


@pytest.mark.parametrize("label", OPERATIONS)
def test_no_generated_request_without_login_breaks_the_server(label: str, address: str) -> None:
    @generated(label, 3)
    def test(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=address, checks=[not_a_server_error])

    test()


def test_the_documentation_shows_every_path(address: str) -> None:
    for path in ("/docs", "/redoc"):
        answer = httpx.get(address + path)
        assert answer.status_code == 200
        assert "openapi.json" in answer.text
    document = httpx.get(f"{address}/openapi.json").json()
    for path in (
        "/auth/token",
        "/api/v1/auth/admin/register",
        "/api/v1/auth/admin/login",
        "/api/v1/auth/{bot_id}/register",
        "/api/v1/auth/{bot_id}/login",
        "/api/v1/query",
        "/api/v1/chat/{bot_id}",
        "/api/v1/chat/history/{session_id}",
        "/api/v1/bots/",
        "/api/v1/stats",
        "/api/v1/feedback",
        "/api/search",
        "/health",
        "/api/v1/health",
    ):
        assert path in document["paths"], path


def test_every_error_of_the_document_is_a_problem(address: str) -> None:
    document = httpx.get(f"{address}/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            for status, response in operation["responses"].items():
                if status.startswith(("4", "5")) and "content" in response:
                    assert list(response["content"]) == ["application/problem+json"], (method, path, status)
