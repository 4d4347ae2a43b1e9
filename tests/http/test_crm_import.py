"""Import: files become records, row by row, with what is wrong told, and all of it can be taken back."""

import asyncio
import io
from concurrent.futures import CancelledError
from typing import Any

import openpyxl
import pytest

from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.transfer import running as transfer_running
from frontdesk.crm.transfer.running import ImportRunner
from tests.conftest import Running, Staff
from tests.http.crm import add, listed
from tests.http.transfer import failures, finished, imported, progress, read_csv, shown, upload

PEOPLE = [
    ["Full Name", "E-mail Address", "Mobile No.", "Status", "Amount", "Follow up date"],
    ["Asha Rao", "asha@example.test", "+91 98765 43210", "qualified", "1,200.50", "25/12/2026"],
    ["Tom Okafor", "TOM@example.test", "", "", "", ""],
]


def test_a_file_is_matched_shown_and_imported(owner: Staff) -> None:
    made = upload(owner, "leads", PEOPLE)
    assert (made["status"], made["rows"], made["encoding"], made["delimiter"]) == ("uploaded", 2, "utf-8", ",")
    assert [column["field"] for column in made["columns"]] == [
        "name", "email", "phone", "lead_status", "value", "next_follow_up",
    ]  # fmt: skip
    assert made["options"]["date_order"] == "dmy"
    assert [(row["row"], row["action"], row["errors"]) for row in made["preview"]] == [
        (2, "create", []),
        (3, "create", []),
    ]
    assert made["preview"][0]["values"] == {
        "name": "Asha Rao", "email": "asha@example.test", "phone": "+91 98765 43210", "lead_status": "Qualified",
        "value": 1200.5, "next_follow_up": "2026-12-25T00:00:00+00:00",
    }  # fmt: skip
    assert listed(owner, "leads") == []

    done = finished(owner, made["id"])
    assert (done["status"], progress(done), done["error"]) == ("done", (2, 2, 2, 0, 0, 0), None)
    asha, tom = listed(owner, "leads", sort="id")
    assert (asha["lead_status"], asha["value"], asha["owner_id"]) == (
        "Qualified",
        1200.5,
        owner.get("/api/v1/me").json()["id"],
    )
    assert (tom["email"], tom["phone"], tom["lead_status"], tom["value"]) == ("tom@example.test", None, "New", None)
    entry = owner.get(f"/api/v1/leads/{asha['id']}/history").json()["items"][0]
    assert (entry["via"], entry["action"], entry["undo_id"]) == ("import", "created", done["undo_id"])


def test_a_workbook_is_imported_as_a_csv_file_is(owner: Staff) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Name", "Phone", "Value"], ["Asha Rao", 9876543210, 12.5]):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    done = imported(owner, "leads", data.getvalue())
    assert (done["status"], done["encoding"], progress(done)) == ("done", None, (1, 1, 1, 0, 0, 0))
    (lead,) = listed(owner, "leads")
    assert (lead["name"], lead["phone"], lead["value"]) == ("Asha Rao", "9876543210", 12.5)


def test_good_rows_are_kept_and_failed_ones_come_back_to_be_mended(owner: Staff) -> None:
    rows = [
        ["name", "email", "value", "lead_status"],
        ["Asha", "asha@example.test", "12", "New"],
        ["Tom", "nobody", "a lot", "Wno"],
        ["", "meera@example.test", "", ""],
        ["Li", "li@example.test", "-5", "lost", "too", "much"],
    ]
    made = upload(owner, "leads", rows)
    errors = [[(error["field"], error["reason"]) for error in row["errors"]] for row in made["preview"]]
    assert errors[0] == []
    assert {field for field, _ in errors[1]} == {"email", "value", "lead_status"}
    assert errors[2] == [("name", "is required")]
    assert errors[3][0][1].startswith("has 6 cells where the header has 4")

    done = finished(owner, made["id"])
    assert (done["status"], progress(done)) == ("done", (4, 4, 1, 0, 0, 3))
    failed = failures(owner, made["id"])
    assert [row["name"] for row in failed] == ["Tom", "", "Li"]
    assert "value is not a number" in failed[0]["import_error"]
    assert failed[1]["import_error"] == "name is required"

    mended = [["name", "email", "value", "lead_status", "import_error"]]
    mended += [
        [row["name"] or "Meera", row["email"].replace("nobody", ""), "7", "", row["import_error"]] for row in failed
    ]
    again = imported(owner, "leads", mended)
    assert progress(again) == (3, 3, 3, 0, 0, 0)
    assert [lead["name"] for lead in listed(owner, "leads", sort="id")] == ["Asha", "Tom", "Meera", "Li"]


