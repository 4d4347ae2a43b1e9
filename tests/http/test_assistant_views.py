"""The names by which an earlier system kept its sessions: views for a role that reads one workspace and no more."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

from frontdesk.assistant.meaning import Greet, Read, WriteRows
from frontdesk.crm.records.command import Kind, RowWrite
from tests.conftest import Running
from tests.http.crm import add
from tests.http.scripted import Script, Talk

READER = "frontdesk_reader"
COLUMNS = {
    "admin_sessions": ["session_id", "admin_id", "status", "created_at", "last_activity", "ended_at"],
    "chat_history": [
        "id", "session_id", "admin_id", "user_message", "assistant_response", "source_type", "response_time_ms",
        "tokens_used", "created_at",
    ],
    "retrieved_context": [
        "id", "session_id", "admin_id", "source_type", "query_text", "record_count", "payload", "error_message",
        "retrieval_time_ms", "created_at",
    ],
    "audit_logs": ["id", "admin_id", "session_id", "action", "metadata", "created_at"],
}  # fmt: skip


class Reader:
    """Somebody who is connected as that role, by a login of its own."""

    def __init__(self, running: Running):
        running.execute(f"ALTER ROLE {READER} LOGIN")
        self._url = make_url(running.url).set(username=READER, password=None).render_as_string(hide_password=False)

    def rows(self, workspace_id: int | None, statement: str) -> list[dict[str, Any]]:
        with psycopg.connect(self._url, row_factory=psycopg.rows.dict_row) as connection:
            assert connection.execute("SELECT current_user, session_user").fetchone() == {
                "current_user": READER, "session_user": READER,
            }  # fmt: skip
            if workspace_id is not None:
                connection.execute("SELECT set_config('frontdesk.workspace_id', %s, false)", (str(workspace_id),))
            return list(connection.execute(statement))


@pytest.fixture(scope="module")
def talks(start_application: Callable[..., Running]) -> list[Talk]:
    """The same talk in two workspaces."""
    script = Script()
    running = start_application(interpreter=script)
    talks = [Talk(running.found(), script) for _ in range(2)]
    for talk in talks:
        add(talk.staff, "leads", name="Guna Sekar")
        talk.say("show me all leads", Read({"object": "leads"}))
        talk.say("hello", Greet())
        talk.say("new lead", WriteRows("created", [RowWrite(Kind.CREATE, "leads", values={"name": "John"})]))
        talk.say("break", RuntimeError("secret"))
    return talks


@pytest.fixture(scope="module")
def reader(talks: list[Talk]) -> Reader:
    return Reader(talks[0].staff.running)


def workspace(talk: Talk) -> int:
    return int(talk.staff.get("/api/v1/me").json()["workspace"]["id"])


def test_the_views_have_the_columns_of_the_earlier_system(talks: list[Talk], reader: Reader) -> None:
    for name, columns in COLUMNS.items():
        row = reader.rows(workspace(talks[0]), f"SELECT * FROM {name} LIMIT 1")[0]
        assert list(row) == columns, name


def test_what_was_said_and_found_is_there(talks: list[Talk], reader: Reader) -> None:
    talk, here = talks[0], workspace(talks[0])
    me = talk.staff.get("/api/v1/me").json()["id"]
    session = reader.rows(here, "SELECT * FROM admin_sessions")[0]
    assert (session["session_id"], session["admin_id"], session["status"]) == (talk.session_id, me, "active")
    history = reader.rows(here, "SELECT * FROM chat_history ORDER BY id")
    assert [row["user_message"] for row in history] == ["show me all leads", "hello", "new lead", "break"]
    assert {(row["admin_id"], row["session_id"], row["tokens_used"]) for row in history} == {(me, talk.session_id, 0)}
    found, written, failed = reader.rows(here, "SELECT * FROM retrieved_context ORDER BY id")
    assert (found["query_text"], found["record_count"]) == ("show me all leads", 1)
    assert found["payload"]["query"] == {"object": "leads"}
    assert written["payload"]["records"]["object"] == "leads"
    assert (failed["error_message"], failed["record_count"]) == ("RuntimeError", 0)
    logs = reader.rows(here, "SELECT * FROM audit_logs WHERE action = 'leads.created' ORDER BY id")
    assert [log["session_id"] for log in logs] == [None, talk.session_id], "a write knows the session it came by"
    assert logs[1]["metadata"]["object"] == "leads"
    asked = reader.rows(here, "SELECT * FROM audit_logs WHERE action = 'assistant.asked'")
    assert len(asked) == 4


def test_row_security_holds_for_who_only_reads(talks: list[Talk], reader: Reader) -> None:
    for name in COLUMNS:
        assert reader.rows(None, f"SELECT * FROM {name}") == [], "without a workspace nothing is seen"
        first, second = (reader.rows(workspace(talk), f"SELECT * FROM {name}") for talk in talks)
        assert first
        assert second
        assert not {str(row) for row in first} & {str(row) for row in second}
    for talk in talks:
        own = reader.rows(workspace(talk), "SELECT DISTINCT workspace_id FROM assistant_turns")
        assert own == [{"workspace_id": workspace(talk)}], "also past the views"


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT secret_digest FROM assistant_sessions",
        "SELECT memory FROM assistant_sessions",
        "SELECT * FROM users",
        "SELECT * FROM crm_leads",
        "UPDATE assistant_turns SET message = ''",
        "DELETE FROM admin_sessions",
        "INSERT INTO audit_entries (workspace_id, actor_kind, action, via, created_at) VALUES (1, 'x', 'x', 'x', NULL)",
        "SET ROLE frontdesk_app",
    ],
)
def test_it_reads_these_and_nothing_else(talks: list[Talk], reader: Reader, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        reader.rows(workspace(talks[0]), statement)
