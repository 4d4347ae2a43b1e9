"""How urgent a message is, from 1 to 10."""

from __future__ import annotations

from frontdesk.language.labels import Category, Sentiment

LOWEST, BASE, HIGHEST = 1, 5, 10

# What each circumstance adds to the base (docs/decisions/0013-priority.md).
SENTIMENT_WEIGHT = {
    Sentiment.POSITIVE: -1,
    Sentiment.NEUTRAL: 0,
    Sentiment.NEGATIVE: 1,
    Sentiment.ANGRY: 3,
}
CATEGORY_WEIGHT = {
    Category.TECHNICAL: 1,
    Category.BILLING: 1,
    Category.ACCOUNT: 0,
    Category.GENERAL: -1,
}
VIP_WEIGHT = 2
ATTEMPT_WEIGHT, MOST_ATTEMPTS = 1, 3
KEYWORD_WEIGHT, MOST_KEYWORDS = 1, 2


def priority(
    sentiment: Sentiment, category: Category, *, is_vip: bool = False, attempts: int = 0, keywords: int = 0
) -> int:
    """Base 5 plus the weights of the tables, kept within 1 and 10.

    `attempts` are consecutive turns that did not help, `keywords` how many of the bot's escalation keywords the
    message holds. It never falls when one of them grows.
    """
    total = BASE + SENTIMENT_WEIGHT[sentiment] + CATEGORY_WEIGHT[category]
    total += VIP_WEIGHT if is_vip else 0
    total += ATTEMPT_WEIGHT * min(max(attempts, 0), MOST_ATTEMPTS)
    total += KEYWORD_WEIGHT * min(max(keywords, 0), MOST_KEYWORDS)
    return max(LOWEST, min(HIGHEST, total))
