"""The suggested answer for staff: from the bot's knowledge or not at all."""

from typing import Any

from tests.conftest import Staff
from tests.http.faqs import FAQS
from tests.http.test_summaries import ask, newest


def suggestion(staff: Staff) -> dict[str, Any]:
    answer = staff.get(f"/api/v1/conversations/{newest(staff)}/suggestion")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_the_suggestion_answers_what_nobody_has_answered_and_invents_nothing(owner: Staff) -> None:
    bot = owner.bot(FAQS)
    session = ask(owner, "When is the shop open?", bot_id=bot["id"])["conversation_id"]
    assert suggestion(owner)["reason"] == "nothing_unanswered"
    ask(owner, "I want to talk to a person", conversation_id=session)
    assert suggestion(owner)["reason"] == "nothing_unanswered", "a wish for a person is no question"
    ask(owner, "Do you sell horses in Patagonia?", conversation_id=session)
    none = suggestion(owner)
    assert (none["content"], none["sources"], none["reason"]) == ("", [], "nothing_fits")
    assert none["explanation"] == "The bot knows nothing that answers this."
    for message in ("Where can I download my invoice?", "And how do I delete my account?", "Thanks!"):
        ask(owner, message, conversation_id=session)
    found = suggestion(owner)
    assert "Every invoice is under Orders" in found["content"]
    assert "Choose Settings, then Privacy" in found["content"]
    assert "[1]" not in found["content"], "staff write no marks of sources"
    titles = [source["title"] for source in found["sources"]]
    assert titles == ["Where can I download my invoice?", "How do I delete my account?"]
    assert found["confidence"] >= 0.6
    assert found["reason"] is None
    assert found["missing"] == ["Do you sell horses in Patagonia?"], "what it leaves open is said"
    owner.post(f"/api/v1/conversations/{newest(owner)}/messages", json={"content": "I have looked into it for you."})
    assert suggestion(owner)["reason"] == "nothing_unanswered"
    # What the bot has told is no answer a second time.
    ask(owner, "When is the shop open?", conversation_id=session)
    told = suggestion(owner)
    assert (told["content"], told["reason"]) == ("", "already_told")
