"""Phrases found in texts."""

from pathlib import Path

import pytest

from frontdesk.language.lexicon import Lexicon, tokens

LEXICON = Lexicon({"pain": ["problem", "waste of ~ time"], "joy": ["happy", "over the moon"]})


def sections(text: str) -> list[tuple[str, bool]]:
    return [(match.section, match.negated) for match in LEXICON.find(tokens(text))]


def test_any_form_of_a_word_is_found() -> None:
    assert sections("Problems, PROBLEM!") == [("pain", False), ("pain", False)]


def test_a_gap_spans_up_to_two_words() -> None:
    assert sections("a waste of my precious time") == [("pain", False)]
    assert sections("a waste of time") == [("pain", False)]
    assert sections("a waste of my so very precious time") == []


def test_a_negation_shortly_before_counts() -> None:
    assert sections("I'm not very happy") == [("joy", True)]
    assert sections("no, we are all quite happy") == [("joy", False)]


def test_an_entry_outside_of_a_section_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("# title\nhello\n")
    with pytest.raises(ValueError, match="before the first section"):
        Lexicon.read(tmp_path / "words.txt")
