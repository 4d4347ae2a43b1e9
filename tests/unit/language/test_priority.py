"""Priority from 1 to 10."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.language.labels import Category, Sentiment
from frontdesk.language.priority import priority

MOODS = [Sentiment.POSITIVE, Sentiment.NEUTRAL, Sentiment.NEGATIVE, Sentiment.ANGRY]


@pytest.mark.parametrize(
    ("sentiment", "category", "expected"),
    [
        (Sentiment.NEGATIVE, Category.TECHNICAL, 7),
        (Sentiment.NEUTRAL, Category.ACCOUNT, 5),
        (Sentiment.ANGRY, Category.BILLING, 9),
        (Sentiment.POSITIVE, Category.GENERAL, 3),
    ],
)
def test_plain_messages(sentiment: Sentiment, category: Category, expected: int) -> None:
    assert priority(sentiment, category) == expected


def test_circumstances_add_up() -> None:
    assert priority(Sentiment.NEUTRAL, Category.ACCOUNT, is_vip=True) == 7
    assert priority(Sentiment.NEUTRAL, Category.ACCOUNT, attempts=2) == 7
    assert priority(Sentiment.NEUTRAL, Category.ACCOUNT, keywords=1) == 6
    assert priority(Sentiment.NEGATIVE, Category.TECHNICAL, is_vip=True, attempts=3, keywords=3) == 10


circumstances = st.tuples(st.booleans(), st.integers(-1, 6), st.integers(-1, 6))


@given(circumstances, circumstances)
def test_it_stays_in_range_and_never_falls(one: tuple[bool, int, int], other: tuple[bool, int, int]) -> None:
    low, high = (tuple(map(choose, one, other)) for choose in (min, max))
    for category in Category:
        scores = [
            priority(mood, category, is_vip=bool(vip), attempts=attempts, keywords=keywords)
            for mood, (vip, attempts, keywords) in product(MOODS, (low, high))
        ]
        assert all(1 <= score <= 10 for score in scores)
        assert scores[0::2] == sorted(scores[0::2])
        assert all(below <= above for below, above in zip(scores[0::2], scores[1::2], strict=True))
