"""Look-ups: the statements by which evidence is found, made from the definitions and read by indexes alone."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text as TextType

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Relation, Text
from frontdesk.crm.schema.marks import TITLE, mark_of, title_is_marked
from frontdesk.crm.schema.records_schema import sort_expression

# So many records are found for each pair of words of a title, and for each single word: the shortest titles of those
# that are looked at, whose number is bounded however many records bear a common name.
MOST_BY_PAIR, MOST_BY_WORD = 40, 8
MOST_LOOKED_AT = 200

_GIVEN = {
    "named": "named AS (SELECT * FROM unnest(:words, :terms, :titled, :patterns, :most)"
    " WITH ORDINALITY AS named (words, term, titled, pattern, most, number))",
    "stored": "stored AS (SELECT * FROM unnest(:texts, :text_terms) WITH ORDINALITY AS stored (text, term, number))",
}


@lru_cache(maxsize=128)
def of_object(definitions: tuple[Definition, ...], name: str) -> TextClause:
    """Records of the object, and of those that it points at, by their titles; and texts that these records hold."""
    catalogue = Catalogue(definitions)
    definition = catalogue.get(name)
    objects = dict.fromkeys([name, *(relation.object for relation in definition.relations)])
    return _written([*_titles(catalogue, objects), *_texts(catalogue, definition)])


@lru_cache(maxsize=32)
def of_all_titles(definitions: tuple[Definition, ...]) -> TextClause:
    """Records of all objects that are called by a name."""
    return _written(list(_titles(Catalogue(definitions), [one.name for one in definitions if _has_name(one)])))


@lru_cache(maxsize=32)
def of_vocabulary(definitions: tuple[Definition, ...]) -> TextClause:
    """Which of some words stand in records of the workspace."""
    parts = ["SELECT word FROM crm_vocabulary WHERE word = ANY(:words)"]
    for definition in definitions:
        for one in definition.fields:
            if type(one) is Text and one.indexed and not one.searchable:
                key = sort_expression(one)
                # What is not searched is not in the vocabulary: its index tells whether it begins with the word.
                parts.append(
                    f"SELECT word FROM unnest(:words) AS given (word) WHERE EXISTS (SELECT 1 FROM {definition.name}"  # noqa: S608 - made from the definitions
                    f" WHERE {key} >= given.word AND {key} < given.word || '~' AND deleted_at IS NULL)"
                )
    return text(" UNION ".join(parts)).bindparams(bindparam("words", type_=ARRAY(TextType)))


def _written(parts: Sequence[str]) -> TextClause:
    written = f"WITH {_GIVEN['named']}, {_GIVEN['stored']} " + " UNION ALL ".join(parts)
    names = [name for name in ("words", "terms", "titled", "patterns", "texts", "text_terms") if f":{name}" in written]
    return text(written).bindparams(*(bindparam(name, type_=ARRAY(TextType)) for name in names))


def _has_name(definition: Definition) -> bool:
    """Whether people call records of the object by their title: what merely happened has a subject, and no name."""
    title = definition.title
    return not title.noun and not title.first_words and (definition.entry is None or definition.due is not None)


def _titles(catalogue: Catalogue, objects: Iterable[str]) -> Iterator[str]:
    for name in objects:
        other = catalogue.get(name)
        if other.title.noun:
            continue
        title = f"concat_ws(' ', {', '.join(other.title.fields)})"
        term = "titled" if title_is_marked(other) else "term"
        # The words of longer titles need not stand side by side: the index finds them, the pattern looks closer.
        yield (
            f"SELECT named.number, '{name}' AS path, hit.id, hit.title AS found FROM named CROSS JOIN LATERAL"  # noqa: S608 - made from the definitions
            f" (SELECT id, title FROM (SELECT id, {title} AS title FROM {name} WHERE search @@ named.{term}::tsquery"
            f" AND deleted_at IS NULL AND crm_fold({title}) LIKE named.pattern LIMIT {MOST_LOOKED_AT}) looked_at"
            " ORDER BY length(title), id LIMIT named.most) hit"
        )
        yield from _whole_titles(other)


def _whole_titles(definition: Definition) -> Iterator[str]:
    """By the index over the title, so that who is called just so is found among the many who are called so too."""
    field = definition.by_path[definition.title.fields[0]]
    if len(definition.title.fields) == 1 and type(field) is Text and field.indexed:
        key = sort_expression(field)
        yield (
            f"SELECT named.number, '{definition.name}' AS path, hit.id, hit.title AS found FROM named"  # noqa: S608 - made from the definitions
            f" CROSS JOIN LATERAL (SELECT id, {field.name} AS title FROM {definition.name} WHERE {key} = named.words"
            f" AND deleted_at IS NULL ORDER BY {key}, id LIMIT named.most) hit"
        )


def _texts(catalogue: Catalogue, definition: Definition) -> Iterator[str]:
    for path, name, one in _text_fields(catalogue, definition):
        key, mark = sort_expression(one), mark_of(one)
        forms = "ARRAY[stored.text, stored.text || 's', rtrim(stored.text, 's')]"
        # In the order of its index: a plan that is made for no text in particular might else read the whole table.
        found = (
            f" ORDER BY {key}" if mark is None else f" AND search @@ replace(stored.term, '{TITLE}', '{mark}')::tsquery"
        )
        yield (
            f"SELECT stored.number, '{path}' AS path, NULL::bigint AS id, hit.found FROM stored CROSS JOIN LATERAL"  # noqa: S608 - made from the definitions
            f" (SELECT {one.name} AS found FROM {name} WHERE {key} = ANY({forms}) AND deleted_at IS NULL{found}"
            " LIMIT 1) hit"
        )


def _text_fields(catalogue: Catalogue, definition: Definition) -> Iterator[tuple[str, str, Text]]:
    """Texts that are no titles, of the object and of what it points at: (path, object, field)."""
    for one in _plain_texts(definition):
        yield one.path, definition.name, one
    for relation in definition.relations:
        if isinstance(relation, Relation) and not relation.own:
            other = catalogue.get(relation.object)
            for one in _plain_texts(other):
                if one.indexed:
                    yield f"{relation.path}.{one.path}", other.name, one


def _plain_texts(definition: Definition) -> list[Text]:
    return [
        one
        for one in definition.fields
        if type(one) is Text and (one.indexed or one.searchable) and one.name not in definition.title.fields
    ]
