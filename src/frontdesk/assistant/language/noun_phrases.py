"""Noun phrases: what is said of records of one object, with what is said of records that they hang together with."""

from collections.abc import Iterator, Sequence
from typing import Any

from frontdesk.assistant.language import conditions
from frontdesk.assistant.language.condition_pieces import ConditionPieces
from frontdesk.assistant.language.conditions import Where, condition
from frontdesk.assistant.language.cover import Cover, covers
from frontdesk.assistant.language.ground import PERSONAL, Ground
from frontdesk.assistant.language.order_pieces import OrderPieces
from frontdesk.assistant.language.pieces import (
    Cond,
    Filler,
    Having,
    Joining,
    Mention,
    Piece,
    Record,
    Unknown,
)
from frontdesk.assistant.language.words import Word
from frontdesk.crm.fields import Relation
from frontdesk.language.values.value import NumberValue

Found = Iterator[tuple[int, Piece, float]]

NOT_UNDERSTOOD = 10.0
SLIP = 0.3
LINKS = (Word.OF, Word.FOR, Word.WITH, Word.IN, Word.FROM, Word.BY, Word.OWNED, Word.ABOUT, Word.TO, Word.WHOSE)
MOST_BEFORE_NAME = 4
_NUMBERED = ("#", "id", "no", "number", "nr", "num", "no.")
_WEIGHTLESS = (Word.FILLER, Word.ALL, Word.IS, Word.WITH)
_TRAILING = (Word.IN, Word.OF, Word.FOR, Word.FROM, Word.BY, Word.ABOUT, Word.WITH)
_SHOWING = ("show", "list", "give", "display", "tell")
_LEADING = (Word.FILLER, Word.SHOW, Word.ALL, Word.IS)


