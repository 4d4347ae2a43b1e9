"""The customer's turn through HTTP: answers, questions back, handovers, order, and what is stored of them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.faqs import FAQS


@pytest.fixture(scope="module")
def desk(running: Running) -> Staff:
    """The owner of a workspace with a bot that knows the shop's FAQs; the bot is `desk.shop`."""
    staff = running.found()
    staff.shop = staff.bot(FAQS, slug=f"shop-{staff.email[6:18]}")
    return staff


def ask(desk: Staff, message: str, **values: Any) -> Any:
    body = {"user_id": "u1", "message": message, "bot_id": desk.shop["id"], **values}
    return desk.running.client.post("/api/v1/query", json=body)


def turn(desk: Staff, message: str, **values: Any) -> dict[str, Any]:
    answer = ask(desk, message, **values)
    assert answer.status_code == 200, answer.text
    result: dict[str, Any] = answer.json()
    return result


def events(desk: Staff, conversation_id: str, after: int = 0) -> list[dict[str, Any]]:
    path = f"/api/v1/conversations/{conversation_id}/events?after={after}"
    items: list[dict[str, Any]] = desk.running.client.get(path).json()["items"]
    return items


def test_a_question_in_other_words_is_answered_from_the_right_source(desk: Staff) -> None:
    result = turn(desk, "I forgot my password, how can I get back in?")
    assert "Forgotten password" in result["response"]
    assert result["metadata"]["kb_results"][0]["title"] == "How do I reset my password?"
    assert result["metadata"]["cited"] == [result["metadata"]["kb_results"][0]["id"]]
    assert result["category"] == "Account"
    assert result["metadata"]["agent"] == "account"
    assert result["metadata"]["handled_by"] == "bot"
    assert result["metadata"]["escalated"] is False
    assert result["metadata"]["confidence"] >= 0.6
    assert result["metadata"]["engine"] == "local"


def test_every_fact_of_an_answer_stands_in_a_shown_source(desk: Staff) -> None:
    result = turn(desk, "when do you open?")
    stated = result["response"].split(" [")[0]
    assert any(stated in source["content"] for source in result["metadata"]["kb_results"])


def test_an_angry_message_about_a_double_charge_is_handed_over_once(desk: Staff) -> None:
    result = turn(desk, "This is outrageous!! You charged me TWICE for one order, give me my money back NOW!")
    assert (result["category"], result["sentiment"]) == ("Billing", "Angry")
    assert result["metadata"]["escalated"] is True
    assert result["metadata"]["escalation_reason"] == "sentiment"
    again = turn(desk, "Hello?? Is anyone there?", conversation_id=result["conversation_id"])
    assert again["response"] == ""
    assert again["metadata"]["handled_by"] == "waiting"
    handoffs = [e for e in events(desk, result["conversation_id"]) if e["type"] == "handoff"]
    assert [e["data"] for e in handoffs] == [{"from": "bot", "to": "waiting", "reason": "sentiment"}]


def test_the_handover_tells_what_could_be_answered_and_then_the_notice(desk: Staff) -> None:
    result = turn(desk, "URGENT: where can I download my invoice?")
    assert result["metadata"]["escalation_reason"] == "keyword"
    assert "Invoice as PDF" in result["response"]
    assert result["response"].rstrip().endswith("answer here.")


def test_the_examples_of_the_requirements_hold(desk: Staff) -> None:
    crash = turn(desk, "My application keeps crashing when I try to export data")
    assert (crash["category"], crash["sentiment"], crash["priority"]) == ("Technical", "Negative", 7)
    reset = turn(desk, "How do I reset my password?")
    assert (reset["category"], reset["sentiment"], reset["priority"]) == ("Account", "Neutral", 5)


def test_a_wish_for_a_person_is_granted(desk: Staff) -> None:
    result = turn(desk, "Can I talk to a real person please")
    assert result["metadata"]["escalation_reason"] == "requested"


