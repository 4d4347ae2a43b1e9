"""Days of the demo: everything that happens in it lies so many days before or after now."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

FRIDAY = 4


class Days:
    """Moments by their distance in days from now, at times of day in the company's time zone."""

    def __init__(self, now: datetime, zone: ZoneInfo):
        self.now = now.astimezone(UTC)
        self._zone = zone
        self.today = self.now.astimezone(zone).date()

    def date(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """That time of day so many days from today, in UTC."""
        return datetime.combine(self.date(days), time(hour, minute), self._zone).astimezone(UTC)

    def days_of(self, moment: datetime) -> int:
        """How many days from today the moment is; negative before."""
        return (moment.astimezone(self._zone).date() - self.today).days

    def workday(self, days: int) -> int:
        """The same distance, or the next one away from today that is no Saturday or Sunday."""
        step = 1 if days > 0 else -1
        while self.date(days).weekday() > FRIDAY:
            days += step
        return days

    def office_hour(self, days: int, dice: Random) -> datetime:
        """Some time of the working day that is so many days away, or next to it where that is a weekend."""
        return self.at(self.workday(days), dice.randint(8, 17), dice.choice((0, 5, 10, 15, 20, 30, 40, 45, 50)))

    def in_month(self, months_ago: int, dice: Random) -> datetime:
        """A moment of this month up to now (0), or of an earlier one; in office hours where there are any in it."""
        first = self._first_of_month(months_ago)
        end = self.now if months_ago == 0 else self._first_of_month(months_ago - 1)
        moment = first + (end - first) * dice.uniform(0.05, 0.95)
        at_work = self.office_hour(self.days_of(moment), dice)
        return at_work if first <= at_work < end else moment

    def _first_of_month(self, months_ago: int) -> datetime:
        months = self.today.year * 12 + self.today.month - 1 - months_ago
        return datetime(months // 12, months % 12 + 1, 1, tzinfo=self._zone).astimezone(UTC)
