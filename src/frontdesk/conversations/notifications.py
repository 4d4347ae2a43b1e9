"""Notifications: what a member of staff is told of, at once where they have the inbox open, and kept until read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import func, insert, select, update

from frontdesk.conversations.inbox_tables import notifications
from frontdesk.conversations.signals import staff_topic
from frontdesk.identity.callers import Caller, CallerKind
from frontdesk.platform.clock import Clock
from frontdesk.platform.paging import MOST_ID, Piece
from frontdesk.platform.realtime import Signal
from frontdesk.platform.unit_of_work import UnitOfWork

Kind = Literal["mention", "assigned", "waiting", "raised"]

MOST_WORDS = 160
MOST_AT_ONCE = 200

_NAMES = ("id", "kind", "conversation_id", "seq", "words", "actor_name", "created_at", "read_at")
_SHOWN = [notifications.c[name] for name in _NAMES]


@dataclass(frozen=True)
class Notice:
    """What is to be told: of which conversation, in which words, by whom, and of which of its events."""

    kind: Kind
    conversation_id: UUID
    words: str
    actor_name: str = ""
    seq: int | None = None


class NotificationService:
    """Tells, lists and marks as read. A notification is its user's alone."""

    def __init__(self, clock: Clock):
        self._clock = clock

    async def tell(self, unit: UnitOfWork, user_ids: Collection[int], notice: Notice) -> None:
        """Tells these members of the workspace, each once."""
        wanted = sorted(set(user_ids))[:MOST_AT_ONCE]
        if not wanted:
            return
        row = {
            "workspace_id": unit.workspace_id,
            "kind": notice.kind,
            "conversation_id": notice.conversation_id,
            "seq": notice.seq,
            "words": _short(notice.words),
            "actor_name": notice.actor_name,
            "created_at": self._clock.now(),
        }
        made = insert(notifications).values([{**row, "user_id": user_id} for user_id in wanted])
        for kept in await unit.execute(made.returning(*_SHOWN, notifications.c.user_id)):
            unit.signal(Signal((staff_topic(kept.user_id),), {"notification": _told(kept)}))

    async def page(self, unit: UnitOfWork, caller: Caller, piece: Piece, *, unread: bool) -> tuple[Sequence[Any], int]:
        """Up to `limit` + 1 of the caller's own, the newest first, and how many there are."""
        conditions = _own(caller)
        if unread:
            conditions.append(notifications.c.read_at.is_(None))
        before = MOST_ID if piece.after is None else piece.after
        statement = select(*_SHOWN).where(*conditions, notifications.c.id < before)
        found = await unit.execute(statement.order_by(notifications.c.id.desc()).limit(piece.limit + 1))
        counted = select(func.count()).select_from(notifications).where(*conditions)
        return found.all(), int((await unit.execute(counted)).scalar_one())

    async def mark_read(self, unit: UnitOfWork, caller: Caller, ids: Sequence[int] | None) -> tuple[int, int]:
        """Marks these (None: all) of the caller's own; how many were marked, and how many are unread still."""
        conditions = [*_own(caller), notifications.c.read_at.is_(None)]
        wanted = conditions if ids is None else [*conditions, notifications.c.id.in_(ids)]
        marked = await unit.execute(update(notifications).where(*wanted).values(read_at=self._clock.now()))
        left = select(func.count()).select_from(notifications).where(*conditions)
        return marked.rowcount, int((await unit.execute(left)).scalar_one())


def _own(caller: Caller) -> list[Any]:
    # A program that comes with a key has an id too, but it is no user's.
    user_id = caller.user_id if caller.kind is CallerKind.STAFF else None
    return [notifications.c.user_id == (user_id or 0)]


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= MOST_WORDS else f"{flat[: MOST_WORDS - 1]}…"


def _told(row: Any) -> dict[str, Any]:
    """A notification as JSON has it."""
    values = {name: getattr(row, name) for name in _NAMES}
    return {**values, "conversation_id": str(row.conversation_id), "created_at": row.created_at.isoformat()}
