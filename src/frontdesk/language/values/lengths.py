"""Lengths of time: 30 minutes · an hour and a half · 2 weeks · 1h30 · 2 years 1 month 21 days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from frontdesk.language.values.calendar import add_months
from frontdesk.language.values.numbers import decimal_of, read_figure
from frontdesk.language.values.tokens import Line, Read, remembered
from frontdesk.language.values.value import DurationValue

MOST_YEARS = 300

_DAY_SECONDS = 86_400
_MINUTE, _HOUR = 60, 3_600


@dataclass(frozen=True)
class Length:
    """Each part as it was said. `business_days` go from Monday to Friday."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    business_days: int = 0

    def __add__(self, more: "Length") -> "Length":
        return Length(
            self.months + more.months,
            self.days + more.days,
            self.seconds + more.seconds,
            self.business_days + more.business_days,
        )

    @property
    def in_days(self) -> bool:
        """Whether it was said in days or longer units, so that it has no time of day."""
        return not self.seconds

    def value(self) -> DurationValue:
        days = self.months // 12 * 365 + self.months % 12 * 30 + self.days + self.business_days
        return DurationValue(days * _DAY_SECONDS + self.seconds, days if self.in_days else None)


LENGTH_UNITS: dict[str, Length] = {
    **dict.fromkeys(("second", "seconds", "sec", "secs"), Length(seconds=1)),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), Length(seconds=_MINUTE)),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), Length(seconds=_HOUR)),
    **dict.fromkeys(("day", "days"), Length(days=1)),
    **dict.fromkeys(("week", "weeks", "wk", "wks"), Length(days=7)),
    **dict.fromkeys(("fortnight", "fortnights"), Length(days=14)),
    **dict.fromkeys(("month", "months", "mth", "mths", "mo", "mos"), Length(months=1)),
    **dict.fromkeys(("quarter", "quarters"), Length(months=3)),
    **dict.fromkeys(("year", "years", "yr", "yrs"), Length(months=12)),
    **dict.fromkeys(("decade", "decades"), Length(months=120)),
}
_LETTERS = {
    "s": Length(seconds=1),
    "m": Length(seconds=_MINUTE),
    "h": Length(seconds=_HOUR),
    "d": Length(days=1),
    "w": Length(days=7),
    "y": Length(months=12),
}
_WORKING = frozenset({"business", "working", "work"})
_HALF = Decimal("0.5")


@remembered
def read_length(line: Line, at: int) -> Read[Length]:
    """Parts of a length, one after the other, from long to short."""
    first = _part(line, at)
    if first is None:
        return None
    total, unit, end = first
    while (more := _more(line, end)) is not None and _size(more[1]) < _size(unit):
        total, unit, end = total + more[0], more[1], more[2]
    return (total, end) if total.months <= 12 * MOST_YEARS and _size(total) <= 366 * MOST_YEARS * _DAY_SECONDS else None


def _size(length: Length) -> int:
    return (length.months * 30 + length.days + length.business_days) * _DAY_SECONDS + length.seconds


def _more(line: Line, at: int) -> tuple[Length, Length, int] | None:
    start = line.after(line.after(at, ","), "and")
    if line.kind(start) == "digits" and line.glued(start) and line.word(at - 1) == "h" and line.word(start).isdigit():
        return Length(seconds=_MINUTE * int(line.word(start)[:4])), Length(seconds=_MINUTE), start + 1
    return _part(line, start)


def _part(line: Line, at: int) -> tuple[Length, Length, int] | None:
    """A count and its unit: the length, the unit alone, and the token behind."""
    count = read_count(line, at)
    if count is None:
        return None
    number, end = count
    unit = read_unit(line, end, letters=line.kind(end - 1) == "digits")
    if unit is None:
        return None
    if line.phrase(unit[1], ("and", "a", "half")):
        number, unit = number + _HALF, (unit[0], unit[1] + 3)
    length = times(number, unit[0])
    return None if length is None else (length, unit[0], unit[1])


