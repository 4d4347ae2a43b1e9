"""A bot on pages of other sites: only those that its settings name may read, begin, listen and write."""

import hmac
from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.live_reading import socket
from tests.http.test_live import refused

SHOP, SUB, EVIL = "https://shop.example", "https://a.blog.example:8443", "https://evil.example"


@pytest.fixture(scope="module")
def desk(running: Running) -> Staff:
    return running.found()


@pytest.fixture(scope="module")
def bot(desk: Staff) -> dict[str, Any]:
    return desk.bot(widget={"allowed_origins": ["HTTPS://Shop.example:443/", "https://*.blog.example:8443"]})


def begin(running: Running, bot: dict[str, Any], origin: str, **options: Any) -> Any:
    return running.client.post(f"/api/sessions?bot={bot['slug']}", headers={"Origin": origin}, **options)


def test_a_page_that_is_named_does_all_that_a_widget_needs(running: Running, desk: Staff, bot: dict[str, Any]) -> None:
    assert bot["widget"]["allowed_origins"] == [SHOP, "https://*.blog.example:8443"]
    for origin in (SHOP, SUB):
        seen = running.client.get(f"/api/v1/bots/{bot['slug']}/public", headers={"Origin": origin})
        assert seen.headers["access-control-allow-origin"] == origin
        assert "origin" in seen.headers["vary"].lower()
        assert seen.json()["widget"] == {
            "color": "#0f6f6b",
            "position": "right",
            "title": "",
            "ask_name": "no",
            "ask_email": "no",
        }
        assert seen.json()["team"] == {"here": True, "back_at": None, "back": ""}
    begun = begin(running, bot, SHOP, json={"name": "Meera", "email": "meera@example.test"})
    assert begun.headers["access-control-allow-origin"] == SHOP
    session = begun.json()["session_id"]
    with socket(running, session, headers={"Origin": SHOP}) as customer:
        assert customer.next()["type"] == "status"
    path = f"/api/chat/sessions/{session}/messages"
    asked = running.client.options(path, headers={"Origin": SHOP, "Access-Control-Request-Method": "POST"})
    assert asked.status_code == 204
    # Sent twice under one id, since the first answer may have been lost: said once.
    for _ in range(2):
        said = running.client.post(path, data={"message": "Hello", "id": "m1"}, headers={"Origin": SHOP})
        assert said.status_code == 200, said.text
    events = running.client.get(f"/api/v1/conversations/{session}/events", headers={"Origin": SHOP}).json()
    assert [event["actor"]["kind"] for event in events["items"]] == ["customer", "bot"]
    asked_for = running.client.post(f"/api/v1/conversations/{session}/handoff", json={}, headers={"Origin": SHOP})
    assert asked_for.status_code == 200
    queue = running.client.get(f"/api/v1/conversations/{session}/waiting", headers={"Origin": SHOP}).json()
    assert queue == {"state": "waiting", "ahead": 0, "team": {"here": True, "back_at": None, "back": ""}}
    rated = running.client.post(
        f"/api/v1/conversations/{session}/feedback", json={"rating": 5}, headers={"Origin": SHOP}
    )
    assert rated.status_code == 201
    # What was asked before the chat is known to staff as what the visitor told.
    seen_by_staff = desk.get(f"/api/v1/conversations/{session}/context").json()
    assert seen_by_staff["customer"]["name"] == "Meera"
    assert {memory["value"] for memory in seen_by_staff["memories"]} == {"Meera", "meera@example.test"}


def test_a_page_that_is_not_named_is_refused_and_told_why(running: Running, desk: Staff, bot: dict[str, Any]) -> None:
    own = desk.bot(name="Elsewhere", widget={"allowed_origins": [EVIL]})
    session = begin(running, bot, SHOP, json={}).json()["session_id"]
    for method, path in (
        ("GET", f"/api/v1/bots/{bot['slug']}/public"),
        ("POST", f"/api/sessions?bot={bot['id']}"),
        ("POST", "/api/sessions"),
        ("GET", f"/api/v1/conversations/{session}/events"),
        ("POST", f"/api/chat/sessions/{session}/messages"),
    ):
        answer = running.client.request(method, path, headers={"Origin": EVIL})
        assert answer.status_code == 403, path
        assert answer.headers["access-control-allow-origin"] == EVIL
        assert "allowed sites" in answer.json()["detail"]
    assert refused(running, session, headers={"Origin": EVIL}) == 403
    # A bot named in the address and another in the body: the one that was checked counts.
    mixed = begin(running, own, EVIL, json={"bot_id": bot["id"]})
    assert mixed.json()["bot_id"] == own["id"]
    twice = f"/api/sessions?bot={own['slug']}&bot={bot['slug']}"
    assert running.client.post(twice, json={}, headers={"Origin": EVIL}).status_code == 403
    unnamed = running.client.post("/api/sessions", json={"bot_id": own["id"]}, headers={"Origin": EVIL})
    assert unnamed.status_code == 403
    assert refused(running, session, headers={"Origin": "https://blog.example:8443"}) == 403
    # What is no address at all is no page that may.
    assert begin(running, bot, "http://[", json={}).status_code == 403
    assert refused(running, session, headers={"Origin": "http://["}) == 403
    # Other paths answer no page of another site, and the desk's own pages need no word.
    assert "access-control-allow-origin" not in running.client.get("/api/v1/me", headers={"Origin": SHOP}).headers
    assert begin(running, bot, "http://testserver", json={}).status_code == 201


def test_a_visitor_whom_the_site_names_comes_with_a_sign_in_from_that_site_alone(
    running: Running, desk: Staff, bot: dict[str, Any]
) -> None:
    secret = desk.post(f"/api/v1/bots/{bot['id']}/identity-secret").json()["secret"]
    before = begin(running, bot, SHOP, json={}).json()["session_id"]
    signed = hmac.new(secret.encode(), b"u-1", "sha256").hexdigest()
    named = {"user_id": "u-1", "user_hash": signed, "sessions": [before]}
    path = f"/api/v1/auth/{bot['slug']}/identify"
    assert running.client.post(path, json=named, headers={"Origin": EVIL}).status_code == 403
    known = running.client.post(path, json=named, headers={"Origin": SHOP}).json()
    conversation, token = known["joined"][before], {"Authorization": f"Bearer {known['access_token']}"}
    for origin, status in ((SHOP, 200), (EVIL, 403)):
        answer = running.client.get(f"/api/v1/conversations/{conversation}/events", headers={"Origin": origin, **token})
        assert answer.status_code == status
    with socket(running, conversation, headers={"Origin": SHOP, **token}) as customer:
        assert customer.next()["type"] == "status"
    assert refused(running, conversation, headers={"Origin": EVIL, **token}) == 403
    # Staff come from no other site, whatever they hold.
    by_staff = {"Origin": SHOP, **desk.headers}
    assert running.client.get(f"/api/v1/conversations/{conversation}/events", headers=by_staff).status_code == 403


@pytest.mark.parametrize("origin", ["shop.example", "ftp://shop.example", "https://shop.example/page", "https://*"])
def test_only_addresses_of_sites_are_taken(desk: Staff, bot: dict[str, Any], origin: str) -> None:
    answer = desk.patch(f"/api/v1/bots/{bot['id']}", json={"widget": {"allowed_origins": [origin]}})
    assert answer.status_code == 422
