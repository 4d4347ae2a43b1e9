"""The views of the inbox with what they hold, and how the open conversations spread over bots, labels and moods.

Counts stop at MOST_COUNTED: nobody reads so far. Spreads are of the newest open ones, so many at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import Select, and_, func, select

from frontdesk.conversations.filters import VIEWS, View, are_listed, view_condition
from frontdesk.conversations.inbox_tables import conversation_labels, labels
from frontdesk.conversations.listing import MOST_COUNTED
from frontdesk.conversations.models import bots, conversations
from frontdesk.conversations.schemas import Sentiment
from frontdesk.identity.callers import Caller
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Spread:
    """Bots as (id, name, count), by name; counts by sentiment; counts by priority, the highest first."""

    bots: list[tuple[int, str, int]]
    sentiments: dict[str, int]
    priorities: dict[int, int]


class InboxViews:
    """Counts."""

    def __init__(self, clock: Clock):
        self._clock = clock

    async def counts(self, unit: UnitOfWork, caller: Caller) -> dict[View, int]:
        """How many conversations each view holds for this caller."""
        now = self._clock.now()
        each = [_counted(view_condition(view, caller.user_id, now)).label(view) for view in VIEWS]
        row = (await unit.execute(select(*each))).one()
        return {view: min(getattr(row, view), MOST_COUNTED) for view in VIEWS}

    async def labels(self, unit: UnitOfWork) -> Sequence[Any]:
        """id, name, color and count of each label."""
        some = self._open().cte("some")
        marks = select(conversation_labels.c.label_id).join_from(
            conversation_labels, some, some.c.id == conversation_labels.c.conversation_id
        )
        marked = marks.subquery()
        joined = select(labels.c.id, labels.c.name, labels.c.color, func.count(marked.c.label_id).label("count"))
        joined = joined.join_from(labels, marked, marked.c.label_id == labels.c.id, isouter=True)
        return (await unit.execute(joined.group_by(labels.c.id).order_by(func.lower(labels.c.name)))).all()

    async def spread(self, unit: UnitOfWork) -> Spread:
        """How many open ones each bot has, and which sentiment and priority they have."""
        of = self._open().cte("some").c
        each = (of.bot_id, of.sentiment, of.priority)
        found = (await unit.execute(select(*each, func.count().label("open")).group_by(*each))).all()
        known = await unit.execute(select(bots.c.id, bots.c.name).order_by(func.lower(bots.c.name)))
        by_bot, by_sentiment, by_priority = (_summed(found, name) for name in ("bot_id", "sentiment", "priority"))
        return Spread(
            [(row.id, row.name, by_bot.get(row.id, 0)) for row in known],
            {sentiment: by_sentiment.get(sentiment, 0) for sentiment in get_args(Sentiment)},
            dict(sorted(by_priority.items(), reverse=True)),
        )

    def _open(self) -> Select[Any]:
        table = conversations.c
        condition = and_(are_listed(), view_condition("all", None, self._clock.now()))
        newest = select(table.id, table.bot_id, table.sentiment, table.priority).where(condition)
        return newest.order_by(table.last_message_at.desc()).limit(MOST_COUNTED)


def _summed(rows: Sequence[Any], name: str) -> dict[Any, int]:
    sums: dict[Any, int] = {}
    for row in rows:
        if getattr(row, name) is not None:
            sums[getattr(row, name)] = sums.get(getattr(row, name), 0) + row.open
    return sums


def _counted(condition: Any) -> Any:
    some = select(conversations.c.id).where(are_listed(), condition).limit(MOST_COUNTED + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()