def test_the_error_file_gives_cells_back_as_they_were_and_no_formulas(owner: Staff) -> None:
    done = imported(owner, "leads", [["name", "notes", "value"], ["=1+1", "'@x", "x"], ["'=2", "'tis", "x"]])
    text = owner.get(f"/api/v1/imports/{done['id']}/errors").text
    assert [(row["name"], row["notes"]) for row in read_csv(text)] == [("'=1+1", "'@x"), ("'=2", "'tis")]
    marked = owner.get(f"/api/v1/imports/{done['id']}/errors", params={"bom": True}).content
    assert marked.decode() == f"\ufeff{text}"


@pytest.mark.parametrize(
    ("mode", "counts", "names"),
    [
        ("create", (4, 0, 0, 0), ["Asha", "Asha Rao", "Asha Two", "Tom", "Nobody"]),
        ("update", (0, 1, 2, 1), ["Asha Rao"]),
        ("upsert", (2, 1, 0, 1), ["Asha Rao", "Tom", "Nobody"]),
        ("skip", (2, 0, 2, 0), ["Asha", "Tom", "Nobody"]),
    ],
)
def test_what_becomes_of_rows_that_are_known(
    owner: Staff, mode: str, counts: tuple[int, ...], names: list[str]
) -> None:
    add(owner, "leads", name="Asha", email="asha@example.test", city="Pune")
    rows = [
        ["name", "email", "city"],
        ["Asha Rao", "ASHA@example.test", ""],
        ["Asha Two", "asha@example.test", "Delhi"],
        ["Tom", "tom@example.test", ""],
        ["Nobody", "", ""],
    ]
    made = upload(owner, "leads", rows, mode=mode, key="email")
    done = finished(owner, made["id"])
    assert progress(done)[2:] == counts
    leads = listed(owner, "leads", sort="id")
    assert [lead["name"] for lead in leads] == names
    # A blank cell says nothing.
    assert leads[0]["city"] == "Pune"
    actions = [row["action"] for row in made["preview"] if not row["errors"]]
    assert [actions.count(action) for action in ("create", "update", "skip")] == list(counts[:3])
    if counts[3]:
        assert failures(owner, made["id"])[0]["import_error"] == "email stands in row 2 of the file already"


def test_a_key_that_several_records_have_is_not_clear(owner: Staff) -> None:
    for city in ("Pune", "Delhi"):
        add(owner, "leads", name="Asha", city=city)
    done = imported(owner, "leads", [["name", "value"], ["asha", "5"]], mode="upsert", key="name")
    assert progress(done)[2:] == (0, 0, 0, 1)
    assert "several leads have this value" in failures(owner, done["id"])[0]["import_error"]


def test_the_id_finds_the_record_whatever_else_changed(owner: Staff) -> None:
    lead = add(owner, "leads", name="Asha", email="asha@example.test")
    rows = [["id", "name", "city"], [lead["id"], "Asha Rao", "(empty)"], [10**15, "Nobody", ""]]
    made = upload(owner, "leads", rows)
    assert made["options"]["key"] == "id"
    changed = owner.patch(f"/api/v1/imports/{made['id']}", json={"options": {"mode": "update"}}).json()
    assert [row["action"] for row in changed["preview"]] == ["update", "skip"]
    assert progress(finished(owner, made["id"]))[2:] == (0, 1, 1, 0)
    (found,) = listed(owner, "leads")
    assert (found["id"], found["name"], found["email"]) == (lead["id"], "Asha Rao", "asha@example.test")


def test_relations_are_found_by_id_title_and_address(owner: Staff) -> None:
    course = add(owner, "courses", title="Data Science")
    contact = add(owner, "contacts", first_name="Jane Maria", last_name="Doe", email="jane@example.test")
    for _ in range(2):
        add(owner, "courses", title="Design")
    leads = [["name", "course"], ["A", "  data   SCIENCE "], ["B", course["id"]], ["C", "Design"], ["D", "Cooking"]]
    made = upload(owner, "leads", leads)
    assert made["preview"][0]["labels"] == {"course_id": "Data Science"}
    done = finished(owner, made["id"])
    assert [lead["course_id"] for lead in listed(owner, "leads", sort="id")] == [course["id"]] * 2
    reasons = [row["import_error"] for row in failures(owner, done["id"])]
    assert reasons[0].startswith("course_id is not clear: several course records are called 'Design'")
    assert reasons[1] == "course_id names a course 'Cooking' that is not there"

    add(owner, "pipelines", name="Sales")
    deals = [
        ["title", "pipeline", "contact"],
        ["One", "sales", "jane maria doe"],
        ["Two", "Sales", "JANE@example.test"],
    ]
    assert progress(imported(owner, "deals", deals))[2:] == (2, 0, 0, 0)
    assert [deal["contact_id"] for deal in listed(owner, "deals")] == [contact["id"]] * 2


