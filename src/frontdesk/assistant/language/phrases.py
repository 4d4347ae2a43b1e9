"""Phrases: tables of phrases of one or more words, found at a place of a message."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from frontdesk.assistant.language.tokens import Token, tokens_of

Meant = TypeVar("Meant")


class PhraseTable(Generic[Meant]):
    """What each phrase means; one phrase may mean several things."""

    def __init__(self, entries: Iterable[tuple[str, Meant]] = ()):
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meant]]] = defaultdict(list)
        self.words: set[str] = set()
        for phrase, meant in entries:
            self.add(phrase, meant)

    def add(self, phrase: str, meant: Meant) -> None:
        words = tuple(token.word for token in tokens_of(phrase) if token.word != "-") or ("-",)
        if words and (words, meant) not in self._by_first[words[0]]:
            self._by_first[words[0]].append((words, meant))
            self.words.update(words)

    def at(self, tokens: Sequence[Token], start: int) -> Iterator[tuple[int, Meant]]:
        """All phrases that begin with token `start`, as (end, what is meant). A hyphen between words does not count."""
        if start >= len(tokens):
            return
        for words, meant in self._by_first.get(tokens[start].word, ()):
            end = _matched(tokens, start, words)
            if end:
                yield end, meant


def _matched(tokens: Sequence[Token], start: int, words: Sequence[str]) -> int:
    place = start
    for number, word in enumerate(words):
        if number and place < len(tokens) and tokens[place].word == "-":
            place += 1
        if place >= len(tokens) or tokens[place].word != word:
            return 0
        place += 1
    return place
