"""Errors on the wire: problem+json for everything, requests bounded in size, nothing told of the inside."""

import pytest

from tests.conftest import Running, Staff


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nothing", 404),
        ("DELETE", "/auth/token", 405),
        ("GET", "/api/v1/bots/", 401),
        ("POST", "/api/v1/query", 422),
        ("GET", "/api/v1/bots/9223372036854775808/public", 404),
        ("GET", "/health/nothing", 404),
    ],
)
def test_every_error_is_a_problem(running: Running, method: str, path: str, status: int) -> None:
    answer = running.client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["instance"] == path
    assert body["title"]
    assert body["detail"]
    assert body["type"].startswith("/problems/")
    assert ("www-authenticate" in answer.headers) == (status == 401)


def test_each_answer_carries_the_id_of_its_request(running: Running) -> None:
    given = running.client.get("/health/live", headers={"x-request-id": "from-the-proxy-1"})
    assert given.headers["x-request-id"] == "from-the-proxy-1"
    forged = running.client.get("/health/live", headers={"x-request-id": 'x"\tforged log line'})
    assert forged.headers["x-request-id"].isalnum()


def test_a_body_over_the_bound_is_refused(running: Running, owner: Staff) -> None:
    answer = owner.post(
        "/api/v1/knowledge/sources", data={"bot_id": "1"}, files={"file": ("big.json", b" " * 12_000_000)}
    )
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_health_tells_of_every_part(running: Running) -> None:
    for path in ("/health", "/api/v1/health"):
        body = running.client.get(path).json()
        assert body["status"] == "ok"
        assert set(body) == {"status", "service", "timestamp", "version", "services"}
        assert body["services"]["database"] == "healthy"
        assert body["services"]["embedding"] == "healthy"
    for path in ("/health/live", "/health/ready", "/health/db", "/health/vectors", "/health/cache"):
        assert running.client.get(path).json()["status"] == "healthy"
