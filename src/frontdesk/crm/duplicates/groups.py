"""Groups of doubles over a whole object: records with an equal address, number, or name with something beside it.

The groups of one likeness come in the order of what they share, so that a page is read from an index and goes on where
the last one ended. Small differences of names are looked for at the single record.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, Text, cast, func, select, tuple_

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Phone
from frontdesk.crm.fields.text import TELLING_PHONE_DIGITS
from frontdesk.crm.tables import view_of
from frontdesk.platform.paging import InvalidCursorError
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_READ = 20_000


@dataclass(frozen=True)
class GroupPlace:
    """Where a page begins: in which of the likenesses, and after which shared values."""

    likeness: int = 0
    after: tuple[str, ...] = ()

    @property
    def cursor(self) -> str:
        return base64.urlsafe_b64encode(orjson.dumps([self.likeness, list(self.after)])).decode().rstrip("=")

    @classmethod
    def of(cls, cursor: str | None) -> "GroupPlace":
        """Raises InvalidCursorError."""
        if not cursor:
            return cls()
        try:
            data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True)
            likeness, after = orjson.loads(data)
            shared: tuple[object, ...] = tuple(after)
        except (ValueError, TypeError, binascii.Error):
            raise InvalidCursorError from None
        if type(likeness) is not int or likeness < 0 or not all(isinstance(one, str) for one in shared):
            raise InvalidCursorError
        return cls(likeness, tuple(map(str, shared)))


@dataclass(frozen=True)
class Group:
    """Ids of records that share something, the newest first."""

    ids: list[int]


class GroupFinder:
    """Finds groups."""

    async def page(
        self, unit: UnitOfWork, definition: Definition, limit: int, place: GroupPlace
    ) -> tuple[list[Group], GroupPlace | None]:
        """Up to `limit` groups from the place on, and the place after them; None where there are no more.

        One page reads so many records at most; there may be more where it holds few groups, or none.
        """
        found: list[Group] = []
        keys = _likenesses(definition)
        at = place
        while at.likeness < len(keys):
            key = keys[at.likeness]
            if at.after and len(at.after) != len(key):
                raise InvalidCursorError
            rows = (await unit.execute(_ordered(key, definition, at.after).limit(MOST_READ + 1))).all()
            is_all = len(rows) <= MOST_READ
            for shared, ids in _grouped(rows, is_all=is_all):
                at = GroupPlace(at.likeness, shared)
                if len(ids) > 1:
                    found.append(Group(sorted(ids, reverse=True)))
                if len(found) == limit:
                    return found, at
            if not is_all:
                return found, at
            at = GroupPlace(at.likeness + 1)
        return found, None


def _grouped(rows: Sequence[Any], *, is_all: bool) -> list[tuple[tuple[str, ...], list[int]]]:
    """Ids by what they share. Where more rows follow, the last group may go on and is left to the next page."""
    groups = [
        (shared, [row.id for row in members])
        for shared, members in groupby(rows, key=lambda row: tuple(str(part) for part in row[:-1]))
    ]
    return groups if is_all or len(groups) == 1 else groups[:-1]


def _likenesses(definition: Definition) -> list[list[ColumnElement[Any]]]:
    """What is shared, for each likeness: one certain value; or the name, and one thing beside it."""
    rule, view = definition.likeness, view_of(definition)
    if rule is None:
        return []

    def key(name: str) -> ColumnElement[Any]:
        field = definition.by_path[name]
        if isinstance(field, Phone):
            digits = func.regexp_replace(view.c[name], r"\D", "", "g", type_=Text())
            return func.nullif(func.right(digits, TELLING_PHONE_DIGITS), "")
        return cast(field.sort_key(view.c[name]), Text) if field.kind == "relation" else field.sort_key(view.c[name])

    name = [key(part) for part in rule.name]
    beside = [part for part in rule.beside if part not in rule.certain]
    return [*([key(part)] for part in rule.certain), *([*name, key(part)] for part in beside)]


def _ordered(key: Sequence[ColumnElement[Any]], definition: Definition, after: Sequence[str]) -> Select[Any]:
    view = view_of(definition)
    labelled = [part.label(f"key{place}") for place, part in enumerate(key)]
    statement = select(*labelled, view.c.id).where(view.c.deleted_at.is_(None), *(part.is_not(None) for part in key))
    if after:
        statement = statement.where(tuple_(*key) > tuple_(*after))
    return statement.order_by(*key)
