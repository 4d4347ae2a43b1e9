"""Row security: the database shows and takes only rows of the workspace that a transaction named."""

from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from frontdesk.crm.records.command import Kind, RowWrite
from frontdesk.platform.unit_of_work import UnitOfWork
from tests.conftest import Running, Staff
from tests.http.access_world import TEXT_FILE
from tests.http.crm import LEAST, add
from tests.http.customers import registered
from tests.http.faqs import FAQS
from tests.http.proposing import propose

TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND a.attname = 'workspace_id'
"""


def in_workspace(running: Running, workspace_id: int | None, statement: str) -> list[Any]:
    """Rows of a statement that names no workspace itself, run as the program runs its own."""

    async def run() -> list[Any]:
        async with running.composition.database.unit_of_work(workspace_id) as unit:
            assert isinstance(unit, UnitOfWork)
            return list(await unit.execute(text(statement)))

    assert running.client.portal is not None
    rows: list[Any] = running.client.portal.call(run)
    return rows


@pytest.fixture(scope="module")
def two(running: Running) -> tuple[int, int]:
    """Two workspaces that both have rows in every table."""
    return _filled(running.found()), _filled(running.found())


def _filled(staff: Staff) -> int:
    bot = staff.bot(FAQS)
    body = {"user_id": "u", "message": "When is the shop open?", "bot_id": bot["id"]}
    answer = staff.running.client.post("/api/v1/query", json=body).json()
    rating = {"conversation_id": answer["conversation_id"], "rating": "up"}
    staff.running.client.post("/api/v1/feedback", json=rating)
    conversation = staff.get("/api/v1/conversations").json()["items"][0]["id"]
    assert staff.get(f"/api/v1/conversations/{conversation}/summary").status_code == 200
    path = f"/api/v1/conversations/{answer['conversation_id']}/attachments"
    assert staff.running.client.post(path, files=[TEXT_FILE]).status_code == 201
    staff.post("/api/v1/api-keys", json={"name": "key", "role": "viewer"})
    _fill_customers(staff, bot)
    workspace_id: int = staff.get("/api/v1/me").json()["workspace"]["id"]
    _fill_inbox(staff, workspace_id)
    _fill_crm(staff, workspace_id)
    return workspace_id


def _fill_inbox(staff: Staff, workspace_id: int) -> None:
    """A label on a conversation, and a mention of a colleague."""
    id_ = staff.get("/api/v1/conversations").json()["items"][0]["id"]
    label = staff.post("/api/v1/labels", json={"name": "VIP"}).json()["id"]
    assert staff.request("PUT", f"/api/v1/conversations/{id_}/labels", json={"labels": [label]}).status_code == 200
    colleague = staff.colleague("agent").get("/api/v1/me").json()["id"]
    note = {"content": "Look", "mentions": [colleague]}
    assert staff.post(f"/api/v1/conversations/{id_}/notes", json=note).status_code == 201
    reply = {"shortcut": "hi", "title": "Hi", "content": "Hi"}
    assert staff.post("/api/v1/saved-replies", json=reply).status_code == 201
    assert staff.request("PUT", "/api/v1/me/availability", json={"available": True}).status_code == 200


def _fill_customers(staff: Staff, bot: dict[str, Any]) -> None:
    """A customer who told their name, with a record of the CRM."""
    conversation = registered(staff, bot).ask("My name is Carla")["conversation_id"]
    lead = add(staff, "leads")
    linked = {"object": "leads", "id": lead["id"]}
    assert staff.request("PUT", f"/api/v1/conversations/{conversation}/record", json=linked).status_code == 200
    assert staff.post(f"/api/v1/bots/{bot['id']}/identity-secret").status_code == 201


def _fill_crm(staff: Staff, workspace_id: int) -> None:
    """A record of every object, and one row of all that the CRM keeps beside."""
    for object in LEAST:
        add(staff, object)
    staff.post("/api/v1/meta/objects/leads/fields", json={"label": "Size", "type": "number"})
    items = [{"role": "agent", "object": "leads", "visibility": "own"}]
    staff.request("PUT", "/api/v1/record-visibility", json={"items": items})
    staff.post("/api/v1/leads", json={"name": "Once"}, headers={"Idempotency-Key": "key"})
    view = {"object": "leads", "name": "Mine", "shared": True, "query": {}, "columns": ["name"]}
    assert staff.post("/api/v1/views", json=view).status_code == 201
    files = {"file": ("leads.csv", b"name,value\nGood,1\nBad,many\n", "text/csv")}
    started = staff.post("/api/v1/leads/import", files=files).json()
    assert staff.post(f"/api/v1/imports/{started['id']}/start").status_code == 202
    staff.running.run_jobs()
    propose(staff.running, workspace_id, [RowWrite(Kind.CREATE, "leads", values={"name": "Proposed"})])
    _try_to_send(staff)
    assert staff.post("/api/v1/chat", json={"message": "Hello"}).status_code == 200


def _try_to_send(staff: Staff) -> None:
    """A try to send an email, to a port where no mail server is."""
    email = add(staff, "emails", to_email="guna@example.test")
    settings = staff.running.composition.settings
    with pytest.MonkeyPatch.context() as patch:
        given = {
            "smtp_host": "127.0.0.1",
            "smtp_port": 1,
            "smtp_use_tls": False,
            "smtp_from_email": "desk@example.test",
        }
        for name, value in given.items():
            patch.setattr(settings, name, value)
        assert staff.post(f"/api/v1/emails/{email['id']}/send").json()["status"] == "failed"


def test_a_query_that_forgets_the_workspace_sees_its_own_rows_only(running: Running, two: tuple[int, int]) -> None:
    tables = [name for (name,) in running.rows(TABLES)]
    assert len(tables) >= 10
    for table in tables:
        everyone = {row[0] for row in running.rows(f"SELECT DISTINCT workspace_id FROM {table}")}
        assert set(two) <= everyone, f"{table} is empty, so this test would show nothing of it"
        for workspace_id in two:
            seen = {row[0] for row in in_workspace(running, workspace_id, f"SELECT workspace_id FROM {table}")}
            assert seen == {workspace_id}, table
        assert in_workspace(running, None, f"SELECT * FROM {table}") == []
    assert len(in_workspace(running, two[0], "SELECT * FROM workspaces")) == 1


def test_a_write_for_another_workspace_is_refused_by_the_database(running: Running, two: tuple[int, int]) -> None:
    mine, other = two
    with pytest.raises(DBAPIError, match="row-level security"):
        in_workspace(
            running,
            mine,
            "INSERT INTO domain_events (id, workspace_id, name, data, occurred_at)"
            f" VALUES (gen_random_uuid(), {other}, 'x', '{{}}', now()) RETURNING 1",
        )
    before = running.rows(f"SELECT count(*) FROM bots WHERE workspace_id = {other}")
    in_workspace(running, mine, f"DELETE FROM bots WHERE workspace_id = {other} RETURNING 1")
    assert running.rows(f"SELECT count(*) FROM bots WHERE workspace_id = {other}") == before


def test_every_table_of_a_workspace_is_protected(running: Running) -> None:
    unprotected = running.rows(f"SELECT relname FROM pg_class WHERE relname IN ({TABLES}) AND NOT relrowsecurity")
    assert unprotected == []
    # A part of a table is reached through the table, which is protected, and never by itself.
    parts = "SELECT relname FROM pg_class WHERE relispartition AND has_table_privilege('frontdesk_app', oid, 'SELECT')"
    assert running.rows(parts) == []
    rights = running.rows("SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = 'frontdesk_app'")
    assert rights == [(False, False, False)]
    owned = running.rows(
        "SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE rolname = 'frontdesk_app'"
    )
    assert owned == []


def test_the_database_itself_silences_the_bot(running: Running, two: tuple[int, int]) -> None:
    """Whatever the program does: in `waiting` and `human` no message of the bot can be stored."""
    with psycopg.connect(running.url) as connection:
        row = connection.execute("SELECT id, workspace_id FROM conversations WHERE state = 'bot' LIMIT 1").fetchone()
        assert row is not None
        insert = (
            "INSERT INTO conversation_events (workspace_id, conversation_id, seq, type, actor_kind, created_at)"
            " VALUES (%s, %s, 900, 'message', 'bot', now())"
        )
        for state in ("waiting", "human", "resolved"):
            connection.execute("UPDATE conversations SET state = %s WHERE id = %s", (state, row[0]))
            with pytest.raises(psycopg.Error, match="the bot is silent") as caught, connection.transaction():
                connection.execute(insert, (row[1], row[0]))
            assert caught.value.sqlstate == "FD001"
        connection.rollback()
