"""Lexicon: whatever a definition names is understood by its label and its synonyms."""

import pytest

from frontdesk.assistant.language.lexicon import lexicon_for, plural_of
from frontdesk.assistant.language.phrases import PhraseTable
from frontdesk.assistant.language.tokens import tokens_of
from frontdesk.crm.definitions import SHIPPED, Definition
from frontdesk.crm.fields import Boolean, Choice, Several
from tests.unit.assistant.language.grounds import LEXICON, SCOPE


def means(table: PhraseTable, phrase: str) -> list[object]:  # type: ignore[type-arg] # of any meaning
    tokens = tokens_of(phrase)
    return [meant for end, meant in table.at(tokens, 0) if end == len(tokens)]


@pytest.mark.parametrize("definition", SHIPPED, ids=lambda one: one.name)
def test_every_object_is_found_by_all_its_names(definition: Definition) -> None:
    for phrase in (definition.label, definition.label_plural, *definition.synonyms):
        assert definition.name in means(LEXICON.objects, phrase), phrase


@pytest.mark.parametrize("definition", SHIPPED, ids=lambda one: one.name)
def test_every_field_is_found_by_its_label_and_synonyms(definition: Definition) -> None:
    words = LEXICON.of(definition.name)
    flag = definition.in_step.flag if definition.in_step else None
    for field in definition.all_fields:
        if field.name == flag:
            continue
        for phrase in (field.words, *field.synonyms):
            assert field.path in means(words.fields, phrase), (field.path, phrase)


@pytest.mark.parametrize("definition", SHIPPED, ids=lambda one: one.name)
def test_every_choice_is_found_by_its_word_and_synonyms(definition: Definition) -> None:
    words = LEXICON.of(definition.name)
    for field in definition.all_fields:
        if isinstance(field, (Choice, Several)):
            for option in field.choices:
                for phrase in (option.value.replace("_", " "), *option.synonyms):
                    found = [(one.path, one.value) for one in means(words.options, phrase)]  # type: ignore[attr-defined]
                    assert (field.path, option.value) in found, phrase
        elif isinstance(field, Boolean) and field.name != (definition.in_step and definition.in_step.flag):
            assert means(words.options, field.words), field.path


@pytest.mark.parametrize(
    ("one", "many"),
    [("lead", "leads"), ("batch", "batches"), ("enquiry", "enquiries"), ("day", "days"), ("class", "classes")],
)
def test_plurals(one: str, many: str) -> None:
    assert plural_of(one) == many


def test_the_lexicon_is_made_once_for_the_same_definitions() -> None:
    assert lexicon_for(SCOPE.catalogue) is LEXICON
    assert "contacts" in LEXICON.targets_of("deals")
    assert LEXICON.words_for("leads") < LEXICON.known
