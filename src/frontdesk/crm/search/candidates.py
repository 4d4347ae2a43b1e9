"""Candidates: one statement over all objects that reads, of each, a bounded number of records with the words.

Of each object come records whose title begins with what is searched, and records that hold all words. Where the newest
records show that the words are common, the newest that hold them are enough; where they are rare, the index finds all.
No way reads more of a table than the bounds below.
"""

# ruff: noqa: S608 - the statements are made of the definitions' own names; what callers send are parameters

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Choice, Field, LongText, Relation
from frontdesk.crm.schema.records_schema import sort_expression

PROBED, COMMON = 200, 4
MOST_NEWEST = 5_000
MOST_MATCHING = 2_000
# Of what merely happened fewer are enough: records of people and business come before them.
MOST_HAPPENED = 500
MOST_TITLES, MOST_OF_AN_OBJECT = 10, 60
EXCERPT_LENGTH = 200


@lru_cache(maxsize=64)
def statement(definitions: tuple[Definition, ...], only_own: frozenset[str]) -> TextClause:
    """Rows of object, id, updated_at, fields (JSON of what is shown and matched).

    `only_own`: objects of which the caller sees their own records alone, which another index finds. Parameters:
    `condition` (tsquery), `patterns` (LIKE), `beginning` (folded text), `above` (sorts after all letters).
    """
    parts = [_of_object(definition, definition.name in only_own) for definition in definitions]
    return text("\nUNION ALL\n".join(parts)).bindparams(bindparam("patterns", type_=ARRAY(Text)))


def _of_object(definition: Definition, only_own: bool) -> str:
    view = definition.name
    seen = f"{view} WHERE deleted_at IS NULL" + (" AND owner_id = (SELECT current_staff())" if only_own else "")
    # Not by id alone: the planner would then read the ids of all workspaces.
    newest = f"{seen} AND {{when}} ORDER BY {'id' if only_own else 'created_at DESC, id'} DESC LIMIT {{most}}"
    titled = f"{_title_sql(definition)} LIKE ANY (:patterns)"
    branches = [
        f"SELECT id, {titled} AS titled FROM (SELECT * FROM"
        f" {newest.format(when=f'(SELECT hits FROM probe) >= {COMMON}', most=MOST_NEWEST)}) newest"
        f" WHERE search @@ CAST(:condition AS tsquery) LIMIT {MOST_OF_AN_OBJECT}",
        f"SELECT id, {titled} FROM {seen} AND search @@ CAST(:condition AS tsquery)"
        f" AND (SELECT hits FROM probe) < {COMMON} LIMIT {MOST_HAPPENED if definition.entry else MOST_MATCHING}",
        *_beginning(definition, seen),
    ]
    found = " UNION ALL ".join(f"({branch})" for branch in branches)
    return (
        f"(WITH probe AS MATERIALIZED (SELECT count(*) AS hits FROM"
        f" (SELECT search FROM {newest.format(when='true', most=PROBED)}) newest"
        f" WHERE search @@ CAST(:condition AS tsquery))"
        f" SELECT '{view}' AS object, r.id, r.updated_at, {_fields_sql(definition)} AS fields FROM"
        f" (SELECT id FROM ({found}) each_way ORDER BY titled DESC, id DESC LIMIT {MOST_OF_AN_OBJECT}) found"
        f" JOIN {view} r ON r.id = found.id)"
    )


def _beginning(definition: Definition, seen: str) -> Iterator[str]:
    """By the index over the first field of the title, where it has one."""
    field = definition.by_path[definition.title.fields[0]]
    if field.indexed and field.kind == "text":
        key = sort_expression(field)
        yield (
            f"SELECT id, true FROM {seen} AND {key} >= :beginning"
            f" AND {key} < CAST(:beginning AS text) || :above ORDER BY {key}, id LIMIT {MOST_TITLES}"
        )


def _title_sql(definition: Definition) -> str:
    names = [name for name in definition.title.fields if definition.by_path[name].searchable]
    if not names:
        return "''"
    words = ", ".join(f"left({name}, {EXCERPT_LENGTH})" for name in names)
    return f"crm_fold(concat_ws(' ', {words}))"


def _fields_sql(definition: Definition) -> str:
    pairs = ", ".join(f"'{field.name}', {_shown_sql(field)}" for field in told_fields(definition))
    return f"jsonb_build_object({pairs})"


def _shown_sql(field: Field) -> str:
    return f"left(r.{field.name}, {EXCERPT_LENGTH})" if isinstance(field, LongText) else f"r.{field.name}"


def told_fields(definition: Definition) -> Sequence[Field]:
    """The fields that a hit may show or be found by: those of the title, the searchable ones and the choices."""
    return [
        field
        for field in definition.fields
        if field.name in definition.title.fields or field.searchable or isinstance(field, Choice)
        if not isinstance(field, Relation)
    ]
