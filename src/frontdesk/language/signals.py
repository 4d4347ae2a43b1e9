"""Signals that a message's embedding does not carry: words of mood and subject, and the way of writing."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from frontdesk.language.lexicon import FOLDER, Lexicon

Signals = NDArray[np.float32]

MOOD = Lexicon.read(FOLDER / "mood.txt")
CATEGORY = Lexicon.read(FOLDER / "category.txt")
PERSON = Lexicon.read(FOLDER / "person.txt")

_GOOD = ("praise", "delight", "success", "thanks_strong")
_HARSH = ("strong_negative", "insult", "profanity", "rage", "threat", "you_blame", "scowl")
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?]+(?:\s|$)")
_QUESTION_START = frozenset(
    [
        "how",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whose",
        "why",
        "can",
        "could",
        "may",
        "is",
        "are",
        "do",
        "does",
        "did",
        "will",
        "would",
        "should",
        "am",
    ]
)
# Capitals that are no shouting.
_ACRONYM_LENGTH = 3


def style(text: str, text_tokens: Sequence[str]) -> list[float]:
    """How the message is written: capitals, marks, length, who is addressed."""
    words = _WORD.findall(text)
    count = max(1, len(words))
    loud = [word for word in words if len(word) > _ACRONYM_LENGTH and word.isupper()]
    shouted = len(loud) if len(loud) < count else count
    exclamations = text.count("!")
    questions = text.count("?")
    sentences = max(1, len(_SENTENCE_END.findall(text)))
    second = sum(token in ("you", "your", "yourself") for token in text_tokens)
    first = sum(token in ("i", "my", "me", "we", "our", "us", "im", "ive") for token in text_tokens)
    return [
        min(shouted, 4) / 4,
        float(bool(loud) and len(loud) >= 0.6 * count),
        min(exclamations, 3) / 3,
        float("!!" in text or "?!" in text or "!?" in text or "??" in text),
        min(questions, 2) / 2,
        float(text.rstrip().endswith("?")),
        float(bool(text_tokens) and text_tokens[0] in _QUESTION_START),
        min(second, 4) / 4,
        min(first, 4) / 4,
        math.log1p(count) / 5,
        float(count / sentences < 4 and sentences > 1),
        float("..." in text),
        float(any(character.isdigit() for character in text)),
        float('"' in text),
    ]


def mood_signals(text: str, text_tokens: Sequence[str]) -> Signals:
    plain: Counter[str] = Counter()
    negated: Counter[str] = Counter()
    for match in MOOD.find(text_tokens):
        (negated if match.negated else plain)[match.section] += 1
    values = [min(plain[section], 3) / 3 for section in MOOD.sections]
    values += [float(plain[section] > 0) for section in MOOD.sections]
    values += [min(negated[section], 2) / 2 for section in ("praise", "delight", "success", "trouble")]
    good = sum(plain[section] for section in _GOOD)
    harsh = sum(plain[section] + negated[section] for section in _HARSH)
    bad = plain["trouble"] + plain["regret"] + negated["praise"] + negated["delight"]
    values += [
        min(harsh, 4) / 4,
        float(harsh >= 2),
        float(harsh >= 3),
        float(good > 0 and harsh > 0),
        float(good > 0 and harsh == 0 and bad == 0),
        float(good == 0 and harsh == 0 and bad == 0),
        math.tanh((good - bad - 2 * harsh) / 3),
    ]
    marks = style(text, text_tokens)
    values += marks
    heat = marks[0] + marks[2] + marks[3]
    values += [heat * float(bad + harsh > 0), heat * float(good > 0 and bad + harsh == 0), marks[5] * float(bad > 0)]
    return np.array(values, dtype=np.float32)


def category_signals(text_tokens: Sequence[str]) -> Signals:
    counts = Counter(match.section for match in CATEGORY.find(text_tokens))
    total = max(1, sum(counts.values()))
    values = [min(counts[section], 3) / 3 for section in CATEGORY.sections]
    values += [counts[section] / total for section in CATEGORY.sections]
    values += [float(counts[section] > 0) for section in CATEGORY.sections]
    return np.array(values, dtype=np.float32)


def person_signals(text_tokens: Sequence[str]) -> Signals:
    matches = PERSON.find(text_tokens)
    plain = Counter(match.section for match in matches if not match.negated)
    negated = Counter(match.section for match in matches if match.negated)
    values = [min(plain[section], 2) / 2 for section in PERSON.sections]
    values += [float(plain[section] > 0) for section in PERSON.sections]
    values += [min(negated[section], 1) for section in PERSON.sections]
    people = [match.position for match in matches if match.section in ("person", "sure_person")]
    contacts = [match.position for match in matches if match.section in ("contact", "speak_to")]
    near = any(0 < person - contact <= 5 for person in people for contact in contacts)
    wish = plain["wish"] > 0
    short = len(text_tokens) <= 4
    values += [
        float(near),
        float(near and wish),
        float(plain["speak_to"] > 0 and wish),
        float(plain["sure_person"] > 0 and wish),
        float(plain["call_me"] > 0 and wish),
        float(short),
        float(short and bool(people)),
        float(bool(people) and plain["against_bot"] > 0),
        math.log1p(len(text_tokens)) / 5,
    ]
    return np.array(values, dtype=np.float32)


def signals_of(text: str, text_tokens: Sequence[str]) -> tuple[Signals, Signals, Signals]:
    """(mood, category, person) of one message and its tokens."""
    return mood_signals(text, text_tokens), category_signals(text_tokens), person_signals(text_tokens)
