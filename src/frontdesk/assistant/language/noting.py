"""Noting: calls, meetings, notes and messages that are logged, reminders, and meetings that are scheduled."""

import re
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from frontdesk.assistant.language.assigned import Assign, value_for
from frontdesk.assistant.language.assignments import Assignments
from frontdesk.assistant.language.creating import Composed, ask_for, compose, created
from frontdesk.assistant.language.evidence import Named
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.names_again import which_record
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD
from frontdesk.assistant.meaning import AskBack, Meaning
from frontdesk.language.values.tense import looking_ahead
from frontdesk.language.values.value import DayValue, NumberValue

PEOPLE = ("leads", "contacts")
LINKED = {"leads": "lead_id", "contacts": "contact_id", "deals": "deal_id"}
_INBOUND = ("got", "received", "missed", "incoming", "inbound")
_SPOKE = ("spoke", "spoken", "talked")
_TRIED = ("tried",)
_OBJECT_BY_WORD = {
    "call": "calls", "calls": "calls", "called": "calls", "phoned": "calls", "rang": "calls", "spoke": "calls",
    "spoken": "calls", "talked": "calls", "calling": "calls", "voicemail": "calls", "phone": "calls",
    "meeting": "meetings", "met": "meetings", "appointment": "meetings",
    "note": "notes", "comment": "notes", "remark": "notes", "down": "notes",
    "whatsapped": "messages", "texted": "messages", "sms": "messages", "whatsapp": "messages",
    "activity": "activities", "visit": "meetings",
}  # fmt: skip
# What is written down as it was said, by the field that it goes into.
_TEXTS = {"notes": "content", "messages": "body", "activities": "subject"}
_OF_TASK = ("priority", "assignee", "owner_id", "status")
_LINKS = ("from", "to", "for", "on", "about", "with", "of", "against", "under", "in", "regarding")
_SAYING = ("saying", "that", ":", "stating", "says")
_AROUND_DAY = ("on", "at", "by", "for", "from", "to", "about", "that", "this", "the", ",", "until", "before", ".", "!")


def described(ground: Ground, start: int) -> tuple[int, int, int] | None:
    """Where the one is described whom a note is about, and where its words begin: (start, end, words); None where not.

    `to the open deal of Boyne about English saying that …`
    """
    begin = _past_object(ground, "notes", start)
    if begin == start or begin >= ground.length or ground.tokens[begin].word not in _LINKS:
        return None
    if not any(name in LINKED for at in range(begin, begin + 5) for _, name in _objects_at(ground, at)):
        return None
    place = next((at for at in range(begin + 2, ground.length) if ground.tokens[at].word in _SAYING), None)
    return None if place is None else (begin + 1, place, place + 1)


def note_about(ground: Ground, object: str, record_id: int, start: int) -> Meaning:
    """A note of what stands from a place on, about a record that was described."""
    definition = ground.lexicon.of("notes").definition
    content, link = _content(ground, start), {LINKED[object]: record_id}
    return created(definition, {"content": content, **link}) if content else ask_for(definition, link, ["content"])


def _objects_at(ground: Ground, place: int) -> list[tuple[int, str]]:
    return list(ground.lexicon.objects.at(ground.tokens, place)) if place < ground.length else []


def log(ground: Ground, verb_start: int, start: int) -> Meaning | None:
    """What shall be logged; None where it is not said what."""
    object = _logged_object(ground, verb_start, start)
    if object is None or object not in ground.lexicon.by_object:
        return None
    if object in _TEXTS:
        return _written_down(ground, object, start, _given(ground, object, verb_start, start))
    given = _given(ground, object, verb_start, start)
    composed = compose(ground, object, start, given, _object_span(ground, object, start), in_past=True)
    return _finished(ground, object, composed)


