"""Which bot and conversation a request means, and what is settled when a person has dealt with one."""

from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.faqs import FAQS

PASSWORD = "correct horse battery"


@pytest.fixture
def shop(running: Running) -> Staff:
    """The owner of a fresh workspace that is not the first one, with a bot that knows the shop's FAQs."""
    running.found().bot()
    staff = running.found()
    staff.shop = staff.bot(FAQS)
    return staff


def ask(running: Running, message: str, headers: dict[str, str] | None = None, **values: Any) -> dict[str, Any]:
    answer = running.client.post("/api/v1/query", json={"message": message, **values}, headers=headers)
    assert answer.status_code == 200, answer.text
    result: dict[str, Any] = answer.json()
    return result


def make_idle(running: Running, staff: Staff) -> None:
    """Has the workspace's conversations be three days old."""
    workspace = staff.get("/api/v1/me").json()["workspace"]["id"]
    running.rows(
        "UPDATE conversations SET last_active_at = now() - interval '3 days' WHERE workspace_id = %s RETURNING id",
        workspace,
    )


def test_a_program_that_names_no_bot_means_its_own_workspaces(running: Running, shop: Staff) -> None:
    key = shop.post("/api/v1/api-keys", json={"name": "site", "role": "agent"}).json()["key"]
    assert "18:30" in ask(running, "When is the shop open?", {"X-API-Key": key})["response"]
    assert shop.get("/api/v1/conversations").json()["items"][0]["bot_id"] == shop.shop["id"]


def test_a_customer_who_names_no_bot_means_their_own(running: Running, shop: Staff) -> None:
    second = shop.bot(name="Second", access="customers")
    sign_in = {"username": "carla", "password": PASSWORD}
    token = running.client.post(f"/api/v1/auth/{second['id']}/register", json=sign_in).json()["access_token"]
    ask(running, "When is the shop open?", {"Authorization": f"Bearer {token}"})
    assert shop.get("/api/v1/conversations").json()["items"][0]["bot_id"] == second["id"]


def test_staff_of_another_workspace_are_strangers_to_a_session(running: Running, shop: Staff, owner: Staff) -> None:
    """Nothing that staff may do is theirs there, such as to read what has expired."""
    path = f"/api/v1/chat/{shop.shop['slug']}"
    running.client.post(path, json={"message": "When is the shop open?", "session_id": "till-9"})
    history = f"/api/v1/chat/history/till-9?bot_id={shop.shop['slug']}"
    assert owner.get(history).status_code == 200
    make_idle(running, shop)
    assert shop.get(history).status_code == 200
    assert owner.get(history).status_code == 401


def test_what_a_person_has_settled_does_not_hand_over_the_next_question(running: Running, shop: Staff) -> None:
    reference = {"bot_id": shop.shop["id"]}
    for _ in range(4):
        turn = ask(running, "How long does delivery take to the islands?", **reference)
        reference = {"conversation_id": turn["conversation_id"]}
    assert turn["metadata"]["escalation_reason"] == "attempts"
    assert shop.post(f"/api/v1/conversations/{turn['conversation_id']}/resolve").status_code == 200
    turn = ask(running, "When is the shop open?", **reference)
    assert turn["metadata"]["escalated"] is False
    assert "18:30" in turn["response"]


def test_a_step_of_the_handoff_answers_with_what_came_of_it(running: Running, shop: Staff) -> None:
    path = f"/api/v1/conversations/{ask(running, 'Hello', bot_id=shop.shop['id'])['conversation_id']}"
    for step, state in (("take", "human"), ("release", "bot"), ("resolve", "resolved")):
        told = shop.post(f"{path}/{step}").json()
        assigned = [] if step == "resolve" else ["assignment"]
        assert [event["type"] for event in told["items"]] == [*assigned, "handoff"]
        assert told["items"][-1]["data"]["to"] == state
        assert told["state"] == state
    assert shop.post(f"{path}/resolve").json()["items"] == []


def test_a_bad_rating_that_is_given_again_is_one_attempt(running: Running) -> None:
    staff = running.found()
    bot = staff.bot(FAQS, escalation={"attempts": 2})
    turn = ask(running, "When is the shop open?", bot_id=bot["id"])
    rating = {"conversation_id": turn["conversation_id"], "seq": turn["metadata"]["seq"], "rating": "down"}
    for _ in range(3):
        assert running.client.post("/api/v1/feedback", json=rating).status_code == 201
    turn = ask(running, "How do I delete my account?", conversation_id=turn["conversation_id"])
    assert turn["metadata"]["escalated"] is False


def test_an_answer_of_staff_can_be_read_however_long_it_took(running: Running, shop: Staff) -> None:
    turn = ask(running, "Can I talk to a real person please", bot_id=shop.shop["id"])
    path = f"/api/v1/conversations/{turn['conversation_id']}"
    make_idle(running, shop)
    assert running.client.get(f"{path}/events").status_code == 401
    assert shop.post(f"{path}/messages", json={"content": "Good morning, here I am."}).status_code == 201
    assert running.client.get(f"{path}/events").status_code == 200


def test_below_a_bots_fixed_threshold_nothing_fits(running: Running, shop: Staff) -> None:
    shop.patch(f"/api/v1/bots/{shop.shop['id']}", json={"search": {"threshold": 1.0}})
    found = shop.post("/api/search", json={"query": "Can the shop be visited on Sundays?"}).json()
    assert (found["total"], found["nothing_fits"]) == (0, True)
    turn = ask(running, "When do you open the shop on Tuesdays?", bot_id=shop.shop["id"])
    assert (turn["metadata"]["kb_results"], turn["metadata"]["escalated"]) == ([], False)
