"""Indexes of own fields that are marked as indexed, made by a job without holding anybody up."""

import hashlib

import psycopg

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.fields.own_field import own_field
from frontdesk.crm.schema.records_schema import own_sort_expression
from frontdesk.platform.jobs import JobQueue

INDEX_JOB = "crm.index_own_field"

# Choices are sorted by their place, which is another expression for each workspace: those are compared as text.
_WANTED = "SELECT id, name, kind, label, settings, retired, indexed FROM crm_own_fields WHERE object = %s AND name = %s"


class OwnFieldIndexes:
    """Makes and drops the indexes. One serves all workspaces that have a field of that name and type."""

    def __init__(self, url: str, catalogue: Catalogue):
        self._url = url
        self._catalogue = catalogue

    async def bring_up(self, object: str, name: str, kind: str) -> None:
        """Makes the indexes that are wanted for fields of that name, and drops those that are not any more."""
        definition = self._catalogue.get(object)
        # The program's role owns nothing and may make no index: this runs as the login role, outside a transaction.
        async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
            cursor = await connection.execute(_WANTED, (object, name))
            keys = [column.name for column in cursor.description or ()]
            rows = [dict(zip(keys, row, strict=True)) for row in await cursor.fetchall()]
            wanted = {own_sort_expression(own_field(row)) for row in rows if row["kind"] == kind and row["indexed"]}
            prefix = f"{definition.table}_own_{_mark(f'{name}/{kind}')}"
            names = {f"{prefix}_{_mark(expression)}": expression for expression in wanted}
            for index, expression in names.items():
                await connection.execute(
                    f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {index} ON {definition.table}"
                    f" (workspace_id, ({expression}), id) WHERE deleted_at IS NULL".encode()
                )
                # Of an expression in a partial index the planner knows nothing by itself.
                await connection.execute(
                    f"CREATE STATISTICS IF NOT EXISTS {index}_known ON ({expression}) FROM {definition.table}".encode()
                )
            there = await connection.execute(
                "SELECT indexname FROM pg_indexes WHERE tablename = %s AND indexname LIKE %s",
                (definition.table, f"{prefix}%"),
            )
            for (index,) in await there.fetchall():
                if index not in names:
                    await connection.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {index}".encode())
                    await connection.execute(f"DROP STATISTICS IF EXISTS {index}_known".encode())
            await connection.execute(f"ANALYZE {definition.table}".encode())


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def register(jobs: JobQueue, indexes: OwnFieldIndexes) -> None:
    async def index_own_field(object: str, name: str, kind: str) -> None:
        await indexes.bring_up(object, name, kind)

    jobs.add(INDEX_JOB, index_own_field)
