"""Totals of boards are what counting would give, whatever was written and taken back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from frontdesk.crm.board_totals import BoardTotals
from tests.conftest import Running, Staff
from tests.http.crm import add

FIGURES = {"group_by": ["lead_status"], "aggregate": [{"fn": "count"}, {"fn": "sum", "field": "value"}]}
# The same records, in words that the totals do not answer.
COUNTED = {**FIGURES, "where": {"field": "id", "op": "gt", "value": 0}}


@pytest.fixture(scope="module")
def owner(running: Running) -> Staff:
    return running.found()


def figures(staff: Staff, query: dict[str, Any]) -> dict[str, Any]:
    groups = staff.post("/api/v1/leads/query", json=query).json()["groups"]
    return {group["group"]["lead_status"]: group["values"] for group in groups}


LEAD = some.fixed_dictionaries(
    {"name": some.just("Counted")},
    optional={
        "lead_status": some.sampled_from(["New", "Qualified", "Lost"]) | some.none(),
        "value": some.none() | some.integers(0, 10**6).map(lambda cents: cents / 100),
    },
)
STEP = some.sampled_from(["create", "change", "delete", "undo", "batch"])


@settings(max_examples=15, deadline=None)
@given(steps=some.lists(some.tuples(STEP, LEAD), min_size=1, max_size=8))
def test_totals_are_what_counting_gives(owner: Staff, steps: list[tuple[str, dict[str, Any]]]) -> None:
    made, undo = [add(owner, "leads")["id"]], []
    for step, values in steps:
        path = f"/api/v1/leads/{made[-1]}"
        if step == "create":
            made.append(add(owner, "leads", **values)["id"])
        elif step == "change":
            undo.append(owner.patch(path, json=values).headers.get("x-undo-id"))
        elif step == "delete":
            undo.append(owner.delete(path).headers.get("x-undo-id"))
        elif step == "batch":
            undo.append(owner.post("/api/v1/leads/batch", json={"create": [values] * 3}).headers["x-undo-id"])
        elif undo and (undo_id := undo.pop()):
            owner.post(f"/api/v1/undo/{undo_id}")
    assert figures(owner, FIGURES) == figures(owner, COUNTED)


def test_they_are_put_together_and_stay_the_same(owner: Staff, running: Running) -> None:
    for number in range(30):
        add(owner, "leads", value=number)
    before = figures(owner, FIGURES)
    totals = BoardTotals(running.url)
    totals_rows = "SELECT count(*) FROM crm_board_totals WHERE object = 'leads' AND workspace_id = %s"
    here = owner.get("/api/v1/me").json()["workspace"]["id"]
    for _ in range(8):
        owner.post("/api/v1/leads/batch", json={"create": [{"name": "Many", "value": 1}]})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("frontdesk.crm.board_totals.MOST_ROWS", 5)
        assert running.client.portal is not None
        running.client.portal.call(totals.put_together)
    assert running.rows(totals_rows, here)[0][0] <= 5
    after = figures(owner, FIGURES)
    assert after["New"]["count"] == before["New"]["count"] + 8
    assert after == figures(owner, COUNTED)


def test_where_a_role_sees_only_its_own_the_sums_are_its_own(owner: Staff) -> None:
    agent = owner.colleague("agent")
    items = [{"role": "agent", "object": "leads", "visibility": "own"}]
    owner.request("PUT", "/api/v1/record-visibility", json={"items": items})
    add(owner, "leads", value=1_000)
    add(agent, "leads", value=7)
    assert figures(agent, FIGURES) == {"New": {"count": 1, "sum_value": 7}}
    board = agent.get("/api/v1/leads/board").json()
    assert [column["sum"] for column in board["columns"] if column["count"]] == [7]
    owner.request("PUT", "/api/v1/record-visibility", json={"items": []})
