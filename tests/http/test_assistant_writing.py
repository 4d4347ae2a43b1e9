"""What the assistant writes: one record at once and undoable, all else only after a yes to exactly what was shown."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from frontdesk.assistant.meaning import AskBack, Greet, Meaning, Merge, Read, WriteRows
from frontdesk.crm.records.command import Kind, RowWrite
from tests.conftest import Running, Staff
from tests.http.crm import add, listed
from tests.http.scripted import Script, Talk


@pytest.fixture(scope="module")
def script() -> Script:
    return Script()


@pytest.fixture(scope="module")
def desk(start_application: Callable[..., Running], script: Script) -> Running:
    return start_application(interpreter=script)


@pytest.fixture
def owner(desk: Running) -> Staff:
    return desk.found()


@pytest.fixture
def talk(owner: Staff, script: Script) -> Iterator[Talk]:
    yield Talk(owner, script)
    script.check()


def create(object: str, **values: Any) -> WriteRows:
    return WriteRows("created", [RowWrite(Kind.CREATE, object, values=values)])


def update(object: str, *ids: int, **values: Any) -> WriteRows:
    return WriteRows("updated", [RowWrite(Kind.UPDATE, object, one, values) for one in ids])


def delete(object: str, *ids: int) -> WriteRows:
    return WriteRows("deleted", [RowWrite(Kind.DELETE, object, one) for one in ids])


def in_trash(staff: Staff, object: str, record_id: int) -> bool:
    return staff.get(f"/api/v1/{object}/{record_id}").json()["deleted_at"] is not None


def test_one_record_is_made_at_once_and_told_with_its_undo(talk: Talk) -> None:
    turn = talk.say("new lead", create("leads", name="John Doe", email="john@example.com", source="referral"))
    assert turn["outcome"] == "done"
    assert turn["response"] == "Created the lead John Doe: email john@example.com and source Referral."
    change = turn["changes"][0]
    assert (change["verb"], change["object"]) == ("create", "leads")
    assert talk.staff.get(f"/api/v1/leads/{change['id']}").json()["source"] == "referral"
    assert talk.staff.post(f"/api/v1/undo/{change['undo_id']}").status_code == 200


def test_one_change_says_what_was_and_what_is(talk: Talk) -> None:
    lead = add(talk.staff, "leads", name="John Doe", value=1200)
    turn = talk.say("contacted, 50k", update("leads", lead["id"], lead_status="contacted", value=50000))
    assert turn["response"] == "John Doe: status New → Contacted and value $1,200 → $50,000."
    assert turn["outcome"] == "done"
    same = talk.say("contacted", update("leads", lead["id"], lead_status="Contacted"))
    assert (same["outcome"], same["changes"]) == ("answered", [])
    assert same["response"] == "John Doe is so already; nothing was changed."


def test_undo_walks_back_through_the_writes_of_the_session(talk: Talk) -> None:
    lead = talk.say("new lead", create("leads", name="John Doe"))["changes"][0]["id"]
    talk.say("contacted", update("leads", lead, lead_status="Contacted"))
    assert talk.say("undo")["response"] == "Undone: John Doe is as before."
    assert talk.staff.get(f"/api/v1/leads/{lead}").json()["lead_status"] == "New"
    second = talk.say("undo")
    assert second["outcome"] == "done"
    assert talk.staff.get(f"/api/v1/leads/{lead}").status_code == 404
    nothing = talk.say("undo")
    assert nothing["outcome"] == "asked"
    assert talk.staff.post(f"/api/v1/undo/{second['changes'][0]['undo_id']}").status_code == 200
    assert talk.staff.get(f"/api/v1/leads/{lead}").json()["name"] == "John Doe", "the undo of an undo"


def test_undo_of_what_has_changed_since_is_a_conflict(talk: Talk) -> None:
    lead = talk.say("new lead", create("leads", name="John Doe"))["changes"][0]["id"]
    talk.staff.patch(f"/api/v1/leads/{lead}", json={"city": "Pune"})
    assert talk.say("undo")["outcome"] == "conflict"
    assert talk.staff.get(f"/api/v1/leads/{lead}").json()["city"] == "Pune"


def test_a_delete_waits_for_a_yes(talk: Talk) -> None:
    task = add(talk.staff, "tasks", title="Call back")["id"]
    turn = talk.say("delete it", delete("tasks", task))
    assert turn["outcome"] == "proposed"
    assert turn["response"] == "Delete the task Call back? Say yes to do it, or no."
    proposal = turn["proposal"]
    assert {name: proposal[name] for name in ("verb", "object", "ids", "count")} == {
        "verb": "delete", "object": "tasks", "ids": [task], "count": 1,
    }  # fmt: skip
    assert not in_trash(talk.staff, "tasks", task)
    done = talk.say("yes")
    assert (done["outcome"], done["response"]) == ("done", "Deleted the task Call back.")
    assert done["changes"][0] == {
        "verb": "delete", "object": "tasks", "id": task, "undo_id": done["changes"][0]["undo_id"],
    }  # fmt: skip
    assert in_trash(talk.staff, "tasks", task)
    assert talk.say("undo")["response"] == "Undone: Call back is as before."
    assert not in_trash(talk.staff, "tasks", task)


def test_no_leaves_everything_and_cannot_be_taken_back(talk: Talk) -> None:
    task = add(talk.staff, "tasks")["id"]
    proposal = talk.say("delete it", delete("tasks", task))["proposal"]
    assert talk.say("no")["response"] == "Left as it is; nothing was done."
    assert talk.say("yes")["outcome"] == "asked", "nothing waits any more"
    pressed = talk.staff.post(f"/api/v1/proposals/{proposal['id']}/confirm").json()
    assert pressed["outcome"] == "conflict"
    assert not in_trash(talk.staff, "tasks", task)


def test_many_are_counted_as_many_as_will_really_change(talk: Talk) -> None:
    leads = [add(talk.staff, "leads", name=f"Lead {number}", city="Pune")["id"] for number in range(3)]
    there = add(talk.staff, "leads", name="There", city="Delhi")["id"]
    turn = talk.say("all to Delhi", update("leads", *leads, there, city="Delhi"))
    assert (turn["proposal"]["verb"], turn["proposal"]["count"], turn["proposal"]["ids"]) == ("update", 3, leads)
    item = turn["proposal"]["preview"][0]
    assert (item["title"], item["before"], item["after"]) == ("Lead 0", {"city": "Pune"}, {"city": "Delhi"})
    assert "Change 3 leads: Lead 0, Lead 1 and Lead 2? Set City to Delhi." in turn["response"]
    assert talk.say("yes")["response"] == "Changed 3 leads."
    assert {lead["city"] for lead in listed(talk.staff, "leads")} == {"Delhi"}
    nothing = talk.say("all to Delhi", update("leads", *leads, there, city="delhi"))
    assert nothing["outcome"] == "proposed", "another way to write it is another value"
    same = talk.say("all to Delhi again", update("leads", *leads, there, city="Delhi"))
    assert (same["outcome"], same["proposal"]) == ("answered", None)


def test_a_faulty_value_is_told_before_anything_is_proposed(talk: Talk) -> None:
    leads = [add(talk.staff, "leads")["id"] for _ in range(2)]
    turn = talk.say("all to Mars", update("leads", *leads, lead_status="Mars"))
    assert (turn["outcome"], turn["proposal"]) == ("asked", None)
    assert "Mars" in turn["response"]
    one = talk.say("a mail", update("leads", leads[0], email="nobody"))
    assert one["outcome"] == "asked"
    assert "email" in one["response"]


def test_a_pipeline_with_deals_is_not_proposed_for_the_trash(talk: Talk) -> None:
    pipeline = add(talk.staff, "pipelines")["id"]
    deal = add(talk.staff, "deals", pipeline_id=pipeline)["id"]
    held = talk.say("delete the pipeline", delete("pipelines", pipeline))
    assert (held["outcome"], held["proposal"]) == ("asked", None)
    assert "This pipeline has 1 deal." in held["response"]
    both = WriteRows("deleted", [*delete("deals", deal).rows, *delete("pipelines", pipeline).rows])
    assert talk.say("with its deals", both)["proposal"]["count"] == 2
    add(talk.staff, "deals", pipeline_id=pipeline)
    conflict = talk.say("yes")
    assert conflict["outcome"] == "conflict", "a deal came in between"
    assert not in_trash(talk.staff, "pipelines", pipeline)


def test_a_record_that_has_changed_since_is_a_conflict_that_shows_its_new_state(talk: Talk) -> None:
    leads = [add(talk.staff, "leads", name=f"Lead {number}", city="Pune")["id"] for number in range(2)]
    proposal = talk.say("all to Delhi", update("leads", *leads, city="Delhi"))["proposal"]
    talk.staff.patch(f"/api/v1/leads/{leads[0]}", json={"city": "Goa"})
    turn = talk.say("yes")
    assert turn["outcome"] == "conflict"
    assert "Nothing was done." in turn["response"]
    assert "Lead 0 has city Goa" in turn["response"]
    assert turn["records"]["ids"] == leads
    assert talk.staff.get(f"/api/v1/leads/{leads[1]}").json()["city"] == "Pune"
    assert talk.staff.get(f"/api/v1/proposals/{proposal['id']}").json()["status"] == "conflict"


def test_after_15_minutes_a_yes_does_nothing(talk: Talk) -> None:
    task = add(talk.staff, "tasks")["id"]
    proposal = talk.say("delete it", delete("tasks", task))["proposal"]
    talk.staff.running.execute("UPDATE crm_proposals SET expires_at = now() WHERE id = %s", proposal["id"])
    assert talk.staff.get(f"/api/v1/proposals/{proposal['id']}").json()["status"] == "expired"
    turn = talk.say("yes")
    assert turn["outcome"] == "conflict"
    assert "expired" in turn["response"]
    assert not in_trash(talk.staff, "tasks", task)


def test_a_yes_counts_only_for_the_last_thing_proposed(talk: Talk) -> None:
    first, second = (add(talk.staff, "tasks", title=title)["id"] for title in ("First", "Second"))
    talk.say("delete the first", delete("tasks", first))
    talk.say("how are you?", Greet())
    talk.say("delete the second", delete("tasks", second))
    talk.say("yes")
    assert (in_trash(talk.staff, "tasks", first), in_trash(talk.staff, "tasks", second)) == (False, True)
    assert talk.say("yes")["outcome"] == "asked"
    assert not in_trash(talk.staff, "tasks", first)


def test_after_a_question_of_its_own_a_yes_is_no_answer_to_what_was_proposed_before(talk: Talk) -> None:
    task = add(talk.staff, "tasks")["id"]
    talk.say("delete it", delete("tasks", task))
    talk.say("the other one", AskBack("Which other one?", pending={"kind": "which"}))
    assert talk.say("yes")["outcome"] == "asked"
    assert not in_trash(talk.staff, "tasks", task)


def test_a_pressed_button_is_a_turn_of_the_session(talk: Talk) -> None:
    task = add(talk.staff, "tasks", title="Call back")["id"]
    turn = talk.say("delete it", delete("tasks", task))
    path = f"/api/v1/proposals/{turn['proposal']['id']}"
    assert talk.staff.get(path).json()["status"] == "open"
    pressed = talk.staff.post(f"{path}/confirm").json()
    assert (pressed["outcome"], pressed["session_id"]) == ("done", turn["session_id"])
    assert in_trash(talk.staff, "tasks", task)
    history = talk.staff.get(f"/chat/history/{turn['session_id']}").json()["history"]
    assert [entry["user_message"] for entry in history] == ["delete it", "Yes"]
    assert talk.say("yes")["outcome"] == "asked", "it was answered already"
    assert talk.say("undo")["outcome"] == "done", "what was pressed is undone as what was said"


def test_a_proposal_is_answered_by_who_was_shown_it_alone(talk: Talk) -> None:
    task = add(talk.staff, "tasks")["id"]
    proposal = talk.say("delete it", delete("tasks", task))["proposal"]
    path = f"/api/v1/proposals/{proposal['id']}"
    others = [talk.staff.colleague("owner"), talk.staff.running.found()]
    for other in others:
        for body in (None, {"token": proposal["token"]}):
            assert other.post(f"{path}/confirm", json=body).status_code == 404
            assert other.post(f"{path}/reject", json=body).status_code == 404
        assert other.get(path).status_code == 404
    assert talk.staff.post(f"{path}/confirm", json={"token": "prp_guess"}).status_code == 404
    assert talk.staff.running.client.post(f"{path}/confirm").status_code == 401
    assert not in_trash(talk.staff, "tasks", task)
    assert talk.staff.post(f"{path}/confirm", json={"token": proposal["token"]}).json()["outcome"] == "done"


def test_of_two_who_confirm_at_once_one_does_it(talk: Talk) -> None:
    leads = [add(talk.staff, "leads", city="Pune")["id"] for _ in range(2)]
    proposal = talk.say("all to Delhi", update("leads", *leads, city="Delhi"))["proposal"]
    outcomes: list[str] = []

    def press() -> None:
        answer = talk.staff.post(f"/api/v1/proposals/{proposal['id']}/confirm")
        outcomes.append(answer.json()["outcome"])

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict", "conflict", "conflict", "done"]
    versions = {talk.staff.get(f"/api/v1/leads/{lead}").json()["version"] for lead in leads}
    assert versions == {2}


def test_who_lost_the_right_confirms_nothing(talk: Talk) -> None:
    agent = Talk(talk.staff.colleague("agent"), talk.script)
    task = add(agent.staff, "tasks")["id"]
    proposal = agent.say("delete it", delete("tasks", task))["proposal"]
    me = agent.staff.get("/api/v1/me").json()["id"]
    assert talk.staff.patch(f"/api/v1/users/{me}", json={"role": "viewer"}).status_code == 200
    assert agent.say("yes")["outcome"] == "refused"
    assert agent.staff.post(f"/api/v1/proposals/{proposal['id']}/confirm").status_code == 403
    assert not in_trash(talk.staff, "tasks", task)


def test_a_merge_is_proposed_with_all_that_moves_and_undone_as_one(talk: Talk) -> None:
    keep = add(talk.staff, "leads", name="Guna Sekar")["id"]
    other = add(talk.staff, "leads", name="Guna S", email="guna@example.com")["id"]
    note = add(talk.staff, "notes", lead_id=other)["id"]
    turn = talk.say("merge them", Merge("leads", keep, [other]))
    assert turn["outcome"] == "proposed"
    assert {name: turn["proposal"][name] for name in ("verb", "object", "ids", "count")} == {
        "verb": "merge", "object": "leads", "ids": [keep, other], "count": 3,
    }  # fmt: skip
    assert turn["response"].startswith(f"Merge Guna S ({other}) into the lead {keep} (Guna Sekar)? 1 linked record")
    assert talk.say("yes")["outcome"] == "done"
    assert talk.staff.get(f"/api/v1/notes/{note}").json()["lead_id"] == keep
    assert talk.staff.get(f"/api/v1/leads/{keep}").json()["email"] == "guna@example.com"
    assert in_trash(talk.staff, "leads", other)
    assert talk.say("undo")["outcome"] == "done"
    assert talk.staff.get(f"/api/v1/notes/{note}").json()["lead_id"] == other


def test_a_merge_to_which_something_was_added_since_is_a_conflict(talk: Talk) -> None:
    keep, other = (add(talk.staff, "leads")["id"] for _ in range(2))
    talk.say("merge them", Merge("leads", keep, [other]))
    add(talk.staff, "notes", lead_id=other)
    assert talk.say("yes")["outcome"] == "conflict"
    assert not in_trash(talk.staff, "leads", other)


def test_viewers_write_nothing_and_propose_nothing(talk: Talk) -> None:
    lead = add(talk.staff, "leads")["id"]
    viewer = Talk(talk.staff.colleague("viewer"), talk.script)
    meanings: list[Meaning] = [
        create("leads", name="X"), update("leads", lead, city="Pune"), delete("leads", lead), Merge("leads", lead, [9]),
    ]  # fmt: skip
    for number, meaning in enumerate(meanings):
        turn = viewer.say(f"write {number}", meaning)
        assert (turn["outcome"], turn["changes"], turn["proposal"]) == ("refused", [], None)
    assert len(listed(talk.staff, "leads")) == 1


def test_who_sees_only_their_own_changes_nobody_elses(talk: Talk) -> None:
    items = [{"role": "agent", "object": "leads", "visibility": "own"}]
    talk.staff.request("PUT", "/api/v1/record-visibility", json={"items": items})
    lead = add(talk.staff, "leads", name="Secret")["id"]
    agent = Talk(talk.staff.colleague("agent"), talk.script)
    for message, meaning in (("one", update("leads", lead, city="Pune")), ("gone", delete("leads", lead))):
        turn = agent.say(message, meaning)
        assert turn["outcome"] == "asked"
        assert "Secret" not in turn["response"]
        assert turn["proposal"] is None
    assert agent.say("leads", Read({"object": "leads"}))["records"]["total"] == 0


def test_an_error_of_the_program_changes_nothing_and_is_told(talk: Talk) -> None:
    lead = talk.say("new lead", create("leads", name="John Doe"))["changes"][0]["id"]
    broken = talk.say("break", RuntimeError("secret detail"))
    assert broken["outcome"] == "failed"
    assert "Nothing was changed" in broken["response"]
    assert "secret" not in str(broken)
    after = talk.say("undo")
    assert after["outcome"] == "done", "the session goes on as before"
    assert talk.staff.get(f"/api/v1/leads/{lead}").status_code == 404
    history = talk.staff.get(f"/chat/history/{talk.session_id}").json()
    assert [entry["user_message"] for entry in history["history"]] == ["new lead", "break", "undo"]


def test_half_of_a_write_is_taken_back_when_the_rest_breaks(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    from frontdesk.assistant.skills import records_write

    def break_down(*_: Any) -> str:
        raise RuntimeError("after the write")

    monkeypatch.setattr(records_write, "_words", break_down)
    before = talk.staff.running.rows("SELECT count(*) FROM domain_events WHERE name = 'record.created'")
    assert talk.say("new lead", create("leads", name="Half"))["outcome"] == "failed"
    assert listed(talk.staff, "leads") == []
    after = talk.staff.running.rows("SELECT count(*) FROM domain_events WHERE name = 'record.created'")
    assert after == before, "no event tells of what was taken back"


def test_nothing_is_written_without_a_yes_whatever_is_said(talk: Talk) -> None:
    """Each kind of destructive or many-fold meaning, followed by everything but a yes."""
    leads = [add(talk.staff, "leads", name=f"Lead {number}")["id"] for number in range(3)]
    before = listed(talk.staff, "leads")
    asked: list[Meaning] = [
        delete("leads", leads[0]),
        delete("leads", *leads),
        update("leads", *leads, city="Pune"),
        Merge("leads", leads[0], leads[1:]),
        WriteRows("created", [RowWrite(Kind.CREATE, "leads", values={"name": name}) for name in ("A", "B")]),
        WriteRows("updated", [RowWrite(Kind.UPDATE, "leads", leads[0], {"city": "Goa"}),
                              RowWrite(Kind.DELETE, "leads", leads[1])]),
        WriteRows("updated", [RowWrite(Kind.DELETE, "leads", leads[1])]),
    ]  # fmt: skip
    followed: list[tuple[str, Meaning | None]] = [
        ("no", None), ("hello", Greet()), ("leads?", Read({"object": "leads"})), ("undo", None),
        ("which?", AskBack("Which?", pending={"kind": "which"})),
    ]  # fmt: skip
    for number, meaning in enumerate(asked):
        for said, follow in followed:
            assert talk.say(f"write {number}", meaning)["outcome"] == "proposed"
            talk.say(said, follow)
            assert listed(talk.staff, "leads") == before, (number, said)
    talk.session_id = None
    assert talk.say("yes")["outcome"] == "asked", "a yes in another session is nothing"
    assert listed(talk.staff, "leads") == before
