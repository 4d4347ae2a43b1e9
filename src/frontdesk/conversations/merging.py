"""Merging two conversations of one customer: their logs become one in the order of time, under new numbers.

The one that stays keeps its id. The other one is left as it was, resolved, and says where it went; its customer's
session opens the one that stays. New numbers begin above all old ones (`log_base`), and each moved entry tells in
`was` which log and number it comes from, and within that where it was before: so a reader that comes with an old number
is told what it has not seen.
What refers to an entry by its number, or hangs on the conversation that goes, is moved along.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import text

from frontdesk.conversations.errors import ConversationNotFoundError, MergedError, NotToMergeError
from frontdesk.conversations.log import ConversationLog, staff_actor
from frontdesk.conversations.models import Conversation, NewEvent
from frontdesk.conversations.repository import ConversationRepository
from frontdesk.conversations.waiting import NOBODY_WAITS, deal_out
from frontdesk.identity.callers import Caller
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.platform.errors import InvalidError
from frontdesk.platform.events import Event
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_EVENTS = 5000

# Who speaks in the one that stays: a person before one that is waited for, before the bot.
_LOUDNESS = ("resolved", "bot", "waiting", "human")
_NUMBERS_IN_DATA = ("answers", "message", "seq")


def _renumbered(name: str) -> str:
    """The number that an entry's data hold under this name, as it is in the new log."""
    return f"CASE WHEN {name}.new IS NULL THEN '{{}}' ELSE jsonb_build_object('{name}', {name}.new) END"


def _named_by(name: str) -> str:
    """The entry that is meant by the number under this name."""
    number = f"CASE WHEN jsonb_typeof(n.data -> '{name}') = 'number' THEN CAST(n.data ->> '{name}' AS numeric) END"
    return f"LEFT JOIN numbered {name} ON {name}.conversation_id = n.conversation_id AND {name}.number = {number}"


