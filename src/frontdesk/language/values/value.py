"""Values as a text says them, with the place where they stand, and the habits by which they are read."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Habits:
    """By what values are read: `now` (UTC), `date_order` dmy, mdy or ymd, `week_start` a weekday in English."""

    now: datetime
    time_zone: ZoneInfo
    date_order: str = "dmy"
    week_start: str = "monday"

    @property
    def today(self) -> date:
        return self.now.astimezone(self.time_zone).date()


@dataclass(frozen=True)
class Span:
    """Where in the text a value stands: from `start` to before `end`, in characters."""

    start: int
    end: int


@dataclass(frozen=True)
class DayValue:
    """One day, or one moment of it where a time of day was said (`at`, in the workspace's zone).

    `period`: the name in the query language where it has one (today, tomorrow, yesterday).
    `vague_time`: the time was a word (morning) or is a habit, not a clock's.
    `other`: the same words the other way in time, where they do not say which (friday, 15 march, at 4).
    """

    day: date
    at: datetime | None = None
    period: str | None = None
    vague_time: bool = False
    other: "DayValue | None" = None


@dataclass(frozen=True)
class PeriodValue:
    """Days from `first` to before `end`; None where it is open on that side (since monday, before May).

    `name`: the query language's own name (this_week, last_10_days, overdue …) where it means exactly this.
    `at_first`, `at_end`: moments, where the bound is a time of day (before 5pm today).
    `other`: the same words the other way in time, where they do not say which (march, Q3, after 5 march).
    """

    first: date | None
    end: date | None
    name: str | None = None
    at_first: datetime | None = None
    at_end: datetime | None = None
    other: "PeriodValue | None" = None


@dataclass(frozen=True)
class DurationValue:
    """A length of time, in seconds. `days`: as whole days, where it was said in days, weeks, months or years."""

    seconds: int
    days: int | None = None


@dataclass(frozen=True)
class NumberValue:
    """A plain number, or percent."""

    number: Decimal
    percent: bool = False
    ordinal: bool = False


@dataclass(frozen=True)
class MoneyValue:
    """An amount in whole units. `currency` (ISO 4217) where a sign or code was said; `scaled`: said as 50k, 2 lakh."""

    amount: Decimal
    currency: str | None = None
    scaled: bool = False


@dataclass(frozen=True)
class RangeValue:
    """Between two numbers or amounts, or open on one side. `inclusive` says whether the bounds belong to it.

    `duration`: the bounds are lengths of time, in seconds (longer than 5 minutes).
    """

    low: Decimal | None
    high: Decimal | None
    currency: str | None = None
    percent: bool = False
    low_inclusive: bool = True
    high_inclusive: bool = True
    duration: bool = False


@dataclass(frozen=True)
class EmailValue:
    address: str


@dataclass(frozen=True)
class PhoneValue:
    number: str


@dataclass(frozen=True)
class QuotedValue:
    """Text between quotation marks, without them."""

    text: str


AnyValue = (
    DayValue
    | PeriodValue
    | DurationValue
    | NumberValue
    | MoneyValue
    | RangeValue
    | EmailValue
    | PhoneValue
    | QuotedValue
)


@dataclass(frozen=True)
class Found:
    """A value and where it stands. Several values may stand at one place: each is a reading of the same words."""

    span: Span
    value: AnyValue
