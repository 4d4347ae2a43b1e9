"""Migrations: brings the database to the schema of this program, safely by many processes at once."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from frontdesk.platform.database import driver_url

# One number for the whole program; any constant that nobody else in the database uses.
LOCK = 0x46_72_6F_6E_74


def migrations_folder() -> Path:
    """Where the migration scripts are: beside the source in a checkout, inside the package when installed."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_migrations"
    return installed if installed.is_dir() else package.parents[1] / "migrations"


def migrate(url: str) -> None:
    """Upgrades to the newest schema. Others who try at the same time wait, then find nothing to do."""
    engine = create_engine(driver_url(url))
    try:
        with engine.connect() as connection:
            if _revision(connection) == _newest():
                return
            connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": LOCK})
            connection.commit()
            try:
                command.upgrade(_config(connection), "head")
            finally:
                connection.rollback()
                connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": LOCK})
                connection.commit()
    finally:
        engine.dispose()


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
