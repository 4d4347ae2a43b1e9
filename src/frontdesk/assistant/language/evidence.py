"""Evidence: what the database knows of words that are no words of the language: values of texts, and names of records.

All words of a message are looked for at once: titles by single words and by pairs of neighbours, from which longer
names are put together here. The idea of evidence is that of ATHENA (Saha et al., 2016).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import TextClause

from frontdesk.assistant.language import look_ups
from frontdesk.crm.definitions import Definition
from frontdesk.crm.schema.marks import TITLE, marked_term
from frontdesk.crm.scope import Scope
from frontdesk.crm.search.spelling import SHORTEST
from frontdesk.crm.text_folding import words_of
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_RECORDS = 6
MOST_PARTS, MOST_TEXTS = 40, 40
LONGEST_TEXT = 4


@dataclass(frozen=True)
class Named:
    """A record whose title holds the words. `whole`: they are its whole title; `begins`: its beginning."""

    object: str
    id: int
    title: str
    whole: bool
    begins: bool


@dataclass(frozen=True)
class Stored:
    """A text that some record holds in the field at `path`, which may be one of a related record."""

    path: str
    text: str


@dataclass(frozen=True)
class Evidence:
    """All that is known of one phrase."""

    named: tuple[Named, ...] = ()
    stored: tuple[Stored, ...] = ()

    def of(self, object: str) -> list[Named]:
        """Records of one object: those with just this title where there are any, else those that hold the words."""
        found = [one for one in self.named if one.object == object]
        return [one for one in found if one.whole] or found


@dataclass(frozen=True)
class _Title:
    object: str
    id: int
    title: str
    words: tuple[str, ...]


async def known_words(unit: UnitOfWork, scope: Scope, words: Sequence[str]) -> frozenset[str]:
    """Those of the folded words that stand in some record of the workspace."""
    if not words:
        return frozenset()
    parts = sorted({part for word in words for part in words_of(word)})
    statement = look_ups.of_vocabulary(tuple(scope.catalogue))
    found = set((await unit.execute(statement, {"words": parts})).scalars())
    # Of a name such as O'Leary the vocabulary holds the parts, but none that is a letter or two.
    return frozenset(word for word in words if all(part in found or len(part) < SHORTEST for part in words_of(word)))


async def gather(unit: UnitOfWork, scope: Scope, definition: Definition, phrases: Sequence[str]) -> dict[str, Evidence]:
    """What is known of each folded phrase, among the records of the object and those that it points at."""
    return await _gathered(unit, look_ups.of_object(tuple(scope.catalogue), definition.name), phrases)


async def gather_titles(unit: UnitOfWork, scope: Scope, phrases: Sequence[str]) -> dict[str, Evidence]:
    """As `gather`, but of the titles of all objects and of nothing else."""
    return await _gathered(unit, look_ups.of_all_titles(tuple(scope.catalogue)), phrases)


async def _gathered(unit: UnitOfWork, statement: TextClause, phrases: Sequence[str]) -> dict[str, Evidence]:
    split = {phrase: tuple(words_of(phrase)) for phrase in phrases}
    split = {phrase: words for phrase, words in split.items() if words}
    if not split:
        return {}
    parts = _parts(split.values())
    texts = [phrase for phrase, words in split.items() if len(words) <= LONGEST_TEXT][:MOST_TEXTS]
    rows = await unit.look_up(statement, _parameters(unit.workspace_id, parts, texts))
    titles: dict[tuple[str, ...], list[_Title]] = {}
    stored: dict[str, list[Stored]] = {}
    for row in rows:
        if row.id is None:
            stored.setdefault(texts[row.number - 1], []).append(Stored(row.path, row.found))
        else:
            title = _Title(row.path, row.id, " ".join(row.found.split()), tuple(words_of(row.found)))
            titles.setdefault(parts[row.number - 1], []).append(title)
    return {phrase: Evidence(_named(words, titles), tuple(stored.get(phrase, ()))) for phrase, words in split.items()}


def _parts(phrases: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The single words and the pairs of neighbours that the phrases are made of, pairs first."""
    singles = dict.fromkeys(words for words in phrases if len(words) == 1)
    pairs = dict.fromkeys(words[at : at + 2] for words in phrases for at in range(len(words) - 1))
    return [*pairs, *singles][:MOST_PARTS]


def _named(words: tuple[str, ...], titles: Mapping[tuple[str, ...], Sequence[_Title]]) -> tuple[Named, ...]:
    """The records whose titles hold the words side by side, by way of the parts that were looked for."""
    keys = [words] if len(words) == 1 else [words[at : at + 2] for at in range(len(words) - 1)]
    found = {(title.object, title.id): title for key in keys for title in titles.get(key, ())}
    fitting = [title for title in found.values() if _holds(title.words, words)]
    fitting.sort(key=lambda title: (len(title.words), title.id))
    by_object: dict[str, int] = {}
    named = []
    for title in fitting:
        by_object[title.object] = by_object.get(title.object, 0) + 1
        if by_object[title.object] <= MOST_RECORDS:
            begins = title.words[: len(words)] == words
            named.append(Named(title.object, title.id, title.title, title.words == words, begins))
    return tuple(named)


def _holds(title: tuple[str, ...], words: tuple[str, ...]) -> bool:
    if len(words) == 1:
        return words[0] in title
    return any(title[at : at + len(words)] == words for at in range(len(title) - len(words) + 1))


def _parameters(workspace_id: int, parts: Sequence[tuple[str, ...]], texts: Sequence[str]) -> dict[str, Any]:
    return {
        "words": [" ".join(words) for words in parts],
        "terms": [_term(workspace_id, words) for words in parts],
        "titled": [marked_term(workspace_id, TITLE, words) for words in parts],
        "patterns": [f"%{'%'.join(words)}%" for words in parts],
        "most": [look_ups.MOST_BY_PAIR if len(words) > 1 else look_ups.MOST_BY_WORD for words in parts],
        "texts": list(texts),
        "text_terms": [marked_term(workspace_id, TITLE, words_of(phrase)) for phrase in texts],
    }


def _term(workspace_id: int, words: tuple[str, ...]) -> str:
    return f"'@{workspace_id}' & " + " & ".join(f"'{word}'" for word in words)