def test_an_unanswerable_question_is_asked_back_and_the_second_one_handed_over(desk: Staff) -> None:
    first = turn(desk, "Do you sponsor football clubs in Iceland?")
    assert first["metadata"]["escalated"] is False
    assert first["metadata"]["kb_results"] == []
    assert "?" in first["response"]
    second = turn(desk, "Who won the chess championship last winter?", conversation_id=first["conversation_id"])
    assert second["metadata"]["escalation_reason"] == "low_confidence"


@pytest.mark.parametrize(
    ("on_unsure", "escalated"), [("say_so", False), ("handoff", True), ("ask_then_handoff", False)]
)
def test_what_a_bot_does_when_unsure_is_its_own_setting(running: Running, on_unsure: str, escalated: bool) -> None:
    staff = running.found()
    staff.shop = staff.bot(FAQS, on_unsure=on_unsure)
    result = turn(staff, "Do you sponsor football clubs in Iceland?")
    assert result["metadata"]["escalated"] is escalated


def test_a_bot_without_knowledge_does_not_invent(running: Running) -> None:
    staff = running.found()
    staff.shop = staff.bot()
    result = turn(staff, "How long does delivery take?")
    assert result["metadata"]["kb_results"] == []
    assert result["metadata"]["confidence"] < 0.6


def test_small_talk_is_answered_without_sources(desk: Staff) -> None:
    for message in ("Hello", "Thanks a lot!", "bye"):
        result = turn(desk, message)
        assert result["metadata"]["escalated"] is False
        assert result["metadata"]["kb_results"] == []
        assert result["response"]


def test_two_questions_in_one_message_are_both_answered(desk: Staff) -> None:
    result = turn(desk, "When is the shop open? And how long does delivery take?")
    assert "18:30" in result["response"]
    assert "three working days" in result["response"]
    assert len(result["metadata"]["cited"]) == 2


def test_suggested_questions_were_not_asked_yet(desk: Staff) -> None:
    first = turn(desk, "How do I reset my password?")
    assert first["suggested_actions"][0] == "How do I delete my account?", "the nearest of the same subject"
    assert "How do I reset my password?" not in first["suggested_actions"]
    again = turn(desk, "Then please delete my account", conversation_id=first["conversation_id"])
    assert "Choose Settings" in again["response"]
    # Neither what is answered now nor what an earlier turn answered, in whatever words it was asked.
    assert not {"How do I delete my account?", "How do I reset my password?"} & set(again["suggested_actions"])
    assert turn(desk, "Do you sell horses in Patagonia?")["suggested_actions"] == []


def test_messages_at_the_same_moment_are_answered_in_order(desk: Staff) -> None:
    conversation = turn(desk, "Hello")["conversation_id"]
    questions = ["When is the shop open?", "How long does delivery take?", "Where can I download my invoice?"] * 2
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda text: turn(desk, text, conversation_id=conversation), questions))
    assert all(answer["metadata"]["handled_by"] == "bot" and answer["response"] for answer in answers)
    log = events(desk, conversation)
    assert [e["seq"] for e in log] == list(range(1, len(log) + 1))
    asked = [e for e in log if e["actor"]["kind"] == "customer"]
    answered = [e for e in log if e["actor"]["kind"] == "bot"]
    assert len(asked) == 7
    # Each message is dealt with by exactly one answer, after it.
    bounds = [e["data"]["answers"] for e in answered]
    assert bounds == sorted(set(bounds))
    assert bounds[-1] == asked[-1]["seq"]
    for message in asked:
        first = next(e for e in answered if e["data"]["answers"] >= message["seq"])
        assert first["seq"] > message["seq"]


def test_a_repeated_question_counts_as_an_attempt_until_a_person_comes(desk: Staff) -> None:
    conversation = None
    reasons = []
    for _ in range(4):
        body = {"conversation_id": conversation} if conversation else {}
        result = turn(desk, "How long does delivery take to the islands?", **body)
        conversation = result["conversation_id"]
        reasons.append(result["metadata"]["escalation_reason"])
    assert reasons == [None, None, None, "attempts"]


