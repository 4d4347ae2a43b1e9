"""Grounds to read sentences on, without a database: the shipped objects, and what it would know said by the test."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from frontdesk.assistant.language.evidence import Evidence
from frontdesk.assistant.language.ground import Asker, Ground
from frontdesk.assistant.language.lexicon import lexicon_for
from frontdesk.assistant.language.tokens import tokens_of
from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import SHIPPED
from frontdesk.crm.habits import Habits
from frontdesk.crm.scope import Scope
from frontdesk.language.values.finding import find_values
from frontdesk.language.values.value import AnyValue
from frontdesk.language.values.value import Habits as ValueHabits

# A Wednesday.
NOW = datetime(2026, 3, 11, 10, 0, tzinfo=UTC)
HABITS = Habits(ZoneInfo("UTC"), "USD", "dmy", "monday", NOW)
SCOPE = Scope(Catalogue(SHIPPED), HABITS)
LEXICON = lexicon_for(SCOPE.catalogue)
OBJECTS = tuple(definition.name for definition in SCOPE.catalogue)


def ground_of(text: str, evidence: Mapping[str, Mapping[str, Evidence]] | None = None) -> Ground:
    """The ground of a message, with nothing mended."""
    tokens = tokens_of(text)
    starts = {token.start: place for place, token in enumerate(tokens)}
    ends = {token.end: place + 1 for place, token in enumerate(tokens)}
    values: dict[int, list[tuple[int, AnyValue]]] = {}
    for one in find_values(text, ValueHabits(NOW, HABITS.time_zone)):
        if one.span.start in starts and one.span.end in ends:
            values.setdefault(starts[one.span.start], []).append((ends[one.span.end], one.value))
    ground = Ground(text, tokens, SCOPE, LEXICON, Asker(1, "Olga Owner", "olga@example.test"), values)
    ground.learn(evidence or {})
    return ground
