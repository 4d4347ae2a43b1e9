"""References: the records and users that cells name by their id, their title or their mail address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Text,
    and_,
    bindparam,
    column,
    func,
    select,
    text,
    values,
)
from sqlalchemy.dialects.postgresql import ARRAY

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field, FieldValueError, Relation
from frontdesk.crm.scope import Scope
from frontdesk.crm.tables import view_of
from frontdesk.crm.text_folding import folded
from frontdesk.platform.unit_of_work import UnitOfWork

USERS = "users"
MOST_REMEMBERED = 50_000
# Of a number that can be an id.
MOST_DIGITS = 18

_MEMBERS = text("SELECT id, name, email FROM users")

Pair = tuple[str, str]


@dataclass
class _Target:
    """What is known of one object: for each folded word the ids of the records that bear it, two at most."""

    bearers: dict[str, list[int]] = field(default_factory=dict)


def target_of(one: Field) -> str:
    """The object that the field points at; `users` for a member of staff."""
    return one.object if isinstance(one, Relation) else USERS


class References:
    """Finds ids for words, those of many rows in one statement for each object. Remembers what it found."""

    def __init__(self) -> None:
        self._known: dict[str, _Target] = {}

    async def find(self, unit: UnitOfWork, scope: Scope, wanted: Iterable[tuple[Field, str]]) -> None:
        """Looks up what is not known yet."""
        words: dict[str, dict[str, str]] = {}
        for one, said in wanted:
            words.setdefault(target_of(one), {})[_plain(said)] = said
        for name, by_plain in words.items():
            known = self._known.setdefault(name, _Target()).bearers
            if len(known) > MOST_REMEMBERED:
                known.clear()
            new = [plain for plain in by_plain if plain not in known]
            if new and name == USERS:
                known.update({**{plain: [] for plain in new}, **await self._members(unit)})
            elif new:
                known.update(await _records(unit, scope.definition(name), new))

    def id_of(self, one: Field, said: str, scope: Scope) -> int:
        """The id of the one record that is meant. Raises FieldValueError where none or several are."""
        name = target_of(one)
        ids = self._known[name].bearers.get(_plain(said), [])
        label = "user" if name == USERS else scope.definition(name).label.lower()
        if not ids:
            raise FieldValueError(f"names a {label} {said[:60]!r} that is not there")
        if len(ids) > 1:
            raise FieldValueError(f"is not clear: several {label} records are called {said[:60]!r}; write the id")
        return ids[0]

    async def _members(self, unit: UnitOfWork) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        by_id: dict[str, list[int]] = {}
        for row in await unit.execute(_MEMBERS):
            by_id[str(row.id)] = [row.id]
            for said in {_plain(row.name), _plain(row.email)}:
                found.setdefault(said, []).append(row.id)
        return {**found, **by_id}


def _plain(said: str) -> str:
    return folded(" ".join(said.split()))


async def _records(unit: UnitOfWork, definition: Definition, words: Sequence[str]) -> dict[str, list[int]]:
    """The bearers of each word: by id first, else by mail address or title."""
    found: dict[str, list[int]] = {word: [] for word in words}
    digits = [word for word in words if word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS]
    numbers = {word: int(word) for word in digits}
    if numbers:
        there = set((await unit.execute(_by_id(definition, list(numbers.values())))).scalars())
        found.update({word: [number] for word, number in numbers.items() if number in there})
    addresses = [word for word in words if "@" in word and not found[word]]
    if addresses and "email" in definition.by_path:
        statement = _by_value(definition, definition.by_path["email"], addresses)
        found.update({row.word: list(row.ids) for row in await unit.execute(statement)})
    titles = [word for word in words if not found[word]]
    if titles:
        found.update(await _by_title(unit, definition, titles))
    return found


def _by_id(definition: Definition, ids: Sequence[int]) -> Select[tuple[int]]:
    view = view_of(definition)
    wanted = bindparam("ids", list(ids), type_=ARRAY(BigInteger))
    return select(view.c.id).where(view.c.id == func.any(wanted), view.c.deleted_at.is_(None))


def _by_value(definition: Definition, one: Field, words: Sequence[str]) -> Select[tuple[str, list[int]]]:
    """(word, ids): the first two of the records whose folded value it is."""
    view = view_of(definition)
    key = one.sort_key(view.c[one.name])
    wanted = bindparam("words", list(words), type_=ARRAY(Text))
    return (
        select(key.label("word"), _first_two(view.c.id))
        .where(key == func.any(wanted), view.c.deleted_at.is_(None))
        .group_by(key)
    )


async def _by_title(unit: UnitOfWork, definition: Definition, words: Sequence[str]) -> dict[str, list[int]]:
    fields = [definition.by_path[name] for name in definition.title.fields]
    if definition.title.first_words or any(one.kind != "text" for one in fields):
        return {}
    if len(fields) == 1:
        rows = await unit.execute(_by_value(definition, fields[0], words))
        return {row.word: list(row.ids) for row in rows}
    found: dict[str, list[int]] = {}
    halves = {pair: word for word in words for pair in _halves(word)}
    for row in await unit.execute(_by_two_values(definition, fields, list(halves))) if halves else ():
        found.setdefault(halves[row.first, row.last], []).extend(row.ids)
    return found


def _halves(word: str) -> list[Pair]:
    """All ways to part a name into a first and a last one."""
    parts = word.split(" ")
    return [(" ".join(parts[:place]), " ".join(parts[place:])) for place in range(1, len(parts))][:10]


def _by_two_values(
    definition: Definition, fields: Sequence[Field], pairs: Sequence[Pair]
) -> Select[tuple[str, str, list[int]]]:
    view = view_of(definition)
    first, last = (one.sort_key(view.c[one.name]) for one in fields)
    wanted = values(column("first", Text), column("last", Text), name="wanted").data(list(pairs))
    meant = and_(first == wanted.c.first, last == wanted.c.last)
    return (
        select(wanted.c.first, wanted.c.last, _first_two(view.c.id))
        .join_from(wanted, view, meant)
        .where(view.c.deleted_at.is_(None))
        .group_by(wanted.c.first, wanted.c.last)
    )


def _first_two(ids: ColumnElement[int]) -> ColumnElement[list[int]]:
    """Two are enough to know that one alone is not meant."""
    return func.array_agg(ids, type_=ARRAY(BigInteger))[1:2].label("ids")
