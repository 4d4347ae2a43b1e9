"""Candidates: the few records that may be the same as some values, found by indexes and never by a scan."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, and_, cast, false, literal, or_, select, union_all
from sqlalchemy.dialects.postgresql import TSQUERY

from frontdesk.crm.definitions import Definition
from frontdesk.crm.duplicates.likeness import name_of
from frontdesk.crm.fields import Field, Phone
from frontdesk.crm.search.spelling import Speller
from frontdesk.crm.tables import view_of
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_OF_A_KIND = 50
MOST_NAME_WORDS = 6

Values = Mapping[str, Any]


class CandidateFinder:
    """Finds ids."""

    def __init__(self, speller: Speller | None = None):
        self._speller = speller or Speller()

    async def find(self, unit: UnitOfWork, definition: Definition, values: Values, but: int | None = None) -> list[int]:
        """Ids of records outside the trash that may be the same as these stored values; not `but` itself."""
        rule = definition.likeness
        if rule is None:
            return []
        conditions = list(_certain(unit, definition, values))
        by_name = await self._by_name(unit, definition, values)
        if by_name is not None:
            conditions.append(by_name)
        if not conditions:
            return []
        view = view_of(definition)
        apart = [view.c.deleted_at.is_(None), *([view.c.id != but] if but is not None else [])]
        parts = [
            select(select(view.c.id).where(condition, *apart).limit(MOST_OF_A_KIND).subquery())
            for condition in conditions
        ]
        found = await unit.execute(union_all(*parts) if len(parts) > 1 else parts[0])
        return list(dict.fromkeys(found.scalars()))

    async def _by_name(self, unit: UnitOfWork, definition: Definition, values: Values) -> ColumnElement[bool] | None:
        """Records with the words of the name, or such as may be meant by them, and with something equal beside."""
        rule = definition.likeness
        assert rule is not None
        beside = list(_beside(definition, values))
        words = [word for word in dict.fromkeys(name_of(rule, values).split()) if len(word) > 1][:MOST_NAME_WORDS]
        if not words or not beside:
            return None
        mended = await self._speller.mend(unit, words)
        meant = [[word, *(mending.word for mending in mended.get(word, ()))] for word in words]
        return and_(_has(definition, _any_but_one(unit.workspace_id, meant)), or_(false(), *beside))


def _certain(unit: UnitOfWork, definition: Definition, values: Values) -> Iterator[ColumnElement[bool]]:
    rule = definition.likeness
    assert rule is not None
    for name in rule.certain:
        field, stored = definition.by_path[name], values.get(name)
        if stored is not None:
            condition = _same(unit.workspace_id, definition, field, stored)
            if condition is not None:
                yield condition


def _beside(definition: Definition, values: Values) -> Iterator[ColumnElement[bool]]:
    """What is certain by itself is asked for apart."""
    rule = definition.likeness
    assert rule is not None
    view = view_of(definition)
    for name in rule.beside:
        field, stored = definition.by_path[name], values.get(name)
        if stored is not None and name not in rule.certain:
            same: ColumnElement[bool] = field.sort_key(view.c[name]) == field.comparable(stored)
            yield same


def _same(workspace_id: int, definition: Definition, field: Field, stored: Any) -> ColumnElement[bool] | None:
    if isinstance(field, Phone):
        digits = field.likeness(stored)
        return _has(definition, f"'@{workspace_id}' & '{digits}'") if digits else None
    same: ColumnElement[bool] = field.sort_key(view_of(definition).c[field.name]) == field.comparable(stored)
    return same


def _has(definition: Definition, condition: str) -> ColumnElement[bool]:
    return view_of(definition).c.search.bool_op("@@")(cast(literal(condition), TSQUERY))


def _any_but_one(workspace_id: int, meant: list[list[str]]) -> str:
    """A tsquery for all words; of three and more one may be missing, as a second name often is."""
    words = ["(" + " | ".join(f"'{word}'" for word in others) + ")" for others in meant]
    sets = combinations(words, len(words) - 1) if len(words) > 2 else [tuple(words)]
    every = " | ".join("(" + " & ".join(some) + ")" for some in sets)
    return f"'@{workspace_id}' & ({every})"
