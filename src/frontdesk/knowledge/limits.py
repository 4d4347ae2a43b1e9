"""Limits on searches and uploads a minute, per caller, where rate limiting is switched on."""

from typing import Annotated, Any

from fastapi import Depends

from frontdesk.identity.callers import Caller
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


async def count_upload(limiter: RateLimiter, settings: Settings, caller: Caller) -> None:
    """Counts one upload of the caller, where only the content of a request tells that it is one."""
    if settings.enable_rate_limiting:
        await limiter.take(UPLOADS, caller.counted_as)


SearchLimit = Annotated[None, _limited(SEARCHES)]
UploadLimit = Annotated[None, _limited(UPLOADS)]
