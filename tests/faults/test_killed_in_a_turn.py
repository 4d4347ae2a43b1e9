"""Faults: a process is killed (SIGKILL) in the middle of a turn. Its customer gets exactly one answer."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from frontdesk.support.watchdog import JOB, Watchdog
from tests.conftest import Running, Staff
from tests.faults.stuck_desk import ANSWERED, THINKING
from tests.http.faqs import FAQS

HOURS = f"When is the shop open? {THINKING}"
DELIVERY = f"How long does delivery take? {ANSWERED}"


@pytest.fixture(scope="module")
def running(start_application: Callable[..., Running]) -> Running:
    """Another web process over the same database, which lives on."""
    return start_application()


@pytest.fixture(scope="module")
def desk(running: Running) -> Staff:
    staff = running.found()
    staff.shop = staff.bot(FAQS)
    return staff


def start(running: Running, kind: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.faults.stuck_desk", kind, str(folder)]
    environment = {**os.environ, "DATABASE_URL": running.url}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate(timeout=30)


def begin(desk: Staff) -> str:
    body = {"bot_id": desk.shop["id"]}
    return str(desk.running.client.post("/api/sessions", json=body).json()["session_id"])


def half_a_minute_goes_by(running: Running) -> None:
    """Leases of turns and the heartbeats of dead workers run out."""
    running.execute("UPDATE conversations SET turn_expires_at = now() - interval '1 s' WHERE turn_token IS NOT NULL")
    running.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 min'")


def look(running: Running) -> None:
    assert running.client.portal is not None
    running.client.portal.call(running.composition.provided.get(Watchdog).look)


def queue(running: Running, desk: Staff, job: str, after_seconds: int = 0) -> None:
    workspace_id = desk.get("/api/v1/me").json()["workspace"]["id"]

    async def defer() -> None:
        async with running.composition.database.unit_of_work(workspace_id) as unit:
            await unit.defer(job, queueing_lock=job, after_seconds=after_seconds, timestamp=0)

    assert running.client.portal is not None
    running.client.portal.call(defer)


def said(running: Running, session: str) -> list[tuple[str, str]]:
    items: list[dict[str, Any]] = running.client.get(f"/api/v1/conversations/{session}/events").json()["items"]
    return [(event["actor"]["kind"], event["content"]) for event in items]


def say(url: str, session: str, message: str) -> httpx.Response:
    return httpx.post(
        f"{url}/api/chat/sessions/{session}/messages", data={"message": message, "id": "client-1"}, timeout=30
    )


def say_in_vain(url: str, session: str, message: str) -> None:
    with pytest.raises(httpx.TransportError):
        say(url, session, message)


def test_of_a_killed_web_process_every_customer_has_exactly_one_answer(
    running: Running, desk: Staff, tmp_path: Path
) -> None:
    process = start(running, "web", tmp_path)
    url = f"http://127.0.0.1:{told(process)}"
    thinking, answered = begin(desk), begin(desk)
    broken: list[str] = []

    def customer(session: str, message: str) -> None:
        try:
            say(url, session, message)
        except httpx.TransportError:
            broken.append(session)

    customers = [threading.Thread(target=customer, args=each) for each in ((thinking, HOURS), (answered, DELIVERY))]
    for each in customers:
        each.start()
    assert {told(process), told(process)} == {THINKING, ANSWERED}
    kill(process)
    for each in customers:
        each.join(30)
    assert sorted(broken) == sorted([thinking, answered])
    assert [kind for kind, _ in said(running, thinking)] == ["customer"], "nothing was answered before it died"
    half_a_minute_goes_by(running)
    look(running)
    look(running)
    # What a client does that heard nothing: it sends the same again.
    resent = running.client.post(
        f"/api/chat/sessions/{answered}/messages", data={"message": DELIVERY, "id": "client-1"}
    )
    assert "three working days" in resent.json()["message"]
    for session, message, words in ((thinking, HOURS, "18:30"), (answered, DELIVERY, "three working days")):
        (asked, question), (bot, answer) = said(running, session)
        assert (asked, question, bot) == ("customer", message, "bot")
        assert words in answer


def test_a_worker_that_is_killed_while_it_completes_a_turn_loses_neither_job_nor_turn(
    running: Running, desk: Staff, tmp_path: Path
) -> None:
    session = begin(desk)
    web = start(running, "web", tmp_path)
    url = f"http://127.0.0.1:{told(web)}"
    customer = threading.Thread(target=say_in_vain, args=(url, session, HOURS))
    customer.start()
    assert told(web) == THINKING
    kill(web)
    customer.join(30)
    half_a_minute_goes_by(running)
    queue(running, desk, JOB)
    worker = start(running, "worker", tmp_path)
    assert told(worker) == THINKING, "the worker has taken the turn up"
    kill(worker)
    half_a_minute_goes_by(running)
    assert [kind for kind, _ in said(running, session)] == ["customer"]
    # The next round of the same job waits already: the dead one is not put back beside it, nor does it stop the rescue.
    queue(running, desk, JOB, after_seconds=600)
    queue(running, desk, "jobs.rescue_stalled")
    running.run_jobs()
    assert running.rows("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'") == [(0,)]
    running.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    running.run_jobs()
    (_, bot) = said(running, session)
    assert bot[0] == "bot"
    assert "18:30" in bot[1]