def test_the_bot_is_silent_while_a_person_has_the_conversation(desk: Staff) -> None:
    conversation = turn(desk, "How long does delivery take?")["conversation_id"]
    assert desk.post(f"/api/v1/conversations/{conversation}/take").status_code == 200
    result = turn(desk, "And when are you open?", conversation_id=conversation)
    assert (result["response"], result["metadata"]["handled_by"]) == ("", "human")
    reply = desk.post(f"/api/v1/conversations/{conversation}/messages", json={"content": "Until half past six."})
    assert reply.status_code == 201
    assert desk.post(f"/api/v1/conversations/{conversation}/release").status_code == 200
    back = turn(desk, "How do I delete my account?", conversation_id=conversation)
    assert back["metadata"]["handled_by"] == "bot"
    assert "Privacy" in back["response"]
    kinds = [(e["type"], e["actor"]["kind"]) for e in events(desk, conversation)]
    assert kinds.count(("message", "bot")) == 2


def test_a_resolved_conversation_opens_again_with_a_new_message(desk: Staff) -> None:
    conversation = turn(desk, "How long does delivery take?")["conversation_id"]
    assert desk.post(f"/api/v1/conversations/{conversation}/resolve").json()["state"] == "resolved"
    assert turn(desk, "When is the shop open?", conversation_id=conversation)["metadata"]["handled_by"] == "bot"


@pytest.mark.parametrize(
    ("message", "status"),
    [("", 422), ("   \n ", 422), ("x" * 100_000, 422), ("binary \x00 \x01", 422), ("y" * 20_000, 200), ("🤷", 200)],
)
def test_messages_that_are_no_text_are_refused(desk: Staff, message: str, status: int) -> None:
    answer = ask(desk, message)
    assert answer.status_code == status
    if status == 422:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["errors"][0]["field"] == "message"


def test_bodies_that_are_no_json_are_refused(desk: Staff) -> None:
    for body in (b"{", b"\xff\xfe\x00", b"", b"[1"):
        answer = desk.running.client.post("/api/v1/query", content=body, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422)
        assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_bot_and_a_bot_without_number_are_named(desk: Staff) -> None:
    assert ask(desk, "Hello", bot_id=99_999_999).status_code == 404
    assert ask(desk, "Hello", bot_id="no-such-bot").status_code == 404
    assert ask(desk, "Hello", bot_id=desk.shop["slug"]).status_code == 200


def test_a_conversation_is_entered_by_its_secret_alone(desk: Staff) -> None:
    secret = turn(desk, "Hello")["conversation_id"]
    other = turn(desk, "Hello")["conversation_id"]
    listed = desk.get("/api/v1/conversations").json()["items"]
    id_ = listed[0]["id"]
    assert secret not in (id_, other)
    client = desk.running.client
    assert client.get(f"/api/v1/conversations/{id_}/events").status_code == 404
    assert ask(desk, "Hello", conversation_id=id_).status_code == 404
    assert ask(desk, "Hello", conversation_id="fds_" + "a" * 22).status_code == 404
    assert ask(desk, "Hello", conversation_id=secret, user_id="somebody else").status_code == 404
    assert client.get(f"/api/v1/conversations/{secret}/events?user_id=somebody").status_code == 404
    assert client.get(f"/api/v1/conversations/{secret}/events").status_code == 200


def test_another_workspace_sees_nothing_of_a_conversation(desk: Staff, owner: Staff) -> None:
    turn(desk, "Hello")
    id_ = desk.get("/api/v1/conversations").json()["items"][0]["id"]
    for path in (f"/api/v1/conversations/{id_}/events", f"/api/v1/conversations/{id_}/export"):
        assert desk.get(path).status_code == 200
        assert owner.get(path).status_code == 404
    assert owner.post(f"/api/v1/conversations/{id_}/take").status_code == 404
    assert owner.get("/api/v1/conversations").json()["total"] == 0


