"""Newest first: one order over rows of several kinds, by time, kind and id; pages in it never skip or repeat."""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, and_, or_, true

from frontdesk.platform.paging import MOST_ID, InvalidCursorError


@dataclass(frozen=True)
class Place:
    """A row's place in the order: the newest first, then by the kind's name, then the highest id first."""

    at: datetime
    kind: str
    id: int

    @property
    def cursor(self) -> str:
        """Opaque; `place_of` reads it again."""
        data = orjson.dumps([self.at.astimezone(UTC).isoformat(), self.kind, self.id])
        return base64.urlsafe_b64encode(data).decode().rstrip("=")


def place_of(cursor: str | None) -> Place | None:
    """Raises InvalidCursorError for what `Place.cursor` never gave."""
    if not cursor:
        return None
    try:
        at, kind, row_id = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True))
        place = Place(datetime.fromisoformat(at), kind, row_id)
    except (ValueError, TypeError, binascii.Error):
        raise InvalidCursorError from None
    if not (isinstance(kind, str) and type(row_id) is int and 0 <= row_id <= MOST_ID and place.at.tzinfo):
        raise InvalidCursorError
    return place


def after(
    place: Place | None, kind: str, at: ColumnElement[datetime], row_id: ColumnElement[Any]
) -> ColumnElement[bool]:
    """The rows of this kind that come after the place; all where there is none."""
    if place is None:
        return true()
    if kind < place.kind:
        return at < place.at
    if kind > place.kind:
        return at <= place.at
    return or_(at < place.at, and_(at == place.at, row_id < place.id))
