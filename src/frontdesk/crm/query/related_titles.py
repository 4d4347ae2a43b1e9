"""Related titles: which records that are pointed at have a searched word in their title.

They are found before the search itself, in one statement: with their ids the planner knows how many records hang on
them, and finds these by the relation's index; and mostly there are none.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, cast, func, literal, select
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.sql import union_all

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Relation
from frontdesk.crm.query.search_terms import in_workspace
from frontdesk.crm.scope import Scope
from frontdesk.crm.tables import view_of
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_NAMED = 1_000

# By object and term; None where they are too many to be named one by one.
Found = Mapping[tuple[str, str], Sequence[int] | None]


def titled_relations(definition: Definition) -> list[Relation]:
    """The relations whose titles a search looks into."""
    return [relation for relation in definition.relations if not relation.own]


async def find_related(unit: UnitOfWork, scope: Scope, definition: Definition, terms: Sequence[str]) -> Found:
    """The ids of the records that the object's records may point at, with a term in their title."""
    names = sorted({relation.object for relation in titled_relations(definition)})
    asked = [(name, term) for name in names for term in terms]
    if not asked:
        return {}
    parts = []
    for number, (name, term) in enumerate(asked):
        some = titled(scope.definition(name), unit.workspace_id, term).limit(MOST_NAMED + 1).subquery()
        parts.append(select(literal(number).label("number"), some.c.id))
    found: dict[tuple[str, str], list[int]] = {}
    for row in await unit.execute(union_all(*parts) if len(parts) > 1 else parts[0]):
        found.setdefault(asked[row.number], []).append(row.id)
    return {key: ids if len(ids) <= MOST_NAMED else None for key, ids in found.items()}


def titled(related: Definition, workspace_id: int, term: str) -> Select[Any]:
    """The ids of an object's records with the term in their title."""
    view = view_of(related).alias()
    names = [name for name in related.title.fields if related.by_path[name].searchable]
    title = func.crm_words(view.c.workspace_id, func.concat_ws(" ", *(view.c[name] for name in names)))
    words = words_of_workspace(workspace_id, term)
    # All words of a record are indexed, those of its title alone are not: the first finds, the second looks closer.
    return select(view.c.id).where(holds_words(view, workspace_id, term), title.op("@@", is_comparison=True)(words))


def holds_words(view: FromClause, workspace_id: int, term: str) -> ColumnElement[bool]:
    """The words of a record fulfil the term."""
    return view.c.search.op("@@", is_comparison=True)(words_of_workspace(workspace_id, term))


def words_of_workspace(workspace_id: int, term: str) -> ColumnElement[Any]:
    return cast(in_workspace(workspace_id, term), TSQUERY)
