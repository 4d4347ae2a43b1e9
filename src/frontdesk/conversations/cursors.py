"""Cursors of lists by time: where the next page begins, as an opaque text."""

import base64
import binascii
from datetime import datetime
from uuid import UUID

from frontdesk.platform.paging import InvalidCursorError


def time_cursor(at: datetime, id_: UUID) -> str:
    return base64.urlsafe_b64encode(f"{at.isoformat()}|{id_}".encode()).decode()


def read_time_cursor(cursor: str | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    try:
        at, _, id_ = base64.urlsafe_b64decode(cursor.encode("ascii")).decode().partition("|")
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise InvalidCursorError
        return moment, UUID(id_)
    except (ValueError, binascii.Error):
        raise InvalidCursorError from None
