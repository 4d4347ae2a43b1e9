"""Attachments: files that came with messages, and what was read in them."""

from alembic import op

from frontdesk.platform.row_security import door, protect

revision = "0014"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE conversation_attachments (
            id uuid PRIMARY KEY,
            workspace_id bigint NOT NULL,
            conversation_id uuid NOT NULL,
            seq bigint,
            sender text NOT NULL CHECK (sender IN ('customer', 'staff')),
            name text NOT NULL CHECK (length(name) <= 200),
            kind text NOT NULL,
            size integer NOT NULL CHECK (size > 0),
            status text NOT NULL CHECK (status IN ('waiting', 'read', 'unread', 'kept')),
            problem text,
            page_count integer,
            content bytea NOT NULL,
            created_at timestamptz NOT NULL,
            UNIQUE (workspace_id, id),
            FOREIGN KEY (workspace_id, conversation_id)
                REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
        )
        """
    )
    # Files are packed already: packed again they could not be read in pieces, and would not become smaller.
    op.execute("ALTER TABLE conversation_attachments ALTER COLUMN content SET STORAGE EXTERNAL")
    op.execute("CREATE INDEX conversation_attachments_of ON conversation_attachments (conversation_id, created_at)")
    op.execute(
        "CREATE INDEX conversation_attachments_unsent ON conversation_attachments (created_at) WHERE seq IS NULL"
    )
    protect("conversation_attachments")
    op.execute(
        """
        CREATE TABLE attachment_passages (
            workspace_id bigint NOT NULL,
            attachment_id uuid NOT NULL,
            position integer NOT NULL,
            page integer,
            content text NOT NULL,
            terms bytea NOT NULL,
            model text,
            embedding bytea,
            PRIMARY KEY (attachment_id, position),
            FOREIGN KEY (workspace_id, attachment_id)
                REFERENCES conversation_attachments (workspace_id, id) ON DELETE CASCADE
        )
        """
    )
    protect("attachment_passages")
    # For the worker, which removes in all workspaces what was uploaded and never sent.
    door(
        "door_workspaces_with_unsent(before timestamptz)",
        "TABLE (workspace_id bigint)",
        "SELECT DISTINCT a.workspace_id FROM conversation_attachments a WHERE a.seq IS NULL AND a.created_at < $1",
    )
