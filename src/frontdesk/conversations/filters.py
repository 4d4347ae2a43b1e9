"""Which conversations a list shows: the views of the inbox, and what narrows them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select

from frontdesk.conversations.inbox_tables import conversation_labels
from frontdesk.conversations.models import conversations

View = Literal["mine", "unassigned", "waiting", "late", "all", "snoozed", "resolved"]
VIEWS: tuple[View, ...] = ("mine", "unassigned", "waiting", "late", "all", "snoozed", "resolved")
WITH_PEOPLE = ("waiting", "human")
# More words than these narrow nothing any more.
MOST_WORDS = 10

_SAME = ("state", "bot_id", "category", "customer_id", "sentiment")

# Ids of the customers whose name or mail address holds a word: the tables of identity are its own.
CustomersWith = Callable[[str], Select[Any]]


def view_condition(view: View, me: int | None, as_of: datetime) -> ColumnElement[bool]:
    """What a view holds. `me`: the user whose own conversations are "mine"; a program has none."""
    table = conversations.c
    awake, open_ = table.snoozed_until.is_(None), table.state != "resolved"
    conditions = {
        "mine": and_(table.assigned_to == me if me is not None else false(), open_, awake),
        "unassigned": and_(table.assigned_to.is_(None), table.state.in_(WITH_PEOPLE), awake),
        "waiting": and_(table.state == "waiting", awake),
        "late": and_(_is_late(as_of), open_, awake),
        "all": and_(open_, awake),
        "snoozed": table.snoozed_until.is_not(None),
        "resolved": table.state == "resolved",
    }
    return conditions[view]


def _is_late(as_of: datetime) -> ColumnElement[bool]:
    """Never null, so that it can be turned round; and a range of the index."""
    return and_(conversations.c.due_at.is_not(None), conversations.c.due_at < as_of)


def are_listed() -> ColumnElement[bool]:
    """Support conversations in which something was said; what was merged away is in the other one."""
    table = conversations.c
    return and_(table.kind == "support", table.last_message_at.is_not(None), table.merged_into.is_(None))


@dataclass(frozen=True)
class ConversationFilter:
    """Which conversations are wanted; all that is given must fit.

    `assigned`: "me", "nobody" or a user's id; `me`: who asks. `snoozed` None: both. `words`: each in the first
    words, the customer's name or their mail address.
    """

    state: str | None = None
    bot_id: int | None = None
    category: str | None = None
    customer_id: int | None = None
    late: bool | None = None
    view: View | None = None
    assigned: str | None = None
    me: int | None = None
    label: int | None = None
    sentiment: str | None = None
    min_priority: int | None = None
    snoozed: bool | None = None
    words: tuple[str, ...] = ()

    def conditions(self, as_of: datetime, customers_with: CustomersWith | None = None) -> list[ColumnElement[bool]]:
        table = conversations.c
        named = {name: getattr(self, name) for name in _SAME}
        conditions = [are_listed(), *(table[name] == value for name, value in named.items() if value is not None)]
        if self.late is not None:
            conditions.append(_is_late(as_of) if self.late else ~_is_late(as_of))
        if self.view is not None:
            conditions.append(view_condition(self.view, self.me, as_of))
        elif self.snoozed is not None:
            conditions.append(table.snoozed_until.is_not(None) if self.snoozed else table.snoozed_until.is_(None))
        if self.assigned is not None:
            conditions.append(self._assigned())
        if self.min_priority is not None:
            conditions.append(table.priority >= self.min_priority)
        if self.label is not None:
            conditions.append(_has_label(self.label))
        return conditions + [_holds(word, customers_with) for word in self.words[:MOST_WORDS]]

    def _assigned(self) -> ColumnElement[bool]:
        if self.assigned == "nobody":
            return conversations.c.assigned_to.is_(None)
        user_id = self.me if self.assigned == "me" else int(self.assigned or 0)
        return conversations.c.assigned_to == user_id if user_id is not None else false()


def _has_label(label_id: int) -> ColumnElement[bool]:
    marks = conversation_labels.c
    marked = and_(marks.conversation_id == conversations.c.id, marks.label_id == label_id)
    return exists(select(1).where(marked))


def _holds(word: str, customers_with: CustomersWith | None) -> ColumnElement[bool]:
    table = conversations.c
    # One text for all three: it is folded once, and a word has no break in it.
    texts = func.concat_ws("\n", table.first_words, table.customer_name, table.user_id)
    found = texts.icontains(word, autoescape=True)
    return found if customers_with is None else or_(found, table.customer_id.in_(customers_with(word)))
