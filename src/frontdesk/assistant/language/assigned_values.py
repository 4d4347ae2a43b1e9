"""Assigned values: the values that a sentence gives to one field."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from frontdesk.assistant.language.assigned import (
    AtTime,
    OnDay,
    OneOfSeveral,
    Raised,
    Shift,
    value_for,
)
from frontdesk.assistant.language.field_values import is_past
from frontdesk.assistant.language.told_texts import ToldTexts
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.language.words import Word
from frontdesk.crm.fields import (
    Boolean,
    Choice,
    Currency,
    Date,
    Email,
    Field,
    Member,
    Phone,
    Relation,
    Several,
    Text,
    Time,
)
from frontdesk.crm.fields.numbers import Number
from frontdesk.language.values.tense import looking_ahead, looking_back
from frontdesk.language.values.value import (
    AnyValue,
    DayValue,
    DurationValue,
    MoneyValue,
    NumberValue,
)

_WORDS = vocabulary("writing")
LATER, EARLIER, BRINGING = _WORDS["later"], _WORDS["earlier"], _WORDS["bringing"]
RAISING, LOWERING = _WORDS["raising"], _WORDS["lowering"]


_OF_THE_CLOCK = (
    "at",
    "noon",
    "midnight",
    "half",
    "past",
    "quarter",
    "to",
    "am",
    "pm",
    "o'clock",
    "a",
    "p",
    "m",
    "h",
    "sharp",
    "by",
    "midday",
)


class AssignedValues(ToldTexts):
    """Finds values for the fields of one object."""

    def values_of(self, field: Field, start: int) -> Iterator[tuple[int, Any, float]]:
        """Values for just this field that begin at a place: (end, JSON value, cost)."""
        if start >= self.ground.length:
            return
        if isinstance(field, (Choice, Several)):
            for end, option in self.words.options.at(self.ground.tokens, start):
                if option.path == field.path:
                    yield end, option_value(field, option.value), 0.0
        elif isinstance(field, Boolean):
            truth = {"yes": True, "true": True, "no": False, "false": False}.get(self.ground.tokens[start].word)
            if truth is not None:
                yield start + 1, truth, 0.0
        elif isinstance(field, (Relation, Member)):
            yield from self._pointed(field, start)
        elif isinstance(field, Text) and not isinstance(field, (Email, Phone, Currency)):
            # "From Pune to Mumbai" says what was and what shall be.
            yield from self.texts(start) if self.ground.tokens[start].word != "from" else ()
        yield from self._typed_values(field, start)
        for end in self.ground.words(start, Word.EMPTY):
            yield end, None, 0.0

    def _typed_values(self, field: Field, start: int) -> Iterator[tuple[int, Any, float]]:
        yield from self._shifts(field, start)
        raised = list(self._raised(field, start))
        yield from raised
        if raised or self._counts_on(start):
            return
        for end, value in self.ground.values.get(start, ()):
            found = self._moment(field, value, start, end)
            if not self.titled and self.ground.tokens[end - 1].word in (*LATER, *EARLIER):
                continue
            if found is not None:
                yield end, found, 0.0 if not (isinstance(value, DayValue) and value.vague_time) else 0.05

    def _shifts(self, field: Field, start: int) -> Iterator[tuple[int, Shift, float]]:
        """`by two days`, `a week later`: counted from the time that the record has."""
        if self.titled or not isinstance(field, (Date, Time)) or start >= self.ground.length:
            return
        begin = start + (self.ground.tokens[start].word == "by")
        for end, value in self.ground.values.get(begin, ()):
            following = self.ground.tokens[end].word if end < self.ground.length else ""
            if not isinstance(value, DurationValue) or not (begin > start or following in (*LATER, *EARLIER)):
                continue
            back = following in EARLIER or any(token.word in BRINGING for token in self.ground.tokens[:start])
            shift = _shift(value, self.ground.phrase(begin, end), -1 if back else 1)
            yield end + (following in (*LATER, *EARLIER)), shift, 0.0

    def _counts_on(self, start: int) -> bool:
        """Whether `by` counts from what there is: `raise the fee by 50`."""
        by = start if self.ground.tokens[start].word == "by" else start - 1
        verbs = (*RAISING, *LOWERING)
        is_by = by > 0 and self.ground.tokens[by].word == "by"
        return not self.titled and is_by and any(token.word in verbs for token in self.ground.tokens[:by])

    def _raised(self, field: Field, start: int) -> Iterator[tuple[int, Raised, float]]:
        if not isinstance(field, Number) or not self._counts_on(start):
            return
        begin = start + (self.ground.tokens[start].word == "by")
        sign = -1 if any(token.word in LOWERING for token in self.ground.tokens[:start]) else 1
        for end, value in self.ground.values.get(begin, ()):
            number = value.number if isinstance(value, NumberValue) and not value.ordinal else None
            number = value.amount if isinstance(value, MoneyValue) else number
            if number is not None:
                percent = isinstance(value, NumberValue) and value.percent
                yield end, Raised(sign * number, percent), 0.0

    def _moment(self, field: Field, value: AnyValue, start: int, end: int) -> Any:
        """As `_value`; a time of day that is said alone is one on the day that a record has already."""
        found = self._value(field, value)
        is_alone = isinstance(value, DayValue) and not self.titled and self._is_time_alone(value, start, end)
        if found is not None and is_alone and isinstance(value, DayValue) and value.at is not None:
            return AtTime(value.at.timetz().replace(tzinfo=None))
        if isinstance(value, DayValue) and isinstance(field, Time) and value.at is None and not self.titled:
            return OnDay(date.fromisoformat(found))
        return found

    def _is_time_alone(self, value: AnyValue, start: int, end: int) -> bool:
        """`2pm`, `at half past 3`: no word of it says a day."""
        if not isinstance(value, DayValue) or value.at is None:
            return False
        words = self.ground.phrase(start, end).split()
        return all(word in _OF_THE_CLOCK or word[0].isdigit() for word in words) and "/" not in self.ground.written(
            start, end
        )

    def _value(self, field: Field, value: AnyValue) -> Any:
        """The JSON of a value for a field; what is logged lies in the past, all else ahead."""
        if isinstance(value, DayValue) and field.has_periods:
            back = self.in_past or is_past(field, self.definition)
            value = (
                looking_back(value, self.ground.value_habits)
                if back
                else looking_ahead(value, self.ground.value_habits)
            )
        return value_for(field, value)

    def _pointed(self, field: Relation | Member, start: int, *, named: bool = True) -> Iterator[tuple[int, Any, float]]:
        if isinstance(field, Member):
            for end, user_id in self.colleagues_at(start):
                yield end, user_id, 0.0
            return
        begins = [start]
        for end, name in self.ground.lexicon.objects.at(self.ground.tokens, start):
            if name == field.object:
                begins.append(end)
        for begin in begins:
            # A bare number is the record's only behind the word for it.
            yield from self._records(field, begin, numbers=named or begin > start)

    def _records(self, field: Relation, start: int, *, numbers: bool) -> Iterator[tuple[int, Any, float]]:
        for end, value in self.ground.values.get(start, ()) if numbers and start < self.ground.length else ():
            if isinstance(value, NumberValue) and not value.ordinal and not value.percent:
                yield end, int(value.number), 0.1
        for end, evidence in self.ground.evidence_at(self.definition.name, start) if start < self.ground.length else ():
            named = evidence.of(field.object)
            if len(named) == 1:
                yield end, named[0].id, 0.0 if named[0].whole else 0.1
            elif named:
                yield end, OneOfSeveral(field.object, tuple((one.id, one.title) for one in named)), 0.1
        this = self.ground.this_at(field.object, start)
        meant = self.ground.record_meant(field.object)
        if this is not None and meant is not None:
            yield this, meant, 0.0
        pointed = self.ground.pronoun_at(start)
        if pointed is not None and pointed[0] == field.object:
            yield start + 1, pointed[1], 0.2

    def colleagues_at(self, place: int) -> Iterator[tuple[int, int]]:
        if place >= self.ground.length:
            return
        if self.ground.tokens[place].word in ("me", "myself") and self.ground.asker.id is not None:
            yield place + 1, self.ground.asker.id
        for end in range(min(place + 4, self.ground.length), place, -1):
            found = self.ground.colleagues_named(place, end)
            if len(found) == 1 and self.ground.tokens[end - 1].is_word:
                yield end, found[0].id


def _shift(value: DurationValue, said: str, sign: int) -> Shift:
    if value.days and ("month" in said or "year" in said):
        return Shift(months=sign * round(value.days / 365 * 12))
    return Shift(seconds=sign * value.seconds)


def option_value(field: Field, value: Any) -> Any:
    return [value] if isinstance(field, Several) else value
