"""Authentication: who a token or an API key stands for, asked of the database at most every few seconds."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from frontdesk.identity.callers import Caller, CallerKind
from frontdesk.identity.errors import InvalidTokenError
from frontdesk.identity.models import Customer, KnownKey, User
from frontdesk.identity.repository import ApiKeyRepository, CustomerRepository, UserRepository
from frontdesk.identity.tokens import Claims, Tokens
from frontdesk.platform.database import Database
from frontdesk.platform.identifiers import digest
from frontdesk.platform.remembered import Remembered

KEY_PREFIX = "fdk_"
REMEMBERED_SECONDS = 5.0
REMEMBERED_ACCOUNTS = 20_000
# How exactly `last_used_at` of a key is known; more would be a write for each request.
USE_IS_NOTED_EVERY = timedelta(minutes=1)


class Authentication:
    """Tells the caller behind a secret. A changed role, revoked key or closed account counts in seconds."""

    def __init__(self, database: Database, tokens: Tokens, now: Callable[[], float] = time.monotonic):
        self._database = database
        self._tokens = tokens
        self._users_known: Remembered[int, User] = Remembered(REMEMBERED_SECONDS, REMEMBERED_ACCOUNTS, now)
        self._customers_known: Remembered[int, Customer] = Remembered(REMEMBERED_SECONDS, REMEMBERED_ACCOUNTS, now)
        self._keys_known: Remembered[bytes, KnownKey] = Remembered(REMEMBERED_SECONDS, REMEMBERED_ACCOUNTS, now)
        self._use_noted: Remembered[int, bool] = Remembered(
            USE_IS_NOTED_EVERY.total_seconds(), REMEMBERED_ACCOUNTS, now
        )
        self._users = UserRepository()
        self._customers = CustomerRepository()
        self._keys = ApiKeyRepository()

    async def caller(self, secret: str | None, address: str | None) -> Caller:
        """The caller that `secret`, a token or an API key, stands for; anonymous only where there is none.

        Raises InvalidTokenError for one that is forged, expired, revoked or of a closed account.
        """
        if secret is None:
            return Caller.anonymous(address)
        if secret.startswith(KEY_PREFIX):
            return await self._by_key(secret, address)
        claims = self._tokens.read(secret)
        if claims.kind == "staff":
            return await self._staff(claims, address)
        if claims.kind == "customer":
            return await self._customer(claims, address)
        raise InvalidTokenError

    def forget_user(self, user_id: int) -> None:
        """Has the next request ask the database anew."""
        self._users_known.forget(user_id)

    def forget_customer(self, customer_id: int) -> None:
        self._customers_known.forget(customer_id)

    def forget_customers_of(self, bot_id: int) -> None:
        self._customers_known.forget_where(lambda customer: customer.bot_id == bot_id)

    def forget_key(self, key_id: int) -> None:
        self._keys_known.forget_where(lambda key: key.id == key_id)

    async def _staff(self, claims: Claims, address: str | None) -> Caller:
        user = self._users_known.get(claims.subject)
        if user is None:
            async with self._database.unit_of_work(claims.workspace_id) as unit:
                user = await self._users.get(unit, claims.subject)
            if user is None:
                raise InvalidTokenError
            self._users_known.keep(user.id, user)
        current = (user.workspace_id, user.sign_in_generation) == (claims.workspace_id, claims.generation)
        if not current or not user.is_active:
            raise InvalidTokenError
        return Caller(
            CallerKind.STAFF,
            user.workspace_id,
            user_id=user.id,
            role=user.role,
            name=user.name,
            address=address,
        )

    async def _customer(self, claims: Claims, address: str | None) -> Caller:
        customer = self._customers_known.get(claims.subject)
        if customer is None:
            async with self._database.unit_of_work(claims.workspace_id) as unit:
                customer = await self._customers.get(unit, claims.subject)
            if customer is None:
                raise InvalidTokenError
            self._customers_known.keep(customer.id, customer)
        if (customer.workspace_id, customer.sign_in_generation) != (claims.workspace_id, claims.generation):
            raise InvalidTokenError
        return Caller(
            CallerKind.CUSTOMER,
            customer.workspace_id,
            customer_id=customer.id,
            bot_id=customer.bot_id,
            name=customer.name,
            address=address,
            vip=customer.vip,
        )

    async def _by_key(self, secret: str, address: str | None) -> Caller:
        fingerprint = digest(secret)
        key = self._keys_known.get(fingerprint)
        if key is None:
            async with self._database.unit_of_work(None) as unit:
                key = await self._keys.by_digest(unit, fingerprint)
            if key is None:
                raise InvalidTokenError("This API key is not valid.")
            self._keys_known.keep(fingerprint, key)
        if key.expires_at is not None and key.expires_at <= datetime.now(UTC):
            raise InvalidTokenError("This API key has expired.")
        await self._note_use(key)
        return Caller(
            CallerKind.API_KEY,
            key.workspace_id,
            api_key_id=key.id,
            role=key.role,
            name=key.name,
            address=address,
        )

    async def _note_use(self, key: KnownKey) -> None:
        if self._use_noted.get(key.id):
            return
        self._use_noted.keep(key.id, True)
        async with self._database.unit_of_work(key.workspace_id, durable=False) as unit:
            await self._keys.mark_used(unit, key.id, datetime.now(UTC))
