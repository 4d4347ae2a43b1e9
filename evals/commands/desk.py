"""A loaded demo that is spoken to over HTTP, and whose records are put back after each case that wrote."""

import asyncio
import io
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from starlette.testclient import TestClient

from evals.commands.records import Records
from frontdesk.api.application import create_app
from frontdesk.cli.demo import loader
from frontdesk.composition import compose, open_database
from frontdesk.platform.logging import configure_logging
from frontdesk.platform.settings import Settings

# A Wednesday in summer time, so that the days of the week are known and a mistaken time zone shows.
NOW = datetime.fromisoformat("2026-06-17T10:30:00+01:00")
LONGEST_PAGE = 200

Answer = dict[str, Any]


class Desk:
    """The API as the owner of the demo uses it."""

    def __init__(self, client: TestClient, token: str, records: Records):
        self._client = client
        self._headers = {"Authorization": f"Bearer {token}"}
        self.records = records

    def say(self, message: str, session_id: str | None) -> Answer:
        """One turn. An answer that is no turn has the outcome `failed`."""
        body = {"message": message, **({"session_id": session_id} if session_id else {})}
        answer = self._client.post("/api/v1/chat", json=body, headers=self._headers)
        if answer.status_code != 200:
            return {
                "outcome": "failed",
                "response": f"{answer.status_code} {answer.text[:300]}",
                "session_id": session_id,
            }
        turn: Answer = answer.json()
        return turn

    def query(self, query: Mapping[str, Any]) -> Answer:
        """One page, or groups. Raises AssertionError where the query does not fit its object."""
        answer = self._client.post(f"/api/v1/{query['object']}/query", json=dict(query), headers=self._headers)
        assert answer.status_code == 200, (query, answer.text[:500])
        found: Answer = answer.json()
        return found

    def all(self, query: Mapping[str, Any]) -> list[Answer]:
        """Every record of a query, over all its pages; the first `limit` of them where it has one."""
        items: list[Answer] = []
        after: str | None = None
        most = query.get("limit") or 1_000_000
        while len(items) < most:
            page = self.query({**query, "limit": min(LONGEST_PAGE, most), **({"after": after} if after else {})})
            items += page["items"]
            after = page["next"]
            if not after:
                break
        return items[:most]

    def record(self, name: str, record_id: int) -> Answer:
        answer = self._client.get(f"/api/v1/{name}/{record_id}", headers=self._headers)
        assert answer.status_code == 200, (name, record_id, answer.text[:300])
        record: Answer = answer.json()
        return record


@contextmanager
def demo_desk() -> Iterator[Desk]:
    """Loads the demo into a fresh database, at the fixed time."""
    with tempfile.TemporaryDirectory(prefix="frontdesk-eval-") as name:
        folder = Path(name)
        settings = Settings(
            _env_file=None,
            frontdesk_data_dir=folder,
            frontdesk_now=NOW,
            log_level="ERROR",
            enable_rate_limiting=False,
            # Sending is proposed only where there is a mail server. Nothing is confirmed here, so none is ever asked.
            smtp_host="127.0.0.1",
            smtp_port=9,
            smtp_from_email="desk@lernwick.example.com",
        )
        configure_logging(settings)
        with Console(stderr=True).status("Loading the demo"):
            _load(settings)
        url = open_database(settings)
        composition = compose(settings, url)
        with (
            TestClient(create_app(settings, composition), raise_server_exceptions=False) as client,
            Records(url) as records,
        ):
            owner = json.loads((folder / "demo_sign_ins.json").read_text())[0]
            body = {"username": owner["email"], "password": owner["password"]}
            token = client.post("/auth/token", json=body).json()["access_token"]
            yield Desk(client, token, records)
            assert client.portal is not None
            client.portal.call(composition.close)


def _load(settings: Settings) -> None:
    asyncio.run(loader.load(settings, Console(file=io.StringIO())))
