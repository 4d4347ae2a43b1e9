"""Aggregation: groups of records and their figures, as one statement.

It has two levels. Below, records are grouped by plain columns, which an index that holds them answers alone. Above,
the few groups that came of it are put together: texts that differ in case or accents only are one group.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Select,
    String,
    Subquery,
    case,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from frontdesk.crm.fields import Date as DateField
from frontdesk.crm.fields import Money, Number, Text, Time
from frontdesk.crm.fields.numbers import MOST_INTEGER
from frontdesk.crm.query.compilation import Compiler, column_of
from frontdesk.crm.query.periods import week_shift
from frontdesk.crm.query.places import Place
from frontdesk.crm.query.value import Aggregate, Group, Query
from frontdesk.crm.scope import Scope
from frontdesk.crm.tables import view_of

_COUNT = Aggregate("count")
_DAY = DateField(name="day")

_QUARTER: ColumnElement[Any] = literal_column("interval '15 minutes'")
_EVEN: ColumnElement[Any] = literal_column("timestamptz '1973-01-01 00:00:00+00'")

Column = ColumnElement[Any]


class Aggregation:
    """One query for groups: its statement, and what its rows mean. No figure asked for: it counts."""

    def __init__(self, scope: Scope, compiler: Compiler, query: Query):
        self._scope = scope
        self._compiler = compiler
        self._query = query
        self.groups = query.groups
        self.aggregates = query.aggregates or (_COUNT,)

    def statement(self, limit: int) -> Select[Any]:
        """Rows with a column `group_<n>` for each group and `figure_<n>` for each aggregate, in the query's order."""
        pieces = self._pieces()
        raw = [self._stepped(group, pieces.c[f"piece_{number}"]) for number, group in enumerate(self.groups)]
        keys = [_key(group, piece) for group, piece in zip(self.groups, raw, strict=True)]
        named = {group.name: group.place.field.sort_key(piece) for group, piece in zip(self.groups, raw, strict=True)}
        values = [_value(group, piece, pieces) for group, piece in zip(self.groups, raw, strict=True)]
        figures = [_figure(one, number, pieces) for number, one in enumerate(self.aggregates)]
        named.update({one.name: figure for one, figure in zip(self.aggregates, figures, strict=True)})
        columns: list[Column] = [value.label(f"group_{number}") for number, value in enumerate(values)]
        columns += [figure.label(f"figure_{number}") for number, figure in enumerate(figures)]
        wanted = [(named[sort.name], sort.descending) for sort in self._query.group_sort]
        wanted += [(named[group.name], False) for group in self.groups]
        order = [(key.desc() if descending else key.asc()).nulls_last() for key, descending in wanted]
        return select(*columns).select_from(pieces).group_by(*keys).order_by(*order).limit(limit)

    def shown(self, row: Mapping[Any, Any]) -> dict[str, Any]:
        """A group of the answer, without labels, of a row of the statement."""
        groups = {one.name: _shown_group(one, row[f"group_{number}"]) for number, one in enumerate(self.groups)}
        figures = {one.name: _shown_figure(one, row[f"figure_{number}"]) for number, one in enumerate(self.aggregates)}
        return {"group": groups, "values": figures}

    def _pieces(self) -> Subquery:
        groups = [self._grouped(group) for group in self.groups]
        columns: list[Column] = [group.label(f"piece_{number}") for number, group in enumerate(groups)]
        columns.append(func.count().label("records"))
        for number, aggregate in enumerate(self.aggregates):
            columns += self._parts(aggregate, number)
        statement = select(*columns).select_from(self._source).where(*self._compiler.wanted(self._query))
        return statement.group_by(*groups).subquery("pieces")

    @cached_property
    def _related(self) -> dict[str, FromClause]:
        """The views of records that groups and figures are taken from, by the relation's path."""
        places = [group.place for group in self.groups] + [one.place for one in self.aggregates if one.place]
        relations = {place.relation.path: place.relation for place in places if place.relation}
        return {path: view_of(self._scope.definition(one.object)).alias() for path, one in relations.items()}

    @property
    def _source(self) -> FromClause:
        source: FromClause = self._compiler.view
        for path, view in self._related.items():
            pointer = column_of(self._compiler.view, self._compiler.definition.by_path[path])
            source = source.outerjoin(view, view.c.id == pointer)
        return source

    def _column(self, place: Place) -> Column:
        view = self._related[place.relation.path] if place.relation else self._compiler.view
        return column_of(view, place.field)

    def _grouped(self, group: Group) -> Column:
        """The plain column; of a time the quarter of an hour, where its day is wanted.

        What day it is in a time zone costs much to find out, and is the same for a whole quarter of an hour since
        the last offset from UTC that was no multiple of it.
        """
        column = self._column(group.place)
        if group.step is None or not isinstance(group.place.field, Time):
            return column
        quarter = func.date_bin(_QUARTER, column, _EVEN)
        return case((column >= _EVEN, quarter), else_=column)

    def _stepped(self, group: Group, column: Column) -> Column:
        """The first day of the step that a piece lies in, in the workspace's time zone; a piece without steps."""
        if group.step is None:
            return column
        if isinstance(group.place.field, Time):
            column = func.timezone(literal_column(f"'{self._scope.habits.time_zone.key}'"), column)
        step: Column = literal_column(f"'{group.step}'")
        if group.step != "week":
            return cast(func.date_trunc(step, column), Date)
        shift: Column = literal_column(f"interval '{week_shift(self._scope.habits)} days'")
        return cast(func.date_trunc(step, column + shift) - shift, Date)

    def _parts(self, aggregate: Aggregate, number: int) -> list[Column]:
        """What a piece must know, so that the figure of some pieces can be made of it."""
        if aggregate.place is None:
            return []
        column = self._column(aggregate.place)
        match aggregate.function:
            case "count":
                return [func.count(column).label(f"count_{number}")]
            case "avg":
                return [func.sum(column).label(f"sum_{number}"), func.count(column).label(f"count_{number}")]
            case "sum":
                return [func.sum(column).label(f"sum_{number}")]
            case "min":
                return [func.min(column).label(f"bound_{number}")]
            case "max":
                return [func.max(column).label(f"bound_{number}")]


