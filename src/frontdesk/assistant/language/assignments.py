"""Assignments: which fields of a record shall have which values, as a sentence says it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from frontdesk.assistant.language.condition_pieces import is_past
from frontdesk.assistant.language.conditions import duration_in, number_json
from frontdesk.assistant.language.cover import Cover, covers
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD, SLIP
from frontdesk.assistant.language.object_facts import amount_of, due_field, happened_field
from frontdesk.assistant.language.words import Word
from frontdesk.crm.fields import (
    Boolean,
    Choice,
    Currency,
    Date,
    Email,
    Field,
    LongText,
    Member,
    Phone,
    Relation,
    Several,
    Text,
    Time,
)
from frontdesk.crm.fields.numbers import Money, Number, Percent
from frontdesk.language.values.tense import looking_ahead, looking_back
from frontdesk.language.values.value import (
    AnyValue,
    DayValue,
    DurationValue,
    EmailValue,
    MoneyValue,
    NumberValue,
    PhoneValue,
)

ENDS_TEXT = (",", ";", "|", "\n")
MOST_TITLE_WORDS = 40
CALLING = (
    "call",
    "ring",
    "phone",
    "contact",
    "ping",
    "follow",
    "followup",
    "meet",
    "callback",
    "chase",
    "catch",
    "reach",
)
SALUTATIONS = ("mr", "mrs", "ms", "miss", "dr", "frau", "herr", "madam", "sir", "prof", "shri", "smt")
POINTING = ("him", "her", "it", "them", "this", "that")
WHOM = (
    "him",
    "her",
    "them",
    "up",
    "back",
    "with",
    "again",
    "on",
    "at",
    "by",
    "-",
    "he",
    "she",
    "wants",
    "for",
    "next",
    "is",
    "to",
    "in",
)


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


@dataclass(frozen=True)
class Assign:
    """A field gets a value (JSON of the API). None empties it."""

    path: str
    value: Any


@dataclass(frozen=True)
class AtTime:
    """A time of day on the day that the record has already."""

    time: time


@dataclass(frozen=True)
class Titled:
    """Words that are the title, or part of a text, of the record."""

    text: str


@dataclass(frozen=True)
class Nothing:
    """Words that say nothing."""


@dataclass(frozen=True)
class Strange:
    """A word that was not understood."""

    place: int


Part = Assign | Titled | Nothing | Strange
Parts = Iterator[tuple[int, Part, float]]


class Assignments:
    """Reads what shall be written of one object. `titled`: the record may still get its title (it is made anew)."""

    def __init__(
        self,
        ground: Ground,
        object: str,
        *,
        titled: bool,
        skipped: tuple[int, int] | None = None,
        in_past: bool = False,
    ):
        self.ground = ground
        self.words = ground.lexicon.of(object)
        self.definition = self.words.definition
        self.titled = titled
        self.skipped = skipped
        self.in_past = in_past
        self.names_people = self.definition.likeness is not None

    def covers(self, start: int, end: int) -> list[Cover[Part]]:
        return covers(start, end, self.parts_at).get(end, [])

    def parts_at(self, place: int) -> Parts:
        for end, part, cost in self._parts(place):
            yield end, part, cost + SLIP * self.ground.slips(place, end) * (not isinstance(part, Titled))

    def _parts(self, place: int) -> Parts:
        yield place + 1, Strange(place), NOT_UNDERSTOOD
        if self.skipped and place == self.skipped[0]:
            yield self.skipped[1], Nothing(), 0.05
        for end in self.ground.words(place, Word.FILLER, Word.AND, Word.WITH, Word.IS, Word.ALL):
            yield end, Nothing(), 0.1
        if self.names_people and self.ground.tokens[place].word in (
            *SALUTATIONS,
            "for",
            "of",
            ".",
            "(",
            ")",
            "works",
            "he",
            "she",
        ):
            yield place + 1, Nothing(), 0.1
        yield from self.named_fields(place)
        yield from self._options(place)
        yield from self._typed(place)
        yield from self._places(place)
        yield from self._people(place)
        yield from self._calls(place)
        if self.titled:
            yield from self._titles(place)

    # fields that are named

    def named_fields(self, place: int) -> Parts:
        for start, path in self.words.fields.at(self.ground.tokens, place):
            field = self.definition.by_path[path]
            if not field.read_only:
                for begin in self._past_is(start):
                    for end, value, cost in self.values_of(field, begin):
                        yield end, Assign(path, value), 0.3 + cost
        for start in self.ground.words(place, Word.WITHOUT):
            for end, path in self.words.fields.at(self.ground.tokens, start) if start < self.ground.length else ():
                yield end, Assign(path, None), 0.5
        yield from self._reversed(place)

    def _reversed(self, place: int) -> Parts:
        """`high priority`, `80% progress`, `5 seats`."""
        for end, option in self.words.options.at(self.ground.tokens, place):
            for after, path in self.words.fields.at(self.ground.tokens, end) if end < self.ground.length else ():
                if path == option.path:
                    yield after, Assign(path, _option_value(self.definition.by_path[path], option.value)), 0.25
        for end, value in self.ground.values.get(place, ()):
            for after, path in self.words.fields.at(self.ground.tokens, end) if end < self.ground.length else ():
                field = self.definition.by_path[path]
                found = value_for(field, value) if isinstance(field, Number) and path != "id" else None
                if found is not None:
                    yield after, Assign(path, found), 0.35

    def _past_is(self, start: int) -> list[int]:
        places = [start]
        if start < self.ground.length:
            places += self.ground.words(start, Word.IS)
            if self.ground.tokens[start].word in (
                ":",
                "=",
                "to",
                "-",
                "of",
                "as",
                "at",
                "on",
                "by",
                "for",
                "in",
                "with",
            ):
                places.append(start + 1)
        return list(dict.fromkeys(places))

    def values_of(self, field: Field, start: int) -> Iterator[tuple[int, Any, float]]:
        """Values for just this field that begin at a place: (end, JSON value, cost)."""
        if start >= self.ground.length:
            return
        if isinstance(field, (Choice, Several)):
            for end, option in self.words.options.at(self.ground.tokens, start):
                if option.path == field.path:
                    yield end, _option_value(field, option.value), 0.0
        elif isinstance(field, Boolean):
            truth = {"yes": True, "true": True, "no": False, "false": False}.get(self.ground.tokens[start].word)
            if truth is not None:
                yield start + 1, truth, 0.0
        elif isinstance(field, (Relation, Member)):
            yield from self._pointed(field, start)
        elif isinstance(field, Text) and not isinstance(field, (Email, Phone, Currency)):
            yield from self.texts(start)
        yield from self._typed_values(field, start)
        for end in self.ground.words(start, Word.EMPTY):
            yield end, None, 0.0

    def _typed_values(self, field: Field, start: int) -> Iterator[tuple[int, Any, float]]:
        for end, value in self.ground.values.get(start, ()):
            found = self._moment(field, value, start, end)
            if found is not None:
                yield end, found, 0.0 if not (isinstance(value, DayValue) and value.vague_time) else 0.05

    def _moment(self, field: Field, value: AnyValue, start: int, end: int) -> Any:
        """As `_value`; a time of day that is said alone is one on the day that a record has already."""
        found = self._value(field, value)
        is_alone = isinstance(value, DayValue) and not self.titled and self._is_time_alone(value, start, end)
        if found is not None and is_alone and isinstance(value, DayValue) and value.at is not None:
            return AtTime(value.at.timetz().replace(tzinfo=None))
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
        pointed = self.ground.pointed
        is_one = pointed is not None and pointed[0] == field.object and len(pointed[1]) == 1
        if pointed and is_one and start < self.ground.length and self.ground.tokens[start].word in POINTING:
            yield start + 1, pointed[1][0], 0.2

    def texts(self, start: int) -> Iterator[tuple[int, str, float]]:
        """Where a text that begins here may end, longer ones of plain words costing least."""
        for end, text in self.ground.quoted(start):
            yield end, text, 0.0
        cost, place = 0.0, start
        while place < min(self.ground.length, start + MOST_TITLE_WORDS):
            token = self.ground.tokens[place]
            if token.word in ENDS_TEXT:
                return
            cost += self._cost_in_text(place)
            place += 1
            text = self.ground.written(start, place).strip(" .!?-:")
            if text and (token.is_word or place == self.ground.length) and token.word != "'s":
                yield place, text, cost

    def _cost_in_text(self, place: int) -> float:
        """A word of the language in a text is less likely than a strange one, a date or an address less still."""
        token = self.ground.tokens[place]
        if self.skipped and self.skipped[0] <= place < self.skipped[1]:
            return 2.0
        if self.names_people and self._ends_name(place):
            return 0.7
        if self.definition.contact is not None and token.word[0].isdigit():
            # What is said of a call or a meeting in numbers is its day or its length, or was not understood.
            return NOT_UNDERSTOOD
        if self.definition.contact is not None and self._names_someone(place):
            return 0.8
        if any(
            isinstance(value, (DayValue, DurationValue, MoneyValue, EmailValue, PhoneValue))
            for _, value in self.ground.values.get(place, ())
        ):
            return 0.9
        if self.titled and self._says_field(place):
            return 0.8
        return 0.25 if token.word in self.ground.lexicon.known else 0.04

    def _says_field(self, place: int) -> bool:
        """`fee 350`, `code FIN-110`: a field and something that may be its value."""
        for end, path in self.words.fields.at(self.ground.tokens, place):
            field = self.definition.by_path[path]
            if end >= self.ground.length or path in self.definition.title.fields or isinstance(field, LongText):
                continue
            if isinstance(field, (Text, Email)) and not isinstance(field, LongText):
                return self.ground.tokens[end].is_word and self.ground.tokens[end].word not in self.ground.lexicon.known
            if any(value_for(field, value) is not None for _, value in self.ground.values.get(end, ())):
                return True
        return False

    def _names_someone(self, place: int) -> bool:
        """In what is told of a call or a meeting, a name mostly says with whom it was."""
        targets = {relation.object for relation in self.definition.relations}
        found = self.ground.evidence_at(self.definition.name, place)
        return any(one.whole and one.object in targets for _, evidence in found for one in evidence.named)

    def _ends_name(self, place: int) -> bool:
        """In the name of a person stands no `from` and no city that the workspace knows."""
        ends = (Word.FROM, Word.IN, Word.WITH, Word.FOR, Word.IS, Word.BY, Word.OWNED, Word.OF)
        if self.ground.words(place, *ends) or self.ground.tokens[place].word in SALUTATIONS:
            return True
        evidence = self.ground.evidence.get(self.definition.name, {}).get(self.ground.phrase(place, place + 1))
        return evidence is not None and any("." not in one.path for one in evidence.stored)

    # words that need no field

    def _options(self, place: int) -> Parts:
        for start in self.ground.past(place, Word.FROM, Word.IN, Word.BY):
            for end, option in self.words.options.at(self.ground.tokens, start) if start < self.ground.length else ():
                field = self.definition.by_path[option.path]
                yield end, Assign(option.path, _option_value(field, option.value)), 0.4 + 0.05 * (start == place)

    def _typed(self, place: int) -> Parts:
        for begin in self.ground.after(place, Word.IN, Word.FOR, Word.FROM, Word.BY):
            for end, value in self.ground.values.get(begin, ()) if begin < self.ground.length else ():
                field = self._field_of(value)
                found = self._moment(field, value, begin, end) if field is not None else None
                if field is not None and found is not None:
                    yield end, Assign(field.path, found), 0.4 + 0.02 * (begin == place)
        end_date = self.definition.get("end_date")
        if end_date is not None and self.ground.tokens[place].word in ("until", "till", "to", "through", "ending"):
            for end, found, _ in self.values_of(end_date, place + 1):
                yield end, Assign(end_date.path, found), 0.3
        if self.ground.tokens[place].word in ("worth", "for", "at", "costing", "@", "by", "until", "till"):
            for end, value in self.ground.values.get(place + 1, ()):
                field = self._field_of(value)
                found = self._value(field, value) if field is not None else None
                if field is not None and found is not None:
                    yield end, Assign(field.path, found), 0.35

    def _field_of(self, value: AnyValue) -> Field | None:
        if isinstance(value, DayValue):
            due = due_field(self.definition)
            return due or (happened_field(self.definition) if self.titled else None)
        if isinstance(value, MoneyValue):
            return amount_of(self.definition)
        if isinstance(value, (EmailValue, PhoneValue)):
            kind = Email if isinstance(value, EmailValue) else Phone
            return next((one for one in self.definition.fields if isinstance(one, kind)), None)
        if isinstance(value, DurationValue):
            return next((one for one in self.definition.fields if one.name.startswith("duration_")), None)
        if isinstance(value, NumberValue) and value.percent:
            return next((one for one in self.definition.fields if isinstance(one, Percent)), None)
        return None

    def _places(self, place: int) -> Parts:
        """`in Pune`, `at Acme`: by what is known of the name; else a city after `in`, a company after `at`."""
        word = self.ground.tokens[place].word
        yield from self._locations(place, word)
        for start in self.ground.words(place, Word.IN, Word.FROM, *((Word.OF,) if self.names_people else ())):
            for end, evidence in (
                self.ground.evidence_at(self.definition.name, start) if start < self.ground.length else ()
            ):
                for stored in evidence.stored:
                    if "." not in stored.path:
                        yield end, Assign(stored.path, stored.text), 0.4
            yield from self._unseen_place(word, start)
        for end, evidence in self.ground.evidence_at(self.definition.name, place):
            for stored in evidence.stored:
                if "." not in stored.path:
                    yield end, Assign(stored.path, stored.text), 0.5

    def _locations(self, place: int, word: str) -> Parts:
        """`online`, `at the Dublin centre`: where a meeting is."""
        if self.definition.get("location") is None:
            return
        if word in ("online", "virtual", "remote", "zoom"):
            yield place + 1, Assign("location", word.capitalize()), 0.4
        if word in ("in", "at") and place + 1 < self.ground.length:
            for end, text, cost in self.texts(place + 1):
                yield end, Assign("location", text), 0.55 + cost

    def _unseen_place(self, word: str, start: int) -> Parts:
        path = {"in": "city", "from": "city", "based": "city", "living": "city", "at": "company", "of": "company"}.get(
            word, "company"
        )
        if self.definition.get(path) is None or start >= self.ground.length:
            return
        for end, text, cost in self.texts(start):
            if text[:1].isupper():
                yield end, Assign(path, text), 0.6 + cost

    def _people(self, place: int) -> Parts:
        for start in self.ground.words(place, Word.OWNED):
            for end, user_id in self.colleagues_at(start):
                yield end, self.owner(user_id), 0.3
        if self.definition.get("assignee") is not None:
            for start in self.ground.words(place, Word.FOR):
                for end, user_id in self.colleagues_at(start):
                    yield end, self.owner(user_id), 0.35
        links = (Word.FOR, Word.OF, Word.WITH, Word.ABOUT, Word.IN, Word.FROM, Word.TO)
        for start in self.ground.after(place, *links):
            for relation in self.definition.relations:
                for end, value, cost in self._pointed(relation, start, named=False):
                    yield end, Assign(relation.path, value), 0.5 + cost + 0.2 * (start == place)

    def owner(self, user_id: int) -> Assign:
        """Whom a record is given to: an assignee by name where it has one, else its owner."""
        colleague = next(one for one in [*self.ground.colleagues, *self._myself()] if one.id == user_id)
        if self.definition.get("assignee") is not None:
            return Assign("assignee", colleague.name)
        return Assign("owner_id", user_id)

    def colleagues_at(self, place: int) -> Iterator[tuple[int, int]]:
        if place >= self.ground.length:
            return
        if self.ground.tokens[place].word in ("me", "myself") and self.ground.asker.id is not None:
            yield place + 1, self.ground.asker.id
        for end in range(min(place + 4, self.ground.length), place, -1):
            found = self.ground.colleagues_named(place, end)
            if len(found) == 1 and self.ground.tokens[end - 1].is_word:
                yield end, found[0].id

    def _myself(self) -> list[Any]:
        asker = self.ground.asker
        return [asker] if asker.id is not None else []

    def _calls(self, place: int) -> Parts:
        """`call him tuesday`, `follow up on friday`: when it is due."""
        due = due_field(self.definition)
        if due is None or due.name != "next_follow_up" or self.ground.tokens[place].word not in CALLING:
            return
        start = place + 1
        while start < self.ground.length and self.ground.tokens[start].word in WHOM and not self._day_at(start, due):
            start += 1
        for end, value in self._day_at(start, due):
            yield end, Assign(due.path, value), 0.3

    def _day_at(self, place: int, due: Field) -> list[tuple[int, Any]]:
        found = [(end, self._value(due, value)) for end, value in self.ground.values.get(place, ())]
        return [(end, value) for end, value in found if value is not None]

    def _titles(self, place: int) -> Parts:
        for start in self.ground.after(place, Word.NAMED):
            if start >= self.ground.length:
                continue
            for end, text, cost in self.texts(start):
                base = 1.0 if self.definition.contact is not None else 0.5
                yield end, Titled(text), base + cost - 0.2 * (start > place)


@dataclass(frozen=True)
class OneOfSeveral:
    """A name that several records bear: which is meant has to be asked."""

    object: str
    records: tuple[tuple[int, str], ...]


def value_for(field: Field, value: AnyValue) -> Any:
    """The JSON of a typed value for a field; None where it does not fit."""
    if isinstance(field, Time) and isinstance(value, DayValue):
        return value.at.isoformat() if value.at is not None else _day(value.day)
    if isinstance(field, Date) and isinstance(value, DayValue):
        return _day(value.day)
    if isinstance(value, DurationValue):
        return duration_in(field, value)
    if isinstance(field, Number):
        return _number(field, value)
    if isinstance(field, Email) and isinstance(value, EmailValue):
        return value.address
    if isinstance(field, Phone) and isinstance(value, PhoneValue):
        return value.number
    return None


def _day(day: date) -> str:
    return day.isoformat()


def _number(field: Number, value: AnyValue) -> Any:
    if isinstance(value, NumberValue) and not value.ordinal and (not value.percent or isinstance(field, Percent)):
        return number_json(value.number)
    if isinstance(value, MoneyValue) and (isinstance(field, Money) or value.currency is None):
        return number_json(value.amount)
    return None


def _option_value(field: Field, value: Any) -> Any:
    return [value] if isinstance(field, Several) else value
