"""LocalInterpreter: the command language's own way from a message to its meaning, with no language model."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from frontdesk.assistant.answer import Choice
from frontdesk.assistant.language import dialogue, mailing, noting
from frontdesk.assistant.language.assembly import Assembled
from frontdesk.assistant.language.assignments import Assignments, AtTime
from frontdesk.assistant.language.creating import compose, create, created
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.intents import Intent, past_polite, verbs_at, whole_message
from frontdesk.assistant.language.names_again import which_record
from frontdesk.assistant.language.object_facts import due_field
from frontdesk.assistant.language.preparation import Preparation
from frontdesk.assistant.language.reading import NotUnderstood, SentenceReader, Understood, mentioned_objects
from frontdesk.assistant.language.targets import LIKELY_FIRST, Target, targets_by_end
from frontdesk.assistant.language.updating import Change, all_said, changes, changes_of, reversed_changes
from frontdesk.assistant.language.words import Word
from frontdesk.assistant.meaning import (
    AskBack,
    Confirm,
    Greet,
    Help,
    Meaning,
    Read,
    Refuse,
    Reject,
    Send,
    Undo,
    WriteRows,
)
from frontdesk.assistant.turn import Turn
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Boolean
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import Kind, RowWrite
from frontdesk.crm.search.service import SearchService
from frontdesk.identity.callers import Role
from frontdesk.identity.service.users import UserService

LONGEST_MESSAGE = 2_000
MOST_CHANGED = 1_000
AS_LIKELY = 0.16

_WHOLE: dict[Intent, Meaning] = {
    Intent.GREET: Greet("hello"),
    Intent.THANKS: Greet("thanks"),
    Intent.BYE: Greet("bye"),
    Intent.HELP: Help(),
    Intent.YES: Confirm(),
    Intent.NO: Reject(),
    Intent.UNDO: Undo(),
}
_KINDS = {Intent.UPDATE: Kind.UPDATE, Intent.DELETE: Kind.DELETE, Intent.RESTORE: Kind.RESTORE}
_ACTIONS = {Kind.UPDATE: "updated", Kind.DELETE: "deleted", Kind.RESTORE: "restored"}
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


class LocalInterpreter:
    """Reads messages by the words of the workspace."""

    def __init__(self, reader: RecordReader, search: SearchService, users: UserService):
        self._reader = reader
        self._search = search
        self._preparation = Preparation(users)
        self._sentences = SentenceReader(self._preparation, reader)

    async def interpret(self, turn: Turn) -> Meaning:
        if len(turn.message) > LONGEST_MESSAGE:
            return Refuse(f"That is longer than I can read: say it in {LONGEST_MESSAGE:,} characters at most.")
        ground = await self._preparation.ground(turn)
        whole = whole_message(ground)
        if whole is Intent.YES and turn.memory.draft is not None and ground.tokens[0].word == "send":
            return Confirm() if turn.memory.proposal_id else Send(last_draft=True)
        if whole is not None:
            return _WHOLE[whole]
        if not any(token.is_word for token in ground.tokens):
            return AskBack("What would you like to know or do?")
        if turn.memory.pending:
            answered = await self._answered(turn, ground, turn.memory.pending)
            if answered is not None:
                return answered
        return await self._interpret(turn, ground)

    async def _interpret(self, turn: Turn, ground: Ground) -> Meaning:
        start = past_polite(ground)
        if start >= ground.length:
            return Greet("hello")
        if ground.tokens[start].word == "open" and _names_one(ground, start + 1):
            start += 1
        mentioned = mentioned_objects(ground, start)
        await self._preparation.add_evidence(turn, ground, mentioned[:3])
        verbs = verbs_at(ground, start)
        shown = ground.words(start, Word.SHOW)
        # "Give me" and "show me" ask, whatever "give" alone would do.
        verbs = [(end, intent) for end, intent in verbs if not shown or end >= shown[0] or intent is Intent.DRAFT]
        intents = [intent for _, intent in verbs]
        skilled = any(one in intents for one in (Intent.SEND, Intent.DRAFT, Intent.SUMMARY)) or _may_be_summary(ground)
        if skilled and not ground.knows_names_of("leads"):
            await self._preparation.add_titles(turn, ground)
        skill = self._skill(turn, ground, start, verbs)
        if skill is not None:
            return skill
        asked: Meaning | None = None
        for end, intent in verbs:
            meaning = await self._command(turn, ground, start, end, intent, mentioned)
            if meaning is not None and not isinstance(meaning, AskBack):
                return meaning
            # One verb means several things: what fits one of them is not asked about for another.
            asked = asked if asked is not None and asked.choices else meaning or asked  # type: ignore[union-attr] # it asks
        return asked if asked is not None else await self._read(turn, ground, start, mentioned)

    # mails, follow-ups and summaries, in the order of requirement 1.1

    def _skill(self, turn: Turn, ground: Ground, start: int, verbs: Sequence[tuple[int, Intent]]) -> Meaning | None:
        found: Meaning | None = None
        for end, intent in verbs:
            if intent is Intent.SEND and found is None:
                verb = ground.tokens[start].word
                if end < ground.length and ground.tokens[end].word in ("draft", "of", "address", "id", "'s", "is"):
                    continue
                if verb in ("email", "mail") or _says_mail(ground, end):
                    found = mailing.send(ground, end, has_draft=turn.memory.draft is not None)
        found = found or mailing.follow_ups(ground, start)
        if found is None and ground.tokens[start].word in ("email", "mail") and ground.tokens[start + 1 : start + 2]:
            found = mailing.draft(ground, start) if ground.tokens[start + 1].word == "draft" else None
        if found is None and any(intent is Intent.DRAFT for _, intent in verbs):
            ends = [end for end, intent in verbs if intent is Intent.DRAFT]
            found = mailing.draft(ground, ends[0]) if _is_draft(ground, start, ends[0]) else None
        if found is None and not verbs and mailing.names_a_mail(ground, start):
            found = mailing.draft(ground, start)
        return found or mailing.summary(ground, start)

    # writing

    async def _command(
        self, turn: Turn, ground: Ground, start: int, end: int, intent: Intent, mentioned: Sequence[str]
    ) -> Meaning | None:
        match intent:
            case Intent.CREATE:
                return await self._create(turn, ground, start, end)
            case Intent.LOG:
                await self._preparation.add_titles(turn, ground)
                return noting.log(ground, start, end)
            case Intent.REMIND:
                await self._preparation.add_titles(turn, ground)
                return noting.remind(ground, end, must_be_due=ground.tokens[start].word not in ("todo", "to", "i"))
            case Intent.SCHEDULE:
                return await self._schedule(turn, ground, end)
            case Intent.CALL_ON:
                return await self._call_on(turn, ground, end, mentioned)
            case Intent.UPDATE:
                return await self._update(turn, ground, start, end, mentioned)
            case Intent.DELETE | Intent.RESTORE:
                return await self._remove(turn, ground, start, end, intent, mentioned)
        return None

    async def _create(self, turn: Turn, ground: Ground, start: int, end: int) -> Meaning | None:
        """`new lead John Doe …`: the object comes soon after the verb, or later as `as a lead`."""
        for place in range(end, min(end + 5, ground.length)):
            named = sorted(ground.lexicon.objects.at(ground.tokens, place), reverse=True)
            fitting = [(stop, name) for stop, name in named if _all_said_of(ground, name, end, place)]
            if fitting:
                stop, name = fitting[0]
                return await self._new(turn, ground, name, stop, place, end)
        later = _named_later(ground, end)
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
                return noting.log(ground, verb_end - 1, place)
            return noting.schedule(ground, stop, kind="meeting")
        await self._preparation.add_evidence(turn, ground, [name])
        return create(ground, name, stop, _options_before(ground, name, verb_end, place))

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
            return _not_placed(ground, end, targets)
        return await self._write(turn, ground, Kind.UPDATE, found)

    async def _call_on(self, turn: Turn, ground: Ground, end: int, mentioned: Sequence[str]) -> Meaning | None:
        """`follow up with Guna on friday`: when that is due."""
        objects = [one for one in await self._objects(turn, ground, mentioned) if _has_follow_up(ground, one)]
        found = changes(ground, "push", end, targets_by_end(ground, end, objects))
        found = [one for one in found if one.target.ids and set(one.values) == {"next_follow_up"}]
        return await self._write(turn, ground, Kind.UPDATE, found) if found else None

    async def _remove(
        self, turn: Turn, ground: Ground, start: int, end: int, intent: Intent, mentioned: Sequence[str]
    ) -> Meaning | None:
        objects = await self._objects(turn, ground, mentioned)
        targets = targets_by_end(ground, end, objects).get(ground.length, [])
        clearing = [Change(one, {one.field: None}, one.cost) for one in targets if one.field is not None and one.ids]
        least = min((one.cost for one in targets if one.field is None), default=9.0)
        if clearing and intent is Intent.DELETE and clearing[0].cost < least:
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
            return _not_placed(ground, end, targets_by_end(ground, end, objects))
        return await self._write(turn, ground, _KINDS[intent], found)

    async def _objects(self, turn: Turn, ground: Ground, mentioned: Sequence[str]) -> list[str]:
        """The objects that a command may be about: those that are named, else all, the likeliest first."""
        pointed = [ground.pointed[0]] if ground.pointed else []
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
        if any(isinstance(value, AtTime) for value in change.values.values()):
            rows = await self._at_their_days(turn, definition, rows)
        return WriteRows(_ACTIONS[kind], rows)  # type: ignore[arg-type] # one of its words

    async def _at_their_days(self, turn: Turn, definition: Definition, rows: Sequence[RowWrite]) -> list[RowWrite]:
        """The rows with times of day on the days that the records have; today where one has none."""
        found = await self._reader.many(turn.unit, turn.scope, definition, [row.id or 0 for row in rows], labels=False)
        records = {record["id"]: record for record in found}
        zone = turn.scope.habits.time_zone
        moved = []
        for row in rows:
            values = dict(row.values)
            for path, value in values.items():
                if isinstance(value, AtTime):
                    before = records.get(row.id or 0, {}).get(path)
                    day = datetime.fromisoformat(before).astimezone(zone).date() if before else turn.scope.habits.today
                    values[path] = datetime.combine(day, value.time, zone).isoformat()
            moved.append(replace(row, values=values))
        return moved

    # reading

    async def _read(self, turn: Turn, ground: Ground, start: int, mentioned: Sequence[str]) -> Meaning:
        leaning = await self._leaning(turn, ground, start, mentioned)
        if leaning is not None:
            return leaning
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
        if mentioned and memory.object not in mentioned and not leans:
            return None
        await self._preparation.add_evidence(turn, ground, [memory.object])
        picked = [one for one in targets_by_end(ground, start, [memory.object]).get(ground.length, []) if one.pronoun]
        if picked and len(picked[0].ids) == 1:
            return _one_record(picked[0])
        asked = dialogue.field_asked(ground, start, memory)
        if asked is not None:
            where = {"field": "id", "op": "eq", "value": memory.ids[0]}
            return Read({"object": memory.object, "where": where, "limit": 50}, single=True, field=asked)
        query = dialogue.refined(ground, start, memory)
        return Read(query) if query is not None else None

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

    # what was asked before

    async def _answered(self, turn: Turn, ground: Ground, pending: Any) -> Meaning | None:
        """The answer to what was asked: values that were missing in something new."""
        if pending.get("intent") != "create":
            return None
        name, values, missing = pending["object"], dict(pending["values"]), list(pending["missing"])
        begin = past_polite(ground)
        if ground.words(begin, Word.SHOW, Word.COUNT) or (verbs_at(ground, begin) and mentioned_objects(ground)):
            return None
        definition = turn.scope.definition(name)
        await self._preparation.add_evidence(turn, ground, [name])
        assignments = Assignments(ground, name, titled=True)
        field = definition.by_path[missing[0]]
        titled = field.path in definition.title.fields
        for end, value, _ in (
            []
            if titled
            else sorted(assignments.values_of(field, past_polite(ground)), key=lambda one: (-one[0], one[2]))
        ):
            if end == ground.length:
                values[field.path] = value
                left = [one for one in missing[1:] if not values.get(one)]
                return created(definition, values) if not left else create(ground, name, ground.length, values)
        composed = compose(ground, name, 0, values)
        return None if composed is None else create(ground, name, 0, values)


def _one_record(target: Target) -> Read:
    where = {"field": "id", "op": "eq", "value": target.ids[0]}
    return Read({"object": target.object, "where": where, "limit": 50}, single=True, field=target.field)


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


def _named_later(ground: Ground, start: int) -> tuple[str, tuple[int, int]] | None:
    """`… as a new lead`: the object, and the words that say so."""
    for place in range(start + 1, ground.length):
        if ground.tokens[place].word not in ("as", "to", "in"):
            continue
        begin = place + 1
        while begin < ground.length and ground.tokens[begin].word in ("a", "an", "new", "the", "our", "my"):
            begin += 1
        for stop, name in ground.lexicon.objects.at(ground.tokens, begin) if begin < ground.length else ():
            singular = not ground.tokens[stop - 1].word.endswith("s")
            if singular == (ground.tokens[place].word == "as"):
                return name, (place, stop)
    return None


def _names_one(ground: Ground, place: int) -> bool:
    """Whether one record is named here: `lead 12`, `deal Koyna`."""
    if place >= ground.length:
        return False
    return any(
        not ground.tokens[end - 1].word.endswith("s") and end < ground.length
        for end, _ in ground.lexicon.objects.at(ground.tokens, place)
    )


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


def _has_follow_up(ground: Ground, name: str) -> bool:
    due = due_field(ground.lexicon.of(name).definition)
    return due is not None and due.name == "next_follow_up"


def _pointed_target(ground: Ground, object: str, ids: tuple[int, ...]) -> Target:
    return Target(object, 0.0, Assembled(ground.lexicon.of(object).definition), ids, pronoun=True)


def _may_be_read(ground: Ground, start: int) -> bool:
    """Whether the word that may be a verb may as well belong to a question: `won deals`, `lost leads`."""
    word = ground.tokens[start].word
    return word in ("won", "lost", "closed", "completed", "finished", "open", "new", "start")


def _says_mail(ground: Ground, start: int) -> bool:
    words = {token.word for token in ground.tokens[start:]}
    template, _ = mailing.template_in(ground, start, ground.length)
    return bool(words & set(mailing.MAIL_WORDS) or words & {"it", "that"}) or template is not None


def _is_draft(ground: Ground, start: int, end: int) -> bool:
    """`create`, `make` and `write` make other things too: only with a word for a mail do they draft one."""
    verb = ground.tokens[start].word
    if verb in ("draft", "compose", "redraft", "word"):
        return True
    template, _ = mailing.template_in(ground, end, ground.length)
    if template is not None and verb in ("write", "prepare", "pen"):
        return True
    return mailing.is_mail(ground, end)


def _may_be_summary(ground: Ground) -> bool:
    return any(
        token.word in (*mailing.SUMMARY_WORDS, *mailing.HISTORY_WORDS, "about", "know", "stand", "things", "last")
        for token in ground.tokens
    )


def _not_placed(ground: Ground, start: int, targets: dict[int, list[Target]]) -> Meaning:
    reached = max(
        (end for end, ones in targets.items() if any(one.ids or one.is_described for one in ones)), default=start
    )
    rest = ground.written(reached, ground.length).strip(" .!")
    if reached > start and rest:
        return AskBack(f"I know which record you mean, but not what to do with it: “{rest}” fits no field of it.")
    strange = [
        token.text for token in ground.tokens[start:] if token.is_word and token.word not in ground.lexicon.known
    ]
    if strange:
        return AskBack(f"I found no record called {' '.join(strange)}.")
    return AskBack("Which record do you mean? Name it, or its number.")


def _strange(words: Sequence[str]) -> AskBack:
    named = " ".join(words)
    return AskBack(
        f"I do not know what “{named}” means here. Say it in other words, or name the field that it belongs to."
    )
