"""Ground: what a message is read on: its tokens and values, the workspace's words, what the database knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from frontdesk.assistant.language.evidence import Evidence
from frontdesk.assistant.language.lexicon import Lexicon
from frontdesk.assistant.language.tokens import Token, text_between
from frontdesk.assistant.language.words import CLOSED, Word
from frontdesk.crm.scope import Scope
from frontdesk.crm.text_folding import folded
from frontdesk.language.values.value import AnyValue, QuotedValue

MOST_WORDS_OF_NAME = 10
ARTICLES = ("the", "a", "an", "our", "any", "these", "those")


@dataclass(frozen=True)
class Colleague:
    """A member of staff."""

    id: int
    name: str
    email: str


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
    closed: dict[int, list[tuple[int, Word]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.closed = {place: list(CLOSED.at(self.tokens, place)) for place in range(len(self.tokens))}

    @property
    def length(self) -> int:
        return len(self.tokens)

    @property
    def now(self) -> datetime:
        return self.scope.habits.now

    def words(self, place: int, *kinds: Word) -> list[int]:
        """Where the closed words of these kinds end that begin at a place, longest first."""
        return sorted({end for end, word in self.closed.get(place, ()) if word in kinds}, reverse=True)

    def after(self, place: int, *kinds: Word) -> list[int]:
        """The place itself, and where one closed word of these kinds ends that begins there."""
        return [place, *self.words(place, *kinds)]

    def past(self, place: int, *kinds: Word) -> list[int]:
        """The place itself, what follows a closed word of these kinds, and what follows an article there."""
        found = [place, *self.words(place, *kinds)]
        articles = [one + 1 for one in found if one < self.length and self.tokens[one].word in ARTICLES]
        return [one for one in dict.fromkeys([*found, *articles]) if one < self.length]

    def written(self, start: int, end: int) -> str:
        return text_between(self.text, self.tokens, start, end)

    def phrase(self, start: int, end: int) -> str:
        return " ".join(token.word for token in self.tokens[start:end] if token.is_word)

    def is_plain(self, start: int, end: int) -> bool:
        """Whether these are words of the language alone, which may be a name but mostly are not."""
        return all(token.word in self.lexicon.known for token in self.tokens[start:end])

    def slips(self, start: int, end: int) -> int:
        return sum(token.slip is not None for token in self.tokens[start:end])

    def quoted(self, place: int) -> list[tuple[int, str]]:
        return [(end, value.text) for end, value in self.values.get(place, ()) if isinstance(value, QuotedValue)]

    def colleagues_named(self, start: int, end: int) -> list[Colleague]:
        """Members of staff whom these words name: in full, or by a first or last name."""
        words = self.phrase(start, end)
        whole = [one for one in self.colleagues if words in (folded(one.name), folded(one.email))]
        return whole or [one for one in self.colleagues if words and words in folded(one.name).split()]

    def evidence_at(self, object: str, start: int) -> list[tuple[int, Evidence]]:
        """What is known of the phrases that begin at a place, longest first."""
        known = self.evidence.get(object, {})
        found = []
        for end in range(min(start + MOST_WORDS_OF_NAME, self.length), start, -1):
            evidence = known.get(self.phrase(start, end))
            if evidence is not None and self.tokens[end - 1].is_word and self.tokens[end - 1].word != "'s":
                found.append((end, evidence))
        for end, text in self.quoted(start):
            evidence = known.get(folded(text))
            if evidence is not None:
                found.append((end, evidence))
        return found