def test_the_events_of_a_turn_are_published_with_it(desk: Staff) -> None:
    turn(desk, "How long does delivery take?", user_id="publisher")
    names = desk.running.rows(
        "SELECT name FROM domain_events WHERE data->>'message' = %s OR data->>'response' LIKE %s ORDER BY id",
        "How long does delivery take?",
        "Parcels arrive%",
    )
    assert {"query.created", "query.resolved"} <= {name for (name,) in names}


def test_the_earlier_chat_path_keeps_a_session_by_the_clients_own_name(desk: Staff) -> None:
    client, slug = desk.running.client, desk.shop["slug"]
    first = client.post(f"/api/v1/chat/{slug}", json={"message": "When are you open?", "session_id": "till-7"})
    assert first.status_code == 200
    assert set(first.json()) == {"response", "suggested_actions", "session_id"}
    client.post(f"/api/v1/chat/{slug}", json={"message": "How long does delivery take?", "session_id": "till-7"})
    history = client.get(f"/api/v1/chat/history/till-7?bot_id={slug}").json()
    assert [m["role"] for m in history["messages"]] == ["user", "assistant", "user", "assistant"]
    summary = client.get(f"/api/v1/chat/summary/till-7?bot_id={slug}").json()
    assert "When are you open?" in summary["summary"]
    made = client.post(f"/api/v1/chat/{slug}", json={"message": "Hello"}).json()
    assert made["session_id"]


def test_feedback_is_kept_once_for_each_answer(desk: Staff) -> None:
    result = turn(desk, "How long does delivery take?")
    body = {"conversation_id": result["conversation_id"], "seq": result["metadata"]["seq"]}
    client = desk.running.client
    assert client.post("/api/v1/feedback", json={**body, "rating": "up"}).status_code == 201
    changed = client.post("/api/v1/feedback", json={**body, "rating": "down", "comment": "Too slow"})
    assert changed.status_code == 201
    assert client.post("/api/v1/feedback", json={**body, "rating": 5}).status_code == 201
    assert client.post("/api/v1/feedback", json={**body, "seq": 1, "rating": "up"}).status_code == 404
    assert client.post("/api/v1/feedback", json={**body, "rating": "great"}).status_code == 422
    assert client.post("/api/v1/feedback", json={**body, "rating": 6}).status_code == 422
    whole = {"conversation_id": result["conversation_id"], "rating": 4}
    assert client.post("/api/v1/feedback", json=whole).status_code == 201
    kept = desk.running.rows("SELECT rating FROM feedback WHERE comment = '' AND rating IN ('4','5') ORDER BY rating")
    assert ("4",) in kept
    assert ("5",) in kept


def test_the_figures_count_what_happened(running: Running) -> None:
    staff = running.found()
    staff.shop = staff.bot(FAQS)
    turn(staff, "How long does delivery take?")
    angry = turn(staff, "You are all liars, I am furious, this is a disgrace!!")
    running.client.post("/api/v1/feedback", json={"conversation_id": angry["conversation_id"], "rating": 2})
    figures = staff.get("/api/v1/stats").json()
    assert (figures["queries"], figures["resolved"], figures["escalated"]) == (2, 1, 1)
    assert figures["escalation_rate"] == 0.5
    assert figures["by_sentiment"]["Angry"] == 1
    assert figures["feedback"] == {"up": 0, "down": 0, "csat": 2.0}
    assert figures["conversations"]["waiting"] == 1
    assert figures["average_response_ms"] > 0


def test_a_conversation_is_exported_as_json(desk: Staff) -> None:
    result = turn(desk, "How long does delivery take?")
    answer = desk.running.client.get(f"/api/v1/conversations/{result['conversation_id']}/export")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.json()["events"][0]["content"] == "How long does delivery take?"


def test_asking_for_a_person_by_the_button_happens_once(desk: Staff) -> None:
    conversation = turn(desk, "How long does delivery take?")["conversation_id"]
    path = f"/api/v1/conversations/{conversation}/handoff"
    assert desk.running.client.post(path, json={}).json()["state"] == "waiting"
    again = desk.running.client.post(path, json={}).json()
    assert (again["state"], again["items"]) == ("waiting", [])
