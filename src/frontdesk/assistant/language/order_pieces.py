"""Order pieces: what a part of a sentence says of order, number, groups and figures."""

from collections.abc import Iterator
from dataclasses import replace

from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.lexicon import ObjectWords
from frontdesk.assistant.language.object_facts import amount_of, due_field, happened_field
from frontdesk.assistant.language.pieces import (
    Direction,
    Extreme,
    FieldWord,
    Figure,
    Grouped,
    Most,
    Ordering,
    Piece,
)
from frontdesk.assistant.language.words import STEPS, Word
from frontdesk.crm.fields import Boolean, Date, Email, Field, Phone, Time
from frontdesk.crm.fields.numbers import Number
from frontdesk.language.values.value import NumberValue

Found = Iterator[tuple[int, Piece, float]]

_AHEAD = ("upcoming", "next", "coming", "forthcoming")
_AT_TOP = (("at", "the", "top"), ("on", "top"), ("at", "top"), ("first",), ("coming", "first"))
_FUNCTIONS = {Word.SUM: "sum", Word.AVERAGE: "avg"}


class OrderPieces:
    """Finds order, groups and figures of one object."""

    def __init__(self, ground: Ground, words: ObjectWords):
        self.ground = ground
        self.words = words
        self.definition = words.definition

    def at(self, place: int) -> Found:
        yield from self._sorted(place)
        yield from self._directions(place)
        yield from self._extremes(place)
        yield from self._grouped(place)
        yield from self._wise(place)
        yield from self._figures(place)
        yield from self._field_words(place)

    def fields_at(self, place: int) -> Iterator[tuple[int, Field]]:
        if place < self.ground.length:
            for end, path in self.words.fields.at(self.ground.tokens, place):
                yield end, self.definition.by_path[path]

    def _sorted(self, place: int) -> Found:
        for start in self.ground.words(place, Word.SORT):
            for begin in self.ground.after(start, Word.BY, Word.FILLER):
                for end, field in self.fields_at(begin):
                    if field.sortable:
                        yield end, Ordering(field.path, _falls(field)), 0.6
                if begin < self.ground.length and self.ground.tokens[begin].word in ("date", "time", "age"):
                    yield begin + 1, Ordering(happened_field(self.definition).path, False), 0.7
        for start in self.ground.words(place, Word.BY):
            for end, field in self.fields_at(start):
                if isinstance(field, (Number, Date, Time)) and field.name != "id":
                    yield end, Ordering(field.path, _falls(field)), 1.0

    def _directions(self, place: int) -> Found:
        for kind, descending in ((Word.DESCENDING, True), (Word.ASCENDING, False)):
            for end in self.ground.words(place, kind):
                alphabetical = any(
                    token.word.startswith(("alphabet", "a", "z")) and len(token.word) != 3
                    for token in self.ground.tokens[place:end]
                )
                yield end, Direction(descending, alphabetical), 0.5
        for end in self.ground.words(place, Word.NEWEST):
            yield end, Extreme(True, by_time=True, order=True), 0.6
        for kind, descending in ((Word.LARGEST, True), (Word.SMALLEST, False)):
            for start in self.ground.words(place, kind):
                yield from ((end, Direction(descending), 0.5) for end in self._at_top(start))
                for end, field in self.fields_at(start):
                    for after in range(end, min(end + 1, self.ground.length)):
                        if self.ground.tokens[after].word == "first":
                            yield after + 1, Ordering(field.path, descending), 0.5

    def _at_top(self, place: int) -> list[int]:
        """`the longest one at the top`, `biggest ones on top`, `the largest first`."""
        begin = place + (place < self.ground.length and self.ground.tokens[place].word in ("one", "ones"))
        words = tuple(token.word for token in self.ground.tokens[begin : begin + 3])
        return [begin + len(said) for said in _AT_TOP if words[: len(said)] == said]

    def _extremes(self, place: int) -> Found:
        count, start = self._count_at(place)
        for end, piece, cost in self._extreme(start) if start < self.ground.length else ():
            yield end, replace(piece, count=count or piece.count), cost
        if count is None:
            return
        for end in self.ground.words(start, Word.THEM) if start < self.ground.length else ():
            yield end, Most(count), 0.8
        # A number alone: "5 leads".
        if self._is_followed_by_mention(start):
            yield start, Most(count), 0.8

    def _is_followed_by_mention(self, place: int) -> bool:
        near = range(place, min(place + 3, self.ground.length))
        return any(
            name == self.definition.name
            for at in near
            for _, name in self.ground.lexicon.objects.at(self.ground.tokens, at)
        )

    def _extreme(self, place: int) -> Iterator[tuple[int, Extreme, float]]:
        kinds = (
            (Word.LARGEST, True, False), (Word.SMALLEST, False, False), (Word.NEW, True, True),
            (Word.OLDEST, False, True),
        )  # fmt: skip
        for kind, descending, by_time in kinds:
            if kind is Word.NEW and any(self.words.options.at(self.ground.tokens, place)):
                continue
            for end in self.ground.words(place, kind):
                count, after = self._count_at(end)
                is_order = by_time and self.ground.tokens[end - 1].word in ("first", "top")
                soon = is_order and self.ground.tokens[place].word in ("earliest", "soonest", "nearest")
                yield after, Extreme(descending, by_time, count, order=is_order, soon=soon), 1.0
        for kind, descending in ((Word.FIRST, False), (Word.LAST, True)):
            for end in self.ground.words(place, kind):
                count, after = self._count_at(end)
                yield after, Extreme(descending, True, count), 1.0
        if self.ground.tokens[place].word in _AHEAD and (due_field(self.definition) or self.definition.entry):
            count, after = self._count_at(place + 1)
            yield after, Extreme(False, True, count, ahead=True), 0.9

    def _count_at(self, place: int) -> tuple[int | None, int]:
        for end, value in self.ground.values.get(place, ()) if place < self.ground.length else ():
            if isinstance(value, NumberValue) and not value.ordinal and not value.percent and 1 <= value.number <= 200:
                return int(value.number), end
        return None, place

    def _grouped(self, place: int) -> Found:
        for start in self.ground.words(place, Word.BY):
            for end, field in self.fields_at(start):
                if field.groupable and field.name != "id" and not isinstance(field, (Number, Date, Time, Email, Phone)):
                    yield end, Grouped(field.path), 0.8
            yield from self._steps(start)
            if start < self.ground.length and self.ground.tokens[start].word in ("owner", "person", "agent", "rep"):
                yield start + 1, Grouped("owner_id"), 0.8
            yield from self._related_groups(start)

    def _wise(self, place: int) -> Found:
        """`city wise`, `month-wise`: by it."""
        if any(self.ground.words(place, Word.BY)):
            return
        for end, field in self.fields_at(place):
            if field.groupable and field.name != "id" and not isinstance(field, (Number, Date, Time)):
                yield from ((after, Grouped(field.path), 0.8) for after in self._past_wise(end))
        for end, piece, cost in [*self._steps(place), *self._related_groups(place)]:
            yield from ((after, piece, cost) for after in self._past_wise(end))
        if self.ground.tokens[place].word in ("owner", "person", "agent", "rep", "counsellor", "counselor"):
            yield from ((after, Grouped("owner_id"), 0.9) for after in self._past_wise(place + 1))

    def _past_wise(self, place: int) -> list[int]:
        begin = place + (place < self.ground.length and self.ground.tokens[place].word == "-")
        is_wise = begin < self.ground.length and self.ground.tokens[begin].word == "wise"
        return [begin + 1] if is_wise else []

    def _steps(self, start: int) -> Found:
        for end, step in STEPS.at(self.ground.tokens, start) if start < self.ground.length else ():
            at = happened_field(self.definition)
            yield end, Grouped(f"{at.path}:{step}"), 0.8
            for begin in self.ground.after(end, Word.OF, Word.FILLER):
                for after, field in self.fields_at(begin):
                    if field.has_periods:
                        yield after, Grouped(f"{field.path}:{step}"), 0.8
            for after in self.ground.words(end, Word.CREATED):
                yield after, Grouped(f"created_at:{step}"), 0.8
        for end, field in self.fields_at(start):
            for after, step in (
                STEPS.at(self.ground.tokens, end) if field.has_periods and end < self.ground.length else ()
            ):
                yield after, Grouped(f"{field.path}:{step}"), 0.7

    def _related_groups(self, start: int) -> Found:
        if start >= self.ground.length:
            return
        for end, name in self.ground.lexicon.objects.at(self.ground.tokens, start):
            for relation in self.definition.relations:
                if relation.object == name:
                    yield end, Grouped(relation.path), 0.8

    def _figures(self, place: int) -> Found:
        for end in self.ground.words(place, Word.COUNT):
            yield end, Figure("count"), 0.4
            for after, field in self.fields_at(end) if self.ground.tokens[place].word == "how" else ():
                if field.is_number and self.ground.tokens[place + 1].word == "much":
                    yield after, Figure("sum", field.path), 0.3
        for end in self.ground.words(place, Word.HOW_MUCH):
            if amount_of(self.definition) is not None:
                yield end, Figure("sum"), 0.6
        for kind, function in _FUNCTIONS.items():
            for start in self.ground.words(place, kind):
                yield start, Figure(function), 0.9
                for begin in self.ground.after(start, Word.FILLER):
                    yield from self._figures_of(begin, function)

    def _figures_of(self, place: int, function: str) -> Found:
        for end, field in self.fields_at(place):
            if field.is_number and field.name != "id":
                yield end, Figure(function, field.path), 0.6
        if place >= self.ground.length:
            return
        for start, name in self.ground.lexicon.objects.at(self.ground.tokens, place):
            for end, field in self.fields_at(start) if name == self.definition.name else ():
                if field.is_number:
                    yield end, Figure(function, field.path), 0.6

    def _field_words(self, place: int) -> Found:
        for end, field in self.fields_at(place):
            if not isinstance(field, Boolean):
                yield end, FieldWord(field.path), 1.3


def _falls(field: Field) -> bool:
    """Amounts are mostly wanted from the largest down, all else from the first up."""
    return isinstance(field, Number)
