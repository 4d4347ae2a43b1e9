"""Habits of a workspace as the CRM needs them: how times, amounts and dates are meant, and what time it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Habits:
    """`now` is business time in UTC; `date_order` is dmy, mdy or ymd; `week_start` a weekday in English."""

    time_zone: ZoneInfo
    currency: str
    date_order: str
    week_start: str
    now: datetime

    @property
    def today(self) -> date:
        """The day that it is in the workspace's time zone."""
        return self.now.astimezone(self.time_zone).date()

    def at(self, moment: datetime) -> datetime:
        """The moment in UTC; one without an offset is meant in the workspace's time zone."""
        return (moment if moment.tzinfo else moment.replace(tzinfo=self.time_zone)).astimezone(UTC)

    def midnight(self, day: date) -> datetime:
        """The beginning of that day in the workspace's time zone, in UTC."""
        return datetime(day.year, day.month, day.day, tzinfo=self.time_zone).astimezone(UTC)