def test_owners_are_found_by_address_and_name(owner: Staff) -> None:
    colleague = owner.colleague("agent")
    mine, theirs = owner.get("/api/v1/me").json()["id"], colleague.get("/api/v1/me").json()["id"]
    rows = [["name", "owner"], ["A", colleague.email], ["B", "olga OWNER"], ["C", ""], ["D", "Nobody"]]
    done = imported(owner, "leads", rows)
    assert [lead["owner_id"] for lead in listed(owner, "leads", sort="id")] == [theirs, mine, None]
    assert failures(owner, done["id"])[0]["import_error"] == "owner_id names a user 'Nobody' that is not there"
    done = imported(owner, "leads", [["name"], ["E"]], own_as=theirs)
    assert listed(owner, "leads", name="E")[0]["owner_id"] == theirs
    refused = owner.post(
        "/api/v1/leads/import", files={"file": ("x.csv", b"name\nA\n")}, data={"options": '{"own_as": 1}'}
    )
    assert refused.status_code == 422


def test_own_fields_are_imported_like_others(owner: Staff) -> None:
    for label, more in (("Shoe size", {"type": "integer"}), ("Colours", {"type": "list", "choices": ["red", "blue"]})):
        answer = owner.post("/api/v1/meta/objects/leads/fields", json={"label": label, **more})
        assert answer.status_code == 201, answer.text
    rows = [["name", "Shoe size", "custom.colours"], ["Asha", "38", "Blue; red"], ["Tom", "big", ""]]
    done = imported(owner, "leads", rows)
    assert listed(owner, "leads")[0]["custom"] == {"shoe_size": 38, "colours": ["blue", "red"]}
    assert failures(owner, done["id"])[0]["import_error"] == "custom.shoe_size is not a number"


def test_names_in_one_column_are_parted_and_names_in_two_put_together(owner: Staff) -> None:
    assert progress(imported(owner, "contacts", [["Full name"], ["Jane Maria Doe"]]))[2:] == (1, 0, 0, 0)
    (contact,) = listed(owner, "contacts")
    assert (contact["first_name"], contact["last_name"]) == ("Jane Maria", "Doe")
    imported(owner, "leads", [["First name", "Last name"], ["Asha", "Rao"], ["Tom", ""]])
    assert [lead["name"] for lead in listed(owner, "leads", sort="id")] == ["Asha Rao", "Tom"]


def test_a_value_that_must_be_unique_is_refused_once_it_is_there(owner: Staff) -> None:
    add(owner, "contacts", email="asha@example.test")
    rows = [["first name", "last name", "email"]]
    rows += [["A", "B", "ASHA@example.test"], ["C", "D", "tom@example.test"], ["E", "F", "tom@example.test"]]
    made = upload(owner, "contacts", rows)
    assert [len(row["errors"]) for row in made["preview"]] == [1, 0, 1]
    assert progress(finished(owner, made["id"]))[2:] == (1, 0, 0, 2)


def test_options_are_changed_one_by_one_and_the_preview_follows(owner: Staff) -> None:
    made = upload(owner, "leads", [["who", "when", "x"], ["Asha", "3/4/2026", "asha@example.test"]])
    path = f"/api/v1/imports/{made['id']}"
    mapping = {"0": "name", "when": "next_follow_up", "2": "email"}
    changed = owner.patch(path, json={"options": {"mapping": mapping, "date_order": "mdy"}}).json()
    assert changed["options"]["mapping"] == {"0": "name", "1": "next_follow_up", "2": "email"}
    assert changed["preview"][0]["values"]["next_follow_up"] == "2026-03-04T00:00:00+00:00"
    changed = owner.patch(path, json={"options": {"date_order": "dmy"}}).json()
    assert changed["preview"][0]["values"]["next_follow_up"] == "2026-04-03T00:00:00+00:00"
    # A field that is given to another column is taken from the one that had it.
    changed = owner.patch(path, json={"options": {"mapping": {"0": "email"}}}).json()
    assert changed["options"]["mapping"] == {"0": "email", "1": "next_follow_up", "2": None}


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"mode": "destroy"}, "mode"),
        ({"key": "value"}, "key"),
        ({"date_order": "ydm"}, "date_order"),
        ({"own_as": "me"}, "own_as"),
        ({"own_as": 10**12}, "own_as"),
        ({"mapping": {"9": "name"}}, "mapping"),
        ({"mapping": {"0": "created_at"}}, "mapping"),
        ({"mapping": {"0": "nmae"}}, "mapping"),
        ({"mapping": {"0": ["name"]}}, "mapping"),
        ({"mapping": {"0": "email", "1": "email"}}, "mapping"),
        ({"mapping": ["name"]}, "mapping"),
        ({"mod": "create"}, "mod"),
    ],
)
def test_options_that_do_not_fit_are_named(owner: Staff, options: dict[str, Any], field: str) -> None:
    made = upload(owner, "leads", [["name", "email"], ["Asha", ""]])
    answer = owner.patch(f"/api/v1/imports/{made['id']}", json={"options": options})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


