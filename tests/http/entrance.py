"""The entrance: what HTTP tests of sign-ins talk to: real routes, a database of its own, cheap passwords."""

import itertools
from dataclasses import dataclass, field, fields
from typing import Any

import httpx
from fastapi import FastAPI
from sqlalchemy import create_engine, text

from frontdesk.api.errors import add_error_handlers
from frontdesk.identity.endpoints import routers
from frontdesk.identity.passwords import Passwords
from frontdesk.identity.service.api_keys import ApiKeyService
from frontdesk.identity.service.audit import AuditTrail
from frontdesk.identity.service.authentication import Authentication
from frontdesk.identity.service.customers import CustomerService
from frontdesk.identity.service.registration import Registration
from frontdesk.identity.service.setup import SetupService
from frontdesk.identity.service.sign_in import Attempts, BotDirectory, BotPlace, CustomerSignIn, StaffSignIn
from frontdesk.identity.service.users import UserService
from frontdesk.identity.service.workspaces import WorkspaceService
from frontdesk.identity.tokens import Tokens
from frontdesk.platform.clock import Clock
from frontdesk.platform.database import Database, driver_url
from frontdesk.platform.events import EventLog
from frontdesk.platform.jobs import JobQueue
from frontdesk.platform.limits import RateLimiter
from frontdesk.platform.provide import Provided
from frontdesk.platform.settings import Settings
from tests.conftest import cheap_passwords

PASSWORD = "correct horse battery"

_numbers = itertools.count(1)


def run_sql(url: str, *statements: str) -> None:
    """Runs statements as the owner of everything, outside transactions."""
    engine = create_engine(driver_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@dataclass(frozen=True)
class Identity:
    """All services of identity."""

    passwords: Passwords
    tokens: Tokens
    audit: AuditTrail
    authentication: Authentication
    workspaces: WorkspaceService
    api_keys: ApiKeyService
    users: UserService
    customers: CustomerService
    staff_sign_in: StaffSignIn
    customer_sign_in: CustomerSignIn
    registration: Registration
    setup: SetupService

    def add_to(self, provided: Provided) -> None:
        """Makes each reachable from endpoints by its class."""
        for service in fields(self):
            provided.add(getattr(self, service.name))

    def close(self) -> None:
        self.passwords.close()


def build_identity(
    settings: Settings,
    database: Database,
    clock: Clock,
    limiter: RateLimiter,
    bots: BotDirectory,
    passwords: Passwords | None = None,
) -> Identity:
    """Puts the services together as the program's composition does."""
    passwords = passwords or Passwords()
    tokens = Tokens(settings.signing_key, settings.jwt_algorithm, settings.access_token_expire_minutes)
    attempts = Attempts(limiter, settings.login_attempts_per_minute)
    audit = AuditTrail(clock)
    authentication = Authentication(database, tokens)
    workspaces = WorkspaceService(database, audit, clock)
    api_keys = ApiKeyService(audit, authentication, clock)
    staff_sign_in = StaffSignIn(database, passwords, tokens, attempts, audit, clock)
    registration = Registration(
        database,
        workspaces,
        staff_sign_in,
        passwords,
        attempts,
        audit,
        clock,
        always_open=settings.allow_registration,
    )
    return Identity(
        passwords=passwords,
        tokens=tokens,
        audit=audit,
        authentication=authentication,
        workspaces=workspaces,
        api_keys=api_keys,
        users=UserService(passwords, api_keys, authentication, audit, clock),
        customers=CustomerService(clock),
        staff_sign_in=staff_sign_in,
        customer_sign_in=CustomerSignIn(database, bots, passwords, tokens, attempts, audit, clock),
        registration=registration,
        setup=SetupService(database, registration, settings),
    )


@dataclass
class Bots:
    """A directory of the bots that a test put there."""

    places: dict[str, BotPlace] = field(default_factory=dict)

    async def find(self, bot_ref: str) -> BotPlace | None:
        return self.places.get(bot_ref)


@dataclass
class Entrance:
    """The program as a test sees it."""

    settings: Settings
    database: Database
    url: str
    bots: Bots
    identity: Identity
    application: FastAPI
    client: httpx.AsyncClient

    async def found(self, email: str = "olga@example.com", **more: Any) -> dict[str, str]:
        """Headers of the owner of a new workspace."""
        body = {"email": email, "password": PASSWORD, **more}
        answer = await self.client.post("/api/v1/auth/admin/register", json=body)
        assert answer.status_code == 201, answer.text
        return bearer(answer.json()["access_token"])

    async def sign_in(self, email: str, password: str = PASSWORD) -> dict[str, str]:
        answer = await self.client.post("/auth/token", json={"username": email, "password": password})
        assert answer.status_code == 200, answer.text
        return bearer(answer.json()["access_token"])

    async def hire(self, owner: dict[str, str], role: str, email: str | None = None) -> dict[str, Any]:
        """The user of that role, added by the owner."""
        body = {"email": email or f"{role}@example.com", "name": role, "role": role, "password": PASSWORD}
        answer = await self.client.post("/api/v1/users", json=body, headers=owner)
        assert answer.status_code == 201, answer.text
        user: dict[str, Any] = answer.json()
        return user

    async def open_bot(self, owner: dict[str, str], slug: str = "shop") -> int:
        """A bot of the owner's workspace, which the directory finds by its short name."""
        workspace_id = (await self.client.get("/api/v1/workspace", headers=owner)).json()["id"]
        bot_id = next(_numbers) + 1000
        run_sql(
            self.url,
            "INSERT INTO bots (id, workspace_id, name, slug, escalation, search, memory, created_at,"
            " updated_at)"
            f" VALUES ({bot_id}, {workspace_id}, '{slug}', '{slug}', '{{}}', '{{}}', '{{}}', now(), now())",
        )
        self.bots.places[slug] = BotPlace(workspace_id, bot_id, "customers")
        return bot_id


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def build_entrance(url: str, settings: Settings) -> Entrance:
    """Sign-ins and rights alone, put together as the program puts them together."""
    clock = Clock(settings.frontdesk_now)
    database = Database(url, JobQueue(url), EventLog(clock))
    bots = Bots()
    identity = build_identity(settings, database, clock, RateLimiter(), bots, cheap_passwords())
    application = FastAPI()
    application.state.provided = Provided()
    application.state.provided.add(settings)
    application.state.provided.add(database)
    identity.add_to(application.state.provided)
    for router in routers:
        application.include_router(router)
    add_error_handlers(application)
    transport = httpx.ASGITransport(application, raise_app_exceptions=False, client=("127.0.0.1", 5000))
    client = httpx.AsyncClient(transport=transport, base_url="http://localhost:8000")
    return Entrance(settings, database, url, bots, identity, application, client)