_COUNT = text("SELECT count(*) FROM conversation_events WHERE conversation_id IN (:source, :into)")
# Within each log the order of numbers stays, whatever the clocks of two processes said. A client's own id of a message
# stays too, so that it is stored once however often it is sent, but where both logs have the same.
_MOVE_LOG = text(
    f"""
    WITH gone AS (DELETE FROM conversation_events WHERE conversation_id = :into RETURNING *),
    both_logs AS (
        SELECT * FROM gone UNION ALL SELECT * FROM conversation_events WHERE conversation_id = :source
    ),
    ordered AS (
        SELECT *, max(created_at) OVER (PARTITION BY conversation_id ORDER BY seq) AS at FROM both_logs
    ),
    numbered AS MATERIALIZED (
        SELECT *, CAST(seq AS numeric) AS number,
            :base + row_number() OVER (ORDER BY at, conversation_id = :into, seq) AS new FROM ordered
    )
    INSERT INTO conversation_events
        (workspace_id, conversation_id, seq, type, actor_kind, actor_id, actor_name, content, data, created_at)
    SELECT n.workspace_id, :into, n.new, n.type, n.actor_kind, n.actor_id, n.actor_name, n.content,
        CASE WHEN twin.new IS NULL THEN n.data ELSE n.data - 'client_id' END
            || {" || ".join(_renumbered(name) for name in _NUMBERS_IN_DATA)}
            || jsonb_build_object('was', jsonb_strip_nulls(jsonb_build_object(
                'conversation_id', n.conversation_id, 'seq', n.seq, 'was', n.data -> 'was'))),
        n.created_at
    FROM numbered n {" ".join(_named_by(name) for name in _NUMBERS_IN_DATA)}
    LEFT JOIN numbered twin ON n.conversation_id = :source AND twin.conversation_id = :into
        AND twin.data ->> 'client_id' = n.data ->> 'client_id'
    """  # noqa: S608 - put together from constants
)
# The new number of each entry by its old one.
_NEW = """
    SELECT CAST(e.data -> 'was' ->> 'conversation_id' AS uuid) AS conversation_id,
        CAST(e.data -> 'was' ->> 'seq' AS bigint) AS old, e.seq AS new, e.type, e.actor_kind
    FROM conversation_events e WHERE e.conversation_id = :into AND e.seq > :base
"""
# The customer's first message that nobody has answered, and the first that was not read for facts yet.
_OPEN_ENDS = text(
    f"""
    WITH moved AS ({_NEW})
    SELECT max(m.new) AS last, max(m.new) FILTER (WHERE m.actor_kind = 'customer' AND m.type = 'message') AS asked,
        min(m.new) FILTER (WHERE m.actor_kind = 'customer' AND m.type = 'message'
            AND c.state IN ('waiting', 'human') AND m.old > c.answered_seq) AS unanswered,
        min(m.new) FILTER (WHERE m.actor_kind = 'customer' AND m.type = 'message' AND m.old > c.remembered_seq)
            AS unread
    FROM moved m JOIN conversations c ON c.id = m.conversation_id
    """  # noqa: S608 - put together from constants
)
_READ_FOR_FACTS = text("UPDATE conversations SET remembered_seq = :read WHERE id = :into")
_MOVES = tuple(
    text(statement)
    for statement in (
        f"""
        UPDATE feedback f SET conversation_id = :into, seq = m.new FROM ({_NEW}) m
        WHERE f.conversation_id = m.conversation_id AND f.seq = m.old
        """,  # noqa: S608 - put together from constants
        """
        UPDATE feedback f SET conversation_id = :into WHERE f.conversation_id = :source AND f.seq IS NULL
            AND NOT EXISTS (SELECT 1 FROM feedback g WHERE g.conversation_id = :into AND g.seq IS NULL)
        """,
        f"""
        UPDATE conversation_attachments a SET conversation_id = :into, seq = m.new FROM ({_NEW}) m
        WHERE a.conversation_id = m.conversation_id AND a.seq = m.old
        """,  # noqa: S608 - put together from constants
        "UPDATE conversation_attachments SET conversation_id = :into WHERE conversation_id = :source AND seq IS NULL",
        # Of each kind that a visitor told, the newest stays.
        """
        DELETE FROM memories m USING memories o
        WHERE m.customer_id IS NULL AND o.customer_id IS NULL AND m.kind = o.kind AND m.kind <> 'other'
            AND m.conversation_id IN (:source, :into) AND o.conversation_id IN (:source, :into)
            AND (m.told_at, m.id) < (o.told_at, o.id)
        """,
        f"""
        UPDATE memories k SET conversation_id = :into, source_seq = m.new FROM ({_NEW}) m
        WHERE k.conversation_id = m.conversation_id AND k.source_seq = m.old
        """,  # noqa: S608 - put together from constants
        "UPDATE memories SET conversation_id = :into WHERE conversation_id = :source",
        """
        UPDATE customer_records r SET conversation_id = :into WHERE r.conversation_id = :source
            AND NOT EXISTS (SELECT 1 FROM customer_records o WHERE o.conversation_id = :into)
        """,
        f"""
        UPDATE notifications n SET conversation_id = :into, seq = m.new FROM ({_NEW}) m
        WHERE n.conversation_id = m.conversation_id AND n.seq = m.old
        """,  # noqa: S608 - put together from constants
        "UPDATE notifications SET conversation_id = :into WHERE conversation_id = :source",
        """
        INSERT INTO conversation_labels (workspace_id, conversation_id, label_id)
        SELECT workspace_id, :into, label_id FROM conversation_labels WHERE conversation_id = :source
        ON CONFLICT DO NOTHING
        """,
        "DELETE FROM conversation_summaries WHERE conversation_id IN (:source, :into)",
    )
)


