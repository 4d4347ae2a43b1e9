"""Clock: business time (today, created_at, due dates), which a setting can fix for tests and demonstrations."""

from datetime import UTC, datetime


class Clock:
    """Tells business time in UTC. Tokens, expiry, signatures and jobs use real time instead."""

    def __init__(self, fixed: datetime | None = None):
        self._fixed = fixed if fixed is None or fixed.tzinfo else fixed.replace(tzinfo=UTC)

    def now(self) -> datetime:
        return self._fixed.astimezone(UTC) if self._fixed else datetime.now(UTC)
