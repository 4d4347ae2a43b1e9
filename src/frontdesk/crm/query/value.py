"""Query: what is wanted of an object's records. One value for all who ask: REST, saved views, assistant, web app.

It is read from JSON by `parsing.py`, where everything in it is checked; so it always fits its object.
"""

from dataclasses import dataclass, field
from typing import Any, Literal

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, Time
from frontdesk.crm.query.matches import Match
from frontdesk.crm.query.places import Place

DELETED_AT = Time(name="deleted_at", label="In the trash since", read_only=True)

Step = Literal["day", "week", "month", "quarter", "year"]
STEPS: tuple[Step, ...] = ("day", "week", "month", "quarter", "year")
Function = Literal["count", "sum", "avg", "min", "max"]
FUNCTIONS: tuple[Function, ...] = ("count", "sum", "avg", "min", "max")


@dataclass(frozen=True)
class Condition:
    """One condition. `match` is what it means; `negated` turns it round, so that an empty value fits too."""

    place: Place
    operator: str
    value: Any
    match: Match
    negated: bool = False

    def to_json(self) -> dict[str, Any]:
        json: dict[str, Any] = {"field": self.place.path, "op": self.operator}
        return json if self.value is None else {**json, "value": self.value}


@dataclass(frozen=True)
class And:
    nodes: tuple["Node", ...]

    def to_json(self) -> dict[str, Any]:
        return {"and": [node.to_json() for node in self.nodes]}


@dataclass(frozen=True)
class Or:
    nodes: tuple["Node", ...]

    def to_json(self) -> dict[str, Any]:
        return {"or": [node.to_json() for node in self.nodes]}


@dataclass(frozen=True)
class Not:
    node: "Node"

    def to_json(self) -> dict[str, Any]:
        return {"not": self.node.to_json()}


Node = Condition | And | Or | Not


@dataclass(frozen=True)
class Sort:
    """By one field of the object; empty values come last either way."""

    field: Field
    descending: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"field": self.field.path, "direction": "desc" if self.descending else "asc"}

    @property
    def written(self) -> str:
        return f"-{self.field.path}" if self.descending else self.field.path


@dataclass(frozen=True)
class Group:
    """Records with the same value, or the same step of time (in the workspace's time zone), stand together."""

    place: Place
    step: Step | None = None

    @property
    def name(self) -> str:
        return f"{self.place.path}:{self.step}" if self.step else self.place.path


@dataclass(frozen=True)
class Aggregate:
    """One figure of a group. Without a place it counts records, with one the values that are there."""

    function: Function
    place: Place | None = None

    @property
    def name(self) -> str:
        return f"{self.function}_{self.place.path}" if self.place else self.function

    def to_json(self) -> dict[str, Any]:
        json: dict[str, Any] = {"fn": self.function}
        return {**json, "field": self.place.path} if self.place else json


@dataclass(frozen=True)
class GroupSort:
    """Groups by one of their figures or by what they have in common, by its name."""

    name: str
    descending: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"field": self.name, "direction": "desc" if self.descending else "asc"}


@dataclass(frozen=True)
class Query:
    """What is wanted. With `groups` or `aggregates` it asks for figures, else for records.

    `sort` empty: the object's own order. `trash`: the records in the trash instead of the others.
    """

    definition: Definition
    where: Node | None = None
    search: str = ""
    sort: tuple[Sort, ...] = ()
    limit: int = 50
    after: str | None = None
    trash: bool = False
    groups: tuple[Group, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    group_sort: tuple[GroupSort, ...] = field(default=())

    @property
    def is_grouped(self) -> bool:
        return bool(self.groups or self.aggregates)

    @property
    def order(self) -> tuple[Sort, ...]:
        """The sort that is meant: as given, else the newest in the trash first, else the object's own."""
        if self.sort:
            return self.sort
        if self.trash:
            return (Sort(DELETED_AT, descending=True),)
        name = self.definition.default_sort
        return (Sort(self.definition.by_path[name.removeprefix("-")], name.startswith("-")),)

    def to_json(self) -> dict[str, Any]:
        """The value of objects.md without what is at its first value; reading it again makes an equal query."""
        parts: dict[str, Any] = {
            "where": self.where.to_json() if self.where else None,
            "search": self.search,
            "sort": [*(sort.to_json() for sort in self.sort), *(sort.to_json() for sort in self.group_sort)],
            "after": self.after,
            "trash": self.trash,
            "group_by": [group.name for group in self.groups],
            "aggregate": [aggregate.to_json() for aggregate in self.aggregates],
        }
        return {"object": self.definition.name, **{name: part for name, part in parts.items() if part}}
