"""Export: any list as a file that can be imported again and gives the same records; import and undo leave no trace."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.conftest import Running, Staff
from tests.http.crm import LEAST, add, without
from tests.http.transfer import exported, imported, read_csv

START = Callable[..., Running]
OWN = ("id", "created_at", "updated_at")

LINES = some.text(some.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)
TRICKY = some.text(some.sampled_from("'=+-@;,\"|a1 (empty)[]"), max_size=12)
WORDS = some.one_of(
    LINES, TRICKY, some.sampled_from(["(empty)", "'(empty)", "=1+1", "'=x", "-", "0012", "1e5", "None"])
)
MAYBE = some.one_of(some.none(), WORDS)
LETTERS = some.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
PARAGRAPHS = some.text(some.one_of(LETTERS, some.sampled_from("\n\t")), max_size=60)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOMENTS = some.integers(0, 4 * 10**15).map(lambda moment: (EPOCH + timedelta(microseconds=moment)).isoformat())
DAYS = some.dates(date(1950, 1, 1), date(2150, 1, 1)).map(str)
LEAD = some.fixed_dictionaries(
    # Users of one workspace are none of another.
    {"name": WORDS.filter(lambda text: bool(text.strip())), "owner_id": some.none()},
    optional={
        "company": MAYBE,
        "city": MAYBE,
        "notes": some.one_of(some.none(), PARAGRAPHS),
        "email": some.sampled_from([None, "asha@example.test", "Tom+x@example.test", "=a@example.test"]),
        "phone": some.sampled_from([None, "+91 98765 43210", "+91-98765", "(022) 555-0100", "-123"]),
        "value": some.one_of(some.none(), some.integers(0, 10**13).map(lambda hundredths: hundredths / 100)),
        "lead_status": some.sampled_from([None, "New", "Lost"]),
        "opportunity_status": some.sampled_from([None, "None", "Demo"]),
        "source": some.sampled_from([None, "walk_in", "other"]),
        "next_follow_up": some.one_of(some.none(), MOMENTS),
        "custom": some.fixed_dictionaries(
            {},
            optional={
                "size": some.one_of(some.none(), some.floats(-1e12, 1e12, allow_nan=False)),
                "colours": some.one_of(some.none(), some.lists(some.sampled_from(["red", "dark, blue"]), unique=True)),
                "born": some.one_of(some.none(), DAYS),
                "active": some.one_of(some.none(), some.booleans()),
                "word": MAYBE,
            },
        ),
    },
)


OWN_FIELDS: list[dict[str, Any]] = [
    {"label": "Size", "type": "number"},
    {"label": "Colours", "type": "list", "choices": ["red", "dark, blue"]},
    {"label": "Born", "type": "date"},
    {"label": "Active", "type": "boolean"},
    {"label": "Word", "type": "text", "default": "first"},
]


def founded(running: Running) -> Staff:
    """A workspace with own fields of leads."""
    staff = running.found()
    for field in OWN_FIELDS:
        assert staff.post("/api/v1/meta/objects/leads/fields", json=field).status_code == 201
    return staff


@pytest.fixture(scope="module")
def source(running: Running) -> Staff:
    return founded(running)


@pytest.fixture(scope="module")
def target(running: Running) -> Staff:
    return founded(running)


def emptied(staff: Staff, object: str) -> None:
    ids = [record["id"] for record in exported(staff, object, columns="id")]
    if ids:
        assert staff.post(f"/api/v1/{object}/batch", json={"delete": ids}).status_code == 200


def without_own(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [without(record, *OWN) for record in records]


FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(leads=some.lists(LEAD, min_size=1, max_size=6))
def test_what_is_exported_and_imported_is_equal(source: Staff, target: Staff, leads: list[dict[str, Any]]) -> None:
    for staff in (source, target):
        emptied(staff, "leads")
    made = source.post("/api/v1/leads/batch", json={"create": leads})
    assert made.status_code == 200, made.text
    data = source.get("/api/v1/leads/export", params={"sort": "id"}).content
    done = imported(target, "leads", data)
    assert (done["status"], done["progress"]["created"]) == ("done", len(leads)), target.get(
        f"/api/v1/imports/{done['id']}/errors"
    ).text
    assert without_own(exported(target, "leads")) == without_own(exported(source, "leads"))


TABLES = ("crm_leads", "crm_tasks", "crm_contacts")


def state(staff: Staff, running: Running) -> list[Any]:
    """All records of the workspace as the database holds them."""
    workspace = running.rows("SELECT workspace_id FROM users WHERE email = %s", staff.email)[0][0]
    return [
        running.rows(f"SELECT to_jsonb(t) - 'search' FROM {table} t WHERE workspace_id = %s ORDER BY id", workspace)
        for table in TABLES
    ]


@FEW
@given(
    leads=some.lists(LEAD, min_size=1, max_size=5),
    rows=some.lists(
        some.tuples(
            some.sampled_from(["asha@example.test", "tom+x@example.test", "new@example.test", "no address", ""]),
            WORDS,
            some.sampled_from(["", "(empty)", "Lost", "nothing", "new"]),
            some.sampled_from(["", "12.5", "-1", "(empty)", "x"]),
        ),
        min_size=1,
        max_size=8,
    ),
    mode=some.sampled_from(["create", "update", "upsert", "skip"]),
)
def test_an_import_that_is_undone_leaves_the_records_as_they_were(
    source: Staff, running: Running, leads: list[dict[str, Any]], rows: list[tuple[str, ...]], mode: str
) -> None:
    emptied(source, "leads")
    assert source.post("/api/v1/leads/batch", json={"create": leads}).status_code == 200
    before = state(source, running)
    done = imported(source, "leads", [["email", "name", "lead_status", "value"], *rows], mode=mode, key="email")
    assert done["status"] == "done"
    undone = source.post(f"/api/v1/imports/{done['id']}/undo").json()
    assert (undone["status"], undone["error"]) == ("undone", None)
    after = state(source, running)
    assert [[_plain(row) for row in table] for table in after] == [[_plain(row) for row in table] for table in before]


def _plain(row: tuple[Any, ...]) -> dict[str, Any]:
    """Without what counts the changes themselves."""
    return without(row[0], "version", "updated_at")


@pytest.mark.parametrize("object", list(LEAST))
def test_every_object_goes_out_and_comes_in_again(owner: Staff, running: Running, object: str) -> None:
    add(owner, object)
    other = running.found()
    (row,) = read_csv(owner.get(f"/api/v1/{object}/export").text)
    # Users and pipelines of one workspace are none of another.
    strange = {"owner_id": "", **({"pipeline_id": str(add(other, "pipelines")["id"])} if object == "deals" else {})}
    done = imported(other, object, [list(row), list({**row, **strange}.values())], mode="create")
    failed = other.get(f"/api/v1/imports/{done['id']}/errors").text
    assert (done["status"], done["progress"]["created"]) == ("done", 1), failed
    hidden = (*OWN, "owner_id", "pipeline_id")
    assert [without(one, *hidden) for one in exported(other, object)] == [
        without(one, *hidden) for one in exported(owner, object)
    ]


def test_the_header_names_the_fields_and_ids_stand_for_relations(owner: Staff) -> None:
    course = add(owner, "courses")
    lead = add(owner, "leads", course_id=course["id"], value=12.5)
    answer = owner.get("/api/v1/leads/export")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="leads.csv"'
    header = answer.text.splitlines()[0].split(",")
    meta = [field["name"] for field in owner.get("/api/v1/meta/objects/leads").json()["fields"]]
    assert header == meta
    (row,) = read_csv(answer.text)
    assert (row["id"], row["course_id"], row["value"], row["email"]) == (str(lead["id"]), str(course["id"]), "12.5", "")
    marked = owner.get("/api/v1/leads/export", params={"bom": True}).content
    assert marked.decode() == f"\ufeff{answer.text}"


def test_a_list_is_exported_as_it_is_filtered_sorted_and_shown(owner: Staff) -> None:
    for name, value in (("Asha", 5), ("Tom", 50), ("Meera", 500)):
        add(owner, "leads", name=name, value=value)
    where = {"field": "value", "op": "gte", "value": 50}
    parameters = {"filter": json.dumps(where), "sort": "-value", "columns": "name,value"}
    assert owner.get("/api/v1/leads/export", params=parameters).text == "name,value\r\nMeera,500\r\nTom,50\r\n"
    assert exported(owner, "leads", name="Asha", columns="value") == [{"value": 5}]
    assert [one["name"] for one in exported(owner, "leads", search="mee")] == ["Meera"]
    assert exported(owner, "leads", name="Nobody") == []
    assert owner.get("/api/v1/leads/export", params={"name": "Nobody", "columns": "name"}).text == "name\r\n"


def test_no_cell_can_be_read_as_a_formula(owner: Staff) -> None:
    texts = ["=1+1", "+1-2", "-2+3", "@SUM(A1)", "'=x", "\uff1d1"]
    for text in texts:
        add(owner, "leads", name=text, phone="+91 98765 43210")
    rows = read_csv(owner.get("/api/v1/leads/export", params={"sort": "id"}).text)
    assert [row["name"] for row in rows] == [f"'{text}" for text in texts]
    assert {row["phone"] for row in rows} == {"+91 98765 43210"}
    assert [one["name"] for one in exported(owner, "leads")] == texts


@pytest.mark.parametrize(
    ("parameters", "field"),
    [
        ({"columns": "name,nmae"}, "columns"),
        ({"filter": "{"}, "filter"),
        ({"nmae": "x"}, "nmae"),
        ({"limit": "5"}, "limit"),
        ({"format": "xml"}, "format"),
    ],
)
def test_an_export_that_cannot_be_is_refused_before_it_begins(
    owner: Staff, parameters: dict[str, str], field: str
) -> None:
    answer = owner.get("/api/v1/leads/export", params=parameters)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert field in answer.json()["errors"][0]["field"]


def test_whoever_sees_records_exports_them_and_no_others(owner: Staff, running: Running) -> None:
    agent, viewer, stranger = owner.colleague("agent"), owner.colleague("viewer"), running.found()
    setting = {"items": [{"role": "agent", "object": "leads", "visibility": "own"}]}
    assert owner.request("PUT", "/api/v1/record-visibility", json=setting).status_code == 200
    add(owner, "leads", name="Theirs")
    add(agent, "leads", name="Mine")
    found = [[one["name"] for one in exported(staff, "leads")] for staff in (owner, viewer, agent, stranger)]
    assert found == [["Theirs", "Mine"], ["Theirs", "Mine"], ["Mine"], []]
    assert running.client.get("/api/v1/leads/export").status_code == 401


@pytest.fixture(scope="module")
def narrow(start_application: START) -> Running:
    return start_application(max_upload_megabytes=0.1, max_import_megabytes=1)


def test_files_of_records_may_be_larger_than_others_and_no_larger_than_the_setting(narrow: Running) -> None:
    staff = narrow.found()

    def answer(megabytes: float) -> Any:
        data = b"name\n" + b"Asha Rao\n" * int(megabytes * 1_000_000 / 9)
        return staff.post("/api/v1/leads/import", files={"file": ("x.csv", data)})

    assert answer(0.99).status_code == 201
    # Past the setting, past the bound of all requests, and far past it.
    for megabytes in (1.2, 2.5):
        refused = answer(megabytes)
        assert (refused.status_code, refused.headers["content-type"]) == (413, "application/problem+json")
