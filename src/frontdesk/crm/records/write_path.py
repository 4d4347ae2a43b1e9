"""The write path: the one way in which records are written, whoever asks.

Each row is validated by its definition, kept in step with its rules, checked against the caller's rights (by the
database), and told of: a change with old and new values, an entry in the audit trail, an event in the same transaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy.exc import DBAPIError

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import (
    ChangedMeanwhileError,
    ConfirmationNeededError,
    DuplicateValueError,
    InTrashError,
    InvalidRecordError,
    InvalidRowsError,
    NotInTrashError,
    NotYoursError,
    RecordNotFoundError,
    TooManyRecordsError,
)
from frontdesk.crm.fields import Member, Relation
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import Actor, Applied, Kind, RowWrite, Write, Written
from frontdesk.crm.records.images import columns_of, packed, values_of
from frontdesk.crm.records.repository import Change, RecordRepository, WriteRepository
from frontdesk.crm.records.rules import contacted_at, keep_in_step
from frontdesk.crm.records.tidings import Tidings
from frontdesk.crm.records.validation import Errors, Validation, Values
from frontdesk.crm.scope import Scope
from frontdesk.platform.errors import FrontdeskError
from frontdesk.platform.identifiers import new_uuid
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_ROWS = 1_000


@dataclass
class Draft:
    """One row on its way: what it was, what it becomes, and what is wrong with it."""

    index: int
    row: RowWrite
    definition: Definition
    before: Mapping[Any, Any] | None = None
    old: Values | None = None
    found: Values = field(default_factory=dict)
    errors: Errors = field(default_factory=list)
    id: int = 0

    @property
    def version(self) -> int:
        """The version that it will have."""
        return 1 if self.before is None else self.before["version"] + 1

    @property
    def after(self) -> Values:
        """All stored values as they will be."""
        return {**(self.old or {}), **self.found}


class WritePath:
    """Writes records."""

    def __init__(self, reader: RecordReader, tidings: Tidings):
        self._reader = reader
        self._tidings = tidings
        self._validation = Validation()
        self._records = RecordRepository()
        self._writes = WriteRepository()

    async def write(
        self,
        unit: UnitOfWork,
        scope: Scope,
        actor: Actor,
        rows: Sequence[RowWrite],
        *,
        action: str,
        confirmed: bool = False,
        planned: list[Draft] | None = None,
    ) -> Written:
        """Writes all rows or none; one undo takes all of it back. `action`: created, updated, deleted, merged …

        `planned`: what `plan` said of these rows in this transaction, so that it is not asked again.
        Raises InvalidRecordError (one row) or InvalidRowsError (several), RecordNotFoundError,
        ChangedMeanwhileError, NotYoursError, InTrashError; RoleNeededError for who may not write;
        ConfirmationNeededError where the way that it came by needs a yes and `confirmed` is not set, which only the
        service of proposals does.
        """
        if len(rows) > MOST_ROWS and not confirmed:
            raise TooManyRecordsError(MOST_ROWS)
        is_free = confirmed or not _needs_yes(scope, rows, action)
        write = await self._open(unit, actor, action, rows[0].object, len(rows), confirmed=is_free)
        applied = await self.apply(unit, scope, actor, write, rows, count=False, planned=planned)
        return Written(str(write.id), applied.records)

    async def begin(self, unit: UnitOfWork, actor: Actor, action: str, object: str) -> Write:
        """Opens a write to which any number of transactions may add by `apply`.

        Such a write is many records by its nature. Raises RoleNeededError, ConfirmationNeededError.
        """
        return await self._open(unit, actor, action, object, 0, confirmed=False)

    async def _open(
        self, unit: UnitOfWork, actor: Actor, action: str, object: str, records: int, *, confirmed: bool
    ) -> Write:
        """Every write is opened here, and nobody writes without one: who may not, or not yet, is stopped here."""
        actor.require_writing()
        if actor.needs_yes and not confirmed:
            raise ConfirmationNeededError
        write = Write(new_uuid(), action, object)
        await self._tidings.open(unit, actor, write, records)
        return write

    async def apply(
        self,
        unit: UnitOfWork,
        scope: Scope,
        actor: Actor,
        write: Write,
        rows: Sequence[RowWrite],
        *,
        on_error: str = "raise",
        count: bool = True,
        read_back: bool = True,
        planned: list[Draft] | None = None,
    ) -> Applied:
        """Writes the rows as part of `write`. `on_error="collect"` writes those that fit and names the others.

        Without `read_back` the records are not read again and come back as None.
        """
        drafts = planned or await self.plan(unit, scope, actor, rows, on_error=on_error)
        try:
            changes = await self._store_all(unit, scope, drafts)
        except DBAPIError as error:
            raise _named(error, drafts) from error
        await self._tidings.tell(unit, scope, actor, write, changes, count=count)
        records = await self._shown(unit, scope, drafts, read_back)
        return Applied(records, {draft.index: draft.errors for draft in drafts if draft.errors})

    async def plan(
        self, unit: UnitOfWork, scope: Scope, actor: Actor, rows: Sequence[RowWrite], *, on_error: str = "raise"
    ) -> list[Draft]:
        """Each row checked as it is written, with what it was and what it would become; nothing is written.

        The records are held until the end of the transaction. Raises as `write`, but asks for no yes.
        """
        drafts = [Draft(i, row, scope.definition(row.object)) for i, row in enumerate(rows)]
        await self._read(unit, drafts, collect=on_error == "collect")
        for draft in drafts:
            self._prepare(scope, actor, draft)
        await self._check_references(unit, scope, drafts)
        await self._check_unique(unit, drafts)
        if on_error == "raise":
            _raise_errors(drafts)
        return drafts

    async def _store_all(self, unit: UnitOfWork, scope: Scope, drafts: list[Draft]) -> list[Change]:
        good = [draft for draft in drafts if not draft.errors]
        changes: list[Change] = []
        for definition, group in _by_object(good):
            changes += await self._store(unit, scope, definition, group)
        return changes + await self._follow_contacts(unit, scope, good)

    # what is there

    async def _read(self, unit: UnitOfWork, drafts: list[Draft], *, collect: bool) -> None:
        for definition, group in _by_object(drafts):
            ids = [draft.row.id for draft in group if draft.row.id is not None]
            rows = await self._records.lock(unit, definition, ids) if ids else {}
            for draft in group:
                if draft.row.kind is not Kind.CREATE:
                    problem = self._take(draft, rows.get(draft.row.id or 0))
                    if problem is not None and not collect:
                        raise problem
                    if problem is not None:
                        draft.errors.append({"field": "id", "reason": problem.detail})

    def _take(self, draft: Draft, before: Mapping[Any, Any] | None) -> FrontdeskError | None:
        """Notes the record as it is; returns why the row cannot be applied to it, if it cannot."""
        label, row = draft.definition.label, draft.row
        if before is None:
            return RecordNotFoundError(label, row.id or 0)
        draft.before, draft.id = before, before["id"]
        draft.old = values_of(draft.definition, before)
        if row.version is not None and row.version != before["version"]:
            return ChangedMeanwhileError()
        in_trash = before["deleted_at"] is not None
        if row.kind is Kind.RESTORE:
            return None if in_trash else NotInTrashError(label)
        return InTrashError(label) if in_trash else None

    # what shall be

    def _prepare(self, scope: Scope, actor: Actor, draft: Draft) -> None:
        if draft.errors or draft.row.kind in (Kind.DELETE, Kind.RESTORE):
            return
        definition, row = draft.definition, draft.row
        values = row.values
        if row.kind is Kind.CREATE and "owner_id" not in values:
            values = {**values, "owner_id": actor.caller.user_id}
        draft.found, draft.errors = self._validation.check(
            scope.habits, definition, values, draft.old, replace=row.replace
        )
        if not draft.errors:
            keep_in_step(definition, draft.found, draft.old, scope.habits, draft.errors)
        if draft.old is not None:
            draft.found = {path: value for path, value in draft.found.items() if draft.old.get(path) != value}

    async def _check_references(self, unit: UnitOfWork, scope: Scope, drafts: list[Draft]) -> None:
        """What records point at must be there, and not in the trash."""
        wanted: dict[str, list[tuple[Draft, str, int]]] = {}
        for draft in drafts:
            restored = (draft.old or {}) if draft.row.kind is Kind.RESTORE else {}
            for path, value in {**restored, **draft.found}.items():
                one = draft.definition.get(path)
                if path in restored and not (isinstance(one, Relation) and scope.definition(one.object).kept_apart):
                    continue
                if value is not None and isinstance(one, Relation | Member):
                    target = one.object if isinstance(one, Relation) else "users"
                    wanted.setdefault(target, []).append((draft, path, value))
        for target, places in wanted.items():
            ids = {value for _, _, value in places}
            if target == "users":
                there, label = await self._records.members(unit, ids), "user"
            else:
                definition = scope.definition(target)
                # What may not go while others point at it must not go before these do.
                look = self._records.held if definition.kept_apart else self._records.present
                there, label = await look(unit, definition, ids), definition.label.lower()
            for draft, path, value in places:
                if value not in there:
                    draft.errors.append({"field": path, "reason": f"names a {label} {value} that is not there"})

    async def _check_unique(self, unit: UnitOfWork, drafts: list[Draft]) -> None:
        for definition, group in _by_object(drafts):
            for one in definition.fields:
                if one.unique:
                    await self._check_one_unique(unit, definition, one.path, group)

    async def _check_one_unique(self, unit: UnitOfWork, definition: Definition, path: str, group: list[Draft]) -> None:
        field_ = definition.by_path[path]
        wanted: dict[str, Draft] = {}
        for draft in group:
            value = draft.after.get(path)
            touched = path in draft.found or draft.row.kind is Kind.RESTORE
            if draft.errors or value is None or not touched or draft.row.kind is Kind.DELETE:
                continue
            key = field_.comparable(value)
            if key in wanted:
                draft.errors.append({"field": path, "reason": f"{value} stands in another row too", "kind": "unique"})
            wanted.setdefault(key, draft)
        taken = await self._records.taken(unit, definition, path, wanted) if wanted else {}
        freed = {draft.id for draft in group if draft.row.kind is Kind.DELETE or path in draft.found}
        for key, record_id in taken.items():
            draft = wanted[key]
            if draft.id != record_id and record_id not in freed:
                reason = f"{draft.after[path]} belongs to another {definition.label.lower()} already"
                draft.errors.append(
                    {"field": path, "reason": reason, "kind": "unique", "value": str(draft.after[path])}
                )

    # storing

    async def _store(self, unit: UnitOfWork, scope: Scope, definition: Definition, group: list[Draft]) -> list[Change]:
        now = scope.habits.now
        created = [draft for draft in group if draft.row.kind is Kind.CREATE]
        moved = [draft for draft in group if draft.row.kind in (Kind.DELETE, Kind.RESTORE)]
        updated = [draft for draft in group if draft.row.kind is Kind.UPDATE and draft.found]
        changes: list[Change] = []
        for draft in moved:
            draft.found = {"deleted_at": now if draft.row.kind is Kind.DELETE else None}
        # What goes to the trash frees its unique values for what is changed and made.
        for drafts in (moved, updated):
            if drafts:
                changes += await self._update(unit, definition, drafts, now)
        return changes + (await self._create(unit, definition, created, now) if created else [])

    async def _create(
        self, unit: UnitOfWork, definition: Definition, drafts: list[Draft], now: datetime
    ) -> list[Change]:
        ids = await self._records.next_ids(unit, definition, len(drafts))
        rows, changes = [], []
        for draft, record_id in zip(drafts, ids, strict=True):
            draft.id = record_id
            image = packed(definition, {path: value for path, value in draft.found.items() if value is not None})
            image["created_at"] = now.isoformat()
            row = columns_of(definition, image, {})
            rows.append({**row, "id": record_id, "version": 1, "updated_at": image["created_at"]})
            changes.append(Change(definition.name, record_id, None, image, None, 1))
        await self._records.add(unit, definition, rows)
        return changes

    async def _update(
        self, unit: UnitOfWork, definition: Definition, drafts: list[Draft], now: datetime
    ) -> list[Change]:
        columns = {path.partition(".")[0] for draft in drafts for path in draft.found} | {"version", "updated_at"}
        rows, changes = [], []
        for draft in drafts:
            assert draft.before is not None
            old = {**(draft.old or {}), "deleted_at": draft.before["deleted_at"]}
            before = packed(definition, {path: old.get(path) for path in draft.found})
            after = packed(definition, draft.found)
            # A column that only another row of the statement changes is set to what it is.
            stays = packed(definition, {name: old.get(name) for name in columns if name in old})
            row = columns_of(definition, {**stays, **after}, draft.before["custom"])
            rows.append({**row, "id": draft.id, "version": draft.version, "updated_at": now.isoformat()})
            changes.append(Change(definition.name, draft.id, before, after, draft.version - 1, draft.version))
        await self._records.change(unit, definition, rows, columns)
        return changes

    async def _follow_contacts(self, unit: UnitOfWork, scope: Scope, drafts: list[Draft]) -> list[Change]:
        """A call, mail, meeting or message moves the time at which its lead was last contacted forward."""
        times: dict[int, datetime] = {}
        for draft in drafts:
            if draft.row.kind in (Kind.CREATE, Kind.UPDATE):
                contact = contacted_at(draft.definition, draft.after, scope.habits)
                if contact is not None:
                    lead, at = contact
                    times[lead] = max(at, times.get(lead, at))
        return await self._records.move_contact_forward(unit, scope.definition("leads"), times) if times else []

    async def _shown(
        self, unit: UnitOfWork, scope: Scope, drafts: list[Draft], read_back: bool
    ) -> list[dict[str, Any] | None]:
        """The records as they are now, read as anybody would read them."""
        found: dict[tuple[str, int], dict[str, Any]] = {}
        good = [draft for draft in drafts if not draft.errors] if read_back else []
        for definition, group in _by_object(good):
            for record in await self._reader.many(unit, scope, definition, [draft.id for draft in group]):
                found[definition.name, record["id"]] = record
        return [found.get((draft.definition.name, draft.id)) for draft in drafts]


def _needs_yes(scope: Scope, rows: Sequence[RowWrite], action: str) -> bool:
    is_outward = action in scope.definition(rows[0].object).outward
    return is_outward or len(rows) > 1 or action == "merged" or any(row.kind is Kind.DELETE for row in rows)


def _by_object(drafts: Iterable[Draft]) -> list[tuple[Definition, list[Draft]]]:
    groups: dict[str, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.definition.name, []).append(draft)
    return [(group[0].definition, group) for group in groups.values()]


def _raise_errors(drafts: list[Draft]) -> None:
    faulty = [draft for draft in drafts if draft.errors]
    if not faulty:
        return
    if len(drafts) > 1:
        raise InvalidRowsError(
            [
                {
                    "row": draft.index,
                    "operation": draft.row.kind.value,
                    "field": error["field"],
                    "reason": error["reason"],
                }
                for draft in faulty
                for error in draft.errors
            ]
        )
    errors, definition = faulty[0].errors, faulty[0].definition
    if len(errors) == 1 and errors[0].get("kind") == "unique":
        raise DuplicateValueError(errors[0]["field"], definition.label, errors[0].get("value", ""))
    raise InvalidRecordError([{"field": error["field"], "reason": error["reason"]} for error in errors])


def _named(error: DBAPIError, drafts: list[Draft]) -> Exception:
    """What the database refused, as an error that says why."""
    definition = drafts[0].definition
    if isinstance(error.orig, psycopg.errors.InsufficientPrivilege) and "row-level security" in str(error.orig):
        return NotYoursError(definition.label_plural)
    if isinstance(error.orig, psycopg.errors.UniqueViolation):
        # Two who write the same value in the same moment: the checks of both saw nothing yet.
        unique = next((one.name for one in definition.fields if one.unique), "value")
        return DuplicateValueError(unique, definition.label, "that was given")
    if isinstance(error.orig, psycopg.errors.ForeignKeyViolation):
        # What a record points at was there when it was looked for, and is gone since.
        constraint = error.orig.diag.constraint_name or ""
        fields = {f"{one.table}_{field}": field for one in _definitions(drafts) for field in _pointers(one)}
        return InvalidRecordError([{"field": fields.get(constraint, ""), "reason": "names what is not there any more"}])
    return error


def _definitions(drafts: Iterable[Draft]) -> list[Definition]:
    return [definition for definition, _ in _by_object(drafts)]


def _pointers(definition: Definition) -> list[str]:
    return [field.name for field in definition.stored_fields if isinstance(field, Relation | Member)]
