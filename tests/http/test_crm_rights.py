"""Rights on records: by role, and own records only where the workspace says so; held to by the database too."""

import contextlib

import psycopg
import pytest

from tests.conftest import Running, Staff
from tests.http.crm import LEAST, add, listed


@pytest.fixture(scope="module")
def owner(running: Running) -> Staff:
    return running.found()


@pytest.fixture(scope="module")
def agent(owner: Staff) -> Staff:
    return owner.colleague("agent")


@pytest.fixture(scope="module")
def own_only(owner: Staff) -> None:
    """Agents see only their own leads; all of everything else."""
    items = [{"role": "agent", "object": "leads", "visibility": "own"}]
    answer = owner.request("PUT", "/api/v1/record-visibility", json={"items": items})
    assert answer.json() == {"items": items}


@pytest.mark.usefixtures("own_only")
def test_who_sees_only_their_own_finds_no_other_anywhere(owner: Staff, agent: Staff) -> None:
    theirs = add(agent, "leads", name="Of the agent", email="agent-lead@example.test")
    mine = add(owner, "leads", name="Of the owner", value=5)
    task = add(owner, "tasks", lead_id=mine["id"])
    path = f"/api/v1/leads/{mine['id']}"
    assert [lead["id"] for lead in listed(agent, "leads")] == [theirs["id"]]
    assert agent.get(path).status_code == 404
    assert agent.get(f"{path}/history").status_code == 404
    assert agent.patch(path, json={"value": 6}).status_code == 404
    assert agent.delete(path).status_code == 404
    assert agent.post("/api/v1/leads/batch", json={"delete": [mine["id"]]}).status_code == 404
    assert agent.post("/api/v1/tasks", json={"title": "x", "lead_id": mine["id"]}).status_code == 422
    groups = agent.post("/api/v1/leads/query", json={"aggregate": [{"fn": "sum", "field": "value"}, {"fn": "count"}]})
    assert groups.json()["groups"][0]["values"]["count"] == 1
    assert "lead_id" not in agent.get(f"/api/v1/tasks/{task['id']}").json()["labels"]
    by_relation = {"field": "lead_id.name", "op": "contains", "value": "owner"}
    assert agent.post("/api/v1/tasks/query", json={"where": by_relation}).json()["items"] == []
    assert owner.get(path).json()["value"] == 5


@pytest.mark.usefixtures("own_only")
def test_who_sees_only_their_own_may_not_give_it_away_or_make_it_for_another(owner: Staff, agent: Staff) -> None:
    other = owner.get("/api/v1/me").json()["id"]
    mine = add(agent, "leads")
    for answer in (
        agent.patch(f"/api/v1/leads/{mine['id']}", json={"owner_id": other}),
        agent.post("/api/v1/leads", json={"name": "x", "owner_id": other}),
        agent.patch(f"/api/v1/leads/{mine['id']}", json={"owner_id": None}),
    ):
        assert answer.status_code == 403
        assert answer.json()["detail"] == "You may only keep leads of your own."
    assert add(agent, "contacts", owner_id=other)["owner_id"] == other


@pytest.mark.usefixtures("own_only")
def test_the_database_itself_shows_only_ones_own(owner: Staff, agent: Staff, running: Running) -> None:
    add(owner, "leads", name="Hidden")
    me = agent.get("/api/v1/me").json()
    with psycopg.connect(running.url) as connection:
        connection.execute("SET LOCAL ROLE frontdesk_app")
        connection.execute("SELECT set_config('frontdesk.workspace_id', %s, true)", (str(me["workspace"]["id"]),))
        connection.execute("SELECT set_config('frontdesk.role', 'agent', true)")
        connection.execute("SELECT set_config('frontdesk.user_id', %s, true)", (str(me["id"]),))
        for relation in ("leads", "crm_leads"):
            owners = connection.execute(f"SELECT DISTINCT owner_id FROM {relation}").fetchall()
            assert owners in ([], [(me["id"],)])
        changed = connection.execute("UPDATE crm_leads SET value = 1 WHERE owner_id <> %s", (me["id"],))
        assert changed.rowcount == 0


def test_a_viewer_reads_and_writes_nothing(owner: Staff) -> None:
    viewer = owner.colleague("viewer")
    contact = add(owner, "contacts")
    path = f"/api/v1/contacts/{contact['id']}"
    assert viewer.get(path).status_code == 200
    answers = [
        viewer.post("/api/v1/contacts", json=LEAST["contacts"]),
        viewer.patch(path, json={"city": "x"}),
        viewer.request("PUT", path, json=LEAST["contacts"]),
        viewer.delete(path),
        viewer.post(f"{path}/restore"),
        viewer.post("/api/v1/contacts/batch", json={"delete": [contact["id"]]}),
    ]
    assert [answer.status_code for answer in answers] == [403] * len(answers)


def test_admins_alone_manage_fields_and_visibility(owner: Staff, agent: Staff) -> None:
    field = {"label": "Size", "type": "number"}
    assert agent.post("/api/v1/meta/objects/tasks/fields", json=field).status_code == 403
    assert agent.get("/api/v1/record-visibility").status_code == 403
    rights = {one["name"]: one["rights"] for one in agent.get("/api/v1/meta/objects").json()["objects"]}
    assert rights["tasks"] == {
        "create": True, "update": True, "delete": True, "purge": False, "fields": False, "visibility": "all",
    }  # fmt: skip
    unknown = {"items": [{"role": "agent", "object": "ledes", "visibility": "own"}]}
    assert owner.request("PUT", "/api/v1/record-visibility", json=unknown).status_code == 404


def test_another_workspace_finds_nothing(owner: Staff, running: Running) -> None:
    stranger = running.found()
    for object in LEAST:
        record = add(owner, object)
        path = f"/api/v1/{object}/{record['id']}"
        assert stranger.get(path).status_code == 404
        assert stranger.patch(path, json={"owner_id": None}).status_code == 404
        assert stranger.delete(path).status_code == 404
        assert listed(stranger, object) == []


def test_a_viewer_writes_nothing_even_where_a_service_forgets_to_ask(running: Running, owner: Staff) -> None:
    lead = add(owner, "leads", name="To be kept")
    workspace_id = running.rows("SELECT workspace_id FROM crm_leads WHERE id = %s", lead["id"])[0][0]
    for statement in (
        f"INSERT INTO crm_leads (workspace_id, name) VALUES ({workspace_id}, 'Forced')",
        f"UPDATE crm_leads SET name = 'Forced' WHERE id = {lead['id']}",
        f"DELETE FROM crm_leads WHERE id = {lead['id']}",
    ):
        with psycopg.connect(running.url) as connection:
            connection.execute("SET LOCAL ROLE frontdesk_app")
            connection.execute("SELECT set_config('frontdesk.workspace_id', %s, true)", [str(workspace_id)])
            connection.execute("SELECT set_config('frontdesk.role', 'viewer', true)")
            with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
                assert connection.execute(statement).rowcount == 0
    assert owner.get(f"/api/v1/leads/{lead['id']}").json()["name"] == "To be kept"
