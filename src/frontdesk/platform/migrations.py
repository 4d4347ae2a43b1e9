"""Migrations: brings the database to the schema of this program, safely by many processes at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from frontdesk.platform.database import driver_url

# One number for the whole program; any constant that nobody else in the database uses.
LOCK = 0x46_72_6F_6E_74


class SchemaPart(Protocol):
    """A part of the schema that is made from something else than migration scripts, and follows it."""

    def is_current(self, connection: Connection) -> bool: ...

    def bring_up(self, connection: Connection) -> None: ...


def migrations_folder() -> Path:
    """Where the migration scripts are: beside the source in a checkout, inside the package when installed."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_migrations"
    return installed if installed.is_dir() else package.parents[1] / "migrations"


def migrate(url: str, parts: Sequence[SchemaPart] = ()) -> None:
    """Upgrades to the newest schema. Others who try at the same time wait, then find nothing to do."""
    engine = create_engine(driver_url(url))
    try:
        with engine.connect() as connection:
            if _is_current(connection, parts):
                return
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
            connection.commit()
            try:
                command.upgrade(_config(connection), "head")
                for part in parts:
                    if not part.is_current(connection):
                        part.bring_up(connection)
                connection.commit()
            finally:
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
                connection.commit()
    finally:
        engine.dispose()


def _is_current(connection: Connection, parts: Sequence[SchemaPart]) -> bool:
    if _revision(connection) != _newest():
        return False
    current = all(part.is_current(connection) for part in parts)
    connection.rollback()
    return current


def _revision(connection: Connection) -> str | None:
    known = connection.scalar(text("SELECT to_regclass('alembic_version')"))
    revision = connection.scalar(text("SELECT version_num FROM alembic_version")) if known else None
    connection.rollback()
    return revision


def _newest() -> str | None:
    return ScriptDirectory(str(migrations_folder())).get_current_head()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.attributes["connection"] = connection
    return config
