"""Finds facts in a message: only what is said plainly, of oneself, as it is now. What is doubtful is left out.

A statement counts where a clause begins ("Hi, my name is Ana", "… and I'm on the Pro plan"), so that neither questions
nor what is denied, supposed or told of others is kept; nothing in quotation marks counts.
"""

import re
from collections.abc import Iterator

from frontdesk.language.facts.kinds import LONGEST_VALUE, Fact, FactKind
from frontdesk.language.facts.rules import RULES
from frontdesk.language.text import one_line

LONGEST_MESSAGE = 4_000
MOST_LINES = 60

# What may stand before a statement: a mark that ends a clause, or one of these words.
_OPENERS = (
    "and|but|because|since|so|hi|hello|hey|hiya|there|well|yes|yeah|ok|okay|sure|also|btw|way|fyi|thanks|you|evening"
    "|morning|afternoon|day|team|please|all|sir|madam"
)
_START = re.compile(rf"(?:^|[.!?;,)–—-]|\b(?:{_OPENERS}))[\s\"']*$", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]{0,2000}\"|“[^”]{0,2000}”|(?<!\w)'[^']{3,2000}'(?!\w)")
_BEHIND_QUESTION = re.compile(r"[\s)]*\?")

_DENIED = re.compile(r"\b(?:not|isn't|wasn't|no|never)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)


def facts_of(message: str) -> list[Fact]:
    """What the writer tells of themselves, one of each kind, the last that is said.

    Of the first 4,000 characters. Costs well under a millisecond for a usual message.
    """
    found: dict[FactKind, Fact] = {}
    for written in message[:LONGEST_MESSAGE].splitlines()[:MOST_LINES]:
        line = _QUOTED.sub(" ", one_line(written, LONGEST_MESSAGE))
        # Shouting says nothing of what is a name.
        line = line.lower() if line.isupper() else line
        for fact in _in_line(line):
            found[fact.kind] = fact
    return list(found.values())


def _in_line(line: str) -> Iterator[Fact]:
    told: list[tuple[int, Fact]] = []
    small = line.lower()
    for rule in RULES:
        if not any(hint in small for hint in rule.hints):
            continue
        for match in rule.pattern.finditer(line):
            value = rule.read(match, line) if _counts(match, line, rule.anywhere) else None
            if value and len(value) <= LONGEST_VALUE and (rule.anywhere or not _is_asked(match, value, line)):
                told.append((match.start(), Fact(rule.kind, value)))
    return (fact for _, fact in sorted(told, key=lambda one: one[0]))


def _counts(match: re.Match[str], line: str, anywhere: bool) -> bool:
    before = line[max(0, match.start() - 80) : match.start()]
    return _DENIED.search(before) is None if anywhere else _START.search(before) is not None


def _is_asked(match: re.Match[str], value: str, line: str) -> bool:
    """Whether a question mark stands right behind: "I'm on the Pro plan?" is no statement."""
    end = max(match.end(), line.find(value, match.start()) + len(value))
    return _BEHIND_QUESTION.match(line, end) is not None
