"""Scope: what one request of the CRM works with, read in one statement: the workspace's objects and its habits."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Field
from frontdesk.crm.fields.own_field import own_field
from frontdesk.crm.habits import Habits
from frontdesk.platform.clock import Clock
from frontdesk.platform.unit_of_work import UnitOfWork

_READ = text(
    "SELECT w.time_zone, w.currency, w.date_order, w.week_start, (SELECT jsonb_agg(f ORDER BY f.position, f.id) FROM"
    " (SELECT id, object, name, kind, label, settings, position, retired, indexed FROM crm_own_fields) f) AS own"
    " FROM workspaces w WHERE w.id = :workspace_id"
)


@dataclass(frozen=True)
class Scope:
    """The workspace's objects, with its own fields, and its habits."""

    catalogue: Catalogue
    habits: Habits

    def definition(self, name: str) -> Definition:
        """Raises UnknownObjectError."""
        return self.catalogue.get(name)


class ScopeReader:
    """Reads the scope anew for each request, so that a new field is there at once, in every process."""

    def __init__(self, catalogue: Catalogue, clock: Clock):
        self._catalogue = catalogue
        self._clock = clock

    @property
    def shipped(self) -> Catalogue:
        """The objects without any workspace's own fields."""
        return self._catalogue

    async def read(self, unit: UnitOfWork) -> Scope:
        row = (await unit.execute(_READ, {"workspace_id": unit.workspace_id})).one()
        habits = Habits(ZoneInfo(row.time_zone), row.currency, row.date_order, row.week_start, self._clock.now())
        return Scope(self._catalogue.with_own(_by_object(row.own or ())), habits)


def _by_object(rows: Any) -> dict[str, list[Field]]:
    found: dict[str, list[Field]] = defaultdict(list)
    for row in rows:
        found[row["object"]].append(own_field(row))
    return found
