"""Story: the steps in which the demo's records came to be, each at its time, by a member of staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from frontdesk.cli.demo.records.days import Days


@dataclass(frozen=True)
class Ref:
    """The `number`-th record of an object in the story; its id is known only when it is written.

    The object `users` stands for the staff, in the order in which the story knows them.
    """

    object: str
    number: int


@dataclass(frozen=True)
class Step:
    """One record made or changed. `values`: as the API takes them, but relations and owners as Ref."""

    at: datetime
    ref: Ref
    by: int
    values: dict[str, Any]
    creates: bool


@dataclass(frozen=True)
class Colleague:
    """A member of the demo's staff."""

    name: str
    email: str
    number: int

    @property
    def ref(self) -> Ref:
        return Ref("users", self.number)


class Story:
    """Collects the steps. All chance in it comes from `dice`, so that a seed gives the same story again."""

    def __init__(self, dice: Random, days: Days, staff: Sequence[Colleague]):
        self.dice = dice
        self.days = days
        self.staff = staff
        self._steps: list[Step] = []
        self._counts: dict[str, int] = {}
        self._made: dict[Ref, datetime] = {}
        self._last: dict[Ref, datetime] = {}

    def add(self, object: str, at: datetime, by: Colleague, **values: Any) -> Ref:
        """A new record of that object; values that are None are left out. Never later than now."""
        number = self._counts.get(object, 0)
        self._counts[object] = number + 1
        ref = Ref(object, number)
        self._step(at, ref, by, values, creates=True)
        return ref

    def change(self, ref: Ref, at: datetime, by: Colleague, **values: Any) -> None:
        """The record changes, after all that was said of it before."""
        self._step(at, ref, by, values, creates=False)

    def made(self, ref: Ref) -> datetime:
        """When the record was made."""
        return self._made[ref]

    def last(self, ref: Ref) -> datetime:
        """When the record was last written."""
        return self._last[ref]

    def steps(self) -> list[Step]:
        """All steps in the order of time; a record comes before those that point at it."""
        return sorted(self._steps, key=lambda step: step.at)

    def _step(self, at: datetime, ref: Ref, by: Colleague, values: dict[str, Any], *, creates: bool) -> None:
        given = {name: _as_json(value) for name, value in values.items() if value is not None}
        known = [self._made[one] for one in given.values() if isinstance(one, Ref) and one in self._made]
        moment = min(max([at, *known, self._last.get(ref, at)]), self.days.now)
        self._made.setdefault(ref, moment)
        self._last[ref] = moment
        self._steps.append(Step(moment, ref, by.number, given, creates))


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
