"""A served demo that is filled with many records, for benchmarks. Its database may be asked beside it."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from bench.server import Served, served
from frontdesk.platform.embedded_postgres import EmbeddedPostgres

# Fewer, to try the benchmarks themselves.
LEADS = int(os.environ.get("FRONTDESK_BENCH_LEADS", "1000000"))


@dataclass(frozen=True)
class RecordsDesk:
    """A running server, signed in as its owner, and a connection to its database past all row security."""

    server: Served
    token: str
    database: Connection[TupleRow]
    workspace_id: int
    fill_seconds: float


@contextmanager
def records_desk(records: int = LEADS, only: str | None = "leads") -> Iterator[RecordsDesk]:
    """Fills a demo with so many records in a fresh folder, of one object or of all, and serves it."""
    with TemporaryDirectory(prefix="frontdesk-bench-") as name:
        folder = Path(name)
        fill_seconds = _fill(folder, records, only)
        with served(folder) as server:
            url = EmbeddedPostgres(folder).start()
            with psycopg.connect(url, autocommit=True) as database:
                row = database.execute("SELECT id FROM workspaces WHERE is_demo").fetchone()
                assert row is not None
                yield RecordsDesk(server, _sign_in(server), database, int(row[0]), fill_seconds)


def _fill(folder: Path, records: int, only: str | None) -> float:
    """Seconds that the demo and its filling took."""
    began = monotonic()
    demo = [sys.executable, "-m", "frontdesk", "demo", "--data-dir", str(folder)]
    subprocess.run([*demo, "--records", str(records), *(("--object", only) if only else ())], check=True)
    return monotonic() - began


def _sign_in(server: Served) -> str:
    owner = json.loads((server.folder / "demo_sign_ins.json").read_text())[0]
    body = json.dumps({"username": owner["email"], "password": owner["password"]}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}/auth/token", body, {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return str(json.load(answer)["access_token"])
