"""Lines that break: a thousand reconnects, two processes behind one database, slow readers, lost signals."""

import asyncio
import json
import socket as sockets
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from websockets.sync.client import ClientConnection, connect

from frontdesk.api.application import create_app
from frontdesk.composition import Composition, compose
from frontdesk.conversations.live import LiveConversations
from frontdesk.platform.logging import configure_logging
from frontdesk.platform.notify import PostgresCarrier
from frontdesk.platform.realtime import Realtime, Signal
from frontdesk.platform.settings import Settings
from tests.conftest import PASSWORD
from tests.live import live

RECONNECTS = 1000
# A bot that knows nothing and hands nothing over.
TALKATIVE = {"name": "Desk", "on_unsure": "say_so", "escalation": {"attempts": None, "priority": None}}


class Desk:
    """Two processes' worth of the program over one database, and a public bot."""

    def __init__(self, addresses: list[str], compositions: list[Composition]):
        self.addresses = addresses
        self.compositions = compositions
        self.client = httpx.Client(timeout=60)
        founder = httpx.post(
            f"{addresses[0]}/api/v1/auth/admin/register", json={"email": "olga@example.test", "password": PASSWORD}
        )
        self.headers = {"Authorization": f"Bearer {founder.json()['access_token']}"}
        self.bot = httpx.post(f"{addresses[0]}/api/v1/bots/", json=TALKATIVE, headers=self.headers).json()["id"]

    def begin(self) -> str:
        made = self.client.post(f"{self.addresses[0]}/api/sessions", json={"bot_id": self.bot})
        return str(made.json()["session_id"])

    def ask(self, session: str, message: str, at: int = 0) -> httpx.Response:
        body = {"message": message, "conversation_id": session}
        return self.client.post(f"{self.addresses[at]}/api/v1/query", json=body)

    def connect(self, session: str, after: int, at: int = 0) -> ClientConnection:
        address = self.addresses[at].replace("http", "ws")
        # Its own bound on what is not read yet would have it wait when it is to be closed.
        return connect(f"{address}/ws?session_id={session}&after={after}", max_queue=None)

    def log(self, session: str) -> list[int]:
        seqs: list[int] = []
        while True:
            after = seqs[-1] if seqs else 0
            page = httpx.get(
                f"{self.addresses[0]}/api/v1/conversations/{session}/events?limit=200&after={after}"
            ).json()
            seqs += [event["seq"] for event in page["items"]]
            if page["next"] is None:
                return seqs


@pytest.fixture(scope="module")
def desk(make_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    url = make_database()
    folder: Path = tmp_path_factory.mktemp("two")
    settings = Settings(
        _env_file=None,
        database_url=url,
        frontdesk_data_dir=folder,
        log_level="ERROR",
        conversation_messages_per_minute=10_000,
        max_connections=5,
    )
    configure_logging(settings)
    first, second = compose(settings, url), compose(settings, url)
    with live(_closing(settings, first)) as one, live(_closing(settings, second)) as two:
        desk = Desk([one, two], [first, second])
        yield desk
        desk.client.close()


def _closing(settings: Settings, composition: Composition) -> Any:
    """The application, which closes its services in the loop that used them."""
    application = create_app(settings, composition)
    inner = application.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: Any) -> Any:
        async with inner(app) as state:
            yield state
        await composition.close()

    application.router.lifespan_context = lifespan
    return application


