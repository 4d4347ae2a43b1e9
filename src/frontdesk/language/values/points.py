"""A day, a moment or a period where the words before it say that one follows: behind since, before, between …"""

from dataclasses import replace

from frontdesk.language.values.calendar import Point, day_point
from frontdesk.language.values.moments import read_moment
from frontdesk.language.values.periods import read_sure_period
from frontdesk.language.values.tokens import Line, Read, remembered
from frontdesk.language.values.weeks import read_week


@remembered
def read_point(line: Line, at: int) -> Read[Point]:
    """A day, a moment or a period, read as one that is surely meant (behind since, before, between …)."""
    if line.word(at) in ("now", "date") and line.word(at - 1) != "up":
        return replace(day_point(line.today, name="now"), at=line.now), at + 1
    period, moment = read_sure_period(line, at), read_moment(line, at)
    first, second = (period, moment) if line.word(at) == "mid" else (moment, period)
    return _longest(first, second, read_week(line, at))


def _longest(*found: Read[Point]) -> Read[Point]:
    return max((read for read in found if read is not None), key=lambda read: read[1], default=None)
