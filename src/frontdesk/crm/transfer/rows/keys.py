"""Keys: which records are known by a value of the field that an import names as its key."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, FieldValueError
from frontdesk.crm.habits import Habits
from frontdesk.crm.tables import view_of
from frontdesk.platform.unit_of_work import UnitOfWork


def comparable_key(field: Field, value: Any, habits: Habits) -> Any:
    """The form in which the keys of rows and of records are compared; None for a value that is none of the field's."""
    try:
        return field.comparable(field.read(value, habits))
    except FieldValueError:
        return None


async def holders(
    unit: UnitOfWork, definition: Definition, field: Field, keys: Iterable[Any]
) -> Mapping[Any, list[int]]:
    """The first two ids of the records outside the trash that have the key, by key."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    view = view_of(definition)
    column: ColumnElement[Any] = field.own_column(view.c.custom) if field.own else view.c[field.name]
    key = field.sort_key(column)
    ids = func.array_agg(view.c.id, type_=ARRAY(BigInteger))[1:2].label("ids")
    statement = (
        select(key.label("key"), ids)
        .where(key == func.any(bindparam("keys", wanted, type_=ARRAY(field.column_type))), view.c.deleted_at.is_(None))
        .group_by(key)
    )
    return {row.key: list(row.ids) for row in await unit.execute(statement)}
