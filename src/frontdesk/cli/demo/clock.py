"""The clock of the demo: it tells the times at which what is in the demo took place."""

from datetime import datetime

from frontdesk.platform.clock import Clock


class DemoClock(Clock):
    """A clock that is set."""

    def __init__(self, now: datetime):
        super().__init__(now)
        self._at = now

    def set(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at
