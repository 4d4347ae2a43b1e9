"""Times of day: 4pm · 4:30 pm · 16:00 · at 4 · half past 3 · noon · in the morning."""

from dataclasses import dataclass

from frontdesk.language.values.names import relative_at, weekday_at
from frontdesk.language.values.numbers import SMALL, read_below_hundred
from frontdesk.language.values.tokens import Line, Read, remembered, words

WORDS = {
    "noon": (12, 0),
    "midday": (12, 0),
    "midnight": (24, 0),
    "lunchtime": (13, 0),
    "teatime": (16, 0),
    "eod": (17, 0),
    "cob": (17, 0),
}
PARTS = {
    "morning": (9, 0),
    "mornin": (9, 0),
    "afternoon": (15, 0),
    "evening": (18, 0),
    "night": (20, 0),
}
_HALF_DAYS = {"am": 0, "a.m": 0, "pm": 12, "p.m": 12}
_LEADS = ("at", "@", "by", "around", "about", "until", "till", "before", "after", "from", "since", "to")
_NOT_HOURS = words(
    """% k percent per lakh crore thousand million m days day weeks week months month years year minutes minute mins
    min hours hour hrs hr seconds leads deals tasks people / st nd rd th"""
)


@dataclass(frozen=True)
class Clock:
    """Hour 24 is the midnight that ends the day. `vague`: by a word or by habit, not by a full time."""

    hour: int
    minute: int
    vague: bool = False


@remembered
def read_clock(line: Line, at: int) -> Read[Clock]:
    """A time that is one by itself, also behind at or by: 4pm, 16:00, half past 3, noon, in the morning."""
    start = _behind_lead(line, at)
    return _digits(line, start) or _worded(line, start) or _part_of_day(line, at) or _bare(line, at, start)


def _behind_lead(line: Line, at: int) -> int:
    place = at + 1 if line.word(at) in ("at", "@", "by", "around", "about") else at
    return line.after(place, "around", "about", "approx", "exactly", "sharp") if place > at else at


def _digits(line: Line, at: int) -> Read[Clock]:
    if line.kind(at) != "digits" or (line.glued(at) and line.word(at - 1) not in ("@", "(", "-", ",", "t")):
        return None
    hour, minute, end = _hour_and_minute(line, at)
    if hour is None:
        return None
    half, behind = _half_day(line, end)
    if half is None:
        return _without_half(line, at, hour, minute, end)
    if not 1 <= hour <= 12:
        return (Clock(hour, minute or 0), behind) if 12 < hour < 24 and minute is not None else None
    return Clock(hour % 12 + half, minute or 0), behind


def _without_half(line: Line, at: int, hour: int, minute: int | None, end: int) -> Read[Clock]:
    """An hour without am and pm that is one all the same: 16:00, 8 in the evening, 12 noon, 4ish."""
    if line.word(end) == "ish" and line.glued(end) and 1 <= hour <= 12:
        rough = _by_day_part(line, hour, minute or 0, end + 1)
        return None if rough is None else (Clock(rough[0].hour, rough[0].minute, vague=True), rough[1])
    if hour == 12 and minute is None and line.word(end) in ("noon", "midnight"):
        return Clock(*WORDS[line.word(end)]), end + 1
    full = minute is not None and line.word(at + 1) == ":" and hour <= 24
    named = hour <= 12 and _named_part(line, end)[0] is not None
    return _by_day_part(line, hour, minute or 0, end, line.word(at)) if full or named else None


def _hour_and_minute(line: Line, at: int) -> tuple[int | None, int | None, int]:
    word = line.word(at)
    hour, point, minute = word.partition(".")
    if not hour.isdigit() or len(hour) > 2:
        return None, None, at
    if point:
        good = len(minute) == 2 and minute.isdigit() and int(minute) < 60
        return (int(hour), int(minute), at + 1) if good else (None, None, at)
    behind = line.word(at + 2)
    if line.word(at + 1) == ":" and line.glued(at + 1) and line.glued(at + 2) and behind.isdigit():
        if len(behind) != 2 or int(behind) > 59 or int(hour) > 24:
            return None, None, at
        return int(hour), int(behind), _behind_seconds(line, at + 3)
    return int(hour), None, at + 1


def _behind_seconds(line: Line, at: int) -> int:
    seconds = line.word(at) == ":" and line.glued(at) and line.kind(at + 1) == "digits" and line.glued(at + 1)
    return at + 2 if seconds else at


def _half_day(line: Line, at: int) -> tuple[int | None, int]:
    """0 for am, 12 for pm, and the token behind."""
    word = line.word(at)
    if word in ("am", "pm"):
        return _HALF_DAYS[word], at + 1
    dotted = word in ("a", "p") and line.word(at + 1) == "." and line.word(at + 2) == "m" and line.glued(at + 2)
    if dotted:
        return (0 if word == "a" else 12), line.after(at + 3, ".")
    if word == "p" and line.glued(at) and line.kind(at - 1) == "digits":
        return 12, at + 1
    return None, at


def _by_day_part(line: Line, hour: int, minute: int, end: int, written: str = "") -> Read[Clock]:
    """An hour without am or pm: by the part of the day that is named, else as people at work mean it."""
    part, behind = _named_part(line, end)
    if part is not None:
        return Clock(_in_part(hour, part), minute), behind
    if hour > 12 or hour == 0 or written.startswith("0"):
        return Clock(hour, minute), end
    return Clock(hour + 12 if hour < 7 else hour, minute, vague=True), end


