"""Rows of the table of rights for the assistant, where nobody without a login may use it."""

from typing import TYPE_CHECKING, Any

from frontdesk.crm.records.command import Kind, RowWrite
from tests.http.access_rows import Row, but, staff
from tests.http.proposing import propose

if TYPE_CHECKING:
    from tests.http.access_world import World


def _session(world: "World") -> str:
    """A session of the owner's."""
    return str(world.owner.post("/session/start").json()["session_id"])


def _proposal(world: "World") -> str:
    """A proposal that the owner may answer."""
    lead = world.new_record("leads")
    owner = world.owner
    rows = [RowWrite(Kind.DELETE, "leads", lead)]
    return propose(owner.running, owner.get("/api/v1/me").json()["workspace"]["id"], rows, "deleted", owner).id


def _said(_: "World") -> dict[str, Any]:
    return {"message": "Hello"}


# A session or proposal is its caller's own: not there for colleagues, whatever their role.
_OWN = {"viewer": 404, "agent": 404, "admin": 404}

ASSISTANT: dict[str, Row] = {
    "POST /api/v1/chat": staff("viewer", 200, json=_said),
    "GET /api/v1/chat/sessions": staff("viewer", 200),
    "GET /api/v1/chat/sessions/{session_id}": but(staff("viewer", 200, values={"session_id": _session}), **_OWN),
    "POST /session/start-anonymous": staff("viewer", 200),
    "POST /session/start": staff("viewer", 200),
    "POST /session/end": but(
        staff("viewer", 200, json=lambda world: {"session_id": _session(world)}), **_OWN, foreign=404
    ),
    "POST /chat/message": staff("viewer", 200, json=_said),
    "GET /chat/history/{session_id}": but(staff("viewer", 200, values={"session_id": _session}), **_OWN),
    "GET /api/v1/proposals/{proposal_id}": but(staff("viewer", 200, values={"proposal_id": _proposal}), **_OWN),
    **{
        f"POST /api/v1/proposals/{{proposal_id}}/{verdict}": but(
            staff("viewer", 200, values={"proposal_id": _proposal}), **_OWN
        )
        for verdict in ("confirm", "reject")
    },
}
