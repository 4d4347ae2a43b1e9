"""Ground: what a message is read on: its tokens and values, the workspace's words, what the database knows."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from frontdesk.assistant.language.evidence import Evidence
from frontdesk.assistant.language.lexicon import Lexicon
from frontdesk.assistant.language.tokens import Token, text_between
from frontdesk.assistant.language.words import CLOSED, Word
from frontdesk.crm.scope import Scope
from frontdesk.crm.text_folding import folded
from frontdesk.language.values.value import AnyValue, Habits, QuotedValue

MOST_WORDS_OF_NAME = 10
PERSONAL = ("him", "her", "he", "she")
POINTING = ("it", "them", "this", "that")
ARTICLES = ("the", "a", "an", "our", "any", "these", "those")


@dataclass(frozen=True)
class Colleague:
    """A member of staff."""

    id: int
    name: str
    email: str

    @cached_property
    def folded_name(self) -> str:
        return folded(self.name)

    @cached_property
    def folded_email(self) -> str:
        return folded(self.email)


@dataclass(frozen=True)
class Asker:
    """Who asks: a member of staff, or a program (no id)."""

    id: int | None
    name: str = ""
    email: str = ""


@dataclass
class Ground:
    """What a message is read on. `values`: by the token at which they begin, with the token before which they end.

    `pointed`: the records that "it" and "them" mean: those shown or touched last, else the one that is open.
    `person`: whom "him" and "her" mean. `wrote`: whether the last message wrote something.
    """

    text: str
    tokens: Sequence[Token]
    scope: Scope
    lexicon: Lexicon
    asker: Asker
    values: Mapping[int, Sequence[tuple[int, AnyValue]]]
    evidence: dict[str, Mapping[str, Evidence]] = field(default_factory=dict)
    colleagues: Sequence[Colleague] = ()
    pointed: tuple[str, tuple[int, ...]] | None = None
    person: tuple[str, int] | None = None
    wrote: bool = False
    viewing: tuple[str, int] | None = None
    strange: frozenset[int] = frozenset()
    titles: Mapping[str, Evidence] | None = None
    names_mended: bool = False
    length: int = 0
    # What was worked out of the tokens, and of them with the evidence: many ways lead to the same places.
    _closed: list[dict[Word, list[int]]] = field(default_factory=list)
    _words: dict[tuple[int, tuple[Word, ...]], list[int]] = field(default_factory=dict)
    _past: dict[tuple[int, tuple[Word, ...]], list[int]] = field(default_factory=dict)
    _phrases: dict[tuple[int, int], str] = field(default_factory=dict)
    _has_slips: bool = False
    _found: dict[tuple[str, int], list[tuple[int, Evidence]]] = field(default_factory=dict)
    kept: dict[Hashable, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.take(self.tokens)

    def take(self, tokens: Sequence[Token]) -> bool:
        """Takes tokens with other words in the place of the present ones; returns whether there are any."""
        changed = [one.word for one in tokens] != [one.word for one in self.tokens]
        self.tokens = tokens
        # What was left out of the message stays out of it.
        self.length = self.length if self.length and len(self._closed) == len(tokens) else len(tokens)
        self._has_slips = any(token.slip is not None for token in tokens)
        if changed or len(self._closed) != len(tokens):
            self._closed = [_by_word(CLOSED.at(tokens, place)) for place in range(len(tokens))]
            for kept in (self._words, self._past, self._phrases):
                kept.clear()
            self._forget()
        return changed

    def shorten(self, length: int) -> None:
        """From now on only so many tokens count."""
        if length != self.length:
            self.length = length
            self._past.clear()
            self._forget()

    def _forget(self) -> None:
        self._found.clear()
        self.kept.clear()

    def learn(self, evidence: Mapping[str, Mapping[str, Evidence]]) -> None:
        """Adds what the database knows, by object."""
        self.evidence.update(evidence)
        self._forget()

    def learn_titles(self, titles: Mapping[str, Evidence]) -> None:
        """Adds which records of any object are called by words of the message."""
        self.titles = titles
        self._forget()

    def record_meant(self, object: str) -> int | None:
        """What "this lead" means: the record that is open beside, else the one that was spoken of last."""
        if self.viewing is not None and self.viewing[0] == object:
            return self.viewing[1]
        is_one = self.pointed is not None and self.pointed[0] == object and len(self.pointed[1]) == 1
        return self.pointed[1][0] if self.pointed is not None and is_one else None

    def pronoun_at(self, place: int) -> tuple[str, int] | None:
        """The one record, (object, id), that a pronoun at this place means."""
        word = self.tokens[place].word if place < self.length else ""
        if word in (*PERSONAL, "his") and self.person is not None:
            return self.person
        is_one = self.pointed is not None and len(self.pointed[1]) == 1 and word in (*PERSONAL, *POINTING, "his", "its")
        return (self.pointed[0], self.pointed[1][0]) if self.pointed is not None and is_one else None

    def this_at(self, object: str, place: int) -> int | None:
        """Where `this lead` ends that begins at a place; None where it does not."""
        if place + 1 >= self.length or self.tokens[place].word not in ("this", "that"):
            return None
        ends = [end for end, name in self.lexicon.objects.at(self.tokens, place + 1) if name == object]
        singular = [end for end in ends if not self.tokens[end - 1].word.endswith("s")]
        return max(singular, default=None)

    def _known(self) -> list[Mapping[str, Evidence]]:
        return [*self.evidence.values(), self.titles or {}]

    def words_with_evidence(self) -> set[str]:
        """The words of phrases of which the database knows something."""
        return {
            word
            for phrases in self._known()
            for phrase, found in phrases.items()
            if found.named or found.stored
            for word in phrase.split()
        }

    @property
    def value_habits(self) -> Habits:
        """The workspace's habits, as values are read by them."""
        habits = self.scope.habits
        return Habits(habits.now, habits.time_zone, habits.date_order, habits.week_start)

    @property
    def now(self) -> datetime:
        return self.scope.habits.now

    def words(self, place: int, *kinds: Word) -> list[int]:
        """Where the closed words of these kinds end that begin at a place, longest first."""
        if place >= len(self._closed):
            return []
        here = self._closed[place]
        if len(kinds) == 1 or not here:
            return here.get(kinds[0], []) if here else []
        key = (place, kinds)
        if key not in self._words:
            self._words[key] = sorted({end for kind in kinds for end in here.get(kind, ())}, reverse=True)
        return self._words[key]

    def is_closed(self, place: int) -> bool:
        """Whether a closed word begins here."""
        return bool(self._closed[place])

    def arrow_at(self, place: int) -> int:
        """Where an arrow ends that begins here: `->`, `=>`, `→`; the place itself where none does."""
        if place < self.length and self.tokens[place].word == "→":
            return place + 1
        is_arrow = place + 1 < self.length and self.tokens[place].word in ("-", "=", "–")
        return place + 2 if is_arrow and self.tokens[place + 1].word == ">" else place

    def leaves_out(self, place: int) -> bool:
        """Whether `but` leaves out here: `all leads but the Indian ones`."""
        if self.tokens[place].word != "but" or not any(self.words(at, Word.ALL) for at in range(min(place, 4))):
            return False
        return any(end == place for at in range(place) for end, _ in self.lexicon.objects.at(self.tokens, at))

    def after(self, place: int, *kinds: Word) -> list[int]:
        """The place itself, and where one closed word of these kinds ends that begins there."""
        return [place, *self.words(place, *kinds)]

    def past(self, place: int, *kinds: Word) -> list[int]:
        """The place itself, what follows a closed word of these kinds, and what follows an article there."""
        key = (place, kinds)
        if key not in self._past:
            found = [place, *self.words(place, *kinds)]
            articles = [one + 1 for one in found if one < self.length and self.tokens[one].word in ARTICLES]
            self._past[key] = [one for one in dict.fromkeys([*found, *articles]) if one < self.length]
        return self._past[key]

    def written(self, start: int, end: int) -> str:
        return text_between(self.text, self.tokens, start, end)

    def phrase(self, start: int, end: int) -> str:
        key = (start, end)
        if key not in self._phrases:
            self._phrases[key] = " ".join(token.word for token in self.tokens[start:end] if token.is_word)
        return self._phrases[key]

    def objects_named(self) -> set[str]:
        """The objects of which some record is called by words of the message."""
        return {one.object for phrases in self._known() for found in phrases.values() for one in found.named}

    def is_plain(self, start: int, end: int) -> bool:
        """Whether these are words of the language alone, which may be a name but mostly are not."""
        return all(token.word in self.lexicon.known for token in self.tokens[start:end])

    def slips(self, start: int, end: int) -> int:
        return sum(token.slip is not None for token in self.tokens[start:end]) if self._has_slips else 0

    def quoted(self, place: int) -> list[tuple[int, str]]:
        return [(end, value.text) for end, value in self.values.get(place, ()) if isinstance(value, QuotedValue)]

    def colleagues_named(self, start: int, end: int) -> list[Colleague]:
        """Members of staff whom these words name: in full, or by a first or last name."""
        words = self.phrase(start, end)
        whole = [one for one in self.colleagues if words in (one.folded_name, one.folded_email)]
        return whole or [one for one in self.colleagues if words and words in one.folded_name.split()]

    def evidence_at(self, object: str, start: int) -> list[tuple[int, Evidence]]:
        """What is known of the phrases that begin at a place, longest first."""
        key = (object, start)
        if key not in self._found:
            self._found[key] = self._evidence_at(object, start)
        return self._found[key]

    def _evidence_for(self, object: str) -> Mapping[str, Evidence]:
        """What was looked up for the object; else for one that points at it, which knows its names as well."""
        if object in self.evidence:
            return self.evidence[object]
        lending = (name for name in self.evidence if object in self.lexicon.targets_of(name))
        return next((self.evidence[name] for name in lending), self.titles or {})

    def knows_names_of(self, object: str) -> bool:
        """Whether names of this object's records were looked up."""
        return (
            self.titles is not None
            or object in self.evidence
            or any(object in self.lexicon.targets_of(name) for name in self.evidence)
        )

    def _evidence_at(self, object: str, start: int) -> list[tuple[int, Evidence]]:
        known = self._evidence_for(object)
        found = []
        for end in range(min(start + MOST_WORDS_OF_NAME, self.length), start, -1) if known else ():
            evidence = known.get(self.phrase(start, end))
            is_name = self.tokens[end - 1].is_word and self.tokens[end - 1].word != "'s"
            if evidence is not None and is_name and (evidence.named or evidence.stored):
                found.append((end, evidence))
        for end, text in self.quoted(start):
            evidence = known.get(folded(text))
            if evidence is not None:
                found.append((end, evidence))
        return found


def _by_word(found: Iterable[tuple[int, Word]]) -> dict[Word, list[int]]:
    """Where the closed words end that begin at one place, by what they do, longest first."""
    by_word: dict[Word, list[int]] = {}
    for end, word in found:
        by_word.setdefault(word, []).append(end)
    return {word: sorted(set(ends), reverse=True) for word, ends in by_word.items()}
