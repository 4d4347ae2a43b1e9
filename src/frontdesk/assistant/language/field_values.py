"""Field values: what a sentence says that one field of an object is."""

from collections.abc import Iterator

from frontdesk.assistant.language import conditions
from frontdesk.assistant.language.conditions import Where, condition
from frontdesk.assistant.language.lexicon import Option
from frontdesk.assistant.language.pieces import Cond
from frontdesk.assistant.language.whose import Whose
from frontdesk.assistant.language.words import Word
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Boolean, Choice, Field, Member, Relation, Several, Text
from frontdesk.language.values.tense import looking_back
from frontdesk.language.values.value import AnyValue, DayValue, NumberValue, PeriodValue

Found = Iterator[tuple[int, Cond, float]]


MOST_RAW_WORDS = 6


class FieldValues(Whose):
    """Finds values of fields that are named or known."""

    def values_of(self, field: Field, start: int) -> Iterator[tuple[int, Cond]]:
        """Values of just this field that begin at a place, with lists of them."""
        for end, found in self._single_values(field, start):
            yield end, found
            for after, more, _ in self._more_of(field, found, end):
                yield after, more

    def _more_of(self, field: Field, first: Cond, end: int) -> Found:
        values = values_in(first)
        while values is not None:
            begin = self._past_joining(end)
            following = next(iter(self._single_values(field, begin)), None) if begin != end else None
            more = values_in(following[1]) if following else None
            if following is None or more is None:
                return
            end, values = following[0], [*values, *more]
            yield end, Cond(conditions.is_in(field.path, values), field.path), 0

    def _single_values(self, field: Field, start: int) -> Iterator[tuple[int, Cond]]:
        if start >= self.ground.length:
            return
        for end, option in self.words.options.at(self.ground.tokens, start):
            if option.path == field.path:
                yield end, option_cond(self.definition, option)
        if isinstance(field, Boolean):
            yield from self._truths(field, start)
        for end, value in self.ground.values.get(start, ()):
            found = self._fits(field, value)
            if found is not None:
                yield end, Cond(found, field.path if found.get("op") == "eq" else None)
        if isinstance(field, (Relation, Member)):
            yield from self._pointed_at(field, start)
        if type(field) is Text:
            yield from self._texts_of(field, start)

    def _truths(self, field: Field, start: int) -> Iterator[tuple[int, Cond]]:
        truth = {"yes": True, "true": True, "no": False, "false": False}.get(self.ground.tokens[start].word)
        if truth is not None:
            yield start + 1, Cond(condition(field.path, "eq", truth), field.path)

    def _pointed_at(self, field: Relation | Member, start: int) -> Iterator[tuple[int, Cond]]:
        if isinstance(field, Member):
            for end, colleagues in self.colleagues_at(start):
                yield end, Cond(conditions.is_in(field.path, [one.id for one in colleagues]), field.path)
            return
        for end, value in self.ground.values.get(start, ()):
            if isinstance(value, NumberValue) and not value.ordinal and not value.percent:
                yield end, Cond(condition(field.path, "eq", int(value.number)), field.path)
        for end, evidence in self.ground.evidence_at(self.definition.name, start):
            ids = [one.id for one in evidence.of(field.object)]
            if ids:
                yield end, Cond(conditions.is_in(field.path, ids), field.path)

    def _texts_of(self, field: Text, start: int) -> Iterator[tuple[int, Cond]]:
        for end, text in self.ground.quoted(start):
            yield end, Cond(condition(field.path, "eq", text), field.path)
        for end, evidence in self.ground.evidence_at(self.definition.name, start):
            for stored in evidence.stored:
                if stored.path == field.path:
                    yield end, Cond(condition(field.path, "eq", stored.text), field.path)
        known = self.ground.evidence_at(self.definition.name, start)
        ends = {end for end, evidence in known for one in evidence.stored if one.path == field.path}
        operator = "contains" if field.path in self.definition.title.fields else "eq"
        for end in self._raw_ends(start):
            if end not in ends:
                path = field.path if operator == "eq" else None
                yield end, Cond(condition(field.path, operator, self.ground.written(start, end)), path)

    def _raw_ends(self, start: int) -> list[int]:
        """Where a text may end that is given as it is: before the next word of the language."""
        end = start
        while end < min(self.ground.length, start + MOST_RAW_WORDS) and self._is_raw(end):
            end += 1
        return [end] if end > start else []

    def _is_raw(self, place: int) -> bool:
        token = self.ground.tokens[place]
        return (
            token.is_word
            and token.word != "'s"
            and token.word not in self.ground.lexicon.known
            and not any(not isinstance(value, NumberValue) for _, value in self.ground.values.get(place, ()))
        )

    def _parts_of_text(self, field: Text, start: int) -> Found:
        for operator, kind in (("contains", Word.CONTAINS), ("starts_with", Word.STARTS)):
            for begin in self.ground.words(start, kind):
                for end, text in [*self.ground.quoted(begin), *self._raw_texts(begin)]:
                    yield end, Cond(condition(field.path, operator, text)), 0.8

    def _raw_texts(self, start: int) -> list[tuple[int, str]]:
        ends = self._raw_ends(start) if start < self.ground.length else []
        if not ends and start < self.ground.length and self.ground.tokens[start].is_word:
            ends = [start + 1]
        return [(end, self.ground.written(start, end)) for end in ends]

    def _fits(self, field: Field, value: AnyValue) -> Where | None:
        """The condition that the field has the value; what has happened already lies in the past."""
        if not is_past(field, self.definition):
            return conditions.fits(field, value)
        if isinstance(value, DayValue):
            value = looking_back(value, self.ground.value_habits)
        if isinstance(value, PeriodValue):
            value = conditions.past_year(looking_back(value, self.ground.value_habits), self.ground.scope.habits.today)
        return conditions.fits(field, value)

    def _past_joining(self, place: int) -> int:
        start = place
        while place < self.ground.length and self.ground.tokens[place].word == ",":
            place += 1
        joined = self.ground.words(place, Word.AND, Word.OR)
        place = joined[0] if joined else place
        fillers = self.ground.words(place, Word.FILLER) if place != start else []
        return fillers[0] if fillers and self.ground.tokens[place].word in ("the", "a", "an") else place


def is_past(field: Field, definition: Definition) -> bool:
    """Whether a time is one at which something was done: a month without its year is then one that is over."""
    return field.name != definition.due and field.name.endswith(("_at", "_on", "ed"))


def option_cond(definition: Definition, option: Option) -> Cond:
    field = definition.by_path[option.path]
    if isinstance(field, Several):
        return Cond(condition(option.path, "contains", option.value))
    return Cond(condition(option.path, "eq", option.value), option.path if isinstance(field, Choice) else None)


def values_in(cond: Cond) -> list[object] | None:
    """The values of a condition that is no more than that; None for any other."""
    if cond.where.get("op") == "eq":
        return [cond.where["value"]]
    return list(cond.where["value"]) if cond.where.get("op") == "in" else None
