"""The assistant's turn without a model at 100,000 records (requirement 10.4): over HTTP, beside the bare statements."""

import asyncio
import json
import os
import time
from collections import Counter
from dataclasses import dataclass
from random import Random

from rich.console import Console

from bench.assistant_commands import COMMANDS, Command, filled
from bench.figures import Figure, percentile
from bench.records_desk import RecordsDesk, records_desk
from bench.server import Client, memory_megabytes

# Fewer, to try the benchmark itself.
RECORDS = int(os.environ.get("FRONTDESK_BENCH_RECORDS", "100000"))
ROUNDS, WARM_UP = 12, 2
SLOWEST = 12
KINDS = {"list": "lists", "figure": "counts, sums, groups", "name": "one by name", "write": "writes"}
CARRIED_OUT = ("answered", "done", "proposed")
# Names that only one lead bears, and long enough for a slip that leaves them recognisable.
SOLE_NAMES = (
    "SELECT min(id), min(name) FROM crm_leads WHERE workspace_id = %s AND deleted_at IS NULL"
    " AND name ~ '^[[:alpha:]]{4,} [[:alpha:]]{6,}$' GROUP BY crm_fold(name) HAVING count(*) = 1 ORDER BY 2 LIMIT 5000"
)


@dataclass(frozen=True)
class Measured:
    """One turn. Times in milliseconds; `inside` is what the answer itself says that it took."""

    command: Command
    outcome: str
    took: float
    inside: float
    bare: float


def run() -> list[Figure]:
    """Fills a demo with records of all objects, serves it by one process, and talks to it."""
    with records_desk(RECORDS, None) as desk:
        turns = asyncio.run(_talk(desk))
        memory = memory_megabytes(desk.server.process.pid)
    _show_commands(turns)
    carried_out = sum(turn.outcome in CARRIED_OUT for turn in turns) / len(turns)
    return [
        *_figures("assistant turn", turns, 15, 50),
        *(
            figure
            for kind, name in KINDS.items()
            for figure in _figures(f"assistant, {name}", [turn for turn in turns if turn.command.kind == kind])
        ),
        Figure("inside the turn, p50", percentile([turn.inside for turn in turns], 0.5), "ms"),
        Figure("commands carried out or answered", carried_out, ""),
        Figure("memory of the web process after that", memory, "MB", 300),
    ]


async def _talk(desk: RecordsDesk) -> list[Measured]:
    """Each command some times in mixed order, one after the other; every turn in a session of its own."""
    dice = Random(10)
    names = [(int(row[0]), str(row[1])) for row in desk.database.execute(SOLE_NAMES, [desk.workspace_id])]
    client = await Client(desk.server.port, desk.token).open()
    turns: list[Measured] = []
    for round_number in range(WARM_UP + ROUNDS):
        for command in dice.sample(COMMANDS, len(COMMANDS)):
            turn = await _one(desk, client, command, dice, names)
            if round_number >= WARM_UP:
                turns.append(turn)
    await client.close()
    return turns


async def _one(
    desk: RecordsDesk, client: Client, command: Command, dice: Random, names: list[tuple[int, str]]
) -> Measured:
    values = filled(dice, names)
    began = time.perf_counter()
    status, body = await client.post("/api/v1/chat", {"message": command.words.format(**values)})
    took = (time.perf_counter() - began) * 1000
    assert status == 200, (command.words, status, body[:500])
    answer = json.loads(body)
    bare = _bare(desk, command, values)
    return Measured(command, answer["outcome"], took, float(answer["response_time_ms"]), bare)


def _bare(desk: RecordsDesk, command: Command, values: dict[str, object]) -> float:
    """Milliseconds of the bare statement; what it writes is taken back."""
    began = time.perf_counter()
    with desk.database.transaction(force_rollback=command.kind == "write"):
        cursor = desk.database.execute(command.statement, {"workspace": desk.workspace_id, **values})
        if cursor.description:
            cursor.fetchall()
        return (time.perf_counter() - began) * 1000


def _figures(name: str, turns: list[Measured], p50: float | None = None, p95: float | None = None) -> list[Figure]:
    times, bare = [turn.took for turn in turns], [turn.bare for turn in turns]
    floor = "the bare SQL"
    return [
        Figure(f"{name}, p50", percentile(times, 0.5), "ms", p50, True, percentile(bare, 0.5), floor),
        Figure(f"{name}, p95", percentile(times, 0.95), "ms", p95, True, percentile(bare, 0.95), floor),
    ]


def _show_commands(turns: list[Measured]) -> None:
    """Which commands were asked back or failed, so that they cost less than what they stand for; and the slowest."""
    left = Counter((turn.command.words, turn.outcome) for turn in turns if turn.outcome not in CARRIED_OUT)
    for (words, outcome), count in left.most_common():
        Console().print(f"{count} of {ROUNDS} {outcome}: {words}", markup=False, highlight=False)
    medians = {
        command.words: percentile([turn.took for turn in turns if turn.command is command], 0.5) for command in COMMANDS
    }
    for words, median in sorted(medians.items(), key=lambda item: -item[1])[:SLOWEST]:
        Console().print(f"{median:.0f} ms p50: {words}", markup=False, highlight=False)
