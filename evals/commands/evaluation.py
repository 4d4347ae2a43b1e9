"""The evaluation of commands (requirement 10.9): precision, coverage, and no unconfirmed destructive write.

python -m evals commands [--set tune|kept] [--only TAG] [--show] [--errors FILE] [--check]
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import track

from bench.figures import Figure, show, write
from evals.commands.case import HALVES, Case, cases
from evals.commands.desk import Desk, demo_desk
from evals.commands.gold import Gold
from evals.commands.report import error_lines, figures, show_tables, write_errors
from evals.commands.running import results
from evals.commands.verdict import Result

DATA = Path(__file__).parents[1] / "data"
console = Console(width=160)


def run(folders: Sequence[Path] = ()) -> list[Figure]:
    """Figures over `commands/` of each folder."""
    found = [case for folder in folders or [DATA] for case in cases(folder / "commands")]
    if not found:
        return []
    scored = _scored(found)
    _print(scored)
    return figures(scored)


def _scored(found: Sequence[Case]) -> list[Result]:
    with demo_desk() as desk:
        gold = Gold(desk)
        return list(results(desk, gold, track(found, "Commands", transient=True)))


def _print(scored: Sequence[Result]) -> None:
    show_tables(scored)
    for line in error_lines(scored, ("wrong", "failed")):
        console.print(line, markup=False, highlight=False)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m evals commands", description=__doc__)
    parser.add_argument("--set", choices=HALVES, help="one half only")
    parser.add_argument("--only", metavar="TAG", help="cases with this tag only")
    parser.add_argument("--show", action="store_true", help="print also what was asked back where it could be answered")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="write the errors of the tune half to a file")
    parser.add_argument("--check", action="store_true", help="only check that all that is expected fits the demo")
    options = parser.parse_args(arguments)
    found = cases(DATA / "commands", (options.set,) if options.set else HALVES, options.only)
    if options.check:
        _check(found)
        return
    scored = _scored(found)
    _print(scored)
    if options.show:
        for line in error_lines(scored, ("asked",)):
            console.print(line, markup=False, highlight=False)
    if options.errors:
        write_errors(scored, options.errors)
    measured = figures(scored)
    show("Commands", measured)
    if not options.set and not options.only:
        console.print(f"written to {write('eval-commands', measured)}")


def _check(found: Sequence[Case]) -> None:
    """Every query runs and finds something, every name is in the demo."""
    with demo_desk() as desk:
        gold = Gold(desk)
        problems = [f"{case.said}: {problem}" for case in found for problem in _problems(desk, gold, case)]
    for problem in problems:
        console.print(problem, markup=False, highlight=False)
    console.print(f"{len(found)} commands, {len(problems)} problems")
    raise SystemExit(bool(problems))


def _problems(desk: Desk, gold: Gold, case: Case) -> list[str]:
    problems = []
    for option in case.options:
        try:
            _resolve(gold, option)
        except (AssertionError, KeyError, IndexError) as error:
            problems.append(f"{error} in {option}")
    return problems


def _resolve(gold: Gold, option: dict[str, object]) -> None:
    """Reads an expectation once, so that whatever does not fit is raised."""
    if "query" in option:
        gold.rows(option)
    elif "nth" in option:
        gold.nth(option)
    elif "value" in option:
        gold.value(option["value"])  # type: ignore[arg-type]  # JSON of the set
    elif "groups" in option:
        gold.groups(option["groups"])  # type: ignore[arg-type]  # JSON of the set
    elif "writes" in option:
        gold.changes(option["writes"])  # type: ignore[arg-type]  # JSON of the set
    elif option.get("skill") == "followup":
        gold.follow_ups(whole_day=bool(option.get("whole_day")))
    elif "skill" in option:
        gold.subject(option)
