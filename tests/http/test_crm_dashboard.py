"""Dashboard: the figures of a day of sales."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conftest import Running, Staff
from tests.http.crm import add

# A Wednesday; in Kolkata it is Thursday already.
NOW = datetime(2026, 3, 18, 20, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def fixed(start_application: Callable[..., Running]) -> Running:
    return start_application(frontdesk_now=NOW)


@pytest.fixture
def owner(fixed: Running) -> Staff:
    return fixed.found()


def dashboard(staff: Staff) -> dict[str, Any]:
    answer = staff.get("/api/v1/dashboard")
    assert answer.status_code == 200, answer.text
    figures: dict[str, Any] = answer.json()
    return figures


def test_an_empty_workspace_has_all_figures(owner: Staff) -> None:
    figures = dashboard(owner)
    assert [stage["stage"] for stage in figures["pipeline"]] == [
        "lead", "qualified", "proposal", "negotiation", "won", "lost",
    ]  # fmt: skip
    assert all(stage["count"] == 0 and stage["value"] == 0 for stage in figures["pipeline"])
    assert figures["won"] == {"this_month": 0, "last_month": 0, "count_this_month": 0, "count_last_month": 0}
    assert figures["follow_ups"] == {"due": 0, "items": []}
    assert figures["tasks"] == {"overdue": 0, "today": 0, "items": []}
    assert (figures["recent"], figures["leads_by_source"]) == ([], [])
    assert len(figures["new_leads"]) == 8
    assert figures["currency"] == owner.get("/api/v1/workspace").json()["currency"]


def test_the_pipeline_and_what_was_won(owner: Staff) -> None:
    pipeline = add(owner, "pipelines")["id"]
    add(owner, "deals", pipeline_id=pipeline, status="proposal", value=100.5)
    add(owner, "deals", pipeline_id=pipeline, status="proposal", value=200)
    add(owner, "deals", pipeline_id=pipeline, status="won", value=1000)
    add(owner, "deals", pipeline_id=pipeline, status="won", value=50, closed_at="2026-02-28T12:00:00+00:00")
    add(owner, "deals", pipeline_id=pipeline, status="won", value=70, closed_at="2026-01-31T12:00:00+00:00")
    figures = dashboard(owner)
    stages = {stage["stage"]: stage for stage in figures["pipeline"]}
    assert (stages["proposal"]["label"], stages["proposal"]["count"], stages["proposal"]["value"]) == (
        "Proposal", 2, 300.5,
    )  # fmt: skip
    assert stages["won"]["count"] == 3
    assert figures["won"] == {"this_month": 1000, "last_month": 50, "count_this_month": 1, "count_last_month": 1}


def test_follow_ups_and_tasks_that_are_due(owner: Staff) -> None:
    yesterday, later_today, tomorrow = (NOW + timedelta(hours=hours) for hours in (-24, 2, 24))
    for name, at in (("Late", yesterday), ("Today", later_today), ("Ahead", tomorrow)):
        add(owner, "leads", name=name, next_follow_up=at.isoformat())
        add(owner, "tasks", title=name, due_date=at.isoformat())
    add(owner, "leads", name="Lost", lead_status="Lost", next_follow_up=yesterday.isoformat())
    add(owner, "tasks", title="Done", status="completed", due_date=yesterday.isoformat())
    figures = dashboard(owner)
    assert figures["follow_ups"]["due"] == 2
    assert [lead["name"] for lead in figures["follow_ups"]["items"]] == ["Late", "Today"]
    assert (figures["tasks"]["overdue"], figures["tasks"]["today"]) == (1, 1)
    assert [task["title"] for task in figures["tasks"]["items"]] == ["Late", "Today"]


def test_today_is_a_day_of_the_workspace(owner: Staff) -> None:
    assert owner.patch("/api/v1/workspace", json={"time_zone": "Asia/Kolkata"}).status_code == 200
    add(owner, "tasks", due_date="2026-03-18T12:00:00+00:00")
    add(owner, "tasks", due_date="2026-03-19T12:00:00+00:00")
    assert dashboard(owner)["tasks"]["overdue"] == 1
    assert dashboard(owner)["tasks"]["today"] == 1


def test_new_leads_by_week_and_leads_by_source(owner: Staff) -> None:
    for source in ("website", "website", "referral", None):
        add(owner, "leads", source=source)
    figures = dashboard(owner)
    assert figures["new_leads"][-1] == {"week": "2026-03-16", "count": 4}
    assert figures["new_leads"][0] == {"week": "2026-01-26", "count": 0}
    assert {one["value"]: (one["label"], one["count"]) for one in figures["leads_by_source"]} == {
        "website": ("Website", 2), "referral": ("Referral", 1), None: ("Unknown", 1),
    }  # fmt: skip


def test_what_happened_last(owner: Staff) -> None:
    agent = owner.colleague("agent")
    lead = add(owner, "leads", name="First Lead")
    agent.patch(f"/api/v1/leads/{lead['id']}", json={"city": "Pune"})
    recent = dashboard(owner)["recent"]
    told = [(one["actor"], one["action"], one["object"], one["id"], one["title"]) for one in recent]
    assert sorted(told) == [
        ("Agent", "updated", "leads", lead["id"], "First Lead"),
        ("Olga Owner", "created", "leads", lead["id"], "First Lead"),
    ]


def test_who_sees_only_their_own_has_figures_of_their_own(owner: Staff) -> None:
    agent = owner.colleague("agent")
    rule = {"items": [{"role": "agent", "object": "leads", "visibility": "own"}]}
    assert owner.request("PUT", "/api/v1/record-visibility", json=rule).status_code == 200
    add(owner, "leads", name="Hidden", next_follow_up=NOW.isoformat())
    add(agent, "leads", name="Seen", next_follow_up=NOW.isoformat())
    figures = dashboard(agent)
    assert [lead["name"] for lead in figures["follow_ups"]["items"]] == ["Seen"]
    assert figures["new_leads"][-1]["count"] == 1
    assert {one["title"] for one in figures["recent"]} == {"Seen"}
