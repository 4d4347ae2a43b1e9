"""Fixtures: a browser, applications to visit, and visits that fail on what must never happen.

They last as long as this folder's tests and not the session: Playwright's loop runs in the thread of the tests, where
no other test could start one of its own meanwhile.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from rich.console import Console
from sqlalchemy import make_url

from frontdesk.api.web import web_folder
from frontdesk.cli.demo import loader
from frontdesk.platform.settings import Settings
from tests.browser.desk import Desk, Person, answered, open_desk, run_apart
from tests.browser.visits import Visits
from tests.conftest import named
from tests.http.faqs import FAQS

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000

StartDesk = Callable[..., Desk]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Where there is none the tests are skipped, on CI they fail."""
    path = shutil.which("chromium")
    if path is None:
        reason = "No Chromium: install Debian's package chromium to run the tests of the web app."
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    assert web_folder() is not None, "The web app is not built: make web"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visits(browser: Browser) -> Iterator[Visits]:
    """Opens pages; the test fails if one of them reports an error or asks another host for anything."""
    visits = Visits(browser)
    yield visits
    assert visits.close() == []


@pytest.fixture(scope="package")
def start_desk(
    browser: Browser, make_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StartDesk]:
    """Starts an application with its worker, over a fresh database unless one is given."""
    with ExitStack() as running:

        def start(url: str | None = None, folder: Path | None = None, **values: Any) -> Desk:
            settings = _settings(url or make_database(), folder or tmp_path_factory.mktemp("data"), **values)
            return running.enter_context(open_desk(settings))

        yield start


def _settings(url: str, folder: Path, **values: Any) -> Settings:
    given = {"login_attempts_per_minute": 10_000, "log_level": "ERROR", **values}
    return Settings(_env_file=None, database_url=url, frontdesk_data_dir=folder, max_connections=5, **given)


@pytest.fixture(scope="package")
def desk(start_desk: StartDesk) -> Desk:
    """The application that tests share; each founds a workspace of its own there."""
    return start_desk(allow_registration=True)


@dataclass(frozen=True)
class Shop:
    """A workspace with two bots that know the same FAQs; `open_bot` shows customers the analysis, `quiet_bot` not."""

    desk: Desk
    owner: Person
    open_bot: dict[str, Any]
    quiet_bot: dict[str, Any]


@pytest.fixture(scope="package")
def shop(browser: Browser, desk: Desk) -> Shop:
    owner = desk.found("shop@example.test", workspace_name="Corner Shop")
    bots = [
        owner.bot(name, company="Corner Shop", show_analysis=is_shown, greeting="Hello, ask me anything.")
        for name, is_shown in (("Robin", True), ("Quill", False))
    ]
    visits = Visits(browser)
    for bot in bots:
        owner.upload(bot["id"], "faqs.json", json.dumps(FAQS).encode())
        page = visits.open(desk, f"/knowledge?bot={bot['id']}", person=owner)
        expect(page.get_by_role("row", name="faqs.json")).to_contain_text("Ready")
    assert visits.close() == []
    return Shop(desk, owner, *bots)


@pytest.fixture(scope="package")
def start_demo(
    start_desk: StartDesk,
    server_url: str,
    make_database: Callable[[], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> StartDesk:
    """Starts an application over a fresh copy of the demo, which is made once."""
    made_in, folder = make_database(), tmp_path_factory.mktemp("demo")
    run_apart(loader.load(_settings(made_in, folder), Console(quiet=True)))

    def start() -> Desk:
        copy = tmp_path_factory.mktemp("copy")
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {copy.name} TEMPLATE {make_url(made_in).database}")
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        return start_desk(named(server_url, copy.name), copy)

    return start


@pytest.fixture(scope="package")
def demo(start_demo: StartDesk) -> Desk:
    """The demo as it is after `frontdesk demo`; tests that share it leave its sign-ins and bots as they are."""
    return start_demo()


@pytest.fixture(scope="package")
def demo_owner(demo: Desk) -> Person:
    """The owner of the demo, signed in."""
    people = answered(demo.http.get("/api/v1/setup"))["demo_sign_ins"]
    first = next(person for person in people if person["role"] == "owner")
    credentials = {"username": first["email"], "password": first["password"]}
    return Person(demo, answered(demo.http.post("/auth/token", json=credentials))["access_token"], first["email"])
