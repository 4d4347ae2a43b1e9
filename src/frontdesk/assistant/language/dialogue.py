"""Dialogue: messages that lean on the last one: "only those in Pune", "sort by value", "how many?"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

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
# After these the condition on the same field is another one instead of one more, or one beside it.
INSTEAD = tuple(tuple(phrase.split()) for phrase in vocabulary("dialogue")["instead"])
MORE = tuple(tuple(phrase.split()) for phrase in vocabulary("dialogue")["more"])
_LISTING = frozenset(vocabulary("dialogue")["listing"])
_OPENING = frozenset(vocabulary("dialogue")["opening"])
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_PICKING = frozenset({"the", "one", "last", "show", "me", "open", "please", "and"})
ONLY = frozenset(vocabulary("dialogue")["only"])
# Readings that cost about the same are both possible; one on the field that is spoken of already is likelier.
AS_LIKELY, SAME_FIELD = 0.16, 0.5
How = Literal["narrower", "instead", "more"]


@dataclass(frozen=True)
class Refined:
    """One way to understand a message of what was shown last."""

    cost: float
    query: dict[str, Any]
    people: tuple[tuple[str, int, str], ...] = ()
    keeps_field: bool = False


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
            others = assembled.where or assembled.groups or assembled.sort
            # "How many weeks is it" asks for a number that the record has.
            counts = all(one["fn"] == "count" for one in assembled.aggregates)
            numbers = [path for path in assembled.fields if assembled.definition.by_path[path].is_number]
            if assembled.fields and not others and (not assembled.aggregates or (counts and numbers)):
                return (numbers if assembled.aggregates else assembled.fields)[0]
    return None


def leans_on_last(ground: Ground, memory: Memory) -> bool:
    """Whether the message may be meant of what was shown last."""
    if memory.query is None or memory.object is None:
        return False
    words = [token.word for token in ground.tokens if token.is_word]
    return bool(words) and len(words) <= 16


def refined(ground: Ground, start: int, memory: Memory) -> list[Refined]:
    """The last query with what the message says of it, in all ways that are about as likely; the likeliest first."""
    assert memory.query is not None
    assert memory.object is not None
    if is_one_record(memory):
        return []
    start = _past_asking(ground, start)
    phrases = _TakingUp(ground, memory.object)
    before = _parts(memory.query["where"]) if memory.query.get("where") else ()
    found: list[Refined] = []
    for way in phrases.covers(start, ground.length):
        if way.cost < NOT_UNDERSTOOD:
            assembled = assemble(phrases.definition, way.pieces, ground.scope.habits, before)
            found += _refinements(ground, memory.query, assembled, way.cost)
    return _likeliest(found)


def is_one_record(memory: Memory) -> bool:
    """Whether one record was shown by its number: what is said then tells of it, and narrows nothing."""
    where = (memory.query or {}).get("where", {})
    return bool(where.get("field") == "id" and where.get("op") == "eq")


def _refinements(ground: Ground, last: Mapping[str, Any], assembled: Assembled, cost: float) -> Iterator[Refined]:
    if assembled.unclear or assembled.having or (assembled.mentioned and not _takes_up(ground)):
        return
    if assembled.sort and not assembled.limit and any(token.word == "one" for token in ground.tokens):
        assembled.limit = 1
    query = _together(ground, last, assembled)
    if query is not None:
        known = set(_fields(last["where"])) if last.get("where") else set()
        said = {name for where in assembled.where for name in _fields(where)}
        keeps = how_said(ground) != "narrower" and bool(said) and said <= known
        yield Refined(cost - SAME_FIELD * keeps, query, assembled.people, keeps)


def _likeliest(found: Sequence[Refined]) -> list[Refined]:
    found = sorted(found, key=lambda one: one.cost)
    near = [one for one in found if one.cost <= found[0].cost + AS_LIKELY]
    if near and near[0].keeps_field:
        near = [one for one in near if one.keeps_field]
    return list({repr(one.query): one for one in reversed(near)}.values())[::-1]


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
    where = _where_together(last.get("where"), more, how_said(ground)) if more else last.get("where")
    query: dict[str, Any] = {"object": last["object"]}
    if where:
        query["where"] = where
    search = new.search or last.get("search")
    if search:
        query["search"] = search
    if new.groups or new.aggregates:
        return query | {key: said[key] for key in ("group_by", "aggregate") if key in said}
    lists = ground.tokens[0].word in _LISTING
    if not new.sort and not new.limit and not lists and (last.get("group_by") or last.get("aggregate")):
        return query | {key: last[key] for key in ("group_by", "aggregate") if key in last}
    sort = new.sort or last.get("sort")
    return {**query, **({"sort": sort} if sort else {}), "limit": new.limit or last.get("limit") or 50}


def how_said(ground: Ground) -> How:
    """Whether a condition comes beside those that there are, in the place of one, or as one more to choose from."""
    words = tuple(token.word for token in ground.tokens if token.is_word)
    while len(words) > 1 and words[0] in _OPENING:
        words = words[1:]
    if not words or any(word in ONLY for word in words[:2]):
        return "narrower"
    if any(words[: len(one)] == one or words[-len(one) :] == one for one in MORE):
        return "more"
    is_instead = any(words[: len(one)] == one or (len(one) == 1 and words[-1] == one[0]) for one in INSTEAD)
    return "instead" if is_instead else "narrower"


def _where_together(last: Where | None, more: Where, how: How) -> Where | None:
    if last is None:
        return more
    added = list(_parts(more))
    if how == "more":
        for part in _parts(last):
            added = [_either(part, one) or one for one in added]
    fields = {name for part in added for name in _fields(part)}
    kept = [
        part
        for part in _parts(last)
        if part not in added
        and not (
            set(_fields(part)) & fields
            and ((how != "narrower" and not _bound_together(part, added)) or any(_clash(part, one) for one in added))
        )
    ]
    return conditions.all_of([*kept, *added])


def _bound_together(old: Where, added: Sequence[Where]) -> bool:
    """Whether what there is bounds a field on one side, and what is said on the other: `over 5000`, `under 9000`."""
    low, high, out = ("gt", "gte"), ("lt", "lte"), ("ne", "not_in")
    sides = ((low, high), (high, low), (out, out))
    return any(
        new.get("field") == old.get("field")
        and any(old.get("op") in one and new.get("op") in other for one, other in sides)
        for new in added
    )


def _either(old: Where, new: Where) -> Where | None:
    """One condition for the values of both, where both say which values one field has."""
    if old.get("field") is None or old.get("field") != new.get("field"):
        return None
    values = [_values(one) for one in (old, new)]
    return conditions.is_in(old["field"], [*values[0], *values[1]]) if values[0] and values[1] else None


def _values(where: Where) -> list[Any]:
    return {"eq": [where.get("value")], "in": list(where.get("value") or ()) if where.get("op") == "in" else []}.get(
        where.get("op", ""), []
    )


def _parts(where: Where) -> Sequence[Where]:
    return list(where.get("and", [where]))


def _fields(where: Where) -> list[str]:
    if "field" in where:
        return [where["field"]]
    inner = where.get("and") or where.get("or") or [where["not"]]
    return [name for part in inner for name in _fields(part)]


def _clash(old: Where, new: Where) -> bool:
    """What no record can fulfil beside the newer condition on the same field, which is meant instead."""
    if old.get("field") is None or old.get("field") != new.get("field") or old == new:
        return False
    before, now = _values(old), _values(new)
    if before and now:
        return not set(map(repr, before)) & set(map(repr, now))
    if old["op"] in ("ne", "not_in") and now:
        left_out = [old["value"]] if old["op"] == "ne" else old["value"]
        return all(one in left_out for one in now)
    return bool(old["op"] == new["op"] == "within")
