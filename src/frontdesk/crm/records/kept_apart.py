"""What may not lose a record: records that go to the trash only after those that depend on them, or with them."""

from collections.abc import Sequence

from frontdesk.crm.definitions import Definition
from frontdesk.crm.errors import HeldByOthersError
from frontdesk.crm.fields import Relation
from frontdesk.crm.records.command import Kind, RowWrite
from frontdesk.crm.records.repository import RecordRepository
from frontdesk.crm.scope import Scope
from frontdesk.platform.unit_of_work import UnitOfWork

_RECORDS = RecordRepository()


async def held_rows(
    unit: UnitOfWork, scope: Scope, definition: Definition, ids: list[int], *, cascade: bool
) -> list[RowWrite]:
    """What goes to the trash with the records, by `kept_apart` of the definition.

    Raises HeldByOthersError where there is any, unless `cascade`.
    """
    rows: list[RowWrite] = []
    if definition.kept_apart and ids:
        await _RECORDS.lock(unit, definition, ids)
    for name in definition.kept_apart if ids else ():
        other = scope.definition(name)
        for relation in other.relations:
            if isinstance(relation, Relation) and relation.object == definition.name and not relation.own:
                found = await _RECORDS.pointing(unit, other, relation.name, ids)
                if found and not cascade:
                    raise _held(definition, other, len(found))
                rows += [RowWrite(Kind.DELETE, other.name, record_id) for record_id in found]
    return rows


async def require_free(unit: UnitOfWork, scope: Scope, rows: Sequence[RowWrite]) -> None:
    """Raises HeldByOthersError where what a row takes to the trash is held by a record that stays."""
    gone = [(row.object, row.id) for row in rows if row.kind is Kind.DELETE and row.id is not None]
    for name in dict.fromkeys(name for name, _ in gone):
        definition = scope.definition(name)
        ids = [record_id for other, record_id in gone if other == name]
        held = await held_rows(unit, scope, definition, ids, cascade=True)
        left = [row for row in held if (row.object, row.id) not in gone]
        if left:
            raise _held(definition, scope.definition(left[0].object), len(left))


def _held(definition: Definition, other: Definition, count: int) -> HeldByOthersError:
    return HeldByOthersError(definition.label, count, other.label if count == 1 else other.label_plural)
