"""Spoken: days, times, amounts and lists as people say them, by the workspace's habits."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from frontdesk.crm.habits import Habits

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Further away than this a weekday's name no longer says which one.
DAYS_BY_NAME = 6

_SIGNS = {
    "USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "JPY": "¥", "CNY": "CN¥", "AUD": "A$", "CAD": "CA$", "NZD": "NZ$",
    "SGD": "S$", "HKD": "HK$", "BRL": "R$", "MXN": "MX$", "ILS": "₪", "KRW": "₩", "NGN": "₦", "PHP": "₱", "VND": "₫",
}  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def local(habits: Habits, moment: datetime) -> datetime:
    """The moment in the workspace's time zone."""
    return moment.astimezone(habits.time_zone)


def date_words(habits: Habits, day: date) -> str:
    """`3 March`, `March 3` or `2026-03-03`, by the order of dates; with its year where that is not this one."""
    if habits.date_order == "ymd":
        return day.isoformat()
    month, year = MONTHS[day.month - 1], "" if day.year == habits.today.year else f" {day.year}"
    if habits.date_order == "mdy":
        return f"{month} {day.day}{',' if year else ''}{year}"
    return f"{day.day} {month}{year}"


def day_words(habits: Habits, day: date) -> str:
    """`today`, `yesterday`, `tomorrow`, `Tuesday` within six days, else the date."""
    away = (day - habits.today).days
    named = {0: "today", -1: "yesterday", 1: "tomorrow"}.get(away)
    if named is not None:
        return named
    return WEEKDAYS[day.weekday()] if abs(away) <= DAYS_BY_NAME else date_words(habits, day)


def on_day(habits: Habits, moment: datetime) -> str:
    """`today`, `yesterday`, `on Tuesday`, `on 3 March`."""
    words = day_words(habits, local(habits, moment).date())
    return words if words in ("today", "yesterday", "tomorrow") else f"on {words}"


def clock_words(habits: Habits, moment: datetime) -> str:
    """`14:30`, or `2:30 PM` where dates begin with the month."""
    at = local(habits, moment)
    return f"{at:%-I:%M %p}" if habits.date_order == "mdy" else f"{at:%H:%M}"


def day_and_clock(habits: Habits, moment: datetime) -> str:
    """`tomorrow at 14:30`, `on Friday at 14:30`."""
    return f"{on_day(habits, moment)} at {clock_words(habits, moment)}"


def full_day(habits: Habits, moment: datetime) -> str:
    """With weekday and date, as it stays true whenever it is read: `Friday, 20 March`."""
    day = local(habits, moment).date()
    return f"{WEEKDAYS[day.weekday()]}, {date_words(habits, day)}"


def stamp(habits: Habits, moment: datetime) -> str:
    """Short, for lines of a list: `Tue 10 Mar 14:30`, with its year where that is not this one."""
    at = local(habits, moment)
    words = date_words(habits, at.date())
    if habits.date_order != "ymd":
        words = words.replace(MONTHS[at.month - 1], MONTHS[at.month - 1][:3])
    return f"{WEEKDAYS[at.weekday()][:3]} {words} {clock_words(habits, moment)}"


def late_words(habits: Habits, due: datetime) -> str:
    """How long something is late: `2 days late`, `3 hours late`, or when it is due: `due today at 16:30`."""
    if due > habits.now:
        return f"due {day_and_clock(habits, due)}"
    days = (habits.today - local(habits, due).date()).days
    if days:
        return f"{length_words(timedelta(days=days))} late"
    late = habits.now - due
    return "due now" if late < timedelta(minutes=1) else f"{length_words(late)} late"


def length_words(length: timedelta) -> str:
    """In its largest unit that fits: `5 minutes`, `3 hours`, `2 days`, `6 weeks`, `4 months`, `2 years`."""
    minutes, days = int(length.total_seconds() // 60), length.days
    for size, number, name in (
        (730, days // 365, "years"),
        (91, days // 30, "months"),
        (28, days // 7, "weeks"),
        (1, days, "days"),
    ):
        if days >= size:
            return counted(number, name.removesuffix("s"), name)
    return counted(minutes // 60, "hour", "hours") if minutes >= 60 else counted(minutes, "minute", "minutes")


def duration_words(seconds: int) -> str:
    """Of a call: `12 min`, `40 s`."""
    return f"{seconds // 60} min" if seconds >= 60 else f"{seconds} s"


def amount_words(amount: float, currency: str) -> str:
    """`€1,490`, `₹1,50,000`, `CHF 12.50`."""
    whole = int(abs(amount))
    digits = _indian(whole) if currency == "INR" else f"{whole:,}"
    cents = round((abs(amount) - whole) * 100)
    sign = _SIGNS.get(currency, f"{currency} ")
    return f"{'-' if amount < 0 else ''}{sign}{digits}{f'.{cents:02}' if cents else ''}"


def _indian(number: int) -> str:
    """Grouped by lakh and crore: 1,50,000."""
    head, tail = divmod(number, 1_000)
    if not head:
        return str(number)
    groups = [f"{tail:03}"]
    while head > 99:
        head, pair = divmod(head, 100)
        groups.insert(0, f"{pair:02}")
    return ",".join([str(head), *groups])


def counted(number: int, one: str, many: str) -> str:
    """`1 lead`, `3 leads`."""
    return f"{number:,} {one if number == 1 else many}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def one_line(text: str, most: int) -> str:
    """The text on one line, without what cannot be seen, cut between words to at most that many characters."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[most // 2 :] else cut}…"


def quoted(text: str, most: int) -> str:
    """As `one_line`, between quotation marks."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{one_line(text, most)}\N{RIGHT DOUBLE QUOTATION MARK}"


def ended(sentence: str) -> str:
    """The sentence with its full stop, which is left out where a quotation at its end has one."""
    return (
        sentence if sentence.rstrip("\N{RIGHT DOUBLE QUOTATION MARK}")[-1:] in (".", "!", "?", "…") else f"{sentence}."
    )
