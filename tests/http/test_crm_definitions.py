"""One definition, everything follows: a field or an object that is added to the definitions is there everywhere."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import SHIPPED, Definition
from frontdesk.crm.definitions.definition import Title
from frontdesk.crm.fields import Choice, Date, Money, Relation, Text, options
from tests.conftest import Running, Staff
from tests.http.crm import add, listed

SIZE = Choice(name="shirt_size", choices=options("small", "large"), synonyms=("shirt",))

ROOMS = Definition(
    name="rooms",
    label="Room",
    label_plural="Rooms",
    icon="door",
    description="Where batches meet.",
    title=Title(("name",)),
    synonyms=("room", "hall"),
    list_columns=("name", "rent", "batch_id"),
    fields=(
        Text(name="name", required=True, searchable=True, indexed=True),
        Money(name="rent", indexed=True),
        Date(name="free_from", indexed=True),
        Relation(name="batch_id", object="batches"),
    ),
)


@pytest.fixture(scope="module")
def grown(start_application: Callable[..., Running]) -> Staff:
    """The owner of a workspace of a program with one field and one object more."""
    with_field = [replace(one, fields=(*one.fields, SIZE)) if one.name == "leads" else one for one in SHIPPED]
    return start_application(catalogue=Catalogue([*with_field, ROOMS])).found()


def test_one_field_more_in_a_definition_is_everywhere(grown: Staff) -> None:
    meta = grown.get("/api/v1/meta/objects/leads").json()
    field = next(one for one in meta["fields"] if one["name"] == "shirt_size")
    assert (field["label"], field["type"], [one["value"] for one in field["choices"]]) == (
        "Shirt size", "choice", ["small", "large"],
    )  # fmt: skip
    lead = add(grown, "leads", name="Guna", shirt_size="large")
    assert grown.get(f"/api/v1/leads/{lead['id']}").json()["shirt_size"] == "large"
    add(grown, "leads", name="Other")
    assert [one["id"] for one in listed(grown, "leads", shirt_size="large")] == [lead["id"]]
    assert listed(grown, "leads", sort="shirt_size")[0]["id"] == lead["id"]
    refused = grown.patch(f"/api/v1/leads/{lead['id']}", json={"shirt_size": "huge"})
    assert refused.json()["errors"][0]["field"] == "shirt_size"

    exported = grown.get("/api/v1/leads/export", params={"format": "csv", "sort": "id"})
    row = next(csv.DictReader(io.StringIO(exported.content.decode("utf-8-sig"))))
    assert row["shirt_size"] == "large"
    imported = _import(grown, "leads", "Name,Shirt\nNew one,small\n")
    assert {column["header"]: column["field"] for column in imported["columns"]} == {
        "Name": "name",
        "Shirt": "shirt_size",
    }
    assert [one["name"] for one in listed(grown, "leads", shirt_size="small")] == ["New one"]


def test_one_object_more_has_all_that_the_others_have(grown: Staff) -> None:
    batch = add(grown, "batches")
    room = grown.post("/api/v1/rooms", json={"name": "Salle Été", "rent": 12.5, "batch_id": batch["id"]}).json()
    assert room["labels"] == {"id": "Salle Été", "batch_id": batch["name"], "owner_id": "Olga Owner"}
    assert [one["id"] for one in listed(grown, "rooms", search="ete")] == [room["id"]]
    related = grown.get("/api/v1/meta/objects/batches").json()["related"]
    assert {"object": "rooms", "field": "batch_id", "label": "Rooms"} in related
    assert grown.delete(f"/api/v1/rooms/{room['id']}").status_code == 204
    assert grown.get("/api/v1/trash").json()["items"][0]["object"] == "rooms"
    found = grown.get("/api/v1/search", params={"q": batch["name"]}).json()["items"]
    assert found


def _import(staff: Staff, object: str, text: str) -> dict[str, Any]:
    uploaded = staff.post(f"/api/v1/{object}/import", files={"file": ("rows.csv", text.encode(), "text/csv")})
    assert uploaded.status_code == 201, uploaded.text
    started = staff.post(f"/api/v1/imports/{uploaded.json()['id']}/start")
    assert started.status_code == 202, started.text
    staff.running.run_jobs()
    done: dict[str, Any] = staff.get(f"/api/v1/imports/{uploaded.json()['id']}").json()
    assert done["status"] == "done", done
    return done