class ConversationMerging:
    """Merges one conversation into another."""

    def __init__(self, log: ConversationLog, audit: AuditTrail):
        self._log = log
        self._audit = audit
        self._repository = ConversationRepository()

    async def merge(self, unit: UnitOfWork, caller: Caller, source_id: UUID, into_id: UUID) -> None:
        """Raises ConversationNotFoundError, MergedError, NotToMergeError."""
        if source_id == into_id:
            raise InvalidError(
                "A conversation cannot be merged into itself.", errors=[{"field": "into", "reason": "is the same one"}]
            )
        source, into = await self._both(unit, source_id, into_id)
        base = max(source.last_seq, into.last_seq) + 1
        places: dict[str, Any] = {"source": source.id, "into": into.id, "base": base}
        moved = await self._check(unit, source, into)
        await unit.execute(_MOVE_LOG, places)
        ends = (await unit.execute(_OPEN_ENDS, places)).one()
        for move in _MOVES:
            await unit.execute(move, _bound(move, places))
        one = await self._repository.update(unit, into.id, **_as_one(source, into, ends, base))
        read = {"into": into.id, "read": ends.unread - 1 if ends.unread else one.last_seq}
        await unit.execute(_READ_FOR_FACTS, read)
        if one.state != into.state:
            moved_on = {"from": into.state, "to": one.state, "reason": "merged"}
            await self._log.add(unit, into.id, NewEvent("handoff", staff_actor(caller), "", moved_on))
        await self._leave(unit, caller, source, into, moved)
        if source.assigned_to is not None:
            await deal_out(unit)
        data = {"conversation_id": str(into.id), "merged": str(source.id)}
        unit.publish(Event("conversation.merged", data))
        await self._audit.record(unit, caller, "conversation.merged", "conversations", into.id, data)

    async def _both(self, unit: UnitOfWork, source_id: UUID, into_id: UUID) -> tuple[Conversation, Conversation]:
        """Both locked, in one order for all who merge: those that were merged already are not even locked."""
        await self._found(unit, source_id, into_id, lock=False)
        return await self._found(unit, source_id, into_id, lock=True)

    async def _found(
        self, unit: UnitOfWork, source_id: UUID, into_id: UUID, *, lock: bool
    ) -> tuple[Conversation, Conversation]:
        found = {id_: await self._repository.get(unit, id_, lock=lock) for id_ in sorted((source_id, into_id))}
        source, into = found[source_id], found[into_id]
        if source is None or into is None or source.kind != into.kind:
            raise ConversationNotFoundError
        for one in (source, into):
            if one.merged_into is not None:
                raise MergedError(one.merged_into)
        return source, into

    async def _check(self, unit: UnitOfWork, source: Conversation, into: Conversation) -> int:
        """How many entries both have together."""
        if source.bot_id != into.bot_id:
            raise NotToMergeError.of_different_bots()
        if not _are_of_one_customer(source, into):
            raise NotToMergeError.of_different_people()
        if any(one.state == "bot" and one.asked_seq > one.answered_seq for one in (source, into)):
            raise NotToMergeError.with_a_turn_under_way()
        places = {"source": source.id, "into": into.id}
        count = int((await unit.execute(_COUNT, places)).scalar_one())
        if count > MOST_EVENTS:
            raise NotToMergeError.too_long(MOST_EVENTS)
        return count

    async def _leave(
        self, unit: UnitOfWork, caller: Caller, source: Conversation, into: Conversation, moved: int
    ) -> None:
        """What is left of the source; both logs tell of it."""
        values = {
            "state": "resolved",
            "resolve_reason": "duplicate",
            "merged_into": into.id,
            "snoozed_until": None,
            "turn_token": None,
            "turn_expires_at": None,
            "answered_seq": source.asked_seq,
            **NOBODY_WAITS,
        }
        await self._repository.update(unit, source.id, **values)
        told: tuple[tuple[UUID, dict[str, Any]], ...] = (
            (into.id, {"kind": "merge", "from": str(source.id), "events": moved}),
            (source.id, {"kind": "merge", "into": str(into.id), "events": moved}),
        )
        for id_, data in told:
            await self._log.add(unit, id_, NewEvent("status", staff_actor(caller), "", data))


def _are_of_one_customer(one: Conversation, other: Conversation) -> bool:
    """The same login, or the same name that another program gave them where neither has one."""
    if one.customer_id is not None or other.customer_id is not None:
        return one.customer_id == other.customer_id
    return one.user_id is not None and one.user_id == other.user_id


def _as_one(source: Conversation, into: Conversation, ends: Any, base: int) -> dict[str, Any]:
    """The values of the one that stays: who speaks, since when somebody waits, and what is unanswered."""
    louder = source if _LOUDNESS.index(source.state) > _LOUDNESS.index(into.state) else into
    first, last = sorted((source, into), key=lambda one: one.created_at)
    waiting = [one for one in (source, into) if one.waiting_since is not None] if louder.state != "bot" else []
    longest = min(waiting, key=lambda one: one.waiting_since or one.created_at, default=louder)
    # An unanswered customer is in sight, even where one of the two was put off.
    snoozed = into.snoozed_until if source.state == "resolved" and louder.state != "resolved" else None
    return {
        "state": louder.state,
        "assigned_to": louder.assigned_to
        or into.assigned_to
        or (source.state != "resolved" and source.assigned_to)
        or None,
        **{name: getattr(longest, name) for name in NOBODY_WAITS},
        "snoozed_until": snoozed,
        "resolve_reason": into.resolve_reason if louder.state == "resolved" else None,
        "last_seq": ends.last or base,
        "log_base": base,
        "asked_seq": ends.asked or ends.last or base,
        "answered_seq": (ends.unanswered - 1) if ends.unanswered else (ends.asked or ends.last or base),
        "first_words": first.first_words or last.first_words,
        "created_at": first.created_at,
        "last_message_at": max(filter(None, (source.last_message_at, into.last_message_at)), default=None),
        "last_active_at": max(source.last_active_at, into.last_active_at),
        "customer_name": into.customer_name or source.customer_name,
        **{name: getattr(into, name) or getattr(source, name) for name in ("category", "sentiment", "priority")},
    }


def _bound(statement: Any, places: dict[str, Any]) -> dict[str, Any]:
    """Those of the values that the statement names."""
    return {name: value for name, value in places.items() if name in statement.compile().params}
