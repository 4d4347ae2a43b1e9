"""Questions: from a sentence that asks to the records, the figures or the value that it asks for."""

from collections.abc import Sequence

from frontdesk.assistant.answer import Choice
from frontdesk.assistant.language import dialogue
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.names_again import which_record
from frontdesk.assistant.language.object_facts import due_field
from frontdesk.assistant.language.preparation import Preparation
from frontdesk.assistant.language.reading import NotUnderstood, SentenceReader, Understood, which_query
from frontdesk.assistant.language.said_apart import reason_at
from frontdesk.assistant.language.targets import LIKELY_FIRST, Target, targets_by_end
from frontdesk.assistant.language.words import Word
from frontdesk.assistant.meaning import (
    AskBack,
    Meaning,
    Read,
)
from frontdesk.assistant.memory import Memory
from frontdesk.assistant.turn import Turn
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Boolean

AS_LIKELY = 0.16


class Questions:
    """Reads what is asked."""

    def __init__(self, preparation: Preparation, sentences: SentenceReader):
        self._preparation = preparation
        self._sentences = sentences

    async def read(self, turn: Turn, ground: Ground, start: int, mentioned: Sequence[str]) -> Meaning:
        ground.shorten(reason_at(ground, start))
        leaning = await self._leaning(turn, ground, start, mentioned)
        if leaning is not None:
            return leaning
        if _are_two(ground, mentioned):
            return AskBack("Those are two questions. Ask them one after the other.")
        objects = list(mentioned[:3])
        if not objects:
            return await self._without_object(turn, ground, start)
        value = self._value_of_one(ground, start)
        if value is not None:
            return value
        found = await self._sentences.understand(turn, ground, start, ground.length, objects)
        if isinstance(found, NotUnderstood):
            # "What's Sunil's email": the word for an object may be one for a field of another.
            other = await self._without_object(turn, ground, start)
            return other if isinstance(other, Read) else _strange(found.words)
        return await self._sentences.meaning(turn, ground, found)

    async def _implied(
        self, turn: Turn, ground: Ground, start: int, objects: Sequence[str]
    ) -> list[Understood] | NotUnderstood:
        return await self._sentences.understand(turn, ground, start, ground.length, objects, ordered=False)

    def _value_of_one(self, ground: Ground, start: int) -> Meaning | None:
        """`email of lead John`: one value of one record, though its word also names an object."""
        known = ground.objects_named()
        objects = [one for one in LIKELY_FIRST if one in known or (ground.values and one in ground.evidence)]
        found = targets_by_end(ground, start, objects, reading=True).get(ground.length, [])
        asked = [
            one for one in found if one.field and one.ids and not one.assembled.where and _is_singular_word(ground, one)
        ]
        if not asked:
            return None
        records = {
            (one.object, record_id): one.titles[place] if place < len(one.titles) else ""
            for one in asked
            if one.cost <= asked[0].cost + AS_LIKELY
            for place, record_id in enumerate(one.ids)
        }
        if len(records) > 1:
            return which_record(ground, [(*key, title) for key, title in records.items()])
        return _one_record(asked[0])

    async def _leaning(self, turn: Turn, ground: Ground, start: int, mentioned: Sequence[str]) -> Meaning | None:
        memory = turn.memory
        if not dialogue.leans_on_last(ground, memory) or memory.object is None:
            return None
        is_theirs = any(token.word in ("his", "her", "its", "their", "it", "he", "she") for token in ground.tokens)
        takes_up = any(token.word in ("ones", "those", "them", "these") for token in ground.tokens)
        leans = takes_up or (is_theirs and len(memory.ids) == 1)
        owns = dialogue.is_one_record(memory) and not any(_points_at(ground, one, memory.object) for one in mentioned)
        if mentioned and memory.object not in mentioned and not leans and not owns:
            return None
        if mentioned and dialogue.is_one_record(memory) and not owns:
            return None
        place = dialogue.place_asked(ground, start)
        if place is not None:
            return _at_place(memory, place)
        await self._preparation.add_evidence(turn, ground, [memory.object])
        picked = [one for one in targets_by_end(ground, start, [memory.object]).get(ground.length, []) if one.pronoun]
        if picked and len(picked[0].ids) == 1:
            return _one_record(picked[0])
        asked = dialogue.field_asked(ground, start, memory)
        if asked is not None:
            where = {"field": "id", "op": "eq", "value": memory.ids[0]}
            return Read({"object": memory.object, "where": where, "limit": 50}, single=True, field=asked)
        return _refined(turn, ground, dialogue.refined(ground, start, memory))

    async def _without_object(self, turn: Turn, ground: Ground, start: int) -> Meaning:
        """A sentence that names no object: a record by its name, or something due."""
        await self._preparation.add_titles(turn, ground)
        known = ground.objects_named()
        objects = [one for one in LIKELY_FIRST if one in known]
        found_by_end = targets_by_end(ground, start, objects, reading=True)
        named = [one for one in found_by_end.get(ground.length, []) if one.ids and not one.assembled.where]
        if named:
            close = [one for one in named if one.cost <= named[0].cost + AS_LIKELY]
            records = {
                (one.object, record_id): one.titles[place] if place < len(one.titles) else ""
                for one in close
                for place, record_id in enumerate(one.ids)
            }
            if len(records) > 1:
                return which_record(ground, [(*key, title) for key, title in records.items()])
            return _one_record(next((one for one in close if one.field), close[0]))
        implied = _implied_objects(ground, start)
        found = await self._implied(turn, ground, start, implied) if implied else None
        if found is not None and not isinstance(found, NotUnderstood):
            objects = list(dict.fromkeys(way.assembled.definition.name for way in found))
            return (
                await self._sentences.meaning(turn, ground, found)
                if len(objects) == 1
                else _which_object(ground, objects)
            )
        due = [one for one in ground.lexicon.by_object if due_field(ground.lexicon.of(one).definition) is not None]
        words = {token.word for token in ground.tokens}
        if words & {"due", "overdue"}:
            found = await self._sentences.understand(
                turn, ground, start, ground.length, ["tasks"] if "tasks" in due else due
            )
            if not isinstance(found, NotUnderstood):
                return await self._sentences.meaning(turn, ground, found)
        strange = [token.text for token in ground.tokens if token.is_word and token.word not in ground.lexicon.known]
        return (
            _strange(strange)
            if strange
            else AskBack("Which records do you mean: leads, contacts, deals, tasks or others?")
        )


