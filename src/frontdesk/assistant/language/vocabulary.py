"""Vocabulary: the words of the command language that belong to no object, read from vocabulary.toml."""

import tomllib
from functools import cache
from importlib import resources

Section = dict[str, tuple[str, ...]]


@cache
def vocabulary(section: str) -> Section:
    """The phrases of a section, by what they are."""
    return {name: tuple(phrases) for name, phrases in _whole()[section].items()}


@cache
def spoken_words() -> frozenset[str]:
    """All single words of all phrases: none of them is a slip."""
    sections = _whole().values()
    return frozenset(
        word.lower() for one in sections for phrases in one.values() for phrase in phrases for word in phrase.split()
    )


@cache
def _whole() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((resources.files(__package__) / "vocabulary.toml").read_text(encoding="utf-8"))
