"""A real `frontdesk serve` over a fresh data folder with the demo, for benchmarks; and a light client for it."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

READY_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]
    folder: Path
    ready_seconds: float


@contextmanager
def served(folder: Path | None = None, *options: str) -> Iterator[Served]:
    """Starts the server with one web process and stops it at the end."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-bench-") as fresh:
        where = folder or Path(fresh)
        port = _free_port()
        command = [sys.executable, "-m", "frontdesk", "serve", "--port", str(port), "--data-dir", str(where)]
        environment = {**os.environ, "LOG_LEVEL": "WARNING"}
        began = time.monotonic()
        process = subprocess.Popen([*command, *options], env=environment, stderr=subprocess.DEVNULL)
        try:
            _wait(port, process)
            yield Served(port, process, where, time.monotonic() - began)
        finally:
            process.terminate()
            process.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=2):
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.02)
    raise RuntimeError("the server did not start")


class Client:
    """One keep-alive connection that speaks JSON: as little work as possible beside the server that is measured."""

    def __init__(self, port: int, token: str | None = None):
        self._port = port
        self._always = "host: localhost\r\n" + (f"authorization: Bearer {token}\r\n" if token else "")

    async def open(self) -> "Client":
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of the answer."""
        return await self._request(f"GET {path} HTTP/1.1\r\n{self._always}\r\n".encode())

    async def post(self, path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        """Status and body of the answer."""
        content = json.dumps(body).encode()
        head = f"POST {path} HTTP/1.1\r\n{self._always}content-type: application/json\r\n"
        return await self._request(f"{head}content-length: {len(content)}\r\n\r\n".encode() + content)

    async def _request(self, whole: bytes) -> tuple[int, bytes]:
        self._writer.write(whole)
        header = await self._reader.readuntil(b"\r\n\r\n")
        length = int(header.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        return int(header[9:12]), await self._reader.readexactly(length)

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()


def memory_megabytes(pid: int) -> float:
    """Resident memory of a process, in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError("no VmRSS")
