"""Rate limits."""

import asyncio

import pytest

from frontdesk.platform.errors import TooManyRequestsError
from frontdesk.platform.limits import Limit, RateLimiter, network_of


def test_what_is_too_many_is_refused_with_the_time_to_wait() -> None:
    async def scenario() -> None:
        limiter, limit = RateLimiter(), Limit("tries", 2)
        for _ in range(2):
            await limiter.take(limit, "olga")
        with pytest.raises(TooManyRequestsError) as refused:
            await limiter.take(limit, "olga")
        assert refused.value.retry_after is not None
        assert 1 <= refused.value.retry_after <= 60
        await limiter.take(limit, "other")
        await limiter.take(Limit("other tries", 2), "olga")

    asyncio.run(scenario())


def test_what_is_given_back_may_be_taken_again_and_no_more() -> None:
    async def scenario() -> None:
        limiter, limit = RateLimiter(), Limit("tries", 2)
        for _ in range(5):
            await limiter.take(limit, "olga")
            await limiter.give_back(limit, "olga")
        for _ in range(2):
            await limiter.take(limit, "olga")
        with pytest.raises(TooManyRequestsError):
            await limiter.take(limit, "olga")

    asyncio.run(scenario())


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        (None, "unknown"),
    ],
)
def test_addresses_of_one_household_count_as_one(address: str | None, network: str) -> None:
    assert network_of(address) == network