def test_an_import_that_could_make_nothing_is_not_started(owner: Staff) -> None:
    made = upload(owner, "leads", [["name", "shoe"], ["Asha", "38"]])
    path = f"/api/v1/imports/{made['id']}"
    for options, field in (
        ({"mode": "update"}, "key"),
        ({"key": "email"}, "key"),
        ({"mapping": {"0": None}}, "mapping"),
    ):
        assert owner.patch(path, json={"options": options}).status_code == 200
        answer = owner.post(f"{path}/start")
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


def test_an_import_is_started_once_and_thrown_away_only_before(owner: Staff) -> None:
    first, second = (upload(owner, "leads", [["name"], ["Asha"]])["id"] for _ in range(2))
    assert owner.post(f"/api/v1/imports/{first}/undo").status_code == 409
    assert owner.delete(f"/api/v1/imports/{second}").status_code == 204
    assert owner.get(f"/api/v1/imports/{second}").status_code == 404
    finished(owner, first)
    for answer in (
        owner.post(f"/api/v1/imports/{first}/start"),
        owner.delete(f"/api/v1/imports/{first}"),
        owner.patch(f"/api/v1/imports/{first}", json={"options": {"mode": "skip"}}),
    ):
        assert (answer.status_code, answer.json()["title"]) == (409, "Started already")
    page = owner.get("/api/v1/imports", params={"object": "leads"}).json()
    assert [(one["id"], one["status"], one["preview"]) for one in page["items"]] == [(first, "done", [])]
    assert owner.get("/api/v1/imports", params={"object": "deals"}).json()["items"] == []


def test_a_worker_that_is_killed_midway_leaves_no_row_out_and_none_twice(
    owner: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfer_running, "BLOCK", 10)
    rows = [["name", "email"], *([f"Lead {number}", f"l{number % 40}@example.test"] for number in range(45))]
    made = upload(owner, "leads", rows, mode="upsert", key="email")
    assert owner.post(f"/api/v1/imports/{made['id']}/start").status_code == 202
    real, calls = WritePath.apply, []

    async def apply_and_die(self: WritePath, *given: Any, **more: Any) -> Any:
        applied = await real(self, *given, **more)
        calls.append(1)
        if len(calls) == 3:
            raise asyncio.CancelledError
        return applied

    running = owner.running
    runner = running.composition.provided.get(ImportRunner)
    workspace = running.rows("SELECT workspace_id FROM crm_imports WHERE id = %s", made["id"])[0][0]
    assert running.client.portal is not None
    with monkeypatch.context() as killed:
        killed.setattr(WritePath, "apply", apply_and_die)
        with pytest.raises(CancelledError):
            running.client.portal.call(runner.run, workspace, made["id"])
    midway = shown(owner, made["id"])
    assert (midway["status"], progress(midway)) == ("running", (20, 45, 20, 0, 0, 0))
    assert len(listed(owner, "leads")) == 20

    running.client.portal.call(runner.run, workspace, made["id"])
    done = shown(owner, made["id"])
    # The last five have the key of the first five: the second run knows the rows of the first.
    assert (done["status"], progress(done)) == ("done", (45, 45, 40, 0, 0, 5))
    assert len({lead["name"] for lead in listed(owner, "leads")}) == 40
    running.run_jobs()
    assert progress(shown(owner, made["id"])) == progress(done)
    # All of both runs is one undo.
    assert owner.post(f"/api/v1/undo/{done['undo_id']}").status_code == 200
    assert listed(owner, "leads") == []


