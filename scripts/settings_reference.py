"""Writes docs/settings.md and .env.example from the settings themselves."""

from pathlib import Path
from typing import Any, get_args

from pydantic import AliasChoices
from pydantic.fields import FieldInfo

from frontdesk.platform.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "settings.md"
EXAMPLE = ROOT / ".env.example"


def names_of(name: str, field: FieldInfo) -> list[str]:
    """The environment variables that set a field, the usual one first."""
    alias = field.validation_alias
    if isinstance(alias, AliasChoices):
        return [str(choice) for choice in alias.choices]
    return [name.upper()]


def default_of(field: FieldInfo) -> str:
    value: Any = field.default
    if value is None or value == "":
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def kind_of(field: FieldInfo) -> str:
    choices = [str(choice) for choice in get_args(field.annotation) if isinstance(choice, str)]
    if choices:
        return " or ".join(f"`{choice}`" for choice in choices)
    text = str(field.annotation)
    for part, kind in (("bool", "true or false"), ("int", "whole number"), ("float", "number"), ("Path", "folder")):
        if part in text:
            return kind
    return "ISO 8601 time" if "datetime" in text else "text"


def reference() -> str:
    lines = [
        "# Settings",
        "",
        "Read from the environment, then from a file `.env` in the working folder. Made from `platform/settings.py` by",
        "`make generate`.",
        "",
        "| variable | what it does | kind | default |",
        "|---|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        first, *others = names_of(name, field)
        also = f" Also read as {', '.join(f'`{other}`' for other in others)}." if others else ""
        default = f"`{default_of(field)}`" if default_of(field) else "none"
        lines.append(f"| `{first}` | {field.description}{also} | {kind_of(field)} | {default} |")
    return "\n".join(lines) + "\n"


def example() -> str:
    lines = ["# Copy to .env and take the # away from what you change. docs/settings.md tells more.", ""]
    for name, field in Settings.model_fields.items():
        lines += [f"# {field.description}", f"# {names_of(name, field)[0]}={default_of(field)}", ""]
    return "\n".join(lines)
