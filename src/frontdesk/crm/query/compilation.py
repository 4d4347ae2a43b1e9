"""Compilation: what a query means as SQL over the view of an object's records."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Text,
    and_,
    any_,
    bindparam,
    exists,
    func,
    literal_column,
    not_,
    or_,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field
from frontdesk.crm.query.matches import AnySpan, BeginsWith, HasPart, Holds, Match, OneOf, Present, Span
from frontdesk.crm.query.pointed_at import PointedAt
from frontdesk.crm.query.related_titles import Found, holds_words, titled, titled_relations
from frontdesk.crm.query.search_terms import search_terms
from frontdesk.crm.query.value import And, Condition, Node, Not, Or, Query
from frontdesk.crm.scope import Scope
from frontdesk.crm.tables import view_of

Truth = ColumnElement[bool]

LAST_CHARACTER = 0x10FFFF
_SURROGATES = (0xD800, 0xE000)


class Compiler:
    """Compiles for one object of one workspace. Every truth it makes may be null, which means false.

    `related`: what `find_related` found for the terms of the query's search. `only_of`: the one whose records alone
    the caller may see; the view sees to that anyway, but said so their index is used. `is_small`: the object's table is
    read through in no time. `pointed_at`: what `find_pointed_at` found for conditions on related records.
    """

    def __init__(
        self,
        scope: Scope,
        definition: Definition,
        workspace_id: int,
        related: Found | None = None,
        only_of: int | None = None,
        *,
        is_small: bool = False,
    ):
        self._scope = scope
        self.is_small = is_small
        self.pointed_at: PointedAt = ()
        self._only_of = only_of
        self._related = related or {}
        self._workspace_id = int(workspace_id)
        self.definition = definition
        self.view = view_of(definition)

    def wanted(self, query: Query) -> list[Truth]:
        """What a record must fulfil to be among those that the query asks for."""
        deleted = self.view.c.deleted_at
        # The view says the same, but by a function: only of a value the planner knows how many rows have it.
        here = self.view.c.workspace_id == literal_column(str(self._workspace_id))
        found: list[Truth] = [here, deleted.is_not(None) if query.trash else deleted.is_(None)]
        if self._only_of is not None:
            found.append(self.view.c.owner_id == self._only_of)
        if query.where is not None:
            found.append(self.truth(query.where))
        return found + self._searched(query.search)

    def truth(self, node: Node) -> Truth:
        match node:
            case And():
                return and_(*(self.truth(one) for one in node.nodes))
            case Or():
                return or_(*(self.truth(one) for one in node.nodes))
            case Not():
                return is_not_true(self.truth(node.node))
            case Condition():
                return self._condition(node)

    def _condition(self, condition: Condition) -> Truth:
        place = condition.place
        if place.relation is None:
            return _matched(self.view, place.field, condition.match, negated=condition.negated)
        pointing = column_of(self.view, place.relation)
        few = next((ids for one, ids in self.pointed_at if one is condition), None)
        if few is not None:
            one_of_them = pointing == any_(_array(list(few), BigInteger()))
            return is_not_true(one_of_them) if condition.negated else one_of_them
        related, fits = self.related(condition)
        there = exists().where(related.c.id == pointing, fits)
        return not_(there) if condition.negated else there

    def related(self, condition: Condition) -> tuple[FromClause, Truth]:
        """The records of which a condition on related ones speaks, and what is said of them."""
        assert condition.place.relation is not None
        view = view_of(self._scope.definition(condition.place.relation.object)).alias()
        return view, _matched(view, condition.place.field, condition.match, negated=False)

    def _searched(self, search: str) -> list[Truth]:
        """All terms are found, each in the record's words or in the title of a record that it points at."""
        terms = search_terms(search)
        related = {term: self._pointing(term) for term in terms}
        alone = [term for term in terms if not related[term]]
        found: list[Truth] = [self._holds(" & ".join(alone))] if alone else []
        return found + [or_(self._holds(term), *ways) for term, ways in related.items() if ways]

    def _holds(self, term: str) -> Truth:
        return holds_words(self.view, self._workspace_id, term)

    def _pointing(self, term: str) -> list[Truth]:
        ways: list[Truth] = []
        for relation in titled_relations(self.definition):
            ids = self._related.get((relation.object, term), [])
            if ids is None:
                titles = titled(self._scope.definition(relation.object), self._workspace_id, term)
                ways.append(column_of(self.view, relation) == any_(func.array(titles.scalar_subquery())))
            elif ids:
                ways.append(column_of(self.view, relation) == any_(_array(list(ids), BigInteger())))
        return ways


def column_of(view: FromClause, field: Field) -> ColumnElement[Any]:
    """The stored value of a field."""
    return field.own_column(view.c.custom) if field.own else view.c[field.name]


def sort_key_of(view: FromClause, field: Field) -> ColumnElement[Any]:
    """What the field is sorted and compared by: the expression of its index, where it has one."""
    return field.sort_key(column_of(view, field))


def is_not_true(truth: Truth) -> Truth:
    """The opposite of a truth that may be null for false."""
    # Not by NOT, which of what is null would be null again.
    return truth.is_not(true())


def _matched(view: FromClause, field: Field, match: Match, *, negated: bool) -> Truth:
    if isinstance(match, Present):
        return _empty(view, field) if negated else column_of(view, field).is_not(None)
    fits = _fits(view, field, match)
    return is_not_true(fits) if negated else fits


def _empty(view: FromClause, field: Field) -> Truth:
    column, key = column_of(view, field), sort_key_of(view, field)
    # The key is what is indexed; a choice that is not among the choices any more has none, though it is a value.
    return column.is_(None) if key is column else and_(key.is_(None), column.is_(None))


def _fits(view: FromClause, field: Field, match: Match) -> Truth:
    if isinstance(match, Holds):
        return column_of(view, field).op("@>", is_comparison=True)(_array(list(match.values), Text()))
    key = sort_key_of(view, field)
    match match:
        case OneOf(values):
            return key == values[0] if len(values) == 1 else key == any_(_array(list(values), key.type))
        case HasPart(part):
            return key.like(f"%{_escaped(part)}%")
        case BeginsWith(start):
            return _begins(key, start)
        case AnySpan(spans):
            return or_(*(_within(key, span) for span in spans))
        case Span():
            return _within(key, match)
        case _:
            raise AssertionError(match)


def _within(key: ColumnElement[Any], span: Span) -> Truth:
    bounds: list[Truth] = []
    if span.lower is not None:
        bounds.append(key >= span.lower if span.from_lower else key > span.lower)
    if span.upper is not None:
        bounds.append(key <= span.upper if span.to_upper else key < span.upper)
    return and_(*bounds)


def _begins(key: ColumnElement[Any], start: str) -> Truth:
    """As a range of the index, which is in the order of code points."""
    end = _next_text(start)
    return and_(key >= start, key < end) if end else key >= start


def _next_text(start: str) -> str:
    """The first text after all that begin with `start`; empty where there is none."""
    kept = start.rstrip(chr(LAST_CHARACTER))
    if not kept:
        return ""
    following = ord(kept[-1]) + 1
    return kept[:-1] + chr(_SURROGATES[1] if following == _SURROGATES[0] else following)


def _escaped(part: str) -> str:
    return part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _array(values: list[Any], kind: Any) -> ColumnElement[Any]:
    return bindparam(None, values, type_=ARRAY(kind), unique=True)
