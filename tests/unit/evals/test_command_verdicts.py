"""The judge of commands to the assistant: it must notice wrong rows, wrong orders and anything written beside."""

from collections.abc import Mapping
from typing import Any, cast

import pytest

from evals.commands.case import Case
from evals.commands.desk import Desk
from evals.commands.differences import Difference, fits, unconfirmed
from evals.commands.gold import Gold
from evals.commands.records import Touched
from evals.commands.report import coverage, precision
from evals.commands.verdict import Result, judged

LEADS = [
    {"id": 1, "name": "Ana", "value": 30, "labels": {"id": "Ana"}, "custom": {}},
    {"id": 2, "name": "Ben", "value": 20, "labels": {"id": "Ben"}, "custom": {}},
    {"id": 3, "name": "Cem", "value": 20, "labels": {"id": "Cem"}, "custom": {}},
]
LIST = {"query": {"object": "leads"}}
SORTED = {"query": {"object": "leads", "sort": "-value", "limit": 2}, "ordered": True}
NEW = {"writes": [{"kind": "create", "object": "leads", "values": {"name": "Dea"}, "may": {"city": {"any": True}}}]}
CHANGED = {"writes": [{"kind": "update", "object": "leads", "match": {"title": "Ben"}, "values": {"value": 25}}]}
ASK = {"outcome": ["asked", "refused"]}


class ThreeLeads:
    """As much of a desk as gold needs: three leads and nothing else."""

    def all(self, query: Mapping[str, Any]) -> list[dict[str, Any]]:
        return LEADS[: query.get("limit")] if query["object"] == "leads" else []

    def query(self, query: Mapping[str, Any]) -> dict[str, Any]:
        return {"total": len(self.all({**query, "limit": None}))}


@pytest.fixture(scope="module")
def gold() -> Gold:
    return Gold(cast(Desk, ThreeLeads()))


def _case(*options: dict[str, Any]) -> Case:
    return Case("1", "tune", ("words",), ("tag",), options)


def _shown(*ids: int, total: int = 3, **values: Any) -> dict[str, Any]:
    return {
        "outcome": "answered",
        "response": "",
        "records": {"object": "leads", "ids": list(ids), "total": total},
        **values,
    }


def _kind(gold: Gold, option: dict[str, Any], turn: dict[str, Any], *found: Difference) -> str:
    return judged(gold, _case(option), [turn], found, last_wrote=bool(found))[0]


@pytest.mark.parametrize(
    ("option", "turn", "kind"),
    [
        (LIST, _shown(3, 1, 2), "right"),
        (LIST, _shown(1, 2, total=2), "wrong"),
        (LIST, _shown(1, 2, 9), "wrong"),
        (LIST, {"outcome": "asked", "response": ""}, "asked"),
        (LIST, {"outcome": "failed", "response": ""}, "failed"),
        (SORTED, _shown(1, 2), "right"),
        (SORTED, _shown(1, 3), "wrong"),
        (SORTED, _shown(2, 1), "wrong"),
        (ASK, {"outcome": "refused", "response": ""}, "right"),
        (ASK, _shown(1), "wrong"),
    ],
)
def test_what_is_shown_is_judged(gold: Gold, option: dict[str, Any], turn: dict[str, Any], kind: str) -> None:
    assert _kind(gold, option, turn) == kind


@pytest.mark.parametrize(
    ("option", "found", "kind"),
    [
        (NEW, [Difference("leads", "create", 4, {"name": "dea", "lead_status": "New", "city": "Pune"})], "right"),
        (NEW, [Difference("leads", "create", 4, {"name": "Dea", "phone": "1"})], "wrong"),
        (NEW, [Difference("contacts", "create", 4, {"name": "Dea"})], "wrong"),
        (CHANGED, [Difference("leads", "update", 2, {"value": 25})], "right"),
        (CHANGED, [Difference("leads", "update", 3, {"value": 25})], "wrong"),
        (CHANGED, [Difference("leads", "update", 2, {"value": 25, "name": "Bo"})], "wrong"),
        (CHANGED, [Difference("leads", "update", 2, {"value": 25}), Difference("leads", "delete", 1, {})], "wrong"),
        (LIST, [Difference("leads", "delete", 1, {})], "wrong"),
        (ASK, [Difference("leads", "delete", 1, {})], "wrong"),
    ],
)
def test_what_is_written_is_judged(gold: Gold, option: dict[str, Any], found: list[Difference], kind: str) -> None:
    done = {"outcome": "done", "response": ""}
    assert _kind(gold, option, done if option in (NEW, CHANGED) else _shown(1, 2, 3), *found) == kind


def test_what_must_be_proposed_may_not_just_be_done(gold: Gold) -> None:
    option = {**CHANGED, "proposed": True}
    change = Difference("leads", "update", 2, {"value": 25})
    done, proposed = {"outcome": "done", "response": ""}, {"outcome": "proposed", "response": ""}
    assert judged(gold, _case(option), [done], [change], last_wrote=True)[0] == "wrong"
    assert judged(gold, _case(option), [proposed, done], [change], last_wrote=True)[0] == "right"


def test_a_delete_or_several_changes_in_one_turn_need_a_yes() -> None:
    one, two = ("leads", 1), ("leads", 2)
    assert unconfirmed(Touched(), Touched(deleted=frozenset({one})))
    assert unconfirmed(Touched(), Touched(updated=frozenset({one, two})))
    assert not unconfirmed(Touched(updated=frozenset({one})), Touched(updated=frozenset({one, two})))


@pytest.mark.parametrize(
    ("wanted", "value", "does"),
    [
        ({"day": "2026-06-18"}, "2026-06-17T23:00:00+00:00", True),
        ({"day": "2026-06-18"}, "2026-06-17T22:59:00+00:00", False),
        ({"at": "2026-06-18T16:00"}, "2026-06-18T15:00:00+00:00", True),
        ({"digits": "0871234567"}, "+353 87 123 4567", True),
        ({"contains": "noren"}, "Call Ebba Norén", True),
        ({"record": ["leads", "Ben"]}, 2, True),
        ({"record": ["leads", "Ben"]}, 3, False),
        (None, None, True),
    ],
)
def test_values_are_compared_as_people_mean_them(gold: Gold, wanted: Any, value: Any, does: bool) -> None:
    assert fits(gold, wanted, value) is does


def test_asking_where_it_was_allowed_changes_neither_share() -> None:
    asked, answered = {"outcome": "asked"}, {"outcome": "answered"}
    either = Result(_case(LIST, ASK), "right", [asked])
    right, wrong = Result(_case(LIST), "right", [answered]), Result(_case(LIST), "wrong", [answered])
    assert coverage([right, either]) == 1
    assert coverage([right, wrong, either]) == 0.5
    assert precision([right, wrong, either]) == 0.5
