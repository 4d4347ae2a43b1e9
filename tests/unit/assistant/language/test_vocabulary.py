"""Vocabulary: the words of the language as they stand in their file."""

import tomllib
from importlib import resources

import pytest

from frontdesk.assistant.language.intents import Intent
from frontdesk.assistant.language.tokens import tokens_of
from frontdesk.assistant.language.vocabulary import vocabulary
from frontdesk.assistant.language.words import CLOSED, Word

WHOLE = tomllib.loads((resources.files("frontdesk.assistant.language") / "vocabulary.toml").read_text(encoding="utf-8"))
LISTS = [(section, name) for section, lists in WHOLE.items() for name in lists]


@pytest.mark.parametrize(("section", "name"), LISTS, ids=[f"{section}.{name}" for section, name in LISTS])
def test_every_list_holds_each_phrase_once_in_small_letters(section: str, name: str) -> None:
    phrases = WHOLE[section][name]
    assert phrases
    assert sorted(phrases) == sorted(set(phrases))
    for phrase in phrases:
        assert phrase == phrase.lower().strip(), phrase
        assert "  " not in phrase, phrase
        assert tokens_of(phrase), phrase


def test_every_phrase_of_a_closed_list_is_found_as_its_word() -> None:
    for name, phrases in vocabulary("closed").items():
        for phrase in phrases:
            tokens = tokens_of(phrase)
            assert any(word is Word(name) for _, word in CLOSED.at(tokens, 0)), phrase


def test_every_list_of_verbs_and_whole_messages_is_an_intent() -> None:
    intents = {intent.value for intent in Intent}
    assert set(vocabulary("verbs")) <= intents
    assert set(vocabulary("whole_messages")) <= intents


def test_a_whole_message_says_one_thing_alone() -> None:
    seen: dict[str, str] = {}
    for name, phrases in vocabulary("whole_messages").items():
        for phrase in phrases:
            assert seen.setdefault(phrase, name) == name, phrase


def test_no_word_that_confirms_also_rejects_or_writes() -> None:
    whole = vocabulary("whole_messages")
    assert not set(whole["yes"]) & (set(whole["no"]) | set(whole["undo"]))
