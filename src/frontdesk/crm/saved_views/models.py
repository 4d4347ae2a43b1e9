"""Table of saved views."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

saved_views = Table(
    "crm_saved_views",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger, nullable=False),
    Column("object", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("owner_id", BigInteger),
    Column("shared", Boolean, nullable=False),
    Column("query", JSONB, nullable=False),
    Column("columns", JSONB, nullable=False),
    Column("layout", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
)
