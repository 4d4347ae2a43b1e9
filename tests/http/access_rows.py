"""Rows of the table of rights: what each caller is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.http.access_world import World

CALLERS = ("anonymous", "expired", "customer", "foreign", "viewer", "agent", "admin", "owner")
ROLES = ("viewer", "agent", "admin", "owner")

Value = Callable[["World"], object]


@dataclass(frozen=True)
class Row:
    """`expected` is the status for each of CALLERS; `values`, `json` and `options` make the request."""

    expected: Mapping[str, int]
    values: Mapping[str, Value] = field(default_factory=dict)
    json: Callable[[World], Any] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


def staff(lowest: str, status: int, **more: Any) -> Row:
    """For that role and higher ones. In another workspace the same, or 404 where the path names a thing."""
    ranks = {role: status if ROLES.index(role) >= ROLES.index(lowest) else 403 for role in ROLES}
    foreign = 404 if more.get("values") else status
    return Row({"anonymous": 401, "expired": 401, "customer": 403, "foreign": foreign, **ranks}, **more)


def signed_in(status: int, **more: Any) -> Row:
    """For whoever has a sign-in that is good."""
    return Row({**dict.fromkeys(CALLERS, status), "anonymous": 401, "expired": 401}, **more)


def anyone(status: int, *, expired: int = 401, **more: Any) -> Row:
    """For all. `expired` is the answer to a token that is not good: 401, unless the route reads none."""
    return Row({**dict.fromkeys(CALLERS, status), "expired": expired}, **more)


def but(row: Row, **expected: int) -> Row:
    """The row with other answers for some callers."""
    return Row({**row.expected, **expected}, row.values, row.json, row.options)
