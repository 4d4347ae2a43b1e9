"""Matching: columns find their fields by their names and by what stands in them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.fields import Choice, Text, options
from frontdesk.crm.habits import Habits
from frontdesk.crm.scope import Scope
from frontdesk.crm.transfer.column_content import date_order
from frontdesk.crm.transfer.matching import likely_date_order, matched

HABITS = Habits(ZoneInfo("Asia/Kolkata"), "INR", "dmy", "monday", datetime(2026, 3, 12, 6, tzinfo=UTC))
SCOPE = Scope(Catalogue(), HABITS)


def fields(object: str, header: Sequence[str], *rows: Sequence[str], scope: Scope = SCOPE) -> list[str | None]:
    return [column.field for column in matched(scope, scope.definition(object), header, rows)]


@pytest.mark.parametrize("object", [definition.name for definition in Catalogue()])
def test_the_names_of_fields_are_their_own(object: str) -> None:
    definition = SCOPE.definition(object)
    paths = [path for path, field in definition.by_path.items() if not field.read_only or path == "id"]
    assert fields(object, paths) == paths
    labels = {field.words: path for path, field in definition.by_path.items() if path in paths}
    assert fields(object, list(labels)) == list(labels.values())


@pytest.mark.parametrize(
    ("object", "header", "expected"),
    [
        (
            "leads",
            ["Full Name", "E-mail Address", "Mobile No.", "Organisation", "Lead Source", "Amount", "Remarks"],
            ["name", "email", "phone", "company", "source", "value", "notes"],
        ),
        (
            "contacts",
            ["FirstName", "Last Name", "E-mail 1 - Value", "Phone 1 - Value", "Account Name", "Job Title"],
            ["first_name", "last_name", "email", "phone", "company", "position"],
        ),
        (
            "contacts",
            ["Record ID", "Given Name*", "Family Name", "EMAIL", "Contact Phone", "Mailing City", "Country/Region"],
            ["id", "first_name", "last_name", "email", "phone", "city", "country"],
        ),
        (
            "deals",
            ["Deal Name", "Amount (INR)", "Deal Stage", "Close Date", "Pipeline", "Deal Owner", "Contact"],
            ["title", "value", "status", "expected_close", "pipeline_id", "owner_id", "contact_id"],
        ),
        ("leads", ["First Name", "Last Name", "Email"], ["name", "name", "email"]),
        ("leads", ["Nmae", "Emial", "Compnay"], ["name", "email", "company"]),
        ("tasks", ["Task Name", "Due On", "Assigned To", "Lead"], ["title", "due_date", "assignee", "lead_id"]),
        ("learners", ["Student Name", "Course Name", "Joining Date"], ["name", "course_id", "enrolled_on"]),
        ("batches", ["Name", "Code", "Date"], ["name", None, None]),
        ("leads", ["Shoe size", "import_error", "Created", "updated_at"], [None, None, None, None]),
    ],
)  # fmt: skip
def test_columns_are_known_by_usual_names(object: str, header: list[str], expected: list[str | None]) -> None:
    assert fields(object, header) == expected


def test_columns_without_a_telling_name_are_known_by_what_stands_in_them() -> None:
    rows = [
        ["Asha Rao", "asha@example.test", "+91 98765 43210", "Qualified", "12/03/2026"],
        ["Tom Okafor", "tom@example.test", "98765 00000", "new", "25/03/2026"],
        ["Meera Nair", "meera@example.test", "022 555 01000", "New", ""],
        ["Li Wei", "", "98111 22222", "contacted", "1/4/2026"],
        ["Ana", "ana@example.test", "98111 33333", "New", ""],
    ]
    found = matched(SCOPE, SCOPE.definition("leads"), ["Column 1", "A", "B", "C", "D"], rows)
    assert [column.field for column in found][1:4] == ["email", "phone", "lead_status"]
    assert found[4].field in ("next_follow_up", "last_contacted_at")
    assert found[0].field is None
    assert all(0.5 <= column.score < 0.9 for column in found[1:])
    assert found[1].samples == ["asha@example.test", "tom@example.test", "meera@example.test"]


def test_a_name_that_the_cells_contradict_is_not_believed() -> None:
    rows = [["Asha", "A-1", "no"], ["Tom", "A-2", "maybe"], ["Meera", "A-3", "later"]]
    # A number may be a telephone number; what is called email is meant to be one.
    assert fields("leads", ["Name", "Number", "Email"], *rows) == ["name", None, "email"]


def test_own_fields_are_matched_by_label_and_path() -> None:
    own = {
        "leads": [
            Text(name="shoe_size", label="Shoe size", own=True),
            Choice(name="tier", own=True, choices=options("a")),
        ]
    }
    scope = Scope(Catalogue().with_own(own), HABITS)
    assert fields("leads", ["SHOE SIZE", "custom.tier"], scope=scope) == ["custom.shoe_size", "custom.tier"]


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["12/03/2026", "25/03/2026"], "dmy"),
        (["3/25/2026", "1/2/26"], "mdy"),
        (["1/2/2026", "3/4/2026"], None),
        (["25/3/2026", "3/25/2026"], None),
        (["2026-03-25", "2026/12/31"], None),
        ([], None),
    ],
)
def test_the_order_of_days_is_told_by_those_that_leave_no_choice(cells: list[str], order: str | None) -> None:
    assert date_order(cells) == order


def test_only_columns_of_days_tell_their_order() -> None:
    rows = [["25/3/2026", "1/2/2026"]]
    columns = matched(SCOPE, SCOPE.definition("deals"), ["Title", "Close date"], rows)
    assert likely_date_order(SCOPE.definition("deals"), columns, rows) is None
    rows = [["x", "1/25/2026"]]
    assert likely_date_order(SCOPE.definition("deals"), columns, rows) == "mdy"
