"""Cursors: where a page begins, as an opaque text that is bound to the object and the sort of its list."""

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Boolean, Date, Field, Number, Text, Time
from frontdesk.crm.query.value import Sort
from frontdesk.platform.paging import MOST_ID, InvalidCursorError

CURSOR_LENGTH = 20_000


@dataclass(frozen=True)
class Position:
    """The last record that was read: its sort keys (None for an empty value) and its id."""

    keys: tuple[Any, ...]
    id: int


def cursor_at(definition: Definition, sorts: Sequence[Sort], position: Position) -> str:
    """The cursor of the records that come after a position."""
    keys = [key.isoformat() if isinstance(key, (date, datetime)) else key for key in position.keys]
    packed = orjson.dumps([_mark(definition, sorts), keys, position.id])
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def read_cursor(definition: Definition, sorts: Sequence[Sort], cursor: str) -> Position:
    """The position. Raises InvalidCursorError for what is no cursor of a list of this object in this order."""
    try:
        packed = base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        mark, keys, record_id = orjson.loads(packed)
        if mark != _mark(definition, sorts) or len(keys) != len(sorts) or not _is_id(record_id):
            raise InvalidCursorError
        read = tuple(_key(sort.field, key) for sort, key in zip(sorts, keys, strict=True))
        return Position(read, record_id)
    except (ValueError, TypeError, binascii.Error):
        raise InvalidCursorError from None


def _mark(definition: Definition, sorts: Sequence[Sort]) -> str:
    text = " ".join([definition.name, *(sort.written for sort in sorts)])
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_ID


def _key(field: Field, key: Any) -> Any:
    """The key in the type that the database compares. Raises ValueError or TypeError."""
    if key is None:
        return None
    if isinstance(field, Time):
        return _with_offset(datetime.fromisoformat(key))
    if isinstance(field, Date):
        return date.fromisoformat(key)
    kinds = _kinds(field)
    if isinstance(key, bool) != (kinds == (bool,)) or not isinstance(key, kinds):
        raise TypeError
    if isinstance(key, str) and "\x00" in key:
        raise ValueError("a text that cannot be")
    if isinstance(key, int) and abs(key) > MOST_ID:
        raise ValueError("a number that cannot be")
    return key


def _kinds(field: Field) -> tuple[type, ...]:
    if isinstance(field, Text):
        return (str,)
    if isinstance(field, Boolean):
        return (bool,)
    return (int, float) if isinstance(field, Number) else (int,)


def _with_offset(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a time without an offset")
    return moment
