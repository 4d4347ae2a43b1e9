"""Row-level security for migrations: which role the program works as, and what it may see.

`frontdesk_app` owns nothing and cannot bypass row security. A row is seen when its workspace_id is the one that the
transaction named (`frontdesk.workspace_id`); where it named none, no row is seen.
"""

from alembic import op

APP_ROLE = "frontdesk_app"
# For reports and other programs that only read; it may be given a login (`ALTER ROLE … LOGIN PASSWORD …`).
READER_ROLE = "frontdesk_reader"


def create_role() -> None:
    """Makes the role where the cluster has none, and lets the login role become it."""
    _make_role(APP_ROLE)
    # Without superuser rights the login role needs the membership to SET ROLE; a superuser needs none.
    op.execute(
        f"""
        DO $$ BEGIN
            IF NOT pg_has_role(current_user, '{APP_ROLE}', 'MEMBER') THEN
                EXECUTE format('GRANT {APP_ROLE} TO %I', current_user);
            END IF;
        END $$
        """
    )
    op.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
    op.execute(
        """
        CREATE FUNCTION current_workspace() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
        RETURN nullif(current_setting('frontdesk.workspace_id', true), '')::bigint
        """
    )


def create_reader() -> None:
    """Makes the role for reading. As the program, it names its workspace first (`frontdesk.workspace_id`)."""
    _make_role(READER_ROLE)
    op.execute(f"GRANT USAGE ON SCHEMA public TO {READER_ROLE}")


def let_read(table: str, columns: str) -> None:
    """Lets the role for reading see these columns of a table, in rows of the workspace that it named."""
    op.execute(
        f"CREATE POLICY reader ON {table} FOR SELECT TO {READER_ROLE} USING (workspace_id = current_workspace())"
    )
    op.execute(f"GRANT SELECT ({columns}) ON {table} TO {READER_ROLE}")


def _make_role(name: str) -> None:
    op.execute(
        f"""
        DO $$ BEGIN
            CREATE ROLE {name} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$
        """
    )


def protect(table: str, *, key: str = "workspace_id", rights: str = "SELECT, INSERT, UPDATE, DELETE") -> None:
    """Has the database show and take only rows of the transaction's workspace. Call for each new table."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY own_workspace ON {table} TO {APP_ROLE}"
        f" USING ({key} = current_workspace()) WITH CHECK ({key} = current_workspace())"
    )
    op.execute(f"GRANT {rights} ON {table} TO {APP_ROLE}")


def door(signature: str, returns: str, query: str) -> None:
    """A function that may look into every workspace, for one narrow question that is asked by a secret or a name.

    Callers without a workspace (a login, a token, a public bot) find theirs through it, and nothing else.
    """
    op.execute(
        f"CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE sql STABLE SECURITY DEFINER"
        f" SET search_path = pg_catalog, public, pg_temp AS $door$ {query} $door$"
    )
    op.execute(f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC")
    op.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {APP_ROLE}")
