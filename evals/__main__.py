"""`make eval`: all evaluations over the sets of evals/data, or over the folders that are named; tables and JSON.

`python -m evals commands --help`: the commands to the assistant alone, with more options.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.figures import Figure, show, write
from evals import escalation, retrieval, understanding
from evals.commands import evaluation as commands

EVALUATIONS: dict[str, tuple[str, Callable[[Sequence[Path]], list[Figure]]]] = {
    "understanding": ("Understanding", understanding.run),
    "escalation": ("Escalation", escalation.run),
    "retrieval": ("Retrieval", retrieval.run),
    "commands": ("Commands", commands.run),
}


def main() -> None:
    if sys.argv[1:2] == ["commands"]:
        commands.main(sys.argv[2:])
        return
    folders = [Path(name) for name in sys.argv[1:]]
    found_any = False
    for name, (title, run) in EVALUATIONS.items():
        figures = run(folders)
        if not figures:
            continue
        found_any = True
        show(title, figures)
        if not folders:
            print(f"written to {write(f'eval-{name}', figures)}")
    if not found_any:
        sys.exit(f"no set of any evaluation in {', '.join(sys.argv[1:])}")


if __name__ == "__main__":
    main()
