"""Previews: what rows would change of which record, before and after, as people are shown it."""

from collections.abc import Mapping, Sequence
from typing import Any

from frontdesk.crm.fields import Member, Relation
from frontdesk.crm.reading.labels import titles
from frontdesk.crm.records.command import Kind
from frontdesk.crm.records.images import field_at, packed, shown
from frontdesk.crm.records.write_path import Draft
from frontdesk.crm.scope import Scope
from frontdesk.platform.unit_of_work import UnitOfWork

USERS = "users"

Item = dict[str, Any]


def changes_anything(draft: Draft) -> bool:
    """Whether the record will be another than it is."""
    return draft.row.kind is not Kind.UPDATE or bool(draft.found)


async def previews(unit: UnitOfWork, scope: Scope, drafts: Sequence[Draft]) -> list[Item]:
    """`{object, id, kind, title, before, after, labels}` of each, where what is set stands in `after` alone.

    `labels`: by field the titles of records and names of people that stand in before and after as ids.
    """
    items = [_item(draft) for draft in drafts]
    pointers = [(item, path, _target(scope, item, path)) for item in items for path in item["after"]]
    wanted: dict[str, set[int]] = {}
    for item in items:
        if item["id"] is not None:
            wanted.setdefault(item["object"], set()).add(item["id"])
    for item, path, target in pointers:
        if target is not None:
            wanted.setdefault(target, set()).update(value for value in _sides(item, path).values() if value)
    words = await titles(unit, scope, wanted)
    for item in items:
        item["title"] = words.get((item["object"], item["id"])) or _title_of_new(scope, item)
    for item, path, target in pointers:
        if target is not None:
            sides = _sides(item, path).items()
            item["labels"][path] = {side: words[target, value] for side, value in sides if (target, value) in words}
    return items


def _item(draft: Draft) -> Item:
    old = draft.old or {}
    before = {} if draft.row.kind is Kind.CREATE else {path: old.get(path) for path in draft.found}
    after = {path: value for path, value in draft.found.items() if draft.old is not None or value is not None}
    return {
        "object": draft.definition.name,
        "id": draft.row.id,
        "kind": draft.row.kind.value,
        "title": None,
        "before": shown(draft.definition, packed(draft.definition, before)),
        "after": shown(draft.definition, packed(draft.definition, after)),
        "labels": {},
    }


def _title_of_new(scope: Scope, item: Mapping[str, Any]) -> str | None:
    """What a record that is not there yet will be called; None for one that the caller does not see."""
    if item["id"] is not None:
        return None
    return scope.definition(item["object"]).title.of(item["after"], scope.habits.time_zone)


def _target(scope: Scope, item: Mapping[str, Any], path: str) -> str | None:
    field = field_at(scope.definition(item["object"]), path)
    if isinstance(field, Relation):
        return field.object
    return USERS if isinstance(field, Member) else None


def _sides(item: Mapping[str, Any], path: str) -> dict[str, Any]:
    return {"before": item["before"].get(path), "after": item["after"].get(path)}
