"""Tables of imports, and what an import is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, DateTime, LargeBinary, MetaData, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from frontdesk.crm.transfer.options import ImportOptions
from frontdesk.identity.callers import Caller, CallerKind, Role

metadata = MetaData()

imports = Table(
    "crm_imports",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("object", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("content", LargeBinary),
    Column("format", JSONB, nullable=False),
    Column("columns", JSONB, nullable=False),
    Column("options", JSONB, nullable=False),
    Column("rows", BigInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("progress", JSONB, nullable=False),
    Column("write_id", Uuid),
    Column("error", Text),
    Column("actor_kind", Text, nullable=False),
    Column("actor_id", BigInteger),
    Column("actor_name", Text, nullable=False),
    Column("actor_role", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("finished_at", DateTime(timezone=True)),
)

import_errors = Table(
    "crm_import_errors",
    metadata,
    Column("workspace_id", BigInteger, primary_key=True),
    Column("import_id", BigInteger, primary_key=True),
    Column("row", BigInteger, primary_key=True),
    Column("cells", JSONB, nullable=False),
    Column("reasons", JSONB, nullable=False),
)


@dataclass(frozen=True)
class Progress:
    """How far an import is. `done` rows of the file have come to an end, each in one of the four ways."""

    done: int = 0
    total: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0

    def plus(self, *, created: int = 0, updated: int = 0, skipped: int = 0, failed: int = 0) -> "Progress":
        return Progress(
            self.done + created + updated + skipped + failed,
            self.total,
            self.created + created,
            self.updated + updated,
            self.skipped + skipped,
            self.failed + failed,
        )


@dataclass(frozen=True)
class Import:
    """One file on its way into the workspace.

    `format`: kind, encoding and delimiter of the file, its first rows as (number, cells), and `undoing` while it is
    being taken back. `columns`: as `matching.Column`.
    """

    id: int
    object: str
    file_name: str
    format: Mapping[str, Any]
    columns: list[dict[str, Any]]
    options: ImportOptions
    rows: int
    status: str
    progress: Progress
    write_id: UUID | None
    error: str | None
    actor_kind: str
    actor_id: int | None
    actor_name: str
    actor_role: str
    created_at: datetime
    finished_at: datetime | None

    def caller(self, workspace_id: int) -> Caller:
        """On whose behalf its rows are written: with the rights that they had when they started it."""
        kind, role = CallerKind(self.actor_kind), Role(self.actor_role)
        user_id = self.actor_id if kind is CallerKind.STAFF else None
        key_id = self.actor_id if kind is CallerKind.API_KEY else None
        return Caller(kind, workspace_id, user_id=user_id, api_key_id=key_id, role=role, name=self.actor_name)


@dataclass(frozen=True)
class FailedRow:
    """A row of the file that did not become a record, and why: {field, reason} each."""

    row: int
    cells: list[str]
    reasons: list[dict[str, str]]
