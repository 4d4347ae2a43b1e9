"""Updating: which records shall be changed, and how; deleting and restoring them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk.assistant import answer
from frontdesk.assistant.language.assigned import Assign, Nothing, OneOfSeveral
from frontdesk.assistant.language.assignments import Assignments
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD
from frontdesk.assistant.language.targets import Target
from frontdesk.assistant.language.words import Word
from frontdesk.assistant.meaning import AskBack
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Choice, Field

SEPARATORS = (
    "to",
    "as",
    ":",
    "=",
    "with",
    "is",
    "into",
    "for",
    "on",
    "at",
    ",",
    "-",
    "by",
    "until",
    "till",
    "has",
    "should",
    "be",
    "in",
    "set",
    "and",
    ">",
    "→",
    "becomes",
    "become",
)
BEFORE_TARGET = ("to", "for", "of", "on", "in", "from", "at")
# Of these words each says that something shall be so; the others may as well belong to what is so already.
STRONG = ("to", "as", "into", "=", ":", "be", ">", "→", "become", "becomes")
MAKING = ("make", "mark", "turn", "flag")
GIVING = ("assign", "reassign", "transfer", "hand", "give", "allocate", "allot")
CLEARING = ("clear", "empty", "unset", "remove", "delete", "erase", "wipe", "blank", "reset")
ENDING = (".", "!", "?", "please", "now", "thanks", ",")
RENAMING = ("rename", "retitle")

# What a verb alone makes of a record: the states that it may mean, the first that the object knows.
VERB_STATES: dict[str, tuple[str, ...]] = {
    "close": ("closed", "completed", "Closed"),
    "complete": ("completed",),
    "finish": ("completed",),
    "tick": ("completed",),
    "check": ("completed",),
    "cancel": ("cancelled",),
    "convert": ("Converted",),
    "win": ("won",),
    "lose": ("lost", "Lost"),
    "qualify": ("Qualified", "qualified"),
    "reopen": ("todo", "open", "New", "scheduled", "planned"),
    "pause": ("paused",),
    "resume": ("active",),
    "activate": ("active",),
    "deactivate": ("inactive",),
    "start": ("in_progress", "running", "active"),
    "won": ("won",),
    "lost": ("lost", "Lost"),
    "closed": ("closed", "completed", "Closed"),
    "finished": ("completed",),
    "completed": ("completed",),
}


@dataclass(frozen=True)
class Change:
    """What shall become of a target: values by field."""

    target: Target
    values: dict[str, Any]
    cost: float
    several: OneOfSeveral | None = None


def changes(ground: Ground, verb: str, start: int, targets: dict[int, list[Target]]) -> list[Change]:
    """All ways to read what follows the verb as a target and its new values, the cheapest first."""
    found: list[Change] = []
    for end, ones in targets.items():
        for target in ones[:3]:
            span = from_to(ground, end) if target.ids else None
            found += _from_to(ground, target, span) if span else _changed(ground, verb, target, end)
    return sorted(found, key=lambda change: change.cost)


def changes_of(ground: Ground, verb: str, start: int, target: Target) -> list[Change]:
    """The changes that the words from `start` on say of a target that was not named again."""
    definition = ground.lexicon.of(target.object).definition
    pointing = {relation.path for relation in definition.relations}
    found = [
        Change(target, values, 1.0 + cost, several)
        for begin in _past_separators(ground, start) or [start]
        for values, cost, several in assigned(ground, target.object, begin, ground.length, verb)
        # A name alone is rather the record that is meant than what this one shall point at.
        if not set(values) & pointing
    ]
    return sorted(found, key=lambda change: change.cost)


def reversed_changes(ground: Ground, start: int, objects: Sequence[str], targets_from: Any) -> list[Change]:
    """The same where the new values come first: `add phone 98201 to lead Guna`, `set high priority on task 4`."""
    found: list[Change] = []
    for place in range(start + 1, ground.length):
        if ground.tokens[place].word not in BEFORE_TARGET:
            continue
        for target in targets_from(place + 1).get(ground.length, [])[:2]:
            if target.object not in objects or target.is_any:
                continue
            for values, cost, several in assigned(ground, target.object, start, place):
                found.append(Change(target, values, target.cost + cost + 0.1, several))
    return sorted(found, key=lambda change: change.cost)


def _changed(ground: Ground, verb: str, target: Target, end: int) -> Iterator[Change]:
    if end == ground.length:
        values = _by_verb(ground, verb, target)
        if values is not None:
            yield Change(target, values, target.cost)
        return
    definition = ground.lexicon.of(target.object).definition
    says_state = verb in VERB_STATES and verb not in ("start", "won", "lost")
    for start in _past_separators(ground, end):
        if says_state and not (verb in ("close", "complete", "finish") and ground.tokens[start - 1].word == "as"):
            # The verb says already what shall be: all else would say who is meant.
            continue
        if verb in RENAMING and target.field is None:
            if ground.tokens[start - 1].word not in ("to", "as", "into"):
                continue
            yield Change(target, _renamed(definition, ground.written(start, ground.length)), target.cost + 0.2)
        elif target.field is not None:
            yield from field_set(ground, target, start)
        else:
            is_made = verb in MAKING and start == end and _are_values_alone(ground, end)
            if not target.ids and not is_made and ground.tokens[start - 1].word not in STRONG:
                # Without a word between, what is said of many is what they are, not what they shall be.
                continue
            direct = 0.0 if start > end else 0.05
            for values, cost, several in assigned(ground, target.object, start, ground.length, verb):
                yield Change(target, values, target.cost + cost + direct, several)


def from_to(ground: Ground, place: int) -> tuple[int, int] | None:
    """`from New to Contacted`: where what was and where what shall be begins; None where that is not said here."""
    if place >= ground.length or ground.tokens[place].word != "from":
        return None
    stops = [at for at in range(place + 2, ground.length - 1) if ground.tokens[at].word in ("to", "into", "→")]
    return (place + 1, stops[0] + 1) if stops else None


def _from_to(ground: Ground, target: Target, span: tuple[int, int]) -> Iterator[Change]:
    """The changes to what shall be, of the field of which it is said what it was."""
    was, start = span
    if target.field is not None:
        assignments = Assignments(ground, target.object, titled=False)
        field = assignments.definition.by_path[target.field]
        if any(end == start - 1 for end, _, _ in assignments.values_of(field, was)):
            yield from field_set(ground, target, start)
        return
    known = [values for values, _, _ in assigned(ground, target.object, was, start - 1)]
    for values, cost, several in assigned(ground, target.object, start, ground.length):
        if any(set(one) == set(values) for one in known):
            yield Change(target, values, target.cost + cost, several)


def _past_separators(ground: Ground, end: int) -> list[int]:
    places = [end]
    for _ in range(3):
        last = places[-1]
        if last >= ground.length or not _separates(ground, last):
            break
        places.append(last + 1)
    for place in list(places):
        places += ground.words(place, Word.IS) if place < ground.length else []
    return [place for place in dict.fromkeys(places) if place < ground.length]


def _are_values_alone(ground: Ground, end: int) -> bool:
    """`make all open tasks urgent`: behind the word for the object stands no other word that parts the two."""
    named = any(stop == end for place in range(end) for stop, _ in ground.lexicon.objects.at(ground.tokens, place))
    return named and not any(token.word in SEPARATORS for token in ground.tokens[end:])


def _separates(ground: Ground, place: int) -> bool:
    """`push task 4 back by a week`: `back` belongs to the verb."""
    word = ground.tokens[place].word
    if word == "back" and place + 1 < ground.length and ground.tokens[place + 1].word in ("to", "into", "as"):
        return True
    if word in ("back", "out", "forward"):
        verbs = ("bring",) if word == "forward" else ("push", "put", "move")
        return any(token.word in verbs for token in ground.tokens[:place])
    return word in SEPARATORS


def field_set(ground: Ground, target: Target, start: int) -> Iterator[Change]:
    """The changes that give the field of a target the value at a place."""
    assignments = Assignments(ground, target.object, titled=False)
    field = assignments.definition.by_path[target.field or ""]
    if field.read_only:
        return
    for end, value, cost in assignments.values_of(field, start):
        if is_end(ground, end):
            several = value if isinstance(value, OneOfSeveral) else None
            yield Change(target, {field.path: value}, target.cost + cost + 0.2, several)


def is_end(ground: Ground, place: int) -> bool:
    """Whether nothing more is said from a place on."""
    while place < ground.length:
        ends = ground.words(place, Word.FILLER)
        if not ends and ground.tokens[place].word not in ENDING:
            return False
        place = max(ends, default=place + 1)
    return True


def assigned(
    ground: Ground, object: str, start: int, end: int, verb: str = ""
) -> Iterator[tuple[dict[str, Any], float, OneOfSeveral | None]]:
    """The values that the words give to fields of an object, with their cost, and a name that several bear."""
    assignments = Assignments(ground, object, titled=False)
    if verb in GIVING:
        for stop, user_id in assignments.colleagues_at(start):
            if is_end(ground, stop):
                owner = assignments.owner(user_id)
                yield {owner.path: owner.value}, 0.1, None
    for way in assignments.covers(start, end):
        parts = [part for part in way.pieces if not isinstance(part, Nothing)]
        if way.cost >= NOT_UNDERSTOOD or not parts:
            continue
        values: dict[str, Any] = {}
        for part in parts:
            if isinstance(part, Assign) and values.get(part.path, part.value) == part.value:
                values[part.path] = part.value
            else:
                break
        else:
            several = next((value for value in values.values() if isinstance(value, OneOfSeveral)), None)
            yield values, way.cost, several


def _by_verb(ground: Ground, verb: str, target: Target) -> dict[str, Any] | None:
    definition = ground.lexicon.of(target.object).definition
    if verb in CLEARING and target.field is not None:
        return {target.field: None}
    if target.field is not None:
        return None
    state = state_by_verb(definition, verb)
    return {state[0].path: state[1]} if state else None


def state_by_verb(definition: Definition, verb: str) -> tuple[Field, str] | None:
    """The state into which a verb alone puts a record; None where the object knows no such state."""
    field = definition.get(definition.board.field) if definition.board else definition.get("status")
    if not isinstance(field, Choice):
        return None
    for state in VERB_STATES.get(verb, ()):
        if state in field.values:
            return field, state
    return None


def which_state(definition: Definition, target: Target) -> AskBack:
    """Asks into which state a record shall be put whose verb does not say it: a deal is closed as won, or as lost."""
    named = f"{definition.label.lower()} {target.ids[0]}"
    board = definition.board
    field = definition.by_path[board.field] if board is not None and len(board.final) > 1 else None
    if board is None or field is None:
        return AskBack(f"What shall be changed of {named}? Say the field and its new value.")
    label = field.words.lower()
    choices = [answer.Choice(f"Set it to {one}", f"set {named} {label} to {one}") for one in board.final[:4]]
    return AskBack(f"To what shall the {label} of {named} be set?", choices)


def _renamed(definition: Definition, text: str) -> dict[str, Any]:
    text = text.strip(" .!\"'“”")
    fields = definition.title.fields
    if len(fields) == 2:
        first, _, last = text.rpartition(" ")
        return {fields[0]: first or last, fields[1]: last} if first else {fields[0]: last}
    return {fields[0]: text}


def all_said(ground: Ground) -> bool:
    """Whether the message says that all are meant."""
    return any(token.word in ("all", "every", "each", "everything") for token in ground.tokens)
