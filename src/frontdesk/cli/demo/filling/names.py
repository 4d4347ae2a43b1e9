"""Names for many: those of the demo's people, and more of their kind put together from halves of them.

A company with a million leads knows tens of thousands of family names; searches must cope with as many.
"""

import re
from dataclasses import dataclass
from functools import cache

from frontdesk.cli.demo.records.people import Region, plain_letters, regions

_FIRST_SYLLABLE = re.compile(r"^.+?[aeiouyàáâãäåāăąèéêëēęìíîïīıòóôõöøōùúûüū]+[^\W\d_]", re.IGNORECASE)
# Of each three family names of a region, how many kinds of new ones are made of parts of three.
EVERY = 3


@dataclass(frozen=True)
class Names:
    """Names of one region, each also as it stands in a mail address."""

    region: Region
    given: tuple[str, ...]
    given_plain: tuple[str, ...]
    family: tuple[str, ...]
    family_plain: tuple[str, ...]
    cities: tuple[str, ...]
    companies: tuple[str, ...]
    hosts: tuple[str, ...]


@cache
def all_names() -> tuple[Names, ...]:
    return tuple(_names(region) for region in regions())


def _names(region: Region) -> Names:
    family = [*region.family, *_spliced(region.family)]
    companies = [*region.companies, *_new_companies(region)]
    return Names(
        region,
        region.given,
        tuple(plain_letters(name) for name in region.given),
        tuple(family),
        tuple(plain_letters(name).replace(".", "") for name in family),
        tuple(region.cities),
        tuple(companies),
        tuple(plain_letters(name).replace(".", "-") for name in companies),
    )


def _spliced(family: tuple[str, ...]) -> list[str]:
    """The beginning of one name with the end of another, some with the middle of a third between them."""
    halves = [(found[0], name[found.end() :]) for name in family if (found := _FIRST_SYLLABLE.match(name))]
    pairs = {head + tail for head, _ in halves for _, tail in halves if len(tail) > 1}
    heads = [head.lower() for head, _ in halves]
    triples = {
        head + middle + tail
        for first, (head, _) in enumerate(halves)
        for second, middle in enumerate(heads)
        for third, (_, tail) in enumerate(halves)
        if (first + second + third) % EVERY == 0 and len(tail) > 1 and " " not in middle and "'" not in middle
    }
    return sorted(pairs - set(family)) + sorted(triples - pairs)


def _new_companies(region: Region) -> list[str]:
    """The first word of one company with the others of another; and firms that bear a family's name."""
    words = [name.split(" ", 1) for name in region.companies]
    mixed = [f"{first[0]} {second[-1]}" for first in words for second in words if first is not second]
    return mixed + [f"{name} {second[-1]}" for name in region.family for second in words]
