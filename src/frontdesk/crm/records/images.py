"""Images of a record: its stored values by path, as a row of the database holds them and as changes keep them."""

from collections.abc import Mapping
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.definitions.definition import SYSTEM_FIELDS
from frontdesk.crm.fields import Field, Time

DELETED = Time(name="deleted_at", label="In the trash since", read_only=True)

_BESIDE = {field.name: field for field in (*SYSTEM_FIELDS, DELETED)}


def values_of(definition: Definition, row: Mapping[Any, Any]) -> dict[str, Any]:
    """Stored values by path, of a row of the table or the view."""
    found = {field.name: row[field.name] for field in definition.stored_fields}
    custom = row["custom"]
    for field in definition.own_by_name.values():
        packed = custom.get(field.name)
        found[field.path] = None if packed is None else field.unpack(packed)
    return found


def field_at(definition: Definition, path: str) -> Field | None:
    """The field, one that nobody writes too; None for one that is no more."""
    found = definition.get(path) or _BESIDE.get(path)
    if found is None and path.startswith("custom."):
        return next((one for one in definition.own if one.path == path), None)
    return found


def packed(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    """JSON-ready form of stored values by path; empties stay as null."""
    found: dict[str, Any] = {}
    for path, value in values.items():
        field = field_at(definition, path)
        found[path] = None if value is None or field is None else field.pack(value)
    return found


def shown(definition: Definition, image: Mapping[str, Any]) -> dict[str, Any]:
    """What `packed` made, as the API shows it."""
    found: dict[str, Any] = {}
    for path, value in image.items():
        field = field_at(definition, path)
        found[path] = value if value is None or field is None else field.show(field.unpack(value))
    return found


def columns_of(definition: Definition, image: Mapping[str, Any], custom: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a row from an image: own fields laid over what `custom` holds already."""
    row: dict[str, Any] = {}
    kept = dict(custom)
    for path, value in image.items():
        if path.startswith("custom."):
            name = path.removeprefix("custom.")
            kept.pop(name, None)
            if value is not None:
                kept[name] = value
        else:
            row[path] = value
    row["custom"] = kept
    return row
