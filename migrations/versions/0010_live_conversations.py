"""Conversations live: what is needed to find readers that are behind, and messages that were sent twice."""

from alembic import op

from frontdesk.platform.row_security import door

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Readers have shown their right to these conversations; only numbers come back.
    door(
        "door_newest_events(ids uuid[])",
        "TABLE (conversation_id uuid, last_seq bigint)",
        "SELECT c.id, c.last_seq FROM conversations c WHERE c.id = ANY ($1)",
    )
    # A client that lost its line sends a message again under the same id: it is stored once.
    op.execute(
        "CREATE UNIQUE INDEX conversation_events_client_id"
        " ON conversation_events (conversation_id, (data ->> 'client_id')) WHERE data ? 'client_id'"
    )
