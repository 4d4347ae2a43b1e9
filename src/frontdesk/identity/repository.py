"""Statements over workspaces, users, customers and API keys. Row security narrows each to the workspace."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Column, Select, Table, delete, func, insert, or_, select, text, true, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.exc import IntegrityError

from frontdesk.identity.callers import Role
from frontdesk.identity.models import (
    ApiKey,
    Credentials,
    Customer,
    KnownKey,
    User,
    Workspace,
    api_keys,
    customers,
    users,
    workspaces,
)
from frontdesk.platform.unit_of_work import UnitOfWork

# One number for the whole program, apart from the migrations' own.
FOUNDING_LOCK = 0x46_6F_75_6E_64

Row = TypeVar("Row")
Values = Mapping[str, Any]


def columns_of(table: Table, kind: type[Any]) -> list[Column[Any]]:
    return [table.c[field.name] for field in fields(kind)]


def as_row(kind: type[Row], mapping: Any) -> Row:
    """The row as a value of its dataclass; a role becomes a Role."""
    values = dict(mapping)
    if "role" in values:
        values["role"] = Role(values["role"])
    return kind(**values)


async def _one(unit: UnitOfWork, kind: type[Row], statement: Any, parameters: Any = None) -> Row | None:
    found = (await unit.execute(statement, parameters)).mappings().one_or_none()
    return None if found is None else as_row(kind, found)


async def _page(unit: UnitOfWork, kind: type[Row], statement: Select[Any], after: int, limit: int) -> list[Row]:
    """Up to `limit` + 1 rows after that id: the one too many tells that there is a next page."""
    key = statement.selected_columns["id"]
    found = await unit.execute(statement.where(key > after).order_by(key).limit(limit + 1))
    return [as_row(kind, row) for row in found.mappings()]


class WorkspaceRepository:
    async def next_id(self, unit: UnitOfWork) -> int:
        return int((await unit.execute(text("SELECT nextval('workspaces_id_seq')"))).scalar_one())

    async def was_founded(self, unit: UnitOfWork) -> bool:
        """Whether anyone registered a workspace yet; the demo does not count."""
        return bool((await unit.execute(text("SELECT door_workspace_was_founded()"))).scalar_one())

    async def demo_id(self, unit: UnitOfWork) -> int | None:
        found = (await unit.execute(text("SELECT door_demo_workspace()"))).scalar_one()
        return None if found is None else int(found)

    async def lock_founding(self, unit: UnitOfWork) -> None:
        """Until the end of the transaction nobody else founds a workspace."""
        await unit.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": FOUNDING_LOCK})

    async def add(self, unit: UnitOfWork, values: Values) -> Workspace:
        statement = insert(workspaces).values(id=unit.workspace_id, **values)
        added = await _one(unit, Workspace, statement.returning(*workspaces.c))
        assert added is not None
        return added

    async def get(self, unit: UnitOfWork) -> Workspace:
        found = await _one(unit, Workspace, select(workspaces).where(workspaces.c.id == unit.workspace_id))
        assert found is not None, "a unit of work of a workspace that is gone"
        return found

    async def change(self, unit: UnitOfWork, values: Values) -> None:
        await unit.execute(update(workspaces).where(workspaces.c.id == unit.workspace_id).values(**values))

    async def remove(self, unit: UnitOfWork) -> None:
        """Removes the workspace; everything in it goes with it (foreign keys cascade)."""
        await unit.execute(delete(workspaces).where(workspaces.c.id == unit.workspace_id))


_ACTIVE_USERS = text(
    f"SELECT {', '.join(field.name for field in fields(User))} FROM users WHERE is_active ORDER BY name, id"  # noqa: S608 - made of the columns' own names
)


class UserRepository:
    _columns = columns_of(users, User)

    async def active(self, unit: UnitOfWork) -> list[User]:
        return [as_row(User, row) for row in (await unit.execute(_ACTIVE_USERS)).mappings()]

    async def names(self, unit: UnitOfWork, ids: Collection[int]) -> dict[int, str]:
        found = await unit.execute(select(users.c.id, users.c.name).where(users.c.id.in_(ids)))
        return {row.id: row.name for row in found}

    async def credentials(self, unit: UnitOfWork, email: str) -> Credentials | None:
        """By mail address, in whichever workspace."""
        return await _one(
            unit,
            Credentials,
            text("SELECT id, workspace_id, password_hash, is_active FROM door_user_by_email(:email)"),
            {"email": email},
        )

    async def get(self, unit: UnitOfWork, user_id: int, *, for_change: bool = False) -> User | None:
        statement = select(*self._columns).where(users.c.id == user_id)
        return await _one(unit, User, statement.with_for_update() if for_change else statement)

    async def page(self, unit: UnitOfWork, after: int, limit: int) -> list[User]:
        return await _page(unit, User, select(*self._columns), after, limit)

    async def count(self, unit: UnitOfWork) -> int:
        return int((await unit.execute(select(func.count()).select_from(users))).scalar_one())

    async def add(self, unit: UnitOfWork, values: Values) -> User | None:
        """None where the mail address has an account already, in whichever workspace."""
        statement = upsert(users).values(workspace_id=unit.workspace_id, is_active=True, sign_in_generation=1, **values)
        return await _one(unit, User, statement.on_conflict_do_nothing().returning(*self._columns))

    async def change(self, unit: UnitOfWork, user_id: int, values: Values) -> User | None:
        """The user after the change; None where another account has that mail address."""
        statement = update(users).where(users.c.id == user_id).values(**values)
        try:
            return await _one(unit, User, statement.returning(*self._columns))
        except IntegrityError:
            return None

    async def lock_owners(self, unit: UnitOfWork) -> list[int]:
        """Ids of the active owners, who stay as they are until the end of the transaction."""
        statement = select(users.c.id).where(users.c.role == Role.OWNER, users.c.is_active)
        return list((await unit.execute(statement.order_by(users.c.id).with_for_update())).scalars())


class CustomerRepository:
    _columns = columns_of(customers, Customer)

    async def get(self, unit: UnitOfWork, customer_id: int, *, for_change: bool = False) -> Customer | None:
        statement = select(*self._columns).where(customers.c.id == customer_id)
        return await _one(unit, Customer, statement.with_for_update() if for_change else statement)

    async def page(self, unit: UnitOfWork, search: str | None, after: int, limit: int) -> tuple[list[Customer], int]:
        """Those with `search` in a name or address, oldest first, up to `limit` + 1; and how many there are."""
        texts = (customers.c.name, customers.c.email, customers.c.login, customers.c.user_id)
        wanted = or_(*(text.icontains(search, autoescape=True) for text in texts)) if search else true()
        rows = await _page(unit, Customer, select(*self._columns).where(wanted), after, limit)
        total = await unit.execute(select(func.count()).select_from(customers).where(wanted))
        return rows, int(total.scalar_one())

    async def change(self, unit: UnitOfWork, customer_id: int, values: Values) -> Customer | None:
        """The customer after the change; None where another who signs in at this bot has that mail address."""
        statement = update(customers).where(customers.c.id == customer_id).values(**values)
        try:
            return await _one(unit, Customer, statement.returning(*self._columns))
        except IntegrityError:
            return None

    async def delete(self, unit: UnitOfWork, customer_id: int) -> None:
        """Removes the customer; what belongs to them goes with them (foreign keys cascade)."""
        await unit.execute(delete(customers).where(customers.c.id == customer_id))

    async def end_named_sign_ins(self, unit: UnitOfWork, bot_id: int) -> None:
        statement = update(customers).where(customers.c.bot_id == bot_id, customers.c.user_id.is_not(None))
        await unit.execute(statement.values(sign_in_generation=customers.c.sign_in_generation + 1))

    async def credentials(self, unit: UnitOfWork, bot_id: int, name: str) -> Credentials | None:
        statement = select(customers.c.id, customers.c.workspace_id, customers.c.password_hash).where(
            customers.c.bot_id == bot_id,
            or_(customers.c.login == name, customers.c.email == name),
            customers.c.password_hash.is_not(None),
        )
        return await _one(unit, Credentials, statement.limit(1))

    async def add(self, unit: UnitOfWork, values: Values) -> Customer | None:
        """None where one of the names is taken at this bot."""
        statement = upsert(customers).values(
            {"workspace_id": unit.workspace_id, "sign_in_generation": 1, "vip": False, **values}
        )
        return await _one(unit, Customer, statement.on_conflict_do_nothing().returning(*self._columns))

    async def by_user_id(self, unit: UnitOfWork, bot_id: int | None, user_id: str) -> Customer | None:
        statement = select(*self._columns).where(
            customers.c.bot_id.is_not_distinct_from(bot_id), customers.c.user_id == user_id
        )
        return await _one(unit, Customer, statement)

    def with_word(self, word: str) -> Select[Any]:
        """Ids of those whose name, mail address or id in another program holds the word, to be asked further."""
        named = (customers.c.name, customers.c.email, customers.c.login, customers.c.user_id)
        return select(customers.c.id).where(or_(*(column.icontains(word, autoescape=True) for column in named)))

    async def set_password(self, unit: UnitOfWork, customer_id: int, password_hash: str) -> None:
        await unit.execute(update(customers).where(customers.c.id == customer_id).values(password_hash=password_hash))


class ApiKeyRepository:
    _columns = columns_of(api_keys, ApiKey)

    async def by_digest(self, unit: UnitOfWork, digest: bytes) -> KnownKey | None:
        """By its secret's digest, in whichever workspace; None where it is revoked."""
        statement = text("SELECT id, workspace_id, name, role, expires_at FROM door_api_key_by_digest(:digest)")
        return await _one(unit, KnownKey, statement, {"digest": digest})

    async def get(self, unit: UnitOfWork, key_id: int) -> ApiKey | None:
        return await _one(unit, ApiKey, self._current().where(api_keys.c.id == key_id).with_for_update())

    async def page(self, unit: UnitOfWork, after: int, limit: int) -> list[ApiKey]:
        return await _page(unit, ApiKey, self._current(), after, limit)

    async def count(self, unit: UnitOfWork) -> int:
        statement = select(func.count()).select_from(api_keys).where(api_keys.c.revoked_at.is_(None))
        return int((await unit.execute(statement)).scalar_one())

    async def of_user(self, unit: UnitOfWork, user_id: int) -> list[ApiKey]:
        statement = self._current().where(api_keys.c.created_by == user_id)
        return [as_row(ApiKey, row) for row in (await unit.execute(statement)).mappings()]

    async def add(self, unit: UnitOfWork, values: Values) -> ApiKey:
        statement = insert(api_keys).values(workspace_id=unit.workspace_id, **values)
        added = await _one(unit, ApiKey, statement.returning(*self._columns))
        assert added is not None
        return added

    async def revoke(self, unit: UnitOfWork, key_id: int, now: datetime) -> None:
        await unit.execute(update(api_keys).where(api_keys.c.id == key_id).values(revoked_at=now))

    async def mark_used(self, unit: UnitOfWork, key_id: int, now: datetime) -> None:
        await unit.execute(update(api_keys).where(api_keys.c.id == key_id).values(last_used_at=now))

    def _current(self) -> Select[Any]:
        return select(*self._columns).where(api_keys.c.revoked_at.is_(None))
