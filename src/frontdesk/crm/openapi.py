"""Objects in the OpenAPI document: a schema for each, made from its definition."""

from typing import Any

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field


def declare_objects(schema: dict[str, Any], catalogue: Catalogue) -> dict[str, Any]:
    """Adds to a finished document what a record of each object looks like."""
    components = schema.setdefault("components", {}).setdefault("schemas", {})
    for definition in catalogue:
        components[f"{definition.label}Record"] = _record(definition)
    return schema


def _record(definition: Definition) -> dict[str, Any]:
    properties: dict[str, Any] = {"id": {"type": "integer", "readOnly": True}}
    properties.update({field.name: _property(field) for field in definition.stored_fields})
    properties["custom"] = {"type": "object", "additionalProperties": True, "description": "The workspace's own fields"}
    properties["version"] = {"type": "integer", "readOnly": True}
    for name in ("created_at", "updated_at", "deleted_at"):
        properties[name] = {"type": ["string", "null"], "format": "date-time", "readOnly": True}
    properties["labels"] = {
        "type": "object",
        "readOnly": True,
        "additionalProperties": {"type": "string"},
        "description": "The record's title as `id`, and the words for each id that stands in it",
    }
    return {
        "type": "object",
        "description": definition.description,
        "properties": properties,
        "required": [field.name for field in definition.fields if field.required],
    }


def _property(field: Field) -> dict[str, Any]:
    schema = field.json_schema()
    described = {"title": field.words, **({"description": field.help} if field.help else {})}
    if field.required:
        return {**schema, **described}
    if "enum" in schema:
        schema = {**schema, "enum": [*schema["enum"], None]}
    return {**schema, **described, "type": [schema["type"], "null"]}