def frames(connection: ClientConnection, until: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while not found or not until(found[-1]):
        found.append(json.loads(connection.recv(timeout=20)))
    return found


def seqs_of(found: list[dict[str, Any]]) -> list[int]:
    return [frame["metadata"]["seq"] for frame in found if frame["type"] == "event"]


def test_a_thousand_reconnects_miss_nothing_and_see_nothing_twice(desk: Desk) -> None:
    """Readers drop their line after a frame or a few, in either process, while others write on."""
    session = desk.begin()
    with ThreadPoolExecutor(6) as pool:
        readers = [pool.submit(_read_with_breaks, desk, session, number) for number in range(4)]
        writers = [pool.submit(_write_until, desk, session, number, readers) for number in range(2)]
        seen = [reader.result() for reader in readers]
        assert sum(writer.result() for writer in writers) >= 20
    expected = desk.log(session)
    assert expected == list(range(1, len(expected) + 1))
    for seqs in seen:
        last = seqs[-1] if seqs else 0
        with desk.connect(session, last) as connection:
            rest = frames(connection, lambda f: f["metadata"].get("seq") == expected[-1]) if last < expected[-1] else []
        assert seqs + seqs_of(rest) == expected


def _write_until(desk: Desk, session: str, number: int, readers: list[Future[list[int]]]) -> int:
    """Writes until all have read; how many messages."""
    count = 0
    while not all(reader.done() for reader in readers):
        assert desk.ask(session, f"Hello {number} {count}", at=count % 2).status_code == 200
        count += 1
    return count


def _read_with_breaks(desk: Desk, session: str, number: int) -> list[int]:
    """Reads on over 250 lines, each cut after one to four frames."""
    seen: list[int] = []
    for attempt in range(RECONNECTS // 4):
        with desk.connect(session, seen[-1] if seen else 0, at=(number + attempt) % 2) as connection:
            for _ in range(1 + attempt % 4):
                try:
                    frame = json.loads(connection.recv(timeout=0.02))
                except TimeoutError:
                    break
                if frame["type"] == "event":
                    seen.append(frame["metadata"]["seq"])
    return seen


def test_two_processes_see_the_same_conversation(desk: Desk) -> None:
    session = desk.begin()
    with desk.connect(session, 0, at=0) as here, desk.connect(session, 0, at=1) as there:
        for connection in (here, there):
            assert json.loads(connection.recv(timeout=10))["type"] == "status"
        here.send(json.dumps({"type": "message", "content": "Hello"}))
        done = [frames(connection, lambda f: f["type"] == "complete") for connection in (here, there)]
        assert [seqs_of(found) for found in done] == [[1, 2], [1, 2]]
        there.send(json.dumps({"type": "message", "content": "Thanks a lot!"}))
        done = [frames(connection, lambda f: f["type"] == "complete") for connection in (here, there)]
        assert [seqs_of(found) for found in done] == [[3, 4], [3, 4]]
        assert done[0][-1]["content"] == done[1][-1]["content"]


def test_messages_to_two_processes_at_once_are_each_answered_once(desk: Desk) -> None:
    session = desk.begin()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: desk.ask(session, f"Hello {n}", at=n % 2), range(16)))
    assert {answer.json()["metadata"]["handled_by"] for answer in answers} == {"bot"}
    log = httpx.get(f"{desk.addresses[1]}/api/v1/conversations/{session}/events?limit=200").json()["items"]
    bounds = [event["data"]["answers"] for event in log if event["actor"]["kind"] == "bot"]
    assert bounds == sorted(set(bounds))
    assert bounds[-1] == max(event["seq"] for event in log if event["actor"]["kind"] == "customer")


