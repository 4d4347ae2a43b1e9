"""Bounds and fences that settings put around requests: limits, time, origins, hosts, compression, the fixed clock."""

from collections.abc import Callable

import pytest

from tests.conftest import Running, Staff
from tests.http.access_world import TEXT_FILE
from tests.http.faqs import FAQS

START = Callable[..., Running]


@pytest.fixture(scope="module")
def fenced(start_application: START) -> Running:
    return start_application(
        enable_rate_limiting=True,
        rate_limit_per_minute=3,
        conversation_messages_per_minute=2,
        cors_allow_origins="https://shop.example, https://other.example",
        allowed_hosts="testserver",
    )


@pytest.fixture(scope="module")
def staff(fenced: Running) -> Staff:
    owner = fenced.found()
    owner.shop = owner.bot(FAQS)
    return owner


def test_chat_messages_are_limited_for_each_caller_apart(fenced: Running, staff: Staff) -> None:
    body = {"message": "Hello", "bot_id": staff.shop["id"]}
    answers = [fenced.client.post("/api/v1/query", json=body) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["content-type"] == "application/problem+json"
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert fenced.client.post(f"/api/v1/chat/{staff.shop['id']}", json={"message": "Hello"}).status_code == 429
    assert staff.post("/api/v1/query", json=body).status_code == 200


def test_a_stranger_does_not_use_up_the_messages_of_a_conversation(fenced: Running, staff: Staff) -> None:
    def customer(name: str) -> dict[str, str]:
        body = {"username": name, "password": "correct horse battery"}
        made = fenced.client.post(f"/api/v1/auth/{staff.shop['id']}/register", json=body).json()
        return {"Authorization": f"Bearer {made['access_token']}"}

    ann, ben = customer("ann"), customer("ben")
    body = {"message": "Hello", "bot_id": staff.shop["id"]}
    mine = fenced.client.post("/api/v1/query", json=body, headers=ann).json()["conversation_id"]
    further = {"message": "Hello", "conversation_id": mine}
    assert [fenced.client.post("/api/v1/query", json=further, headers=ben).status_code for _ in range(3)] == [404] * 3
    assert fenced.client.post("/api/v1/query", json=further, headers=ann).status_code == 200


def test_uploads_and_searches_have_limits_of_their_own(staff: Staff) -> None:
    file = {"file": ("broken.json", b"[", "application/json")}
    path = "/api/v1/knowledge/sources"
    uploads = [staff.post(path, data={"bot_id": str(staff.shop["id"])}, files=file).status_code for _ in range(11)]
    # The FAQs of the bot were the first upload of this minute.
    assert uploads[-2:] == [429, 429]
    assert set(uploads[:9]) == {422}
    with_messages = staff.post("/api/v1/conversations/any/attachments", files=[TEXT_FILE])
    assert with_messages.status_code == 429
    # Without a query they are refused at once, so that the minute is not over before they are through.
    searches = [staff.post("/api/search", json={}).status_code for _ in range(61)]
    assert searches == [422] * 60 + [429]


def test_browsers_of_named_origins_may_call_and_no_others(fenced: Running) -> None:
    for origin, allowed in (("https://shop.example", "https://shop.example"), ("https://evil.example", None)):
        answer = fenced.client.get("/health/live", headers={"origin": origin})
        assert answer.headers.get("access-control-allow-origin") == allowed


def test_only_named_hosts_are_served(fenced: Running) -> None:
    assert fenced.client.get("/health/live", headers={"host": "elsewhere.example"}).status_code == 400


def test_long_answers_are_compressed(fenced: Running) -> None:
    answer = fenced.client.get("/openapi.json", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


def test_a_request_that_takes_too_long_is_ended(start_application: START) -> None:
    running = start_application(request_timeout_seconds=0.000_001)
    answer = running.client.get("/health")
    assert answer.status_code == 504
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_fixed_clock_tells_business_time_and_ends_no_sign_in(start_application: START) -> None:
    running = start_application(frontdesk_now="2031-05-06T07:08:09Z")
    owner = running.found()
    assert owner.bot()["created_at"] == "2031-05-06T07:08:09Z"
    assert running.client.get("/health").json()["timestamp"] == "2031-05-06T07:08:09Z"
