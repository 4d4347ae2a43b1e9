"""Limits on searches and uploads a minute, per caller, where rate limiting is switched on."""

from typing import Annotated, Any

from fastapi import Depends

from frontdesk.identity.dependencies import AnyCaller
from frontdesk.platform.limits import Limit, RateLimiter
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
            await limiter.take(limit, caller.counted_as)

    return Depends(take)


SearchLimit = Annotated[None, _limited(SEARCHES)]
UploadLimit = Annotated[None, _limited(UPLOADS)]