def test_a_reader_that_does_not_read_is_let_go_and_catches_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("frontdesk.support.endpoints.talk.SLOW_SECONDS", 0.3)
    session = desk.begin()
    port = int(desk.addresses[0].rsplit(":", 1)[1])
    raw = sockets.socket()
    raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    raw.connect(("127.0.0.1", port))
    key = "dGhlIHNhbXBsZSBub25jZQ=="
    raw.sendall(
        f"GET /ws?session_id={session} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    assert raw.recv(12) == b"HTTP/1.1 101"
    topics = desk.compositions[0].provided.get(Realtime).topics
    assert _until(lambda: len(topics()) > 0)
    with desk.connect(session, 0, at=1) as quick:
        _write_much(desk, session)
        assert desk.ask(session, "Hello").status_code == 200
        assert _until(lambda: topics() == [])
        # The other reader of the same conversation was not held up, and one that comes back finds all.
        last = desk.log(session)[-1]
        found = frames(quick, lambda f: f["type"] == "event" and f["metadata"]["seq"] == last)
        assert seqs_of(found) == list(range(1, last + 1))
    raw.close()


def _write_much(desk: Desk, session: str) -> None:
    """Puts 40 MB into the log, more than the system keeps for a line that nobody reads."""
    with psycopg.connect(desk.compositions[0].database.url) as connection:
        connection.execute(
            """
            WITH changed AS (
                UPDATE conversations SET last_seq = 200, asked_seq = 200, answered_seq = 200
                WHERE secret_digest = sha256(convert_to(%s, 'UTF8')) RETURNING workspace_id, id
            )
            INSERT INTO conversation_events
                (workspace_id, conversation_id, seq, type, actor_kind, content, created_at)
            SELECT workspace_id, id, seq, 'message', 'customer', repeat('x', 200000), now()
            FROM changed, generate_series(1, 200) AS seq
            """,
            (session,),
        )


def _until(holds: Callable[[], bool], seconds: float = 20) -> bool:
    """Whether it comes to hold in time; looks again at once, without waiting for longer than it takes."""
    end = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if holds():
            return True
        end.wait(0.02)
    return False


def test_a_signal_that_was_lost_is_found_by_the_sweep(desk: Desk) -> None:
    """A process that dies between its commit and its signal leaves readers behind; the sweep wakes them."""
    session = desk.begin()
    with desk.connect(session, 0) as connection:
        assert json.loads(connection.recv(timeout=10))["type"] == "status"
        realtime = desk.compositions[0].provided.get(Realtime)
        told, realtime.tell = realtime.tell, lambda signals: None  # type: ignore[method-assign]
        try:
            assert desk.ask(session, "Hello").status_code == 200
        finally:
            realtime.tell = told  # type: ignore[method-assign]
        with pytest.raises(TimeoutError):
            connection.recv(timeout=0.2)
        _in_process(desk.compositions[0], desk.compositions[0].provided.get(LiveConversations).sweep.look)
        assert seqs_of(frames(connection, lambda f: f["type"] == "complete")) == [1, 2]


def _in_process(composition: Composition, work: Callable[[], Any]) -> None:
    """Runs something in the event loop of that process."""
    task = composition.provided.get(LiveConversations).sweep.task
    assert task is not None
    asyncio.run_coroutine_threadsafe(work(), task.get_loop()).result(20)


@pytest.mark.anyio
async def test_signals_go_on_after_the_line_was_cut(make_database: Callable[[], str]) -> None:
    url = make_database()
    one, two = Realtime(PostgresCarrier(url)), Realtime(PostgresCarrier(url))
    with one.subscribed("topic") as heard:
        first = await heard.hear(10)
        assert first is not None
        assert first.lost, "what was sent before the line stood may have been missed"
        two.tell([Signal(("topic",), {"number": 1}), Signal(("other",), {"number": 2})])
        second = await heard.hear(10)
        assert second is not None
        assert [signal.data for signal in second.signals] == [{"number": 1}]
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        third = await heard.hear(10)
        assert third is not None
        assert third.lost
        # The sender finds its own line cut with the first try, and sends that again.
        for number in range(20):
            two.tell([Signal(("topic",), {"number": number})])
            fourth = await heard.hear(1)
            if fourth is not None and fourth.signals:
                break
        assert fourth is not None
        assert fourth.signals
    await one.close()
    await two.close()


@pytest.mark.anyio
async def test_a_listener_that_is_too_slow_is_told_that_it_missed_something() -> None:
    realtime = Realtime()
    with realtime.subscribed("topic") as heard:
        realtime.tell(Signal(("topic",), {"number": number}) for number in range(1000))
        found = await heard.hear(1)
        assert found is not None
        assert found.lost
        assert len(found.signals) <= 256
        assert await heard.hear(0.01) is None
