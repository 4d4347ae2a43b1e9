"""Purging: takes records away for good. What pointed at them loses the relation, in the trash and out of it."""

from collections.abc import Sequence

from sqlalchemy import delete, func, literal, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import BigInteger, Text

from frontdesk.crm.definitions import Definition
from frontdesk.crm.scope import Scope
from frontdesk.crm.tables import table_of
from frontdesk.platform.unit_of_work import UnitOfWork

_FORGET = text("DELETE FROM crm_changes WHERE object = :object AND record_id = ANY(:ids)")


async def purge(unit: UnitOfWork, scope: Scope, definition: Definition, ids: Sequence[int]) -> int:
    """Takes these records away and returns how many were there and may be touched."""
    table = table_of(definition)
    wanted = func.any(literal(list(ids), ARRAY(BigInteger)))
    held = select(table.c.id).where(table.c.id == wanted, table.c.deleted_at.is_not(None)).with_for_update()
    gone = list((await unit.execute(held)).scalars())
    if gone:
        await _let_go(unit, scope, definition, gone)
        # What they were is gone with them; the audit trail keeps that they were.
        await unit.execute(_FORGET, {"object": definition.name, "ids": gone})
        await unit.execute(delete(table).where(table.c.id == func.any(literal(gone, ARRAY(BigInteger)))))
    return len(gone)


async def _let_go(unit: UnitOfWork, scope: Scope, definition: Definition, ids: Sequence[int]) -> None:
    for other, relation in scope.catalogue.pointing_at[definition.name]:
        table = table_of(other)
        wanted = func.any(literal(list(ids), ARRAY(BigInteger)))
        change = update(table)
        if relation.own:
            value = relation.own_column(table.c.custom)
            without = table.c.custom.op("-")(literal(relation.name, Text))
            change = change.where(value == wanted).values(custom=without, version=table.c.version + 1)
        else:
            column = table.c[relation.name]
            change = change.where(column == wanted).values({relation.name: None, "version": table.c.version + 1})
        await unit.execute(change)
