"""Skills of the assistant over a real database: follow-ups and summaries."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from frontdesk.assistant.answer import Answer, Outcome, Source
from frontdesk.assistant.meaning import FollowUps, Summarise
from frontdesk.assistant.skills.follow_ups import FollowUpSkill, follow_up_query
from frontdesk.assistant.skills.lead_summary.dossier import DossierReader
from frontdesk.assistant.skills.lead_summary.skill import LeadSummarySkill
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.timeline.dealings import DealingsReader
from frontdesk.crm.timeline.service import TimelineService
from tests.conftest import Running, Staff
from tests.http.crm import add
from tests.http.skills import DAY, HOUR, NOW, answer_of, at, bright_path, draft, email_of, guna, in_turn


@pytest.fixture(scope="module")
def fixed(start_application: Callable[..., Running]) -> Running:
    """The application at a moment that does not pass."""
    return start_application(frontdesk_now=NOW)


@pytest.fixture
def owner(fixed: Running) -> Staff:
    return bright_path(fixed)


# follow-ups


def follow_ups(staff: Staff, *, whole_day: bool = False, count: bool = False, **options: Any) -> Answer:
    async def work(turn: Any) -> Answer:
        query = follow_up_query(turn.scope.habits, whole_day=whole_day, **options)
        return await FollowUpSkill(RecordReader()).run(turn, FollowUps(query, whole_day, count))

    answer: Answer = in_turn(staff, work)
    return answer


def test_who_needs_follow_up_now_are_the_open_leads_that_are_due_oldest_first(owner: Staff) -> None:
    hour_ago = add(owner, "leads", name="Hour Ago", next_follow_up=at(NOW - HOUR))
    week_ago = add(owner, "leads", name="Week Ago", next_follow_up=at(NOW - 7 * DAY), lead_status="Nurturing")
    now = add(owner, "leads", name="Right Now", next_follow_up=at(NOW), lead_status="Converted")
    blank = add(owner, "leads", name="No Status", next_follow_up=at(NOW - 2 * DAY))
    owner.patch(f"/api/v1/leads/{blank['id']}", json={"lead_status": None})
    for values in (
        {"name": "Later Today", "next_follow_up": at(NOW + HOUR)},
        {"name": "Closed", "next_follow_up": at(NOW - DAY), "lead_status": "Closed"},
        {"name": "Lost", "next_follow_up": at(NOW - DAY), "lead_status": "Lost"},
        {"name": "Nothing Planned"},
    ):
        add(owner, "leads", **values)
    answer = follow_ups(owner)
    assert answer.records is not None
    assert answer.records.ids == (week_ago["id"], blank["id"], hour_ago["id"], now["id"])
    assert (answer.records.object, answer.records.total) == ("leads", 4)
    assert answer.source is Source.FOLLOW_UP
    assert answer.response == (
        "4 leads need a follow-up: Week Ago (7 days late), No Status (2 days late), Hour Ago (1 hour late) and 1 more."
    )
    assert "Draft follow-up email for lead Week Ago" in answer.suggested_actions


def test_today_lasts_until_midnight_in_the_workspaces_time_zone(owner: Staff) -> None:
    overdue = add(owner, "leads", name="Overdue", next_follow_up=at(NOW - DAY))
    tonight = add(owner, "leads", name="Tonight", next_follow_up=at(NOW + 2 * HOUR))
    add(owner, "leads", name="After Midnight", next_follow_up=at(NOW + 3 * HOUR))
    answer = follow_ups(owner, whole_day=True)
    assert answer.records is not None
    assert answer.records.ids == (overdue["id"], tonight["id"])
    assert answer.response == (
        "2 leads need a follow-up today, 1 of them late already: Overdue (1 day late) and Tonight (due today at 23:30)."
    )


def test_follow_ups_can_be_narrowed_counted_and_paged(owner: Staff) -> None:
    pune = [add(owner, "leads", city="Pune", next_follow_up=at(NOW - n * DAY)) for n in (1, 2, 3)]
    add(owner, "leads", city="Delhi", next_follow_up=at(NOW - DAY))
    where = {"field": "city", "op": "eq", "value": "Pune"}
    answer = follow_ups(owner, extra_where=where, limit=2, count=True)
    assert answer.records is not None
    assert answer.records.ids == (pune[2]["id"], pune[1]["id"])
    assert (answer.records.total, answer.value) == (3, 3)
    assert answer.response == "3 leads need a follow-up."
    mine = {"field": "owner_id", "op": "eq", "value": "me"}
    assert follow_ups(owner.colleague("agent"), extra_where=mine).response == "Nobody needs a follow-up now."


# summaries


def summary(staff: Staff, record: dict[str, Any], object: str = "leads", only: Any = "all") -> Answer:
    reader = staff.running.composition.provided.get(RecordReader)
    skill = LeadSummarySkill(DossierReader(reader, DealingsReader(), TimelineService()))
    return answer_of(staff, skill, Summarise(object, record["id"], only))


def busy(staff: Staff) -> dict[str, Any]:
    """A lead with something of every kind, open and over."""
    lead = guna(
        staff, name="Guna Kumar", city="Chennai", lead_status="Qualified", value=150_000,
        next_follow_up=at(NOW - 2 * DAY), phone="+91 98450 12345",
    )  # fmt: skip
    link = {"lead_id": lead["id"]}
    call = {"outcome": "answered", "duration_seconds": 750, "notes": "Finds the price high"}
    add(staff, "calls", **link, **call, started_at=at(NOW - 3 * DAY))
    add(staff, "calls", **link, outcome="no_answer", started_at=at(NOW - 8 * DAY))
    mail = {"direction": "received", "status": "received", "subject": "Dates?", "body": "When does it start?"}
    add(staff, "emails", **link, **mail, sent_at=at(NOW - DAY))
    add(staff, "emails", **link, subject="Not yet", status="draft")
    add(staff, "meetings", **link, title="First talk", scheduled_at=at(NOW + DAY))
    add(staff, "notes", **link, content="Prefers the evening batch")
    add(staff, "tasks", **link, title="Send the dates", due_date=at(NOW - 5 * DAY))
    add(staff, "tasks", **link, title="Ask for papers", status="completed", due_date=at(NOW - 6 * DAY))
    add(staff, "deals", **link, title="One seat", value=150_000, status="proposal")
    add(staff, "messages", **link, body="On my way", direction="received", sent_at=at(NOW - 9 * DAY))
    add(staff, "activities", **link, subject="Came to the open day", occurred_at=at(NOW - 10 * DAY))
    return lead


def test_a_summary_says_who_it_is_where_it_stands_and_what_happened(owner: Staff) -> None:
    lead = busy(owner)
    answer = summary(owner, lead)
    assert answer.source is Source.LEAD_SUMMARY
    assert answer.records is not None
    assert (answer.records.object, answer.records.ids) == ("leads", (lead["id"],))
    for words in (
        f"Guna Kumar (lead {lead['id']}), in Chennai; guna@mail.example, +91 98450 12345.",
        "Status Qualified, worth ₹1,50,000, interested in Data Science.",
        "Came through the website today, looked after by Olga Owner.",
        "Last contact yesterday at 21:30 with Olga Owner: Email received: “Dates?”; “When does it start?”",
        "Nobody has answered this email yet.",
        "The next follow-up is 2 days late.",
        "A meeting is ahead tomorrow at 21:30: “First talk”.",
        "1 open task, it is late: “Send the dates” (5 days late).",
        "1 open deal: “One seat” (proposal, ₹1,50,000).",
        "1 email is written but not sent.",
        "The price came up in a call on Monday: “Finds the price high”.",
        "2 calls, 2 emails (1 not sent), 1 meeting (1 ahead), 1 note, 2 tasks (1 open, 1 late), 1 deal (1 open),"
        " 1 message and 1 activity.",
        "• Mon 9 Mar 21:30 · Outbound call, answered, 12 min: “Finds the price high”",
        "• Fri 6 Mar 21:30 · Task, completed: “Ask for papers”",
        "• Thu 12 Mar 21:30 · Lead created (Olga Owner)",
    ):
        assert words in answer.response, (words, answer.response)
    history = answer.response.split("History:")[1]
    assert history.index("Dates?") < history.index("Finds the price high") < history.index("On my way")
    assert f"Draft follow-up email for lead {lead['name']}" in answer.suggested_actions


def test_a_lead_of_whom_nothing_is_known_is_summed_up_too(owner: Staff) -> None:
    lead = add(owner, "leads", name="Bare")
    response = summary(owner, lead).response
    assert f"Bare (lead {lead['id']}); no email address or phone number." in response
    assert "Nothing was said or written yet. No follow-up is planned." in response
    assert "No calls, emails, meetings, notes, tasks, deals, messages or activities." in response
    assert "None" not in response
    assert summary(owner, lead, only="last").response == "Nothing was said or written between you and Bare yet."


def test_only_the_history_or_the_last_of_it(owner: Staff) -> None:
    lead = busy(owner)
    history = summary(owner, lead, only="history").response
    assert history.startswith("History of Guna Kumar, the newest first:\n• ")
    assert "Came to the open day" in history
    assert "Latest of each" not in history
    last = summary(owner, lead, only="last").response
    assert last.startswith("Guna Kumar: last contact yesterday at 21:30 with Olga Owner: Email received")


def test_changes_stand_in_the_history_in_words(owner: Staff) -> None:
    lead = add(owner, "leads", name="Moved")
    owner.patch(f"/api/v1/leads/{lead['id']}", json={"lead_status": "Contacted", "city": "Pune"})
    response = summary(owner, lead).response
    assert "City set to Pune and status New → Contacted (Olga Owner)" in response


def test_contacts_and_deals_are_summed_up(owner: Staff) -> None:
    contact = add(owner, "contacts", first_name="Asha", last_name="Rao", vip=True, company="Acme", position="Director")
    deal = add(
        owner, "deals", title="Ten seats", contact_id=contact["id"], value=2_000_000, expected_close="2026-03-02"
    )
    add(owner, "notes", deal_id=deal["id"], content="Waits for the board")
    response = summary(owner, contact, "contacts").response
    assert f"Asha Rao (contact {contact['id']}), VIP, Director at Acme;" in response
    assert "1 open deal, 1 past the expected close: “Ten seats” (lead, ₹20,00,000)." in response
    response = summary(owner, deal, "deals").response
    assert (
        f"Ten seats (deal {deal['id']}) is at Lead, worth ₹20,00,000, with Asha Rao, in the pipeline Sales." in response
    )
    assert "It is expected to close on 2 March, 10 days late." in response
    assert "Waits for the board" in response
    course = add(owner, "courses", title="Baking", fee=100)
    assert "Baking (course" in summary(owner, course, "courses").response


def test_ten_thousand_calls_are_counted_and_the_newest_told(owner: Staff) -> None:
    lead = add(owner, "leads", name="Much Called")
    workspace = owner.running.rows(
        "SELECT workspace_id FROM crm_leads WHERE id = %s AND name = 'Much Called'", lead["id"]
    )
    with psycopg.connect(owner.running.url) as connection:
        connection.execute(
            "INSERT INTO crm_calls"
            " (workspace_id, lead_id, direction, outcome, notes, started_at, created_at, updated_at)"
            " SELECT %s, %s, 'outbound', 'answered', 'call ' || n, %s::timestamptz - n * interval '1 minute',"
            " now(), now() FROM generate_series(1, 10000) n",
            (workspace[0][0], lead["id"], NOW),
        )
    response = summary(owner, lead).response
    assert "10,000 calls." in response
    assert "Outbound call, answered: “call 1”" in response
    assert "… and 9,991 older entries" in response


def test_who_sees_only_their_own_records_sums_up_and_drafts_from_these(owner: Staff) -> None:
    agent = owner.colleague("agent")
    lead = guna(owner)
    add(owner, "notes", lead_id=lead["id"], content="Finds it too expensive")
    add(agent, "notes", lead_id=lead["id"], content="Prefers the evening batch")
    items = [{"role": "agent", "object": "notes", "visibility": "own"}]
    assert owner.request("PUT", "/api/v1/record-visibility", json={"items": items}).status_code == 200
    assert "2 notes" in summary(owner, lead).response
    seen = summary(agent, lead).response
    assert "1 note." in seen
    assert "expensive" not in seen
    assert email_of(draft(agent, lead))["template"] == "follow_up"
    assert email_of(draft(owner, lead))["template"] == "objection_handling"


def test_what_is_not_there_is_refused(owner: Staff) -> None:
    assert summary(owner, {"id": 987_654}).outcome is Outcome.REFUSED