def test_one_row_that_the_database_refuses_does_not_stop_the_others(
    owner: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = WritePath.apply

    async def refuse(self: WritePath, unit: Any, scope: Any, actor: Any, write: Any, rows: Any, **more: Any) -> Any:
        if any(row.values["name"] == "Bad" for row in rows):
            raise RuntimeError("refused")
        return await real(self, unit, scope, actor, write, rows, **more)

    monkeypatch.setattr(WritePath, "apply", refuse)
    done = imported(owner, "leads", [["name"], ["Asha"], ["Bad"], ["Tom"]])
    assert (done["status"], progress(done)) == ("done", (3, 3, 2, 0, 0, 1))
    assert failures(owner, done["id"])[0]["import_error"] == "could not be stored"


@pytest.mark.parametrize(
    ("name", "data", "status", "word"),
    [
        ("x.csv", b"", 415, "empty"),
        ("x.csv", b"\x89PNG\r\n\x1a\n" + bytes(100), 415, "CSV or XLSX"),
        ("x.csv", b"PK\x03\x04" + bytes(100), 415, "CSV or XLSX"),
        ("x.json", b'[{"name": "Asha"}]', 415, "JSON"),
        ("x.csv", b"name,email\n", 415, "no rows"),
        ("x.csv", b'name\n"Asha\n', 422, "never closed"),
        ("x.csv", (",".join(f"c{n}" for n in range(300)) + "\n" + "x," * 299 + "x\n").encode(), 422, "250 columns"),
    ],
)
def test_files_that_cannot_be_imported_are_refused(
    owner: Staff, name: str, data: bytes, status: int, word: str
) -> None:
    answer = owner.post("/api/v1/leads/import", files={"file": (name, data)})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert word in answer.json()["detail"]
    assert owner.get("/api/v1/imports").json()["items"] == []


def test_forms_that_are_no_upload_are_refused(owner: Staff) -> None:
    file = {"file": ("x.csv", b"name\nAsha\n")}
    path = "/api/v1/leads/import"
    assert owner.post(path, json={"file": "x"}).status_code == 422
    assert owner.post(path, data={"options": "{}"}, files={"other": ("x", b"x")}).status_code == 422
    assert owner.post(path, data={"options": "{"}, files=file).status_code == 422
    assert owner.post(path, data={"options": "[]"}, files=file).status_code == 422


def test_agents_import_and_see_their_own_and_admins_see_all(owner: Staff, running: Running) -> None:
    agent, other, viewer = owner.colleague("agent"), owner.colleague("agent"), owner.colleague("viewer")
    file = {"file": ("x.csv", b"name\nAsha\n")}
    assert viewer.post("/api/v1/leads/import", files=file).status_code == 403
    assert running.client.post("/api/v1/leads/import", files=file).status_code == 401
    made = upload(agent, "leads", [["name"], ["Asha"]])["id"]
    for someone, status in ((agent, 200), (owner, 200), (other, 404), (viewer, 403), (running.found(), 404)):
        assert someone.get(f"/api/v1/imports/{made}").status_code == status
        assert someone.get(f"/api/v1/imports/{made}/errors").status_code == status
    assert other.post(f"/api/v1/imports/{made}/start").status_code == 404
    assert [len(one.get("/api/v1/imports").json()["items"]) for one in (agent, owner, other)] == [1, 1, 0]


def test_who_sees_only_their_own_records_imports_only_those(owner: Staff) -> None:
    agent = owner.colleague("agent")
    setting = {"items": [{"role": "agent", "object": "leads", "visibility": "own"}]}
    assert owner.request("PUT", "/api/v1/record-visibility", json=setting).status_code == 200
    add(owner, "leads", name="Secret", email="secret@example.test")
    rows = [["name", "email", "owner"], ["A", "secret@example.test", agent.email], ["B", "b@example.test", owner.email]]
    done = imported(agent, "leads", rows, mode="upsert", key="email")
    assert (done["status"], progress(done)[2:]) == ("done", (1, 0, 0, 1))
    assert [lead["name"] for lead in listed(agent, "leads")] == ["A"]
    assert failures(agent, done["id"])[0]["import_error"] == "You may only keep leads of your own."
    assert [lead["name"] for lead in listed(owner, "leads", sort="id")] == ["Secret", "A"]


def test_an_import_runs_with_the_rights_that_its_starter_has_by_then(owner: Staff) -> None:
    agent = owner.colleague("agent")
    import_id = upload(agent, "leads", [["name"], ["Of one who left"]])["id"]
    assert agent.post(f"/api/v1/imports/{import_id}/start").status_code == 202
    user_id = agent.get("/api/v1/me").json()["id"]
    assert owner.delete(f"/api/v1/users/{user_id}").status_code == 204
    owner.running.run_jobs()
    ended = shown(owner, import_id)
    assert ended["status"] == "failed"
    assert ended["error"] == "Who asked for this has no access any more."
    assert not owner.get("/api/v1/leads?name=Of one who left").json()["items"]
