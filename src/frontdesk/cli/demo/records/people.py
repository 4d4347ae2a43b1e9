"""People of the demo: invented, from several regions, each with a mail address and a number that cannot exist."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from random import Random
from typing import Any

from frontdesk.crm.text_folding import folded

# Letters that folding keeps, though mail addresses are written without them.
_SPELLED = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe"})
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
MAIL_HOSTS = ("mail.example.com", "post.example.org", "home.example.net", "inbox.test")


@dataclass(frozen=True)
class Region:
    """Where people share names. `cities`: the pattern of a phone number by city, `#` for each digit."""

    country: str
    weight: int
    unassigned: str
    cities: dict[str, str]
    given: tuple[str, ...]
    family: tuple[str, ...]
    companies: tuple[str, ...]
    by_gender: bool = False

    def name(self, dice: Random) -> tuple[str, str]:
        """A given and a family name. With `by_gender` both are of the same one: they take turns in the lists."""
        given = dice.randrange(len(self.given))
        family = dice.randrange(len(self.family))
        if self.by_gender and family % 2 != given % 2:
            family ^= 1
        return self.given[given], self.family[family]


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    first: str
    last: str
    city: str
    country: str
    email: str
    phone: str

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


@cache
def regions() -> tuple[Region, ...]:
    return tuple(Region(**{name: _frozen(value) for name, value in one.items()}) for one in content("regions.json"))


def content(name: str) -> Any:
    """A file of the demo's words."""
    return json.loads((resources.files(__package__) / name).read_text(encoding="utf-8"))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def plain_letters(text: str) -> str:
    """The text as it stands in an address: small letters and digits, blanks and signs as one point."""
    return _NO_LETTERS.sub(".", folded(text).translate(_SPELLED).replace("'", "")).strip(".")


def work_email(first: str, last: str, company: str) -> str:
    """The address of somebody at a company."""
    host = plain_letters(company).replace(".", "-")
    return f"{plain_letters(first)}.{plain_letters(last).replace('.', '')}@{host}.example.com"


@dataclass
class People:
    """Draws people; no name, address or number comes twice."""

    dice: Random
    _names: set[str] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)

    def draw(self, among: Sequence[Region] = ()) -> Person:
        """Somebody of the regions, which come as often as their weights say."""
        choices = among or regions()
        while True:
            region = self.dice.choices(choices, [one.weight for one in choices])[0]
            first, last = region.name(self.dice)
            if f"{first} {last}" not in self._names:
                return self._made(region, first, last, self.dice.choice(list(region.cities)))

    def named(self, first: str, last: str, city: str) -> Person:
        """Somebody of that name in one of the regions' cities."""
        region = next(one for one in regions() if city in one.cities)
        return self._made(region, first, last, city)

    def _made(self, region: Region, first: str, last: str, city: str) -> Person:
        self._names.add(f"{first} {last}")
        address = f"{plain_letters(first)}.{plain_letters(last).replace('.', '')}@{self.dice.choice(MAIL_HOSTS)}"
        return Person(first, last, city, region.country, address, self._phone(region.cities[city]))

    def _phone(self, pattern: str) -> str:
        """The next number of the pattern: its digits count up, mixed so that neighbours do not look alike."""
        places = pattern.count("#")
        number = self._numbers.get(pattern, self.dice.randrange(10**places))
        self._numbers[pattern] = (number + 10**places * 3 // 10 + 7) % 10**places
        digits = iter(f"{number:0{places}d}")
        return re.sub("#", lambda _: next(digits), pattern)
