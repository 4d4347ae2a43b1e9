"""Ranking: how well a record answers a search, by which field, and what is told of it.

A word counts most in the title, more where it is whole than where it is a beginning, and most as it was written; of
records that are as good as each other the one that changed last comes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Choice, Email, Field, LongText, Phone, Text, Time
from frontdesk.crm.fields.text import phone_digits
from frontdesk.crm.search.candidates import told_fields
from frontdesk.crm.search.wanted import TELLING_DIGITS, Wanted
from frontdesk.crm.text_folding import folded, words_of

IN_TITLE, ELSEWHERE = 1.0, 0.7
WHOLE, BEGINNING = 1.0, 0.85
WHOLE_TITLE = 0.1
# Records of people and business before what merely happened with them.
HAPPENED = 0.05
# What a record is worth more for having changed just now; after so many days half of it is gone.
RECENT, RECENT_DAYS = 0.01, 60
EXCERPT = 80

_MOST = IN_TITLE * WHOLE + WHOLE_TITLE + RECENT


@dataclass(frozen=True)
class Hit:
    """One record that was found. `score` 0 to 1; `matched` the field; `meant` the words found, by the words asked."""

    object: str
    id: int
    title: str
    subtitle: str
    matched: str
    score: float
    meant: Mapping[str, str]


@dataclass(frozen=True)
class _Match:
    worth: float
    field: str
    word: str


def ranked(definition: Definition, row: RowMapping, wanted: Wanted, now: datetime) -> Hit:
    """The hit that a candidate is."""
    values = _shown(definition, row["fields"])
    texts = {name: _words(definition.by_path[name], value) for name, value in values.items()}
    matches = {word: _best(definition, texts, wanted.alternatives(word)) for word in wanted.asked}
    if wanted.number:
        matches = _by_number(texts, wanted.number) or matches
    found = [match or _unseen(definition) for match in matches.values()]
    title = definition.title.of(values)
    score = sum(match.worth for match in found) / len(found) + _recency(row["updated_at"], now)
    score += WHOLE_TITLE * (folded(title) == wanted.text)
    score -= HAPPENED * (definition.entry is not None)
    matched = max(found, key=lambda match: match.worth).field
    meant = {word: match.word for word, match in matches.items() if match is not None}
    subtitle = _subtitle(definition, values, matched, list(meant.values()))
    return Hit(definition.name, row["id"], title, subtitle, matched, round(max(score, 0) / _MOST, 4), meant)


def _shown(definition: Definition, packed: Mapping[str, Any]) -> dict[str, Any]:
    values = {}
    for name, value in packed.items():
        field = definition.by_path[name]
        if value is not None:
            values[name] = field.show(field.unpack(value)) if isinstance(field, Time) else value
    return values


def _words(field: Field, value: Any) -> Sequence[str]:
    if not field.searchable:
        return ()
    words = words_of(value)
    return [*words, phone_digits(value), phone_digits(value)[-TELLING_DIGITS:]] if isinstance(field, Phone) else words


def _best(
    definition: Definition, texts: Mapping[str, Sequence[str]], alternatives: Mapping[str, float]
) -> _Match | None:
    best: _Match | None = None
    for name, words in texts.items():
        place = IN_TITLE if name in definition.title.fields else ELSEWHERE
        for word in words:
            for other, likeness in alternatives.items():
                if not word.startswith(other):
                    continue
                worth = place * likeness * (WHOLE if word == other else BEGINNING)
                if best is None or worth > best.worth:
                    best = _Match(worth, name, other)
    return best


def _by_number(texts: Mapping[str, Sequence[str]], number: str) -> dict[str, _Match | None] | None:
    for name, words in texts.items():
        if any(word.startswith(number) for word in words):
            return {number: _Match(ELSEWHERE, name, number)}
    return None


def _unseen(definition: Definition) -> _Match:
    """For a word beyond the beginning of a long text, or in one of the workspace's own fields."""
    long = next((field.name for field in definition.searchable if isinstance(field, LongText)), "custom")
    return _Match(ELSEWHERE * BEGINNING, long, "")


def _recency(updated_at: datetime, now: datetime) -> float:
    days = max((now - updated_at).total_seconds() / 86_400, 0)
    return float(RECENT * 0.5 ** (days / RECENT_DAYS))


def _subtitle(definition: Definition, values: Mapping[str, Any], matched: str, found: Sequence[str]) -> str:
    """What tells the record from others of its name: a text, an address, a status; and where the word was found."""
    others = [field for field in told_fields(definition) if field.name in values]
    others = [field for field in others if field.name not in definition.title.fields]
    first = [field for field in others if field.name == matched]
    texts = [field for field in others if type(field) is Text]
    addresses = [field for field in others if isinstance(field, (Email, Phone))]
    board = definition.board.field if definition.board else None
    choices = sorted((field for field in others if isinstance(field, Choice)), key=lambda field: field.name != board)
    told = dict.fromkeys([*first, *texts[:1], *addresses[:1], *choices[:1]])
    return " · ".join(_told(field, values[field.name], found) for field in list(told)[:3])


def _told(field: Field, value: str, found: Sequence[str]) -> str:
    if isinstance(field, Choice):
        return next((option.label for option in field.choices if option.value == value), value)
    text = " ".join(value.split())
    if len(text) <= EXCERPT:
        return text
    places = [place for word in found if word and (place := folded(text).find(word)) >= 0]
    start = max(min(places, default=0) - EXCERPT // 3, 0)
    return ("… " if start else "") + text[start : start + EXCERPT].strip() + " …"
