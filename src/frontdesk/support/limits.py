"""Limit on chat messages: a minute and an hour per caller, where rate limiting is switched on."""

from typing import Annotated

from fastapi import Depends

from frontdesk.identity.callers import Caller
from frontdesk.identity.dependencies import AnyCaller
from frontdesk.platform.limits import Limit, RateLimiter, network_of
from frontdesk.platform.provide import provided
from frontdesk.platform.settings import Settings


async def _limit_chat(
    caller: AnyCaller,
    limiter: Annotated[RateLimiter, provided(RateLimiter)],
    settings: Annotated[Settings, provided(Settings)],
) -> None:
    if not settings.enable_rate_limiting:
        return
    await limiter.take(Limit("chat-minute", settings.rate_limit_per_minute), _who(caller))
    await limiter.take(Limit("chat-hour", settings.rate_limit_per_hour, 3600), _who(caller))


def _who(caller: Caller) -> str:
    """A login counts for itself; all without login at one address count together."""
    if caller.actor_id is not None:
        return f"{caller.kind}:{caller.actor_id}"
    return network_of(caller.address)


ChatLimit = Annotated[None, Depends(_limit_chat)]
