"""Commands: what shall be written, on whose behalf, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from frontdesk.identity.callers import Caller, CallerKind, Role

# Ways by which nothing destructive or many-fold happens without a yes (objects.md, "Writes").
NEEDS_YES = frozenset({"assistant", "mcp", "automation"})

_VIA = {CallerKind.API_KEY: "api", CallerKind.SYSTEM: "system"}


class Kind(StrEnum):
    """What is done to one record."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    RESTORE = "restore"


@dataclass(frozen=True)
class RowWrite:
    """One record to write. `values` are shown forms by field; own fields as `custom.x` or in `custom`.

    `version`: what the caller saw; another one is a conflict. `replace`: fields left out become empty.
    """

    kind: Kind
    object: str
    id: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    replace: bool = False

    def as_json(self) -> dict[str, Any]:
        """JSON-ready; `from_json` makes the same value of it."""
        return {
            "kind": self.kind.value,
            "object": self.object,
            "id": self.id,
            "values": dict(self.values),
            "version": self.version,
            "replace": self.replace,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "RowWrite":
        return cls(**{**data, "kind": Kind(data["kind"])})


@dataclass(frozen=True)
class Actor:
    """On whose behalf something is written, and by which way: app, api, assistant, mcp, automation, import, system."""

    caller: Caller
    via: str

    @classmethod
    def of(cls, caller: Caller) -> "Actor":
        """A caller of the HTTP API: a program with a key, or a member of staff in the web app."""
        return cls(caller, _VIA.get(caller.kind, "app"))

    @property
    def needs_yes(self) -> bool:
        return self.via in NEEDS_YES

    def require_writing(self) -> None:
        """Raises NotSignedInError or RoleNeededError for who may not write records; the program itself may."""
        if self.caller.kind is not CallerKind.SYSTEM:
            self.caller.require(Role.AGENT)


@dataclass(frozen=True)
class Write:
    """One act of one actor, to which any number of changes belong. `id` is the undo id."""

    id: UUID
    action: str
    object: str


@dataclass(frozen=True)
class Written:
    """`records`: as they are now, in the order of the rows. None for one that is gone."""

    undo_id: str
    records: list[dict[str, Any] | None]


@dataclass(frozen=True)
class Applied:
    """What came of the rows of one transaction: records in their order, and for faulty rows why (by index)."""

    records: list[dict[str, Any] | None]
    errors: dict[int, list[dict[str, str]]]
