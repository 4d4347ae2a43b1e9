"""Places: the fields that a query may name, of the object itself or of a record that it points at."""

from dataclasses import dataclass

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import InvalidQueryError
from frontdesk.crm.fields import Field, Relation
from frontdesk.crm.nearest import nearest
from frontdesk.crm.scope import Scope

OWN = "custom."


@dataclass(frozen=True)
class Place:
    """A field; with `relation` it is one of the record that this relation of the object points at."""

    field: Field
    relation: Relation | None = None

    @property
    def path(self) -> str:
        return f"{self.relation.path}.{self.field.path}" if self.relation else self.field.path


def find_place(scope: Scope, definition: Definition, path: object) -> Place:
    """The place that `path` names: `value`, `custom.size`, `contact_id.company`, `contact_id.custom.size`.

    Raises InvalidQueryError, which names the nearest fields.
    """
    if not isinstance(path, str) or not path.strip():
        raise InvalidQueryError("A field must be named by its name", "field")
    path = path.strip()
    found = definition.get(path)
    if found is not None:
        return Place(found)
    relation, rest = _split(definition, path)
    if relation is None:
        raise _unknown(definition, path, path)
    target = scope.definition(relation.object)
    related = target.get(rest)
    if related is not None:
        return Place(related, relation)
    if _split(target, rest)[0] is not None:
        raise InvalidQueryError(
            f"{path!r} goes too far: a field of a related record may be named, not one of a record related to that",
            path,
            [f"{relation.path}.{rest.split('.')[0]}"],
        )
    raise _unknown(target, rest, path, f"{relation.path}.")


def _split(definition: Definition, path: str) -> tuple[Relation | None, str]:
    """The relation that a path begins with, and what follows it."""
    head, _, rest = path.partition(".")
    if head + "." == OWN:
        name, _, rest = rest.partition(".")
        head = OWN + name
    field = definition.get(head)
    return (field, rest) if isinstance(field, Relation) and rest else (None, path)


def _unknown(definition: Definition, name: str, path: str, before: str = "") -> InvalidQueryError:
    by_synonym = [field.path for field in definition.all_fields if name.lower() in field.synonyms]
    near = by_synonym or nearest(name, definition.by_path)
    return InvalidQueryError(
        f"{name[:80]!r} is no field of {definition.name}", path[:160], [before + one for one in near]
    )
