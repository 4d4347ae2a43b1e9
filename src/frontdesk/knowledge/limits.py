"""Limits on searches and uploads a minute, per caller, where rate limiting is switched on."""

from typing import Annotated, Any

from fastapi import Depends

from frontdesk.identity.callers import Caller
from frontdesk.identity.dependencies import AnyCaller
from frontdesk.platform.limits import Limit, RateLimiter, network_of
from frontdesk.platform.provide import provided
from frontdesk.platform.settings import Settings

SEARCHES = Limit("search-minute", 60)
UPLOADS = Limit("upload-minute", 10)


def _limited(limit: Limit) -> Any:
    async def take(
        caller: AnyCaller,
        limiter: Annotated[RateLimiter, provided(RateLimiter)],
        settings: Annotated[Settings, provided(Settings)],
    ) -> None:
        if settings.enable_rate_limiting:
            await limiter.take(limit, _who(caller))

    return Depends(take)


def _who(caller: Caller) -> str:
    return network_of(caller.address) if caller.actor_id is None else f"{caller.kind}:{caller.actor_id}"


SearchLimit = Annotated[None, _limited(SEARCHES)]
UploadLimit = Annotated[None, _limited(UPLOADS)]
