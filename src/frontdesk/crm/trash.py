"""Trash: what was deleted, over all objects, the newest first; and what is gone for good after 90 days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping, Select, Text, and_, func, literal, select, true, union_all
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.crm.definitions import Definition
from frontdesk.crm.newest_first import Place, after, place_of
from frontdesk.crm.reading.shown import shown_record
from frontdesk.crm.records.models import changes, writes
from frontdesk.crm.scope import Scope
from frontdesk.crm.tables import view_of
from frontdesk.platform.unit_of_work import UnitOfWork

DAYS_IN_TRASH = 90
MOST_COUNTED = 10_000
TITLE_LENGTH = 240


@dataclass(frozen=True)
class TrashPage:
    """Records as the API shows them in the trash. `total` counts 10,000 of each object at most."""

    items: list[dict[str, Any]]
    next: str | None
    total: int
    total_is_estimate: bool


class TrashService:
    """Shows the trash."""

    async def page(
        self,
        unit: UnitOfWork,
        scope: Scope,
        *,
        limit: int = 50,
        cursor: str | None = None,
        objects: Sequence[str] | None = None,
    ) -> TrashPage:
        """The newest first. `objects`: only of these. Raises UnknownObjectError, InvalidCursorError."""
        definitions = [scope.definition(name) for name in objects] if objects else list(scope.catalogue)
        statement = _statement(definitions, place_of(cursor), limit + 1)
        rows = (await unit.execute(statement)).mappings().all()
        counts: list[int] = list((await unit.execute(union_all(*_counts(definitions)))).scalars())
        last = rows[limit - 1] if len(rows) > limit else None
        return TrashPage(
            [_item(scope, row) for row in rows[:limit]],
            Place(last["deleted_at"], last["object"], last["id"]).cursor if last else None,
            sum(counts),
            MOST_COUNTED in counts,
        )


def purged_on(scope: Scope, deleted_at: datetime) -> str:
    """The day, in the workspace's time zone, on which it is gone for good."""
    return (deleted_at.astimezone(scope.habits.time_zone).date() + timedelta(days=DAYS_IN_TRASH)).isoformat()


def _statement(definitions: Sequence[Definition], place: Place | None, limit: int) -> Select[Any]:
    parts = [
        select(_in_trash(definition, place).limit(limit).subquery())
        for definition in {definition.name: definition for definition in definitions}.values()
    ]
    every = (union_all(*parts) if len(parts) > 1 else parts[0]).subquery()
    page = select(every).order_by(every.c.deleted_at.desc(), every.c.object, every.c.id.desc()).limit(limit).subquery()
    # Who deleted it: the last of its changes that moved it to the trash.
    moved = changes.c.after["deleted_at"].astext
    by = (
        select(writes.c.actor_name)
        .join(changes, changes.c.write_id == writes.c.id)
        .where(changes.c.object == page.c.object, changes.c.record_id == page.c.id, moved.is_not(None))
        .order_by(changes.c.id.desc())
        .limit(1)
        .lateral()
    )
    return (
        select(page, by.c.actor_name.label("deleted_by"))
        .select_from(page.outerjoin(by, true()))
        .order_by(page.c.deleted_at.desc(), page.c.object, page.c.id.desc())
    )


def _in_trash(definition: Definition, place: Place | None) -> Select[Any]:
    view = view_of(definition)
    pairs: list[Any] = []
    for name in definition.title.fields:
        is_text = definition.by_path[name].sql_type == "text"
        pairs += [literal(name), func.left(view.c[name], TITLE_LENGTH) if is_text else view.c[name]]
    return (
        select(
            literal(definition.name, Text).label("object"),
            view.c.id,
            view.c.deleted_at,
            func.jsonb_build_object(*pairs, type_=JSONB).label("title"),
        )
        .where(and_(view.c.deleted_at.is_not(None), after(place, definition.name, view.c.deleted_at, view.c.id)))
        .order_by(view.c.deleted_at.desc(), view.c.id.desc())
    )


def _counts(definitions: Sequence[Definition]) -> Iterator[Select[Any]]:
    for definition in definitions:
        view = view_of(definition)
        some = select(view.c.id).where(view.c.deleted_at.is_not(None)).limit(MOST_COUNTED).subquery()
        yield select(func.count().label("count")).select_from(some)


def _item(scope: Scope, row: RowMapping) -> dict[str, Any]:
    definition = scope.definition(row["object"])
    values: dict[str, Any] = {"id": row["id"]}
    for name, value in row["title"].items():
        values[name] = None if value is None else definition.by_path[name].unpack(value)
    return {
        "object": definition.name,
        "id": row["id"],
        "title": definition.title.of(shown_record(definition, values), scope.habits.time_zone),
        "deleted_at": row["deleted_at"].isoformat(),
        "deleted_by": row["deleted_by"],
        "purged_on": purged_on(scope, row["deleted_at"]),
    }
