"""Export: all that is held about one customer, as one JSON document that is written as it is read."""

import base64
from collections.abc import AsyncIterator, Sequence
from typing import Any

import orjson
from sqlalchemy import text

from frontdesk.conversations.log import STAFF_ONLY
from frontdesk.identity.service.profiles import CustomerProfiles, Profile
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.unit_of_work import UnitOfWork

EVENTS_AT_ONCE = 500

_CONVERSATIONS = text(
    """
    SELECT c.id, b.name AS bot, c.state, c.user_id, c.customer_name, c.category, c.sentiment, c.priority, c.created_at,
        c.last_message_at
    FROM conversations c LEFT JOIN bots b ON b.id = c.bot_id
    WHERE c.customer_id = :customer_id ORDER BY c.created_at, c.id
    """
)
_EVENTS = text(
    """
    SELECT seq, type, actor_kind, actor_name, content, data, created_at FROM conversation_events
    WHERE conversation_id = :conversation_id AND seq > :after AND type <> ALL (CAST(:hidden AS text[]))
    ORDER BY seq LIMIT :most
    """
)
_FEEDBACK = text(
    "SELECT seq, rating, comment, created_at FROM feedback WHERE conversation_id = :conversation_id ORDER BY created_at"
)
_FILES = text(
    "SELECT id, seq, sender, name, kind, size, created_at FROM conversation_attachments"
    " WHERE conversation_id = :conversation_id ORDER BY created_at, id"
)
_FILE = text("SELECT content FROM conversation_attachments WHERE id = :id")
_MEMORIES = text(
    "SELECT kind, value, told_by, told_at, expires_at, conversation_id, source_seq FROM memories"
    " WHERE customer_id = :customer_id ORDER BY told_at, id"
)
_RECORDS = text("SELECT object, record_id, linked_at FROM customer_records WHERE customer_id = :customer_id")


class CustomerExport:
    """Writes exports. Staff get all; the customer gets all but what staff wrote about them to each other."""

    def __init__(self, database: Database, profiles: CustomerProfiles, clock: Clock):
        self._database = database
        self._profiles = profiles
        self._clock = clock

    async def document(self, workspace_id: int, customer: Profile, *, for_staff: bool) -> AsyncIterator[bytes]:
        """The pieces of the document. Files stand in it in base64."""
        hidden = () if for_staff else STAFF_ONLY
        async with self._database.unit_of_work(workspace_id) as unit:
            whose = {"customer_id": customer.id}
            head = {
                "customer": _shown(customer),
                "exported_at": self._clock.now(),
                "memories": await _rows(unit, _MEMORIES, whose),
                "records": await _rows(unit, _RECORDS, whose),
                "trail": await self._profiles.traces(unit, customer.id),
            }
            yield orjson.dumps(head)[:-1] + b',"conversations":['
            for number, row in enumerate(await _rows(unit, _CONVERSATIONS, whose)):
                yield b"," if number else b""
                async for piece in _conversation(unit, row, hidden):
                    yield piece
            yield b"]}"


async def _conversation(unit: UnitOfWork, row: dict[str, Any], hidden: Sequence[str]) -> AsyncIterator[bytes]:
    of = {"conversation_id": row["id"]}
    yield orjson.dumps({**row, "feedback": await _rows(unit, _FEEDBACK, of)})[:-1] + b',"attachments":['
    for number, file in enumerate(await _rows(unit, _FILES, of)):
        content = (await unit.execute(_FILE, {"id": file["id"]})).scalar_one()
        written = {**file, "content": base64.b64encode(content).decode()}
        yield (b"," if number else b"") + orjson.dumps(written)
    yield b'],"events":['
    after = 0
    while events := await _rows(unit, _EVENTS, {**of, "after": after, "hidden": list(hidden), "most": EVENTS_AT_ONCE}):
        yield (b"," if after else b"") + orjson.dumps(events)[1:-1]
        after = events[-1]["seq"]
    yield b"]}"


async def _rows(unit: UnitOfWork, statement: Any, values: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in (await unit.execute(statement, values)).mappings()]


def _shown(customer: Profile) -> dict[str, Any]:
    names = ("id", "name", "email", "login", "user_id", "vip", "identified", "created_at")
    return {name: getattr(customer, name) for name in names}
