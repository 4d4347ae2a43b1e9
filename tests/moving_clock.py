"""A clock of business time that a test moves on."""

from datetime import datetime, timedelta

from frontdesk.platform.clock import Clock


class MovingClock(Clock):
    def __init__(self, now: str):
        super().__init__(datetime.fromisoformat(now))

    def set(self, now: str) -> None:
        self._fixed = datetime.fromisoformat(now)

    def move(self, **time: float) -> None:
        assert self._fixed is not None
        self._fixed += timedelta(**time)
