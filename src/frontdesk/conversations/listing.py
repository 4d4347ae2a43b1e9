"""The list of conversations as staff see it: late ones first, each with its bot, its labels and whose it is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select, tuple_

from frontdesk.conversations.cursors import InboxPlace
from frontdesk.conversations.errors import ConversationNotFoundError
from frontdesk.conversations.filters import ConversationFilter
from frontdesk.conversations.inbox_tables import conversation_labels, labels
from frontdesk.conversations.models import bots, conversation_events, conversations
from frontdesk.conversations.schemas import ConversationCustomer, ConversationOut, LabelMark
from frontdesk.conversations.waiting import is_late
from frontdesk.identity.service.customers import CustomerService
from frontdesk.identity.service.users import UserService
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork

# Beyond this a total is not counted out: nobody reads so far.
MOST_COUNTED = 10_000


def _unanswered_since() -> Any:
    """When the oldest message was written that nobody has answered, or since when a person is waited for."""
    table, events = conversations.c, conversation_events.c
    oldest = select(func.min(events.created_at)).where(
        events.conversation_id == table.id,
        events.seq > table.answered_seq,
        events.type == "message",
        events.actor_kind == "customer",
    )
    asked = and_(table.asked_seq > table.answered_seq, table.state != "resolved")
    return func.least(table.waiting_since, case((asked, oldest.scalar_subquery())))


_ROWS = select(conversations, bots.c.name.label("bot_name"), _unanswered_since().label("unanswered_since")).join_from(
    conversations, bots, bots.c.id == conversations.c.bot_id
)


class ConversationList:
    """Finds conversations and shows them."""

    def __init__(self, clock: Clock, users: UserService, customers: CustomerService):
        self._clock = clock
        self._users = users
        self._customers = customers

    async def page(
        self, unit: UnitOfWork, wanted: ConversationFilter, place: InboxPlace | None, limit: int
    ) -> tuple[list[Any], int]:
        """Rows in the order of cursors.py, and the total, which is counted up to one more than MOST_COUNTED."""
        as_of = place.as_of if place else self._clock.now()
        conditions = wanted.conditions(as_of, self._customers.with_word)
        rows: list[Any] = []
        if (place is None or place.late) and wanted.late is not False:
            rows = await _late_page(unit, conditions, as_of, place, limit)
        if len(rows) < limit and wanted.late is not True:
            behind = place if place is not None and not place.late else None
            rows += await _page(unit, conditions, as_of, behind, limit - len(rows))
        return rows, await _total(unit, conditions, rows, place, limit)

    async def newest_first(
        self, unit: UnitOfWork, wanted: ConversationFilter, after: InboxPlace | None, limit: int
    ) -> tuple[list[Any], int]:
        """The same, without the late ones before the others."""
        conditions = wanted.conditions(self._clock.now(), self._customers.with_word)
        rows = await _page(unit, conditions, None, after, limit)
        return rows, await _total(unit, conditions, rows, after, limit)

    async def one(self, unit: UnitOfWork, conversation_id: UUID) -> ConversationOut:
        """One conversation, also where it was merged away. Raises ConversationNotFoundError."""
        row = (await unit.execute(_ROWS.where(conversations.c.id == conversation_id))).one_or_none()
        if row is None:
            raise ConversationNotFoundError
        return (await self.shown(unit, [row]))[0]

    async def shown(self, unit: UnitOfWork, rows: Sequence[Any], now: datetime | None = None) -> list[ConversationOut]:
        """What staff see of these rows. `now`: by when it is judged what is late."""
        names = await self._users.names(unit, {row.assigned_to for row in rows if row.assigned_to is not None})
        marks = await _labels_of(unit, [row.id for row in rows])
        moment = now or self._clock.now()
        return [_out(row, names, marks, moment) for row in rows]


async def _late_page(
    unit: UnitOfWork, conditions: Sequence[Any], as_of: datetime, after: InboxPlace | None, limit: int
) -> list[Any]:
    """Those that are late, the longest late first."""
    table = conversations.c
    statement = _ROWS.where(*conditions, table.due_at < as_of)
    if after is not None:
        statement = statement.where(tuple_(table.due_at, table.id) > (after.at, after.id))
    return list((await unit.execute(statement.order_by(table.due_at, table.id).limit(limit))).all())


async def _page(
    unit: UnitOfWork, conditions: Sequence[Any], as_of: datetime | None, after: InboxPlace | None, limit: int
) -> list[Any]:
    """Those that are not late (or all without `as_of`), the newest message first."""
    table = conversations.c
    statement = _ROWS.where(*conditions)
    if as_of is not None:
        statement = statement.where(or_(table.due_at.is_(None), table.due_at >= as_of))
    if after is not None:
        statement = statement.where(tuple_(table.last_message_at, table.id) < (after.at, after.id))
    statement = statement.order_by(table.last_message_at.desc(), table.id.desc()).limit(limit)
    return list((await unit.execute(statement)).all())


async def _total(
    unit: UnitOfWork, conditions: Sequence[Any], rows: Sequence[Any], place: InboxPlace | None, limit: int
) -> int:
    """Where the first page holds all there are, nothing has to be counted."""
    if place is None and len(rows) < limit:
        return len(rows)
    some = select(conversations.c.id).where(*conditions).limit(MOST_COUNTED + 1).subquery()
    return int((await unit.execute(select(func.count()).select_from(some))).scalar_one())


async def _labels_of(unit: UnitOfWork, ids: Sequence[UUID]) -> dict[UUID, list[LabelMark]]:
    """The labels of each conversation, by name."""
    statement = (
        select(conversation_labels.c.conversation_id, labels.c.id, labels.c.name, labels.c.color)
        .join_from(conversation_labels, labels, labels.c.id == conversation_labels.c.label_id)
        .where(conversation_labels.c.conversation_id.in_(ids))
        .order_by(func.lower(labels.c.name))
    )
    found: dict[UUID, list[LabelMark]] = {}
    for row in await unit.execute(statement) if ids else ():
        found.setdefault(row.conversation_id, []).append(LabelMark(id=row.id, name=row.name, color=row.color))
    return found


def _out(row: Any, names: dict[int, str], marks: dict[UUID, list[LabelMark]], now: datetime) -> ConversationOut:
    values = dict(row._mapping)
    user_id = values["user_id"]
    customer = ConversationCustomer(
        id=values["customer_id"], name=values["customer_name"] or user_id or "Visitor", user_id=user_id
    )
    more = {
        "customer": customer,
        "late": is_late(values["due_at"], now),
        "labels": marks.get(row.id, []),
        "assigned_to_name": names.get(row.assigned_to),
    }
    return ConversationOut.model_validate({**values, **more})