def _key(group: Group, piece: Column) -> Column:
    """What is one group: texts by their folded form."""
    return group.place.field.sort_key(piece) if _is_text(group) else piece


def _value(group: Group, piece: Column, pieces: Subquery) -> Column:
    """What the group is called: of texts written in several ways the most usual one."""
    if not _is_text(group):
        return piece
    ways = aggregate_order_by(piece, pieces.c.records.desc(), piece)
    first: Column = func.array_agg(ways, type_=ARRAY(String()))[1]
    return first


def _is_text(group: Group) -> bool:
    return isinstance(group.place.field, Text)


def _figure(aggregate: Aggregate, number: int, pieces: Subquery) -> Column:
    if aggregate.place is None:
        return func.coalesce(func.sum(pieces.c.records), 0)
    match aggregate.function:
        case "count":
            return func.coalesce(func.sum(pieces.c[f"count_{number}"]), 0)
        case "sum":
            return func.coalesce(func.sum(pieces.c[f"sum_{number}"]), 0)
        case "avg":
            count = func.nullif(func.sum(pieces.c[f"count_{number}"]), 0)
            return func.sum(pieces.c[f"sum_{number}"]) / count
        case "min":
            return func.min(pieces.c[f"bound_{number}"])
        case "max":
            return func.max(pieces.c[f"bound_{number}"])


def _shown_group(group: Group, value: Any) -> Any:
    if value is None:
        return None
    return _DAY.show(value) if group.step else group.place.field.show(value)


def _shown_figure(aggregate: Aggregate, value: Any) -> Any:
    if value is None or aggregate.place is None or aggregate.function == "count":
        return None if value is None else int(value)
    field = aggregate.place.field
    if isinstance(field, Money):
        return field.show(int(Decimal(value).quantize(Decimal(1), ROUND_HALF_UP)))
    if isinstance(field, Number):
        return _plain(value)
    return field.show(value)


def _plain(value: Any) -> int | float:
    return int(value) if value == int(value) and abs(value) <= MOST_INTEGER else float(value)
