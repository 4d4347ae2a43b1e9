"""Commands: from a verb and what follows it to what shall be written."""

from collections.abc import Sequence
from typing import Any, Literal

from frontdesk.assistant.language import noting
from frontdesk.assistant.language.assembly import Assembled
from frontdesk.assistant.language.assigned import AtTime, OnDay, Raised, Shift
from frontdesk.assistant.language.creating import create, named_later, says_kind
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.intents import Intent
from frontdesk.assistant.language.leaning import change_or_not, is_told, said_of_last
from frontdesk.assistant.language.moved_times import at_their_days
from frontdesk.assistant.language.names_again import which_record
from frontdesk.assistant.language.not_placed import call_or_log, not_placed
from frontdesk.assistant.language.object_facts import due_field
from frontdesk.assistant.language.preparation import Preparation
from frontdesk.assistant.language.reading import SentenceReader
from frontdesk.assistant.language.said_apart import reason_of_change_at, reason_of_removal_at
from frontdesk.assistant.language.targets import LIKELY_FIRST, Target, namesakes, targets_by_end
from frontdesk.assistant.language.telling import may_tell, told
from frontdesk.assistant.language.told_and_ordered import appended_order_at, is_of_order, with_ordered_field
from frontdesk.assistant.language.updating import Change, all_said, changes, changes_of, reversed_changes, which_state
from frontdesk.assistant.meaning import (
    AskBack,
    Meaning,
    Merge,
    Refuse,
    WriteRows,
)
from frontdesk.assistant.turn import Turn
from frontdesk.crm.fields import Relation
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import Kind, RowWrite
from frontdesk.identity.callers import Role

MOST_CHANGED = 1_000
AS_LIKELY = 0.16
# A reading that costs so much more than one that fits less was not meant.
CLEARLY_LESS = 0.6
_KINDS = {Intent.UPDATE: Kind.UPDATE, Intent.DELETE: Kind.DELETE, Intent.RESTORE: Kind.RESTORE}
Action = Literal["updated", "deleted", "restored"]
_ACTIONS: dict[Kind, Literal["updated", "deleted", "restored"]] = {
    Kind.UPDATE: "updated",
    Kind.DELETE: "deleted",
    Kind.RESTORE: "restored",
}
_BEFORE_OBJECT = (
    "a",
    "an",
    "the",
    "new",
    "another",
    "me",
    "us",
    "one",
    "quick",
    "following",
    "this",
    "our",
    "-",
    ":",
    "more",
    "for",
)
_SCHEDULED = ("meeting", "call", "demo", "visit", "appointment", "session", "interview", "lunch", "coffee", "chat")


