"""Skills of the assistant over a real database: follow-ups, email drafts and summaries."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from frontdesk.assistant.answer import Answer, Source
from frontdesk.assistant.meaning import FollowUps
from frontdesk.assistant.skills.follow_ups import FollowUpSkill, follow_up_query
from frontdesk.crm.reading.service import RecordReader
from tests.conftest import Running, Staff
from tests.http.crm import add
from tests.http.skills import in_turn

# A Thursday; in Kolkata it is half past nine in the evening.
NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture(scope="module")
def fixed(start_application: Callable[..., Running]) -> Running:
    """The application at a moment that does not pass."""
    return start_application(frontdesk_now=NOW)


@pytest.fixture
def owner(fixed: Running) -> Staff:
    staff = fixed.found()
    habits = {"time_zone": "Asia/Kolkata", "currency": "INR", "name": "Bright Path"}
    assert staff.patch("/api/v1/workspace", json=habits).status_code == 200
    return staff


def at(moment: datetime) -> str:
    return moment.isoformat()


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
