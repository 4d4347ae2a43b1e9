"""Running: each case from the same state, over HTTP, as a member of staff would type it."""

import time
from collections.abc import Iterable, Iterator

from evals.commands.case import Case
from evals.commands.desk import Answer, Desk
from evals.commands.differences import differences, unconfirmed
from evals.commands.gold import Gold
from evals.commands.records import Touched
from evals.commands.verdict import Result, judged

YES = ("yes", "confirm", "go ahead")


def results(desk: Desk, gold: Gold, cases: Iterable[Case]) -> Iterator[Result]:
    """The result of each case; the records are put back in between."""
    for case in cases:
        yield _run(desk, gold, case)


def _run(desk: Desk, gold: Gold, case: Case) -> Result:
    turns: list[Answer] = []
    times: list[float] = []
    touched, is_unconfirmed, said_yes, last_wrote = Touched(), False, False, False
    waiting = list(case.turns)
    while waiting:
        message = waiting.pop(0)
        began = time.perf_counter()
        turns.append(desk.say(message, turns[-1].get("session_id") if turns else None))
        times.append((time.perf_counter() - began) * 1000)
        now = desk.records.touched()
        is_unconfirmed |= not message.casefold().startswith(YES) and unconfirmed(touched, now)
        last_wrote, touched = now != touched, now
        if not waiting and not said_yes and case.writes and turns[-1]["outcome"] == "proposed":
            said_yes = True
            waiting.append("yes")
    found = differences(desk, gold, touched)
    if desk.records.is_touched():
        desk.records.put_back()
    kind, why = judged(gold, case, turns, found, last_wrote=last_wrote)
    return Result(case, kind, turns, found, why, is_unconfirmed, max(times))