def remind(ground: Ground, start: int, *, must_be_due: bool = True) -> Meaning:
    """A task from `remind me to call Guna tomorrow 4pm`; of a `todo` it need not be said when."""
    begin, assignee = _reminded(ground, start)
    while begin < ground.length and ground.tokens[begin].word in (
        "me",
        "us",
        "to",
        "that",
        "about",
        "of",
        ":",
        "for",
        "a",
        "i",
        "must",
        "-",
        ",",
    ):
        begin += 1
    day = _with_hour(ground, _day_in(ground, begin))
    head = _head(ground, begin)
    end, tail = _tail(ground, head[0])
    title = _without(ground, head[0], day, end)
    if not title:
        return AskBack("Remind you of what?")
    values: dict[str, Any] = {"title": title[:1].upper() + title[1:], **(head[1] or _links(ground, begin))}
    definition = ground.lexicon.of("tasks").definition
    values.update(assignee | tail)
    if day is None and must_be_due:
        return ask_for(definition, values, ["due_date"])
    if day is not None:
        values["due_date"] = value_for(definition.by_path["due_date"], looking_ahead(day[2], ground.value_habits))
    return created(definition, values, ground)


def _title(kind: str, name: str, said: str | None) -> str:
    """`Meeting with Guna about pricing`; what was said stands for itself where it is no more than its subject."""
    if said and said.split()[0].lower() not in (
        "about",
        "on",
        "regarding",
        "re",
        "for",
        "to",
        "concerning",
        "by",
        "via",
        "over",
    ):
        return said
    return " ".join(part for part in (kind.capitalize(), f"with {name}" if name else "", said or "") if part)


def _head(ground: Ground, begin: int) -> tuple[int, dict[str, Any]]:
    """`for lead Guna: check his test`: whom it is about stands before the colon, and what shall be done after it."""
    colon = next(
        (place for place in range(begin, min(begin + 8, ground.length)) if ground.tokens[place].word == ":"), None
    )
    links = _links(ground, begin) if colon is not None else {}
    return (colon + 1, links) if colon is not None and links else (begin, {})


def _tail(ground: Ground, start: int) -> tuple[int, dict[str, Any]]:
    """`…, low prio`: what is said of the task itself behind the last comma, and where that begins."""
    commas = [place for place in range(start + 1, ground.length) if ground.tokens[place].word in (",", "(", ";")]
    for comma in commas[-1:]:
        assignments = Assignments(ground, "tasks", titled=False)
        for way in assignments.covers(comma + 1, ground.length):
            said = [part for part in way.pieces if isinstance(part, Assign)]
            if way.cost < NOT_UNDERSTOOD and said and all(part.path in _OF_TASK for part in said):
                return comma, {part.path: part.value for part in said}
    return ground.length, {}


def _reminded(ground: Ground, start: int) -> tuple[int, dict[str, Any]]:
    """Who shall be reminded: another member of staff is the one to whom the task is given."""
    for end in range(min(start + 3, ground.length), start, -1):
        colleagues = ground.colleagues_named(start, end)
        if len(colleagues) == 1 and ground.tokens[end - 1].is_word:
            return end, {"assignee": colleagues[0].name}
    return start, {}


def schedule(ground: Ground, start: int, *, kind: str, skipped: tuple[int, int] | None = None) -> Meaning:
    """A meeting from what is said of it. `kind`: the word that it was called by, which stands at `skipped`."""
    composed = compose(ground, "meetings", start, {}, skipped)
    if composed is None:
        return AskBack("Some of that I could not place in a meeting. Say with whom, and when.")
    if composed.several is not None:
        return which_record(ground, [(composed.several.object, *one) for one in composed.several.records])
    values = composed.values
    values["title"] = _title(kind, _linked_name(ground, values), values.get("title"))
    definition = ground.lexicon.of("meetings").definition
    if not values.get("scheduled_at"):
        return ask_for(definition, values, ["scheduled_at"])
    return created(definition, values)


def _logged_object(ground: Ground, verb_start: int, start: int) -> str | None:
    for place in range(verb_start, min(start + 4, ground.length)):
        for _, name in ground.lexicon.objects.at(ground.tokens, place):
            if name in ("calls", "meetings", "notes", "messages", "activities"):
                return name
        if ground.tokens[place].word in _OBJECT_BY_WORD:
            return _OBJECT_BY_WORD[ground.tokens[place].word]
    return None


def _given(ground: Ground, object: str, verb_start: int, start: int) -> dict[str, Any]:
    words = {token.word for token in ground.tokens[verb_start : start + 2]}
    if object == "calls":
        given: dict[str, Any] = {"direction": "inbound" if words & set(_INBOUND) else "outbound"}
        if words & set(_SPOKE):
            given["outcome"] = "answered"
        elif words & set(_TRIED) or "missed" in words:
            given["outcome"] = "no_answer"
        elif "voicemail" in words:
            given["outcome"] = "voicemail"
        return given
    if object == "meetings":
        return {"status": "completed"}
    if object == "activities":
        return {"activity_type": "other"}
    if object == "messages":
        channel = "whatsapp" if words & {"whatsapped", "whatsapp"} else "sms" if words & {"texted", "sms"} else None
        return {"direction": "sent", **({"channel": channel} if channel else {})}
    return {}


