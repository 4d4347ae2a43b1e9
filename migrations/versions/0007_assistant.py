"""Sessions of the assistant and their turns, proposals that know their session, and views for who only reads."""

from alembic import op

from frontdesk.platform.row_security import READER_ROLE, create_reader, door, let_read, protect

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_sessions()
    _create_turns()
    # Who has no login is known by the session alone in which something was proposed to them.
    op.execute("ALTER TABLE crm_proposals ADD COLUMN session_id uuid")
    door("door_first_workspace()", "bigint", "SELECT min(id) FROM workspaces")
    create_reader()
    _create_views()


def _create_sessions() -> None:
    """`expires_at` is of real time, all else of business time. `memory`: what the next message may lean on."""
    op.execute(
        """
        CREATE TABLE assistant_sessions (
            id uuid PRIMARY KEY,
            workspace_id bigint NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
            secret_digest bytea UNIQUE,
            actor_kind text NOT NULL CHECK (actor_kind IN ('staff', 'api_key', 'anonymous')),
            actor_id bigint,
            status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'ended')),
            first_words text NOT NULL DEFAULT '',
            turns bigint NOT NULL DEFAULT 0,
            memory jsonb NOT NULL DEFAULT '{}',
            created_at timestamptz NOT NULL,
            last_activity timestamptz NOT NULL,
            ended_at timestamptz,
            expires_at timestamptz NOT NULL,
            UNIQUE (workspace_id, id),
            CHECK ((actor_kind = 'anonymous') = (secret_digest IS NOT NULL))
        )
        """
    )
    op.execute(
        "CREATE INDEX assistant_sessions_own ON assistant_sessions (workspace_id, actor_kind, actor_id, id DESC)"
    )
    protect("assistant_sessions")


def _create_turns() -> None:
    op.execute(
        """
        CREATE TABLE assistant_turns (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            workspace_id bigint NOT NULL,
            session_id uuid NOT NULL,
            message text NOT NULL,
            response text NOT NULL,
            source_type text NOT NULL,
            outcome text NOT NULL,
            answer jsonb NOT NULL,
            engine text NOT NULL,
            record_count bigint NOT NULL DEFAULT 0,
            error_message text,
            retrieval_time_ms integer NOT NULL DEFAULT 0,
            response_time_ms integer NOT NULL,
            tokens_used bigint NOT NULL DEFAULT 0,
            created_at timestamptz NOT NULL,
            UNIQUE (workspace_id, id),
            FOREIGN KEY (workspace_id, session_id) REFERENCES assistant_sessions (workspace_id, id) ON DELETE CASCADE
        )
        """
    )
    op.execute("CREATE INDEX assistant_turns_session ON assistant_turns (session_id, id DESC)")
    protect("assistant_turns")


_VIEWS = {
    "admin_sessions": """
        SELECT s.id::text AS session_id, CASE WHEN s.actor_kind = 'staff' THEN s.actor_id END AS admin_id,
            CASE WHEN s.status = 'active' AND s.expires_at <= now() THEN 'expired' ELSE s.status END AS status,
            s.created_at, s.last_activity, s.ended_at
        FROM assistant_sessions s
    """,
    "chat_history": """
        SELECT t.id, s.id::text AS session_id, CASE WHEN s.actor_kind = 'staff' THEN s.actor_id END AS admin_id,
             t.message AS user_message, t.response AS assistant_response,
            t.source_type, t.response_time_ms, t.tokens_used, t.created_at
        FROM assistant_turns t JOIN assistant_sessions s ON s.id = t.session_id
    """,
    "retrieved_context": """
        SELECT t.id, s.id::text AS session_id, CASE WHEN s.actor_kind = 'staff' THEN s.actor_id END AS admin_id,
             t.source_type, t.message AS query_text, t.record_count,
            jsonb_strip_nulls(jsonb_build_object('query', t.answer->'query', 'records', t.answer->'records',
                'value', t.answer->'value', 'groups', t.answer->'groups')) AS payload,
            t.error_message, t.retrieval_time_ms, t.created_at
        FROM assistant_turns t JOIN assistant_sessions s ON s.id = t.session_id
        WHERE t.source_type <> 'none'
    """,
    "audit_logs": """
        SELECT a.id, CASE WHEN a.actor_kind = 'staff' THEN a.actor_id END AS admin_id,
            a.metadata->>'session_id' AS session_id, a.action,
            a.metadata || jsonb_strip_nulls(jsonb_build_object('object', a.object, 'object_id', a.object_id))
                AS metadata,
            a.created_at
        FROM audit_entries a
    """,
}
_READ = {
    "assistant_sessions": "id, workspace_id, actor_kind, actor_id, status, created_at, last_activity, ended_at,"
    " expires_at",
    "assistant_turns": "id, workspace_id, session_id, message, response, source_type, outcome, answer, record_count,"
    " error_message, retrieval_time_ms, response_time_ms, tokens_used, created_at",
    "audit_entries": "id, workspace_id, actor_kind, actor_id, action, object, object_id, metadata, created_at",
}


def _create_views() -> None:
    """The names and columns of an earlier system. They ask with the rights of who reads: row security holds."""
    for table, columns in _READ.items():
        let_read(table, columns)
    for name, query in _VIEWS.items():
        op.execute(f"CREATE VIEW {name} WITH (security_invoker = true) AS {query}")
        op.execute(f"GRANT SELECT ON {name} TO {READER_ROLE}")
