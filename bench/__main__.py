"""`make bench`: runs the benchmarks that are named, or all; prints tables and writes JSON."""

import sys
from collections.abc import Callable

from bench import assistant, crm, crm_import, realtime, search, turns
from bench.figures import Figure, show, write

BENCHES: dict[str, tuple[str, Callable[[], list[Figure]]]] = {
    "turns": ("Support turn", turns.run),
    "start": ("Start", turns.run_start),
    "realtime": ("Conversations live", realtime.run),
    "search": ("Search at 100,000 passages", search.run),
    "crm": ("Records at 1,000,000 leads", crm.run),
    "assistant": ("Assistant at 100,000 records", assistant.run),
    "import": ("Import of 100,000 leads", crm_import.run),
}


def main() -> None:
    for name in sys.argv[1:] or BENCHES:
        title, run = BENCHES[name]
        figures = run()
        show(title, figures)
        print(f"written to {write(name, figures)}")


if __name__ == "__main__":
    main()
