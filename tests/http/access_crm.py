"""Rows of the table of rights for the paths of the CRM, tried on leads."""

from typing import TYPE_CHECKING, Any

from tests.http.access_rows import Row, Value, but, staff

if TYPE_CHECKING:
    from tests.http.access_world import World


def _object(_: "World") -> str:
    return "leads"


def _lead(world: "World") -> int:
    return world.new_record("leads")


def _trashed(world: "World") -> int:
    lead = world.new_record("leads")
    world.owner.delete(f"/api/v1/leads/{lead}")
    return lead


def _write(world: "World") -> str:
    """The undo id of a write of the owner's."""
    made = world.owner.post("/api/v1/leads", json={"name": "Someone"})
    return str(made.headers["x-undo-id"])


def _field(world: "World") -> int:
    body = {"label": world.new_name(), "type": "text"}
    return int(world.owner.post("/api/v1/meta/objects/leads/fields", json=body).json()["id"])


def _import(world: "World") -> int:
    files = {"file": ("leads.csv", b"name\nSomeone\n", "text/csv")}
    return int(world.owner.post("/api/v1/leads/import", files=files).json()["id"])


def _done_import(world: "World") -> int:
    import_id = _import(world)
    world.owner.post(f"/api/v1/imports/{import_id}/start")
    world.owner.running.run_jobs()
    return import_id


def _view(world: "World") -> int:
    body = {"object": "leads", "name": world.new_name(), "shared": True, "query": {}, "columns": ["name"]}
    return int(world.owner.post("/api/v1/views", json=body).json()["id"])


OBJECT: dict[str, Value] = {"object": _object}
RECORD: dict[str, Value] = {**OBJECT, "record_id": _lead}
TRASHED: dict[str, Value] = {**OBJECT, "record_id": _trashed}
FIELD: dict[str, Value] = {**OBJECT, "field_id": _field}
IMPORT: dict[str, Value] = {"import_id": _import}
DONE_IMPORT: dict[str, Value] = {"import_id": _done_import}
VIEW: dict[str, Value] = {"view_id": _view}
WRITE: dict[str, Value] = {"undo_id": _write}


def _in_own(lowest: str, status: int, **more: Any) -> Row:
    """On an object, which every workspace has: a stranger is answered for their own."""
    return but(staff(lowest, status, values=OBJECT, **more), foreign=status)


CRM: dict[str, Row] = {
    "GET /api/v1/meta/objects": staff("viewer", 200),
    "GET /api/v1/meta/objects/{object}": _in_own("viewer", 200),
    "GET /api/v1/meta/objects/{object}/fields": _in_own("viewer", 200),
    "POST /api/v1/meta/objects/{object}/fields": _in_own(
        "admin", 201, json=lambda world: {"label": world.new_name(), "type": "text"}
    ),
    "PATCH /api/v1/meta/objects/{object}/fields/{field_id}": staff(
        "admin", 200, values=FIELD, json=lambda world: {"label": "Other"}
    ),
    "DELETE /api/v1/meta/objects/{object}/fields/{field_id}": staff("admin", 204, values=FIELD),
    "GET /api/v1/record-visibility": staff("admin", 200),
    "PUT /api/v1/record-visibility": staff("admin", 200, json=lambda world: {"items": []}),
    "GET /api/v1/undo/{undo_id}": staff("viewer", 200, values=WRITE),
    # Somebody else's write takes an admin.
    "POST /api/v1/undo/{undo_id}": but(staff("admin", 200, values=WRITE), foreign=404),
    "GET /api/v1/search": staff("viewer", 200, options={"params": {"q": "someone"}}),
    "GET /api/v1/{object}": _in_own("viewer", 200),
    "POST /api/v1/{object}": _in_own("agent", 201, json=lambda world: {"name": "Someone"}),
    "POST /api/v1/{object}/query": _in_own("viewer", 200, json=lambda world: {}),
    "GET /api/v1/{object}/board": _in_own("viewer", 200),
    "POST /api/v1/{object}/batch": _in_own("agent", 200, json=lambda world: {"create": [{"name": "Someone"}]}),
    "GET /api/v1/{object}/{record_id}": staff("viewer", 200, values=RECORD),
    "PUT /api/v1/{object}/{record_id}": staff("agent", 200, values=RECORD, json=lambda world: {"name": "Other"}),
    "PATCH /api/v1/{object}/{record_id}": staff("agent", 200, values=RECORD, json=lambda world: {"city": "Pune"}),
    "DELETE /api/v1/{object}/{record_id}": staff("agent", 204, values=RECORD),
    "POST /api/v1/{object}/{record_id}/restore": staff("agent", 200, values=TRASHED),
    "POST /api/v1/{object}/{record_id}/purge": staff("admin", 204, values=TRASHED),
    "GET /api/v1/{object}/{record_id}/history": staff("viewer", 200, values=RECORD),
    "GET /api/v1/{object}/{record_id}/timeline": staff("viewer", 200, values=RECORD),
    "GET /api/v1/{object}/{record_id}/duplicates": staff("viewer", 200, values=RECORD),
    "GET /api/v1/{object}/duplicates": _in_own("viewer", 200),
    "POST /api/v1/{object}/duplicates": _in_own("viewer", 200, json=lambda world: {"name": "Someone"}),
    "POST /api/v1/{object}/merge": but(
        staff(
            "agent",
            200,
            values=OBJECT,
            json=lambda world: {"keep": world.new_record("leads"), "merge": [world.new_record("leads")]},
        ),
        foreign=404,
    ),
    "POST /api/v1/{object}/import": _in_own("agent", 422),
    "GET /api/v1/{object}/export": _in_own("viewer", 200),
    "GET /api/v1/imports": staff("agent", 200),
    # An agent works with their own imports; these are the owner's.
    "GET /api/v1/imports/{import_id}": but(staff("agent", 200, values=IMPORT), agent=404),
    "PATCH /api/v1/imports/{import_id}": but(
        staff("agent", 200, values=IMPORT, json=lambda world: {"options": {"mode": "create"}}), agent=404
    ),
    "DELETE /api/v1/imports/{import_id}": but(staff("agent", 204, values=IMPORT), agent=404),
    "POST /api/v1/imports/{import_id}/start": but(staff("agent", 202, values=IMPORT), agent=404),
    "GET /api/v1/imports/{import_id}/errors": but(staff("agent", 200, values=DONE_IMPORT), agent=404),
    "POST /api/v1/imports/{import_id}/undo": but(staff("agent", 200, values=DONE_IMPORT), agent=404),
    "GET /api/v1/views": staff("viewer", 200, options={"params": {"object": "leads"}}),
    "POST /api/v1/views": staff(
        "viewer",
        201,
        json=lambda world: {"object": "leads", "name": "Mine", "shared": False, "query": {}, "columns": ["name"]},
    ),
    "PATCH /api/v1/views/{view_id}": staff("admin", 200, values=VIEW, json=lambda world: {"name": "Other"}),
    "DELETE /api/v1/views/{view_id}": staff("admin", 204, values=VIEW),
    "GET /api/v1/trash": staff("viewer", 200),
    "GET /api/v1/dashboard": staff("viewer", 200),
}