class NounPhrases:
    """Reads phrases about one object. `nested`: within a phrase about another one."""

    def __init__(self, ground: Ground, object: str, *, nested: bool = False):
        self.ground = ground
        self.object = object
        self.nested = nested
        words = ground.lexicon.of(object)
        self.definition = words.definition
        self.conditions = ConditionPieces(ground, words, nested=nested)
        self.orders = OrderPieces(ground, words)
        self._others: dict[tuple[str, bool], NounPhrases] = {}
        self.lead = 0

    def covers(self, start: int, end: int) -> list[Cover[Piece]]:
        """The cheapest ways to read all from one token to before another."""
        self.lead = end_of_lead(self.ground, start)
        return covers(start, end, self.pieces_at).get(end, [])

    def prefixes(self, start: int) -> dict[int, list[Cover[Piece]]]:
        """The ways to read what begins at a token, by where they end."""
        return covers(start, self.ground.length, self.pieces_at)

    def pieces_at(self, place: int) -> Sequence[tuple[int, Piece, float]]:
        """Kept with the ground: of one message the same is asked many times, by different ways to read it."""
        key = (type(self), self.object, self.nested, self.conditions.nested, self.lead, place)
        found: Sequence[tuple[int, Piece, float]] | None = self.ground.kept.get(key)
        if found is None:
            ways = self._pieces(place)
            found = [(end, piece, cost + SLIP * self.ground.slips(place, end)) for end, piece, cost in ways]
            self.ground.kept[key] = found
        return found

    def _pieces(self, place: int) -> Found:
        yield place + 1, Unknown(place), NOT_UNDERSTOOD
        if self._points(place):
            yield from self._pointed(place)
            return
        yield from self._fillers(place)
        yield from self._joinings(place)
        yield from self.mentions(place)
        yield from self.conditions.at(place)
        yield from self.conditions.searched_at(place)
        yield from self.conditions.titled_at(place)
        yield from self._records(place)
        if not self.nested:
            yield from self.orders.at(place)
            yield from self._having(place)
        yield from self._related(place)
        for start in self.ground.words(place, *LINKS):
            yield from self._pointed(start)

    def _points(self, place: int) -> bool:
        """Whether `this lead` begins here, which means one record or is not understood."""
        return any(self.ground.this_at(name, place) is not None for name in self._near_objects())

    def _near_objects(self) -> list[str]:
        return [self.object, *(relation.object for relation in self.definition.relations)]

    def _pointed(self, place: int) -> Found:
        for name in dict.fromkeys(self._near_objects()):
            end, meant = self.ground.this_at(name, place), self.ground.record_meant(name)
            if end is None or meant is None:
                continue
            if name == self.object:
                yield end, Record((meant,)), 0.3
            for relation in self.definition.relations:
                if relation.object == name:
                    yield end, Cond(condition(relation.path, "eq", meant), relation.path), 0.5

    def _fillers(self, place: int) -> Found:
        """Words that say nothing where they stand."""
        for end in self.ground.words(place, *_WEIGHTLESS):
            yield end, Filler(), 0.1
        for end in self.ground.words(place, Word.SHOW):
            if end <= self.lead:
                yield end, Filler(), 0.1
            elif self.ground.tokens[place - 1].word in ("and", ",") and self.ground.tokens[place].word in _SHOWING:
                yield end, Filler(), 0.15
        # Of what is sent and received, "came in" says more than that it was recorded.
        directed = self.definition.get("direction") is not None
        if not directed and not any(self.conditions.words.options.at(self.ground.tokens, place)):
            for end in self.ground.words(place, Word.CREATED):
                yield end, Filler(), 0.6
        for end in self.ground.words(place, *_TRAILING):
            is_last = not any(token.is_word for token in self.ground.tokens[end:])
            if is_last or self.ground.words(end, Word.ALL):
                yield end, Filler(), 0.2
        if not self.nested:
            yield from self._pronouns(place)

    def _pronouns(self, place: int) -> Found:
        meant = self.ground.pronoun_at(place)
        for start in self.ground.after(place, *LINKS):
            yield from self._of_pronoun(start)
        # "His deals" of nobody, or of somebody who can have none, are not all deals.
        if self.ground.tokens[place].word in (*PERSONAL, "his") and (meant is None or meant[0] != self.object):
            return
        for end in self.ground.words(place, Word.IT, Word.THEM):
            yield end, Filler(), 0.15
        for end, value in self.ground.values.get(place, ()) if self.ground.pointed is not None else ():
            if isinstance(value, NumberValue) and value.ordinal:
                yield end, Filler(), 0.3

    def _of_pronoun(self, place: int) -> Found:
        """`his deals`, `tasks for it`: of the one record that the pronoun means."""
        meant = self.ground.pronoun_at(place)
        if meant is not None and meant[0] != self.object:
            for relation in [one for one in self.definition.relations if one.object == meant[0]][:1]:
                yield place + 1, Cond(condition(relation.path, "eq", meant[1]), relation.path), 0.05

    def _joinings(self, place: int) -> Found:
        for end in self.ground.words(place, Word.AND) if not self.ground.leaves_out(place) else ():
            yield end, Joining(False), 0.1
        for end in self.ground.words(place, Word.OR):
            yield end, Joining(True), 0.1

    def mentions(self, place: int) -> Found:
        """The object itself, with a number where one follows: `lead 132`, `leads #5`."""
        for start in self.ground.past(place, Word.OF, Word.IN, Word.FROM, Word.FOR)[1:] if not self.nested else ():
            if start < self.ground.length:
                for end, piece, cost in self._mentions(start):
                    yield end, piece, cost + 0.1
        yield from self._mentions(place)

    def _mentions(self, place: int) -> Found:
        for end, name in self.ground.lexicon.objects.at(self.ground.tokens, place):
            if name != self.object or self._is_option_before_mention(place, end):
                continue
            yield end, Mention(name, _is_singular(self.ground.tokens[end - 1].word)), 0.3
            for after, number in self._number(end):
                yield after, Record((number,)), 0.3

    def _is_option_before_mention(self, place: int, end: int) -> bool:
        """In `todo tasks` the first word is a state, though tasks are also called that."""
        options = {stop for stop, _ in self.conditions.words.options.at(self.ground.tokens, place)}
        if end not in options or end >= self.ground.length:
            return False
        return any(name == self.object for _, name in self.ground.lexicon.objects.at(self.ground.tokens, end))

    def _number(self, place: int) -> Iterator[tuple[int, int]]:
        begin = place
        while begin < self.ground.length and begin < place + 3 and self.ground.tokens[begin].word in _NUMBERED:
            begin += 1
        for end, value in self.ground.values.get(begin, ()) if begin < self.ground.length else ():
            if isinstance(value, NumberValue) and not value.percent and not value.ordinal and end == begin + 1:
                yield end, int(value.number)

    def _records(self, place: int) -> Found:
        starts = (
            self.ground.past(place, Word.OF, Word.FOR, Word.ABOUT, Word.WITH, Word.BY) if not self.nested else [place]
        )
        for start in starts:
            yield from self.conditions.records_at(start)

    # records that hang together

    def other(self, name: str, *, happening: bool = False) -> "NounPhrases":
        """Phrases about another object within this one. `happening`: a day that is said belongs rather to it."""
        if (name, happening) not in self._others:
            phrases = NounPhrases(self.ground, name, nested=True)
            phrases.conditions.nested = not happening
            self._others[name, happening] = phrases
        return self._others[name, happening]

    def _related(self, place: int) -> Found:
        """`of contacts in Mumbai`, `taught by Meera`'s longer form `with trainer Meera`, `of lead 12`."""
        if self.nested and self.ground.words(place, Word.WITH):
            return
        for start in self.ground.past(place, *LINKS):
            for name, relation in self._related_near(start, 1 if start == place else MOST_BEFORE_NAME):
                yield from self._through(relation, name, start, linked=start > place)
        # "Interested in an advanced course": the word for the relation and then what is said of it.
        for end, path in self.conditions.words.fields.at(self.ground.tokens, place):
            field = self.definition.by_path[path]
            for start in self.ground.past(end, *LINKS) if isinstance(field, Relation) else ():
                for name, relation in self._related_near(start, MOST_BEFORE_NAME):
                    if relation is field:
                        yield from self._through(relation, name, start, linked=True)

    def _related_near(self, start: int, words: int) -> list[tuple[str, Relation]]:
        """Objects that are named within so many words, and how this one points at them."""
        named = dict.fromkeys(
            name
            for place in range(start, min(start + words, self.ground.length))
            for _, name in self.ground.lexicon.objects.at(self.ground.tokens, place)
        )
        return [
            (name, next(one for one in self.definition.relations if one.object == name and not one.own))
            for name in named
            if name != self.object and any(one.object == name and not one.own for one in self.definition.relations)
        ]

    def _through(self, relation: Relation, name: str, start: int, *, linked: bool) -> Found:
        for end, ways in self.other(name).prefixes(start).items():
            for way in ways[:2]:
                where = _mapped(relation, way.pieces)
                said = _says_object(way.pieces) and _ends_well(way.pieces)
                if where is not None and way.cost < NOT_UNDERSTOOD and said:
                    yield end, Cond(where), way.cost + (0.3 if linked else 3.0)

    def _having(self, place: int) -> Found:
        """`without tasks`, `with open deals`."""
        for kind, none in ((Word.WITHOUT, True), (Word.WITH, False)):
            for start in self.ground.words(place, kind):
                yield from self._pointing(start, none)

    def _pointing(self, start: int, none: bool) -> Found:
        for target in self._pointers_from(start):
            inner = self.other(target[0], happening=True)
            for end, ways in inner.prefixes(start).items():
                for way in ways[:1]:
                    if way.cost < NOT_UNDERSTOOD and _says_object(way.pieces) and _ends_well(way.pieces):
                        where = conditions.all_of(_plain_conditions(way.pieces))
                        yield end, Having(target[0], target[1], where, none), way.cost + 0.8

    def _pointers_from(self, start: int) -> list[tuple[str, str]]:
        """Objects that are named within the next words and point at this one."""
        named: list[tuple[str, str]] = []
        for place in range(start, min(start + 5, self.ground.length)):
            for _, name in self.ground.lexicon.objects.at(self.ground.tokens, place):
                for definition, relation in self.ground.scope.catalogue.pointing_at[self.object]:
                    if definition.name == name and (name, relation.path) not in named:
                        named.append((name, relation.path))
        return named


