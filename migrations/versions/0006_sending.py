"""Tries to send the emails of the CRM: what is known of each, so that none is sent twice."""

from alembic import op

from frontdesk.platform.row_security import protect

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """All times are of real time. Addresses and words stand in the record of the email alone."""
    op.execute(
        """
        CREATE TABLE email_attempts (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            workspace_id bigint NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
            email_id bigint NOT NULL,
            state text NOT NULL DEFAULT 'claimed'
                CHECK (state IN ('claimed', 'handed_over', 'delivered', 'refused', 'not_reached', 'unknown')),
            message_id text NOT NULL,
            runner uuid,
            via text NOT NULL,
            actor_kind text NOT NULL,
            actor_id bigint,
            actor_name text NOT NULL,
            actor_role text NOT NULL,
            claimed_at timestamptz NOT NULL DEFAULT now(),
            handed_over_at timestamptz,
            ended_at timestamptz,
            UNIQUE (workspace_id, id)
        )
        """
    )
    op.execute("CREATE INDEX email_attempts_email ON email_attempts (workspace_id, email_id, id DESC)")
    # The last word on sending twice: the database takes no second try while one is under way.
    op.execute(
        "CREATE UNIQUE INDEX email_attempts_one_open ON email_attempts (workspace_id, email_id)"
        " WHERE state IN ('claimed', 'handed_over')"
    )
    protect("email_attempts")
