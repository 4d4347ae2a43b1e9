"""The demo's records in the database: written with their history, and filled up to any number."""

import asyncio
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
import pytest
from rich.console import Console

from frontdesk.cli.demo.clock import DemoClock
from frontdesk.cli.demo.filling import filling
from frontdesk.cli.demo.filling.block import ALWAYS, Block, World, lines
from frontdesk.cli.demo.filling.filling import Filling
from frontdesk.cli.demo.filling.rows import MAKERS, SHARES
from frontdesk.cli.demo.records.loading import DemoRecords
from frontdesk.composition import compose
from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.fields import Choice
from frontdesk.identity.callers import Caller, CallerKind, Role
from frontdesk.platform.settings import Settings
from tests.conftest import Running, Staff

NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)


@dataclass
class Demo:
    """A workspace with the demo's records, and its owner."""

    owner: Staff
    workspace_id: int

    def count(self, table: str, condition: str = "true") -> int:
        query = f"SELECT count(*) FROM {table} WHERE workspace_id = %s AND {condition}"
        return int(self.owner.running.rows(query, self.workspace_id)[0][0])


@pytest.fixture(scope="module")
def demo(start_application: Callable[..., Running], tmp_path_factory: pytest.TempPathFactory) -> Demo:
    running = start_application(frontdesk_now=NOW)
    owner = running.found(time_zone="Europe/Dublin")
    colleagues = [owner.colleague(role) for role in ("admin", "agent")]
    return Demo(owner, asyncio.run(_load(running, [owner, *colleagues], tmp_path_factory.mktemp("data"))))


async def _load(running: Running, staff: list[Staff], folder: Path) -> int:
    clock = DemoClock(NOW)
    settings = Settings(_env_file=None, database_url=running.url, frontdesk_data_dir=folder)
    composition = compose(settings, running.url, clock=clock)
    users = []
    for one in staff:
        rows = running.rows("SELECT id, workspace_id, role, name FROM users WHERE email = %s", one.email)
        user_id, workspace_id, role, name = rows[0]
        users.append((Caller(CallerKind.STAFF, workspace_id, user_id=user_id, role=Role(role), name=name), one.email))
    try:
        await DemoRecords(composition, clock).make(workspace_id, users)
    finally:
        await composition.close()
    assert clock.now() == NOW
    return int(workspace_id)


class TestWritten:
    """What the story becomes."""

    def test_every_object_has_records_with_a_history(self, demo: Demo) -> None:
        for definition in Catalogue():
            count = demo.count(definition.table)
            made = demo.count("crm_changes", f"object = '{definition.name}' AND before IS NULL")
            assert made == count > 0

    def test_records_came_over_the_year(self, demo: Demo) -> None:
        rows = demo.owner.running.rows("SELECT min(created_at), max(created_at) FROM crm_leads")
        assert rows[0][0] < NOW - timedelta(days=300)
        assert NOW - timedelta(days=3) < rows[0][1] <= NOW

    def test_ids_follow_the_time(self, demo: Demo) -> None:
        rows = demo.owner.running.rows("SELECT id, created_at FROM crm_leads ORDER BY id")
        assert [row[1] for row in rows] == sorted(row[1] for row in rows)
        assert rows[-1][0] >= 133

    def test_a_won_deal_tells_how_it_went_and_by_whom(self, demo: Demo) -> None:
        asked = {"status": "won", "sort": "-closed_at", "limit": "1"}
        deal = demo.owner.get("/api/v1/deals", params=asked).json()["items"][0]
        history = demo.owner.get(f"/api/v1/deals/{deal['id']}/history").json()["items"]
        assert [history[0]["action"], history[-1]["action"]] == ["updated", "created"]
        assert {"field": "status", "old": "proposal", "new": "won"}.items() <= next(
            change for change in history[0]["changes"] if change["field"] == "status"
        ).items()
        assert history[0]["actor"]["name"]
        assert history[0]["at"] >= history[-1]["at"]

    def test_dealings_move_the_last_contact(self, demo: Demo) -> None:
        late = demo.owner.running.rows(
            "SELECT count(*) FROM crm_leads l JOIN crm_calls c ON c.lead_id = l.id"
            " WHERE l.last_contacted_at IS NULL OR l.last_contacted_at < c.started_at"
        )
        assert late[0][0] == 0

    def test_the_views_can_be_opened(self, demo: Demo) -> None:
        views = demo.owner.get("/api/v1/views").json()["items"]
        assert len(views) == 3
        for view in views:
            query = {key: value for key, value in view["query"].items() if value}
            found = demo.owner.post(f"/api/v1/{view['object']}/query", json=query)
            assert found.json()["total"] > 0, (view, found.text)

    def test_the_dashboard_has_something_of_everything(self, demo: Demo) -> None:
        board = demo.owner.get("/api/v1/dashboard").json()
        assert board["won"]["count_this_month"] >= 5
        assert board["won"]["count_last_month"] >= 5
        assert board["tasks"]["overdue"] >= 10
        assert board["tasks"]["today"] >= 8
        assert board["follow_ups"]["due"] >= 15
        assert all(week["count"] for week in board["new_leads"])
        assert len({one["object"] for one in board["recent"]}) > 1

    def test_doubles_are_found(self, demo: Demo) -> None:
        found = demo.owner.get("/api/v1/leads/duplicates").json()
        assert found["total"] >= 8


