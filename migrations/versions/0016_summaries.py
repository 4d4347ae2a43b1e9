"""Summaries of conversations that are kept until the conversation has moved on."""

from alembic import op

from frontdesk.platform.row_security import protect

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """`up_to_seq`: the newest event that the summary knows of. `parts`: what it was made up from, for staff."""
    op.execute(
        """
        CREATE TABLE conversation_summaries (
            conversation_id uuid PRIMARY KEY,
            workspace_id bigint NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
            up_to_seq bigint NOT NULL,
            version integer NOT NULL,
            engine text NOT NULL,
            summary text NOT NULL,
            for_customer text NOT NULL,
            parts jsonb NOT NULL,
            made_at timestamptz NOT NULL,
            UNIQUE (workspace_id, conversation_id),
            FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
        )
        """
    )
    protect("conversation_summaries")
