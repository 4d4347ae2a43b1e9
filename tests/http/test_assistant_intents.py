"""Intents in the order of requirement 1.1, by the command language itself: each pair that can overlap."""

import pytest

from tests.conftest import Running, Staff
from tests.http.crm import add

CASES = [
    # greeting wins only when nothing else is left of the message
    ("Hi", "none"),
    ("Good morning!", "none"),
    ("Hi, send the introduction email to lead John Carter", "send_email"),
    ("Hello, who needs follow up?", "followup"),
    ("Good morning, draft follow-up email for lead John Carter", "email_draft"),
    ("Hey, give me full summary of lead John Carter", "lead_summary"),
    ("Hi, show me all leads", "crm"),
    ("Thanks, now show me all deals", "crm"),
    # send before all that it may be said with
    ("Send follow-up email to lead John Carter", "send_email"),
    ("Send the proposal email to lead John Carter", "send_email"),
    ("Send introduction email to lead John Carter", "send_email"),
    ("Email lead John Carter a meeting reminder", "send_email"),
    ("Show me emails with status sent", "crm"),
    ("How many emails were sent this month?", "crm"),
    # follow-ups before drafts, summaries and records
    ("Which leads need follow up today?", "followup"),
    ("Who needs follow up?", "followup"),
    ("How many leads need follow up today?", "followup"),
    ("Show leads with next follow up this week", "crm"),
    # drafts before summaries and records
    ("Draft follow-up email for lead John Carter", "email_draft"),
    ("Compose proposal email for lead John Carter", "email_draft"),
    ("Write email for lead {lead}", "email_draft"),
    ("Show me emails with status draft", "crm"),
    # summaries before records
    ("Give me full summary of lead John Carter", "lead_summary"),
    ("What's the history of lead John Carter?", "lead_summary"),
    ("give me full summary of lead JOHN CARTER", "lead_summary"),
    ("Summarise lead {lead}", "lead_summary"),
    ("Show lead John Carter", "crm"),
    # else the CRM
    ("Show me all leads", "crm"),
    ("What campaigns are active?", "crm"),
    ("Show me tasks due today", "crm"),
]


@pytest.fixture(scope="module")
def owner(running: Running) -> Staff:
    owner = running.found()
    owner.shop["lead"] = add(owner, "leads", name="John Carter", email="john@example.com")["id"]
    return owner


@pytest.mark.parametrize(("message", "source"), CASES)
def test_each_intent_is_told_from_those_it_may_be_taken_for(owner: Staff, message: str, source: str) -> None:
    answer = owner.post("/api/v1/chat", json={"message": message.format(**owner.shop)})
    assert answer.status_code == 200, answer.text
    turn = answer.json()
    assert turn["source_type"] == source, turn["response"]
    assert turn["outcome"] in ("answered", "done", "proposed") or source == "send_email", turn["response"]
    history = owner.get(f"/chat/history/{turn['session_id']}").json()["history"]
    assert history[-1]["source_type"] == source, "it is stored with the turn"
