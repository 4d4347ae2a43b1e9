"""Serving: database, migrations, web processes and the worker, from one command."""

import signal
import socket
import subprocess
import sys
import threading
import time

import typer
import uvicorn
from rich.console import Console

from frontdesk.cli.demo.open_door import open_to_viewers
from frontdesk.composition import migrate_database, open_database
from frontdesk.platform.settings import Settings

# A worker that dies at once again and again is not restarted in a tight circle.
PAUSE_BEFORE_RESTART = 2.0
LOOK_AGAIN = 0.05
# A message of 20,000 characters, each written as an escape.
MOST_FRAME_BYTES = 250_000


def run(settings: Settings, console: Console, *, demo: bool) -> None:
    """Blocks until the process is told to stop."""
    _check_port(settings, console)
    with console.status("Starting the database"):
        url = open_database(settings)
    with console.status("Migrating the database"):
        migrate_database(url)
    if demo:
        # In a process of its own: what it loads and leaves behind would stay in the web process.
        subprocess.run([sys.executable, "-m", "frontdesk", "demo"], check=True)
        open_to_viewers(settings, url)
    # The web server ends by raising the signal that it was sent once more: as an exit it lets what follows be done.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    worker = WorkerProcess()
    worker.start()
    threading.Thread(target=_announce, args=(settings, console), daemon=True).start()
    try:
        uvicorn.run(
            "frontdesk.api.main:create",
            factory=True,
            host=settings.host,
            port=settings.port,
            workers=settings.workers,
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=10,
            ws_max_size=MOST_FRAME_BYTES,
            # A compressor for each socket would take more memory than all else of it.
            ws_per_message_deflate=False,
        )
    finally:
        worker.stop()


def _check_port(settings: Settings, console: Console) -> None:
    """Says so before anything is started where the port is taken."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            console.print(
                f"[red]Cannot listen on {settings.host}:{settings.port}: {error.strerror}.[/red]"
                " Choose another port with --port."
            )
            raise typer.Exit(1) from error


def _announce(settings: Settings, console: Console) -> None:
    """Says where the server is, once somebody answers there."""
    host = _shown(settings.host)
    while True:
        try:
            socket.create_connection((host, settings.port), timeout=1).close()
        except OSError:
            time.sleep(LOOK_AGAIN)
        else:
            console.print(f"Frontdesk is at [bold]http://{host}:{settings.port}[/bold]  (Ctrl-C stops it)")
            return


def _shown(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "::1", "::") else host  # noqa: S104 - only compared


class WorkerProcess:
    """The worker beside the web processes; started again when it dies."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        self._process = _spawn()
        self._watcher.start()

    def stop(self) -> None:
        """Lets a job that is under way end, for ten seconds."""
        self._stopping.set()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _watch(self) -> None:
        while self._process is not None:
            self._process.wait()
            if self._stopping.wait(PAUSE_BEFORE_RESTART):
                return
            self._process = _spawn()


def _spawn() -> subprocess.Popen[bytes]:
    """A worker that ends by itself when this process is gone, however it went: its input ends then."""
    command = [sys.executable, "-m", "frontdesk", "worker", "--until-input-ends"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own command