class Commands:
    """Reads what shall be written."""

    def __init__(self, reader: RecordReader, preparation: Preparation, sentences: SentenceReader):
        self._reader = reader
        self._preparation = preparation
        self._sentences = sentences

    async def read(
        self, turn: Turn, ground: Ground, start: int, end: int, intent: Intent, mentioned: Sequence[str]
    ) -> Meaning | None:
        match intent:
            case Intent.CREATE:
                return await self._create(turn, ground, start, end)
            case Intent.LOG:
                await self._preparation.add_titles(turn, ground)
                return await self._note(turn, ground, start) or noting.log(ground, start, end)
            case Intent.REMIND:
                await self._preparation.add_titles(turn, ground)
                return noting.remind(ground, end, must_be_due=ground.tokens[start].word not in ("todo", "to", "i"))
            case Intent.SCHEDULE:
                return await self._schedule(turn, ground, end)
            case Intent.CALL_ON:
                return await self._call_on(turn, ground, end, mentioned)
            case Intent.UPDATE:
                length = ground.length
                ground.shorten(reason_of_change_at(ground, end))
                updated = await self._update(turn, ground, start, end, mentioned)
                ground.shorten(length)
                return updated
            case Intent.MERGE:
                return await self._merge(turn, ground, end, mentioned)
            case Intent.DELETE | Intent.RESTORE:
                ground.shorten(reason_of_removal_at(ground, end))
                return await self._remove(turn, ground, start, end, intent, mentioned)
        return None

    async def lean(self, turn: Turn, ground: Ground) -> Meaning | None:
        """What is said of the one record spoken of last; None where it is of something else."""
        if turn.memory.object is None or len(turn.memory.ids) != 1:
            return None
        await self._preparation.add_evidence(turn, ground, [turn.memory.object])
        found = said_of_last(ground, turn.memory)
        if not found:
            return None
        if not is_told(ground, turn.memory):
            return change_or_not(ground, found[0])
        return await self._write(turn, ground, Kind.UPDATE, found)

    async def tell(self, turn: Turn, ground: Ground, start: int, mentioned: Sequence[str]) -> Meaning | None:
        """What is told of a record as so now; None where the message tells nothing."""
        if not may_tell(ground, start):
            return None
        objects = await self._objects(turn, ground, mentioned)
        length, end = ground.length, appended_order_at(ground, start)
        ground.shorten(end)
        targets = targets_by_end(ground, start, objects)
        if end < length:
            ground.shorten(length)
            targets = {stop: [with_ordered_field(ground, one, end) for one in ones] for stop, ones in targets.items()}
            ground.shorten(end)
        found = told(ground, targets)
        ground.shorten(length)
        found = [one for one in found if end == length or is_of_order(ground, one, end)]
        return await self._write(turn, ground, Kind.UPDATE, found) if found else None

    async def _create(self, turn: Turn, ground: Ground, start: int, end: int) -> Meaning | None:
        """`new lead John Doe …`: the object comes soon after the verb, or later as `as a lead`."""
        for place in range(end, min(end + 5, ground.length)):
            named = sorted(ground.lexicon.objects.at(ground.tokens, place), reverse=True)
            fitting = [
                (stop, name)
                for stop, name in named
                if _all_said_of(ground, name, end, place) and not says_kind(ground, place, stop)
            ]
            if fitting:
                stop, name = fitting[0]
                return await self._new(turn, ground, name, stop, place, end)
        later = named_later(ground, end)
        if later is None:
            return None
        name, skipped = later
        await self._preparation.add_evidence(turn, ground, [name])
        return create(ground, name, end, skipped=skipped)

    async def _new(self, turn: Turn, ground: Ground, name: str, stop: int, place: int, verb_end: int) -> Meaning | None:
        if ground.tokens[verb_end - 1].word == "new" and _reads_as_list(ground, stop):
            return None
        if name in ("notes", "meetings") and stop < ground.length:
            await self._preparation.add_evidence(turn, ground, [name])
            await self._preparation.add_titles(turn, ground)
            if name == "notes":
                return await self._note(turn, ground, place) or noting.log(ground, verb_end - 1, place)
            return noting.schedule(ground, stop, kind="meeting")
        await self._preparation.add_evidence(turn, ground, [name])
        return create(ground, name, stop, _options_before(ground, name, verb_end, place))

    async def _note(self, turn: Turn, ground: Ground, start: int) -> Meaning | None:
        """A note about a record that is described; None where it is named, or nobody is."""
        place = next((at for at in range(start, min(start + 5, ground.length)) if ground.tokens[at].word == "note"), -1)
        spans = noting.described(ground, place) if place >= 0 else None
        if spans is None:
            return None
        await self._preparation.add_evidence(turn, ground, list(noting.LINKED))
        targets = targets_by_end(ground, spans[0], noting.LINKED).get(spans[1], [])
        if not targets or targets[0].is_any or targets[0].field is not None:
            return AskBack("Which record is the note about? Name it, or its number.")
        target = targets[0]
        ids = list(target.ids) if not target.assembled.where else await self._ids(turn, ground, target)
        if len(ids) != 1:
            return AskBack(f"There are {len(ids)} records like that. Which one is the note about?")
        return noting.note_about(ground, target.object, ids[0], spans[2])

    async def _ids(self, turn: Turn, ground: Ground, target: Target) -> list[int]:
        definition = turn.scope.definition(target.object)
        query = await self._sentences.query(turn, ground, target.assembled)
        parsed = QueryParser(turn.scope, definition, turn.caller.user_id).query(query)
        return await self._reader.ids(turn.unit, turn.scope, definition, parsed.where, MOST_CHANGED)

    async def _schedule(self, turn: Turn, ground: Ground, end: int) -> Meaning | None:
        place = end
        while place < ground.length and place < end + 4 and ground.tokens[place].word not in _SCHEDULED:
            place += 1
        if place >= ground.length or ground.tokens[place].word not in _SCHEDULED:
            return None
        await self._preparation.add_evidence(turn, ground, ["meetings"])
        return noting.schedule(ground, end, kind=ground.tokens[place].word, skipped=(place, place + 1))

    async def _update(
        self, turn: Turn, ground: Ground, start: int, end: int, mentioned: Sequence[str]
    ) -> Meaning | None:
        verb = ground.tokens[start + (ground.tokens[start].word in ("we", "i"))].word
        objects = await self._objects(turn, ground, mentioned)
        targets = targets_by_end(ground, end, objects)
        found = changes(ground, verb, end, targets)
        if verb in ("add", "set", "put", "give", "assign", "enter", "update", "change", "link", "place"):
            found += reversed_changes(ground, end, objects, lambda place: targets_by_end(ground, place, objects))
        found = sorted((one for one in found if not one.target.is_any or all_said(ground)), key=lambda one: one.cost)
        if not found and ground.pointed and len(ground.pointed[1]) == 1:
            found = changes_of(ground, verb, end, _pointed_target(ground, *ground.pointed))
        if _may_be_read(ground, start):
            found = [one for one in found if one.target.ids]
            if not found:
                return None
        if not found:
            return not_placed(ground, end, targets)
        meant = min(targets.get(ground.length, []), key=lambda one: one.cost, default=None)
        if meant is not None and len(meant.ids) == 1 and meant.cost + CLEARLY_LESS < found[0].cost:
            return which_state(turn.scope.definition(meant.object), meant)
        return await self._write(turn, ground, Kind.UPDATE, found)

    async def _call_on(self, turn: Turn, ground: Ground, end: int, mentioned: Sequence[str]) -> Meaning | None:
        """`follow up with Guna on friday`: when that is due."""
        objects = [one for one in await self._objects(turn, ground, mentioned) if _has_follow_up(ground, one)]
        found = changes(ground, "push", end, targets_by_end(ground, end, objects))
        found = [one for one in found if one.target.ids and set(one.values) == {"next_follow_up"}]
        if found:
            return await self._write(turn, ground, Kind.UPDATE, found)
        return call_or_log(ground, end, targets_by_end(ground, end, objects).get(ground.length, []))

    async def _remove(
        self, turn: Turn, ground: Ground, start: int, end: int, intent: Intent, mentioned: Sequence[str]
    ) -> Meaning | None:
        objects = await self._objects(turn, ground, mentioned)
        targets = targets_by_end(ground, end, objects).get(ground.length, [])
        clearing = [Change(one, {one.field: None}, one.cost) for one in targets if one.field is not None and one.ids]
        least = min((one.cost for one in targets if one.field is None), default=9.0)
        if clearing and intent is Intent.DELETE and clearing[0].cost < least:
            field = turn.scope.definition(clearing[0].target.object).by_path[clearing[0].target.field or ""]
            if isinstance(field, Relation):
                label = field.words.lower()
                return AskBack(f"Shall only the {label} be emptied there? Then say: clear the {label} of …")
            return await self._write(turn, ground, Kind.UPDATE, clearing)
        found = [Change(one, {}, one.cost) for one in targets if one.field is None]
        if found and not all_said(ground) and all(one.target.is_any for one in found):
            label = turn.scope.definition(found[0].target.object).label_plural.lower()
            return AskBack(f"Which {label} do you mean? Name them, or what they have in common.")
        found = [one for one in found if not one.target.is_any or all_said(ground)]
        if not found:
            if all_said(ground) and intent is Intent.DELETE:
                return Refuse(
                    "I do not delete everything at once. Name what shall go: delete tasks that are cancelled."
                )
            return not_placed(ground, end, targets_by_end(ground, end, objects))
        return await self._write(turn, ground, _KINDS[intent], found)

    async def _merge(self, turn: Turn, ground: Ground, end: int, mentioned: Sequence[str]) -> Meaning | None:
        """`merge lead 3 into lead 5`, `merge Guna and Gunna`: into the one that is named last, or first."""
        objects = await self._objects(turn, ground, mentioned)
        for stop, firsts in targets_by_end(ground, end, objects).items():
            word = ground.tokens[stop].word if stop < ground.length else ""
            if word not in ("into", "with", "and", "to", "&"):
                continue
            for first in firsts:
                seconds = targets_by_end(ground, stop + 1, [first.object]).get(ground.length, [])
                pair = [one for one in seconds if len(one.ids) == 1 and one.ids != first.ids and one.field is None]
                if len(first.ids) == 1 and first.field is None and pair:
                    kept, gone = (pair[0], first) if word in ("into", "to") else (first, pair[0])
                    return Merge(first.object, kept.ids[0], gone.ids)
        return AskBack("Which two records shall be merged? Name them, or their numbers: merge lead 3 into lead 5.")

    async def _objects(self, turn: Turn, ground: Ground, mentioned: Sequence[str]) -> list[str]:
        """The objects that a command may be about: those that are named, else all, the likeliest first."""
        pointed = [one[0] for one in (ground.pointed, ground.person) if one]
        await self._preparation.add_titles(turn, ground)
        named = ground.objects_named()
        likely = [one for one in (*LIKELY_FIRST, *ground.lexicon.by_object) if one in named]
        return list(dict.fromkeys([*mentioned, *pointed, *likely]))

    async def _write(self, turn: Turn, ground: Ground, kind: Kind, found: Sequence[Change]) -> Meaning:
        close = [one for one in found if one.cost <= found[0].cost + AS_LIKELY]
        named: dict[tuple[str, tuple[int, ...], str], Change] = {}
        for one in close:
            named.setdefault((one.target.object, one.target.ids, repr(one.values)), one)
        change = found[0]
        if change.several is not None:
            return which_record(ground, [(change.several.object, *one) for one in change.several.records])
        records = [
            (one.target.object, record_id, one.target.titles[place] if place < len(one.target.titles) else "")
            for one in named.values()
            if one.target.ids and not one.target.pronoun
            for place, record_id in enumerate(one.target.ids)
        ]
        distinct = list({record[:2]: record for record in records}.values())
        if len(distinct) > 1 and not change.target.pronoun:
            return which_record(ground, distinct)
        others = namesakes(ground, change.target)
        if len(others) > 1:
            return which_record(ground, others)
        if len({repr((one.target.assembled.where, one.values)) for one in close if not one.target.ids}) > 1:
            return AskBack("I can read in two ways which of them shall be changed, and to what. Say it with “to”.")
        return await self._rows(turn, ground, kind, change)

    async def _rows(self, turn: Turn, ground: Ground, kind: Kind, change: Change) -> Meaning:
        target = change.target
        definition = turn.scope.definition(target.object)
        ids = list(target.ids)
        if ids and target.assembled.where:
            query = await self._sentences.query(turn, ground, target.assembled)
            parsed = QueryParser(turn.scope, definition, turn.caller.user_id).query(query)
            ids = await self._reader.ids(turn.unit, turn.scope, definition, parsed.where, MOST_CHANGED)
        elif not ids:
            if target.is_any and turn.caller.role not in (Role.ADMIN, Role.OWNER):
                return Refuse(
                    f"Only an admin may change all {definition.label_plural.lower()} at once. Say which ones you mean."
                )
            query = await self._sentences.query(turn, ground, target.assembled)
            parsed = QueryParser(turn.scope, definition, turn.caller.user_id).query({**query, "limit": 50})
            if parsed.search:
                return AskBack(
                    "Name the records, or a field and its value: words in their text alone are too little for a change."
                )
            ids = await self._reader.ids(turn.unit, turn.scope, definition, parsed.where, MOST_CHANGED + 1)
            if target.assembled.limit and target.assembled.sort:
                page = await self._reader.page(turn.unit, turn.scope, parsed)
                ids = [record["id"] for record in page.items][: target.assembled.limit]
        if not ids:
            return Refuse(f"There are no {definition.label_plural.lower()} like that, so there is nothing to change.")
        if len(ids) > MOST_CHANGED:
            return Refuse(f"Those are more than {MOST_CHANGED:,} {definition.label_plural.lower()}. Narrow them down.")
        rows = [RowWrite(kind, definition.name, one, change.values) for one in ids]
        if any(isinstance(value, (AtTime, OnDay, Shift, Raised)) for value in change.values.values()):
            moved = await at_their_days(self._reader, turn, definition, rows)
            if moved is None:
                return AskBack("One of them has nothing there yet that I could count from. What shall it be?")
            rows = moved
        is_many = not target.ids and (all_said(ground) or not target.assembled.one)
        return WriteRows(_ACTIONS[kind], rows, many=is_many)


