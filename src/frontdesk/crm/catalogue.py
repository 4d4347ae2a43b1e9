"""Catalogue: all objects, as shipped or as a workspace has them with its own fields."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from frontdesk.crm.definitions import SHIPPED, Definition
from frontdesk.crm.errors import UnknownObjectError
from frontdesk.crm.fields import Field, Relation
from frontdesk.crm.nearest import nearest


class Catalogue:
    """The definitions by the name of their object."""

    def __init__(self, definitions: Sequence[Definition] = SHIPPED):
        self._by_name = {definition.name: definition for definition in definitions}
        self._names = {
            name: definition.name for definition in definitions for name in (definition.name, *definition.path_aliases)
        }

    def __iter__(self) -> Iterator[Definition]:
        return iter(self._by_name.values())

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def get(self, name: str) -> Definition:
        """By the object's name or one of its other names. Raises UnknownObjectError, which names the nearest."""
        found = self._names.get(name)
        if found is None:
            raise UnknownObjectError(name, nearest(name, self._by_name))
        return self._by_name[found]

    @cached_property
    def pointing_at(self) -> Mapping[str, tuple[tuple[Definition, Relation], ...]]:
        """For each object the relations of others (and its own) that point at it."""
        return {
            target: tuple(
                (definition, relation)
                for definition in self
                for relation in definition.relations
                if relation.object == target
            )
            for target in self._by_name
        }

    def with_own(self, own: Mapping[str, Sequence[Field]]) -> "Catalogue":
        """The catalogue of a workspace: with its own fields by object."""
        if not own:
            return self
        return Catalogue([definition.with_own(own.get(definition.name, ())) for definition in self])
