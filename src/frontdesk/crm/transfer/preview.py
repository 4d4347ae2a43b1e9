"""Preview: the first rows of a file as they would become records, with what is wrong with them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field
from frontdesk.crm.reading.labels import add_labels
from frontdesk.crm.records.validation import Validation
from frontdesk.crm.scope import Scope
from frontdesk.crm.transfer.files import Row
from frontdesk.crm.transfer.models import Import
from frontdesk.crm.transfer.options import ImportOptions
from frontdesk.crm.transfer.rows.keys import comparable_key, holders
from frontdesk.crm.transfer.rows.planning import PlannedRow, Planner
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_ROWS = 20


def with_date_order(scope: Scope, options: ImportOptions) -> Scope:
    """The scope in which days are read as the import says, where it says it."""
    if options.date_order is None:
        return scope
    return replace(scope, habits=replace(scope.habits, date_order=options.date_order))


async def preview(unit: UnitOfWork, scope: Scope, found: Import) -> list[dict[str, Any]]:
    """For each of the first rows its number, values by field, errors, the action, and words for the ids in it."""
    definition = scope.definition(found.object)
    scope = with_date_order(scope, found.options)
    rows = [Row(number, cells) for number, cells in found.format["first_rows"]]
    planned = await Planner(found.options, len(found.columns)).plan(unit, scope, definition, rows)
    for one in planned:
        check_values(scope, definition, one)
    for field in definition.fields:
        if field.unique:
            await _check_unique(unit, scope, definition, field, planned)
    records = [{"id": None, **one.values} for one in planned]
    await add_labels(unit, scope, definition, records)
    return [_shown(one, record) for one, record in zip(planned, records, strict=True)]


def check_values(scope: Scope, definition: Definition, one: PlannedRow) -> None:
    """Adds what the write path would say of the values, so that all that is wrong with a row is said at once."""
    if one.action == "skip":
        return
    before: dict[str, Any] | None = {} if one.action == "update" else None
    found, errors = Validation().check(scope.habits, definition, one.values, before)
    wrong = {error["field"] for error in one.errors}
    if "" not in wrong:
        one.errors += [error for error in errors if error["field"] not in wrong]
    for path in one.values:
        field = definition.get(path)
        if field is not None and found.get(path) is not None:
            one.values[path] = field.show(found[path])


async def _check_unique(
    unit: UnitOfWork, scope: Scope, definition: Definition, field: Field, planned: Sequence[PlannedRow]
) -> None:
    keys: dict[int, Any] = {}
    for place, one in enumerate(planned):
        value = one.values.get(field.path)
        key = None if value is None or one.action == "skip" else comparable_key(field, value, scope.habits)
        if key is not None:
            keys[place] = key
    taken = await holders(unit, definition, field, keys.values())
    first: dict[Any, int] = {}
    for place, key in keys.items():
        one = planned[place]
        others = [record_id for record_id in taken.get(key, ()) if record_id != one.record_id]
        if others:
            one.errors.append({"field": field.path, "reason": "belongs to another record already"})
        elif first.setdefault(key, one.row.number) != one.row.number:
            one.errors.append({"field": field.path, "reason": f"stands in row {first[key]} of the file already"})


def _shown(one: PlannedRow, record: dict[str, Any]) -> dict[str, Any]:
    labels = {path: word for path, word in record.get("labels", {}).items() if path != "id"}
    return {
        "row": one.row.number,
        "values": one.values,
        "errors": one.errors,
        "action": one.action,
        "labels": labels,
        "written": one.written,
    }
