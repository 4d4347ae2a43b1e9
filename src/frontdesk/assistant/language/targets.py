"""Targets: the records that a command is about, by name, number, pronoun or description."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from frontdesk.assistant.language.assembly import Assembled, assemble
from frontdesk.assistant.language.cover import Cover
from frontdesk.assistant.language.ground import PERSONAL, Ground
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD, NounPhrases, end_of_lead
from frontdesk.assistant.language.object_facts import amount_of
from frontdesk.assistant.language.pieces import Cond, FieldWord, Figure, Having, Mention, Piece, Record
from frontdesk.assistant.language.words import Word
from frontdesk.crm.text_folding import folded
from frontdesk.language.values.value import NumberValue

# In which order objects are thought of where none was named.
LIKELY_FIRST = (
    "leads",
    "contacts",
    "deals",
    "tasks",
    "meetings",
    "learners",
    "trainers",
    "courses",
    "batches",
    "campaigns",
)
PRONOUNS = (
    "it",
    "him",
    "her",
    "this",
    "that",
    "them",
    "those",
    "these",
    "they",
    "he",
    "she",
    "one",
    "his",
    "its",
    "their",
)
MANY = ("them", "those", "these", "they", "both")


@dataclass(frozen=True)
class Target:
    """Records of one object, in one reading. `ids` where they are named, else the conditions in `assembled`.

    `field`: the path of a field of theirs that was named with them.
    """

    object: str
    cost: float
    assembled: Assembled
    ids: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()
    field: str | None = None
    pronoun: bool = False

    @property
    def is_described(self) -> bool:
        """Meant by what they have in common, not by name. That a field is filled is too little to be meant by."""
        telling = [one for one in self.assembled.where if one.get("op") != "is_not_empty"]
        return not self.ids and bool(telling or self.assembled.having or self.assembled.search)

    @property
    def is_any(self) -> bool:
        """Nothing but the object was said: all of them, if anything."""
        return not self.ids and not self.is_described


def targets_by_end(
    ground: Ground, start: int, objects: Iterable[str], *, reading: bool = False
) -> dict[int, list[Target]]:
    """The targets that may begin at a token, by the token before which they end, cheapest first.

    `reading`: words that only ask to be shown something may stand before them.
    """
    found: dict[int, list[Target]] = {}
    for name in objects:
        phrases = NounPhrases(ground, name)
        phrases.lead = end_of_lead(ground, start) if reading else start
        for end, ways in phrases.prefixes(start).items():
            for way in ways[:3]:
                target = _target(ground, phrases, way, start, end)
                if target is not None:
                    found.setdefault(end, []).append(target)
    return {end: sorted(targets, key=lambda one: one.cost) for end, targets in found.items()}


def _target(ground: Ground, phrases: NounPhrases, way: Cover[Piece], start: int, end: int) -> Target | None:
    if way.cost >= NOT_UNDERSTOOD:
        return None
    assembled = assemble(phrases.definition, way.pieces, ground.scope.habits)
    named = [piece.path for piece in way.pieces if isinstance(piece, FieldWord)]
    amount = amount_of(phrases.definition)
    if (
        assembled.records
        and amount
        and named in ([], [amount.path])
        and any(isinstance(piece, Figure) and piece.function == "sum" for piece in way.pieces)
    ):
        # "How much is the SQL Workshop?"
        named, assembled.aggregates = [amount.path], []
    if not any(isinstance(piece, Figure) for piece in way.pieces):
        # "The fee of all courses" is a field here, and no sum.
        assembled.aggregates = []
    if assembled.groups or assembled.aggregates or assembled.unclear:
        return None
    one_field = named[0] if len(named) == 1 else None
    if len(named) > 1:
        return None
    if assembled.records:
        return Target(phrases.object, way.cost, assembled, assembled.records, assembled.titles, one_field)
    if any(isinstance(piece, (Cond, Having)) for piece in way.pieces) and _says_object(way.pieces):
        return Target(phrases.object, way.cost, assembled, field=one_field)
    pointed = _pointed(ground, phrases.object, start, end)
    if pointed:
        return Target(phrases.object, way.cost + 0.1, assembled, pointed, field=one_field, pronoun=True)
    if _says_object(way.pieces):
        return Target(phrases.object, way.cost + 1.0, assembled, field=one_field)
    return None


def namesakes(ground: Ground, target: Target) -> list[tuple[str, int, str]]:
    """All people who are called by the words that name this one, where these are less than the whole name."""
    title = folded(target.titles[0]) if len(target.ids) == 1 and target.titles else ""
    if not title or target.pronoun or target.assembled.named_object or title in ground.phrase(0, ground.length):
        return []
    people = [name for name, words in ground.lexicon.by_object.items() if words.definition.likeness is not None]
    if target.object not in people:
        return []
    found: dict[tuple[str, int], str] = {}
    for place in range(ground.length):
        for _, evidence in ground.evidence_at(target.object, place):
            if any(one.id == target.ids[0] for one in evidence.of(target.object)):
                found |= {(one.object, one.id): one.title for one in evidence.named if one.object in people}
    return [(*key, title) for key, title in found.items()]


def _says_object(pieces: Sequence[Piece]) -> bool:
    return any(isinstance(piece, (Mention, Record)) for piece in pieces)


def _pointed(ground: Ground, object: str, start: int, end: int) -> tuple[int, ...]:
    """What a pronoun, or the place in the list that was shown, means."""
    if ground.person is not None and ground.person[0] == object and ground.pointed and ground.pointed[0] != object:
        return (ground.person[1],) if {token.word for token in ground.tokens[start:end]} & set(PERSONAL) else ()
    if ground.pointed is None or ground.pointed[0] != object:
        return ()
    ids = ground.pointed[1]
    if len(ids) != 1 and ground.viewing is not None and ground.viewing[0] == object:
        words = {token.word for token in ground.tokens[start:end]}
        return (ground.viewing[1],) if words & {"it", "this", "him", "her", "his", "its"} else ()
    several = _first_several(ground, start, end)
    if several is not None:
        first, count = several
        return (ids[:count] if first else ids[-count:]) if count <= len(ids) else ()
    place = _place_in_list(ground, start, end, len(ids))
    if place is not None:
        return (ids[place],)
    words = {token.word for token in ground.tokens[start:end]}
    if words & set(MANY) and len(ids) > 1:
        return ids
    return ids if words & set(PRONOUNS) and len(ids) == 1 else ()


def _first_several(ground: Ground, start: int, end: int) -> tuple[bool, int] | None:
    """`the first two`: whether they are the first or the last of the list, and how many."""
    for place in range(start, end):
        word = ground.tokens[place].word
        for stop, value in ground.values.get(place + 1, ()) if word in ("first", "last", "top") else ():
            if isinstance(value, NumberValue) and not value.ordinal and not value.percent and stop <= end:
                return word != "last", int(value.number)
    return None


def _place_in_list(ground: Ground, start: int, end: int, length: int) -> int | None:
    words = [token.word for token in ground.tokens[start:end]]
    if any(ground.words(place, Word.LARGEST, Word.SMALLEST, Word.DESCENDING) for place in range(start, end)):
        # "Cheapest first" is an order, not a place in it.
        return None
    if "last" in words and "one" in words:
        return length - 1
    for place in range(start, end):
        for stop, value in ground.values.get(place, ()):
            if (
                ("one" in words or len(words) <= 4)
                and isinstance(value, NumberValue)
                and value.ordinal
                and stop <= end
                and 1 <= value.number <= length
            ):
                return int(value.number) - 1
    is_first = "first" in words and ("one" in words or words in (["first"], ["the", "first"]))
    return 0 if is_first and length else None
