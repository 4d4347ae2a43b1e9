"""Tables of records, built from the definitions: the table that is written, and the view that is read.

The view shows what the transaction's caller may see (workspace, and own records only where a role sees no others).
Reading through it instead of through the table's row security lets the planner use every index: a policy is a barrier
before which only leak-proof operators may look into an index, and folded text, search and jsonb are none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import BigInteger, Column, DateTime, MetaData, Table
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field


def table_of(definition: Definition) -> Table:
    """What is written. Row security refuses what the caller may not touch."""
    return _built(_Shape(definition.table, definition.fields))


def view_of(definition: Definition) -> Table:
    """What is read; the trash is in it (`deleted_at`)."""
    return _built(_Shape(definition.name, definition.fields))


@dataclass(frozen=True)
class _Shape:
    name: str
    fields: Sequence[Field]

    def __hash__(self) -> int:
        return hash(self.name)


@lru_cache(maxsize=256)
def _built(shape: _Shape) -> Table:
    return Table(
        shape.name,
        MetaData(),
        Column("id", BigInteger, primary_key=True),
        Column("workspace_id", BigInteger, nullable=False),
        *(Column(field.name, field.column_type) for field in shape.fields),
        Column("owner_id", BigInteger),
        Column("custom", JSONB, nullable=False),
        Column("version", BigInteger, nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False),
        Column("updated_at", DateTime(timezone=True), nullable=False),
        Column("deleted_at", DateTime(timezone=True)),
        Column("search", TSVECTOR),
    )
