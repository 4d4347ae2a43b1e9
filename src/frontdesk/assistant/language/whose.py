"""Whose: conditions on who owns a record, or in whose name it is."""

from collections.abc import Iterator

from frontdesk.assistant.language import conditions
from frontdesk.assistant.language.conditions import Where, condition
from frontdesk.assistant.language.ground import Colleague, Ground
from frontdesk.assistant.language.lexicon import ObjectWords
from frontdesk.assistant.language.object_facts import (
    owner_texts,
)
from frontdesk.assistant.language.pieces import Cond
from frontdesk.crm.definitions import Definition


class Whose:
    """What the words of a message say of members of staff, for one object."""

    def __init__(self, ground: Ground, words: ObjectWords, *, nested: bool = False):
        self.ground = ground
        self.words = words
        self.nested = nested
        self._kept: dict[tuple[int, bool], list[tuple[int, Cond, float]]] = {}
        self.definition: Definition = words.definition

    def colleagues_at(self, place: int) -> Iterator[tuple[int, list[Colleague]]]:
        if place >= self.ground.length:
            return
        for end in range(min(place + 4, self.ground.length), place, -1):
            if self.ground.tokens[end - 1].is_word and self.ground.tokens[end - 1].word != "'s":
                found = self.ground.colleagues_named(place, end)
                if found:
                    yield end, found
        if self.ground.tokens[place].word in ("me", "myself"):
            yield place + 1, self._me()

    def _me(self) -> list[Colleague]:
        asker = self.ground.asker
        return [Colleague(asker.id, asker.name, asker.email)] if asker.id is not None else []

    def _whose(self, colleagues: list[Colleague], *, me: bool = False) -> Where:
        """Of one owner, or in their name (decisions: "My")."""
        owner = (
            condition("owner_id", "eq", "me") if me else conditions.is_in("owner_id", [one.id for one in colleagues])
        )
        names = [name for one in colleagues for name in (one.name, one.email) if name]
        texts = [conditions.is_in(one.path, names) for one in owner_texts(self.definition) if names]
        return conditions.any_of([owner, *texts])

    def _is_colleague(self, colleagues: list[Colleague], start: int, end: int) -> bool:
        """Whether it is written as the name of one colleague, sign for sign."""
        written = self.ground.written(start, end)
        return len(colleagues) == 1 and (written in colleagues[0].name.split() or written == colleagues[0].name)
