"""Periods: this week · last 10 days · march 2025 · Q3 · in 2025 · first week of may · weekend · overdue."""

from frontdesk.language.values.calendar import Point
from frontdesk.language.values.pieces import read_piece
from frontdesk.language.values.runs import read_run
from frontdesk.language.values.tokens import Line, Read, remembered
from frontdesk.language.values.written import read_written


@remembered
def read_period(line: Line, at: int) -> Read[Point]:
    """A period that is one wherever it stands; may and 2026 only behind words like in."""
    return read_piece(line, at) or read_run(line, at) or read_written(line, at)


@remembered
def read_sure_period(line: Line, at: int) -> Read[Point]:
    """A period where what stands before it says that one follows, so that may and 2026 are one."""
    return read_piece(line, at) or read_run(line, at) or read_written(line, at, sure=True)
