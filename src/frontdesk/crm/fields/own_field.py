"""An own field: from its row to a field of the same classes that the definitions use."""

from collections.abc import Mapping
from typing import Any

from frontdesk.crm.fields import KINDS, Choice, Field, Relation, Several
from frontdesk.crm.fields.choices import Option


def own_field(row: Mapping[Any, Any]) -> Field:
    """`row`: id, name, kind, label, settings (required, choices, default, object), retired, indexed."""
    kind, settings = KINDS[row["kind"]], row["settings"]
    more: dict[str, Any] = {}
    if kind in (Choice, Several):
        more["choices"] = tuple(Option(value) for value in settings.get("choices", ()))
    if kind is Relation:
        more["object"] = settings["object"]
    default = settings.get("default")
    return kind(
        name=row["name"],
        label=row["label"],
        required=bool(settings.get("required")),
        default=tuple(default) if isinstance(default, list) else default,
        indexed=bool(row["indexed"]),
        searchable=False,
        own=True,
        retired=row["retired"],
        own_id=row["id"],
        **more,
    )
