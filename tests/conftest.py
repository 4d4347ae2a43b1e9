"""Fixtures: a real PostgreSQL with a migrated template, and the application over a database of its own."""

import os
import secrets
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import make_url
from starlette.testclient import TestClient

from frontdesk.api.application import create_app
from frontdesk.assistant.language.interpreter import Interpreter
from frontdesk.composition import Composition, compose, migrate_database
from frontdesk.crm.catalogue import Catalogue
from frontdesk.identity.passwords import Passwords
from frontdesk.platform.clock import Clock
from frontdesk.platform.embedded_postgres import FOLDER, EmbeddedPostgres
from frontdesk.platform.logging import configure_logging
from frontdesk.platform.settings import Settings

TEMPLATE = "frontdesk_template"
PASSWORD = "correct horse battery staple"


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Notes how long each suite takes, for scripts/run_tests.py to compare with its budget."""
    times = os.environ.get("FRONTDESK_TEST_TIMES")
    if times and "PYTEST_XDIST_WORKER" in os.environ:
        suite = report.nodeid.split("/")[1]
        with open(times, "a") as file:
            file.write(f"{suite} {report.duration}\n")


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A PostgreSQL server with a database that has the newest schema, to make copies of."""
    # Not in pytest's own folder: another run as root closes that to the server, which runs as a user of its own.
    folder = Path(tempfile.mkdtemp(prefix="frontdesk-tests-"))
    server = EmbeddedPostgres(folder)
    url = server.start()
    with psycopg.connect(url, autocommit=True) as connection:
        # A crash of the machine matters to nobody here, and waiting for its disk took half of the time.
        for safety in ("fsync", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {safety} = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE DATABASE {TEMPLATE}")
    migrate_database(named(url, TEMPLATE))
    yield url
    # Nothing is to be kept: it need not write out the hundreds of databases that it made.
    postmaster = psutil.Process(int((folder / FOLDER / "postmaster.pid").read_text().split()[0]))
    postmaster.send_signal(signal.SIGQUIT)
    postmaster.wait()
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


def cheap_passwords() -> Passwords:
    """Hashes as the program does, at a cost that hundreds of sign-ins can bear."""
    return Passwords(PasswordHasher(1, 8, 1))


def named(url: str, database: str) -> str:
    """The connection string of another database of the same server."""
    return make_url(url).set(database=database).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def make_database(server_url: str) -> Callable[[], str]:
    """Makes a fresh, migrated database and returns its connection string."""

    def make() -> str:
        name = f"test_{secrets.token_hex(6)}"
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return named(server_url, name)

    return make


@dataclass
class Running:
    """The application as it runs in a test. `client` speaks HTTP to it; `url` is its database."""

    client: TestClient
    composition: Composition
    url: str

    def run_jobs(self) -> None:
        """Carries out all queued jobs, as the worker process would."""
        assert self.client.portal is not None
        self.client.portal.call(lambda: self.composition.jobs.work(until_empty=True))

    def rows(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """What the database holds, seen past all row security."""
        with psycopg.connect(self.url) as connection:
            return connection.execute(statement, parameters).fetchall()

    def execute(self, statement: str, *parameters: Any) -> None:
        """Changes what the database holds, past all row security."""
        with psycopg.connect(self.url) as connection:
            connection.execute(statement, parameters)

    def found(self, **values: Any) -> "Staff":
        """Registers the owner of a new workspace."""
        email = f"owner-{secrets.token_hex(6)}@example.test"
        body = {"email": email, "password": PASSWORD, "name": "Olga Owner", **values}
        answer = self.client.post("/api/v1/auth/admin/register", json=body)
        assert answer.status_code == 201, answer.text
        return Staff(self, answer.json()["access_token"], email)


@dataclass
class Staff:
    """A signed-in member of staff."""

    running: Running
    token: str
    email: str
    shop: dict[str, Any] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def get(self, path: str, **options: Any) -> Any:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> Any:
        return self.request("POST", path, **options)

    def patch(self, path: str, **options: Any) -> Any:
        return self.request("PATCH", path, **options)

    def delete(self, path: str, **options: Any) -> Any:
        return self.request("DELETE", path, **options)

    def request(self, method: str, path: str, **options: Any) -> Any:
        headers = {**self.headers, **options.pop("headers", {})}
        return self.running.client.request(method, path, headers=headers, **options)

    def colleague(self, role: str) -> "Staff":
        """Adds a member of staff with a role to the same workspace, and signs them in."""
        email = f"{role}-{secrets.token_hex(6)}@example.test"
        made = self.post(
            "/api/v1/users", json={"email": email, "name": role.title(), "role": role, "password": PASSWORD}
        )
        assert made.status_code == 201, made.text
        answer = self.running.client.post("/auth/token", json={"username": email, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return Staff(self.running, answer.json()["access_token"], email)

    def bot(self, faqs: list[dict[str, Any]] | None = None, **values: Any) -> dict[str, Any]:
        """Makes a bot; with FAQs also its knowledge, indexed."""
        made = self.post("/api/v1/bots/", json={"name": "Desk", **values})
        assert made.status_code == 201, made.text
        bot: dict[str, Any] = made.json()
        if faqs is not None:
            self.teach(bot["id"], faqs)
        return bot

    def teach(self, bot_id: int, faqs: list[dict[str, Any]], name: str = "faqs.json") -> dict[str, Any]:
        """Uploads FAQs and indexes them."""
        import json

        answer = self.post(
            "/api/v1/knowledge/sources",
            data={"bot_id": str(bot_id)},
            files={"file": (name, json.dumps(faqs).encode(), "application/json")},
        )
        assert answer.status_code in (200, 201), answer.text
        self.running.run_jobs()
        source: dict[str, Any] = answer.json()
        return source


@pytest.fixture(scope="session")
def start_application(
    make_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Running]]:
    """Starts the application over a fresh database, with settings by name."""
    clients: list[tuple[TestClient, Composition]] = []

    def start(
        catalogue: Catalogue | None = None,
        interpreter: Interpreter | None = None,
        clock: Clock | None = None,
        **values: Any,
    ) -> Running:
        url = make_database()
        if catalogue is not None:
            migrate_database(url, catalogue)
        folder: Path = tmp_path_factory.mktemp("data")
        given = {"allow_registration": True, "login_attempts_per_minute": 10_000, "log_level": "ERROR", **values}
        settings = Settings(_env_file=None, database_url=url, frontdesk_data_dir=folder, max_connections=5, **given)
        configure_logging(settings)
        composition = compose(
            settings, url, catalogue=catalogue, interpreter=interpreter, clock=clock, passwords=cheap_passwords()
        )
        application: FastAPI = create_app(settings, composition)
        client = TestClient(application, raise_server_exceptions=False)
        client.__enter__()
        clients.append((client, composition))
        return Running(client, composition, url)

    yield start
    for client, composition in clients:
        assert client.portal is not None
        client.portal.call(composition.close)
        client.__exit__(None, None, None)


@pytest.fixture(scope="session")
def running(start_application: Callable[..., Running]) -> Running:
    """The application that tests share. Each founds a workspace of its own, which sees nothing of the others."""
    return start_application()


@pytest.fixture
def owner(running: Running) -> Staff:
    """The owner of a fresh workspace."""
    return running.found()
