"""Cursors of the list of conversations: where the next page begins, as an opaque text.

Late ones stand first, the longest late before all; then the others, the newest message first.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from frontdesk.platform.paging import InvalidCursorError


@dataclass(frozen=True)
class InboxPlace:
    """Behind which entry a page begins. `as_of`: what was late at the first page is so on all of them."""

    as_of: datetime
    late: bool
    at: datetime
    id: UUID


def inbox_cursor(place: InboxPlace) -> str:
    parts = ("late" if place.late else "other", place.as_of.isoformat(), place.at.isoformat(), str(place.id))
    return base64.urlsafe_b64encode("|".join(parts).encode()).decode()


def read_inbox_cursor(cursor: str | None) -> InboxPlace | None:
    if cursor is None:
        return None
    try:
        kind, as_of, at, id_ = base64.urlsafe_b64decode(cursor.encode("ascii")).decode().split("|")
        return InboxPlace(_moment(as_of), kind == "late", _moment(at), UUID(id_))
    except (ValueError, binascii.Error):
        raise InvalidCursorError from None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment
