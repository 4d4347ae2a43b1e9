"""Time within business hours: whether people are there, when they come, and how long something took of their time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from frontdesk.conversations.business_hours import BusinessHours
from frontdesk.conversations.models import Bot

# Looked ahead so far for the next opening; who is closed for longer is closed for good.
MOST_DAYS = 400
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Hours:
    """The business hours of one bot; without rules somebody is there always."""

    def __init__(self, rules: BusinessHours | None):
        self._rules = rules
        self._zone = ZoneInfo(rules.time_zone) if rules else UTC
        self._holidays = {holiday.date for holiday in rules.holidays} if rules else set()

    @classmethod
    def of(cls, bot: Bot) -> "Hours":
        return cls(BusinessHours.model_validate(bot.hours) if bot.hours else None)

    def opens_at(self, at: datetime) -> datetime | None:
        """`at` itself while people are there, else when they come next; None where they never do."""
        return next((max(start, at) for start, _ in self._spans(at)), None)

    def is_open(self, at: datetime) -> bool:
        return self.opens_at(at) == at

    def after(self, start: datetime, minutes: float) -> datetime | None:
        """When so much of the open time since `start` will have gone by; None where it never will."""
        left = timedelta(minutes=minutes)
        for begin, end in self._spans(start):
            begin = max(begin, start)
            if end - begin >= left:
                return begin + left
            left -= end - begin
        return None

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much open time lies between the two."""
        spent = timedelta()
        for begin, close in self._spans(start):
            if begin >= end:
                break
            spent += min(close, end) - max(begin, start)
        return spent

    def in_words(self, at: datetime) -> str:
        """A time as customers read it: `on Monday, 30 November, at 09:00 (Europe/Berlin)`."""
        local = at.astimezone(self._zone)
        name = self._rules.time_zone if self._rules else "UTC"
        return f"on {local:%A}, {local.day} {local:%B}, at {local:%H:%M} ({name})"

    def _spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The open spans that end after `start`, in order, in UTC."""
        if self._rules is None:
            yield start, datetime.max.replace(tzinfo=UTC)
            return
        first = start.astimezone(self._zone).date()
        for offset in range(MOST_DAYS):
            yield from ((begin, end) for begin, end in self._day(first + timedelta(offset)) if end > start)

    def _day(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        assert self._rules is not None
        if day.isoformat() in self._holidays:
            return
        for span in self._rules.week.get(_DAYS[day.weekday()], ()):  # type: ignore[call-overload] # names of days
            yield self._at(day, span.opens), self._at(day, span.closes)

    def _at(self, day: date, clock: str) -> datetime:
        """An hour that the clocks skip is the moment at which they do; one that comes twice is the first."""
        if clock == "24:00":
            return self._at(day + timedelta(1), "00:00")
        return datetime.combine(day, time.fromisoformat(clock), self._zone).astimezone(UTC)
