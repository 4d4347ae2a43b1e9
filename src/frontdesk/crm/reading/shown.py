"""Records as the API shows them."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, Time
from frontdesk.crm.tables import view_of

_TIME = Time(name="time")

# What no answer carries: the workspace is the caller's own, and words to search are no value.
_HIDDEN = frozenset({"workspace_id", "search"})


def columns_of_records(definition: Definition, paths: Collection[str] | None = None) -> list[ColumnElement[Any]]:
    """The columns that `shown_record` needs. With `paths` only what shows these fields (and the record's id)."""
    columns = [column for column in view_of(definition).c if column.name not in _HIDDEN]
    if paths is None:
        return list(columns)
    wanted = {"custom" if path.startswith("custom.") else path for path in paths} | {"id"}
    return [column for column in columns if column.name in wanted]


def shown_record(definition: Definition, row: Mapping[Any, Any]) -> dict[str, Any]:
    """The record as JSON, without labels, of a row of the view or the table; of what was not read nothing is shown.

    The workspace's own fields stand in `custom` by name, empty ones as None.
    """
    record: dict[str, Any] = {"id": row["id"]}
    for field in definition.stored_fields:
        if field.name in row:
            record[field.name] = shown(field, row[field.name])
    if "custom" in row:
        record["custom"] = _own_values(definition, row["custom"])
    if "version" in row:
        record["version"] = row["version"]
    for name in ("created_at", "updated_at", "deleted_at"):
        if name in row:
            record[name] = shown(_TIME, row[name])
    return record


def shown(field: Field, stored: Any) -> Any:
    """The JSON form of a stored value that may be empty."""
    return None if stored is None else field.show(stored)


def value_at(record: Mapping[str, Any], path: str) -> Any:
    """The value of a field in a record as it is shown; own fields by `custom.name`."""
    if path.startswith("custom."):
        return record.get("custom", {}).get(path.removeprefix("custom."))
    return record.get(path)


def _own_values(definition: Definition, custom: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, field in definition.own_by_name.items():
        packed = custom.get(name)
        values[name] = None if packed is None else field.show(field.unpack(packed))
    return values
