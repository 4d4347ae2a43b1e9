"""Runs the test suites one after the other, each within its budget of seconds; pytest's line for all comes last."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Seconds that a suite may take on two cores. A suite that needs more is to be mended, not its budget.
BUDGETS = {"unit": 60, "http": 180, "browser": 180, "faults": 120}


def main() -> int:
    """Runs pytest once over all suites and compares the time that each took with its budget."""
    suites = [name for name in BUDGETS if (ROOT / "tests" / name).is_dir()]
    times = ROOT / ".pytest_times"
    times.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadscope", "-m", "not long"]
    command += [f"tests/{name}" for name in suites]
    began = time.monotonic()
    code = subprocess.run(
        [*command, *sys.argv[1:]],
        cwd=ROOT,
        env={**os.environ, "FRONTDESK_TEST_TIMES": str(times)},
        check=False,
    ).returncode
    late = _late(times) if times.exists() else []
    times.unlink(missing_ok=True)
    for line in late:
        print(line, file=sys.stderr)
    print(f"tests took {time.monotonic() - began:.0f} s", file=sys.stderr)
    return code or (1 if late else 0)


def _late(times: Path) -> list[str]:
    spent: dict[str, float] = {}
    for line in times.read_text().splitlines():
        suite, seconds = line.split()
        spent[suite] = spent.get(suite, 0.0) + float(seconds)
    # Two processes share the work.
    return [
        f"suite {name}: {seconds / 2:.0f} s, over its budget of {BUDGETS[name]} s"
        for name, seconds in spent.items()
        if seconds / 2 > BUDGETS[name]
    ]


if __name__ == "__main__":
    sys.exit(main())
