"""Told texts: where a title or another text ends that is given as it is."""

from collections.abc import Iterator

from frontdesk.assistant.language.assigned import (
    value_for,
)
from frontdesk.assistant.language.ground import Ground
from frontdesk.assistant.language.noun_phrases import NOT_UNDERSTOOD
from frontdesk.assistant.language.words import Word
from frontdesk.crm.fields import (
    Email,
    LongText,
    Text,
)
from frontdesk.language.values.value import (
    DayValue,
    DurationValue,
    EmailValue,
    MoneyValue,
    PhoneValue,
)

ENDS_TEXT = (",", ";", "|", "\n")


MOST_TITLE_WORDS = 40


SALUTATIONS = ("mr", "mrs", "ms", "miss", "dr", "frau", "herr", "madam", "sir", "prof", "shri", "smt")


class ToldTexts:
    """Finds the ends of texts in what is said of one object. `titled`: the record may still get its title."""

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

    def texts(self, start: int) -> Iterator[tuple[int, str, float]]:
        """Where a text that begins here may end, longer ones of plain words costing least."""
        for end, text in self.ground.quoted(start):
            yield end, text, 0.0
        cost, place = 0.0, start
        while place < min(self.ground.length, start + MOST_TITLE_WORDS):
            token = self.ground.tokens[place]
            if token.word in ENDS_TEXT or (self.names_people and self.titled and token.word == ":"):
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
        if self.definition.get("assignee") is not None and self._is_for_colleague(place):
            return 0.8
        if not self.names_people and token.is_word and self.ground.words(place, Word.FILLER):
            # A light word belongs to the text in which it stands: "wants the price list".
            return 0.08
        return 0.25 if token.word in self.ground.lexicon.known else 0.04

    def _is_for_colleague(self, place: int) -> bool:
        """`for Amara: …`: whose task it is."""
        for start in self.ground.words(place, Word.FOR):
            for end in range(start + 1, min(start + 3, self.ground.length) + 1):
                if len(self.ground.colleagues_named(start, end)) == 1:
                    return True
        return False

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