def _refined(turn: Turn, ground: Ground, ways: Sequence[dialogue.Refined]) -> Meaning | None:
    if not ways:
        return None
    if len(ways) > 1:
        return which_query(turn, [one.query for one in ways])
    return which_record(ground, ways[0].people) if ways[0].people else Read(ways[0].query)


def _points_at(ground: Ground, name: str, object: str) -> bool:
    """Whether records of this name, said in the plural, hang on the one that was shown: `his notes`."""
    definition = ground.lexicon.of(name).definition
    plural = any(
        found == name and ground.tokens[end - 1].word.endswith("s")
        for place in range(ground.length)
        for end, found in ground.lexicon.objects.at(ground.tokens, place)
    )
    return plural and any(relation.object == object for relation in definition.relations)


def _are_two(ground: Ground, mentioned: Sequence[str]) -> bool:
    """`leads in Pune and tasks due today`: behind the `and` stands another object, as much in the plural."""
    for place in range(1, ground.length - 1):
        if ground.tokens[place].word not in ("and", "&", "plus"):
            continue
        for end, name in ground.lexicon.objects.at(ground.tokens, place + 1):
            if name != mentioned[0] and name in mentioned and ground.tokens[end - 1].word.endswith("s"):
                return True
    return False


def _at_place(memory: Memory, place: int) -> Meaning:
    """The record at a place of the list that was shown."""
    if not -1 <= place < len(memory.ids) or not memory.ids:
        return AskBack(f"There are only {len(memory.ids)} of them. Which one do you mean?")
    where = {"field": "id", "op": "eq", "value": memory.ids[place]}
    return Read({"object": memory.object, "where": where, "limit": 50}, single=True)


def _one_record(target: Target) -> Read:
    where = {"field": "id", "op": "eq", "value": target.ids[0]}
    return Read({"object": target.object, "where": where, "limit": 50}, single=True, field=target.field)


def _tells_object(definition: Definition, path: str) -> bool:
    """Whether a word of this field is one by which people think of the object."""
    field = definition.by_path[path]
    return (
        field.required
        or isinstance(field, Boolean)
        or (definition.board is not None and definition.board.field == path)
    )


def _which_object(ground: Ground, objects: Sequence[str]) -> AskBack:
    """What was said fits records of several objects."""
    labels = [ground.lexicon.of(name).definition.label_plural.lower() for name in objects[:4]]
    return AskBack("Of what?", [Choice(label.capitalize(), f"{label} {ground.text}") for label in labels])


def _is_singular_word(ground: Ground, target: Target) -> bool:
    """Whether the field was named in the singular: `notes of lead John` are records, not its text."""
    if any(ground.words(place, Word.HOW_MUCH) for place in range(ground.length)):
        return True
    fields = ground.lexicon.of(target.object).fields
    return any(
        path == target.field and not ground.tokens[end - 1].word.endswith("s")
        for place in range(ground.length)
        for end, path in fields.at(ground.tokens, place)
    )


def _implied_objects(ground: Ground, start: int) -> list[str]:
    """The objects of which a word is a choice, where none was named: `who are our VIPs`, `sms received today`."""
    found = []
    for name, words in ground.lexicon.by_object.items():
        for place in range(start, ground.length):
            options = () if ground.is_closed(place) else words.options.at(ground.tokens, place)
            if any(_tells_object(words.definition, option.path) for _, option in options):
                found.append(name)
                break
    return found[:4]


def _strange(words: Sequence[str]) -> AskBack:
    named = " ".join(words)
    return AskBack(
        f"I do not know what “{named}” means here. Say it in other words, or name the field that it belongs to."
    )
