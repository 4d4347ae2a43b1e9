"""Open lines: how many sockets and streams of events one address and one workspace hold open in this process."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from frontdesk.platform.errors import TooManyRequestsError
from frontdesk.platform.limits import network_of

# Long enough that clients that all come back at once do not make it worse.
RETRY_SECONDS = 30


class TooManyLinesError(TooManyRequestsError):
    title = "Too many open connections"


class OpenLines:
    """Counts lines while they are open. A network of IPv6 counts as one address, as for other limits."""

    def __init__(self, per_address: int, per_workspace: int):
        self.per_address = per_address
        self.per_workspace = per_workspace
        self._open: Counter[tuple[str, str | int]] = Counter()

    @contextmanager
    def held(self, address: str | None, workspace_id: int) -> Iterator[None]:
        """A line that is open meanwhile. Raises TooManyLinesError where there would be too many."""
        network, workspace = ("address", network_of(address)), ("workspace", workspace_id)
        if self._open.get(network, 0) >= self.per_address:
            raise _too_many(f"Your address holds {self.per_address} connections open, which is as many as it may.")
        if self._open.get(workspace, 0) >= self.per_workspace:
            raise _too_many("Too many people are connected to this desk.")
        self._open.update((network, workspace))
        try:
            yield
        finally:
            self._close(network, workspace)

    def _close(self, *keys: tuple[str, str | int]) -> None:
        for key in keys:
            self._open[key] -= 1
            if self._open[key] <= 0:
                del self._open[key]


def _too_many(why: str) -> TooManyLinesError:
    return TooManyLinesError(f"{why} Close one, or try again in {RETRY_SECONDS} s.", retry_after=RETRY_SECONDS)
