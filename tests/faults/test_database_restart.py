"""Faults: the database restarts under load, and many processes migrate at once."""

import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from frontdesk.api.application import create_app
from frontdesk.composition import compose
from frontdesk.platform.embedded_postgres import EmbeddedPostgres
from frontdesk.platform.migrations import migrate
from frontdesk.platform.settings import Settings
from tests.conftest import Running
from tests.http.faqs import FAQS


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[EmbeddedPostgres, str]]:
    """A PostgreSQL server of its own, which the test may stop."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-faults-", ignore_cleanup_errors=True) as folder:
        server = EmbeddedPostgres(Path(folder))
        yield server, server.start()
        server.stop()


@pytest.fixture(scope="module")
def running(server: tuple[EmbeddedPostgres, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    _, url = server
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(migrate, [url] * 4)) == [None] * 4
    folder: Path = tmp_path_factory.mktemp("data")
    settings = Settings(_env_file=None, database_url=url, frontdesk_data_dir=folder, allow_registration=True)
    composition = compose(settings, url)
    with TestClient(create_app(settings, composition), raise_server_exceptions=False) as client:
        yield Running(client, composition, url)
        assert client.portal is not None
        client.portal.call(composition.close)


def test_many_processes_migrate_at_once(running: Running) -> None:
    assert running.rows("SELECT count(*) FROM alembic_version") == [(1,)]


def test_a_restart_under_load_loses_nothing_that_was_confirmed(
    running: Running, server: tuple[EmbeddedPostgres, str]
) -> None:
    """Errors are clear and temporary (503 with Retry-After), and every confirmed answer is there afterwards."""
    staff = running.found()
    bot = staff.bot(FAQS)
    restarted = threading.Event()
    confirmed: list[tuple[str, int]] = []
    failures: list[tuple[int, str, str | None]] = []

    def customer(number: int) -> None:
        after_restart = 0
        while after_restart < 3:
            body = {"user_id": f"u{number}", "message": "When is the shop open?", "bot_id": bot["id"]}
            answer = running.client.post("/api/v1/query", json=body)
            if answer.status_code == 200:
                confirmed.append((answer.json()["conversation_id"], answer.json()["metadata"]["seq"]))
                after_restart += restarted.is_set()
            else:
                failures.append((answer.status_code, answer.json()["type"], answer.headers.get("retry-after")))

    with ThreadPoolExecutor(5) as pool:
        customers = [pool.submit(customer, number) for number in range(4)]
        while len(confirmed) < 8:
            assert not any(task.done() for task in customers)
        server[0].restart()
        restarted.set()
        for task in customers:
            task.result(timeout=60)
    assert set(failures) <= {(503, "/problems/unavailable", "2")}
    for conversation, seq in confirmed:
        path = f"/api/v1/conversations/{conversation}/events?after={seq - 1}"
        kinds = [e["actor"]["kind"] for e in running.client.get(path).json()["items"]]
        assert kinds[0] == "bot"
