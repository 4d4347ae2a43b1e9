"""Dialogue: messages that lean on the last one: "only those in Pune", "sort by value", "how many?"."""

from collections.abc import Mapping, Sequence
from typing import Any

from frontdesk.assistant.language import conditions
from frontdesk.assistant.language.assembly import Assembled, assemble
from frontdesk.assistant.language.conditions import Where
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD, Found, NounPhrases
from frontdesk.assistant.language.pieces import Filler
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.memory import Memory

# Words with which people take up what was said.
TAKING_UP = frozenset(vocabulary("dialogue")["taking_up"])
# After these the condition on the same field is another one instead of one more.
INSTEAD = (
    ("what", "about"),
    ("how", "about"),
    ("and", "the"),
    ("and", "in"),
    ("and", "for"),
    ("instead",),
    ("same", "for"),
    ("and", "those"),
    ("and", "from"),
    ("and", "last"),
    ("and", "this"),
    ("and", "next"),
    ("and", "what"),
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_PICKING = frozenset({"the", "one", "last", "show", "me", "open", "please", "and"})
ONLY = ("only", "just", "those", "these", "them", "which", "of", "filter", "narrow", "limit", "restrict", "exclude")


class _TakingUp(NounPhrases):
    """Phrases in which words that take up what was said say nothing themselves."""

    def _pieces(self, place: int) -> Found:
        if self.ground.tokens[place].word in TAKING_UP:
            yield place + 1, Filler(), 0.12
        yield from super()._pieces(place)


def field_asked(ground: Ground, start: int, memory: Memory) -> str | None:
    """The field of the one record shown last that is asked for: `what's his phone number?`"""
    if memory.object is None or len(memory.ids) != 1:
        return None
    phrases = _TakingUp(ground, memory.object)
    for way in phrases.covers(start, ground.length):
        if way.cost < NOT_UNDERSTOOD:
            assembled = assemble(phrases.definition, way.pieces, ground.scope.habits)
            if assembled.fields and not (assembled.where or assembled.groups or assembled.aggregates or assembled.sort):
                return assembled.fields[0]
    return None


def leans_on_last(ground: Ground, memory: Memory) -> bool:
    """Whether the message may be meant of what was shown last."""
    if memory.query is None or memory.object is None:
        return False
    words = [token.word for token in ground.tokens if token.is_word]
    return bool(words) and len(words) <= 16


def refined(ground: Ground, start: int, memory: Memory) -> dict[str, Any] | None:
    """The last query with what the message says of it; None where the message says something else."""
    assert memory.query is not None
    assert memory.object is not None
    start = _past_asking(ground, start)
    phrases = _TakingUp(ground, memory.object)
    ways = [way for way in phrases.covers(start, ground.length) if way.cost < NOT_UNDERSTOOD]
    for way in ways:
        assembled = assemble(phrases.definition, way.pieces, ground.scope.habits)
        if assembled.unclear or assembled.having or (assembled.mentioned and not _takes_up(ground)):
            continue
        if assembled.sort and not assembled.limit and any(token.word == "one" for token in ground.tokens):
            assembled.limit = 1
        query = _together(ground, memory.query, assembled)
        if query is not None:
            return query
    return None


def place_asked(ground: Ground, start: int) -> int | None:
    """Which one of those that were shown: `the third one` is 2, `the last one` -1."""
    words = [token.word for token in ground.tokens[start:] if token.is_word]
    if "one" not in words or not set(words) <= _PICKING | {word for word in words if word in _ORDINALS}:
        return None
    if "last" in words:
        return -1
    return next((_ORDINALS.index(word) for word in words if word in _ORDINALS), None)


def _past_asking(ground: Ground, start: int) -> int:
    """Past `and what about`, in which `about` is no word for what a text is about."""
    place = start
    while place < ground.length and ground.tokens[place].word in ("and", "what", "how", "about", "ok", "now"):
        place += 1
    return place if 0 < place < ground.length and ground.tokens[place - 1].word == "about" else start


def _takes_up(ground: Ground) -> bool:
    words = {token.word for token in ground.tokens}
    return bool(words & {"those", "them", "these", "only", "just", "same", "instead", "ones"})


def _together(ground: Ground, last: Mapping[str, Any], new: Assembled) -> dict[str, Any] | None:
    said = new.query()
    more = said.get("where")
    says = bool(more or new.sort or new.limit or new.groups or new.aggregates or new.search)
    if not says:
        return None
    where = _where_together(last.get("where"), more, instead=_is_instead(ground)) if more else last.get("where")
    query: dict[str, Any] = {"object": last["object"]}
    if where:
        query["where"] = where
    search = new.search or last.get("search")
    if search:
        query["search"] = search
    if new.groups or new.aggregates:
        return query | {key: said[key] for key in ("group_by", "aggregate") if key in said}
    if not new.sort and not new.limit and (last.get("group_by") or last.get("aggregate")):
        return query | {key: last[key] for key in ("group_by", "aggregate") if key in last}
    sort = new.sort or last.get("sort")
    return {**query, **({"sort": sort} if sort else {}), "limit": new.limit or last.get("limit") or 50}


def _is_instead(ground: Ground) -> bool:
    words = tuple(token.word for token in ground.tokens if token.is_word)
    if any(word in ONLY for word in words[:2]):
        return False
    return any(words[: len(start)] == start or start[0] == words[-1] for start in INSTEAD)


def _where_together(last: Where | None, more: Where, *, instead: bool) -> Where | None:
    if last is None:
        return more
    fields = set(_fields(more))
    kept = [part for part in _parts(last) if not (set(_fields(part)) & fields and (instead or _clash(part, more)))]
    return conditions.all_of([*kept, *_parts(more)])


def _parts(where: Where) -> Sequence[Where]:
    return list(where.get("and", [where]))


def _fields(where: Where) -> list[str]:
    if "field" in where:
        return [where["field"]]
    inner = where.get("and") or where.get("or") or [where["not"]]
    return [name for part in inner for name in _fields(part)]


def _clash(old: Where, new: Where) -> bool:
    """No record can have two values of one field: the newer condition is meant instead."""
    return any(
        old.get("op") == "eq" and part.get("op") == "eq" and part.get("field") == old.get("field") and part != old
        for part in _parts(new)
    )
