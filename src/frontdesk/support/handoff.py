"""Handing over: what the customer is told, by the tone of the bot and by whether people are there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from frontdesk.conversations.hours import Hours
from frontdesk.conversations.models import Bot
from frontdesk.platform.clock import Clock
from frontdesk.support.wording import TONES, Wording


@dataclass(frozen=True)
class Back:
    """When people are there: now, or from `at` on, in `words`; without a time nobody knows when."""

    here: bool
    at: datetime | None = None
    words: str = ""

    @property
    def data(self) -> dict[str, Any]:
        """For the handover's message: a page can show when to expect somebody."""
        return {} if self.here else {"team_back_at": self.at.isoformat() if self.at else None}


HERE = Back(here=True)


def back_of(bot: Bot, now: datetime) -> Back:
    hours = Hours.of(bot)
    opens = hours.opens_at(now)
    if opens == now:
        return HERE
    return Back(False, opens, hours.in_words(opens) if opens else "")


def handoff_notice(words: Wording, back: Back, *, requested: bool) -> str:
    """The sentence that tells that a person will answer, and when."""
    if back.here:
        return words.handed_over_on_request if requested else words.handed_over
    return words.away.format(when=back.words) if back.words else words.away_for_good


def without_answer(reason: str | None) -> dict[str, Any]:
    """The data of a message of the bot that answers nothing, where that hands over for this reason."""
    return {
        "category": "General",
        "sentiment": "Neutral",
        "priority": 5,
        "confidence": 0.0,
        "agent": "escalation",
        "escalated": reason is not None,
        "escalation_reason": reason,
        "suggested_actions": [],
        "kb_results": [],
        "cited": [],
    }


class Notices:
    """The notices of handovers by the button and by staff (conversations/notices.py)."""

    def __init__(self, clock: Clock):
        self._clock = clock

    def requested(self, bot: Bot) -> tuple[str, dict[str, Any]]:
        return self._notice(bot, "requested")

    def assigned(self, bot: Bot) -> tuple[str, dict[str, Any]]:
        return self._notice(bot, "policy")

    def _notice(self, bot: Bot, reason: str) -> tuple[str, dict[str, Any]]:
        back = back_of(bot, self._clock.now())
        text = handoff_notice(TONES[bot.tone], back, requested=reason == "requested")
        return text, {**without_answer(reason), "engine": "none", **back.data}
