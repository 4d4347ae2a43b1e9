"""TimelineService: pages of what happened with a record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, select

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import RecordNotFoundError
from frontdesk.crm.fields import Choice, Field
from frontdesk.crm.newest_first import Place, place_of
from frontdesk.crm.reading.labels import titles
from frontdesk.crm.records.images import field_at, shown
from frontdesk.crm.scope import Scope
from frontdesk.crm.tables import view_of
from frontdesk.crm.timeline.errors import NoTimelineError, UnknownKindError
from frontdesk.crm.timeline.statement import BODY_LENGTH, CHANGE, kinds_of, timeline_statement
from frontdesk.platform.unit_of_work import UnitOfWork

_UNTOLD = ("created_at", "deleted_at")


@dataclass(frozen=True)
class TimelinePage:
    """Entries as the API shows them, the newest first."""

    items: list[dict[str, Any]]
    next: str | None
    total: int


class TimelineService:
    """Reads timelines."""

    async def page(
        self,
        unit: UnitOfWork,
        scope: Scope,
        definition: Definition,
        record_id: int,
        *,
        kinds: Sequence[str] = (),
        limit: int = 50,
        cursor: str | None = None,
    ) -> TimelinePage:
        """`kinds`: only these (all if empty).

        Raises NoTimelineError, UnknownKindError, RecordNotFoundError, InvalidCursorError.
        """
        if not definition.has_timeline:
            raise NoTimelineError(definition.label_plural)
        known = kinds_of(scope.catalogue)
        for kind in kinds:
            if kind not in known:
                raise UnknownKindError(kind, known)
        place = place_of(cursor)
        await self._require(unit, definition, record_id)
        statement = timeline_statement(
            scope.catalogue, definition, record_id, frozenset(kinds or known), place, limit + 1
        )
        rows = [] if statement is None else (await unit.execute(statement)).mappings().all()
        items = [_item(scope, definition, row) for row in rows[:limit]]
        await _label(unit, scope, definition, items)
        last = rows[limit - 1] if len(rows) > limit else None
        following = Place(last["at"], last["source"], last["id"]).cursor if last else None
        return TimelinePage(items, following, rows[0]["total"] if rows else 0)

    async def _require(self, unit: UnitOfWork, definition: Definition, record_id: int) -> None:
        view = view_of(definition)
        if (await unit.execute(select(view.c.id).where(view.c.id == record_id))).scalar() is None:
            raise RecordNotFoundError(definition.label, record_id)


def _item(scope: Scope, definition: Definition, row: RowMapping) -> dict[str, Any]:
    source = row["source"]
    if source == CHANGE:
        return _change(definition, row)
    other = scope.definition(source)
    data = shown_fields(other, row["fields"])
    title = title_of_entry(other, data)
    body = row["body"]
    if body is not None and len(body) == BODY_LENGTH:
        body += " …"
    if other.entry is None:
        return _as_item(CHANGE, source, row, f"{other.label} created: {title}", None, {"action": "created", **data})
    told = {name: value for name, value in data.items() if name != other.entry.body}
    return _as_item(other.entry.kind, source, row, title, body, told)


def _as_item(
    kind: str, source: str, row: RowMapping, title: str, body: str | None, data: dict[str, Any]
) -> dict[str, Any]:
    return {
        "kind": kind,
        "object": source,
        "id": row["id"],
        "at": row["at"].isoformat(),
        "title": title,
        "body": body,
        "data": data,
        "actor": row["actor"],
    }


def shown_fields(definition: Definition, packed: Mapping[str, Any]) -> dict[str, Any]:
    """Values of the database's JSON, which holds the stored forms, as the API shows them."""
    found = {}
    for name, value in packed.items():
        field = definition.by_path[name]
        found[name] = None if value is None else field.show(field.unpack(value))
    return found


def title_of_entry(definition: Definition, data: Mapping[str, Any]) -> str:
    """What has no words of its own is called by its choice: `Outbound call`."""
    first = definition.by_path[definition.title.fields[0]]
    if isinstance(first, Choice):
        word = next((option.label for option in first.choices if option.value == data[first.name]), "")
        return f"{word} {definition.label.lower()}".strip()
    return definition.title.of(data)


def _change(definition: Definition, row: RowMapping) -> dict[str, Any]:
    fields = row["fields"]
    before, after = shown(definition, fields["before"] or {}), shown(definition, fields["after"] or {})
    action = _action(fields)
    paths = [path for path in dict.fromkeys([*after, *before]) if path not in _UNTOLD]
    made = [{"field": path, "old": before.get(path), "new": after.get(path)} for path in paths]
    data = {"action": action, "via": fields["via"], "undo_id": fields["undo_id"], "changes": made}
    names = [_words(definition, path) for path in paths]
    title = f"{', '.join(names[:4])}{' …' if len(names) > 4 else ''} changed"
    if action != "updated" or not names:
        title = f"{definition.label} {action}"
    return _as_item(CHANGE, definition.name, row, title, None, data)


def _words(definition: Definition, path: str) -> str:
    field: Field | None = field_at(definition, path)
    return field.words if field is not None else path


def _action(fields: Mapping[str, Any]) -> str:
    if fields["action"] in ("merged", "undone"):
        return str(fields["action"])
    if fields["before"] is None:
        return "created"
    if "deleted_at" in (fields["after"] or {}):
        return "restored" if fields["after"]["deleted_at"] is None else "deleted"
    return "updated"


async def _label(unit: UnitOfWork, scope: Scope, definition: Definition, items: Sequence[dict[str, Any]]) -> None:
    """Says in words what the ids in changes stand for."""
    places = []
    wanted: dict[str, set[int]] = {}
    for item in items:
        for change in item["data"].get("changes", ()):
            field = field_at(definition, change["field"])
            if field is None or field.kind not in ("relation", "user"):
                continue
            target = getattr(field, "object", "users")
            for side in ("old", "new"):
                if change[side] is not None:
                    wanted.setdefault(target, set()).add(change[side])
                    places.append((change, side, target))
    words = await titles(unit, scope, wanted)
    for change, side, target in places:
        change[f"{side}_label"] = words.get((target, change[side]))
