"""Validation: from what a caller sent to stored values, by the definition alone; the database is not asked."""

from collections.abc import Mapping
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, FieldValueError, empty_as_none
from frontdesk.crm.habits import Habits
from frontdesk.crm.nearest import nearest

# Parts of a record as it is shown that nobody writes; a record that was read may be sent back whole.
IGNORED = frozenset({"id", "created_at", "updated_at", "deleted_at", "version", "labels"})

MOST_FIELDS = 300

Values = dict[str, Any]
Errors = list[dict[str, str]]


class Validation:
    """Checks the values of one record."""

    def check(
        self,
        habits: Habits,
        definition: Definition,
        values: Mapping[str, Any],
        before: Mapping[str, Any] | None = None,
        *,
        replace: bool = False,
    ) -> tuple[Values, Errors]:
        """Stored values by the fields' paths, and what is wrong with which field.

        With `before` (stored values of the record as it is) only what was sent is returned, or with `replace` all.
        Without, it is a new record: what was left out gets its first value.
        """
        errors: Errors = []
        found: Values = {}
        for path, value in _flat(definition, values, errors).items():
            field = _writable(definition, path, errors)
            if field is not None:
                found[path] = self._read(field, value, habits, errors)
        if before is None or replace:
            keep = before is not None
            for field in _given_by_callers(definition, with_own="custom" in values or not keep):
                if field.path not in found and not (keep and field.name == "owner_id"):
                    found[field.path] = field.first_value(habits)
        self._require(definition, found, before, errors)
        return found, errors

    def _read(self, field: Field, value: Any, habits: Habits, errors: Errors) -> Any:
        if empty_as_none(value) is None:
            # A yes-or-no that is emptied is no.
            return False if field.kind == "boolean" and field.default is False else None
        try:
            return field.read(value, habits)
        except FieldValueError as error:
            errors.append({"field": field.path, "reason": str(error)})
            return None

    def _require(self, definition: Definition, found: Values, before: Mapping[str, Any] | None, errors: Errors) -> None:
        wrong = {error["field"] for error in errors}
        for field in _given_by_callers(definition, with_own=True):
            missing = field.path in found and found[field.path] is None
            if field.required and missing and field.path not in wrong:
                errors.append({"field": field.path, "reason": "is required"})


def _given_by_callers(definition: Definition, *, with_own: bool) -> list[Field]:
    own = definition.own_by_name.values() if with_own else ()
    return [field for field in (*definition.stored_fields, *own) if not field.read_only]


def _flat(definition: Definition, values: Mapping[str, Any], errors: Errors) -> Values:
    """Own fields by their path, whether they came in `custom` or by path."""
    flat = {str(name): value for name, value in values.items() if name != "custom"}
    custom = values.get("custom")
    if custom is not None and not isinstance(custom, Mapping):
        errors.append({"field": "custom", "reason": "must be an object with the values of your own fields"})
    elif custom:
        flat.update({f"custom.{name}": value for name, value in custom.items()})
    if len(flat) > MOST_FIELDS:
        errors.append({"field": "", "reason": f"names more than {MOST_FIELDS} fields"})
        return {}
    return flat


def _writable(definition: Definition, path: str, errors: Errors) -> Field | None:
    if path in IGNORED:
        return None
    field = definition.get(path)
    if field is None:
        near = nearest(path, definition.by_path)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        # Halves of surrogate pairs may come in JSON but not go out again.
        said = path[:100].encode(errors="replace").decode()
        errors.append({"field": said, "reason": f"is no field of {definition.name}{hint}"})
    elif field.read_only:
        errors.append({"field": path, "reason": "is set by the system"})
        return None
    return field