def _pointed(ground: Ground) -> dict[str, Any]:
    """The one record that was spoken of last, where none is named."""
    if ground.pointed is not None and ground.pointed[0] in LINKED and len(ground.pointed[1]) == 1:
        return {LINKED[ground.pointed[0]]: ground.pointed[1][0]}
    return {LINKED[ground.person[0]]: ground.person[1]} if ground.person is not None and ground.wrote else {}


def _object_span(ground: Ground, object: str, start: int) -> tuple[int, int] | None:
    for place in range(start, min(start + 4, ground.length)):
        ends = [end for end, name in ground.lexicon.objects.at(ground.tokens, place) if name == object]
        if ends:
            return place, max(ends)
    return None


def _past_object(ground: Ground, object: str, start: int) -> int:
    for place in range(start, min(start + 4, ground.length)):
        ends = [end for end, name in ground.lexicon.objects.at(ground.tokens, place) if name == object]
        if ends:
            return max(ends)
    return start


def _finished(ground: Ground, object: str, composed: Composed | None) -> Meaning:
    definition = ground.lexicon.of(object).definition
    if composed is None:
        return AskBack(f"Some of that I could not place in a {definition.label.lower()}.")
    if composed.several is not None:
        return which_record(ground, [(composed.several.object, *one) for one in composed.several.records])
    values = composed.values
    if not any(values.get(path) for path in LINKED.values()):
        values = {**values, **_pointed(ground)}
    if not any(values.get(path) for path in LINKED.values()):
        return AskBack(f"With whom was the {definition.label.lower()}? Name the lead or contact.")
    if object == "meetings":
        values.setdefault("scheduled_at", ground.now.isoformat())
        name = _linked_name(ground, values)
        values["title"] = _title("meeting", name, values.get("title"))
    missing = [
        one.name for one in definition.fields if one.required and one.default is None and not values.get(one.name)
    ]
    return ask_for(definition, values, missing) if missing else created(definition, values)


def _written_down(ground: Ground, object: str, start: int, given: dict[str, Any]) -> Meaning:
    """A note or a message: whom it is about, and its words as they stand."""
    begin = _past_object(ground, object, start)
    definition = ground.lexicon.of(object).definition
    text = _TEXTS[object]
    if object == "messages" and "from" in {token.word for token in ground.tokens[begin : begin + 2]}:
        given["direction"] = "received"
    best: tuple[int, int, list[Named]] | None = None
    for place in range(begin, min(begin + 4, ground.length)):
        found = _named_at(ground, place)
        if found and all(
            token.word in _LINKS or _is_object_word(ground, at) or token.word in ("the", "that", ":")
            for at, token in enumerate(ground.tokens[begin:place], begin)
        ):
            best = (place, *found)
            break
    if best is None and any(ground.this_at(name, at) is not None for name in LINKED for at in range(begin, begin + 3)):
        return AskBack("Which record do you mean? Name it, or its number.")
    if best is None:
        content = _content(ground, begin)
        values = _links(ground, begin) or _pointed(ground)
        return (
            created(definition, {**given, text: content, **values})
            if content
            else ask_for(definition, {**given, **values}, [text])
        )
    place, end, named = best
    if len(named) > 1:
        return which_record(ground, [(one.object, one.id, one.title) for one in named])
    link = {LINKED[named[0].object]: named[0].id}
    content = _content(ground, end)
    return (
        created(definition, {**given, text: content, **link})
        if content
        else ask_for(definition, {**given, **link}, [text])
    )


def _content(ground: Ground, start: int) -> str:
    while start < ground.length and ground.tokens[start].word in (":", "-", ",", "that", "saying", "–", "=", "says"):
        start += 1
    return ground.written(start, ground.length).strip().strip('"“”')


def _is_object_word(ground: Ground, place: int) -> bool:
    return any(True for _ in ground.lexicon.objects.at(ground.tokens, place))


