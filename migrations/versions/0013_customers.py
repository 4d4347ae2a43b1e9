"""Customers: what is remembered of them, their record in the CRM, how a host site names them, and erasing them."""

from alembic import op

from frontdesk.platform.row_security import APP_ROLE, protect

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_memories()
    _create_links()
    _create_identity_keys()
    # A mail address is a way to sign in for those with a password; others may bear the same.
    op.execute("DROP INDEX customers_email_is_unique")
    op.execute(
        "CREATE UNIQUE INDEX customers_email_is_unique ON customers (workspace_id, bot_id, email)"
        " NULLS NOT DISTINCT WHERE email IS NOT NULL AND password_hash IS NOT NULL"
    )
    op.execute("CREATE INDEX audit_entries_actor ON audit_entries (workspace_id, actor_kind, actor_id)")
    _create_door(
        "erase_customer_from_audit(erased bigint)",
        "void",
        """
        UPDATE audit_entries SET actor_name = NULL, address = NULL
            WHERE workspace_id = current_workspace() AND actor_kind = 'customer' AND actor_id = erased;
        UPDATE audit_entries SET metadata = '{}'
            WHERE workspace_id = current_workspace() AND object = 'customers' AND object_id = erased::text;
        """,
    )


def _create_memories() -> None:
    """Times are of business time. `remembered_seq`: up to which number a conversation was read for facts."""
    op.execute("ALTER TABLE conversations ADD COLUMN remembered_seq bigint NOT NULL DEFAULT 0")
    op.execute(
        """
        CREATE TABLE memories (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            workspace_id bigint NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
            customer_id bigint,
            conversation_id uuid,
            kind text NOT NULL CHECK (kind IN ('name', 'company', 'plan', 'product', 'order_number', 'language',
                'contact', 'email', 'phone', 'other')),
            value text NOT NULL CHECK (length(value) BETWEEN 1 AND 500),
            source_seq bigint,
            told_by text NOT NULL CHECK (told_by IN ('customer', 'staff')),
            told_at timestamptz NOT NULL,
            expires_at timestamptz NOT NULL,
            UNIQUE (workspace_id, id),
            CHECK (customer_id IS NOT NULL OR conversation_id IS NOT NULL),
            FOREIGN KEY (workspace_id, customer_id) REFERENCES customers (workspace_id, id) ON DELETE CASCADE,
            FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
        )
        """
    )
    # Of each kind one, the newest; of what staff write down, any number.
    op.execute(
        "CREATE UNIQUE INDEX memories_of_customer ON memories (workspace_id, customer_id, kind)"
        " WHERE customer_id IS NOT NULL AND kind <> 'other'"
    )
    op.execute(
        "CREATE UNIQUE INDEX memories_of_visitor ON memories (workspace_id, conversation_id, kind)"
        " WHERE customer_id IS NULL AND kind <> 'other'"
    )
    op.execute("CREATE INDEX memories_customer ON memories (customer_id, told_at)")
    op.execute("CREATE INDEX memories_conversation ON memories (conversation_id)")
    op.execute("CREATE INDEX memories_expiry ON memories (expires_at)")
    protect("memories")
    # For the worker, which forgets in all workspaces.
    _create_door(
        "forget_expired_memories(now timestamptz)",
        "bigint",
        """
        WITH forgotten AS (DELETE FROM memories WHERE expires_at <= $1 RETURNING 1)
            SELECT count(*) FROM forgotten;
        """,
    )


def _create_links() -> None:
    """Records of the CRM that staff linked: to a customer, or to a conversation whose person is not known."""
    op.execute(
        """
        CREATE TABLE customer_records (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            workspace_id bigint NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
            customer_id bigint,
            conversation_id uuid,
            object text NOT NULL,
            record_id bigint NOT NULL,
            linked_at timestamptz NOT NULL,
            UNIQUE (workspace_id, id),
            UNIQUE (workspace_id, customer_id),
            UNIQUE (workspace_id, conversation_id),
            CHECK ((customer_id IS NULL) <> (conversation_id IS NULL)),
            FOREIGN KEY (workspace_id, customer_id) REFERENCES customers (workspace_id, id) ON DELETE CASCADE,
            FOREIGN KEY (workspace_id, conversation_id) REFERENCES conversations (workspace_id, id) ON DELETE CASCADE
        )
        """
    )
    protect("customer_records")


def _create_identity_keys() -> None:
    """Secrets with which a host site signs who its visitors are. Apart from the bot, so that they are never shown."""
    op.execute(
        """
        CREATE TABLE bot_identity_keys (
            workspace_id bigint NOT NULL,
            bot_id bigint NOT NULL PRIMARY KEY,
            secret text NOT NULL,
            previous text,
            previous_until timestamptz,
            created_at timestamptz NOT NULL,
            FOREIGN KEY (workspace_id, bot_id) REFERENCES bots (workspace_id, id) ON DELETE CASCADE
        )
        """
    )
    protect("bot_identity_keys")


def _create_door(signature: str, returns: str, statements: str) -> None:
    """A function that may do one narrow thing which the program's role may not do itself."""
    op.execute(
        f"CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE sql VOLATILE SECURITY DEFINER"
        f" SET search_path = pg_catalog, public, pg_temp AS $door$ {statements} $door$"
    )
    op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {APP_ROLE}")
