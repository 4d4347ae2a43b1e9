"""Signing in: from a name and a password to a token, slowly for those who guess."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from frontdesk.identity.callers import Caller, CallerKind
from frontdesk.identity.errors import BotNotFoundError, LoginTakenError, WrongPasswordError
from frontdesk.identity.models import Credentials, Customer, User, Workspace
from frontdesk.identity.passwords import Passwords
from frontdesk.identity.repository import CustomerRepository, UserRepository, WorkspaceRepository
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.tokens import Claims, Tokens
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database
from frontdesk.platform.limits import Limit, RateLimiter, network_of
from frontdesk.platform.texts import folded


@dataclass(frozen=True)
class BotPlace:
    """Where a bot is, and whom it serves (`public` or `customers`)."""

    workspace_id: int
    bot_id: int
    access: str


class BotDirectory(Protocol):
    """Finds bots for those who are not in a workspace yet."""

    async def find(self, bot_ref: str) -> BotPlace | None:
        """The bot with that id or short name, in whichever workspace."""
        ...


@dataclass(frozen=True)
class SignedInStaff:
    token: str
    user: User
    workspace: Workspace


class Attempts:
    """Limits who may try how often. A try that succeeds does not count, so that only guessing is slowed."""

    def __init__(self, limiter: RateLimiter, per_minute: int):
        self._limiter = limiter
        self._by_address = Limit("sign-in by address", per_minute)
        self._by_name = Limit("sign-in by name", per_minute)
        self._registrations = Limit("registration", per_minute)

    @asynccontextmanager
    async def sign_in(self, name: str, address: str | None) -> AsyncIterator[None]:
        """Counts a try before it is made; raises TooManyRequestsError instead of letting it be made."""
        network = network_of(address)
        # The address first: one who is stopped there cannot use up the tries of somebody's name.
        await self._limiter.take(self._by_address, network)
        await self._limiter.take(self._by_name, name)
        yield
        await self._limiter.give_back(self._by_name, name)
        await self._limiter.give_back(self._by_address, network)

    async def registration(self, address: str | None) -> None:
        await self._limiter.take(self._registrations, network_of(address))


class StaffSignIn:
    """Signs staff in. It opens its own units of work: the workspace is known only afterwards, and no
    connection is held while a password is checked."""

    def __init__(
        self,
        database: Database,
        passwords: Passwords,
        tokens: Tokens,
        attempts: Attempts,
        audit: AuditTrail,
        clock: Clock,
    ):
        self._database = database
        self._passwords = passwords
        self._tokens = tokens
        self._attempts = attempts
        self._audit = audit
        self._clock = clock
        self._users = UserRepository()
        self._workspaces = WorkspaceRepository()

    async def sign_in(self, email: str, password: str, address: str | None) -> SignedInStaff:
        """Raises WrongPasswordError for an unknown address, a wrong password and a closed account alike."""
        async with self._attempts.sign_in(folded(email), address):
            async with self._database.unit_of_work(None) as unit:
                kept = await self._users.credentials(unit, folded(email))
            fits = await self._passwords.fits(kept.password_hash if kept else None, password)
            if kept is None or not fits or not kept.is_active:
                await self._note_failure(kept, address)
                raise WrongPasswordError
            return await self._welcome(kept, password, address)

    async def _welcome(self, kept: Credentials, password: str, address: str | None) -> SignedInStaff:
        values: dict[str, object] = {"last_login_at": self._clock.now()}
        if self._passwords.is_outdated(kept.password_hash or ""):
            values["password_hash"] = await self._passwords.hash(password)
        async with self._database.unit_of_work(kept.workspace_id) as unit:
            user = await self._users.change(unit, kept.id, values)
            if user is None or not user.is_active:
                raise WrongPasswordError
            workspace = await self._workspaces.get(unit)
            await self._audit.record(unit, _staff(user, address), "sign_in", "users", user.id)
        return SignedInStaff(self.token(user), user, workspace)

    def token(self, user: User) -> str:
        return self._tokens.issue(Claims("staff", user.id, user.workspace_id, user.sign_in_generation))

    async def _note_failure(self, kept: Credentials | None, address: str | None) -> None:
        """Takes as long for an unknown address: a transaction of its own, not waiting for the disk."""
        workspace_id = kept.workspace_id if kept else None
        async with self._database.unit_of_work(workspace_id, durable=False) as unit:
            if kept is None:
                await self._workspaces.was_founded(unit)
            else:
                await self._audit.record(unit, Caller.anonymous(address), "sign_in.failed", "users", kept.id)


class CustomerSignIn:
    """Registers customers at a bot, and signs them in there."""

    def __init__(
        self,
        database: Database,
        bots: BotDirectory,
        passwords: Passwords,
        tokens: Tokens,
        attempts: Attempts,
        audit: AuditTrail,
        clock: Clock,
    ):
        self._database = database
        self._bots = bots
        self._passwords = passwords
        self._tokens = tokens
        self._attempts = attempts
        self._audit = audit
        self._clock = clock
        self._customers = CustomerRepository()

    async def register(
        self,
        bot_ref: str,
        *,
        email: str | None,
        username: str | None,
        password: str,
        name: str,
        address: str | None,
    ) -> str:
        """A token for the new customer. Raises BotNotFoundError, LoginTakenError."""
        await self._attempts.registration(address)
        place = await self._place(bot_ref)
        values = {
            "bot_id": place.bot_id,
            "login": folded(username) if username else None,
            "email": email,
            "name": name or username or (email or "").partition("@")[0],
            "password_hash": await self._passwords.hash(password),
            "created_at": self._clock.now(),
        }
        async with self._database.unit_of_work(place.workspace_id) as unit:
            customer = await self._customers.add(unit, values)
            if customer is None:
                raise LoginTakenError
            caller = _customer(customer, address)
            await self._audit.record(unit, caller, "customer.registered", "customers", customer.id)
        return self._token(customer)

    async def sign_in(self, bot_ref: str, name: str, password: str, address: str | None) -> str:
        """A token. Raises BotNotFoundError, WrongPasswordError."""
        async with self._attempts.sign_in(f"customer {bot_ref} {folded(name)}", address):
            place = await self._place(bot_ref)
            async with self._database.unit_of_work(place.workspace_id) as unit:
                kept = await self._customers.credentials(unit, place.bot_id, folded(name))
            fits = await self._passwords.fits(kept.password_hash if kept else None, password)
            if kept is None or not fits:
                raise WrongPasswordError
            return await self._welcome(kept, password, address)

    async def _welcome(self, kept: Credentials, password: str, address: str | None) -> str:
        renewed = None
        if self._passwords.is_outdated(kept.password_hash or ""):
            renewed = await self._passwords.hash(password)
        async with self._database.unit_of_work(kept.workspace_id) as unit:
            if renewed is not None:
                await self._customers.set_password(unit, kept.id, renewed)
            customer = await self._customers.get(unit, kept.id)
            if customer is None:
                raise WrongPasswordError
            await self._audit.record(unit, _customer(customer, address), "sign_in", "customers", customer.id)
        return self._token(customer)

    async def _place(self, bot_ref: str) -> BotPlace:
        place = await self._bots.find(bot_ref)
        if place is None:
            raise BotNotFoundError
        return place

    def _token(self, customer: Customer) -> str:
        claims = Claims("customer", customer.id, customer.workspace_id, customer.sign_in_generation, customer.bot_id)
        return self._tokens.issue(claims)


def _staff(user: User, address: str | None) -> Caller:
    return Caller(CallerKind.STAFF, user.workspace_id, user_id=user.id, role=user.role, name=user.name, address=address)


def _customer(customer: Customer, address: str | None) -> Caller:
    return Caller(
        CallerKind.CUSTOMER,
        customer.workspace_id,
        customer_id=customer.id,
        bot_id=customer.bot_id,
        name=customer.name,
        address=address,
    )
