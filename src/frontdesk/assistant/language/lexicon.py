"""Lexicon: the words of a workspace's objects, fields and choices, all made from the definitions.

An object or field that is added to the definitions is understood at once; nothing here names one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.vocabulary import spoken_words
from frontdesk.assistant.language.words import CLOSED, STEPS
from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Boolean, Choice, Date, Field, Member, Several, Time


@dataclass(frozen=True)
class Option:
    """One word of a choice: `path` is the field, `value` the stored word; for yes-or-no fields True."""

    path: str
    value: str | bool


@dataclass
class ObjectWords:
    """What the fields and choices of one object are called."""

    definition: Definition
    fields: PhraseTable[str] = field(default_factory=PhraseTable)
    options: PhraseTable[Option] = field(default_factory=PhraseTable)


@dataclass
class Lexicon:
    """All words of a workspace. `objects`: names of objects by what people call them."""

    objects: PhraseTable[str]
    by_object: dict[str, ObjectWords]
    known: frozenset[str]
    content: frozenset[str]
    _words_for: dict[str, frozenset[str]] = field(default_factory=dict)

    def targets_of(self, object: str) -> set[str]:
        """The objects that records of this one point at."""
        return {relation.object for relation in self.by_object[object].definition.relations}

    def words_for(self, object: str) -> frozenset[str]:
        """The words that are known where one object is spoken of."""
        if object not in self._words_for:
            words = self.by_object[object]
            self._words_for[object] = _closed_words() | self.objects.words | words.fields.words | words.options.words
        return self._words_for[object]

    def of(self, object: str) -> ObjectWords:
        return self.by_object[object]


@lru_cache(maxsize=64)
def lexicon_of(definitions: tuple[Definition, ...]) -> Lexicon:
    """The lexicon of these objects; kept, since a workspace's definitions rarely change."""
    objects: PhraseTable[str] = PhraseTable()
    by_object: dict[str, ObjectWords] = {}
    known: set[str] = set()
    for definition in definitions:
        for phrase in _object_phrases(definition):
            objects.add(phrase, definition.name)
        words = by_object[definition.name] = _words_of(definition)
        known |= words.fields.words | words.options.words
    content = frozenset(known | objects.words)
    return Lexicon(objects, by_object, content | _closed_words(), content)


@lru_cache(maxsize=1)
def _closed_words() -> frozenset[str]:
    return frozenset(CLOSED.words | STEPS.words | spoken_words())


def lexicon_for(catalogue: Catalogue) -> Lexicon:
    return lexicon_of(tuple(catalogue))


def plural_of(word: str) -> str:
    """The regular English plural of a word or of the last word of a phrase."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    return word + "s"


def _object_phrases(definition: Definition) -> Iterator[str]:
    for phrase in (definition.label, definition.label_plural, definition.name.replace("_", " "), *definition.synonyms):
        yield phrase.lower()
        if not phrase.lower().endswith("s"):
            yield plural_of(phrase.lower())


def _words_of(definition: Definition) -> ObjectWords:
    words = ObjectWords(definition)
    flag = definition.in_step.flag if definition.in_step else None
    for one in definition.all_fields:
        if one.name == flag:
            continue
        for phrase in _field_phrases(one):
            words.fields.add(phrase, one.path)
        for phrase, option in _options(one):
            words.options.add(phrase, option)
    return words


def _field_phrases(one: Field) -> Iterator[str]:
    base = one.name.removesuffix("_id").removesuffix("_at").replace("_", " ")
    phrases = [base, one.words.lower(), one.name.replace("_", " "), *one.synonyms]
    if one.name.endswith(("_date", "_on")):
        phrases.append(base.removesuffix(" date").removesuffix(" on") + " date")
    if one.name.startswith("duration_"):
        phrases += ["duration", "how long", "length"]
    if isinstance(one, (Date, Time)):
        phrases += [phrase for short in list(phrases) for phrase in _verb_forms(short)]
    for phrase in phrases:
        yield phrase
        if not phrase.endswith("s") and not isinstance(one, (Boolean, Member)):
            yield plural_of(phrase)


def _verb_forms(phrase: str) -> Iterator[str]:
    """`start` is also said as started and starting, `last contacted` as contacted."""
    yield phrase.removeprefix("last ")
    if " " not in phrase and not phrase.endswith(("ed", "ing")):
        stem = phrase.removesuffix("s").removesuffix("e") if phrase.endswith(("s", "e")) else phrase
        yield from (f"{stem}ed", f"{stem}ing")


def _options(one: Field) -> Iterator[tuple[str, Option]]:
    if isinstance(one, Boolean):
        for phrase in {one.words.lower(), one.name.removeprefix("is_").replace("_", " ")}:
            yield phrase, Option(one.path, True)
            yield plural_of(phrase), Option(one.path, True)
        return
    if not isinstance(one, (Choice, Several)):
        return
    for option in one.choices:
        for phrase in (option.value.replace("_", " ").lower(), *option.synonyms):
            yield phrase, Option(one.path, option.value)
            if " " in phrase and not phrase.endswith("s"):
                yield plural_of(phrase), Option(one.path, option.value)
