"""Fixtures of the tests of sign-ins and rights: an entrance to a fresh database, and its settings."""

from collections.abc import AsyncIterator, Callable, Iterator

import psycopg
import pytest

from frontdesk.platform.settings import Settings
from tests.conftest import Running
from tests.http.entrance import Entrance, build_entrance
from tests.http.mailing import Post
from tests.mail_servers import Mailbox


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def identity_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a test; a test module may override this fixture."""
    folder = tmp_path_factory.mktemp("data")
    return Settings(_env_file=None, secret_key="of tests", frontdesk_data_dir=folder, login_attempts_per_minute=100)


@pytest.fixture(scope="module")
def _identity_database(make_database: Callable[[], str]) -> str:
    return make_database()


@pytest.fixture
def identity_database(_identity_database: str) -> Iterator[str]:
    """A database without a workspace; what a test founds there goes with it."""
    yield _identity_database
    with psycopg.connect(_identity_database) as connection:
        connection.execute("DELETE FROM workspaces")
        connection.execute("SELECT setval(seqrelid, seqstart, false) FROM pg_sequence")


@pytest.fixture
async def entrance(identity_database: str, identity_settings: Settings) -> AsyncIterator[Entrance]:
    entrance = build_entrance(identity_database, identity_settings)
    async with entrance.client:
        yield entrance
    entrance.identity.close()
    await entrance.database.close()


@pytest.fixture
def post(running: Running, monkeypatch: pytest.MonkeyPatch) -> Post:
    """The mail settings of the shared application, for one test."""
    return Post(running, monkeypatch)


@pytest.fixture
def mailbox() -> Mailbox:
    """What a mail server of the test takes."""
    return Mailbox()
