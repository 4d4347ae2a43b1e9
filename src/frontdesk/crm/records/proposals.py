"""Proposals: acts that wait for a yes, bound to exactly what was shown, for 15 minutes."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import insert, select, update

from frontdesk.crm.errors import (
    ChangedMeanwhileError,
    NothingToChangeError,
    ProposalNotFoundError,
    ProposalNotOpenError,
    TooManyRecordsError,
)
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import Actor, RowWrite, Written
from frontdesk.crm.records.kept_apart import require_free
from frontdesk.crm.records.models import proposals
from frontdesk.crm.records.previews import changes_anything, previews
from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.scope import Scope
from frontdesk.platform.errors import ConflictError, InvalidError, NotFoundError
from frontdesk.platform.identifiers import digest, new_secret, new_uuid
from frontdesk.platform.unit_of_work import UnitOfWork

LIFE = timedelta(minutes=15)
MOST_PREVIEWED = 20
MOST_PROPOSED = 10_000

VERBS = {"created": "create", "updated": "update", "restored": "update", "deleted": "delete", "merged": "merge"}

Named = tuple[str, int]


@dataclass(frozen=True)
class Proposal:
    """What will be touched: `items` are the first records with what changes, before and after.

    `ids`: the records of `object` among them; `count`: all that will really change, of other objects too. `token`
    confirms exactly this proposal; it is known only to who gets this, and None where it was read again.
    `status`: open, confirmed, rejected, expired or conflict.
    """

    id: str
    action: str
    object: str
    count: int
    ids: list[int]
    items: list[dict[str, Any]]
    expires_at: datetime
    status: str = "open"
    session_id: UUID | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    token: str | None = field(default=None, repr=False)

    @property
    def verb(self) -> str:
        """create, update, delete, merge, or the action itself."""
        return VERBS.get(self.action, self.action)


@dataclass(frozen=True)
class Act:
    """What is proposed: the rows to write; or none, where who asks does the act on yes (sending a mail).

    `about`: what the act needs to be done, or its rows to be found anew. `object`, `ids`: what it is about where it
    has no rows. `bound`: further records (object, id) that must still be as they were. `items`: its own preview.
    """

    action: str
    rows: Sequence[RowWrite] = ()
    about: Mapping[str, Any] = field(default_factory=dict)
    object: str = ""
    ids: Sequence[int] = ()
    bound: Sequence[Named] = ()
    items: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True)
class Outcome:
    """`status`: confirmed, rejected, expired or conflict. `written`: where something was; `reason`: of a conflict."""

    status: str
    proposal: Proposal
    written: Written | None = None
    reason: str | None = None


class Renewal(Protocol):
    """Finds the rows of an action anew: where they are other ones than were shown, it is a conflict."""

    async def rows(self, unit: UnitOfWork, scope: Scope, about: Mapping[str, Any]) -> list[RowWrite]: ...


class ProposalService:
    """Makes, confirms and rejects proposals. `renewals`: by action, for those whose rows hang on other records."""

    def __init__(self, write_path: WritePath, reader: RecordReader, renewals: Mapping[str, Renewal] | None = None):
        self._write_path = write_path
        self._reader = reader
        self._renewals = renewals or {}

    async def propose(self, unit: UnitOfWork, scope: Scope, actor: Actor, act: Act) -> Proposal:
        """Nothing is written but the proposal itself; rows that would change nothing are left out.

        Raises what the write would raise (RoleNeededError, InvalidRowsError, HeldByOthersError …),
        TooManyRecordsError, and NothingToChangeError where nothing is left.
        """
        actor.require_writing()
        if len(act.rows) > MOST_PROPOSED:
            raise TooManyRecordsError(MOST_PROPOSED)
        if act.action != "merged":
            await require_free(unit, scope, act.rows)
        planned = await self._write_path.plan(unit, scope, actor, act.rows) if act.rows else []
        drafts = [draft for draft in planned if changes_anything(draft)]
        if act.rows and not drafts:
            raise NothingToChangeError
        versions = {
            _key(draft.definition.name, draft.id): draft.before["version"] for draft in drafts if draft.before
        }  # fmt: skip
        versions |= await self._versions(unit, scope, act.bound)
        rows = [draft.row for draft in drafts]
        items = list(act.items) or await previews(unit, scope, drafts[:MOST_PREVIEWED])
        object = act.object or rows[0].object
        ids = list(act.ids) or [row.id for row in rows if row.object == object and row.id is not None]
        # Expiry is of real time, whatever the business clock says.
        now, token = datetime.now(UTC), new_secret("prp_")
        proposal = Proposal(
            str(new_uuid()), act.action, object, len(rows) or 1, ids, items, now + LIFE,
            session_id=actor.caller.session_id, about=act.about, token=token,
        )  # fmt: skip
        await self._add(unit, actor, proposal, rows, versions, now)
        return proposal

    async def get(self, unit: UnitOfWork, actor: Actor, proposal_id: UUID, token: str | None = None) -> Proposal:
        """Raises ProposalNotFoundError, also for somebody else's."""
        return _proposal(await self._theirs(unit, actor, proposal_id, token))

    async def confirm(
        self, unit: UnitOfWork, scope: Scope, actor: Actor, proposal_id: UUID, token: str | None = None
    ) -> Outcome:
        """Writes what was proposed, if each record still is as it was shown; else changes nothing.

        Without a token only who was shown it may: the same person or program, or the same session. Raises
        ProposalNotFoundError (also for a wrong token or somebody else's), ProposalNotOpenError, RoleNeededError.
        """
        row = await self._theirs(unit, actor, proposal_id, token, lock=True)
        proposal = _require_open(row)
        actor.require_writing()
        if row["expires_at"] <= datetime.now(UTC):
            return await self._end(unit, Outcome("expired", proposal))
        rows = [RowWrite.from_json(data) for data in row["command"]["rows"]]
        by = Actor(actor.caller, row["via"])
        try:
            async with unit.connection.begin_nested():
                await self._require_unchanged(unit, scope, proposal, rows, row["versions"])
                written = await self._write(unit, scope, by, proposal, rows, row["versions"]) if rows else None
        except (ConflictError, InvalidError, NotFoundError) as error:
            reason = None if isinstance(error, ChangedMeanwhileError) else error.detail
            return await self._end(unit, Outcome("conflict", proposal, reason=reason))
        return await self._end(unit, Outcome("confirmed", proposal, written))

    async def reject(self, unit: UnitOfWork, actor: Actor, proposal_id: UUID, token: str | None = None) -> Outcome:
        """Raises as `confirm`."""
        row = await self._theirs(unit, actor, proposal_id, token, lock=True)
        return await self._end(unit, Outcome("rejected", _require_open(row)))

    async def _add(
        self,
        unit: UnitOfWork,
        actor: Actor,
        proposal: Proposal,
        rows: Sequence[RowWrite],
        versions: Mapping[str, int],
        now: datetime,
    ) -> None:
        command = {
            "action": proposal.action,
            "object": proposal.object,
            "ids": proposal.ids,
            "count": proposal.count,
            "about": dict(proposal.about),
            "rows": [row.as_json() for row in rows],
        }
        values = {
            "id": UUID(proposal.id),
            "token_digest": digest(proposal.token or ""),
            "via": actor.via,
            "command": command,
            "preview": proposal.items,
            "versions": dict(versions),
            "status": "open",
            "actor_kind": actor.caller.kind.value,
            "actor_id": actor.caller.actor_id,
            "session_id": proposal.session_id,
            "created_at": now,
            "expires_at": proposal.expires_at,
        }
        await unit.execute(insert(proposals).values(workspace_id=unit.workspace_id, **values))

    async def _write(
        self,
        unit: UnitOfWork,
        scope: Scope,
        actor: Actor,
        proposal: Proposal,
        rows: Sequence[RowWrite],
        versions: Mapping[str, int],
    ) -> Written:
        if proposal.action != "merged":
            await require_free(unit, scope, rows)
        bound = [
            RowWrite(row.kind, row.object, row.id, row.values, versions.get(_key(row.object, row.id)), row.replace)
            for row in rows
        ]
        return await self._write_path.write(unit, scope, actor, bound, action=proposal.action, confirmed=True)

    async def _require_unchanged(
        self,
        unit: UnitOfWork,
        scope: Scope,
        proposal: Proposal,
        rows: Sequence[RowWrite],
        versions: Mapping[str, int],
    ) -> None:
        """Raises ChangedMeanwhileError where what the rows do not say themselves is not as it was."""
        renewal = self._renewals.get(proposal.action)
        if renewal is not None and await renewal.rows(unit, scope, proposal.about) != list(rows):
            raise ChangedMeanwhileError
        written = {_key(row.object, row.id) for row in rows}
        around = [(name, int(record_id)) for name, _, record_id in (key.partition(":") for key in versions)
                  if _key(name, int(record_id)) not in written]  # fmt: skip
        now = await self._versions(unit, scope, around)
        if any(now.get(_key(*one)) != versions[_key(*one)] for one in around):
            raise ChangedMeanwhileError

    async def _versions(self, unit: UnitOfWork, scope: Scope, named: Sequence[Named]) -> dict[str, int]:
        found: dict[str, int] = {}
        for name in dict.fromkeys(name for name, _ in named):
            ids = [record_id for other, record_id in named if other == name]
            for record in await self._reader.many(unit, scope, scope.definition(name), ids, labels=False):
                found[_key(name, record["id"])] = record["version"]
        return found

    async def _theirs(
        self, unit: UnitOfWork, actor: Actor, proposal_id: UUID, token: str | None, *, lock: bool = False
    ) -> Mapping[Any, Any]:
        statement = select(proposals).where(proposals.c.id == proposal_id)
        row = (await unit.execute(statement.with_for_update() if lock else statement)).mappings().one_or_none()
        if row is None or not _is_theirs(row, actor, token):
            raise ProposalNotFoundError
        return row

    async def _end(self, unit: UnitOfWork, outcome: Outcome) -> Outcome:
        write_id = UUID(outcome.written.undo_id) if outcome.written else None
        await unit.execute(
            update(proposals)
            .where(proposals.c.id == UUID(outcome.proposal.id))
            .values(status=outcome.status, write_id=write_id)
        )
        return outcome


def _is_theirs(row: Mapping[Any, Any], actor: Actor, token: str | None) -> bool:
    caller = actor.caller
    if (row["actor_kind"], row["actor_id"]) != (caller.kind.value, caller.actor_id):
        return False
    if token is not None:
        return hmac.compare_digest(bytes(row["token_digest"]), digest(token))
    # Nobody in particular is not the same as somebody else who is nobody.
    same_session = caller.session_id is not None and caller.session_id == row["session_id"]
    return caller.actor_id is not None or same_session


def _require_open(row: Mapping[Any, Any]) -> Proposal:
    if row["status"] != "open":
        raise ProposalNotOpenError(f"This proposal is {row['status']} already.")
    return _proposal(row)


def _proposal(row: Mapping[Any, Any]) -> Proposal:
    command = row["command"]
    is_over = row["status"] == "open" and row["expires_at"] <= datetime.now(UTC)
    return Proposal(
        str(row["id"]), command["action"], command["object"], command["count"], command["ids"], row["preview"],
        row["expires_at"], status="expired" if is_over else row["status"], session_id=row["session_id"],
        about=command["about"],
    )  # fmt: skip


def _key(name: str, record_id: int | None) -> str:
    return f"{name}:{record_id}"