def end_of_lead(ground: Ground, start: int) -> int:
    """Where the words end that only say that something shall be shown."""
    place = start
    while place < ground.length:
        ends = ground.words(place, *_LEADING)
        if not ends:
            break
        place = ends[0]
    return place


def _is_singular(word: str) -> bool:
    return not word.endswith("s") and word not in ("people", "faculty", "staff")


def _says_object(pieces: Sequence[Piece]) -> bool:
    return any(isinstance(piece, Mention) for piece in pieces)


def _ends_well(pieces: Sequence[Piece]) -> bool:
    return bool(pieces) and not isinstance(pieces[-1], (Joining, Filler))


def _plain_conditions(pieces: Sequence[Piece]) -> list[Where]:
    return [piece.json for piece in pieces if isinstance(piece, Cond)]


def _mapped(relation: Relation, pieces: Sequence[Piece]) -> Where | None:
    """What is said of a related record, as conditions on the relation; None where it cannot be said so."""
    found: list[Where] = []
    for piece in pieces:
        if isinstance(piece, Cond):
            mapped = _through_relation(relation.path, piece.json)
            if mapped is None:
                return None
            found.append(mapped)
        elif isinstance(piece, Record):
            found.append(conditions.is_in(relation.path, list(piece.ids)))
        elif not isinstance(piece, (Filler, Mention)):
            return None
    return conditions.all_of(found)


def _through_relation(path: str, where: Where) -> Where | None:
    for branch in ("and", "or"):
        if branch in where:
            parts = [_through_relation(path, part) for part in where[branch]]
            return None if None in parts else {branch: parts}
    if "not" in where:
        inner = _through_relation(path, where["not"])
        return None if inner is None else {"not": inner}
    field: Any = where["field"]
    return None if "." in field and not field.startswith("custom.") else {**where, "field": f"{path}.{field}"}
