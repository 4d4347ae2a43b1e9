"""Reports on one bot: what is counted, by which clock, and how it is said."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.faqs import FAQS
from tests.http.test_summaries import ask, newest
from tests.http.test_waiting import FRIDAY_NIGHT, OFFICE
from tests.moving_clock import MovingClock

MONDAY = "2026-11-30T08:20:00+00:00"


@pytest.fixture(scope="module")
def clock() -> MovingClock:
    return MovingClock(FRIDAY_NIGHT)


@pytest.fixture(scope="module")
def desk(start_application: Callable[..., Running], clock: MovingClock) -> Staff:
    """A week-end: a question answered, one not, and a customer who waits until Monday for a person."""
    staff = start_application(clock=clock).found()
    staff.patch("/api/v1/workspace", json={"time_zone": "Europe/Berlin"})
    staff.shop = staff.bot(FAQS, hours=OFFICE, handoff={"answer_within_minutes": 30}, on_unsure="say_so")
    bot = {"bot_id": staff.shop["id"]}
    first = ask(staff, "When is the shop open?", **bot)["conversation_id"]
    ask(staff, "At what hour does the shop open?", **bot)
    rating = {"conversation_id": first, "rating": 5}
    assert staff.running.client.post("/api/v1/feedback", json=rating).status_code == 201
    ask(staff, "Do you sell horses in Patagonia?", **bot)
    ask(staff, "Horses in Patagonia: do you sell them?", **bot)
    ask(staff, "I want to talk to a person", **bot)
    waiting = newest(staff)
    clock.set(MONDAY)
    staff.post(f"/api/v1/conversations/{waiting}/messages", json={"content": "Good morning, here I am."})
    staff.post(f"/api/v1/conversations/{waiting}/resolve")
    ask(staff, "I want to talk to a person", **bot)
    clock.move(minutes=31)
    return staff


def reports(desk: Staff, query: str = "") -> list[dict[str, Any]]:
    answer = desk.get(f"/api/v1/admin/bots/{desk.shop['id']}/analytics{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


def test_a_report_counts_what_happened_and_says_it_in_words(desk: Staff) -> None:
    (report,) = reports(desk)
    assert (report["conversations"], report["messages"], report["queries"]) == (6, 6, 6)
    assert report["escalation_reasons"] == {"requested": 2}
    assert (report["escalated"], report["escalation_rate"]) == (2, 0.3333)
    settled = report["resolution"]
    assert (settled["settled"], settled["settled_by_bot"], settled["confirmed"]) == (3, 2, 0.1667)
    assert settled["after_7_days"] is None, "no seven days have gone by"
    # A wait over the week-end counts by the business hours: twenty minutes of Monday.
    people = {"answered": 1, "in_time": 1.0, "median_seconds": 1200.0, "waiting": 1, "late_now": 1}
    assert report["first_human_answer"].items() >= {**people, "target_minutes": 30}.items()
    assert report["feedback"] == {"up": 0, "down": 0, "csat": 5.0, "csat_asked": 1, "csat_answered": 1}
    assert report["top_questions"] == [{"question": "When is the shop open?", "count": 2}]
    assert report["unanswered_questions"][0] == {"question": "Horses in Patagonia: do you sell them?", "count": 2}
    assert report["report"] == (
        "From 1 November 2026 to 30 November 2026, Desk had 6 new conversations with 6 messages. 50 % are settled,"
        " 33 % went to a person, most often for: requested. Half of the first answers of people came within"
        " 20 minutes, 100 % within 30 minutes. 1 customer now waits for a person, 1 of them too long."
        " Satisfaction 5.0 of 5 by 1. Asked most: When is the shop open?"
        " Most often without an answer: Horses in Patagonia: do you sell them?"
    )
    stats = desk.get("/api/v1/stats").json()["first_answers"]
    (bot,) = stats.pop("bots")
    figures = {"answered": 1, "in_time": 1.0, "median_open_seconds": 1200.0, "waiting": 1, "late_now": 1}
    assert stats.items() >= figures.items()
    assert bot.items() >= {**figures, "bot_id": desk.shop["id"], "target_minutes": 30}.items()


def test_days_are_those_of_the_workspace_and_a_week_later_it_is_known_what_lasted(
    desk: Staff, clock: MovingClock
) -> None:
    days = [(one["period_start"], one["queries"]) for one in reports(desk, "?by=day")]
    assert days == [("2026-11-30T00:00:00+01:00", 1), ("2026-11-27T00:00:00+01:00", 5)]
    assert [one["queries"] for one in reports(desk, "?by=week&days=2")] == [1]
    clock.move(days=8)
    assert reports(desk)[0]["resolution"]["after_7_days"] == 1.0
    assert reports(desk, "?by=month&days=2") == []
    assert "had no conversations" in reports(desk, "?days=2")[0]["report"]
    assert desk.get(f"/api/v1/admin/bots/{desk.shop['id']}/analytics?by=year").status_code == 422
    # Without a target nobody is in time, and the wait is told all the same.
    desk.patch(f"/api/v1/bots/{desk.shop['id']}", json={"handoff": {"answer_within_minutes": None}})
    (report,) = reports(desk)
    assert report["first_human_answer"]["in_time"] is None
    assert "people came within 20 minutes." in report["report"]
