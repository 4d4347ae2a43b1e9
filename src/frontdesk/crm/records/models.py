"""Tables of what writes leave behind."""

from sqlalchemy import BigInteger, Column, DateTime, LargeBinary, MetaData, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

writes = Table(
    "crm_writes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("action", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("records", BigInteger, nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("actor_id", BigInteger),
    Column("actor_name", Text, nullable=False),
    Column("via", Text, nullable=False),
    Column("undoes", Uuid),
    Column("undone_by", Uuid),
    Column("at", DateTime(timezone=True), nullable=False),
)

changes = Table(
    "crm_changes",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("write_id", Uuid, nullable=False),
    Column("object", Text, nullable=False),
    Column("record_id", BigInteger, nullable=False),
    Column("before", JSONB(none_as_null=True)),
    Column("after", JSONB(none_as_null=True)),
    Column("version_before", BigInteger),
    Column("version_after", BigInteger),
)

proposals = Table(
    "crm_proposals",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("token_digest", LargeBinary, nullable=False),
    Column("via", Text, nullable=False),
    Column("command", JSONB, nullable=False),
    Column("preview", JSONB, nullable=False),
    Column("versions", JSONB, nullable=False),
    Column("status", Text, nullable=False),
    Column("actor_kind", Text, nullable=False),
    Column("actor_id", BigInteger),
    Column("write_id", Uuid),
    Column("session_id", Uuid),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
)
