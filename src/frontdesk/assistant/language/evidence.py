"""Evidence: what the database knows of words that are no words of the language: values of texts, and names of records.

All words of a message are looked for at once, by indexes alone. The idea of evidence is that of ATHENA (Saha et al.,
2016).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text as TextType

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Relation, Text
from frontdesk.crm.schema.records_schema import sort_expression
from frontdesk.crm.scope import Scope
from frontdesk.crm.search.spelling import SHORTEST
from frontdesk.crm.text_folding import words_of
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_RECORDS = 6
MOST_PHRASES = 90


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


async def known_words(unit: UnitOfWork, scope: Scope, words: Sequence[str]) -> frozenset[str]:
    """Those of the folded words that stand in some record of the workspace."""
    if not words:
        return frozenset()
    parts = {part: word for word in words for part in words_of(word)}
    found = set((await unit.execute(_vocabulary(tuple(scope.catalogue)), {"words": list(parts)})).scalars())
    # Of a name such as O'Leary the vocabulary holds the parts, but none that is a letter or two.
    return frozenset(word for word in words if all(part in found or len(part) < SHORTEST for part in words_of(word)))


@lru_cache(maxsize=32)
def _vocabulary(definitions: tuple[Definition, ...]) -> TextClause:
    parts = ["SELECT word FROM crm_vocabulary WHERE word = ANY(:words)"]
    for definition in definitions:
        for one in definition.fields:
            if type(one) is Text and one.indexed and not one.searchable:
                key = sort_expression(one)
                # What is not searched is not in the vocabulary: its index tells whether it begins with the word.
                parts.append(
                    f"SELECT word FROM unnest(:words) AS given (word) WHERE EXISTS (SELECT 1 FROM {definition.name}"  # noqa: S608
                    f" WHERE {key} >= given.word AND {key} < given.word || '~' AND deleted_at IS NULL)"
                )
    return text(" UNION ".join(parts)).bindparams(bindparam("words", type_=ARRAY(TextType)))


async def gather(unit: UnitOfWork, scope: Scope, definition: Definition, phrases: Sequence[str]) -> dict[str, Evidence]:
    """What is known of each folded phrase, among the records of the object and those that it points at."""
    wanted = list(dict.fromkeys(phrase for phrase in phrases if words_of(phrase)))[:MOST_PHRASES]
    if not wanted:
        return {}
    statement = _statement(tuple(scope.catalogue), definition)
    terms = [_term(unit.workspace_id, phrase) for phrase in wanted]
    named: dict[str, list[Named]] = {phrase: [] for phrase in wanted}
    stored: dict[str, list[Stored]] = {phrase: [] for phrase in wanted}
    for row in await _planned_once(unit, statement, {"phrases": wanted, "terms": terms}):
        phrase = wanted[row.number - 1]
        if row.id is None:
            stored[phrase].append(Stored(row.path, row.found))
        else:
            named[phrase].append(_named(row.path, row.id, row.found, phrase))
    return {phrase: Evidence(tuple(named[phrase]), tuple(stored[phrase])) for phrase in wanted}


async def gather_titles(unit: UnitOfWork, scope: Scope, phrases: Sequence[str]) -> dict[str, Evidence]:
    """As `gather`, but of the titles of all objects and of nothing else."""
    wanted = list(dict.fromkeys(phrase for phrase in phrases if words_of(phrase)))[:MOST_PHRASES]
    if not wanted:
        return {}
    terms = [_term(unit.workspace_id, phrase) for phrase in wanted]
    named: dict[str, list[Named]] = {phrase: [] for phrase in wanted}
    statement = _statement_of_titles(tuple(scope.catalogue))
    for row in await _planned_once(unit, statement, {"phrases": wanted, "terms": terms}):
        phrase = wanted[row.number - 1]
        named[phrase].append(_named(row.path, row.id, row.found, phrase))
    return {phrase: Evidence(tuple(found)) for phrase, found in named.items()}


async def _planned_once(unit: UnitOfWork, statement: TextClause, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
    """Reads by a plan that is kept: to plan for all objects takes longer than to look by their indexes."""
    await unit.connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL jit = off")
    rows = (await unit.execute(statement, values)).all()
    await unit.connection.exec_driver_sql("SET LOCAL plan_cache_mode TO DEFAULT; SET LOCAL jit TO DEFAULT")
    return rows


def _named(object: str, record_id: int, title: str, phrase: str) -> Named:
    words, asked = words_of(title), words_of(phrase)
    return Named(object, record_id, " ".join(title.split()), words == asked, words[: len(asked)] == asked)


def _term(workspace_id: int, phrase: str) -> str:
    return f"'@{workspace_id}' & " + " & ".join(f"'{word}'" for word in words_of(phrase))


@lru_cache(maxsize=128)
def _statement(definitions: tuple[Definition, ...], definition: Definition) -> TextClause:
    catalogue = Catalogue(definitions)
    objects = dict.fromkeys([definition.name, *(relation.object for relation in definition.relations)])
    return _written([*_titles(catalogue, objects), *_texts(catalogue, definition)])


@lru_cache(maxsize=32)
def _statement_of_titles(definitions: tuple[Definition, ...]) -> TextClause:
    catalogue = Catalogue(definitions)
    return _written(list(_titles(catalogue, [one.name for one in definitions if not one.title.first_words])))


def _written(parts: Sequence[str]) -> TextClause:
    given = "given AS (SELECT * FROM unnest(:phrases, :terms) WITH ORDINALITY AS given (phrase, term, number))"
    written = f"WITH {given} " + " UNION ALL ".join(parts)
    return text(written).bindparams(
        bindparam("phrases", type_=ARRAY(TextType)), bindparam("terms", type_=ARRAY(TextType))
    )


def _titles(catalogue: Catalogue, objects: Iterable[str]) -> Iterator[str]:
    for name in objects:
        other = catalogue.get(name)
        if other.title.noun:
            continue
        columns = ", ".join(other.title.fields)
        title = f"concat_ws(' ', {columns})"
        yield (
            f"SELECT given.number, '{name}' AS path, hit.id, hit.title AS found FROM given CROSS JOIN LATERAL"  # noqa: S608
            f" (SELECT id, {title} AS title FROM {name} WHERE search @@ given.term::tsquery AND deleted_at IS NULL"
            f" AND crm_words(workspace_id, {title}) @@ given.term::tsquery"
            f" ORDER BY length({title}), id LIMIT {MOST_RECORDS}) hit"
        )


def _texts(catalogue: Catalogue, definition: Definition) -> Iterator[str]:
    for path, name, one in _text_fields(catalogue, definition):
        yield (
            f"SELECT given.number, '{path}' AS path, NULL::bigint AS id, hit.found FROM given CROSS JOIN LATERAL"  # noqa: S608
            f" (SELECT {one.name} AS found FROM {name} WHERE {sort_expression(one)} = ANY(ARRAY[given.phrase, given.phrase || 's', rtrim(given.phrase, 's')])"
            f"{'' if one.indexed else ' AND search @@ given.term::tsquery'}"
            f" AND deleted_at IS NULL LIMIT 1) hit"
        )


def _text_fields(catalogue: Catalogue, definition: Definition) -> Iterator[tuple[str, str, Text]]:
    """Indexed texts that are no titles, of the object and of what it points at: (path, object, field)."""
    for one in _plain_texts(definition):
        yield one.path, definition.name, one
    for relation in definition.relations:
        if isinstance(relation, Relation) and not relation.own:
            other = catalogue.get(relation.object)
            for one in _plain_texts(other):
                yield f"{relation.path}.{one.path}", other.name, one


def _plain_texts(definition: Definition) -> list[Text]:
    return [
        one
        for one in definition.fields
        if type(one) is Text and (one.indexed or one.searchable) and one.name not in definition.title.fields
    ]


Phrases = Mapping[str, Evidence]
