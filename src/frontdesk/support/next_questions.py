"""Questions that the customer may want to ask next: near to this one, and neither asked nor answered before."""

from collections.abc import Iterator, Sequence

from frontdesk.conversations.models import ConversationEvent
from frontdesk.language.words import terms
from frontdesk.support.state import Finding, Question

MOST_SUGGESTED = 3
# Measured on the demo's questions: below these scores a question belongs to another subject. One of the same category
# as what answers may be further away. Where nothing answers, only a near one is worth a "did you mean".
SAME_CATEGORY, OTHER_CATEGORY, NOTHING_FITS = 0.2, 0.26, 0.3
_SAME_SUBJECT = 0.1
_SAME_QUESTION = 0.75


def next_questions(question: Question, findings: Sequence[Finding]) -> tuple[str, ...]:
    """At most three, the nearest first; without a statement of their own."""
    told = {title.casefold() for title in (*_answered_now(findings), *_answered_before(question.earlier))}
    asked = [frozenset(terms(text)) for text in (*question.messages, *_asked_before(question.earlier))]
    chosen: list[str] = []
    for title in _near(findings):
        words = frozenset(terms(title))
        if title.casefold() in told or any(_is_same(words, others) for others in asked):
            continue
        chosen.append(title)
        asked.append(words)
        if len(chosen) == MOST_SUGGESTED:
            break
    return tuple(chosen)


def _near(findings: Sequence[Finding]) -> list[str]:
    """Questions that are near enough to a part of the message, those of its category before others as near."""
    values: dict[str, float] = {}
    for finding in findings:
        outcome = finding.outcome
        category = outcome.results[0].category if outcome.results else None
        for near in outcome.questions:
            same = category is not None and near.category == category
            if near.score >= _least(same, outcome.nothing_fits):
                values[near.title] = max(values.get(near.title, 0.0), near.score + _SAME_SUBJECT * same)
    return sorted(values, key=lambda title: -values[title])


def _least(same_category: bool, nothing_fits: bool) -> float:
    if nothing_fits:
        return NOTHING_FITS
    return SAME_CATEGORY if same_category else OTHER_CATEGORY


def _answered_now(findings: Sequence[Finding]) -> Iterator[str]:
    return (f.outcome.results[0].title for f in findings if f.outcome.results and not f.outcome.nothing_fits)


def _answered_before(earlier: Sequence[ConversationEvent]) -> Iterator[str]:
    """Titles of the passages that the bot's answers rested on."""
    for message in earlier:
        cited = message.data.get("cited") or ()
        yield from (str(found["title"]) for found in message.data.get("kb_results") or () if found["id"] in cited)


def _asked_before(earlier: Sequence[ConversationEvent]) -> list[str]:
    return [message.content for message in earlier if message.actor_kind == "customer"]


def _is_same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) >= _SAME_QUESTION * len(one | other)
