"""Dashboard: the figures of a day of sales: pipeline, what was won, who to call, what is due, what happened."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, true

from frontdesk.crm.definitions import Definition
from frontdesk.crm.fields import Choice
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.query.periods import period
from frontdesk.crm.query.value import Query
from frontdesk.crm.reading.labels import titles
from frontdesk.crm.reading.service import RecordReader
from frontdesk.crm.records.models import changes, writes
from frontdesk.crm.scope import Scope
from frontdesk.platform.unit_of_work import UnitOfWork

ITEMS = 8
WEEKS = 8
RECENT = 10
# Writes that are looked at for the recent ones: some touched nothing that the caller sees.
LOOKED_AT = 30

Json = dict[str, Any]


class DashboardService:
    """Reads the figures, of what the caller sees."""

    def __init__(self, reader: RecordReader):
        self._reader = reader

    async def read(self, unit: UnitOfWork, scope: Scope) -> Json:
        """The answer of GET /api/v1/dashboard; money in whole units of the workspace's currency."""
        return {
            "pipeline": await self._pipeline(unit, scope),
            "won": await self._won(unit, scope),
            "follow_ups": await self._follow_ups(unit, scope),
            "tasks": await self._tasks(unit, scope),
            "recent": await _recent(unit, scope),
            "new_leads": await self._new_leads(unit, scope),
            "leads_by_source": await self._by_source(unit, scope),
            "currency": scope.habits.currency,
        }

    async def _pipeline(self, unit: UnitOfWork, scope: Scope) -> list[Json]:
        deals = scope.definition("deals")
        figures = [{"fn": "count"}, {"fn": "sum", "field": "value"}]
        groups = await self._groups(unit, scope, deals, {"group_by": ["status"], "aggregate": figures})
        found = {group["group"]["status"]: group["values"] for group in groups}
        return [
            {
                "stage": option.value,
                "label": option.label,
                "count": found.get(option.value, {}).get("count", 0),
                "value": found.get(option.value, {}).get("sum_value") or 0,
            }
            for option in _choice(deals, "status").choices
        ]

    async def _won(self, unit: UnitOfWork, scope: Scope) -> Json:
        this, last = (period(name, scope.habits) for name in ("this_month", "last_month"))
        assert this is not None
        assert last is not None
        where = [_condition("status", "eq", "won"), _condition("closed_at", "gte", last.first.isoformat())]
        asked = {
            "where": {"and": [*where, _condition("closed_at", "lt", this.end.isoformat())]},
            "group_by": ["closed_at:month"],
            "aggregate": [{"fn": "count"}, {"fn": "sum", "field": "value"}],
        }
        groups = await self._groups(unit, scope, scope.definition("deals"), asked)
        found = {group["group"]["closed_at:month"]: group["values"] for group in groups}
        won: Json = {}
        for name, month in (("this_month", this), ("last_month", last)):
            values = found.get(month.first.isoformat(), {})
            won |= {name: values.get("sum_value") or 0, f"count_{name}": values.get("count", 0)}
        return won

    async def _follow_ups(self, unit: UnitOfWork, scope: Scope) -> Json:
        """Leads that are to be contacted today or should have been, and that are still open."""
        leads = scope.definition("leads")
        assert leads.board is not None
        open_ones = _condition(leads.board.field, "not_in", list(leads.board.final))
        due = _condition("next_follow_up", "lte", scope.habits.today.isoformat())
        asked = {"where": {"and": [due, open_ones]}, "sort": "next_follow_up", "limit": ITEMS}
        page = await self._reader.page(unit, scope, _query(scope, leads, asked))
        return {"due": page.total, "items": page.items}

    async def _tasks(self, unit: UnitOfWork, scope: Scope) -> Json:
        """Tasks of today and before that are neither done nor cancelled."""
        tasks = scope.definition("tasks")
        assert tasks.board is not None
        open_ones = _condition(tasks.board.field, "not_in", list(tasks.board.final))
        due = _condition("due_date", "lte", scope.habits.today.isoformat())
        asked = {"where": {"and": [due, open_ones]}, "sort": "due_date", "limit": ITEMS}
        page = await self._reader.page(unit, scope, _query(scope, tasks, asked))
        overdue = {"where": {"and": [_condition("due_date", "within", "overdue"), open_ones]}}
        count = (await self._reader.count(unit, scope, _query(scope, tasks, overdue))).total
        return {"overdue": count, "today": max(page.total - count, 0), "items": page.items}

    async def _new_leads(self, unit: UnitOfWork, scope: Scope) -> list[Json]:
        this_week = period("this_week", scope.habits)
        assert this_week is not None
        weeks = [this_week.first - timedelta(weeks=back) for back in reversed(range(WEEKS))]
        asked = {"where": _condition("created_at", "gte", weeks[0].isoformat()), "group_by": ["created_at:week"]}
        groups = await self._groups(unit, scope, scope.definition("leads"), asked)
        found = {group["group"]["created_at:week"]: group["values"]["count"] for group in groups}
        return [{"week": week.isoformat(), "count": _count(found, week)} for week in weeks]

    async def _by_source(self, unit: UnitOfWork, scope: Scope) -> list[Json]:
        leads = scope.definition("leads")
        groups = await self._groups(unit, scope, leads, {"group_by": ["source"], "aggregate": [{"fn": "count"}]})
        labels = {option.value: option.label for option in _choice(leads, "source").choices}
        found = [
            {"value": value, "label": labels.get(value, "Unknown"), "count": group["values"]["count"]}
            for group in groups
            for value in [group["group"]["source"]]
        ]
        return sorted(found, key=lambda one: -one["count"])

    async def _groups(self, unit: UnitOfWork, scope: Scope, definition: Definition, asked: Json) -> list[Json]:
        return await self._reader.groups(unit, scope, _query(scope, definition, asked))


async def _recent(unit: UnitOfWork, scope: Scope) -> list[Json]:
    """The last writes, each by the first record that it touched; those of records that the caller sees."""
    last = select(writes).where(writes.c.records > 0).order_by(writes.c.at.desc()).limit(LOOKED_AT).subquery()
    first = (
        select(changes.c.object, changes.c.record_id)
        .where(changes.c.write_id == last.c.id)
        .order_by(changes.c.id)
        .limit(1)
        .lateral()
    )
    statement = select(last.c.at, last.c.actor_name, last.c.action, first.c.object, first.c.record_id)
    found = await unit.execute(statement.select_from(last.join(first, true())).order_by(last.c.at.desc()))
    rows = [row for row in found if row.object in scope.catalogue]
    wanted: dict[str, set[int]] = {}
    for row in rows:
        wanted.setdefault(row.object, set()).add(row.record_id)
    words = await titles(unit, scope, wanted)
    recent = [
        {
            "at": row.at.isoformat(),
            "actor": row.actor_name,
            "action": row.action,
            "object": row.object,
            "id": row.record_id,
            "title": words[row.object, row.record_id],
        }
        for row in rows
        if (row.object, row.record_id) in words
    ]
    return recent[:RECENT]


def _query(scope: Scope, definition: Definition, asked: Mapping[str, Any]) -> Query:
    return QueryParser(scope, definition).query(asked)


def _condition(field: str, operator: str, value: Any) -> Json:
    return {"field": field, "op": operator, "value": value}


def _choice(definition: Definition, name: str) -> Choice:
    field = definition.by_path[name]
    assert isinstance(field, Choice)
    return field


def _count(found: Mapping[str, int], week: date) -> int:
    return found.get(week.isoformat(), 0)
