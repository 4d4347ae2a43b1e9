"""Checks that what is generated from the program is fresh (API document, web client, settings); --write renews it."""

import json
import subprocess
import sys
from pathlib import Path

import settings_reference

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "web" / "openapi.json"
CLIENT = ROOT / "web" / "src" / "api" / "schema.d.ts"


def document() -> str:
    """The OpenAPI document of the program as it is now."""
    from frontdesk.api.application import create_app
    from frontdesk.platform.settings import Settings

    schema = create_app(Settings(_env_file=None)).openapi()
    return json.dumps(schema, indent=1, sort_keys=True) + "\n"


def client() -> str:
    """The web client's types, made from the document on disk."""
    command = ["npx", "--no-install", "openapi-typescript", str(DOCUMENT)]
    made = subprocess.run(command, cwd=ROOT / "web", capture_output=True, text=True, check=True)
    return made.stdout


def main() -> str | None:
    written = {
        DOCUMENT: document,
        CLIENT: client,
        settings_reference.REFERENCE: settings_reference.reference,
        settings_reference.EXAMPLE: settings_reference.example,
    }
    for path, made in written.items():
        if "--write" in sys.argv:
            path.write_text(made())
        elif not path.exists() or path.read_text() != made():
            return f"{path.relative_to(ROOT)} is not fresh. Run: make generate"
    return None


if __name__ == "__main__":
    sys.exit(main())
