"""Audit trail: who did what, when and from where; written with what it tells of, and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, cast, func, or_, select, text
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.identity.callers import Caller, CallerKind
from frontdesk.identity.models import AuditEntry, audit_entries
from frontdesk.identity.repository import as_row, columns_of
from frontdesk.platform.clock import Clock
from frontdesk.platform.paging import MOST_ID, Piece
from frontdesk.platform.texts import storable
from frontdesk.platform.unit_of_work import UnitOfWork

# Beyond this a total is not counted out: nobody reads so far, and counting would cost more than the page.
MOST_COUNTED = 10_000

_ADDED = [column.name for column in audit_entries.c if column.name != "id"]
# A text, always the same: it is prepared once, and goes the short way (platform/statements.py).
_ADD = text(
    f"INSERT INTO audit_entries ({', '.join(_ADDED)}) VALUES ({', '.join(f':{name}' for name in _ADDED)})"  # noqa: S608 - made of the table's own names
).bindparams(bindparam("metadata", type_=JSONB))

_VIA = {CallerKind.API_KEY: "api", CallerKind.SYSTEM: "system"}


@dataclass(frozen=True)
class AuditFilter:
    """What is asked for; all that is given must fit. `actor`: a kind, an id or part of a name."""

    actor: str | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    search: str | None = None


@dataclass(frozen=True)
class AuditPage:
    """Up to one entry more than asked for, which tells that more follow."""

    entries: list[AuditEntry]
    total: int
    total_is_estimate: bool


class AuditTrail:
    """Records and finds."""

    _columns = columns_of(audit_entries, AuditEntry)

    def __init__(self, clock: Clock):
        self._clock = clock

    async def record(
        self,
        unit: UnitOfWork,
        caller: Caller,
        action: str,
        object: str | None = None,
        object_id: object = None,
        metadata: Mapping[str, Any] | None = None,
        *,
        via: str | None = None,
    ) -> None:
        """Adds one entry in the caller's transaction. `metadata` must hold no password, key or secret.

        `via` is by which way it came (app, api, assistant, mcp, system), known from the caller if left out. A session
        of the assistant that the caller asks through is noted in the metadata.
        """
        session = {} if caller.session_id is None else {"session_id": str(caller.session_id)}
        values = {
            "workspace_id": unit.workspace_id,
            "actor_id": caller.actor_id,
            "actor_kind": caller.kind.value,
            "actor_name": caller.name or None,
            "action": action,
            "object": object,
            "object_id": None if object_id is None else str(object_id),
            "metadata": {**(metadata or {}), **session},
            "address": caller.address,
            "via": via or _VIA.get(caller.kind, "app"),
        }
        await unit.execute(_ADD, {**storable(values), "created_at": self._clock.now()})

    async def page(self, unit: UnitOfWork, wanted: AuditFilter, piece: Piece) -> AuditPage:
        """The newest first."""
        condition = _condition(wanted)
        before = MOST_ID if piece.after is None else piece.after
        statement = select(*self._columns).where(condition, audit_entries.c.id < before)
        found = await unit.execute(statement.order_by(audit_entries.c.id.desc()).limit(piece.limit + 1))
        entries = [as_row(AuditEntry, row) for row in found.mappings()]
        count = (await unit.execute(_count(condition))).scalar_one()
        return AuditPage(entries, min(count, MOST_COUNTED), count > MOST_COUNTED)


def _count(condition: ColumnElement[bool]) -> Select[int]:
    some = select(audit_entries.c.id).where(condition).limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(some)


def _condition(wanted: AuditFilter) -> ColumnElement[bool]:
    table = audit_entries.c
    conditions: list[ColumnElement[bool]] = [table.id > 0]
    if wanted.actor:
        conditions.append(_by_actor(wanted.actor))
    if wanted.action:
        conditions.append(
            or_(table.action == wanted.action, table.action.startswith(f"{wanted.action}.", autoescape=True))
        )
    if wanted.since:
        conditions.append(table.created_at >= wanted.since)
    if wanted.until:
        conditions.append(table.created_at < wanted.until)
    if wanted.search:
        texts = (table.actor_name, table.action, table.object, table.object_id, cast(table.metadata, String))
        conditions.append(or_(*(one.icontains(wanted.search, autoescape=True) for one in texts)))
    return and_(*conditions)


def _by_actor(actor: str) -> ColumnElement[bool]:
    table = audit_entries.c
    named = table.actor_name.icontains(actor, autoescape=True)
    if actor in set(CallerKind):
        return table.actor_kind == actor
    if actor.isascii() and actor.isdigit() and int(actor) <= MOST_ID:
        return or_(table.actor_id == int(actor), named)
    return named