def read_count(line: Line, at: int) -> Read[Decimal]:
    """How many: digits, words, a, half an, a couple of, two and a half."""
    word = line.word(at)
    if word in ("a", "an"):
        return _article_count(line, at)
    if word == "half" and line.word(at + 1) in ("a", "an"):
        return _HALF, at + 2
    if word == "couple":
        return Decimal(2), line.after(at + 1, "of")
    if line.kind(at) == "digits" and line.glued(at + 1) and line.word(at + 1) in _LETTERS:
        number = None if _is_million(line, at) else decimal_of(line.word(at))
        return None if number is None else (number, at + 1)
    if word == "quarter":
        return (Decimal("0.25"), at + 3) if line.phrase(at + 1, ("of", "an", "hour")) else None
    figure = read_figure(line, at)
    if figure is None:
        return None
    if line.phrase(figure[1], ("and", "a", "half")) and not read_unit(line, figure[1], letters=False):
        return figure[0].number + _HALF, figure[1] + 3
    return figure[0].number, line.after(figure[1], "-") if line.glued(figure[1]) else figure[1]


def _is_million(line: Line, at: int) -> bool:
    """1.5m and 2M are millions; 10m may also be minutes."""
    return line.word(at + 1) == "m" and (line.capital(at + 1) or not line.word(at).isdigit())


def _article_count(line: Line, at: int) -> Read[Decimal]:
    if line.word(at + 1) == "couple":
        return Decimal(2), line.after(at + 2, "of")
    if line.word(at + 1) == "half":
        return _HALF, line.after(at + 2, "-")
    if line.phrase(at + 1, ("quarter", "of", "an", "hour")):
        return Decimal("0.25"), at + 4
    figure = read_figure(line, at)
    if figure is not None:
        return figure[0].number, figure[1]
    return None if line.word(at + 1) in ("second", "sec") else (Decimal(1), at + 1)


def read_unit(line: Line, at: int, letters: bool) -> Read[Length]:
    word = line.word(at)
    if word in LENGTH_UNITS:
        return LENGTH_UNITS[word], at + 1
    if letters and word in _LETTERS and line.glued(at):
        return _LETTERS[word], at + 1
    if word in _WORKING and line.word(at + 1) in ("day", "days"):
        return Length(business_days=1), at + 2
    return None


def times(number: Decimal, unit: Length) -> Length | None:
    """So many units; parts of a day become hours, parts of a month are not known."""
    if number < 0 or number * _size(unit) > 366 * MOST_YEARS * _DAY_SECONDS:
        return None
    count = int(number) if number == number.to_integral_value() else None
    if count is not None:
        return Length(unit.months * count, unit.days * count, unit.seconds * count, unit.business_days * count)
    if unit.months:
        months = number * unit.months
        return Length(months=int(months)) if months == months.to_integral_value() else _half_month(months)
    seconds = number * (unit.days * _DAY_SECONDS + unit.seconds)
    days, rest = divmod(int(seconds), _DAY_SECONDS)
    return Length(days=days, seconds=rest) if unit.days else Length(seconds=int(seconds))


def _half_month(months: Decimal) -> Length:
    return Length(months=int(months), days=int((months % 1) * 30))


def shifted(day: date, length: Length, sign: int = 1) -> date | None:
    """The day so much later (sign 1) or earlier (-1); None outside the calendar."""
    try:
        moved = add_months(day, sign * length.months) + timedelta(days=sign * length.days)
        return _business(moved, sign * length.business_days) + timedelta(seconds=sign * length.seconds)
    except (OverflowError, ValueError):
        return None


def shifted_moment(moment: datetime, length: Length, sign: int = 1) -> datetime | None:
    """The moment so much later or earlier; hours are counted on the clock of the world, not of the wall."""
    day = shifted(moment.date(), Length(length.months, length.days, 0, length.business_days), sign)
    if day is None:
        return None
    try:
        wall = moment.replace(year=day.year, month=day.month, day=day.day)
        return (wall.timestamp() and _later(wall, sign * length.seconds)) or None
    except (OverflowError, ValueError, OSError):
        return None


def _later(moment: datetime, seconds: int) -> datetime:
    return datetime.fromtimestamp(moment.timestamp() + seconds, tz=moment.tzinfo)


def _business(day: date, count: int) -> date:
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(min(abs(count), 4_000)):
        day += step
        while day.weekday() >= 5:
            day += step
    return day
