"""Who a customer is: by a login, by the word of the host site that it has signed, or nobody yet; and what is joined."""

import hashlib
import hmac
from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.customers import ask, registered
from tests.http.faqs import FAQS


@pytest.fixture(scope="module")
def desk(running: Running) -> Staff:
    staff = running.found()
    staff.shop = staff.bot(FAQS)
    return staff


def secret_of(staff: Staff, bot: dict[str, Any], **values: Any) -> str:
    answer = staff.post(f"/api/v1/bots/{bot['id']}/identity-secret", json=values)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["secret"])


def sign(secret: str, text: str) -> str:
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def identify(staff: Staff, bot: dict[str, Any], **body: Any) -> Any:
    return staff.running.client.post(f"/api/v1/auth/{bot['id']}/identify", json=body)


def bearer(answer: Any) -> dict[str, str]:
    assert answer.status_code == 200, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def test_a_host_site_names_its_visitor_and_what_they_began_is_theirs(desk: Staff) -> None:
    secret = secret_of(desk, desk.shop)
    client = desk.running.client
    visitor = ask(desk.running, desk.shop, "My name is Ana. When is the shop open?")["conversation_id"]
    desk.running.run_jobs()
    email = "Ana@Example.test"
    body = {"user_id": "u-1", "name": "Ana Lopez", "email": email, "sessions": [visitor, "fds_unknown"]}
    named = identify(desk, desk.shop, **body, user_hash=sign(secret, f"u-1\n{email}"))
    headers = bearer(named)
    joined = named.json()["joined"][visitor]
    assert named.json()["refused"] == ["fds_unknown"]
    # The secret alone opens it no longer; the same person goes on in it, and is known in the next one.
    assert client.get(f"/api/v1/conversations/{visitor}/events").status_code == 404
    for reference in (visitor, joined):
        assert client.get(f"/api/v1/conversations/{reference}/events", headers=headers).status_code == 200
    assert "Ana" in ask(desk.running, desk.shop, "Hello", headers)["response"]
    seen = desk.get(f"/api/v1/conversations/{joined}/context").json()
    assert (seen["customer"]["user_id"], seen["customer"]["identified"]) == ("u-1", "host")
    assert seen["customer"]["email"] == "ana@example.test"
    assert client.get("/api/v1/customers/me", headers=headers).json()["name"] == "Ana Lopez"
    # Said again, by the same site, it is the same customer.
    again = identify(desk, desk.shop, user_id="u-1", user_hash=sign(secret, "u-1"))
    assert again.json()["customer_id"] == named.json()["customer_id"]


def test_a_widget_begins_a_session_for_whom_its_site_has_signed(desk: Staff) -> None:
    secret, client = secret_of(desk, desk.shop), desk.running.client
    body = {"user_id": "u-9", "name": "Ida", "bot_id": desk.shop["id"]}
    assert client.post("/api/sessions", json={**body, "user_hash": "0" * 64}).status_code == 401
    begun = client.post("/api/sessions", json={**body, "user_hash": sign(secret, "u-9")}).json()
    path = f"/api/chat/sessions/{begun['session_id']}/messages"
    headers = {"Authorization": f"Bearer {begun['access_token']}"}
    assert client.post(path, data={"message": "When is the shop open?"}).status_code == 404
    assert "18:30" in client.post(path, data={"message": "When is the shop open?"}, headers=headers).json()["message"]
    seen = desk.get(f"/api/v1/conversations/{begun['session_id']}/context").json()["customer"]
    assert (seen["name"], seen["identified"]) == ("Ida", "host")


def test_what_is_not_signed_for_this_bot_and_user_is_refused(desk: Staff) -> None:
    other, without = desk.bot(name="Other"), desk.bot(name="Without")
    secret, others = secret_of(desk, desk.shop), secret_of(desk, other)
    good = sign(secret, "u-2")
    assert identify(desk, desk.shop, user_id="u-2", user_hash=good).status_code == 200
    for bot, body in [
        (desk.shop, {"user_id": "u-3", "user_hash": good}),
        (desk.shop, {"user_id": "u-2", "user_hash": good[:-1] + ("0" if good[-1] != "0" else "1")}),
        (desk.shop, {"user_id": "u-2", "user_hash": good, "email": "boss@example.test"}),
        (desk.shop, {"user_id": "u-2", "user_hash": sign(others, "u-2")}),
        (other, {"user_id": "u-2", "user_hash": good}),
        (without, {"user_id": "u-2", "user_hash": good}),
    ]:
        answer = identify(desk, bot, **body)
        assert answer.status_code == 401, body
        assert answer.json()["type"] == "/problems/wrong-signature"
    for wrong in ({"user_hash": ""}, {"user_hash": "é" * 64}, {"user_id": "a\nb"}, {"email": "none"}):
        assert identify(desk, desk.shop, **{"user_id": "u-2", "user_hash": good, **wrong}).status_code == 422


def test_a_secret_is_shown_once_and_rotated(desk: Staff) -> None:
    bot = desk.bot(name="Rotated")
    path = f"/api/v1/bots/{bot['id']}/identity-secret"
    first = secret_of(desk, bot)
    assert first not in desk.get(path).text
    assert first not in desk.get(f"/api/v1/bots/{bot['id']}").text
    headers = bearer(identify(desk, bot, user_id="u", user_hash=sign(first, "u")))
    second = secret_of(desk, bot, keep_previous_hours=24)
    assert desk.get(path).json()["previous_until"] is not None
    for secret in (first, second):
        assert identify(desk, bot, user_id="u", user_hash=sign(secret, "u")).status_code == 200
    third = secret_of(desk, bot)
    assert identify(desk, bot, user_id="u", user_hash=sign(second, "u")).status_code == 401
    assert desk.running.client.get("/api/v1/customers/me", headers=headers).status_code == 401
    assert identify(desk, bot, user_id="u", user_hash=sign(third, "u")).status_code == 200
    assert desk.delete(path).status_code == 204
    assert identify(desk, bot, user_id="u", user_hash=sign(third, "u")).status_code == 401


def test_who_logs_in_takes_their_own_sessions_along_and_nobody_elses(desk: Staff) -> None:
    ana, bob = registered(desk, desk.shop, name="Ana"), registered(desk, desk.shop)
    ana.ask("My name is Anna")
    visitor = ask(desk.running, desk.shop, "I'm on the Pro plan and my name is Ana")["conversation_id"]
    elsewhere = ask(desk.running, desk.bot(name="Elsewhere"), "Hello")["conversation_id"]
    desk.running.run_jobs()
    taken = ana.request("POST", "/api/v1/customers/me/sessions", json={"session_ids": [visitor, elsewhere]}).json()
    assert (list(taken["joined"]), taken["refused"]) == ([visitor], [elsewhere])
    stolen = bob.request("POST", "/api/v1/customers/me/sessions", json={"session_ids": [visitor]}).json()
    assert (stolen["joined"], stolen["refused"]) == ({}, [visitor])
    # Of one kind the newer stands.
    mine = ana.request("GET", "/api/v1/customers/me/memories").json()["items"]
    assert {one["kind"]: one["value"] for one in mine} == {"name": "Ana", "plan": "Pro"}
    assert ana.request("DELETE", f"/api/v1/customers/me/memories/{mine[0]['id']}").status_code == 204
    assert bob.request("DELETE", f"/api/v1/customers/me/memories/{mine[1]['id']}").status_code == 404
    turn = ana.ask("When is the shop open?", conversation_id=taken["joined"][visitor])
    assert "18:30" in turn["response"]
