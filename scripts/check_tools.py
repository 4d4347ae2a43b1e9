"""Says in one line which tool is missing or too old, before anything is installed."""

import re
import shutil
import subprocess
import sys

PYTHON = (3, 11)
NODE = (20, 19)


def fault() -> str | None:
    if sys.version_info < PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        return f"Frontdesk needs Python 3.11 or newer; this is {found}. Name another with: make PYTHON=python3.12 run"
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            return f"Frontdesk needs Node.js {_dotted(NODE)} or newer; the command {tool} was not found."
    version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", version)
    if found is None or (int(found[1]), int(found[2])) < NODE:
        return f"Frontdesk needs Node.js {_dotted(NODE)} or newer; this is {version.strip() or 'unknown'}."
    return None


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


if __name__ == "__main__":
    sys.exit(fault())
