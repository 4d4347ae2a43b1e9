"""Summaries: for the person who takes over, for the customer, kept, and of all conversations with a bot."""

from typing import Any

from tests.conftest import Staff
from tests.http.faqs import FAQS


def ask(staff: Staff, message: str, **values: Any) -> dict[str, Any]:
    answer = staff.running.client.post("/api/v1/query", json={"message": message, **values})
    assert answer.status_code == 200, answer.text
    result: dict[str, Any] = answer.json()
    return result


def newest(staff: Staff) -> str:
    return str(staff.get("/api/v1/conversations?limit=1").json()["items"][0]["id"])


def test_who_takes_over_reads_what_is_wanted_what_was_tried_and_why_it_came(owner: Staff) -> None:
    bot = owner.bot(FAQS)
    said = "Hello! My app crashes during the export, error code E-4012. My order is 4711-A, mail me at ann@example.com."
    session = ask(owner, said, bot_id=bot["id"])["conversation_id"]
    angry = "This is a joke! You charged my card 4111 1111 1111 1111 twice, I am furious!!"
    assert ask(owner, angry, conversation_id=session)["metadata"]["escalation_reason"] == "sentiment"
    path = f"/api/v1/conversations/{newest(owner)}/summary"
    summary = owner.get(path).json()
    assert "My app crashes during the export, error code E-4012." in [one["text"] for one in summary["wanted"]]
    assert "Hello" not in summary["summary"]
    tried = summary["tried"][0]
    assert (tried["outcome"], tried["sources"]) == (
        "answered",
        ["What can I do when the app crashes during an export?"],
    )
    facts = {fact["kind"]: (fact["value"], fact["seq"]) for fact in summary["facts"]}
    assert facts == {"code": ("E-4012", 1), "order": ("4711-A", 1), "email": ("ann@example.com", 1)}
    assert [mood["sentiment"] for mood in summary["moods"]][-1] == "Angry"
    assert summary["handoff"] == ["The customer was angry."]
    assert "4111 1111" not in str(summary), "the number of a payment card is not repeated"
    # Kept while nothing happens, made anew when something does; a customer's view holds no note.
    assert owner.get(path).json()["made_at"] == summary["made_at"]
    owner.post(f"/api/v1/conversations/{newest(owner)}/messages", json={"content": "I have refunded it just now."})
    moved = owner.get(path).json()
    assert moved["up_to_seq"] > summary["up_to_seq"]
    assert (moved["tried"][-1]["by"], moved["tried"][-1]["answer"]) == ("staff", "I have refunded it just now.")
    rating = {"conversation_id": session, "rating": 2, "comment": "It took a day."}
    assert owner.running.client.post("/api/v1/feedback", json=rating).status_code == 201
    assert "Rated: 2 of 5, “It took a day.”." in owner.get(path).json()["summary"]
    mine = owner.running.client.get(f"/api/v1/chat/summary/{session}").json()
    assert "I have refunded it just now." in mine["summary"]
    assert mine["summary"].startswith("You asked:")


def test_all_conversations_of_a_bot_are_summed_up_by_the_worker(owner: Staff) -> None:
    bot = owner.bot(FAQS)
    admin = f"/api/v1/admin/bots/{bot['id']}"
    sessions = [ask(owner, question, bot_id=bot["id"], user_id="u") for question in ("When is the shop open?", "Hi")]
    assert owner.get(f"{admin}/summaries").json() == []
    told = {"message": "2 conversations are being summed up.", "count": 2}
    assert owner.post(f"{admin}/process-summaries").json() == told
    owner.running.run_jobs()
    listed = owner.get(f"{admin}/summaries").json()
    assert [(one["messages"], one["user_id"], one["up_to_date"]) for one in listed] == [(2, "u", True)] * 2
    assert "When is the shop open?" in listed[1]["summary"]
    assert listed[0]["summary"] == "Nothing has been asked yet."
    assert owner.get(f"{admin}/summaries?limit=1&after={listed[0]['session_id']}").json() == listed[1:]
    assert owner.post(f"{admin}/process-summaries").json()["count"] == 0
    ask(owner, "And how long does delivery take?", conversation_id=sessions[0]["conversation_id"])
    assert [one["up_to_date"] for one in owner.get(f"{admin}/summaries").json()] == [False, True]
    assert owner.post(f"{admin}/process-summaries").json()["message"] == "1 conversation is being summed up."
