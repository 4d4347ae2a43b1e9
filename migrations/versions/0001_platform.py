"""The ground: the program's role, the workspace of a transaction, the job queue, and the log of events."""

from alembic import op
from procrastinate.schema import SchemaManager

from frontdesk.platform.row_security import APP_ROLE, create_role, door, protect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS vector")
    create_role()
    _create_job_queue()
    door(
        "door_last_worker_heartbeat()",
        "timestamptz",
        "SELECT max(last_heartbeat) FROM procrastinate_workers",
    )
    op.execute(
        """
        CREATE TABLE domain_events (
            id uuid PRIMARY KEY,
            workspace_id bigint NOT NULL,
            name text NOT NULL,
            data jsonb NOT NULL,
            occurred_at timestamptz NOT NULL
        )
        """
    )
    op.execute("CREATE INDEX domain_events_workspace ON domain_events (workspace_id, name, occurred_at)")
    protect("domain_events", rights="SELECT, INSERT, DELETE")


def _create_job_queue() -> None:
    # psycopg runs a script of several statements only where it has no parameters: hence the driver's own cursor.
    cursor = op.get_bind().connection.cursor()
    cursor.execute(SchemaManager.get_schema())
    # The program's role may queue a job through this function and has no right to the tables behind it.
    op.execute(
        "ALTER FUNCTION procrastinate_defer_jobs_v1(procrastinate_job_to_defer_v1[])"
        " SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
    )
    op.execute("REVOKE ALL ON FUNCTION procrastinate_defer_jobs_v1(procrastinate_job_to_defer_v1[]) FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION procrastinate_defer_jobs_v1(procrastinate_job_to_defer_v1[]) TO {APP_ROLE}")
