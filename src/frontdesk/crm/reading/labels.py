"""Labels: the words for the ids that stand in records, read for a whole page in one statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    Text,
    any_,
    bindparam,
    column,
    func,
    literal,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.sql import union_all

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, LongText, Member, Relation
from frontdesk.crm.reading.shown import shown_record, value_at
from frontdesk.crm.scope import Scope
from frontdesk.crm.tables import view_of
from frontdesk.platform.unit_of_work import UnitOfWork

USERS = "users"
# Of long texts a title needs only the beginning.
TITLE_LENGTH = 240

_USERS = table(USERS, column("id", BigInteger), column("name", Text))

Words = Mapping[tuple[str, int], str]


async def add_labels(
    unit: UnitOfWork, scope: Scope, definition: Definition, records: Sequence[dict[str, Any] | None]
) -> None:
    """Adds `labels` to each record: its own title as `id`, and the title of each record and user it points at.

    Records in the trash still have a label; what the caller may not see has none.
    """
    present = [record for record in records if record is not None]
    pointers = [field for field in definition.all_fields if isinstance(field, (Relation, Member))]
    wanted: dict[str, set[int]] = {}
    for field in pointers:
        ids = {value for record in present if (value := value_at(record, field.path)) is not None}
        if ids:
            wanted.setdefault(_target(field), set()).update(ids)
    words = await titles(unit, scope, wanted)
    for record in present:
        record["labels"] = (
            {"id": definition.title.of(record, scope.habits.time_zone)} if _knows_title(definition, record) else {}
        )
        for field in pointers:
            word = words.get((_target(field), value_at(record, field.path)))
            if word is not None:
                record["labels"][field.path] = word


async def titles(unit: UnitOfWork, scope: Scope, wanted: Mapping[str, set[int]]) -> Words:
    """The titles of records (by object) and the names of users (by `users`), by object and id."""
    parts = [_titles_of(scope, name, sorted(ids)) for name, ids in sorted(wanted.items()) if ids]
    if not parts:
        return {}
    rows = (await unit.execute(union_all(*parts) if len(parts) > 1 else parts[0])).all()
    return {(row.object, row.id): _title(scope, row.object, row.title) for row in rows}


async def newest(unit: UnitOfWork, scope: Scope, names: Sequence[str]) -> dict[str, tuple[int, str]]:
    """For each of these objects the id and title of its newest record (not in the trash), in one statement."""
    parts = []
    for name in names:
        view = view_of(scope.definition(name))
        one = _all_titles(scope.definition(name), view).where(view.c.deleted_at.is_(None))
        parts.append(select(one.order_by(view.c.id.desc()).limit(1).subquery()))
    rows = (await unit.execute(union_all(*parts))).all() if parts else ()
    return {row.object: (row.id, _title(scope, row.object, row.title)) for row in rows}


def titles_of_values(field: Field, values: Sequence[Any]) -> dict[str, set[int]]:
    """What `titles` has to be asked to put words to these stored values of a field; nothing where they are no ids."""
    ids = {value for value in values if value is not None}
    return {_target(field): ids} if isinstance(field, (Relation, Member)) and ids else {}


def title_of_value(words: Words, field: Field, value: Any) -> str | None:
    """The title that `titles` found for an id in a field."""
    return words.get((_target(field), value)) if isinstance(field, (Relation, Member)) else None


def _target(field: Field) -> str:
    return field.object if isinstance(field, Relation) else USERS


def _knows_title(definition: Definition, record: Mapping[str, Any]) -> bool:
    return any(name in record for name in definition.title.fields)


def _titles_of(scope: Scope, name: str, ids: Sequence[int]) -> Select[Any]:
    wanted = bindparam(f"{name}_ids", ids, type_=ARRAY(BigInteger))
    if name == USERS:
        values: ColumnElement[Any] = func.jsonb_build_object("name", _USERS.c.name, type_=JSONB)
        return select(literal(USERS).label("object"), _USERS.c.id, values.label("title")).where(
            _USERS.c.id == any_(wanted)
        )
    view = view_of(scope.definition(name))
    return _all_titles(scope.definition(name), view).where(view.c.id == any_(wanted))


def _all_titles(definition: Definition, view: FromClause) -> Select[Any]:
    """`object`, `id` and the packed values of the title of each record."""
    pairs: list[ColumnElement[Any]] = []
    for field in definition.fields:
        if field.name in definition.title.fields:
            value = view.c[field.name]
            pairs += [
                literal(field.name),
                func.left(value, TITLE_LENGTH) if isinstance(field, LongText) else value,
            ]
    values = func.jsonb_build_object(*pairs, type_=JSONB)
    return select(literal(definition.name).label("object"), view.c.id, values.label("title"))


def _title(scope: Scope, name: str, packed: Mapping[str, Any]) -> str:
    if name == USERS:
        return str(packed["name"])
    definition = scope.definition(name)
    row: dict[str, Any] = {"id": None}
    for path, value in packed.items():
        field = definition.by_path[path]
        row[path] = None if value is None else field.unpack(value)
    return definition.title.of(shown_record(definition, row), scope.habits.time_zone)
