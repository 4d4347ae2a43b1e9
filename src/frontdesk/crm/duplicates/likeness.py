"""Likeness of two records: how sure it is that they are one, and why, by what the definition says of its object.

One equal address or number is enough. Names with small differences count where something beside them is equal:
they are compared word by word in any order, without case and accents (token sort ratio).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from frontdesk.crm.definitions import Definition
from frontdesk.crm.definitions.definition import Likeness
from frontdesk.crm.fields import Field
from frontdesk.crm.text_folding import words_of

# Of a hundred: one letter in a short name, two in a long one.
LEAST_NAME = 84
# What equal names with one thing beside them are worth, and what each further thing adds.
NAME_SCORE, LEAST_SCORE, MORE_BESIDE = 0.9, 0.6, 0.04

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Alike:
    """`score` 0 to 1 (1: certain); `reasons` in words."""

    score: float
    reasons: tuple[str, ...]


def alike(definition: Definition, one: Values, other: Values) -> Alike | None:
    """How alike two records are, by their stored values; None where nothing says that they are one."""
    rule = definition.likeness
    if rule is None:
        return None
    certain = [name for name in rule.certain if _equal(definition.by_path[name], one, other)]
    beside = [name for name in rule.beside if name not in certain and _equal(definition.by_path[name], one, other)]
    ratio = name_ratio(rule, one, other)
    is_like = ratio >= LEAST_NAME
    if not certain and not (is_like and beside):
        return None
    named = [f"{'same' if ratio == 100 else 'similar'} name"] if is_like else []
    reasons = [*_words(definition, certain), *named, *_words(definition, beside)]
    return Alike(1.0 if certain else _score(ratio, len(beside)), tuple(reasons))


def name_of(rule: Likeness, values: Values) -> str:
    """The folded words of the name."""
    return " ".join(word for name in rule.name for word in words_of(values.get(name) or ""))


def name_ratio(rule: Likeness, one: Values, other: Values) -> float:
    """0 to 100."""
    first, second = name_of(rule, one), name_of(rule, other)
    return fuzz.token_sort_ratio(first, second) if first and second else 0


def _score(ratio: float, beside: int) -> float:
    sure = (ratio - LEAST_NAME) / (100 - LEAST_NAME)
    return round(min(LEAST_SCORE + (NAME_SCORE - LEAST_SCORE) * sure + MORE_BESIDE * (beside - 1), 0.99), 2)


def _equal(field: Field, one: Values, other: Values) -> bool:
    first, second = _key(field, one.get(field.name)), _key(field, other.get(field.name))
    return first is not None and first == second


def _key(field: Field, stored: Any) -> Any:
    if stored is None:
        return None
    return field.likeness(stored) if field.kind in ("text", "email", "phone") else stored


def _words(definition: Definition, names: list[str]) -> list[str]:
    return [f"same {definition.by_path[name].words.lower()}" for name in names]
