"""Limit on chat messages: a minute and an hour per caller, where rate limiting is switched on."""

from typing import Annotated

from fastapi import Depends

from frontdesk.identity.callers import Caller
from frontdesk.identity.dependencies import AnyCaller
from frontdesk.platform.limits import Limit, RateLimiter
from frontdesk.platform.provide import provided
from frontdesk.platform.settings import Settings


async def _limit_chat(
    caller: AnyCaller,
    limiter: Annotated[RateLimiter, provided(RateLimiter)],
    settings: Annotated[Settings, provided(Settings)],
) -> None:
    await count_message(limiter, settings, caller)


async def count_message(limiter: RateLimiter, settings: Settings, caller: Caller) -> None:
    """Counts one chat message of the caller. Raises TooManyRequestsError."""
    if not settings.enable_rate_limiting:
        return
    await limiter.take(Limit("chat-minute", settings.rate_limit_per_minute), caller.counted_as)
    await limiter.take(Limit("chat-hour", settings.rate_limit_per_hour, 3600), caller.counted_as)


ChatLimit = Annotated[None, Depends(_limit_chat)]
