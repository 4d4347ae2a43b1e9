"""Figures: counts, sums and the like, by group; amounts in several currencies are never added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from frontdesk.assistant.spoken import listed
from frontdesk.assistant.told.values import currency_field
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Money
from frontdesk.crm.query.places import Place
from frontdesk.crm.query.value import Aggregate, Group, Query
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.scope import Scope
from frontdesk.platform.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Figures:
    """`value_of`: the one figure that was asked for, where it is one number; else `groups` hold all.

    `currency_path`: by which the groups are told apart where amounts are in several currencies; `currency`: the one
    in which all are.
    """

    groups: Sequence[Mapping[str, Any]] = ()
    value_of: Aggregate | None = None
    value: Any = None
    currency_path: str | None = None
    currency: str | None = None


async def read_figures(reader: RecordReader, unit: UnitOfWork, scope: Scope, query: Query) -> Figures:
    """The figures of a query with groups or aggregates."""
    by_currency = _currency_group(scope, query)
    groups = replace(query, groups=(*query.groups, by_currency)) if by_currency else query
    found = await reader.groups(unit, scope, groups)
    if by_currency is None:
        return _figures(query, found, None, None)
    path = by_currency.name
    currencies = {group["group"][path] for group in found}
    if len(currencies) > 1:
        return Figures([_group(group) for group in found], currency_path=path)
    # All amounts are in one: nothing has to be told apart.
    for group in found:
        del group["group"][path]
    return _figures(query, found, path, next(iter(currencies), None))


def _figures(query: Query, found: list[dict[str, Any]], path: str | None, currency: str | None) -> Figures:
    aggregates = query.aggregates or (Aggregate("count"),)
    if query.groups or len(aggregates) > 1:
        return Figures([_group(group) for group in found], currency_path=path, currency=currency)
    value = found[0]["values"][aggregates[0].name] if found else None
    if value is None and aggregates[0].function in ("count", "sum"):
        value = 0
    return Figures(value_of=aggregates[0], value=value, currency=currency)


def _group(group: Mapping[str, Any]) -> dict[str, Any]:
    """As the chat contract has it; `label`: the titles of what the key names by id."""
    label = listed(list(group["labels"].values())) or None
    return {"key": group["group"], "values": group["values"], "label": label}


def _currency_group(scope: Scope, query: Query) -> Group | None:
    """By which field amounts must be kept apart; None where there are none, or they are grouped so already."""
    for aggregate in query.aggregates:
        place = aggregate.place
        if place is not None and isinstance(place.field, Money) and aggregate.function != "count":
            field = currency_field(_owner(scope, query, place))
            group = Group(Place(field, place.relation)) if field else None
            return None if group is None or group.name in [one.name for one in query.groups] else group
    return None


def _owner(scope: Scope, query: Query, place: Place) -> Definition:
    return scope.definition(place.relation.object) if place.relation else query.definition
