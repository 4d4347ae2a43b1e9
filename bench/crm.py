"""Records at a million leads (requirements 10.3): lists, pages far down, board, search, sums; alone and by four."""

import asyncio
import json
import time
from collections.abc import Callable
from random import Random
from urllib.parse import urlencode

from bench.crm_requests import BOARDS, LISTS, LIVE, PAGE, SEARCHES, SUMS, Asked, Case, new_lead, one_record
from bench.figures import Figure, percentile
from bench.records_desk import LEADS, RecordsDesk, records_desk
from bench.server import Client, memory_megabytes

ROUNDS, WARM_UP = 80, 10
# So many rows lie before the page far down; pages of the walk to it are as long as they may be.
FAR_DOWN, LONGEST_PAGE = LEADS // 2, 200
CLIENTS, SECONDS = 4, 6.0
# Requests a second of Directus 11 over the same number of leads on the same kind of machine, by four clients; and how
# many times as many are wanted.
PEER = {
    "list": (138, 2),
    "one record": (185, 2),
    "page 2,000": (46, 20),
    "search": (9.5, 20),
    "sum by group": (5.8, 20),
    "create": (114, 2),
}
SORTED_FAR = "-value"
# Half of the leads lie before the first one without a value.
FAR_ORDER = "AND value IS NOT NULL ORDER BY value DESC, id DESC"


def run() -> list[Figure]:
    """Fills a demo, serves it, and measures."""
    with records_desk() as desk:
        return [
            Figure(f"demo filled with {LEADS:,} leads", desk.fill_seconds, "s"),
            *asyncio.run(_measured(desk)),
            Figure("memory of the web process", memory_megabytes(desk.server.process.pid), "MB", 300),
        ]


async def _measured(desk: RecordsDesk) -> list[Figure]:
    dice = Random(5)
    client = await Client(desk.server.port, desk.token).open()
    figures: list[Figure] = []
    for case in (*LISTS, *BOARDS, *SEARCHES, *SUMS, one_record(_some_ids(desk))):
        figures += await _alone(desk, client, case, dice)
    near, far, cursor = await _far_down(desk, client)
    figures += [near, far]
    figures += await _alone(desk, client, Case("create", None, new_lead), dice)
    await client.close()
    for name, make in _together(desk, cursor).items():
        peer, times = PEER[name]
        rate = await _rate(desk, make)
        figures.append(Figure(f"{name}, {CLIENTS} clients", rate, "/s", peer * times, False, peer, "Directus 11"))
    return figures


async def _ask(client: Client, asked: Asked) -> float:
    """Milliseconds until the answer is there."""
    began = time.perf_counter()
    status, body = await (client.get(asked.path) if asked.body is None else client.post(asked.path, asked.body))
    took = (time.perf_counter() - began) * 1000
    assert status in (200, 201), (asked.path, asked.body, status, body[:500])
    assert not asked.finds or b'"items":[]' not in body, asked.path
    return took


def _bare(desk: RecordsDesk, asked: Asked) -> float:
    """Milliseconds of the bare statement."""
    workspace = str(desk.workspace_id)
    values = {
        name: value.replace("{workspace}", workspace) if isinstance(value, str) else value
        for name, value in asked.values.items()
    }
    began = time.perf_counter()
    cursor = desk.database.execute(asked.statement, {"workspace": desk.workspace_id, **values})
    if cursor.description:
        cursor.fetchall()
    return (time.perf_counter() - began) * 1000


async def _alone(desk: RecordsDesk, client: Client, case: Case, dice: Random) -> list[Figure]:
    """One request after the other, the bare statement after each."""
    times, bare = [], []
    for _ in range(WARM_UP + ROUNDS):
        asked = case.make(dice)
        times.append(await _ask(client, asked))
        bare.append(_bare(desk, asked))
    return _figures(case, times[WARM_UP:], bare[WARM_UP:])


def _figures(case: Case, times: list[float], bare: list[float]) -> list[Figure]:
    return [
        Figure(f"{case.name}, p50", percentile(times, 0.5), "ms", None, True, percentile(bare, 0.5), case.bare),
        Figure(f"{case.name}, p95", percentile(times, 0.95), "ms", case.limit, True, percentile(bare, 0.95), case.bare),
    ]


async def _far_down(desk: RecordsDesk, client: Client) -> tuple[Figure, Figure, str]:
    """Turns the pages of a sorted list until `FAR_DOWN` rows are behind, as a program would that reads all."""
    cursor, pages = "", []
    for _ in range(FAR_DOWN // LONGEST_PAGE):
        began = time.perf_counter()
        answer = await _page(client, LONGEST_PAGE, cursor)
        pages.append((time.perf_counter() - began) * 1000)
        cursor = answer["next"]
    first = [await _ask(client, _sorted_page("")) for _ in range(ROUNDS)]
    there = [await _ask(client, _sorted_page(cursor)) for _ in range(ROUNDS)]
    statement = f"SELECT id, value {LIVE} {FAR_ORDER} OFFSET {FAR_DOWN} LIMIT 1"
    row = desk.database.execute(statement, {"workspace": desk.workspace_id}).fetchone()
    assert row is not None
    values = {"value": row[1], "id": row[0]}
    after = f"SELECT * {LIVE} AND (value, id) < (%(value)s, %(id)s) {FAR_ORDER} LIMIT {PAGE}"
    bare = percentile([_bare(desk, Asked("", after, values)) for _ in range(ROUNDS)], 0.95)
    return (
        Figure("first page by value, p95", percentile(first, 0.95), "ms", 50),
        Figure(f"page after row {FAR_DOWN:,}, p95", percentile(there, 0.95), "ms", 50, True, bare, "the bare SQL"),
        cursor,
    )


async def _page(client: Client, limit: int, cursor: str) -> dict[str, str]:
    status, body = await client.get(_sorted_page(cursor, limit).path)
    assert status == 200, body[:500]
    answer: dict[str, str] = json.loads(body)
    return answer


def _sorted_page(cursor: str, limit: int = PAGE) -> Asked:
    parameters = {"sort": SORTED_FAR, "limit": limit, **({"after": cursor} if cursor else {})}
    return Asked(f"/api/v1/leads?{urlencode(parameters)}", "", {})


def _together(desk: RecordsDesk, cursor: str) -> dict[str, Callable[[Random], Asked]]:
    """What the four clients ask, by the names of the peer's figures."""
    return {
        "list": LISTS[1].make,
        "one record": one_record(_some_ids(desk)).make,
        "page 2,000": lambda _: _sorted_page(cursor),
        "search": SEARCHES[1].make,
        "sum by group": SUMS[0].make,
        "create": new_lead,
    }


def _some_ids(desk: RecordsDesk) -> list[int]:
    rows = desk.database.execute("SELECT id FROM crm_leads TABLESAMPLE SYSTEM (1) REPEATABLE (5) LIMIT 5000")
    return [row[0] for row in rows]


async def _rate(desk: RecordsDesk, make: Callable[[Random], Asked]) -> float:
    """Answers a second of clients that each wait for theirs."""
    end = time.perf_counter() + SECONDS
    done = 0

    async def ask_on(seed: int) -> None:
        nonlocal done
        dice, client = Random(seed), await Client(desk.server.port, desk.token).open()
        while time.perf_counter() < end:
            await _ask(client, make(dice))
            done += 1
        await client.close()

    began = time.perf_counter()
    await asyncio.gather(*(ask_on(number) for number in range(CLIENTS)))
    return done / (time.perf_counter() - began)
