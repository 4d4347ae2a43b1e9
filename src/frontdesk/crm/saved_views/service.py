"""ViewService: saves, shows, changes and deletes views."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import RowMapping, delete, func, insert, or_, select, update

from frontdesk.crm.catalogue import Catalogue
from frontdesk.crm.definitions import Definition
from frontdesk.crm.nearest import nearest
from frontdesk.crm.query.parsing import QueryParser
from frontdesk.crm.saved_views.errors import (
    CannotShareError,
    InvalidViewError,
    NotYourViewError,
    ViewNotFoundError,
)
from frontdesk.crm.saved_views.models import saved_views
from frontdesk.crm.saved_views.opening import opened
from frontdesk.crm.scope import Scope
from frontdesk.identity.callers import Caller, Role
from frontdesk.platform.unit_of_work import UnitOfWork

MOST_VIEWS = 500

Values = Mapping[str, Any]


class ViewService:
    """Keeps the views of a workspace. Each is somebody's own, or shared with all."""

    async def all(
        self, unit: UnitOfWork, scope: Scope, caller: Caller, definition: Definition | None = None
    ) -> list[dict[str, Any]]:
        """The caller's own and the shared ones, by object and name."""
        statement = select(saved_views).where(_seen_by(caller))
        if definition is not None:
            statement = statement.where(saved_views.c.object == definition.name)
        ordered = statement.order_by(saved_views.c.object, func.crm_fold(saved_views.c.name), saved_views.c.id)
        rows = (await unit.execute(ordered.limit(MOST_VIEWS))).mappings().all()
        return [_shown(scope, caller, row) for row in rows if row["object"] in scope.catalogue]

    async def create(
        self, unit: UnitOfWork, scope: Scope, caller: Caller, definition: Definition, values: Values
    ) -> dict[str, Any]:
        """`values`: name, query, columns, layout, shared.

        Raises InvalidQueryError, InvalidViewError, CannotShareError.
        """
        if values["shared"]:
            _require_may_share(caller)
        elif caller.user_id is None:
            raise InvalidViewError("shared", "A program has no views of its own; share it.")
        count = await unit.execute(select(func.count()).select_from(saved_views).where(_seen_by(caller)))
        if count.scalar_one() >= MOST_VIEWS:
            raise InvalidViewError("name", f"There may be {MOST_VIEWS} views at most. Delete one first.")
        now = scope.habits.now
        row = {
            **_checked(scope, caller, definition, values),
            "workspace_id": unit.workspace_id,
            "object": definition.name,
            "owner_id": caller.user_id,
            "created_at": now,
            "updated_at": now,
        }
        made = await unit.execute(insert(saved_views).values(row).returning(saved_views))
        return _shown(scope, caller, made.mappings().one())

    async def change(
        self, unit: UnitOfWork, scope: Scope, caller: Caller, view_id: int, values: Values
    ) -> dict[str, Any]:
        """Changes what is in `values`. Raises ViewNotFoundError, NotYourViewError and what `create` raises."""
        row = await self._mine(unit, caller, view_id)
        definition = scope.definition(row["object"])
        if values.get("shared"):
            _require_may_share(caller)
        if values.get("shared") is False and row["owner_id"] is None:
            raise InvalidViewError("shared", "This view belongs to nobody; it can only be shared.")
        changed = {**_checked(scope, caller, definition, values), "updated_at": scope.habits.now}
        statement = update(saved_views).where(saved_views.c.id == view_id).values(changed).returning(saved_views)
        return _shown(scope, caller, (await unit.execute(statement)).mappings().one())

    async def delete(self, unit: UnitOfWork, caller: Caller, view_id: int) -> None:
        """Raises ViewNotFoundError, NotYourViewError."""
        await self._mine(unit, caller, view_id)
        await unit.execute(delete(saved_views).where(saved_views.c.id == view_id))

    async def _mine(self, unit: UnitOfWork, caller: Caller, view_id: int) -> RowMapping:
        statement = select(saved_views).where(saved_views.c.id == view_id, _seen_by(caller)).with_for_update()
        row = (await unit.execute(statement)).mappings().one_or_none()
        if row is None or row["object"] not in Catalogue():
            raise ViewNotFoundError
        is_admin = caller.role is not None and caller.role.covers(Role.ADMIN)
        if not is_admin and (row["owner_id"] is None or row["owner_id"] != caller.user_id):
            raise NotYourViewError
        return row


def _seen_by(caller: Caller) -> Any:
    return or_(saved_views.c.shared, saved_views.c.owner_id == caller.user_id)


def _require_may_share(caller: Caller) -> None:
    if caller.role is None or not caller.role.covers(Role.AGENT):
        raise CannotShareError


def _checked(scope: Scope, caller: Caller, definition: Definition, values: Values) -> dict[str, Any]:
    """The values that were given, in the form in which they are kept."""
    found = {name: values[name] for name in ("name", "shared", "layout") if name in values}
    if found.get("layout") == "board" and definition.board is None:
        raise InvalidViewError("layout", f"{definition.label_plural} have no board.")
    if "query" in values:
        given = values["query"]
        query = QueryParser(scope, definition, caller.user_id).query(given)
        found["query"] = {
            "where": query.where.to_json() if query.where else None,
            "search": query.search,
            "sort": ",".join(sort.written for sort in query.sort) or None,
        }
    if "columns" in values:
        found["columns"] = list(dict.fromkeys(_column(definition, name) for name in values["columns"]))
    return found


def _column(definition: Definition, name: str) -> str:
    if name not in definition.by_path:
        near = nearest(name, definition.by_path)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise InvalidViewError("columns", f"There is no field {name[:60]!r} of {definition.name}.{hint}")
    return name


def _shown(scope: Scope, caller: Caller, row: RowMapping) -> dict[str, Any]:
    definition = scope.definition(row["object"])
    view = opened(QueryParser(scope, definition, caller.user_id), row["query"], row["columns"])
    return {
        "id": row["id"],
        "object": row["object"],
        "name": row["name"],
        "shared": row["shared"],
        "owner_id": row["owner_id"],
        "is_mine": row["owner_id"] is not None and row["owner_id"] == caller.user_id,
        "query": view.query,
        "columns": view.columns,
        "layout": row["layout"],
        "left_out": view.left_out,
    }
