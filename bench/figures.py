"""Figures: what a benchmark measured, its limit, and the bare floor of the same run."""

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Figure:
    """One measured value. `limit`: what it is held against; `at_most` says on which side of it is good.

    `floor` is what the bare part costs in the same run (an embedding, an insert), in the same unit.
    """

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_most: bool = True
    floor: float | None = None
    floor_is: str = ""

    @property
    def holds(self) -> bool | None:
        if self.limit is None:
            return None
        return self.value <= self.limit if self.at_most else self.value >= self.limit


def show(title: str, figures: Sequence[Figure]) -> None:
    """Prints the figures as a table."""
    table = Table(title=title, title_justify="left")
    for heading in ("figure", "measured", "limit", "", "floor", "times the floor"):
        table.add_column(heading, justify="left" if heading in ("figure", "") else "right")
    for figure in figures:
        sign = "≤" if figure.at_most else "≥"
        limit = f"{sign} {figure.limit:g} {figure.unit}" if figure.limit is not None else "–"
        floor = f"{figure.floor:.3g} {figure.unit} ({figure.floor_is})" if figure.floor is not None else "–"
        ratio = f"{figure.value / figure.floor:.2f}" if figure.floor else "–"
        verdict = {True: "holds", False: "MISSED", None: ""}[figure.holds]
        table.add_row(figure.name, f"{figure.value:.4g} {figure.unit}", limit, verdict, floor, ratio)
    Console(width=160).print(table)


def write(name: str, figures: Sequence[Figure]) -> Path:
    """Writes the figures as JSON with the machine that they were measured on."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    machine = {"python": platform.python_version(), "machine": platform.machine(), "system": platform.system()}
    rows = [{**asdict(figure), "holds": figure.holds} for figure in figures]
    document = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine, "figures": rows}
    path.write_text(json.dumps(document, indent=1) + "\n")
    return path


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share (0 to 1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
