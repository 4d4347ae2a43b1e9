"""Keyset: the statements that read a list from a position on, as fast after row 500,000 as at the start.

Empty values come last, which no index is ordered by in both directions. So a list is read in two parts: first the
records that have a value in the leading sort field, then those that have none. Each part is a range of the index.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Label, Row, Select, and_, func, literal, or_, tuple_

from frontdesk.crm.query.compilation import Compiler, Truth, sort_key_of
from frontdesk.crm.query.cursors import Position
from frontdesk.crm.query.value import DELETED_AT, Sort

_NEVER_EMPTY = frozenset({"id", "created_at", "updated_at"})
_KEY = "sort_key_{}"


class Keyset:
    """The order of one list, and how it is read from a position on.

    `by_index` False: the records are few, and found by another index than that of the order.
    """

    def __init__(self, compiler: Compiler, sorts: Sequence[Sort], *, by_index: bool = True):
        self._by_index = by_index
        self.sorts = _until_unique(sorts)
        self._id = compiler.view.c.id
        self._keys = [
            compiler.view.c.deleted_at if sort.field is DELETED_AT else sort_key_of(compiler.view, sort.field)
            for sort in self.sorts
        ]
        leading = self.sorts[0].field
        self.is_one_part = leading.path in _NEVER_EMPTY or leading is DELETED_AT

    @property
    def key_columns(self) -> list[Label[Any]]:
        """To be read beside each record, for `position_of`."""
        return [key.label(_KEY.format(number)) for number, key in enumerate(self._keys)]

    def position_of(self, row: Row[Any]) -> Position:
        values = row._mapping
        return Position(tuple(values[_KEY.format(number)] for number in range(len(self._keys))), values["id"])

    def parts(self, statement: Select[Any], after: Position | None) -> Iterator[Select[Any]]:
        """The statement in its order, in the one or two parts that are to be read one after the other."""
        order = self._order()
        if self.is_one_part:
            yield statement.where(*self._from(after)).order_by(*order)
            return
        among_empties = after is not None and after.keys[0] is None
        leading = self._keys[0]
        if not among_empties:
            yield statement.where(leading.is_not(None), *self._from(after)).order_by(*order)
        yield statement.where(leading.is_(None), *self._from(after if among_empties else None)).order_by(*order)

    def _order(self) -> list[ColumnElement[Any]]:
        """The leading key without a word on empties: there are none, or nothing else, in a part."""
        rest = zip(self._keys[1:], self.sorts[1:], strict=True)
        leading = self._keys[0] if self._by_index else func.coalesce(self._keys[0], self._keys[0])
        order = [_directed(leading, self.sorts[0].descending)]
        order += [_directed(key, sort.descending).nulls_last() for key, sort in rest]
        return order if self._is_unique else [*order, _directed(self._id, self.sorts[0].descending)]

    def _from(self, after: Position | None) -> list[Truth]:
        """That a record comes after the position. The leading key is bounded by itself, for the index."""
        if after is None:
            return []
        leading, down = self._keys[0], self.sorts[0].descending
        if self._is_unique and len(self._keys) == 1:
            return [_beyond(leading, after.keys[0], down)]
        if after.keys[0] is None:
            return [self._after_from(1, after)]
        if len(self._keys) == 1:
            here, there = tuple_(leading, self._id), tuple_(literal(after.keys[0], leading.type), after.id)
            return [here < there if down else here > there]
        place = literal(after.keys[0], leading.type)
        bound = leading <= place if down else leading >= place
        beyond = _beyond(leading, after.keys[0], down)
        return [bound, or_(beyond, and_(leading == place, self._after_from(1, after)))]

    def _after_from(self, number: int, after: Position) -> Truth:
        """That a record whose keys before `number` are those of the position comes after it."""
        if number == len(self._keys):
            return _beyond(self._id, after.id, self.sorts[0].descending)
        key, value = self._keys[number], after.keys[number]
        rest = self._after_from(number + 1, after)
        if value is None:
            return and_(key.is_(None), rest)
        return or_(_beyond(key, value, self.sorts[number].descending), key.is_(None), and_(key == value, rest))

    @property
    def _is_unique(self) -> bool:
        return self.sorts[-1].field.path == "id"


def _until_unique(sorts: Sequence[Sort]) -> tuple[Sort, ...]:
    """What comes after the id cannot change the order."""
    for number, sort in enumerate(sorts):
        if sort.field.path == "id":
            return tuple(sorts[: number + 1])
    return tuple(sorts)


def _directed(key: ColumnElement[Any], descending: bool) -> ColumnElement[Any]:
    return key.desc() if descending else key.asc()


def _beyond(key: ColumnElement[Any], value: Any, descending: bool) -> Truth:
    # As a parameter, also where it is true or false.
    here = literal(value, key.type)
    beyond: Truth = key < here if descending else key > here
    return beyond
