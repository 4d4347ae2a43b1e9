"""History of a record: each change with old and new values, who made it, when and by which way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Member, Relation
from frontdesk.crm.reading.labels import titles
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.images import field_at, shown
from frontdesk.crm.records.repository import WriteRepository
from frontdesk.crm.scope import Scope
from frontdesk.platform.paging import MOST_ID, Piece, cut
from frontdesk.platform.unit_of_work import UnitOfWork

# Said by the write as a whole; all else is told by what happened to the record itself.
_SAID_BY_WRITE = ("merged", "undone")


@dataclass(frozen=True)
class HistoryPage:
    """Entries as the API shows them, the newest first."""

    items: list[dict[str, Any]]
    next: str | None
    total: int


class History:
    """Reads what happened to a record."""

    def __init__(self, reader: RecordReader):
        self._reader = reader
        self._writes = WriteRepository()

    async def page(
        self, unit: UnitOfWork, scope: Scope, definition: Definition, record_id: int, piece: Piece
    ) -> HistoryPage:
        """Raises RecordNotFoundError for a record that the caller does not see."""
        await self._reader.get(unit, scope, definition, record_id)
        below = MOST_ID if piece.after is None else piece.after
        rows, more = cut(
            await self._writes.history(unit, definition.name, record_id, below, piece.limit + 1), piece.limit
        )
        items = [_entry(definition, row) for row in rows]
        await self._label(unit, scope, definition, items)
        total = await self._writes.history_length(unit, definition.name, record_id)
        return HistoryPage(items, str(rows[-1]["id"]) if more else None, total)

    async def _label(self, unit: UnitOfWork, scope: Scope, definition: Definition, items: list[dict[str, Any]]) -> None:
        """Says in words what ids stand for."""
        wanted: dict[str, set[int]] = {}
        places: list[tuple[dict[str, Any], str, str]] = []
        for item in items:
            for change in item["changes"]:
                field = field_at(definition, change["field"])
                if isinstance(field, Relation | Member):
                    target = field.object if isinstance(field, Relation) else "users"
                    for side in ("old", "new"):
                        if change[side] is not None:
                            wanted.setdefault(target, set()).add(change[side])
                            places.append((change, side, target))
        labels = await titles(unit, scope, wanted)
        for change, side, target in places:
            change[f"{side}_label"] = labels.get((target, change[side]))


def _entry(definition: Definition, row: Mapping[Any, Any]) -> dict[str, Any]:
    before, after = shown(definition, row["before"] or {}), shown(definition, row["after"] or {})
    paths = [path for path in dict.fromkeys([*after, *before]) if path not in ("created_at", "deleted_at")]
    can_undo = row["version_after"] is not None and row["undone_by"] is None
    return {
        "id": row["id"],
        "at": row["at"].isoformat(),
        "actor": {"id": row["actor_id"], "kind": row["actor_kind"], "name": row["actor_name"]},
        "via": row["via"],
        "action": _action(row),
        "changes": [{"field": path, "old": before.get(path), "new": after.get(path)} for path in paths],
        "undo_id": str(row["write_id"]) if can_undo else None,
    }


def _action(row: Mapping[Any, Any]) -> str:
    if row["action"] in _SAID_BY_WRITE:
        return str(row["action"])
    if row["before"] is None:
        return "created"
    if "deleted_at" in (row["after"] or {}):
        return "restored" if row["after"]["deleted_at"] is None else "deleted"
    return "updated"
