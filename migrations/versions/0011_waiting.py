"""Waiting for a person: business hours, the bot's target for the first answer, and who is raised again."""

from alembic import op

from frontdesk.platform.row_security import door

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE bots ADD COLUMN hours jsonb, ADD COLUMN handoff jsonb NOT NULL DEFAULT '{}'")
    op.execute(
        "ALTER TABLE conversations ADD COLUMN due_at timestamptz, ADD COLUMN next_raise_at timestamptz,"
        " ADD COLUMN raises integer NOT NULL DEFAULT 0"
    )
    op.execute("CREATE INDEX conversations_due ON conversations (workspace_id, due_at) WHERE due_at IS NOT NULL")
    op.execute("CREATE INDEX conversations_raise ON conversations (next_raise_at) WHERE next_raise_at IS NOT NULL")
    op.execute(
        "CREATE INDEX conversations_unanswered ON conversations (last_active_at)"
        " WHERE state = 'bot' AND asked_seq > answered_seq"
    )
    op.execute(
        "CREATE INDEX conversation_events_first_answers ON conversation_events (workspace_id, created_at)"
        " WHERE data ? 'waited_seconds'"
    )
    # For the watchdog, which looks after all workspaces. The loudest first.
    door(
        "door_to_raise(now timestamptz, most integer)",
        "TABLE (workspace_id bigint, conversation_id uuid)",
        "SELECT c.workspace_id, c.id FROM conversations c WHERE c.next_raise_at <= $1"
        " ORDER BY c.priority DESC NULLS LAST, c.next_raise_at LIMIT $2",
    )
    # Leases and silence run on the database's own time. A turn that was given back has no lease any more.
    door(
        "door_dead_turns(most integer)",
        "TABLE (workspace_id bigint, conversation_id uuid)",
        "SELECT c.workspace_id, c.id FROM conversations c WHERE c.state = 'bot' AND c.asked_seq > c.answered_seq"
        " AND coalesce(c.turn_expires_at, c.last_active_at + interval '30 seconds') < clock_timestamp()"
        " ORDER BY c.last_active_at LIMIT $1",
    )
