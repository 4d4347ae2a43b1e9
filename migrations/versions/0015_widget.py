"""The widget of a bot: its look, its questions before the chat, and the pages that may embed it."""

from alembic import op

revision = "0015"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE bots ADD COLUMN widget jsonb NOT NULL DEFAULT '{}'")
