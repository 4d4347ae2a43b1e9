"""Reading: records as a sentence and the ids of a page, one record in full, one value, one figure, figures by group."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from frontdesk.assistant.answer import Answer, Shown
from frontdesk.assistant.meaning import Read
from frontdesk.assistant.skills.figures import read_figures
from frontdesk.assistant.told.figures import figure_name, figure_words, groups_words
from frontdesk.assistant.told.filters import filter_words
from frontdesk.assistant.told.records import full_words, list_words, number_of, paths_in_lists, title_words
from frontdesk.assistant.told.values import currency_of, label_words, value_words
from frontdesk.assistant.turn import Turn
from frontdesk.crm.fields import Member, Relation
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.query.places import Place, find_place
from frontdesk.crm.query.value import Query
from frontdesk.crm.reading.pages import RecordPage
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.reading.shown import value_at

USERS = "users"
MOST_VALUES = 10
USUAL_PAGE = 50

Record = Mapping[str, Any]


class ReadSkill:
    """Carries out queries. `most`: how many records a page may hold."""

    def __init__(self, reader: RecordReader, most: int):
        self._reader = reader
        self._most = most

    async def run(self, turn: Turn, meaning: Read) -> Answer:
        given = {**meaning.query, "limit": min(meaning.query.get("limit", USUAL_PAGE), self._most)}
        definition = turn.scope.definition(str(given["object"]))
        query = QueryParser(turn.scope, definition, turn.caller.user_id).query(given)
        if query.is_grouped:
            answer = await self._figures(turn, query)
        elif meaning.field is not None:
            answer = await self._values(turn, query, meaning.field)
        else:
            answer = await self._records(turn, query, single=meaning.single)
        response = " ".join([answer.response, *meaning.notes])
        return replace(answer, response=response, query=dict(meaning.query))

    async def _records(self, turn: Turn, query: Query, *, single: bool) -> Answer:
        page = await self._reader.page(turn.unit, turn.scope, query, None if single else paths_in_lists(query))
        if single and len(page.items) == 1:
            response = full_words(query.definition, page.items[0], turn.scope.habits)
        else:
            response = await self._list_words(turn, query, page)
        return Answer(response, records=_shown(query, page))

    async def _list_words(self, turn: Turn, query: Query, page: RecordPage) -> str:
        where = await filter_words(turn.unit, turn.scope, query)
        start = f"{number_of(query.definition, page.total, about=page.total_is_estimate)}{where}"
        if not page.items:
            return f"{start}."
        # A few of many were asked for: the first five by value.
        few = query.limit < USUAL_PAGE and len(page.items) < page.total
        number = len(page.items) if few else page.total
        names = list_words(query, page.items, number, turn.scope.habits)
        return f"{_first(len(page.items))} of {start}: {names}." if few else f"{start}: {names}."

    async def _values(self, turn: Turn, query: Query, path: str) -> Answer:
        """One value of each record that was asked for, mostly of one."""
        place = find_place(turn.scope, query.definition, path)
        own = place.relation.path if place.relation else place.field.path
        page = await self._reader.page(turn.unit, turn.scope, query, {*paths_in_lists(query), own})
        if not page.items:
            return Answer(await self._list_words(turn, query, page), records=_shown(query, page))
        said = await self._said_values(turn, query, place, page.items[:MOST_VALUES])
        label = label_words(place.field)
        if len(page.items) == 1:
            response = _one_value(title_words(page.items[0]), label, said[0])
        else:
            each = "; ".join(
                f"{title_words(record)}: {words or 'none'}" for record, words in zip(page.items, said, strict=False)
            )
            more = page.total - len(said)
            response = f"{label[:1].upper()}{label[1:]} of {number_of(query.definition, page.total)}: {each}"
            response += f"; and {more:,} more." if more > 0 else "."
        return Answer(response, records=_shown(query, page))

    async def _said_values(self, turn: Turn, query: Query, place: Place, records: Sequence[Record]) -> list[str | None]:
        definition, habits = query.definition, turn.scope.habits
        if place.relation is not None:
            definition = turn.scope.definition(place.relation.object)
            ids = [value for record in records if (value := value_at(record, place.relation.path)) is not None]
            found = {one["id"]: one for one in await self._reader.many(turn.unit, turn.scope, definition, ids)}
            records = [found.get(value_at(record, place.relation.path), {}) for record in records]
        said: list[str | None] = []
        for record in records:
            value = value_at(record, place.field.path)
            if value is None or value == []:
                said.append(None)
            elif isinstance(place.field, Relation | Member):
                said.append(str(record["labels"].get(place.field.path, f"#{value}")))
            else:
                currency = currency_of(definition, record, habits)
                said.append(value_words(place.field, value, habits, currency=currency))
        return said

    async def _figures(self, turn: Turn, query: Query) -> Answer:
        found = await read_figures(self._reader, turn.unit, turn.scope, query)
        where = await filter_words(turn.unit, turn.scope, query)
        habits, label = turn.scope.habits, query.definition.label_plural.lower()
        if found.value_of is None:
            by = " by ".join(label_words(group.place.field) for group in query.groups)
            start = f"{query.definition.label_plural}{f' by {by}' if by else ''}{where}"
            told = groups_words(query, found.groups, habits, found.currency_path)
            return Answer(f"{start}: {told}." if found.groups else f"No {label}{where}.", groups=found.groups)
        aggregate, value = found.value_of, found.value
        if aggregate.place is None:
            return Answer(f"{number_of(query.definition, int(value or 0))}{where}.", value=value)
        words = figure_words(aggregate, value, habits, found.currency)
        response = f"The {figure_name(aggregate)} of the {label}{where} is {words}."
        # A day or a moment is no number.
        return Answer(response, value=value if isinstance(value, int | float) else None)


def _shown(query: Query, page: RecordPage) -> Shown:
    return Shown(query.definition.name, tuple(record["id"] for record in page.items), page.total)


def _first(number: int) -> str:
    return "The first" if number == 1 else f"The first {number:,}"


def _one_value(name: str, label: str, words: str | None) -> str:
    whose = f"{name}'" if name.endswith("s") else f"{name}'s"
    return f"{name} has no {label}." if words is None else f"{whose} {label} is {words}."