@pytest.mark.long
class TestFilled:
    """Many more records by COPY."""

    @pytest.fixture(scope="class")
    def filled(self, demo: Demo) -> Iterator[Demo]:
        """With the indexes taken down for leads, as it is for many."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(filling, "WORTH_REBUILDING", 500)
            demo_before = _structure(demo)
            quiet = Console(file=io.StringIO())
            added = Filling(demo.owner.running.url, demo.workspace_id, NOW, quiet).fill(4_000)
            assert set(added) == set(SHARES)
            assert _structure(demo) == demo_before
            yield demo

    def test_to_the_very_number(self, filled: Demo) -> None:
        assert sum(filled.count(definition.table) for definition in Catalogue()) == 4_000

    def test_not_beyond_it(self, filled: Demo) -> None:
        assert _fill(filled, 3_000) == {}

    def test_lists_groups_and_searches_see_them(self, filled: Demo) -> None:
        leads = filled.count("crm_leads")
        assert filled.owner.get("/api/v1/leads").json()["total"] == leads
        groups = filled.owner.post("/api/v1/leads/query", json={"group_by": ["lead_status"]}).json()["groups"]
        assert sum(group["values"]["count"] for group in groups) == leads
        word = filled.owner.running.rows(
            "SELECT name FROM crm_leads WHERE name ~ '^[A-Za-z]{5,} [A-Za-z]{8,}$' ORDER BY id DESC LIMIT 1"
        )[0][0].split()[1]
        typed = word[:3] + word[4] + word[3] + word[5:]
        found = filled.owner.get("/api/v1/search", params={"q": typed}).json()
        assert any(word in item["title"] for item in found["items"])

    def test_the_planner_knows_them_and_they_are_all_visible(self, filled: Demo) -> None:
        rows = filled.owner.running.rows(
            "SELECT reltuples, relallvisible > 0.9 * relpages FROM pg_class WHERE relname = 'crm_leads'"
        )
        assert rows == [(filled.count("crm_leads"), True)]

    def test_a_new_record_gets_a_free_id(self, filled: Demo) -> None:
        made = filled.owner.post("/api/v1/leads", json={"name": "After the filling"})
        assert made.status_code == 201
        assert made.json()["id"] == filled.owner.running.rows("SELECT max(id) FROM crm_leads")[0][0]

    def test_what_fails_leaves_everything_as_it_was(self, filled: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(filling, "WORTH_REBUILDING", 100)
        monkeypatch.setitem(
            MAKERS, "notes", lambda block: {"content": ["\\N"] * block.count, "lead_id": ["0"] * block.count}
        )
        before, notes = _structure(filled), filled.count("crm_notes")
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            _fill(filled, notes + 200, "notes")
        assert (_structure(filled), filled.count("crm_notes")) == (before, notes)


def _fill(demo: Demo, records: int, only: str | None = None) -> dict[str, int]:
    console = Console(file=io.StringIO())
    return Filling(demo.owner.running.url, demo.workspace_id, NOW, console).fill(records, only)


def _structure(demo: Demo) -> list[Any]:
    """All indexes and triggers, as they are."""
    indexes = demo.owner.running.rows("SELECT indexdef FROM pg_indexes WHERE tablename ~ '^crm' ORDER BY 1")
    triggers = demo.owner.running.rows(
        "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger ORDER BY 1, 2"
    )
    return [indexes, triggers]


def _block(name: str) -> tuple[Block, dict[str, list[str]], bytes]:
    ids = dict.fromkeys(("leads", "contacts", "deals", "pipelines", "courses", "campaigns", "batches"), range(1, 50))
    world = World(NOW, ids, [(1, "Nora Velasko"), (2, "Amara Linde")])
    block = Block(world, np.random.default_rng(3), 0, 300, 900, 1_000)
    columns = MAKERS[name](block)
    return block, columns, lines(block, columns, 7)


@pytest.mark.parametrize("name", SHARES)
def test_a_block_is_the_same_again_and_fits_its_definition(name: str) -> None:
    definition = Catalogue().get(name)
    _, columns, text = _block(name)
    assert text == _block(name)[2]
    rows = [line.split("\t") for line in text.decode().splitlines()]
    assert len(rows) == 300
    assert {len(row) for row in rows} == {1 + len(columns) + len(ALWAYS)}
    for path, values in columns.items():
        field = definition.by_path[path]
        assert not field.required or "\\N" not in values
        if isinstance(field, Choice):
            assert set(values) <= {*field.values, "\\N"}
    assert {field.name for field in definition.fields if field.required} <= set(columns)
    stamps = [row[-1] for row in rows]
    assert stamps[0] < stamps[-1] <= NOW.isoformat()
