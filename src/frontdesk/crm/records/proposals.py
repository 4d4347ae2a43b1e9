"""Proposals: writes that wait for a yes, bound to exactly what was shown, for 15 minutes."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from frontdesk.crm.errors import ChangedMeanwhileError, ProposalNotFoundError, ProposalNotOpenError
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import Actor, Kind, RowWrite, Written
from frontdesk.crm.records.models import proposals
from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.scope import Scope
from frontdesk.platform.identifiers import digest, new_secret, new_uuid
from frontdesk.platform.unit_of_work import UnitOfWork

LIFE = timedelta(minutes=15)
MOST_PREVIEWED = 20
MOST_PROPOSED = 10_000


@dataclass(frozen=True)
class Proposal:
    """What will be touched: `items` are the first records with what changes, before and after.

    `token` is known only to who gets this; it confirms exactly this proposal.
    """

    id: str
    token: str
    action: str
    object: str
    count: int
    ids: list[int]
    items: list[dict[str, Any]]
    expires_at: datetime


@dataclass(frozen=True)
class Outcome:
    """`status`: confirmed, rejected, expired or conflict. `written` only where something was."""

    status: str
    written: Written | None = None


class ProposalService:
    """Makes, confirms and rejects proposals."""

    def __init__(self, write_path: WritePath, reader: RecordReader):
        self._write_path = write_path
        self._reader = reader

    async def propose(
        self, unit: UnitOfWork, scope: Scope, actor: Actor, rows: Sequence[RowWrite], *, action: str
    ) -> Proposal:
        """Nothing is written but the proposal itself. `rows` must name every record that will be touched."""
        if not 1 <= len(rows) <= MOST_PROPOSED:
            raise ProposalNotOpenError(f"A proposal touches at least one and at most {MOST_PROPOSED:,} records.")
        records = await self._records(unit, scope, rows)
        items = [_item(row, records.get((row.object, row.id or 0))) for row in rows[:MOST_PREVIEWED]]
        versions = {f"{name}:{record_id}": record["version"] for (name, record_id), record in records.items()}
        # Expiry is of real time, whatever the business clock says.
        now, token = datetime.now(UTC), new_secret("prp_")
        proposal = Proposal(
            str(new_uuid()), token, action, rows[0].object, len(rows), [row.id for row in rows if row.id is not None],
            items, now + LIFE,
        )  # fmt: skip
        values = {
            "id": UUID(proposal.id),
            "token_digest": digest(token),
            "via": actor.via,
            "command": {"action": action, "rows": [row.as_json() for row in rows]},
            "preview": items,
            "versions": versions,
            "status": "open",
            "actor_kind": actor.caller.kind.value,
            "actor_id": actor.caller.actor_id,
            "created_at": now,
            "expires_at": proposal.expires_at,
        }
        await unit.execute(insert(proposals).values(workspace_id=unit.workspace_id, **values))
        return proposal

    async def confirm(self, unit: UnitOfWork, scope: Scope, actor: Actor, proposal_id: UUID, token: str) -> Outcome:
        """Writes what was proposed, if each record still is as it was shown; else changes nothing.

        Raises ProposalNotFoundError (also for a wrong token or somebody else's), ProposalNotOpenError.
        """
        row = await self._open(unit, actor, proposal_id, token)
        if row["expires_at"] <= datetime.now(UTC):
            return await self._end(unit, proposal_id, Outcome("expired"))
        rows = [RowWrite.from_json(data) for data in row["command"]["rows"]]
        records = await self._records(unit, scope, rows)
        versions = {f"{name}:{record_id}": record["version"] for (name, record_id), record in records.items()}
        if versions != row["versions"]:
            return await self._end(unit, proposal_id, Outcome("conflict"))
        bound = [_bound(one, versions) for one in rows]
        by = Actor(actor.caller, row["via"])
        try:
            async with unit.connection.begin_nested():
                written = await self._write_path.write(
                    unit, scope, by, bound, action=row["command"]["action"], confirmed=True
                )
        except ChangedMeanwhileError:
            return await self._end(unit, proposal_id, Outcome("conflict"))
        return await self._end(unit, proposal_id, Outcome("confirmed", written))

    async def reject(self, unit: UnitOfWork, actor: Actor, proposal_id: UUID, token: str) -> Outcome:
        """Raises as `confirm`."""
        await self._open(unit, actor, proposal_id, token)
        return await self._end(unit, proposal_id, Outcome("rejected"))

    async def _open(self, unit: UnitOfWork, actor: Actor, proposal_id: UUID, token: str) -> Mapping[Any, Any]:
        statement = select(proposals).where(proposals.c.id == proposal_id).with_for_update()
        row = (await unit.execute(statement)).mappings().one_or_none()
        is_theirs = row is not None and (row["actor_kind"], row["actor_id"]) == (
            actor.caller.kind.value,
            actor.caller.actor_id,
        )
        if row is None or not is_theirs or not hmac.compare_digest(bytes(row["token_digest"]), digest(token)):
            raise ProposalNotFoundError
        if row["status"] != "open":
            raise ProposalNotOpenError(f"This proposal is {row['status']} already.")
        return row

    async def _end(self, unit: UnitOfWork, proposal_id: UUID, outcome: Outcome) -> Outcome:
        write_id = UUID(outcome.written.undo_id) if outcome.written else None
        await unit.execute(
            update(proposals).where(proposals.c.id == proposal_id).values(status=outcome.status, write_id=write_id)
        )
        return outcome

    async def _records(
        self, unit: UnitOfWork, scope: Scope, rows: Sequence[RowWrite]
    ) -> dict[tuple[str, int], dict[str, Any]]:
        found: dict[tuple[str, int], dict[str, Any]] = {}
        for name in dict.fromkeys(row.object for row in rows):
            ids = [row.id for row in rows if row.object == name and row.id is not None]
            for record in await self._reader.many(unit, scope, scope.definition(name), ids):
                found[name, record["id"]] = record
        return found


def _bound(row: RowWrite, versions: Mapping[str, int]) -> RowWrite:
    version = versions.get(f"{row.object}:{row.id}")
    return RowWrite(row.kind, row.object, row.id, row.values, version, row.replace)


def _item(row: RowWrite, record: Mapping[str, Any] | None) -> dict[str, Any]:
    """What changes of one record, as people are shown it."""
    shown = record or {}
    before = {} if row.kind is Kind.CREATE else {path: _at(shown, path) for path in row.values}
    return {
        "object": row.object,
        "id": row.id,
        "kind": row.kind.value,
        "title": (shown.get("labels") or {}).get("id"),
        "before": before,
        "after": dict(row.values),
    }


def _at(record: Mapping[str, Any], path: str) -> Any:
    if path.startswith("custom."):
        return (record.get("custom") or {}).get(path.removeprefix("custom."))
    return record.get(path)
