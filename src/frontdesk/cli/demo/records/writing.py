"""Writes the story down through the write path, so that each record has its history, told by who made it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from frontdesk.cli.demo.clock import DemoClock
from frontdesk.cli.demo.records.story import Ref, Step
from frontdesk.crm.records.command import Actor, Kind, RowWrite
from frontdesk.crm.records.write_path import WritePath
from frontdesk.crm.scope import Scope
from frontdesk.identity.callers import Caller
from frontdesk.platform.unit_of_work import UnitOfWork

# Steps of one span of time are written together: the longer ago, the longer the span.
SPANS = (
    (timedelta(days=60), timedelta(days=30)),
    (timedelta(days=14), timedelta(days=5)),
    (timedelta(days=3), timedelta(days=1)),
    (timedelta(0), timedelta(hours=4)),
)
# An exact moment from which spans are counted.
BEGINNING_OF_SPANS = datetime.fromisoformat("2000-01-03T00:00:00+00:00")


class StoryWriter:
    """Writes steps in one transaction; `users` are the staff whom the story knows, in its order."""

    def __init__(self, write_path: WritePath, clock: DemoClock, scope: Scope, users: Sequence[Caller]):
        self._write_path = write_path
        self._clock = clock
        self._scope = scope
        self._users = users
        self._ids: dict[Ref, int] = {Ref("users", n): user.user_id or 0 for n, user in enumerate(users)}

    async def write(self, unit: UnitOfWork, steps: Sequence[Step]) -> Mapping[Ref, int]:
        """Writes all steps; returns the ids that the records got. The clock stands at the last step then."""
        for batch in batches(steps):
            await self._write(unit, batch)
        return self._ids

    async def _write(self, unit: UnitOfWork, batch: list[Step]) -> None:
        at = max(self._clock.now(), *(step.at for step in batch))
        self._clock.set(at)
        scope = replace(self._scope, habits=replace(self._scope.habits, now=at))
        actor = Actor(self._users[batch[0].by], "app")
        rows = [self._row(step) for step in batch]
        action = "created" if batch[0].creates else "updated"
        write = await self._write_path.begin(unit, actor, action, rows[0].object)
        is_new = batch[0].creates
        applied = await self._write_path.apply(unit, scope, actor, write, rows, read_back=is_new)
        if is_new:
            for step, record in zip(batch, applied.records, strict=True):
                assert record is not None, "nothing that was just made is gone"
                self._ids[step.ref] = record["id"]

    def _row(self, step: Step) -> RowWrite:
        values = {name: self._known(value) for name, value in step.values.items()}
        kind = Kind.CREATE if step.creates else Kind.UPDATE
        return RowWrite(kind, step.ref.object, None if step.creates else self._ids[step.ref], values)

    def _known(self, value: Any) -> Any:
        return self._ids[value] if isinstance(value, Ref) else value


def batches(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """Steps that are written at once: of one span and one member of staff, nothing before what it needs."""
    now = steps[-1].at
    for _, group in groupby(steps, key=lambda step: _span(step.at, now)):
        yield from _layers(list(group))


def _layers(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """New records, those that others of the span point at first; then what changes, each record once."""
    layers: dict[tuple[int, int], list[Step]] = {}
    depth: dict[Ref, int] = {}
    changes: dict[Ref, Step] = {}
    for step in steps:
        if step.creates:
            needed = [one for one in step.values.values() if isinstance(one, Ref) and one in depth]
            depth[step.ref] = max((depth[one] + 1 for one in needed), default=0)
            layers.setdefault((depth[step.ref], step.by), []).append(step)
        else:
            earlier = changes.get(step.ref)
            changes[step.ref] = replace(step, values={**earlier.values, **step.values}) if earlier else step
    yield from (layers[key] for key in sorted(layers))
    yield from (list(group) for _, group in groupby(sorted(changes.values(), key=_by), key=_by))


def _by(step: Step) -> int:
    return step.by


def _span(at: datetime, now: datetime) -> tuple[timedelta, int]:
    length = next(length for age, length in SPANS if now - at >= age)
    return length, int((at - BEGINNING_OF_SPANS) / length)
