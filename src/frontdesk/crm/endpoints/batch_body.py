"""The body of a batch, and the header `If-Match`: from what was sent to rows to write."""

from dataclasses import dataclass, field
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import InvalidRecordError, InvalidRowsError, TooManyRecordsError
from frontdesk.crm.records.command import Kind, RowWrite
from frontdesk.crm.records.write_path import MOST_ROWS

_LISTS = ("create", "update", "delete")
_MATCHING = ("where", "expected", "set", "delete")


@dataclass(frozen=True)
class WantedBatch:
    """Rows that are named, or what shall be done to `expected` records that match `where`."""

    rows: list[RowWrite] = field(default_factory=list)
    where: Any = None
    expected: int = 0
    values: dict[str, Any] | None = None

    def row(self, object: str, record_id: int) -> RowWrite:
        """What is done to one of the records that match."""
        if self.values is None:
            return RowWrite(Kind.DELETE, object, record_id)
        return RowWrite(Kind.UPDATE, object, record_id, self.values)


def batch_rows(definition: Definition, body: dict[str, Any]) -> WantedBatch:
    """Raises InvalidRecordError for a body that is no batch, InvalidRowsError for rows that are none."""
    if "where" in body:
        return _matching(body)
    _refuse_unknown(body, _LISTS)
    lists = {name: body.get(name) or [] for name in _LISTS}
    if not all(isinstance(rows, list) for rows in lists.values()):
        raise InvalidRecordError([{"field": "create", "reason": "update and delete must be lists"}])
    if sum(map(len, lists.values())) > MOST_ROWS:
        raise TooManyRecordsError(MOST_ROWS)
    errors: list[dict[str, Any]] = []
    rows = [
        row
        for name, items in lists.items()
        for index, item in enumerate(items)
        if (row := _row(definition, name, index, item, errors)) is not None
    ]
    ids = [row.id for row in rows if row.id is not None]
    if len(set(ids)) < len(ids):
        raise InvalidRecordError([{"field": "id", "reason": "stands twice in the batch"}])
    if errors:
        raise InvalidRowsError(errors)
    return WantedBatch(rows)


def _matching(body: dict[str, Any]) -> WantedBatch:
    _refuse_unknown(body, _MATCHING)
    expected, values = body.get("expected"), body.get("set")
    if isinstance(expected, bool) or not isinstance(expected, int):
        raise InvalidRecordError([{"field": "expected", "reason": "must say how many records you mean"}])
    if (values is not None) == (body.get("delete") is True):
        raise InvalidRecordError([{"field": "set", "reason": "or `delete: true` must say what to do, one of both"}])
    if values is not None and (not isinstance(values, dict) or not values):
        raise InvalidRecordError([{"field": "set", "reason": "must name the values to set"}])
    return WantedBatch(where=body["where"] or {}, expected=expected, values=values)


def _refuse_unknown(body: dict[str, Any], known: tuple[str, ...]) -> None:
    unknown = [name.encode(errors="replace").decode()[:60] for name in body if name not in known]
    if unknown:
        reason = f"is no part of a batch; there are {', '.join(known)}"
        raise InvalidRecordError([{"field": name, "reason": reason} for name in unknown[:10]])


def _row(definition: Definition, name: str, index: int, item: Any, errors: list[dict[str, Any]]) -> RowWrite | None:
    def wrong(field_: str, reason: str) -> None:
        errors.append({"row": index, "operation": name, "field": field_, "reason": reason})

    if name == "delete":
        if _is_id(item):
            return RowWrite(Kind.DELETE, definition.name, item)
        wrong("id", "must be an id")
        return None
    if not isinstance(item, dict):
        wrong("", "must be an object with values")
        return None
    if name == "create":
        return RowWrite(Kind.CREATE, definition.name, values=item)
    version = item.get("version")
    if not _is_id(item.get("id")):
        wrong("id", "must name the record")
        return None
    if version is not None and not _is_id(version):
        wrong("version", "must be a whole number")
        return None
    return RowWrite(Kind.UPDATE, definition.name, item["id"], item, version)


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 2**62


def checked_match(if_match: str | None) -> int | None:
    """The version that `If-Match` names; None where it is missing or `*`."""
    if if_match is None or if_match.strip() == "*":
        return None
    tag = if_match.strip().removeprefix("W/").strip('"')
    if not (tag.isascii() and tag.isdigit() and len(tag) < 18):
        raise InvalidRecordError([{"field": "If-Match", "reason": 'must be the ETag of the record, such as "3"'}])
    return int(tag)
