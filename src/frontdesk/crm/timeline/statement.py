"""The statement of a timeline: what points at the record, its deals and its own changes, as one ordered UNION."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Text,
    column,
    func,
    literal,
    null,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, LongText, Relation
from frontdesk.crm.newest_first import Place, after
from frontdesk.crm.records.models import changes, writes
from frontdesk.crm.tables import view_of

CHANGE = "change"
# Deals stand in the timeline of their lead and contact when they were made: as a change of theirs.
DEALS = "deals"
BODY_LENGTH = 2_000
MOST_COUNTED = 10_000

_USERS = table("users", column("id", BigInteger), column("name", Text))


def kinds_of(catalogue: Catalogue) -> tuple[str, ...]:
    """All kinds of entries, in the order of the objects."""
    return (*(definition.entry.kind for definition in catalogue if definition.entry), CHANGE)


def timeline_statement(
    catalogue: Catalogue,
    definition: Definition,
    record_id: int,
    kinds: Collection[str],
    place: Place | None,
    limit: int,
) -> Select[Any] | None:
    """Rows of source (an object, or `change`), at, id, fields, body, actor and total; None where there can be none.

    `total` counts 10,000 of each source at most.
    """
    sources = list(_sources(catalogue, definition, record_id, kinds))
    if not sources:
        return None
    parts, counts = [], []
    for name, statement in sources:
        rows = statement.subquery()
        some = select(rows.c.id).limit(MOST_COUNTED).subquery()
        counts.append(select(func.count()).select_from(some).scalar_subquery())
        wanted = select(rows).where(after(place, name, rows.c.at, rows.c.id))
        parts.append(select(wanted.order_by(rows.c.at.desc(), rows.c.id.desc()).limit(limit).subquery()))
    every = (union_all(*parts) if len(parts) > 1 else parts[0]).subquery()
    total = sum(counts[1:], start=counts[0]) if len(counts) > 1 else counts[0]
    ordered = select(every, total.label("total"))
    return ordered.order_by(every.c.at.desc(), every.c.source, every.c.id.desc()).limit(limit)


def _sources(
    catalogue: Catalogue, definition: Definition, record_id: int, kinds: Collection[str]
) -> Iterator[tuple[str, Select[Any]]]:
    for other in catalogue:
        pointing = [relation for relation in other.relations if relation.object == definition.name]
        if pointing and other.entry is not None and other.entry.kind in kinds:
            yield other.name, _entries(other, pointing, record_id)
        elif pointing and other.name == DEALS and CHANGE in kinds:
            yield other.name, _made(other, pointing, record_id)
    if CHANGE in kinds:
        yield CHANGE, _changes(definition, record_id)


def _entries(definition: Definition, pointing: list[Relation], record_id: int) -> Select[Any]:
    view, entry = view_of(definition), definition.entry
    assert entry is not None
    # What has no time yet (a draft, a task without a day) stands where it was made.
    at = func.coalesce(view.c[entry.at], view.c.created_at)
    body = func.left(view.c[entry.body], BODY_LENGTH) if entry.body else null().cast(Text)
    return _rows(definition, view, at, told_fields(definition), body, pointing, record_id)


def _made(definition: Definition, pointing: list[Relation], record_id: int) -> Select[Any]:
    view = view_of(definition)
    return _rows(definition, view, view.c.created_at, told_fields(definition), null().cast(Text), pointing, record_id)


def _rows(
    definition: Definition,
    view: Any,
    at: ColumnElement[datetime],
    fields: list[Field],
    body: ColumnElement[Any],
    pointing: list[Relation],
    record_id: int,
) -> Select[Any]:
    actor = select(_USERS.c.name).where(_USERS.c.id == view.c.owner_id).scalar_subquery()
    pairs = [part for field in fields for part in (literal(field.name), told_value(view, field))]
    return select(
        literal(definition.name).label("source"),
        at.label("at"),
        view.c.id,
        func.jsonb_build_object(*pairs, type_=JSONB).label("fields"),
        body.label("body"),
        actor.label("actor"),
    ).where(or_(*(_points(view, relation, record_id) for relation in pointing)), view.c.deleted_at.is_(None))


def told_fields(definition: Definition) -> list[Field]:
    """What an entry tells: the title, and all short fields but relations."""
    return [
        field
        for field in definition.fields
        if field.name in definition.title.fields or not isinstance(field, (LongText, Relation))
    ]


def told_value(view: Any, field: Field) -> ColumnElement[Any]:
    value: ColumnElement[Any] = view.c[field.name]
    return func.left(value, BODY_LENGTH) if isinstance(field, LongText) else value


def _points(view: Any, relation: Relation, record_id: int) -> ColumnElement[bool]:
    value = relation.own_column(view.c.custom) if relation.own else view.c[relation.name]
    return value == record_id


def _changes(definition: Definition, record_id: int) -> Select[Any]:
    """What was done to the record itself. What the system followed up on has no version and is left to the history."""
    return (
        select(
            literal(CHANGE).label("source"),
            writes.c.at,
            changes.c.id,
            func.jsonb_build_object(
                "before", changes.c.before, "after", changes.c.after, "action", writes.c.action, "via", writes.c.via,
                "undo_id", writes.c.id, type_=JSONB,
            ).label("fields"),
            null().cast(Text).label("body"),
            writes.c.actor_name.label("actor"),
        )
        .join(writes, writes.c.id == changes.c.write_id)
        .where(
            changes.c.object == definition.name,
            changes.c.record_id == record_id,
            changes.c.version_after.is_not(None),
        )
    )  # fmt: skip
