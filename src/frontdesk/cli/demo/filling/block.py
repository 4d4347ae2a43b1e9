"""Block: some thousand rows of one object on their way, column by column, as the texts that COPY takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from frontdesk.cli.demo.filling.names import Names, all_names
from frontdesk.cli.demo.records.people import MAIL_HOSTS

ROWS = 5_000
NULL = "\\N"
# Columns that every record has, after those of its object.
ALWAYS = ("workspace_id", "owner_id", "created_at", "updated_at")
# The records came over so many days, ever more of them.
DAYS = 730

Column = list[str]


@dataclass(frozen=True)
class World:
    """What the rows point at: ids by object, and the staff by name. `now` in UTC."""

    now: datetime
    ids: Mapping[str, Sequence[int]]
    staff: Sequence[tuple[int, str]]


@dataclass(frozen=True)
class Block:
    """Rows `first` to `first + count` of `total`; `number` is the id of the first one.

    All chance comes from a seed and the place of the block, so that the same number of records is the same data.
    """

    world: World
    dice: np.random.Generator
    first: int
    count: int
    total: int
    number: int
    made: NDArray[np.datetime64] = field(init=False)

    def __post_init__(self) -> None:
        places = (self.first + np.arange(self.count) + self.dice.random(self.count)) / self.total
        object.__setattr__(self, "made", self.moment(DAYS * (1 - np.sqrt(places))))

    @property
    def numbers(self) -> range:
        """The ids of the rows."""
        return range(self.number, self.number + self.count)

    # values

    def pick(self, options: Mapping[str, int] | Sequence[str]) -> Column:
        """One of the options for each row, as often as their weights say."""
        words = list(options)
        if isinstance(options, Mapping):
            weights = np.array(list(options.values()), dtype=float)
            return [words[place] for place in self.dice.choice(len(words), self.count, p=weights / weights.sum())]
        return [words[place] for place in self.dice.integers(0, len(words), self.count)]

    def whole(self, low: int, high: int) -> Column:
        """Whole numbers from `low` to below `high`."""
        return [str(number) for number in self.dice.integers(low, high, self.count)]

    def money(self, middle: float) -> Column:
        """Whole hundredths of whole tens, most of them around `middle`, a few far above."""
        amounts = np.exp(self.dice.normal(np.log(middle), 0.9, self.count))
        return [f"{amount}000" for amount in (amounts / 10).astype(np.int64)]

    def link(self, name: str) -> Column:
        """The id of some record of that object, or NULL where there is none."""
        ids = self.world.ids.get(name) or ()
        if not ids:
            return [NULL] * self.count
        return [str(ids[place]) for place in self.dice.integers(0, len(ids), self.count)]

    def some(self, share: float, column: Column) -> Column:
        """The column with a value in that share of the rows."""
        there = self.dice.random(self.count) < share
        return [value if given else NULL for value, given in zip(column, there, strict=True)]

    # times

    def moment(self, days_ago: NDArray[np.float64]) -> NDArray[np.datetime64]:
        """Times so many days before now (after it, where negative), to the second."""
        now = np.datetime64(self.world.now.astimezone(UTC).replace(tzinfo=None), "s")
        return now - (days_ago * 86_400).astype("timedelta64[s]")

    def around_now(self, before: float, after: float) -> Column:
        """Times from so many days before now to so many after it."""
        return texts_of(self.moment(self.dice.uniform(-after, before, self.count)))

    def after_made(self, days: float) -> Column:
        """Times within so many days after the record was made, none later than now."""
        later = self.made + (self.dice.random(self.count) * days * 86_400).astype("timedelta64[s]")
        return texts_of(np.minimum(later, self.moment(np.zeros(1))))

    def days_around_now(self, before: int, after: int) -> Column:
        """Days in ISO form."""
        today = self.world.now.date()
        days = [(today + timedelta(days=distance)).isoformat() for distance in range(-before, after + 1)]
        return self.pick(days)

    # people

    def people(self) -> "PeopleBlock":
        return PeopleBlock(self)


class PeopleBlock:
    """A person for each row: names, places, addresses."""

    def __init__(self, block: Block):
        names = all_names()
        weights = np.array([one.region.weight for one in names], dtype=float)
        dice, count = block.dice, block.count
        self._block = block
        self._of: list[Names] = [names[place] for place in dice.choice(len(names), count, p=weights / weights.sum())]
        self._given = _places(dice, [len(one.given) for one in self._of], 1)
        # The names at the beginning of the list are the common ones.
        self._family = _places(dice, [len(one.family) for one in self._of], 3)
        self._company = _places(dice, [len(one.companies) for one in self._of], 2)
        self._city = _places(dice, [len(one.cities) for one in self._of], 1.5)

    def first(self) -> Column:
        return [one.given[place] for one, place in zip(self._of, self._given, strict=True)]

    def last(self) -> Column:
        return [one.family[place] for one, place in zip(self._of, self._family, strict=True)]

    def name(self) -> Column:
        return [f"{first} {last}" for first, last in zip(self.first(), self.last(), strict=True)]

    def company(self) -> Column:
        return [one.companies[place] for one, place in zip(self._of, self._company, strict=True)]

    def city(self) -> Column:
        return [one.cities[place] for one, place in zip(self._of, self._city, strict=True)]

    def country(self) -> Column:
        return [one.region.country for one in self._of]

    def email(self) -> Column:
        """Addresses of which no two are the same, at hosts that cannot exist."""
        hosts = self._block.pick(MAIL_HOSTS)
        names = zip(self._of, self._given, self._family, strict=True)
        local = [f"{one.given_plain[given]}.{one.family_plain[family]}" for one, given, family in names]
        return [f"{name}{number}@{host}" for name, number, host in zip(local, self._block.numbers, hosts, strict=True)]

    def phone(self) -> Column:
        """Numbers that no exchange gives out."""
        return [
            f"{one.region.unassigned} {number // 10_000 % 1000:03d} {number % 10_000:04d}"
            for one, number in zip(self._of, self._block.numbers, strict=True)
        ]


def texts_of(times: NDArray[np.datetime64]) -> Column:
    return [f"{text}Z" for text in np.datetime_as_string(times).tolist()]


def _places(dice: np.random.Generator, lengths: Sequence[int], skew: float) -> list[int]:
    shares = dice.random(len(lengths)) ** skew
    found: list[int] = (shares * np.array(lengths)).astype(np.int64).tolist()
    return found


Columns = dict[str, Column]
Maker = Callable[[Block], Columns]


def lines(block: Block, columns: Mapping[str, Any], workspace_id: int) -> bytes:
    """The rows as COPY takes them: these columns, then those that every record has."""
    made = texts_of(block.made)
    owners = [str(user) for user, _ in block.world.staff]
    ids = map(str, block.numbers)
    always = ([str(workspace_id)] * block.count, block.pick(owners), made, made)
    rows = zip(ids, *columns.values(), *always, strict=True)
    return ("\n".join(map("\t".join, rows)) + "\n").encode()
