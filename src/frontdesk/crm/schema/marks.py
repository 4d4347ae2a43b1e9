"""Marks: words in a record's search column that say where they stand, so that the index finds them there alone.

Among the words of a record stand `@1=priya` for a word of its title and `@1.position=trainer` for one of another field
that has no index of its own, in workspace 1. No text holds a word with `@`, so that no search finds a mark by chance.
"""

from collections.abc import Iterable, Iterator

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Text

TITLE = "="


def title_is_marked(definition: Definition) -> bool:
    """Of titles that are the whole text of a record all words are words of the title."""
    title = definition.title
    return not title.noun and not title.first_words


def mark_of(field: Text) -> str | None:
    """The mark of a field's words; None where an index of its own finds them, or none are kept."""
    plain = type(field) is Text and field.searchable and not field.indexed
    return f".{field.name}=" if plain else None


def marks_sql(definition: Definition) -> Iterator[str]:
    """The marked words of a row, as SQL over its columns."""
    names = definition.title.fields
    if title_is_marked(definition):
        yield _marked(TITLE, names)
    for field in definition.fields:
        mark = mark_of(field) if isinstance(field, Text) and field.name not in names else None
        if mark is not None:
            yield _marked(mark, [field.name])


def marked_term(workspace_id: int, mark: str, words: Iterable[str]) -> str:
    """A tsquery: all these folded words bear the mark."""
    return " & ".join(f"'@{workspace_id}{mark}{word}'" for word in words)


def _marked(mark: str, names: Iterable[str]) -> str:
    text = " || ' ' || ".join(f"coalesce({name}, '')" for name in names)
    return f"crm_marks(workspace_id, '{mark}', {text})"
