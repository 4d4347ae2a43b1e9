"""Meta: what the web app needs to know of objects and fields, from the definitions alone."""

from collections.abc import Collection
from typing import Any

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field
from frontdesk.identity.callers import Role


def object_meta(catalogue: Catalogue, definition: Definition, role: Role, own_only: Collection[str]) -> dict[str, Any]:
    """One object as the web app knows it, with what the caller's role may do."""
    board = definition.board
    return {
        "name": definition.name,
        "label": definition.label,
        "label_plural": definition.label_plural,
        "icon": definition.icon,
        "description": definition.description,
        "title_fields": list(definition.title.fields),
        "synonyms": list(definition.synonyms),
        "fields": [field_meta(field) for field in definition.all_fields],
        "list_columns": list(definition.list_columns),
        "default_sort": definition.default_sort,
        "board": board and {"field": board.field, "value": board.value, "final": list(board.final)},
        "due_field": definition.due,
        "timeline": definition.has_timeline,
        "duplicates": definition.likeness is not None,
        "importable": True,
        "related": _related(catalogue, definition),
        "rights": _rights(definition, role, own_only),
    }


def field_meta(field: Field) -> dict[str, Any]:
    """One field as forms, tables and filters know it."""
    return {
        "name": field.path,
        "label": field.words,
        "type": field.kind,
        "required": field.required,
        "read_only": field.read_only,
        "unique": field.unique,
        "sortable": field.sortable,
        "filterable": True,
        "groupable": field.groupable,
        "searchable": field.searchable,
        "own": field.own,
        "retired": field.retired,
        "indexed": field.indexed,
        "choices": None,
        "default": list(field.default) if isinstance(field.default, tuple) else field.default,
        "object": None,
        "help": field.help,
        "max_length": None,
        "minimum": None,
        "maximum": None,
        "operators": list(field.operators),
        "periods": field.has_periods,
        **field.description(),
        **({"id": field.own_id} if field.own else {}),
    }


def _related(catalogue: Catalogue, definition: Definition) -> list[dict[str, Any]]:
    pointing = catalogue.pointing_at[definition.name]
    named = [other.name for other, _ in pointing]
    return [
        {
            "object": other.name,
            "field": relation.path,
            # Two relations of one object are told apart by their own words.
            "label": other.label_plural
            if named.count(other.name) == 1
            else f"{other.label_plural} ({relation.words.lower()})",
        }
        for other, relation in pointing
    ]


def _rights(definition: Definition, role: Role, own_only: Collection[str]) -> dict[str, Any]:
    may_write, may_manage = role.covers(Role.AGENT), role.covers(Role.ADMIN)
    return {
        "create": may_write,
        "update": may_write,
        "delete": may_write,
        "purge": may_manage,
        "fields": may_manage,
        "visibility": "own" if definition.name in own_only else "all",
    }
