"""Undo: takes a whole write back, as long as its records are as it left them; itself a write that can be undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy.exc import DBAPIError

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import CannotUndoError, DuplicateValueError, UndoGoneError, UndoNotFoundError
from frontdesk.crm.fields import Relation
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import Actor, Write
from frontdesk.crm.records.images import columns_of, packed, values_of
from frontdesk.crm.records.repository import Change, RecordRepository, WriteRepository
from frontdesk.crm.records.tidings import Tidings
from frontdesk.crm.scope import Scope
from frontdesk.identity.callers import Role
from frontdesk.identity.errors import RoleNeededError
from frontdesk.platform.identifiers import new_uuid
from frontdesk.platform.paging import MOST_ID
from frontdesk.platform.unit_of_work import UnitOfWork

UNDO_DAYS = 30
BLOCK = 1_000
# Who asks gets as many of the restored records as this.
MOST_SHOWN = 1_000
POINTED = "This cannot be undone: other records point at what was made, or what it pointed at is gone for good."


@dataclass(frozen=True)
class UndoState:
    """What an undo would take back, and whether it still can."""

    id: str
    action: str
    object: str
    records: int
    at: datetime
    actor: str
    reason: str | None


@dataclass(frozen=True)
class Undone:
    """`items`: (object, id) of the records that were put back, with the record as it is now (None: gone again)."""

    undo_id: str
    items: list[tuple[str, int, dict[str, Any] | None]]
    skipped: int


@dataclass
class Target:
    """What one record shall be again."""

    object: str
    record_id: int
    image: dict[str, Any] | None
    is_gone: bool
    expected: int | None
    version_before: int | None
    after: dict[str, Any]


class UndoService:
    """Takes writes back."""

    def __init__(self, reader: RecordReader, tidings: Tidings):
        self._reader = reader
        self._tidings = tidings
        self._records = RecordRepository()
        self._writes = WriteRepository()

    async def state(self, unit: UnitOfWork, scope: Scope, actor: Actor, undo_id: UUID) -> UndoState:
        """Raises UndoNotFoundError."""
        row = await self._writes.get(unit, undo_id)
        if row is None:
            raise UndoNotFoundError
        reason = None
        try:
            _require_open(row, scope)
            _require_right(row, actor)
        except (CannotUndoError, UndoGoneError, RoleNeededError) as error:
            reason = error.detail
        return UndoState(
            str(undo_id), row["action"], row["object"], row["records"], row["at"], row["actor_name"], reason
        )

    async def undo(
        self, unit: UnitOfWork, scope: Scope, actor: Actor, undo_id: UUID, *, skip_changed: bool = False
    ) -> Undone:
        """Takes the whole write back. With `skip_changed` records that have changed since stay as they are.

        Raises UndoNotFoundError, UndoGoneError (after 30 days), CannotUndoError (changed since, undone already, or
        others point at what was made), RoleNeededError for an agent and somebody else's write.
        """
        row = await self._writes.get(unit, undo_id, lock=True)
        if row is None:
            raise UndoNotFoundError
        actor.require_writing()
        _require_open(row, scope)
        _require_right(row, actor)
        write = Write(new_uuid(), "undone", row["object"])
        await self._tidings.open(unit, actor, write, 0, undoes=undo_id)
        back = _Way(self, unit, scope, actor, write, skip_changed)
        try:
            await back.walk(undo_id)
        except DBAPIError as error:
            raise _named(error, scope) from error
        await self._writes.mark_undone(unit, undo_id, write.id)
        return Undone(str(write.id), await self._shown(unit, scope, back.touched), back.skipped)

    async def _shown(
        self, unit: UnitOfWork, scope: Scope, touched: Sequence[tuple[str, int]]
    ) -> list[tuple[str, int, dict[str, Any] | None]]:
        some = touched[:MOST_SHOWN]
        found: dict[tuple[str, int], dict[str, Any]] = {}
        for name in dict.fromkeys(name for name, _ in some):
            ids = [record_id for other, record_id in some if other == name]
            for record in await self._reader.many(unit, scope, scope.definition(name), ids):
                found[name, record["id"]] = record
        return [(name, record_id, found.get((name, record_id))) for name, record_id in some]


Pair = tuple[Target, Mapping[Any, Any]]


class _Way:
    """One walk back through the changes of a write, from the last to the first, block by block."""

    def __init__(
        self, service: UndoService, unit: UnitOfWork, scope: Scope, actor: Actor, write: Write, skip_changed: bool
    ):
        self._records, self._writes, self._tidings = service._records, service._writes, service._tidings
        self._unit, self._scope, self._actor, self._write = unit, scope, actor, write
        self._skip_changed = skip_changed
        # Of a record that the write changed more than once: the version before what was taken back already.
        self._versions: dict[tuple[str, int], int] = {}
        self.touched: list[tuple[str, int]] = []
        self.skipped = 0

    async def walk(self, undo_id: UUID) -> None:
        below = MOST_ID
        while rows := await self._writes.changes_of(self._unit, undo_id, below, BLOCK):
            below = rows[-1]["id"]
            targets = self._targets(rows)
            changes: list[Change] = []
            for name in dict.fromkeys(target.object for target in targets):
                group = [target for target in targets if target.object == name]
                changes += await self._put_back(self._scope.definition(name), group)
            self.touched += [(one.object, one.record_id) for one in changes if one.version_after is not None]
            await self._tidings.tell(self._unit, self._scope, self._actor, self._write, changes, count=True)

    async def _check_own_relations(self, definition: Definition, targets: Sequence[Target]) -> None:
        """What an own field names again must still be there: no foreign key sees to that."""
        for field in definition.own_by_name.values():
            if isinstance(field, Relation):
                images = [target.image or {} for target in targets]
                values = {image[field.path] for image in images if image.get(field.path) is not None}
                other = self._scope.definition(field.object)
                if values and await self._records.existing(self._unit, other, values) != values:
                    raise CannotUndoError(POINTED)

    async def _not_named(self, definition: Definition, pairs: Sequence[Pair]) -> list[Pair]:
        """Of what shall be taken away that at which nothing points. Raises CannotUndoError where all or none counts."""
        ids = [target.record_id for target, _ in pairs]
        named: set[int] = set()
        for other, relation in self._scope.catalogue.pointing_at[definition.name] if ids else ():
            named |= await self._records.named(self._unit, other, relation, ids)
        if named and not self._skip_changed:
            raise CannotUndoError(POINTED)
        self.skipped += len(named)
        return [pair for pair in pairs if pair[0].record_id not in named]

    def _targets(self, rows: Sequence[Mapping[Any, Any]]) -> list[Target]:
        """What each record shall be: of several changes of one record, the earliest says last."""
        found: dict[tuple[str, int, bool], Target] = {}
        for row in rows:
            key = (row["object"], row["record_id"], row["version_after"] is None)
            target = found.get(key)
            if target is None:
                found[key] = Target(
                    object=row["object"],
                    record_id=row["record_id"],
                    image=row["before"],
                    is_gone=row["after"] is None,
                    expected=row["version_after"],
                    version_before=row["version_before"],
                    after=dict(row["after"] or {}),
                )
            else:
                target.image = None if row["before"] is None else {**(target.image or {}), **row["before"]}
                target.version_before = row["version_before"]
        return list(found.values())

    async def _put_back(self, definition: Definition, targets: list[Target]) -> list[Change]:
        ids, removes = [one.record_id for one in targets], any(one.image is None for one in targets)
        there = await self._records.lock(self._unit, definition, ids, to_remove=removes)
        made, changed, gone = [], [], []
        for target in targets:
            row = there.get(target.record_id)
            if target.expected is None:
                if row is not None and self._still(definition, target, row):
                    changed.append((target, row))
            elif not self._is_as_left(target, row):
                self._leave(definition)
            elif row is None:
                made.append(target)
            elif target.image is None:
                gone.append((target, row))
            else:
                changed.append((target, row))
        # What goes to the trash frees its unique values; what comes out of it takes them last.
        to_trash = [pair for pair in changed if (pair[0].image or {}).get("deleted_at") is not None]
        out_of_it = [pair for pair in changed if (pair[0].image or {}).get("deleted_at", "") is None]
        rest = [pair for pair in changed if pair not in to_trash and pair not in out_of_it]
        return [
            *await self._remove(definition, await self._not_named(definition, gone)),
            *await self._change(definition, to_trash),
            *await self._change(definition, rest),
            *await self._change(definition, out_of_it),
            *await self._make(definition, made),
        ]

    def _is_as_left(self, target: Target, row: Mapping[Any, Any] | None) -> bool:
        if row is None or target.is_gone:
            return row is None and target.is_gone
        known = self._versions.get((target.object, target.record_id), row["version"])
        self._versions[target.object, target.record_id] = target.version_before or 0
        return bool(known == target.expected)

    def _still(self, definition: Definition, target: Target, row: Mapping[Any, Any]) -> bool:
        """What the system set on another record is put back only where it still stands."""
        now = packed(definition, values_of(definition, row))
        return all(now.get(path) == value for path, value in target.after.items())

    def _leave(self, definition: Definition) -> None:
        if not self._skip_changed:
            raise CannotUndoError(f"This cannot be undone any more: a {definition.label.lower()} has changed since.")
        self.skipped += 1

    async def _remove(self, definition: Definition, pairs: Sequence[Pair]) -> list[Change]:
        if not pairs:
            return []
        await self._records.remove(self._unit, definition, [target.record_id for target, _ in pairs])
        return [
            Change(definition.name, target.record_id, _whole(definition, row), None, row["version"], row["version"] + 1)
            for target, row in pairs
        ]

    async def _make(self, definition: Definition, targets: list[Target]) -> list[Change]:
        if not targets:
            return []
        await self._check_own_relations(definition, targets)
        now = self._scope.habits.now.isoformat()
        rows, changes, back = [], [], []
        for target in targets:
            image, version = target.image or {}, (target.expected or 0) + 1
            row = columns_of(definition, image, {})
            rows.append({**row, "id": target.record_id, "version": version, "updated_at": now})
            changes.append(Change(definition.name, target.record_id, None, image, None, version))
            back.append(Change(definition.name, target.record_id, None, None, target.version_before, version))
        await self._records.add(self._unit, definition, rows)
        await self._writes.carry_over(self._unit, back)
        return changes

    async def _change(self, definition: Definition, pairs: Sequence[Pair]) -> list[Change]:
        if not pairs:
            return []
        await self._check_own_relations(definition, [target for target, _ in pairs])
        now = self._scope.habits.now.isoformat()
        columns = {path.partition(".")[0] for target, _ in pairs for path in target.image or {}}
        rows, changes, back = [], [], []
        for target, row in pairs:
            image, is_own = target.image or {}, target.expected is not None
            old = packed(definition, {**values_of(definition, row), "deleted_at": row["deleted_at"]})
            stays = {name: old.get(name) for name in columns if name in old}
            version = row["version"] + (1 if is_own else 0)
            columns_now = columns_of(definition, {**stays, **image}, row["custom"])
            updated_at = now if is_own else row["updated_at"].isoformat()
            rows.append({**columns_now, "id": target.record_id, "version": version, "updated_at": updated_at})
            before = {path: old.get(path) for path in image}
            versions = (row["version"], version) if is_own else (None, None)
            changes.append(Change(definition.name, target.record_id, before, image, *versions))
            if is_own:
                back.append(Change(definition.name, target.record_id, None, None, target.version_before, version))
        await self._records.change(self._unit, definition, rows, columns | {"version", "updated_at"})
        await self._writes.carry_over(self._unit, back)
        return changes


def _whole(definition: Definition, row: Mapping[Any, Any]) -> dict[str, Any]:
    """All that a row holds, packed, so that it can be made again."""
    values = {**values_of(definition, row), "created_at": row["created_at"], "deleted_at": row["deleted_at"]}
    image = {path: value for path, value in packed(definition, values).items() if value is not None}
    # Values of own fields that are retired are kept too.
    image.update({f"custom.{name}": value for name, value in row["custom"].items() if value is not None})
    return image


def _require_open(row: Mapping[Any, Any], scope: Scope) -> None:
    definition = scope.definition(row["object"])
    if row["action"] in definition.outward:
        raise CannotUndoError(f"This cannot be undone: what became of the {definition.label.lower()} is a fact.")
    if row["undone_by"] is not None:
        raise CannotUndoError("This was undone already.")
    if row["at"] < scope.habits.now - timedelta(days=UNDO_DAYS):
        raise UndoGoneError(UNDO_DAYS)


def _require_right(row: Mapping[Any, Any], actor: Actor) -> None:
    """An agent takes back what they did themselves; what others did takes an admin."""
    caller = actor.caller
    if caller.role is None or caller.role.covers(Role.ADMIN):
        return
    if (row["actor_kind"], row["actor_id"]) != (caller.kind.value, caller.actor_id):
        raise RoleNeededError(Role.ADMIN)


def _named(error: DBAPIError, scope: Scope) -> Exception:
    if isinstance(error.orig, psycopg.errors.ForeignKeyViolation):
        return CannotUndoError(POINTED)
    if isinstance(error.orig, psycopg.errors.UniqueViolation):
        table = error.orig.diag.table_name
        definition = next((one for one in scope.catalogue if one.table == table), scope.definition("contacts"))
        unique = next((one.name for one in definition.fields if one.unique), "id")
        return DuplicateValueError(unique, definition.label, "that it had")
    if isinstance(error.orig, psycopg.errors.InsufficientPrivilege):
        return CannotUndoError("This cannot be undone: a record would become somebody else's.")
    return error
