"""Board: the records of an object in a column for each choice of one field, with their number and their sum."""

from dataclasses import replace
from typing import Any

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.fields import Choice, Field, Relation, Several
from frontdesk.crm.query.matches import OneOf, Present
from frontdesk.crm.query.places import Place
from frontdesk.crm.query.value import Aggregate, And, Condition, Group, Node, Query


def board_field(definition: Definition, path: str | None) -> Choice:
    """The field whose choices are the columns; the object's own where none is named. Raises InvalidQueryError."""
    name = path or (definition.board.field if definition.board else "")
    field = definition.get(name)
    choices = [one.path for one in definition.all_fields if isinstance(one, Choice)]
    if not name:
        raise InvalidQueryError(f"{definition.label_plural} have no board of their own; name a field", "field", choices)
    if not isinstance(field, Choice):
        raise InvalidQueryError(f"A board needs a field with choices, and {name[:80]!r} is none", "field", choices)
    return field


def columns_of(field: Choice, stages: list[str] | None) -> list[str | None]:
    """The values of the columns in their order, those of `stages` first; None for the records without a value."""
    first = [stage for stage in stages or [] if stage in field.values]
    return [*first, *(value for value in field.values if value not in first), None]


def column_query(query: Query, field: Choice, value: str | None) -> Query:
    """The query for the cards of one column."""
    place = Place(field)
    if value is None:
        here = Condition(place, "is_empty", None, Present(), negated=True)
    else:
        here = Condition(place, "eq", value, OneOf((field.comparable(value),)))
    return replace(query, where=with_condition(query.where, here))


def figures_query(query: Query, field: Choice) -> Query:
    """The query for the number of cards and their sum, by column."""
    summed = summed_field(query.definition)
    sums = [Aggregate("sum", Place(summed))] if summed else []
    return replace(query, sort=(), after=None, groups=(Group(Place(field)),), aggregates=(Aggregate("count"), *sums))


def summed_field(definition: Definition) -> Field | None:
    return definition.get(definition.board.value) if definition.board and definition.board.value else None


def with_condition(where: Node | None, condition: Node) -> Node:
    return condition if where is None else And((where, condition))


def stages_relation(definition: Definition, pipelines: Definition, field: Choice) -> Relation | None:
    """The relation to a record that lists the choices of the board's field (a deal's pipeline); None without one."""
    stages = pipelines.get("stages")
    if not isinstance(stages, Several) or stages.values != field.values:
        return None
    return next((one for one in definition.relations if one.object == pipelines.name), None)


def asked_for(where: Node | None, relation: Relation) -> int | None:
    """The id that all records in question have in a relation, where the filter says so."""
    conditions = where.nodes if isinstance(where, And) else (where,)
    for one in conditions:
        if isinstance(one, Condition) and one.place == Place(relation) and one.operator == "eq" and not one.negated:
            match one.match:
                case OneOf((int() as record_id,)):
                    return record_id
    return None


def column_json(
    field: Choice, value: str | None, figures: dict[str, Any], items: list[dict[str, Any]], following: str | None
) -> dict[str, Any]:
    """One column of the answer. `figures`: count, and the sum where there is one."""
    labels = {option.value: option.label for option in field.choices}
    sums = [figure for name, figure in figures.items() if name != "count"]
    return {
        "value": value,
        "label": labels[value] if value is not None else f"No {field.words.lower()}",
        "count": figures.get("count", 0),
        "sum": sums[0] if sums else None,
        "items": items,
        "next": following,
    }
