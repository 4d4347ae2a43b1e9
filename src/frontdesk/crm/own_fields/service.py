"""Own fields of a workspace: adds, renames and retires them; they work at once in every process."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import InvalidRecordError, OwnFieldNotFoundError, OwnFieldTakenError, TooManyOwnFieldsError
from frontdesk.crm.fields import KINDS, Choice, Field, FieldValueError, Relation, Several, empty_as_none
from frontdesk.crm.fields.own_field import own_field
from frontdesk.crm.own_fields.indexing import INDEX_JOB
from frontdesk.crm.scope import Scope
from frontdesk.crm.text_folding import folded
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_OWN_FIELDS = 100

_COLUMNS = "id, object, name, kind, label, settings, position, retired, indexed"
_LIST = text(f"SELECT {_COLUMNS} FROM crm_own_fields WHERE object = :object ORDER BY position, id")  # noqa: S608 - constants
_GET = text(f"SELECT {_COLUMNS} FROM crm_own_fields WHERE object = :object AND id = :id FOR UPDATE")  # noqa: S608 - constants
_ADD = text(
    "INSERT INTO crm_own_fields (workspace_id, object, name, kind, label, settings, position, indexed, created_at)"  # noqa: S608 - constants
    " VALUES (:workspace_id, :object, :name, :kind, :label, :settings, :position, :indexed, :now)"
    f" ON CONFLICT (workspace_id, object, name) DO NOTHING RETURNING {_COLUMNS}"
).bindparams(bindparam("settings", type_=JSONB))
_CHANGE = text(
    "UPDATE crm_own_fields SET label = :label, settings = :settings, retired = :retired, indexed = :indexed"  # noqa: S608 - constants
    f" WHERE id = :id RETURNING {_COLUMNS}"
).bindparams(bindparam("settings", type_=JSONB))

_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")

Row = Mapping[Any, Any]


class OwnFieldService:
    """Keeps the own fields of each object."""

    def __init__(self, audit: AuditTrail):
        self._audit = audit

    async def all(self, unit: UnitOfWork, definition: Definition) -> list[Field]:
        """All of the object, retired ones too, in their order."""
        return [own_field(row) for row in await self._rows(unit, definition)]

    async def add(
        self, unit: UnitOfWork, scope: Scope, caller: Caller, definition: Definition, values: Mapping[str, Any]
    ) -> Field:
        """`values`: label, type, and where they matter name, required, choices, default, object, indexed.

        Raises InvalidRecordError, OwnFieldTakenError, TooManyOwnFieldsError.
        """
        rows = await self._rows(unit, definition)
        if len(rows) >= MOST_OWN_FIELDS:
            raise TooManyOwnFieldsError(MOST_OWN_FIELDS)
        name = values.get("name") or name_from(values["label"])
        row = {
            "id": 0,
            "object": definition.name,
            "name": name,
            "kind": values["type"],
            "label": values["label"],
            "settings": _settings(scope, values),
            "retired": False,
            "indexed": bool(values.get("indexed")),
        }
        _check(scope, definition, row)
        added = await unit.execute(
            _ADD,
            {**row, "workspace_id": unit.workspace_id, "position": len(rows) + 1, "now": scope.habits.now},
        )
        found = added.mappings().one_or_none()
        if found is None:
            raise OwnFieldTakenError(name)
        await self._told(unit, caller, "own_field.created", definition, found, {"after": _words(found)})
        await self._index(unit, definition, found)
        return own_field(found)

    async def change(
        self,
        unit: UnitOfWork,
        scope: Scope,
        caller: Caller,
        definition: Definition,
        field_id: int,
        changes: Mapping[str, Any],
    ) -> Field:
        """`changes`: any of label, required, choices, default, retired, indexed. Its name and type stay.

        Raises OwnFieldNotFoundError, InvalidRecordError.
        """
        before = (await unit.execute(_GET, {"object": definition.name, "id": field_id})).mappings().one_or_none()
        if before is None:
            raise OwnFieldNotFoundError
        settings = {
            **before["settings"],
            **{k: v for k, v in changes.items() if k in ("required", "choices", "default")},
        }
        # What counts as empty is no default: no field could read it.
        settings["default"] = empty_as_none(settings.get("default"))
        row = {
            **before,
            "label": changes.get("label", before["label"]),
            "settings": settings,
            "retired": changes.get("retired", before["retired"]),
            "indexed": changes.get("indexed", before["indexed"]),
        }
        _check(scope, definition, row)
        after = (await unit.execute(_CHANGE, row)).mappings().one()
        told = {"before": _words(before), "after": _words(after)}
        await self._told(unit, caller, "own_field.updated", definition, after, told)
        if before["indexed"] != after["indexed"]:
            await self._index(unit, definition, after)
        return own_field(after)

    async def _rows(self, unit: UnitOfWork, definition: Definition) -> list[Row]:
        return list((await unit.execute(_LIST, {"object": definition.name})).mappings())

    async def _index(self, unit: UnitOfWork, definition: Definition, row: Row) -> None:
        """Has the worker make or drop the index; until then lists by the field are right, but slower."""
        if row["indexed"] or row["id"]:
            await unit.defer(INDEX_JOB, object=definition.name, name=row["name"], kind=row["kind"])

    async def _told(
        self, unit: UnitOfWork, caller: Caller, action: str, definition: Definition, row: Row, metadata: dict[str, Any]
    ) -> None:
        await self._audit.record(unit, caller, action, definition.name, row["id"], metadata)


def name_from(label: str) -> str:
    """The name that a label gives: `Shoe size (EU)` becomes `shoe_size_eu`."""
    plain = unicodedata.normalize("NFKD", folded(label)).encode("ascii", "ignore").decode()
    name = _NOT_IN_NAME.sub("_", plain).strip("_")[:40]
    return name if name and name[0].isalpha() else f"field_{name}".rstrip("_")


def _settings(scope: Scope, values: Mapping[str, Any]) -> dict[str, Any]:
    settings = {
        key: values[key]
        for key in ("required", "choices", "default", "object")
        if (values.get(key) if key != "default" else empty_as_none(values.get(key))) is not None
    }
    if "object" in settings:
        settings["object"] = scope.definition(settings["object"]).name
    return settings


def _check(scope: Scope, definition: Definition, row: Row) -> None:
    """Raises InvalidRecordError for what cannot be a field."""
    kind, settings = KINDS[row["kind"]], row["settings"]
    errors = []
    if definition.get(row["name"]) is not None:
        errors.append({"field": "name", "reason": f"is a field of {definition.name} already"})
    choices = settings.get("choices")
    if kind in (Choice, Several) and not choices:
        errors.append({"field": "choices", "reason": "must name what there is to choose from"})
    if choices and len({folded(choice) for choice in choices}) < len(choices):
        errors.append({"field": "choices", "reason": "names one choice twice"})
    if kind is Relation and not settings.get("object"):
        errors.append({"field": "object", "reason": "must name the object that it points at"})
    if not errors and empty_as_none(settings.get("default")) is not None:
        try:
            own_field({**row, "settings": {**settings, "default": None}}).read(settings["default"], scope.habits)
        except FieldValueError as error:
            errors.append({"field": "default", "reason": str(error)})
    if errors:
        raise InvalidRecordError(errors)


def _words(row: Row) -> dict[str, Any]:
    return {key: row[key] for key in ("name", "label", "kind", "settings", "retired", "indexed")}
