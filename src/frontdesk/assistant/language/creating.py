"""Creating: new records from what a sentence says of them, in any order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk.assistant.language.assigned import Assign, OneOfSeveral, Part, Titled
from frontdesk.assistant.language.assignments import Assignments
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.names_again import which_record
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.meaning import AskBack, Meaning, WriteRows
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import LongText
from frontdesk.crm.records.command import Kind, RowWrite

# Titles that name people are split into these where an object has no title of one field.
FIRST, LAST = "first_name", "last_name"
# Words with which no title ends.
ENDING = frozenset(vocabulary("writing")["ending"])


@dataclass(frozen=True)
class Composed:
    """The values that a sentence gives, and what is left to ask."""

    values: dict[str, Any]
    several: OneOfSeveral | None = None


def create(
    ground: Ground,
    object: str,
    start: int,
    given: dict[str, Any] | None = None,
    skipped: tuple[int, int] | None = None,
) -> Meaning:
    """A new record of the object, from what follows token `start`. `given`: values that are known already."""
    definition = ground.lexicon.of(object).definition
    composed = compose(ground, object, start, given or {}, skipped)
    if composed is None:
        return AskBack(
            f"Some of that I could not place in a new {definition.label.lower()}. Say it as field and value."
        )
    if composed.several is not None:
        return which_record(ground, [(composed.several.object, *one) for one in composed.several.records])
    missing = [
        one
        for one in definition.fields
        if one.required and one.default is None and composed.values.get(one.name) in (None, "")
    ]
    if missing:
        return ask_for(definition, composed.values, [one.name for one in missing])
    return created(definition, composed.values, ground)


def created(definition: Definition, values: dict[str, Any], ground: Ground | None = None) -> WriteRows:
    assignee = values.get("assignee")
    if ground is not None and assignee and "owner_id" not in values:
        # Who shall do it also owns it.
        owner = next((one.id for one in ground.colleagues if one.name == assignee), None)
        values = values if owner is None else {**values, "owner_id": owner}
    return WriteRows("created", (RowWrite(Kind.CREATE, definition.name, values=values),))


def ask_for(definition: Definition, values: dict[str, Any], missing: Sequence[str]) -> AskBack:
    """Asks for the first value that is missing; what is known is kept for the answer."""
    words = " and ".join(definition.by_path[name].words.lower() for name in missing)
    pending = {"intent": "create", "object": definition.name, "values": values, "missing": list(missing)}
    return AskBack(f"What is the {words} of the new {definition.label.lower()}?", pending=pending)


def compose(
    ground: Ground,
    object: str,
    start: int,
    given: dict[str, Any],
    skipped: tuple[int, int] | None = None,
    *,
    in_past: bool = False,
) -> Composed | None:
    """The values that the words from `start` on give; None where some fit nowhere."""
    assignments = Assignments(ground, object, titled=True, skipped=skipped, in_past=in_past)
    ways = [way for way in assignments.covers(start, ground.length) if way.cost < NOT_UNDERSTOOD]
    for way in ways:
        composed = _composed(assignments.definition, way.pieces, given)
        if composed is not None:
            return composed
    return Composed(dict(given)) if start >= ground.length else None


def _composed(definition: Definition, parts: Sequence[Part], given: dict[str, Any]) -> Composed | None:
    values: dict[str, Any] = dict(given)
    for part in parts:
        if isinstance(part, Assign):
            if part.path in values and values[part.path] != part.value:
                return None
            if isinstance(part.value, OneOfSeveral):
                return Composed(values, several=part.value)
            values[part.path] = part.value
    titles = [_without_link(part.text) for part in parts if isinstance(part, Titled)]
    return Composed(values) if _titled(definition, titles, values) else None


def _without_link(title: str) -> str:
    """A title without the word that led on from it: `Spanish A1 in the category …`."""
    words = title.split()
    while len(words) > 1 and words[0].lower() in ("to", "that", ":", "-"):
        words.pop(0)
    while len(words) > 1 and words[-1].lower().strip(".,!") in ENDING:
        words.pop()
    return " ".join(words)


def _titled(definition: Definition, titles: Sequence[str], values: dict[str, Any]) -> bool:
    """Puts what was said without a field where it belongs; False where there is more than that."""
    if not titles:
        return True
    fields = definition.title.fields if not definition.title.noun else ()
    texts = [one.name for one in definition.fields if isinstance(one, LongText) and one.name not in fields]
    if not fields:
        return _in_text(texts, titles, values)
    if fields == (FIRST, LAST):
        words = titles[0].split()
        if len(words) < 2:
            values.setdefault(FIRST, titles[0])
        else:
            values.setdefault(FIRST, " ".join(words[:-1]))
            values.setdefault(LAST, words[-1])
    elif fields[0] in values:
        return False
    else:
        values[fields[0]] = titles[0]
    return len(titles) == 1


def _in_text(texts: Sequence[str], said: Sequence[str], values: dict[str, Any]) -> bool:
    """Puts words that are no title into the record's text, if it has one and it is free."""
    if len(said) > 1 or not texts or texts[0] in values:
        return False
    values[texts[0]] = said[0]
    return True


def says_kind(ground: Ground, start: int, end: int) -> bool:
    """Whether the word for an object is rather a kind of that which follows: `email campaign`."""
    return any(
        start < stop == end
        for _, name in (ground.lexicon.objects.at(ground.tokens, end) if end < ground.length else ())
        for stop, _ in ground.lexicon.of(name).options.at(ground.tokens, start)
    )


def named_later(ground: Ground, start: int) -> tuple[str, tuple[int, int]] | None:
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
