"""Moved times: times of day on the days that records have, and times and numbers counted from those that they have."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from frontdesk.assistant.language.assigned import AtTime, OnDay, Raised, Shift
from frontdesk.assistant.turn import Turn
from frontdesk.crm.definitions import Definition
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.command import RowWrite


async def at_their_days(
    reader: RecordReader, turn: Turn, definition: Definition, rows: Sequence[RowWrite]
) -> list[RowWrite] | None:
    """The rows with times of day on the days that the records have, and days at the times that they have.

    None where something is counted from a time that a record does not have.
    """
    found = await reader.many(turn.unit, turn.scope, definition, [row.id or 0 for row in rows], labels=False)
    records = {record["id"]: record for record in found}
    zone = turn.scope.habits.time_zone
    moved = []
    for row in rows:
        values = dict(row.values)
        for path, value in values.items():
            before: Any = records.get(row.id or 0, {}).get(path)
            held = datetime.fromisoformat(before).astimezone(zone) if isinstance(before, str) else None
            if isinstance(value, AtTime):
                day = held.date() if held else turn.scope.habits.today
                values[path] = datetime.combine(day, value.time, zone).isoformat()
            elif isinstance(value, OnDay):
                at = held.time() if held else time()
                values[path] = datetime.combine(value.day, at, zone).isoformat()
            elif before is None and isinstance(value, (Shift, Raised)):
                return None
            elif isinstance(value, Raised):
                values[path] = value.from_(before)
            elif isinstance(value, Shift):
                values[path] = _shifted(value, before, zone)
        moved.append(replace(row, values=values))
    return moved


def _shifted(shift: Shift, before: str, zone: ZoneInfo) -> str:
    """The time, or day, that a record has, moved."""
    if len(before) == len("2026-06-17"):
        return shift.from_(datetime.fromisoformat(before)).date().isoformat()
    # A day later it is the same time of day, also where the clocks are changed.
    return shift.from_(datetime.fromisoformat(before).astimezone(zone)).isoformat()
