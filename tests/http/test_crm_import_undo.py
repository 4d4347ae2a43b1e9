"""Undo of an import: all of it or what did not change since, in the background, once."""

import asyncio

from frontdesk.crm.transfer.running import ImportRunner
from tests.conftest import Staff
from tests.http.crm import add, listed
from tests.http.transfer import imported, progress, shown


def test_a_large_import_is_undone_in_the_background(owner: Staff) -> None:
    done = imported(owner, "leads", [["name"], *([f"Lead {number}"] for number in range(1_200))])
    assert progress(done) == (1200, 1200, 1200, 0, 0, 0)
    answer = owner.post(f"/api/v1/imports/{done['id']}/undo")
    assert (answer.status_code, answer.json()["status"]) == (200, "queued")
    owner.running.run_jobs()
    found = shown(owner, done["id"])
    assert (found["status"], found["error"], found["undo_id"]) == ("undone", None, None)
    assert listed(owner, "leads") == []
    assert owner.post(f"/api/v1/imports/{done['id']}/undo").status_code == 409


def test_an_undo_that_the_worker_takes_up_at_the_same_time_is_done_once(owner: Staff) -> None:
    done = imported(owner, "leads", [["name"], *([f"Lead {number}"] for number in range(1_200))])
    assert owner.post(f"/api/v1/imports/{done['id']}/undo").json()["status"] == "queued"
    runner = owner.running.composition.provided.get(ImportRunner)
    workspace_id = owner.get("/api/v1/workspace").json()["id"]

    async def twice() -> None:
        await asyncio.gather(*(runner.undo(workspace_id, done["id"]) for _ in range(2)))

    assert owner.running.client.portal is not None
    owner.running.client.portal.call(twice)
    found = shown(owner, done["id"])
    assert (found["status"], found["error"]) == ("undone", None)


def test_records_that_were_changed_since_stay(owner: Staff) -> None:
    done = imported(owner, "leads", [["name"], ["Asha"], ["Tom"]])
    tom = listed(owner, "leads", name="Tom")[0]
    assert owner.patch(f"/api/v1/leads/{tom['id']}", json={"city": "Pune"}).status_code == 200
    answer = owner.post(f"/api/v1/imports/{done['id']}/undo").json()
    stays = "1 records had been changed since or have others that point at them by now, and stay."
    assert (answer["status"], answer["error"]) == ("undone", stays)
    assert [lead["name"] for lead in listed(owner, "leads")] == ["Tom"]


def test_what_cannot_be_undone_says_why(owner: Staff) -> None:
    contact = add(owner, "contacts", email="before@example.test", phone="+49 170 1234567")
    row = ["+49 170 1234567", "after@example.test"]
    done = imported(owner, "contacts", [["phone", "email"], row], mode="update", key="phone")
    add(owner, "contacts", email="before@example.test")
    answer = owner.post(f"/api/v1/imports/{done['id']}/undo").json()
    assert (answer["status"], "email that it had" in answer["error"]) == ("done", True), answer
    assert owner.get(f"/api/v1/contacts/{contact['id']}").json()["email"] == "after@example.test"
