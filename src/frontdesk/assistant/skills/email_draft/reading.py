"""Reading: gathers the context of a draft from the records that its writer may see."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from frontdesk.assistant.skills.email_draft.context import (
    DraftContext,
    Interaction,
    Kind,
    MeetingAhead,
    Offer,
    Recipient,
    Sender,
)
from frontdesk.assistant.skills.email_draft.topics import subject_words
from frontdesk.assistant.skills.names import greeting_name, title_of
from frontdesk.assistant.skills.objections import latest_objection
from frontdesk.assistant.turn import Turn
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.timeline.dealings import Dealing, Dealings, DealingsReader
from frontdesk.identity.service.workspaces import WorkspaceService

# Of each kind so many are looked at for objections; a lead with more in two weeks shows them in its newest.
NEWEST_READ = 20
# A page that holds all there is needs no counting; of more the first is still the first.
MOST_GROUPS = 20
COURSES, BATCHES = "courses", "batches"
# Stages of a deal at which the customer has an offer.
OFFERED = ("proposal", "negotiation")

_KINDS: dict[str, Kind] = {"calls": "call", "emails": "email", "meetings": "meeting", "messages": "message"}

Record = Mapping[str, Any]
Object = Literal["leads", "contacts"]


class ContextReader:
    """Reads contexts."""

    def __init__(self, reader: RecordReader, dealings: DealingsReader, workspaces: WorkspaceService):
        self._reader = reader
        self._dealings = dealings
        self._workspaces = workspaces

    async def read(self, turn: Turn, object: Object, record: Record, about: str | None) -> DraftContext:
        """`record`: the lead or contact as it was read, with its labels."""
        definition = turn.scope.definition(object)
        found = await self._dealings.read(turn.unit, turn.scope, definition, record["id"], newest=NEWEST_READ)
        now, me = turn.scope.habits.now, turn.caller.user_id
        past = sorted(
            (_interaction(one, me) for name in _KINDS if name in found for one in found[name].done),
            key=lambda one: one.at,
            reverse=True,
        )
        notes = found["notes"].done if "notes" in found else ()
        workspace = await self._workspaces.get(turn.unit)
        company = workspace.name.removesuffix(" (demo)") if workspace.is_demo else workspace.name
        return DraftContext(
            habits=turn.scope.habits,
            recipient=_recipient(object, record),
            sender=Sender(_sender(turn, record), company),
            last=past[0] if past else None,
            last_call=next((one for one in past if one.kind == "call"), None),
            note=_note(notes[0], me) if notes else None,
            meeting=_ahead(found),
            objection=latest_objection(found, now),
            offer=await self._offer(turn, record),
            last_contact=_last_contact(record, past),
            about=about,
            offered=any(one.data.get("status") in OFFERED for one in found["deals"].open)
            if "deals" in found
            else False,
        )

    async def _offer(self, turn: Turn, record: Record) -> Offer | None:
        """The course of interest; of one that is not open any more only its title."""
        course_id = record.get("course_id")
        if course_id is None:
            return None
        courses = turn.scope.definition(COURSES)
        found = await self._reader.many(turn.unit, turn.scope, courses, [course_id], labels=False)
        title = subject_words(found[0]["title"]) if found and not found[0]["deleted_at"] else ""
        if not title:
            return None
        course = found[0]
        if course["status"] == "closed":
            return Offer(title)
        group = await self._next_group(turn, course_id)
        starts = date.fromisoformat(group["start_date"]) if group else None
        return Offer(title, course["duration_weeks"], course["fee"], starts, group["mode"] if group else None)

    async def _next_group(self, turn: Turn, course_id: int) -> Record | None:
        if BATCHES not in turn.scope.catalogue:
            return None
        where = [
            {"field": "course_id", "op": "eq", "value": course_id},
            {"field": "status", "op": "eq", "value": "planned"},
            {"field": "start_date", "op": "gt", "value": turn.scope.habits.today.isoformat()},
        ]
        parser = QueryParser(turn.scope, turn.scope.definition(BATCHES))
        query = parser.query({"where": {"and": where}, "sort": "start_date", "limit": MOST_GROUPS})
        page = await self._reader.page(turn.unit, turn.scope, query)
        return page.items[0] if page.items else None


def _recipient(object: Object, record: Record) -> Recipient:
    name = title_of(record)
    return Recipient(
        object=object,
        id=record["id"],
        name=name,
        called=greeting_name(record["first_name"] if object == "contacts" else record["name"]),
        email=record["email"],
        company=_fit(record["company"]),
        city=_fit(record["city"]),
        source=record.get("source"),
        opportunity=record.get("opportunity_status"),
        known_since=datetime.fromisoformat(record["created_at"]),
    )


def _fit(text: str | None) -> str | None:
    return subject_words(text or "") or None


def _sender(turn: Turn, record: Record) -> str:
    """The member of staff who asks; for a program whoever looks after the record."""
    named = turn.caller.name if turn.caller.user_id else record["labels"].get("owner_id")
    return subject_words(named or "")


def _interaction(dealing: Dealing, me: int | None) -> Interaction:
    kind, data = _KINDS[dealing.object], dealing.data
    state = data.get({"call": "outcome", "email": "template", "meeting": "status", "message": "channel"}.get(kind, ""))
    return Interaction(
        kind=kind,
        at=dealing.at,
        outgoing=data.get("direction") not in ("inbound", "received"),
        own=me is not None and dealing.owner_id == me,
        state=state,
        title=dealing.title if kind in ("email", "meeting") else "",
        text=dealing.body or "",
    )


def _note(dealing: Dealing, me: int | None) -> Interaction:
    return Interaction("note", dealing.at, own=dealing.owner_id == me, text=dealing.body or "")


def _ahead(dealings: Mapping[str, Dealings]) -> MeetingAhead | None:
    first = next(iter(dealings["meetings"].open), None) if "meetings" in dealings else None
    if first is None:
        return None
    return MeetingAhead(first.at, first.title, first.data.get("duration_minutes"), first.data.get("location"))


def _last_contact(record: Record, past: list[Interaction]) -> datetime | None:
    """When anybody was last in touch: as the record says, or by what is recorded, whichever is later."""
    kept = record.get("last_contacted_at")
    times = [one.at for one in past[:1]] + ([datetime.fromisoformat(kept)] if kept else [])
    return max(times, default=None)
