"""The frontdesk command as a person runs it: real processes, an embedded database in a fresh folder."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from frontdesk.platform.embedded_postgres import EmbeddedPostgres

READY = "Frontdesk is at"
QUIET = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY", "PORT")}


def command(folder: Path, *words: str) -> subprocess.Popen[str]:
    environment = {**QUIET, "FRONTDESK_DATA_DIR": str(folder), "LOG_LEVEL": "ERROR"}
    return subprocess.Popen(
        [sys.executable, "-m", "frontdesk", *words], env=environment, cwd=folder, stderr=subprocess.PIPE, text=True
    )


def until_ready(process: subprocess.Popen[str]) -> list[str]:
    """What the command printed up to the line that says where it is."""
    assert process.stderr is not None
    lines: list[str] = []
    for line in process.stderr:
        lines.append(line)
        if READY in line:
            return lines
    raise AssertionError("".join(lines))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask(port: int, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}")
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("content-type", "application/json")
    with urllib.request.urlopen(request, timeout=20) as answer:
        result: dict[str, Any] = json.load(answer)
    return result


def stop(process: subprocess.Popen[str]) -> None:
    """Ends the command as Ctrl-C or a service manager would."""
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="frontdesk-command-", ignore_cleanup_errors=True) as name:
        yield Path(name)
        # Whoever joins last and leaves ends the database, also one that a killed process left running.
        server = EmbeddedPostgres(Path(name))
        server.start()
        server.stop()
        assert not (Path(name) / "postgres" / "postmaster.pid").exists()


def test_serve_with_the_demo_answers_and_stops_with_all_its_processes(folder: Path) -> None:
    port = free_port()
    process = command(folder, "serve", "--demo", "--port", str(port))
    printed = "".join(until_ready(process))
    assert "Sign in to the demo as" in printed
    for role in ("owner", "admin", "agent", "viewer"):
        assert role in printed
    assert ask(port, "/health")["status"] == "ok"
    body = {"user_id": "visitor", "message": "I cannot remember my password, how do I get in again?"}
    answer = ask(port, "/api/v1/query", body)
    assert "password" in answer["metadata"]["kb_results"][0]["title"].lower()
    angry = {"user_id": "visitor", "message": "You charged my card twice for one course!! This is theft, I am furious!"}
    turn = ask(port, "/api/v1/query", angry)
    assert (turn["category"], turn["sentiment"], turn["metadata"]["escalated"]) == ("Billing", "Angry", True)
    session = ask(port, "/session/start-anonymous", {})
    leads = ask(port, "/chat/message", {"message": "Show me all leads", "session_id": session["session_id"]})
    assert leads["records"]["total"] > 100, "whoever is at this machine may ask the demo's CRM"
    setup = ask(port, "/api/v1/setup")
    assert [person["role"] for person in setup["demo_sign_ins"]] == ["owner", "admin", "agent", "viewer"]
    family = psutil.Process(process.pid).children(recursive=True)
    assert any("worker" in child.cmdline() for child in family)
    stop(process)
    psutil.wait_procs(family, timeout=15)
    assert [child for child in family if child.is_running() and child.status() != psutil.STATUS_ZOMBIE] == []
    assert not (folder / "postgres" / "postmaster.pid").exists()


def test_the_second_start_finds_everything_there(folder: Path) -> None:
    port = free_port()
    process = command(folder, "serve", "--port", str(port), "--workers", "2")
    until_ready(process)
    assert ask(port, "/api/v1/setup")["demo"] is True
    second = command(folder, "serve", "--port", str(port))
    _, told = second.communicate(timeout=30)
    assert second.returncode == 1
    assert "Choose another port" in told
    stop(process)


def test_the_demo_is_removed_in_one_step(folder: Path) -> None:
    for expected in ("The demo is removed.", "There is no demo."):
        process = command(folder, "demo", "--remove")
        _, told = process.communicate(timeout=60)
        assert process.returncode == 0, told
        assert expected in told


def test_a_killed_server_leaves_no_worker_behind(folder: Path) -> None:
    process = command(folder, "serve", "--port", str(free_port()))
    until_ready(process)
    workers = [child for child in psutil.Process(process.pid).children() if "worker" in child.cmdline()]
    assert len(workers) == 1
    process.kill()
    process.wait(30)
    assert process.stderr is not None
    process.stderr.close()
    gone, _ = psutil.wait_procs(workers, timeout=20)
    assert gone == workers
