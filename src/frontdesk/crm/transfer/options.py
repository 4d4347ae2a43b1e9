"""Options of an import: which column is for which field, what becomes of rows that are known, how dates are read."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, Text
from frontdesk.crm.nearest import nearest
from frontdesk.crm.transfer.errors import ImportOptionsError

MODES = ("create", "update", "upsert", "skip")
DATE_ORDERS = ("dmy", "mdy", "ymd")
KEY_KINDS = frozenset({"text", "email", "phone", "integer"})

Errors = list[dict[str, str]]


@dataclass(frozen=True)
class ImportOptions:
    """`mapping`: fields (None: left out) by the index of their column. `own_as`: the user who gets what has no owner.

    `mode` says what becomes of a row whose `key` a record has, and of one whose key none has:
    create (nothing is asked), update (changed, left out), upsert (changed, created), skip (left out, created).
    """

    mapping: Mapping[int, str | None] = field(default_factory=dict)
    mode: str = "create"
    key: str | None = None
    date_order: str | None = None
    own_as: int | None = None

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "mapping": {str(index): path for index, path in self.mapping.items()}}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ImportOptions":
        return cls(**{**data, "mapping": {int(index): path for index, path in data["mapping"].items()}})

    @property
    def asks_for_key(self) -> bool:
        return self.mode != "create"


def key_fields(definition: Definition) -> list[str]:
    """The fields by which a row of a file can be known."""
    return [path for path, one in definition.by_path.items() if path == "id" or _can_be_key(one)]


def _can_be_key(one: Field) -> bool:
    return not one.read_only and (one.unique or one.kind in KEY_KINDS)


def likely_key(definition: Definition, mapped: Sequence[str | None]) -> str | None:
    """The field by which the rows are best known: the id, what is unique, a mail address."""
    keys = [path for path in key_fields(definition) if path in mapped]
    ranked = sorted(keys, key=lambda path: (path != "id", not definition.by_path[path].unique, path))
    return next((path for path in ranked if path in ("id", "email") or definition.by_path[path].unique), None)


def changed(
    options: ImportOptions, given: Mapping[str, Any], definition: Definition, header: Sequence[str]
) -> ImportOptions:
    """The options with what was given laid over them. Raises ImportOptionsError that names each wrong one."""
    errors: Errors = []
    known = {"mapping", "mode", "key", "date_order", "own_as"}
    for name in given:
        if name not in known:
            near = nearest(name, known)
            hint = f"; did you mean {near[0]}?" if near else ""
            errors.append({"field": name[:60], "reason": f"is no option{hint}"})
    values: dict[str, Any] = {name: value for name, value in given.items() if name in known}
    if "mapping" in values:
        values["mapping"] = _mapping(options.mapping, values["mapping"], definition, header, errors)
    _check_word("mode", values, MODES, errors)
    _check_word("date_order", values, (*DATE_ORDERS, None), errors)
    _check_word("key", values, (*key_fields(definition), None), errors)
    own_as = values.get("own_as")
    if own_as is not None and (isinstance(own_as, bool) or not isinstance(own_as, int) or own_as < 1):
        errors.append({"field": "own_as", "reason": "must be the id of a user"})
    if errors:
        raise ImportOptionsError(errors)
    return replace(options, **values)


def require_complete(options: ImportOptions, definition: Definition) -> None:
    """Raises ImportOptionsError where an import could not make anything of its rows."""
    mapped = {path for path in options.mapping.values() if path is not None}
    if not mapped - {"id"}:
        raise ImportOptionsError([{"field": "mapping", "reason": "names no column of the file for any field"}])
    if options.asks_for_key and options.key not in key_fields(definition):
        reason = f"must be named for {options.mode}: the field by which a record is known"
        raise ImportOptionsError([{"field": "key", "reason": reason}])
    if options.asks_for_key and options.key not in mapped:
        raise ImportOptionsError([{"field": "key", "reason": f"{options.key} is in no column of the file"}])


def _check_word(name: str, values: Mapping[str, Any], allowed: Sequence[str | None], errors: Errors) -> None:
    if name in values and values[name] not in allowed:
        words = ", ".join(word for word in allowed if word is not None)
        errors.append({"field": name, "reason": f"must be one of {words}"})


def _mapping(
    now: Mapping[int, str | None], given: Any, definition: Definition, header: Sequence[str], errors: Errors
) -> dict[int, str | None]:
    """The mapping with the given columns in it. A field that is given to one column is taken from the others."""
    if not isinstance(given, Mapping):
        errors.append({"field": "mapping", "reason": "must be an object: the index of a column, and its field or null"})
        return {}
    wanted: dict[int, str | None] = {}
    for name, path in given.items():
        index = _index(str(name), header)
        if index is None:
            errors.append({"field": "mapping", "reason": f"{str(name)[:60]!r} is no column of the file"})
        elif path is None or _is_importable(definition, path, errors):
            wanted[index] = path
    taken = {path for path in wanted.values() if path is not None}
    rest = {index: None if path in taken else path for index, path in now.items() if index not in wanted}
    found = {**rest, **wanted}
    for path in taken:
        if list(found.values()).count(path) > 1 and type(definition.by_path[path]) is not Text:
            errors.append({"field": "mapping", "reason": f"gives {path} to several columns"})
    return dict(sorted(found.items()))


def _index(name: str, header: Sequence[str]) -> int | None:
    """Of a column by its index, or by its name."""
    if name.isascii() and name.isdigit() and int(name[:9]) < len(header):
        return int(name)
    return header.index(name) if name in header else None


def _is_importable(definition: Definition, path: Any, errors: Errors) -> bool:
    one = definition.get(path) if isinstance(path, str) else None
    if one is not None and (not one.read_only or path == "id"):
        return True
    reason = f"{str(path)[:60]!r} is no field of {definition.name} that can be written"
    near = nearest(str(path), [name for name, other in definition.by_path.items() if not other.read_only])
    errors.append({"field": "mapping", "reason": f"{reason}; did you mean {' or '.join(near)}?" if near else reason})
    return False
