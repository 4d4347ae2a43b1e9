"""Assignments: which fields of a record shall have which values, as a sentence says it."""

from collections.abc import Iterator
from typing import Any

from frontdesk.assistant.language.assigned import (
    Assign,
    Nothing,
    Part,
    Strange,
    Titled,
    value_for,
)
from frontdesk.assistant.language.assigned_values import EARLIER, LATER, AssignedValues, option_value
from frontdesk.assistant.language.cover import Cover, covers
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD, SLIP
from frontdesk.assistant.language.object_facts import amount_of, due_field, happened_field
from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.told_texts import SALUTATIONS
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.language.words import Word
from frontdesk.crm.fields import (
    Email,
    Field,
    Phone,
)
from frontdesk.crm.fields.numbers import Number, Percent
from frontdesk.language.values.value import (
    AnyValue,
    DayValue,
    DurationValue,
    EmailValue,
    MoneyValue,
    NumberValue,
    PhoneValue,
)

# Where people meet that do not meet in one place.
PLACES: PhraseTable[str] = PhraseTable(
    (phrase, where.replace("_", " ").capitalize())
    for where, phrases in vocabulary("meeting_places").items()
    for phrase in phrases
)
BEFORE_VALUE = ("worth", "for", "at", "costing", "@", "by", "until", "till", "lasting", "taking", "of")
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


Parts = Iterator[tuple[int, Part, float]]


class Assignments(AssignedValues):
    """Reads what shall be written of one object. `titled`: the record may still get its title (it is made anew)."""

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
                    yield after, Assign(path, option_value(self.definition.by_path[path], option.value)), 0.25
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
            places.append(self.ground.arrow_at(start))
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

    def _options(self, place: int) -> Parts:
        for start in self.ground.past(place, Word.FROM, Word.IN, Word.BY):
            for end, option in self.words.options.at(self.ground.tokens, start) if start < self.ground.length else ():
                field = self.definition.by_path[option.path]
                yield end, Assign(option.path, option_value(field, option.value)), 0.4 + 0.05 * (start == place)

    def _typed(self, place: int) -> Parts:
        yield from self._moments(place)
        end_date = self.definition.get("end_date")
        if end_date is not None and self.ground.tokens[place].word in ("until", "till", "to", "through", "ending"):
            for end, found, _ in self.values_of(end_date, place + 1):
                yield end, Assign(end_date.path, found), 0.3
        if self.ground.tokens[place].word in (
            "worth",
            "for",
            "at",
            "costing",
            "@",
            "by",
            "until",
            "till",
            "lasting",
            "taking",
            "of",
        ):
            for end, value in self.ground.values.get(place + 1, ()):
                field = self._field_of(value)
                found = self._value(field, value) if field is not None else None
                if field is not None and found is not None:
                    yield end, Assign(field.path, found), 0.35

    def _moments(self, place: int) -> Parts:
        for begin in self.ground.after(place, Word.IN, Word.FOR, Word.FROM, Word.BY):
            for end, value in self.ground.values.get(begin, ()) if begin < self.ground.length else ():
                if not self.titled and self.ground.tokens[end - 1].word in (*LATER, *EARLIER):
                    continue
                field = self._field_of(value)
                found = self._moment(field, value, begin, end) if field is not None else None
                if field is not None and found is not None:
                    yield end, Assign(field.path, found), 0.4 + 0.02 * (begin == place)
        due = due_field(self.definition)
        if due is not None:
            for end, shift, _ in self._shifts(due, place):
                yield end, Assign(due.path, shift), 0.4

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
        yield from self._company(place)
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
        for end, where in PLACES.at(self.ground.tokens, place):
            yield end, Assign("location", where), 0.4
        if word in ("in", "at") and place + 1 < self.ground.length:
            for end, text, cost in self.texts(place + 1):
                yield end, Assign("location", text), 0.55 + cost

    def _company(self, place: int) -> Parts:
        """`a lead for Hudson Yard Robotics: …`: whom a person works for stands before the colon."""
        if self.definition.get("company") is None or not self.names_people or not self.titled:
            return
        for start in self.ground.words(place, Word.FOR):
            for end, text, cost in self.texts(start) if start < self.ground.length else ():
                if text[:1].isupper() and end < self.ground.length and self.ground.tokens[end].word == ":":
                    yield end + 1, Assign("company", text), 0.5 + cost

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
