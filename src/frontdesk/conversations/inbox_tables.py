"""Tables of the inbox: labels, saved replies, notifications, and who is there for how many conversations."""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, Integer, Table, Text, Uuid

from frontdesk.conversations.models import metadata

labels = Table(
    "labels",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("name", Text),
    Column("color", Text),
    Column("created_at", DateTime(timezone=True)),
)

conversation_labels = Table(
    "conversation_labels",
    metadata,
    Column("workspace_id", BigInteger),
    Column("conversation_id", Uuid, primary_key=True),
    Column("label_id", BigInteger, primary_key=True),
)

saved_replies = Table(
    "saved_replies",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger),
    *(Column(name, Text) for name in ("shortcut", "title", "content")),
    Column("created_at", DateTime(timezone=True)),
    Column("updated_at", DateTime(timezone=True)),
)

notifications = Table(
    "notifications",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("workspace_id", BigInteger),
    Column("user_id", BigInteger),
    Column("kind", Text),
    Column("conversation_id", Uuid),
    Column("seq", BigInteger),
    Column("words", Text),
    Column("actor_name", Text),
    Column("created_at", DateTime(timezone=True)),
    Column("read_at", DateTime(timezone=True)),
)

staff_availability = Table(
    "staff_availability",
    metadata,
    Column("workspace_id", BigInteger, primary_key=True),
    Column("user_id", BigInteger, primary_key=True),
    Column("available", Boolean),
    Column("capacity", Integer),
    Column("last_assigned_at", DateTime(timezone=True)),
)
