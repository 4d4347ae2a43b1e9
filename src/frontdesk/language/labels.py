"""The names that a message can be given."""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """What a message is about."""

    TECHNICAL = "Technical"
    BILLING = "Billing"
    ACCOUNT = "Account"
    GENERAL = "General"


class Sentiment(StrEnum):
    """How its writer feels."""

    POSITIVE = "Positive"
    NEUTRAL = "Neutral"
    NEGATIVE = "Negative"
    ANGRY = "Angry"


class SmallTalk(StrEnum):
    """What a message is that says nothing else."""

    GREETING = "greeting"
    THANKS = "thanks"
    GOODBYE = "goodbye"
    NONE = "none"
