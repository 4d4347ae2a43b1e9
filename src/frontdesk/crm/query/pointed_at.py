"""Pointed at: which records fit a condition on what an object's records point at, where those are few.

They are found before the query itself, in one statement: with their ids the planner knows how many records hang on them
and finds these by the relation's index. It would else look at whatever each record points at, since the index over a
field knows nothing of records in the trash, which are pointed at as well.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, FromClause, Select, literal, select, union_all

from frontdesk.crm.query.matches import AnySpan, BeginsWith, OneOf, Span
from frontdesk.crm.query.value import And, Condition, Node, Not, Or
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_NAMED = 1_000

# The ids of those that fit, for each condition of which not too many fit.
PointedAt = Sequence[tuple[Condition, Sequence[int]]]


class Relates(Protocol):
    """What is asked of the compiler: the view that a condition on related records looks at, and what fits in it."""

    def related(self, condition: Condition) -> tuple[FromClause, ColumnElement[bool]]: ...


async def find_pointed_at(unit: UnitOfWork, compiler: Relates, where: Node | None) -> PointedAt:
    """The ids of the records that fit each condition on related records which an index answers."""
    asked = [one for one in _conditions(where) if _has_index(one)]
    if not asked:
        return ()
    parts = [part for number, one in enumerate(asked) for part in _parts(compiler, number, one)]
    found: dict[int, list[int]] = {number: [] for number in range(len(asked))}
    for row in await unit.execute(union_all(*parts)):
        found[row.number].append(row.id)
    return [(asked[number], ids) for number, ids in found.items() if len(ids) <= MOST_NAMED]


def _parts(compiler: Relates, number: int, condition: Condition) -> Iterator[Select[Any]]:
    """In the trash and out of it apart, so that each has its index."""
    for trash in (False, True):
        view, fits = compiler.related(condition)
        here = view.c.deleted_at.is_not(None) if trash else view.c.deleted_at.is_(None)
        some = select(view.c.id).where(here, fits).limit(MOST_NAMED + 1).subquery()
        yield select(literal(number).label("number"), some.c.id)


def _has_index(condition: Condition) -> bool:
    field = condition.place.field
    matches = isinstance(condition.match, OneOf | Span | AnySpan | BeginsWith)
    return condition.place.relation is not None and matches and field.indexed and not field.own


def _conditions(node: Node | None) -> Iterator[Condition]:
    match node:
        case And() | Or():
            for one in node.nodes:
                yield from _conditions(one)
        case Not():
            yield from _conditions(node.node)
        case Condition():
            yield node