def _named_at(ground: Ground, place: int) -> tuple[int, list[Named]] | None:
    """The record of a person or a deal that is named at a place: (end, records that fit)."""
    for name in LINKED:
        this, meant = ground.this_at(name, place), ground.record_meant(name)
        if this is not None and meant is not None:
            return this, [Named(name, meant, "", whole=True, begins=True)]
    asked = [name for at in range(max(place - 1, 0), place) for _, name in ground.lexicon.objects.at(ground.tokens, at)]
    objects = [name for name in LINKED if name in asked] or [*PEOPLE, "deals"]
    pointed = ground.pronoun_at(place)
    if pointed is not None and pointed[0] in LINKED:
        return place + 1, [Named(*pointed, "", whole=True, begins=True)]
    for name in objects:
        for end, number in _numbers(ground, place, asked, name):
            return end, [Named(name, number, "", whole=True, begins=True)]
    found = [
        (any(one.whole for one in evidence.of(name)), end, evidence.of(name))
        for name in objects
        for end, evidence in ground.evidence_at(name, place)
        if evidence.of(name)
    ]
    if not found:
        return None
    # Of names that begin here the whole one is meant, else the longest, whatever it is the name of.
    whole, end, _ = max(found, key=lambda one: one[:2])
    named = [one for is_whole, stop, ones in found if (is_whole, stop) == (whole, end) for one in ones]
    return end, [one for one in named if one.whole or not whole]


def _numbers(ground: Ground, place: int, asked: list[str], name: str) -> list[tuple[int, int]]:
    token = ground.tokens[place]
    return [(place + 1, int(token.word))] if name in asked and token.word.isdigit() and len(token.word) < 12 else []


def _links(ground: Ground, start: int) -> dict[str, Any]:
    """The one person or deal that is named in the words from `start` on."""
    for place in range(start, ground.length):
        found = _named_at(ground, place)
        if found and len(found[1]) == 1:
            return {LINKED[found[1][0].object]: found[1][0].id}
    return {}


def _linked_name(ground: Ground, values: dict[str, Any]) -> str:
    for object, path in LINKED.items():
        for evidence in ground.evidence.get("meetings", {}).values():
            for one in evidence.of(object):
                if one.id == values.get(path):
                    return one.title
    return ""


def _day_in(ground: Ground, start: int) -> tuple[int, int, DayValue] | None:
    """The day or moment in the words from `start` on: the one that spans most."""
    found = [
        (place, end, value)
        for place in range(start, ground.length)
        for end, value in ground.values.get(place, ())
        if isinstance(value, DayValue)
    ]
    return max(found, key=lambda one: one[1] - one[0]) if found else None


def _with_hour(ground: Ground, day: tuple[int, int, DayValue] | None) -> tuple[int, int, DayValue] | None:
    """`tomorrow 9 to call …`: a bare hour after the day."""
    if day is None or day[2].at is not None or day[1] >= ground.length:
        return day
    for end, value in ground.values.get(day[1], ()):
        said = re.fullmatch(r"(\d{1,2})\.(\d\d)", ground.written(day[1], end))
        if isinstance(value, NumberValue) and said and int(said[1]) < 24 and int(said[2]) < 60:
            at = datetime.combine(day[2].day, time(int(said[1]), int(said[2])), ground.scope.habits.time_zone)
            return day[0], end, replace(day[2], at=at)
    if day[1] + 1 >= ground.length:
        return day
    word = ground.tokens[day[1]].word
    if not word.isdigit() or not 1 <= int(word) <= 23 or ground.tokens[day[1] + 1].word != "to":
        return day
    hour = int(word) + 12 * (int(word) < 7)
    at = datetime.combine(day[2].day, time(hour), ground.scope.habits.time_zone)
    return day[0], day[1] + 1, replace(day[2], at=at)


def _without(ground: Ground, start: int, day: tuple[int, int, DayValue] | None, end: int) -> str:
    """The words before `end`, without the day and what leads to it."""
    if day is None or day[0] >= end:
        return ground.written(start, end).strip(" .!,")
    first, last = day[0], day[1]
    while first > start and ground.tokens[first - 1].word in ("on", "at", "by", "for", ",", "from", "before"):
        first -= 1
    while last < end and first == start and ground.tokens[last].word in _AROUND_DAY:
        last += 1
    parts = [ground.written(start, first), ground.written(last, end)]
    return " ".join(part for part in parts if part).strip(" .!,")