def _named_part(line: Line, at: int) -> tuple[str | None, int]:
    place = at
    if line.phrase(at, ("in", "the")):
        place = at + 2
    elif line.word(at) == "at" and line.word(at + 1) == "night":
        place = at + 1
    return (line.word(place), place + 1) if line.word(place) in PARTS else (None, at)


def _in_part(hour: int, part: str) -> int:
    if part in ("morning", "mornin"):
        return hour % 12
    if part == "night" and hour in (12, 1, 2, 3, 4):
        return 24 if hour == 12 else hour
    return hour % 12 + 12 if hour <= 12 else hour


def _worded(line: Line, at: int) -> Read[Clock]:
    word = line.word(at)
    if word in WORDS:
        return Clock(*WORDS[word], vague=word in ("eod", "cob", "lunchtime", "teatime")), at + 1
    if word in ("half", "quarter"):
        return _past(line, at + 1, 30 if word == "half" else 15)
    if line.phrase(at, ("close", "of", "business")) or line.phrase(at, ("close", "of", "play")):
        return Clock(17, 0, vague=True), at + 3
    if line.phrase(at, ("end", "of", "day")) or (line.phrase(at, ("end", "of", "the")) and line.word(at + 3) == "day"):
        return Clock(17, 0, vague=True), at + (3 if line.word(at + 2) == "day" else 4)
    minutes = _small_number(line, at)
    if minutes is not None and 1 <= minutes[0] <= 59:
        found = _past(line, line.after(minutes[1], "minutes", "mins"), minutes[0])
        return found or _oclock(line, minutes)
    return None


def _past(line: Line, at: int, minutes: int) -> Read[Clock]:
    if line.word(at) not in ("past", "to", "after"):
        return None
    hour = _small_number(line, at + 1)
    if hour is None or not 1 <= hour[0] <= 12 or (line.word(at) != "past" and minutes not in (5, 10, 15, 20, 25)):
        return None
    if line.word(at) == "after" or (line.word(at) == "to" and line.kind(at + 1) == "digits" and minutes != 15):
        return None
    half, end = _half_day(line, hour[1])
    full = hour[0] if line.word(at) == "past" else hour[0] - 1 or 12
    minute = minutes if line.word(at) == "past" else 60 - minutes
    return _by_day_part(line, full, minute, end) if half is None else (Clock(full % 12 + half, minute), end)


def _oclock(line: Line, hour: tuple[int, int]) -> Read[Clock]:
    if not 1 <= hour[0] <= 12:
        return None
    minute, behind = _spoken_minutes(line, hour[1] - 1, hour[1])
    half, end = _half_day(line, behind)
    if half is not None:
        return Clock(hour[0] % 12 + half, minute), end
    if line.phrase(hour[1], ("o", "clock")):
        return _by_day_part(line, hour[0], 0, hour[1] + 2)
    oclock = line.word(hour[1]) == "oclock" or _named_part(line, hour[1])[0] is not None
    return _by_day_part(line, hour[0], 0, line.after(hour[1], "oclock")) if oclock else None


def _small_number(line: Line, at: int) -> Read[int]:
    word = line.word(at)
    if line.kind(at) == "digits":
        return (int(word), at + 1) if word.isdigit() and len(word) <= 2 else None
    return read_below_hundred(line, at)


def _part_of_day(line: Line, at: int) -> Read[Clock]:
    """In the morning, this afternoon (the day is today), at night."""
    place = at + 2 if line.phrase(at, ("in", "the")) else at + 1
    if line.word(at) in ("in", "this", "at") and place > at and line.word(place) in PARTS:
        good = (line.word(at) == "at") == (line.word(place) == "night") or line.word(at) == "this"
        return (Clock(*PARTS[line.word(place)], vague=True), place + 1) if good else None
    if line.phrase(at, ("first", "thing")):
        end = at + 2
        return Clock(9, 0, vague=True), end + (2 if line.phrase(end, ("in", "the")) else 0) + (
            1 if line.word(end + 2) == "morning" else 0
        )
    return None


def _bare(line: Line, at: int, start: int) -> Read[Clock]:
    """At 4, by 5, at four: an hour only because of the word before it."""
    if start == at:
        return None
    hour = _small_number(line, start)
    if hour is None or not 1 <= hour[0] <= 23 or _counts(line, hour[1]):
        return None
    if line.kind(start) == "word" and hour[0] not in SMALL.values():
        return None
    if line.word(at) in ("around", "about") and not _is_day_next(line, hour[1]):
        return None
    minute, end = _spoken_minutes(line, start, hour[1])
    found = _by_day_part(line, hour[0], minute, line.after(end, "oclock"))
    return None if found is None else (Clock(found[0].hour, minute, vague=True), found[1])


def _is_day_next(line: Line, at: int) -> bool:
    place = line.after(at, "on")
    return relative_at(line, place) is not None or weekday_at(line, place) is not None


def _spoken_minutes(line: Line, start: int, at: int) -> tuple[int, int]:
    """The thirty of ten thirty."""
    minutes = read_below_hundred(line, at) if line.kind(start) == "word" and line.kind(at) == "word" else None
    return minutes if minutes is not None and 10 <= minutes[0] <= 59 else (0, at)


def _counts(line: Line, at: int) -> bool:
    """Whether the number goes on or counts something."""
    word = line.word(at)
    if line.glued(at) and line.kind(at) == "word":
        return True
    if line.glued(at) and word in ("/", ":", "-", "%", "$", "."):
        return line.kind(at + 1) == "digits" or word == "%"
    return word in _NOT_HOURS or line.kind(at) == "digits"