def _reads_as_list(ground: Ground, stop: int) -> bool:
    """`new leads in Pune` asks for leads; `new lead John` makes one."""
    return ground.tokens[stop - 1].word.endswith("s")


def _all_said_of(ground: Ground, name: str, start: int, end: int) -> bool:
    """Whether all words before the object's name are said of it: `a new vip contact`, `high priority task`."""
    words = ground.lexicon.of(name)
    place = start
    while place < end:
        ends = [stop for stop, _ in words.options.at(ground.tokens, place)]
        ends += [stop for stop, _ in words.fields.at(ground.tokens, place)]
        if ground.tokens[place].word in _BEFORE_OBJECT:
            ends.append(place + 1)
        ends = [stop for stop in ends if stop <= end]
        if not ends:
            return False
        place = max(ends)
    return True


def _options_before(ground: Ground, name: str, start: int, end: int) -> dict[str, Any]:
    options = ground.lexicon.of(name).options
    return {
        option.path: option.value
        for place in range(start, end)
        for stop, option in options.at(ground.tokens, place)
        if stop <= end and ground.tokens[place].word != "new"
    }


def _has_follow_up(ground: Ground, name: str) -> bool:
    due = due_field(ground.lexicon.of(name).definition)
    return due is not None and due.name == "next_follow_up"


def _pointed_target(ground: Ground, object: str, ids: tuple[int, ...]) -> Target:
    return Target(object, 0.0, Assembled(ground.lexicon.of(object).definition), ids, pronoun=True)


def _may_be_read(ground: Ground, start: int) -> bool:
    """Whether the word that may be a verb may as well belong to a question: `won deals`, `lost leads`."""
    word = ground.tokens[start].word
    return word in ("won", "lost", "closed", "completed", "finished", "open", "new", "start")
