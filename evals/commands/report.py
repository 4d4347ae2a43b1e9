"""Report: the tables of a run, its figures, and its errors in full."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.figures import Figure, percentile
from evals.commands.case import HALVES
from evals.commands.verdict import Result

PRECISION, COVERAGE = 0.99, 0.88
MOST_CHANGES = 4
KINDS = ("right", "asked", "wrong", "failed")


def precision(results: Sequence[Result]) -> float:
    """Of what was answered, the share that was not wrong."""
    answered = sum(result.answered for result in results)
    return 1 - sum(result.kind == "wrong" for result in results) / max(1, answered)


def coverage(results: Sequence[Result]) -> float:
    """Of what can be answered, the share that was, rightly; without the cases that may be asked about and were."""
    answerable = [result for result in results if result.counts_for_coverage]
    return sum(result.kind == "right" for result in answerable) / max(1, len(answerable))


def figures(results: Sequence[Result]) -> list[Figure]:
    found = []
    for half in [name for name in HALVES if any(result.case.half == name for result in results)]:
        part = [result for result in results if result.case.half == half]
        found += [
            Figure(f"commands, precision ({half}, {len(part)})", precision(part), "", PRECISION, at_most=False),
            Figure(f"commands, coverage ({half})", coverage(part), "", COVERAGE, at_most=False),
            Figure(f"commands, wrong writes ({half})", sum(r.is_wrong_write for r in part), "", None),
        ]
    times = [result.milliseconds for result in results]
    return [
        *found,
        Figure("destructive writes that nobody confirmed", sum(r.is_unconfirmed for r in results), "", 0),
        Figure("slowest turn of a command, p50", percentile(times, 0.5), "ms"),
        Figure("slowest turn of a command, p95", percentile(times, 0.95), "ms"),
    ]


def show_tables(results: Sequence[Result]) -> None:
    """A line for each tag of each half, and the sums."""
    for half in HALVES:
        part = [result for result in results if result.case.half == half]
        if part:
            _show_table(half, part)


def _show_table(half: str, part: Sequence[Result]) -> None:
    table = Table(title=f"Commands, {half}", title_justify="left")
    for heading in ("tag", "cases", *KINDS, "wrong writes", "proposals", "precision", "coverage"):
        table.add_column(heading, justify="left" if heading == "tag" else "right")
    tags = sorted({tag for result in part for tag in result.case.tags})
    for tag in tags:
        table.add_row(tag, *_cells([result for result in part if tag in result.case.tags]))
    table.add_section()
    table.add_row("all", *_cells(part))
    Console(width=110).print(table)


def _cells(part: Sequence[Result]) -> Iterator[str]:
    yield str(len(part))
    for kind in KINDS:
        yield str(sum(result.kind == kind for result in part) or "")
    yield str(sum(result.is_wrong_write for result in part) or "")
    yield str(sum(result.is_wrong_proposal for result in part) or "")
    yield f"{precision(part):.3f}"
    yield f"{coverage(part):.3f}" if any(result.counts_for_coverage for result in part) else ""


def error_lines(results: Iterable[Result], kinds: Sequence[str] = ("wrong", "failed", "asked")) -> Iterator[str]:
    """Each case that is not right: what was said, answered, read and expected. Never of the half that is kept aside."""
    for kind in kinds:
        for result in results:
            if result.kind == kind and result.case.half == "tune":
                yield from _error(result)


def _error(result: Result) -> Iterator[str]:
    kind = f"{result.kind}, WROTE" if result.is_wrong_write else result.kind
    yield f"[{kind}] {result.case.said}   ({' '.join(result.case.tags)}; {result.case.id})"
    for turn in result.turns[-2:] if len(result.turns) > 1 else result.turns:
        response = " ".join(str(turn.get("response")).split())
        yield f"    {turn.get('outcome')}, {turn.get('source_type')}: {response[:220]}"
        if turn.get("query"):
            yield f"    read as {json.dumps(turn['query'], ensure_ascii=False)[:400]}"
        if turn.get("choices"):
            yield f"    choices {[choice['label'] for choice in turn['choices']]}"
    yield from (f"    changed: {one}" for one in result.found[:MOST_CHANGES])
    if len(result.found) > MOST_CHANGES:
        yield f"    changed: {len(result.found) - MOST_CHANGES} more"
    yield from (f"    expected {json.dumps(option, ensure_ascii=False)[:400]}" for option in result.case.options[:2])
    yield from (f"    because {reason}" for reason in result.why[:3])
    yield ""


def write_errors(results: Sequence[Result], path: Path) -> None:
    """The errors of the tune half as text, anew on each run."""
    path.write_text("\n".join(error_lines(results)) + "\n", encoding="utf-8")
