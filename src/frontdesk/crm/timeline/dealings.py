"""Dealings: what hangs on a record; of each kind how much, the newest and what is still open, in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    DateTime,
    Integer,
    RowMapping,
    Select,
    Subquery,
    Text,
    bindparam,
    case,
    cast,
    column,
    false,
    func,
    literal_column,
    null,
    or_,
    select,
    table,
    true,
    union_all,
)
from sqlalchemy import (
    Date as SqlDate,
)
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Date, Relation
from frontdesk.crm.scope import Scope
from frontdesk.crm.tables import view_of
from frontdesk.crm.timeline.service import shown_fields, title_of_entry
from frontdesk.crm.timeline.statement import BODY_LENGTH, DEALS, told_fields, told_value
from frontdesk.platform.unit_of_work import UnitOfWork

EMAILS, MEETINGS = "emails", "meetings"
UNSENT = ("draft", "queued", "failed")

_USERS = table("users", column("id", BigInteger), column("name", Text))
_NOW = bindparam("now", type_=DateTime(timezone=True))
_TODAY = bindparam("today", type_=SqlDate)


@dataclass(frozen=True)
class Dealing:
    """One of them. `data`: its short fields as the API shows them; `at`: when it happened, is due or was made."""

    object: str
    id: int
    at: datetime
    title: str
    body: str | None
    data: Mapping[str, Any]
    owner_id: int | None
    owner: str | None


@dataclass(frozen=True)
class Dealings:
    """All of one object. `done`: what is over, the newest first; `open`: what is not, the soonest first.

    Open are tasks and deals without their last status, meetings ahead and mails that were not sent; late are those of
    the work whose time has passed. `total` counts all, also what is neither: meetings ahead that were called off.
    """

    object: str
    total: int = 0
    done_count: int = 0
    open_count: int = 0
    late_count: int = 0
    done: tuple[Dealing, ...] = field(default=())
    open: tuple[Dealing, ...] = field(default=())


class DealingsReader:
    """Reads dealings of a lead, a contact or a deal."""

    def __init__(self) -> None:
        # Putting a statement together takes longer than carrying it out; it hangs on the definitions alone.
        self._made: dict[tuple[str, ...], CompoundSelect[Any]] = {}

    async def read(
        self,
        unit: UnitOfWork,
        scope: Scope,
        definition: Definition,
        record_id: int,
        *,
        newest: int = 20,
        soonest: int = 3,
    ) -> dict[str, Dealings]:
        """By object, of all objects that can hang on it. `newest`, `soonest`: how many of each at most."""
        others = _hanging_on(scope, definition)
        if not others:
            return {}
        habits = scope.habits
        bounds = {"newest": newest, "soonest": soonest, "now": habits.now, "today": habits.today}
        rows = (await unit.execute(self._statement(definition, others), {"record_id": record_id, **bounds})).mappings()
        found: dict[str, list[RowMapping]] = {other.name: [] for other in others}
        for row in rows:
            found[row["source"]].append(row)
        return {other.name: _gathered(other, found[other.name]) for other in others}

    def _statement(self, definition: Definition, others: Sequence[Definition]) -> CompoundSelect[Any]:
        own = (f"{other.name}.{relation.name}" for other in others for relation in other.relations if relation.own)
        key = (definition.name, *own)
        if key not in self._made:
            self._made[key] = union_all(*(_statement(other, definition) for other in others))
        return self._made[key]


def _hanging_on(scope: Scope, definition: Definition) -> list[Definition]:
    return [
        other
        for other in scope.catalogue
        if (other.entry is not None or other.name == DEALS)
        and any(relation.object == definition.name for relation in other.relations)
    ]


def _statement(other: Definition, definition: Definition) -> Select[Any]:
    """Rows of source, id, at, fields, body, owner, is_open and the counts, of what is to be shown of one object.

    Places and counts are found over ids and times alone; then the few that are wanted are read in full.
    """
    view = view_of(other)
    placed = _placed(other, view, definition)
    most = case((placed.c.is_open, bindparam("soonest", type_=Integer)), else_=bindparam("newest", type_=Integer))
    chosen = select(placed).where(placed.c.place <= most, or_(placed.c.is_open, placed.c.is_over)).subquery()
    pairs = [part for one in told_fields(other) for part in (_word(one.name), told_value(view, one))]
    body = func.left(view.c[other.entry.body], BODY_LENGTH) if other.entry and other.entry.body else null()
    return select(
        _word(other.name).label("source"),
        chosen,
        func.jsonb_build_object(*pairs, type_=JSONB).label("fields"),
        cast(body, Text).label("body"),
        view.c.owner_id,
        select(_USERS.c.name).where(_USERS.c.id == view.c.owner_id).scalar_subquery().label("owner"),
    ).join(view, view.c.id == chosen.c.id)


def _placed(other: Definition, view: Any, definition: Definition) -> Subquery:
    """All of one object with their places: of what is open by when it is due, of what is over the newest first."""
    at = view.c.created_at if other.entry is None else func.coalesce(view.c[other.entry.at], view.c.created_at)
    is_open = _is_open(other, view, at)
    # A call or a note with a time to come has not happened, but work that was done early has.
    is_over = ~is_open if other.board is not None else ~is_open & (at <= _NOW)
    due = view.c[other.due] if other.board is not None and other.due is not None else None
    passed = None if due is None else due < (_TODAY if isinstance(other.by_path[due.name], Date) else _NOW)
    pointing = [relation for relation in other.relations if relation.object == definition.name]
    mine = select(
        view.c.id,
        at.label("at"),
        is_open.label("is_open"),
        is_over.label("is_over"),
        (false() if passed is None else is_open & passed).label("is_late"),
        (at if due is None else cast(due, DateTime(timezone=True))).label("soon"),
    ).where(or_(*(_points(view, relation) for relation in pointing)), view.c.deleted_at.is_(None))
    rows = mine.subquery()
    order = (case((rows.c.is_open, rows.c.soon)).asc().nulls_last(), rows.c.at.desc(), rows.c.id.desc())
    return select(
        *(rows.c[name] for name in ("id", "at", "is_open", "is_over")),
        func.row_number().over(partition_by=(rows.c.is_open, rows.c.is_over), order_by=order).label("place"),
        func.count().over().label("total"),
        func.count().filter(rows.c.is_over).over().label("done_count"),
        func.count().filter(rows.c.is_open).over().label("open_count"),
        func.count().filter(rows.c.is_late).over().label("late_count"),
    ).subquery()


def _is_open(other: Definition, view: Any, at: ColumnElement[Any]) -> ColumnElement[bool]:
    if other.board is not None:
        return func.coalesce(view.c[other.board.field].not_in(_words(other.board.final)), true())
    if other.name == MEETINGS:
        return func.coalesce(view.c.status == _word("scheduled"), false()) & (at > _NOW)
    if other.name == EMAILS:
        return func.coalesce(view.c.status.in_(_words(UNSENT)), false())
    return false()


def _points(view: Any, relation: Relation) -> ColumnElement[bool]:
    value = relation.own_column(view.c.custom) if relation.own else view.c[relation.name]
    return value == bindparam("record_id", type_=BigInteger)


def _word(name: str) -> ColumnElement[Any]:
    """A word of the definitions, as it stands in the statement: with fewer parameters it is planned faster."""
    return literal_column(f"'{name}'", Text)


def _words(names: Sequence[str]) -> list[ColumnElement[Any]]:
    return [_word(name) for name in names]


def _gathered(other: Definition, rows: Sequence[RowMapping]) -> Dealings:
    if not rows:
        return Dealings(other.name)
    first = rows[0]
    by_place = sorted(rows, key=lambda row: row["place"])
    done = tuple(_dealing(other, row) for row in by_place if not row["is_open"])
    waiting = tuple(_dealing(other, row) for row in by_place if row["is_open"])
    counts = {name: first[name] for name in ("total", "done_count", "open_count", "late_count")}
    return Dealings(other.name, **counts, done=done, open=waiting)


def _dealing(other: Definition, row: RowMapping) -> Dealing:
    data = shown_fields(other, row["fields"])
    title = title_of_entry(other, data)
    return Dealing(other.name, row["id"], row["at"], title, row["body"], data, row["owner_id"], row["owner"])
