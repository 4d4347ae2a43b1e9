"""Bots through HTTP: making, changing and deleting them, and what each setting changes."""

import json

import pytest

from tests.conftest import Running, Staff
from tests.http.faqs import FAQS


def test_a_bot_is_made_from_a_form_with_its_faq_file(owner: Staff) -> None:
    """As earlier clients do it."""
    file = {"file": ("faqs.json", json.dumps(FAQS).encode(), "application/json")}
    made = owner.post("/api/v1/bots/", data={"name": "Shop desk"}, files=file)
    assert made.status_code == 201, made.text
    assert made.json()["knowledge"]["sources"] == 1
    owner.running.run_jobs()
    bot = owner.get(f"/api/v1/bots/{made.json()['id']}").json()
    assert (bot["knowledge"]["passages"], bot["knowledge"]["indexed"]) == (len(FAQS), len(FAQS))
    assert 0 < bot["knowledge"]["limit"] < 1


def test_a_form_with_a_bad_file_makes_no_bot(owner: Staff) -> None:
    file = {"file": ("faqs.csv", b"question,answer\nonly one column", "text/csv")}
    made = owner.post("/api/v1/bots/", data={"name": "Shop desk"}, files=file)
    assert made.status_code == 422
    assert owner.get("/api/v1/bots/").json()["total"] == 0


def test_the_first_bot_is_the_default_and_there_is_always_one(owner: Staff) -> None:
    first, second = owner.bot(name="First"), owner.bot(name="Second")
    assert (first["is_default"], second["is_default"]) == (True, False)
    assert owner.patch(f"/api/v1/bots/{second['id']}", json={"is_default": True}).json()["is_default"] is True
    assert owner.get(f"/api/v1/bots/{first['id']}").json()["is_default"] is False
    assert owner.patch(f"/api/v1/bots/{second['id']}", json={"is_default": False}).json()["is_default"] is True
    assert owner.delete(f"/api/v1/bots/{second['id']}").status_code == 204
    assert owner.get(f"/api/v1/bots/{first['id']}").json()["is_default"] is True


def test_a_change_of_one_rule_leaves_the_others(owner: Staff) -> None:
    bot = owner.bot(escalation={"keywords": ["lawyer"], "priority": None})
    changed = owner.patch(f"/api/v1/bots/{bot['id']}", json={"escalation": {"confidence": 0.8}}).json()
    assert changed["escalation"] == {**bot["escalation"], "confidence": 0.8}
    assert changed["escalation"]["keywords"] == ["lawyer"]
    assert changed["escalation"]["priority"] is None
    entry = owner.get("/api/v1/audit?action=bot.updated").json()["items"][0]
    assert entry["metadata"]["before"]["escalation"]["confidence"] == 0.6
    assert entry["metadata"]["after"]["escalation"]["confidence"] == 0.8


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tone", "rude"),
        ("name", ""),
        ("name", "x" * 201),
        ("name", "nul\x00"),
        ("slug", "Has Spaces"),
        ("slug", "12"),
        ("slug", "admin"),
        ("access", "nobody"),
        ("escalation", {"priority": 11}),
        ("escalation", {"confidence": 1.5}),
        ("escalation", {"keywords": ["x" * 61]}),
        ("search", {"results": 0}),
        ("memory", {"hours": 0}),
        ("colour", "green"),
    ],
)
def test_settings_that_do_not_fit_are_named(owner: Staff, field: str, value: object) -> None:
    made = owner.post("/api/v1/bots/", json={"name": "Desk", field: value})
    assert made.status_code == 422
    assert made.json()["errors"][0]["field"].split(".")[0] == field
    bot = owner.bot()
    assert owner.patch(f"/api/v1/bots/{bot['id']}", json={field: value}).status_code == 422


def test_two_bots_cannot_share_an_address(owner: Staff, running: Running) -> None:
    taken = owner.bot(slug=f"desk-{owner.email[6:18]}")["slug"]
    assert running.found().post("/api/v1/bots/", json={"name": "Desk", "slug": taken}).status_code == 409
    made = running.found().post("/api/v1/bots/", json={"name": taken}).json()
    assert made["slug"] != taken
    assert made["slug"].startswith(taken)


def test_anyone_may_know_a_bots_name_and_opening_questions_and_no_more(owner: Staff) -> None:
    bot = owner.bot(FAQS, company="Corner shop")
    for reference in (bot["id"], bot["slug"]):
        shown = owner.running.client.get(f"/api/v1/bots/{reference}/public").json()
        assert (shown["name"], shown["company"]) == ("Desk", "Corner shop")
        assert len(shown["suggested_questions"]) == 3
        assert "escalation" not in shown


def test_a_bot_for_customers_answers_nobody_else(owner: Staff) -> None:
    bot = owner.bot(FAQS, access="customers")
    body = {"user_id": "u", "message": "When is the shop open?", "bot_id": bot["id"]}
    client = owner.running.client
    assert client.post("/api/v1/query", json=body).status_code == 401
    sign_in = {"username": "carla", "password": "correct horse battery"}
    token = client.post(f"/api/v1/auth/{bot['id']}/register", json=sign_in).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    answer = client.post("/api/v1/query", json=body, headers=headers)
    assert answer.status_code == 200
    conversation = answer.json()["conversation_id"]
    path = f"/api/v1/conversations/{conversation}/events"
    assert client.get(path, headers=headers).status_code == 200
    assert client.get(path).status_code == 404
    other = client.post(f"/api/v1/auth/{bot['id']}/register", json={**sign_in, "username": "otto"}).json()
    assert client.get(path, headers={"Authorization": f"Bearer {other['access_token']}"}).status_code == 404
    sessions = client.get(f"/api/v1/chat/{bot['slug']}/sessions", headers=headers).json()
    assert [session["first_words"] for session in sessions] == ["When is the shop open?"]


def test_a_fixed_threshold_and_number_of_results_are_the_bots_own(owner: Staff) -> None:
    bot = owner.bot(FAQS, search={"results": 2, "threshold": None})
    body = {"user_id": "u", "message": "Where can I download my invoice?", "bot_id": bot["id"]}
    found = owner.running.client.post("/api/v1/query", json=body).json()["metadata"]["kb_results"]
    assert len(found) == 2


def test_deleting_a_bot_takes_its_conversations_along(owner: Staff) -> None:
    bot = owner.bot(FAQS)
    body = {"user_id": "u", "message": "When is the shop open?", "bot_id": bot["id"]}
    secret = owner.running.client.post("/api/v1/query", json=body).json()["conversation_id"]
    assert owner.delete(f"/api/v1/bots/{bot['id']}").status_code == 204
    assert owner.running.client.get(f"/api/v1/conversations/{secret}/events").status_code == 404
    assert owner.running.client.post("/api/v1/query", json={**body, "conversation_id": secret}).status_code == 404
    assert owner.get("/api/v1/conversations").json()["total"] == 0
