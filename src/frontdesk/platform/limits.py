"""Rate limits: how often someone may do something within a period, counted in this process's memory."""

import hashlib
import ipaddress
import math
import time
from dataclasses import dataclass

from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import FixedWindowRateLimiter

from frontdesk.platform.errors import TooManyRequestsError


@dataclass(frozen=True)
class Limit:
    """At most `amount` times within `seconds`, counted apart for each `name` and for each who."""

    name: str
    amount: int
    seconds: int = 60

    @property
    def item(self) -> RateLimitItemPerSecond:
        return RateLimitItemPerSecond(self.amount, self.seconds, namespace=self.name)


class RateLimiter:
    """Counts by fixed windows that begin with the first use: the moment of the next try is known exactly."""

    def __init__(self, storage: Storage | None = None):
        self._strategy = FixedWindowRateLimiter(storage or MemoryStorage())

    async def take(self, limit: Limit, who: str) -> None:
        """Counts one use. Raises TooManyRequestsError, with the seconds to wait, when there are too many."""
        key = _key(who)
        if not await self._strategy.hit(limit.item, key):
            reset = (await self._strategy.get_window_stats(limit.item, key)).reset_time
            wait = min(limit.seconds, max(1, math.ceil(reset - time.time())))
            raise TooManyRequestsError(f"Too many tries. Try again in {wait} s.", retry_after=wait)

    async def give_back(self, limit: Limit, who: str) -> None:
        """Takes one use back that turned out not to count."""
        await self._strategy.hit(limit.item, _key(who), cost=-1)


def network_of(address: str | None) -> str:
    """The address as limits count it: an IPv6 network of 64 bits is one household, so it is one who."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return address or "unknown"
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed.packed[:8] + bytes(8), 64)))


def _key(who: str) -> str:
    # A digest, so that no mail address lies in a shared store and no sign in it can join two keys.
    return hashlib.blake2b(who.encode("utf-8", "replace"), digest_size=16).hexdigest()
