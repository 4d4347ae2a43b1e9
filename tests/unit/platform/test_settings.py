"""Settings: every one is documented, secrets are made once, and each has the names that it promises."""

import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import AliasChoices

from frontdesk.platform.logging import configure_logging
from frontdesk.platform.settings import Settings

ROOT = Path(__file__).resolve().parents[3]


def variables() -> list[str]:
    return [variable for name in Settings.model_fields for variable in _variables_of(name)]


def _variables_of(name: str) -> list[str]:
    """The usual one first."""
    alias = Settings.model_fields[name].validation_alias
    return [str(each) for each in alias.choices] if isinstance(alias, AliasChoices) else [name.upper()]


def test_every_setting_is_documented() -> None:
    reference = (ROOT / "docs" / "settings.md").read_text()
    example = (ROOT / ".env.example").read_text()
    for name, field in Settings.model_fields.items():
        assert field.description, name
    assert [name for name in variables() if f"`{name}`" not in reference] == []
    documented = {line[2:].split("=")[0] for line in example.splitlines() if line.startswith("# ") and "=" in line}
    assert documented - set(variables()) == {line for line in documented if " " in line}
    assert {_variables_of(name)[0] for name in Settings.model_fields} <= documented


def test_debug_shows_more_in_logs() -> None:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    try:
        for debug, least in ((False, logging.WARNING), (True, logging.DEBUG)):
            configure_logging(Settings(_env_file=None, log_level="WARNING", debug=debug))
            assert root.level == least
    finally:
        root.handlers = handlers
        root.setLevel(level)


@pytest.mark.parametrize("name", ["SECRET_KEY", "JWT_SECRET_KEY"])
def test_a_secret_has_two_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    monkeypatch.setenv(name, "from the environment")
    assert Settings(_env_file=None, frontdesk_data_dir=tmp_path).signing_key == "from the environment"


def test_a_secret_is_made_once_also_by_many_at_once(tmp_path: Path) -> None:
    def key(_: int) -> str:
        return Settings(_env_file=None, frontdesk_data_dir=tmp_path).signing_key

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(key, range(16)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 48
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_a_secret_is_not_shown_when_settings_are_printed(tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None, frontdesk_data_dir=tmp_path, secret_key="hush", database_url="postgresql://u:hush@h/d"
    )
    assert "hush" not in repr(settings)
