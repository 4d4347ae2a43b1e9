"""Proposals: nothing destructive or many-fold is done for the assistant without a yes, bound to what was shown."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from frontdesk.crm.errors import ConfirmationNeededError, ProposalNotFoundError, ProposalNotOpenError
from frontdesk.crm.records.command import Kind, RowWrite
from tests.conftest import Running, Staff
from tests.http.crm import add
from tests.http.proposing import confirm, propose, reject, write_as_assistant


@pytest.fixture(scope="module")
def owner(running: Running) -> Staff:
    return running.found()


@pytest.fixture(scope="module")
def here(owner: Staff) -> int:
    workspace_id: int = owner.get("/api/v1/me").json()["workspace"]["id"]
    return workspace_id


def test_nobody_gets_around_the_yes(owner: Staff, here: int, running: Running) -> None:
    first, second = add(owner, "leads"), add(owner, "leads")
    delete = [RowWrite(Kind.DELETE, "leads", first["id"])]
    bulk = [RowWrite(Kind.UPDATE, "leads", one["id"], {"city": "Pune"}) for one in (first, second)]
    for rows, action in ((delete, "deleted"), (bulk, "updated"), (bulk[:1], "merged")):
        with pytest.raises(ConfirmationNeededError):
            write_as_assistant(running, here, rows, action)
    one = write_as_assistant(running, here, bulk[:1], "updated")
    assert one.records[0]["city"] == "Pune", "a change of one record is done at once, and can be undone"


def test_what_was_shown_is_done_on_yes_and_can_be_undone(owner: Staff, here: int, running: Running) -> None:
    leads = [add(owner, "leads", city="Pune") for _ in range(3)]
    rows = [RowWrite(Kind.UPDATE, "leads", lead["id"], {"city": "Delhi"}) for lead in leads]
    proposal = propose(running, here, rows)
    assert (proposal.count, proposal.ids) == (3, [lead["id"] for lead in leads])
    assert (proposal.items[0]["before"], proposal.items[0]["after"]) == ({"city": "Pune"}, {"city": "Delhi"})
    assert owner.get(f"/api/v1/leads/{leads[0]['id']}").json()["city"] == "Pune"
    outcome = confirm(running, here, proposal)
    assert outcome.status == "confirmed"
    assert outcome.written is not None
    assert owner.get(f"/api/v1/leads/{leads[0]['id']}").json()["city"] == "Delhi"
    assert owner.post(f"/api/v1/undo/{outcome.written.undo_id}").status_code == 200
    assert owner.get(f"/api/v1/leads/{leads[2]['id']}").json()["city"] == "Pune"
    with pytest.raises(ProposalNotOpenError):
        confirm(running, here, proposal)


def test_a_record_that_has_changed_since_is_a_conflict_and_nothing_happens(
    owner: Staff, here: int, running: Running
) -> None:
    leads = [add(owner, "leads") for _ in range(2)]
    proposal = propose(running, here, [RowWrite(Kind.DELETE, "leads", lead["id"]) for lead in leads], "deleted")
    owner.patch(f"/api/v1/leads/{leads[1]['id']}", json={"city": "Pune"})
    assert confirm(running, here, proposal).status == "conflict"
    assert owner.get(f"/api/v1/leads/{leads[0]['id']}").json()["deleted_at"] is None


def test_a_wrong_token_or_workspace_confirms_nothing(owner: Staff, here: int, running: Running) -> None:
    lead = add(owner, "leads")
    proposal = propose(running, here, [RowWrite(Kind.DELETE, "leads", lead["id"])], "deleted")
    with pytest.raises(ProposalNotFoundError):
        confirm(running, here, proposal, "prp_guess")
    elsewhere = running.found().get("/api/v1/me").json()["workspace"]["id"]
    with pytest.raises(ProposalNotFoundError):
        confirm(running, elsewhere, proposal)
    assert reject(running, here, proposal).status == "rejected"
    with pytest.raises(ProposalNotOpenError):
        confirm(running, here, proposal)


def test_after_15_minutes_it_is_too_late(owner: Staff, here: int, running: Running) -> None:
    lead = add(owner, "leads")
    proposal = propose(running, here, [RowWrite(Kind.DELETE, "leads", lead["id"])], "deleted")
    assert timedelta(minutes=14) < proposal.expires_at - datetime.now(UTC) <= timedelta(minutes=15)
    with psycopg.connect(running.url) as connection:
        connection.execute("UPDATE crm_proposals SET expires_at = now() WHERE id = %s", (proposal.id,))
    assert confirm(running, here, proposal).status == "expired"
    assert owner.get(f"/api/v1/leads/{lead['id']}").json()["deleted_at"] is None
