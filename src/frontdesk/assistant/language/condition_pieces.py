"""Condition pieces: what a part of a sentence says that records of one object must fulfil."""

from collections.abc import Iterator

from frontdesk.assistant.language import conditions
from frontdesk.assistant.language.conditions import Where, condition, duration_in
from frontdesk.assistant.language.field_values import option_cond, values_in
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.known_names import PREPOSITIONS, KnownNames
from frontdesk.assistant.language.lexicon import Option
from frontdesk.assistant.language.object_facts import (
    amount_of,
    closed_where,
    due_field,
    open_where,
    owner_texts,
    time_field,
)
from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.pieces import Cond, Record, Searched
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.language.words import Word
from frontdesk.crm.fields import Date, Field, Text, Time
from frontdesk.crm.fields.numbers import Number
from frontdesk.language.values.value import AnyValue, DayValue, DurationValue, NumberValue, PeriodValue

_LONG = 3
_THEIR = ("the", "their", "its", "his", "her", "expected")
Found = Iterator[tuple[int, Cond, float]]


NATIONALITIES: PhraseTable[str] = PhraseTable(
    (phrase, country.replace("_", " ").title())
    for country, phrases in vocabulary("nationalities").items()
    for phrase in phrases
)


class ConditionPieces(KnownNames):
    """Finds conditions on one object."""

    def at(self, place: int) -> Found:
        """All conditions that begin at a place, with the place after them and what they cost."""
        yield from self._plain(place)
        yield from self._never(place)
        for start in self.ground.words(place, Word.NOT):
            yield from self._turned(start)
        if self.ground.leaves_out(place):
            yield from self._turned(place + 1)
        # "No of leads" is their number, not their lack.
        for start in self.ground.words(place, Word.WITHOUT) if not self.ground.words(place, Word.COUNT) else ():
            yield from self._without(start)
            yield from self._turned(start, named=False)

    def _never(self, place: int) -> Found:
        """`never contacted`: the time at which it happened is empty."""
        if self.ground.tokens[place].word != "never":
            return
        for end, path in self.words.fields.at(self.ground.tokens, place + 1):
            if self.definition.by_path[path].has_periods:
                yield end, Cond(condition(path, "is_empty")), 0.6

    def _turned(self, start: int, *, named: bool = True) -> Found:
        for begin in dict.fromkeys([*self.ground.past(start, *PREPOSITIONS), *self._past_ones(start)]):
            for end, found, cost in self._listed(begin, named=named):
                yield end, Cond(conditions.negation(found.json)), cost + 0.1

    def _past_ones(self, start: int) -> list[int]:
        """`except the ones under 1000`."""
        begin = start + (start < self.ground.length and self.ground.tokens[start].word in ("the", "those"))
        is_ones = begin < self.ground.length and self.ground.tokens[begin].word in ("ones", "those")
        return self.ground.past(begin + 1, *PREPOSITIONS) if is_ones else []

    def _plain(self, place: int) -> Found:
        yield from self._listed(place)
        for start in self.ground.words(place, Word.WITH):
            yield from self._present(start)
        yield from self._mine(place)
        yield from self._state(place)
        yield from self._past_their_day(place)

    def _of_country(self, place: int) -> Found:
        """`Irish leads`."""
        if self.definition.get("country") is None:
            return
        for end, country in NATIONALITIES.at(self.ground.tokens, place):
            yield end, Cond(condition("country", "eq", country), "country"), 1.0

    def _listed(self, place: int, *, named: bool = True) -> Found:
        """A condition, and the further values of its field that follow it: `Pune, Mumbai or Delhi`."""
        for end, found, cost in self._one(place, named=named):
            yield end, found, cost
            if found.path is not None:
                yield from self._more(found, end, cost)

    def _more(self, first: Cond, end: int, cost: float) -> Found:
        values = values_in(first)
        if values is None or first.path is None:
            return
        while True:
            begin = self._past_joining(end)
            following = (
                next(
                    (
                        (after, more)
                        for start in self.ground.past(begin, *PREPOSITIONS)
                        for after, cond, _ in self._one(start)
                        if cond.path == first.path and (more := values_in(cond)) is not None
                    ),
                    None,
                )
                if begin != end
                else None
            )
            if following is None:
                return
            end, more = following
            values = [*values, *more]
            yield end, Cond(conditions.is_in(first.path, values), first.path), cost + 0.1

    def _one(self, place: int, *, named: bool = True) -> list[tuple[int, Cond, float]]:
        """One condition; `named`: also such that name their field. What was found is kept: many ways lead here."""
        key = (place, named)
        if key not in self._kept:
            self._kept[key] = list(self._found(place, named=named)) if place < self.ground.length else []
        return self._kept[key]

    def _found(self, place: int, *, named: bool) -> Found:
        for start in self.ground.past(place, *PREPOSITIONS):
            if start == place or not self.ground.words(place, Word.BY):
                for end, found, cost in self._options(start):
                    yield end, found, cost - 0.05 * (start > place)
        if named:
            yield from self._of_field(place)
            for start in self.ground.words(place, Word.IN, Word.OF):
                yield from self._of_field(start)
        yield from self._of_country(place)
        yield from self._of_verb(place)
        yield from self._bare_values(place)
        yield from self._evidence(place)
        yield from self._owned(place)

    def _options(self, place: int) -> Found:
        for end, option in self.words.options.at(self.ground.tokens, place):
            if end in self.ground.words(place, Word.OPEN) and self.ground.phrase(place, end) != option.value:
                # "Open" is more than one state, whatever one of them is also called.
                continue
            cond = option_cond(self.definition, option)
            yield end, cond, 0.9 + 0.3 * self._is_lesser(option, place, end)
            for after, path in self.words.fields.at(self.ground.tokens, end) if end < self.ground.length else ():
                if path == option.path:
                    yield after, cond, 0.8
            yield from self._reached(end, option)

    def _is_lesser(self, option: Option, start: int, end: int) -> bool:
        """Of two fields that know the word, that which every record must have counts more."""
        others = {other.path for stop, other in self.words.options.at(self.ground.tokens, start) if stop == end}
        required = {path for path in others if self.definition.by_path[path].required}
        return len(others) > 1 and bool(required) and option.path not in required

    def _reached(self, end: int, option: Option) -> Found:
        """`won this month`: in this state, which it reached then."""
        step = self.definition.in_step
        if step is None or option.path != step.status or option.value not in step.final:
            return
        at = self.definition.by_path[step.at]
        after_comma = end + 1 if end < self.ground.length and self.ground.tokens[end].word == "," else end
        for start in [*self.ground.after(end, Word.IN, Word.FROM), after_comma]:
            for after, value in self.ground.values.get(start, ()):
                when = conditions.fits(at, value)
                if when is not None and not isinstance(value, NumberValue):
                    state = condition(option.path, "eq", option.value)
                    yield after, Cond(conditions.all_of([state, when]) or {}), 1.0

    def _of_field(self, place: int) -> Found:
        yield from self._value_first(place)
        for start, path in self.words.fields.at(self.ground.tokens, place):
            field = self.definition.by_path[path]
            state = self._state_too(place, start) if field.has_periods else None
            for begin in self._past_is(start):
                for end, found, cost in self._valued(field, begin):
                    both = conditions.all_of([state, found.json]) if state else None
                    yield end, Cond(both) if both else found, cost
                for not_end in self.ground.words(begin, Word.NOT) if begin < self.ground.length else ():
                    for end, found, cost in self._valued(field, not_end):
                        yield end, Cond(conditions.negation(found.json)), cost

    def _state_too(self, place: int, end: int) -> Where | None:
        """`sent today`: the word for a time may say as well which of a record's two kinds it is."""
        said = [one for stop, one in self.words.options.at(self.ground.tokens, place) if stop == end]
        kind = next((one for one in said if self.definition.by_path[one.path].required), None)
        return condition(kind.path, "eq", kind.value) if kind else None

    def _value_first(self, place: int) -> Found:
        """`at least 24 seats`, `between 40 and 50 per hour`, `longer than 45 minutes`."""
        for start in self.ground.past(place, Word.WITH, Word.IN, Word.FOR):
            yield from self._lasting(start)
            for end, value in self.ground.values.get(start, ()):
                for begin in self.ground.after(end, Word.OF):
                    for after, path in (
                        self.words.fields.at(self.ground.tokens, begin) if begin < self.ground.length else ()
                    ):
                        field = self.definition.by_path[path]
                        found = conditions.fits(field, value) if isinstance(field, Number) else None
                        if found is not None:
                            yield after, Cond(found), 0.8

    def _lasting(self, place: int) -> Found:
        """`of 45 minutes`, `lasting an hour`."""
        start = place + 1 if self.ground.tokens[place].word in ("lasting", "taking", "exactly") else place
        for end, value in self.ground.values.get(start, ()):
            for one in self.definition.fields:
                length = duration_in(one, value) if isinstance(value, DurationValue) else None
                if length is not None:
                    yield end, Cond(condition(one.path, "eq", length)), 1.2

    def _past_is(self, start: int) -> list[int]:
        places = [start]
        for kind in (Word.IS, Word.IN, Word.BY):
            places += self.ground.words(start, kind) if start < self.ground.length else []
        if start < self.ground.length and self.ground.tokens[start].word in (":", "to", "-"):
            places.append(start + 1)
        return list(dict.fromkeys(places))

    def _valued(self, field: Field, start: int) -> Found:
        """The values of a field that is named, and what else can be said of it."""
        if start >= self.ground.length:
            return
        for end in self.ground.words(start, Word.EMPTY):
            yield end, Cond(condition(field.path, "is_empty")), 0.8
        for end in self.ground.words(start, Word.PRESENT):
            yield end, Cond(condition(field.path, "is_not_empty")), 0.8
        for end, found in self.values_of(field, start):
            yield end, found, 0.8
        if isinstance(field, Text):
            yield from self._parts_of_text(field, start)

    def _of_verb(self, place: int) -> Found:
        if any(self.words.options.at(self.ground.tokens, place)):
            return
        for kind, path in ((Word.CREATED, "created_at"), (Word.CHANGED, "updated_at")):
            for start in self.ground.words(place, kind):
                for begin in self.ground.after(start, Word.IN, Word.FROM, Word.FILLER):
                    for end, value in self.ground.values.get(begin, ()):
                        when = self._fits(self.definition.by_path[path], value)
                        if when is not None:
                            yield end, Cond(when), 0.8

    def _bare_values(self, place: int) -> Found:
        for start in self.ground.past(place, Word.IN, Word.FROM, Word.OF, Word.FOR, Word.WITH, Word.IS):
            for end, value in self.ground.values.get(start, ()):
                field = self._field_of(value, by_age="old" in self.ground.phrase(start, end))
                found = self._fits(field, value) if field is not None else None
                if found is not None:
                    path = field.path if field and found.get("op") == "eq" else None
                    bare = isinstance(value, (DayValue, PeriodValue))
                    yield end, Cond(found, path, bare=bare), 1.2 + 0.4 * (self.nested and bare)

    def _field_of(self, value: AnyValue, *, by_age: bool = False) -> Field | None:
        """The one field that a value without one is meant of. `by_age`: how old it is, whatever is due."""
        if by_age and isinstance(value, PeriodValue):
            return self.definition.by_path["created_at"]
        if conditions.is_amount(value):
            return amount_of(self.definition)
        if isinstance(value, (DayValue, PeriodValue)):
            if isinstance(value, PeriodValue) and value.name == "overdue":
                return None
            field = time_field(self.definition, ahead=_is_ahead(value, self.ground))
            # Nothing was created in days to come.
            return None if field.name == "created_at" and _is_ahead(value, self.ground) else field
        fitting = [
            one
            for one in self.definition.fields
            if not isinstance(value, NumberValue) and not isinstance(one, (Date, Time)) and conditions.fits(one, value)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _mine(self, place: int) -> Found:
        for end in self.ground.words(place, Word.MY):
            if self._me():
                yield end, Cond(self._whose(self._me(), me=True)), 0.5

    def _owned(self, place: int) -> Found:
        for start in self.ground.words(place, Word.OWNED):
            for end, colleagues in self.colleagues_at(start):
                if colleagues:
                    yield end, Cond(self._whose(colleagues)), 0.8
            for one in owner_texts(self.definition):
                for end, text in self._raw_texts(start):
                    if not self.ground.colleagues_named(start, end):
                        yield end, Cond(condition(one.path, "contains", text)), 1.3
        for end in self.ground.words(place, Word.UNOWNED):
            yield end, Cond(condition("owner_id", "is_empty")), 0.7

    def _state(self, place: int) -> Found:
        for end in self.ground.words(place, Word.OPEN):
            where = open_where(self.definition)
            if where is not None:
                # "Still have to do" says more than its words do, which are light ones.
                yield end, Cond(where), 0.8 if end - place < _LONG else 0.2
        for end in self.ground.words(place, Word.CLOSED):
            where = closed_where(self.definition)
            if where is not None:
                yield end, Cond(where), 1.0
        due = due_field(self.definition)
        for end in self.ground.words(place, Word.OVERDUE):
            if due is not None:
                late = condition(due.path, "within", "overdue")
                where = conditions.all_of([late, *filter(None, [open_where(self.definition)])])
                yield end, Cond(where or late), 0.7

    def _past_their_day(self, place: int) -> Found:
        """`past their expected close date`: that day is over."""
        if self.ground.tokens[place].word not in ("past", "beyond", "crossed", "crossing"):
            return
        begin = place + 1
        while begin < self.ground.length and self.ground.tokens[begin].word in _THEIR:
            begin += 1
        for end, path in self.words.fields.at(self.ground.tokens, begin) if begin < self.ground.length else ():
            if isinstance(self.definition.by_path[path], (Date, Time)):
                yield end, Cond(condition(path, "within", "overdue")), 0.7

    def _without(self, start: int) -> Found:
        """`without email`, `no next follow up`."""
        begin = start + (start < self.ground.length and self.ground.tokens[start].word in ("a", "an", "any", "the"))
        for end, path in self.words.fields.at(self.ground.tokens, begin) if begin < self.ground.length else ():
            field = self.definition.by_path[path]
            if "is_empty" in field.operators and path not in ("id", "created_at", "updated_at"):
                empty = condition(path, "is_empty")
                for after in self.ground.after(end, Word.PRESENT, Word.FILLER):
                    yield after, Cond(empty), 0.8
                yield from self._without_more(end, [empty])
        for end in range(start + 1, min(start + 2, self.ground.length + 1)):
            if self.ground.tokens[start].word in ("owner", "one") and owner_texts(self.definition):
                yield end, Cond(condition("owner_id", "is_empty")), 0.9

    def _without_more(self, end: int, before: list[Where]) -> Found:
        """`without phone or email`: it has neither."""
        for begin in self.ground.words(end, Word.AND, Word.OR):
            begin = max([begin, *self.ground.words(begin, Word.WITHOUT)])
            for after, path in self.words.fields.at(self.ground.tokens, begin):
                if "is_empty" in self.definition.by_path[path].operators:
                    parts = [*before, condition(path, "is_empty")]
                    yield after, Cond(conditions.all_of(parts) or {}), 0.8
                    yield from self._without_more(after, parts)

    def _present(self, start: int) -> Found:
        for begin in self.ground.after(start, Word.FILLER):
            for end, path in self.words.fields.at(self.ground.tokens, begin) if begin < self.ground.length else ():
                if "is_not_empty" in self.definition.by_path[path].operators and path not in ("id",):
                    yield end, Cond(condition(path, "is_not_empty")), 0.9

    def searched_at(self, place: int) -> Iterator[tuple[int, Searched | Cond, float]]:
        """`about pricing`, `mentioning invoices`."""
        for start in self.ground.words(place, Word.ABOUT, Word.CONTAINS):
            for end, text in [*self.ground.quoted(start), *self._raw_texts(start)]:
                yield end, Searched(text), 1.6
                yield from self._in_field(end, text)

    def _in_field(self, place: int, text: str) -> Found:
        """`… "purchase order" in the title`."""
        for start in self.ground.past(place, Word.IN)[1:]:
            for end, path in self.words.fields.at(self.ground.tokens, start):
                if "contains" in self.definition.by_path[path].operators:
                    yield end, Cond(condition(path, "contains", text)), 1.2

    def titled_at(self, place: int) -> Iterator[tuple[int, Cond | Record, float]]:
        """`named John`, `called "Open day"`."""
        for start in self.ground.words(place, Word.NAMED):
            for end, record, _ in self.records_at(start):
                yield end, record, 0.7
            for end, text in [*self.ground.quoted(start), *self._raw_texts(start)]:
                parts = [condition(name, "contains", text) for name in self.definition.title.fields]
                if not self.definition.title.noun:
                    yield end, Cond(conditions.any_of(parts)), 1.5


def _is_ahead(value: DayValue | PeriodValue, ground: Ground) -> bool:
    """Whether a day lies after today, or a run of days ends after it and began no earlier."""
    today = ground.scope.habits.today
    if isinstance(value, DayValue):
        return value.day > today
    return (value.first is not None and value.first > today) or (value.name or "").startswith("next_")
