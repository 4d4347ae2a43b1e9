"""Objections: what speaks against buying, as customers say it or as staff write it down."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from frontdesk.crm.timeline.dealings import Dealing, Dealings

OBJECTION_DAYS = 14


class Reason(StrEnum):
    """What stands in the way."""

    PRICE = "price"
    COMPARISON = "comparison"
    DOUBT = "doubt"


_PATTERNS = {
    Reason.PRICE: (
        r"pric(?:e|es|ed|ing|ey|y)", r"over-?priced", r"costs?", r"costly", r"expensive", r"cheap(?:er|est)?",
        r"(?:un)?affordable", r"afford", r"budgets?", r"discounts?", r"rebates?", r"reduction", r"bargain",
        r"negotiat\w+", r"too (?:much|high|dear)", r"(?:high|higher|reduce|lower|waive) (?:the )?fees?",
        r"fees? (?:is|are|seems?|was|were) (?:too |very |so )?high", r"(?:can ?not|can't) pay",
        r"out of (?:my|our|their|his|her) range",
    ),
    Reason.COMPARISON: (
        r"competitors?", r"competition", r"elsewhere", r"alternatives?",
        r"compar(?:e[ds]?|ing)\b.{0,20}\b(?:with|to|against|us|other)",
        r"(?:other|another|different|better) (?:offers?|providers?|institutes?|compan(?:y|ies)|quotes?|schools?)",
        r"(?:other|another|different|better) (?:vendors?|suppliers?|deals?|options?)",
        r"(?:going|went|gone|signed|joined|decided) (?:up )?(?:with|for) (?:another|someone)",
    ),
    Reason.DOUBT: (
        r"not (?:\w+ )?(?:sure|convinced|certain|ready|interested|now|possible)", r"unsure", r"undecided",
        r"hesita\w+", r"doubts?", r"doubtful", r"concern(?:s|ed)?", r"worr(?:y|ies|ied)", r"risky?", r"objections?",
        r"second thoughts", r"reconsider\w*", r"think(?:ing)? (?:about it|it over|over it|it through)",
        r"needs? (?:some |more )*time to (?:think|decide)", r"needs? more time", r"no time",
        r"too (?:busy|long|far|late|difficult|complicated)", r"(?:not|isn't) the right time", r"on hold", r"postpon\w+",
        r"(?:talk|speak|discuss|check|ask)\b.{0,16}\b(?:manager|boss|husband|wife|spouse|partner|parents?|family)",
    ),
}  # fmt: skip
_WORDS = {reason: re.compile(rf"\b(?:{'|'.join(patterns)})\b") for reason, patterns in _PATTERNS.items()}
# Where these stand, a word of price is no objection.
_SETTLED = re.compile(
    r"\b(?:price|cost|fee|budget)s? (?:is|are|was|were) (?:ok|okay|fine|good|fair|agreed|settled|accepted|"
    r"not (?:a|an|the) (?:problem|issue|concern|question)|no (?:problem|issue|concern|question))\b|"
    r"\b(?:happy|fine|ok|okay|satisfied) with (?:the|our) (?:price|cost|fee|budget|discount)s?\b|"
    r"\bno (?:price |budget )?(?:objections?|concerns?|doubts?|worries|risk)\b|\bnot expensive\b"
)

_REPLY = re.compile(r"\s*(?:re|aw|sv|antw)\s*:", re.I)
# What an answer repeats of the mail that it answers.
_QUOTED = re.compile(r"^>.*$|^(?:On|Am|Le) .{5,120}(?:wrote|schrieb|écrit)\s*:[\s\S]*|^-{3,} ?Original[\s\S]*", re.M)


@dataclass(frozen=True)
class Objection:
    """One that was raised: why, when, where it stands (an object) and in which words."""

    reason: Reason
    at: datetime
    object: str
    text: str


def reason_in(text: str) -> Reason | None:
    """What speaks against it in a text: the price before other things; None where nothing does."""
    plain = _SETTLED.sub(" ", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    return next((reason for reason, words in _WORDS.items() if words.search(plain)), None)


def latest_objection(dealings: Mapping[str, Dealings], now: datetime) -> Objection | None:
    """The newest of the last days. What the staff wrote to the customer is no objection."""
    since = now - timedelta(days=OBJECTION_DAYS)
    recent = (one for one in _told(dealings) if since <= one.at <= now)
    for one in sorted(recent, key=lambda dealing: dealing.at, reverse=True):
        text = words_of(one)
        reason = reason_in(text)
        if reason is not None:
            return Objection(reason, one.at, one.object, text)
    return None


def words_of(dealing: Dealing) -> str:
    """What was said or written in it; of an answer only what is new in it."""
    # Of notes and messages the title is the beginning of the text; that of an answer is from who wrote first.
    titled = dealing.object in ("emails", "activities", "meetings") and not _REPLY.match(dealing.title)
    parts = [dealing.title if titled else "", _QUOTED.sub("", dealing.body or "")]
    return ". ".join(part for part in parts if part)


def _told(dealings: Mapping[str, Dealings]) -> Iterable[Dealing]:
    for name in ("calls", "emails", "meetings", "notes", "messages", "activities"):
        for one in dealings[name].done if name in dealings else ():
            if name not in ("emails", "messages") or one.data["direction"] == "received":
                yield one
